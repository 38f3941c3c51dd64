//! A chart as the sheets of a workbook, which the browser writes as a file.

use serde::Serialize;

use super::Chart;
use super::grid::{Field, grid};

/// What stands in the file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Workbook {
    pub title: String,
    /// The table twin under its header, cell by cell that of the CSV file.
    pub numbers: Sheet,
    /// What the chart is and how it is read: a heading or nothing, then a text.
    pub reading: Sheet,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sheet {
    pub name: &'static str,
    pub rows: Vec<Vec<Field>>,
}

impl Workbook {
    pub(super) fn of(chart: &Chart) -> Self {
        let Chart { title, source, reading, .. } = chart;
        let parts = [
            ("Titre", std::slice::from_ref(title)),
            ("Source", std::slice::from_ref(source)),
            ("Ce qui se lit", reading.says.as_slice()),
            ("Ce qui ne se lit pas", reading.limits.as_slice()),
        ];
        let rows = parts.into_iter().flat_map(|(heading, texts)| {
            let headings = [heading].into_iter().chain(std::iter::repeat(""));
            headings.zip(texts).map(|(heading, text)| vec![field(heading), field(text)])
        });
        Self {
            title: title.clone(),
            numbers: Sheet { name: "Données", rows: grid(&chart.twin) },
            reading: Sheet { name: "Lecture", rows: rows.collect() },
        }
    }
}

fn field(text: &str) -> Field {
    if text.is_empty() { Field::Empty } else { Field::Text(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::testing::spec;
    use crate::chart::{Point, Reading, Series, TwinRow};

    fn chart() -> Chart {
        let point = Point { value: 1_234.567_890_12, interval: Some((-1.25, 2000.0)) };
        let mut spec = spec(&["2023", "2024"]);
        spec.series = vec![Series { name: "Taux".to_owned(), points: vec![None, Some(point)] }];
        let mut chart = Chart::from(spec);
        chart.twin.rows.push(TwinRow::of("=1+2", Vec::new()));
        chart.reading = Reading {
            says: vec!["La première.".to_owned(), "La seconde.".to_owned()],
            limits: vec!["La limite.".to_owned()],
        };
        chart
    }

    #[test]
    fn numbers_are_numbers_and_labels_are_texts() {
        let json = serde_json::to_value(chart().workbook().numbers).unwrap();
        assert_eq!(json["name"], "Données");
        assert_eq!(json["rows"][1], serde_json::json!(["2023", null, null, null]));
        assert_eq!(json["rows"][2], serde_json::json!(["2024", 1_234.567_89, -1.25, 2000.0]));
        assert_eq!(json["rows"][3], serde_json::json!(["=1+2"]));
    }

    #[test]
    fn the_sheet_says_cell_by_cell_what_the_csv_file_says() {
        let csv = chart().csv();
        let written = |field: &Field| match field {
            Field::Empty => String::new(),
            Field::Text(text) if text.starts_with('=') => format!("'{text}"),
            Field::Text(text) => text.clone(),
            Field::Number(number) => number.to_string().replace('.', ","),
        };
        let rows = chart().workbook().numbers.rows;
        let mut lines = csv.trim_start_matches('\u{feff}').lines();
        for row in &rows {
            let line = lines.next().unwrap_or_default();
            let cells: Vec<String> = row.iter().map(written).collect();
            assert_eq!(cells.join(";"), line);
        }
    }

    #[test]
    fn sentences_stand_under_their_headings() {
        let rows = chart().workbook().reading.rows;
        let text = |text: &str| Field::Text(text.to_owned());
        assert_eq!(rows[2], [text("Ce qui se lit"), text("La première.")]);
        assert_eq!(rows[3], [Field::Empty, text("La seconde.")]);
        assert_eq!(rows[4], [text("Ce qui ne se lit pas"), text("La limite.")]);
    }
}
