//! Rates of sectors side by side.

use super::spec::{ChartSpec, Level, Series, Shape, point, unit_of};
use crate::dto::{Figure, SectorRow};

/// Rates by sector, the year before beside the year, with the total as a level.
pub fn by_sector(rows: &[SectorRow], year: i32, total: Option<&Figure>) -> ChartSpec {
    let sectors: Vec<&SectorRow> = rows.iter().filter(|row| row.inside.is_none()).collect();
    let series = |name: i32, figure: fn(&SectorRow) -> Option<&Figure>| Series {
        name: name.to_string(),
        points: sectors.iter().map(|row| figure(row).and_then(point)).collect(),
    };
    let both =
        [series(year - 1, |row| row.previous.as_ref()), series(year, |row| row.current.as_ref())];
    ChartSpec {
        title: format!("Consommation par secteur, {year}"),
        unit: unit_of(sectors.iter().filter_map(|row| row.current.as_ref())),
        axis: "Secteur".to_owned(),
        labels: sectors.iter().map(|row| row.label.clone()).collect(),
        shape: Shape::Bars,
        series: both.into_iter().filter(|s| s.points.iter().any(Option::is_some)).collect(),
        levels: total
            .and_then(|figure| figure.value)
            .map(|value| Level { label: format!("Ensemble {year}"), value })
            .into_iter()
            .collect(),
        breaks: Vec::new(),
        projected: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::testing::figure;

    fn sector(code: &str, inside: Option<&str>, previous: Option<f64>, current: f64) -> SectorRow {
        SectorRow {
            sector: code.to_owned(),
            label: code.to_owned(),
            inside: inside.map(ToOwned::to_owned),
            current: Some(figure(current, "2024")),
            previous: previous.map(|value| figure(value, "2024")),
            change: None,
        }
    }

    #[test]
    fn parts_of_a_sector_are_not_drawn_beside_it() {
        let rows = [sector("MED", None, Some(2.0), 3.0), sector("UHCD", Some("MED"), None, 9.0)];
        let spec = by_sector(&rows, 2024, Some(&figure(2.5, "2024")));
        assert_eq!(spec.labels, ["MED"]);
        assert_eq!(spec.levels, [Level { label: "Ensemble 2024".to_owned(), value: 2.5 }]);
        assert_eq!(spec.series.len(), 2);
    }

    #[test]
    fn a_first_year_has_one_series() {
        let spec = by_sector(&[sector("MED", None, None, 3.0)], 2024, None);
        let names: Vec<&str> = spec.series.iter().map(|series| series.name.as_str()).collect();
        assert_eq!(names, ["2024"]);
    }
}
