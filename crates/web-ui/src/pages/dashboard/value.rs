//! How a figure and its change look in a table.

use domain::dto::Figure;

use crate::format;

/// The value, or a dash.
pub fn value(figure: Option<&Figure>) -> String {
    figure
        .and_then(|figure| Some(format::figure(figure.value?, &figure.unit)))
        .unwrap_or_else(|| "–".to_owned())
}

/// The confidence interval, when there is one.
pub fn interval(figure: &Figure) -> Option<String> {
    let interval = figure.interval.as_ref()?;
    Some(format::range(interval.low, interval.high, &figure.unit))
}

/// The relative change, or a dash.
pub fn change(change: Option<f64>) -> String {
    change.map_or_else(|| "–".to_owned(), format::change)
}

/// Numerator and denominator in words: `37 959,8 DDJ pour 107 175 JH`.
pub fn ratio(figure: &Figure) -> String {
    if figure.unit == "%" {
        format!(
            "{} DDJ sur {}",
            format::decimal(figure.numerator, 1),
            format::decimal(figure.denominator, 1)
        )
    } else {
        format!(
            "{} DDJ pour {} JH",
            format::decimal(figure.numerator, 1),
            format::integer(figure.denominator)
        )
    }
}

#[cfg(test)]
mod tests {
    use domain::dto::Versions;

    use super::*;

    fn figure(value: Option<f64>, unit: &str) -> Figure {
        Figure {
            value,
            numerator: 37_959.787,
            denominator: 107_175.0,
            unit: unit.to_owned(),
            interval: None,
            versions: Versions::default(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn a_figure_that_may_not_be_shown_is_a_dash() {
        assert_eq!(value(Some(&figure(None, "%"))), "–");
        assert_eq!(value(None), "–");
    }

    #[test]
    fn the_ratio_names_both_sides() {
        let text = ratio(&figure(Some(354.185), "DDJ/1000 JH")).replace('\u{202f}', " ");
        assert_eq!(text, "37 959,8 DDJ pour 107 175 JH");
    }
}
