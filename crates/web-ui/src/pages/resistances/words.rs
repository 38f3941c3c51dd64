//! Figures of resistance in French words.

use domain::dto::Figure;
use domain::resistance::care_below;
use leptos::prelude::*;

use crate::format;

/// `14 sur 185`.
pub fn ratio(figure: &Figure) -> String {
    format!("{} sur {}", format::integer(figure.numerator), format::integer(figure.denominator))
}

/// The percentage, or a dash.
pub fn percent(figure: &Figure) -> String {
    figure.value.map_or_else(|| "–".to_owned(), format::percent)
}

/// The percentage with its interval and the reservation of few isolates, for a cell of a table; what is
/// true of the whole year is told once above.
pub fn percent_in_full(figure: &Figure) -> impl IntoView + use<> {
    let interval = interval(figure)
        .map(|text| view! { <span class="block text-xs text-base-content/75">{text}</span> });
    let is_few = figure.denominator < f64::from(care_below());
    let note = figure.notes.first().filter(|_| is_few).cloned();
    let note = note.map(|note| view! { <span class="block min-w-40 text-xs">{note}</span> });
    view! {
        <span class="font-semibold">{percent(figure)}</span>
        {interval}
        {note}
    }
}

/// The interval of a percentage, when there is one.
pub fn interval(figure: &Figure) -> Option<String> {
    let interval = figure.interval.as_ref()?;
    Some(format::range(interval.low, interval.high, &figure.unit))
}

/// A density with its count and days: `0,131 (14 pour 107 175 JH)`, or a dash.
pub fn density(figure: &Figure) -> String {
    figure.value.map_or_else(
        || "–".to_owned(),
        |value| {
            format!(
                "{} ({} pour {} JH)",
                format::decimal(value, 3),
                format::integer(figure.numerator),
                format::integer(figure.denominator)
            )
        },
    )
}

#[cfg(test)]
mod tests {
    use domain::dto::Versions;

    use super::*;

    fn figure(value: Option<f64>) -> Figure {
        Figure {
            value,
            numerator: 14.0,
            denominator: 107_175.0,
            unit: "/1000 JH".to_owned(),
            interval: None,
            versions: Versions::default(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn a_density_names_its_count_and_its_days() {
        let text = density(&figure(Some(0.130_627))).replace('\u{202f}', " ");
        assert_eq!(text, "0,131 (14 pour 107 175 JH)");
        assert_eq!(density(&figure(None)), "–");
        assert_eq!(ratio(&figure(None)).replace('\u{202f}', " "), "14 sur 107 175");
    }
}
