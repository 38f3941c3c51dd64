//! Words for what is drawn or coded.

use crate::chart::ChartSpec;
use crate::french;

/// `T3 2024` of `2024-Q3`.
pub fn period_label(period: &str) -> String {
    match period.split_once("-Q") {
        Some((year, quarter)) => format!("T{quarter}\u{a0}{year}"),
        None => period.to_owned(),
    }
}

/// What a chart shows, in one sentence for those who do not see it.
pub fn alt(spec: &ChartSpec, decimals: usize) -> String {
    let number = |value: f64| french::decimal(value, decimals);
    let told = spec.series.iter().map(|series| {
        let points = spec.labels.iter().zip(&series.points);
        let told: Vec<String> = points
            .filter_map(|(label, point)| {
                Some(format!("{label}\u{a0}: {}", number((*point)?.value)))
            })
            .collect();
        format!("{}\u{a0}— {}", series.name, told.join("\u{a0}; "))
    });
    let levels =
        spec.levels.iter().map(|level| format!("{}\u{a0}: {}", level.label, number(level.value)));
    let all: Vec<String> = told.chain(levels).collect();
    format!("{} ({}). {}.", spec.title, spec.unit, all.join(". "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::evolution;
    use crate::chart::testing::at;

    #[test]
    fn a_chart_is_told_with_its_values() {
        let spec = evolution("Taux", &[at("2023-Q4", 300.0, "a"), at("2024-Q2", 354.185, "a")]);
        let told = alt(&spec, 1);
        assert_eq!(
            told,
            "Taux (DDJ/1000 JH). Taux\u{a0}— T4 2023\u{a0}: 300,0\u{a0}; T2 2024\u{a0}: 354,2."
        );
    }

    #[test]
    fn quarters_are_told_as_the_french_do() {
        assert_eq!(
            (period_label("2024-Q3").as_str(), period_label("2024").as_str()),
            ("T3\u{a0}2024", "2024")
        );
    }
}
