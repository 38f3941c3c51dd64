//! A share is one family over another: its own figure, with the molecules of the first.

use domain::dto::{Explanation, IndicatorCard};

use crate::format;
use crate::selection::Selection;

/// The card of the share that is opened, if it is one.
pub fn card_of(cards: &[IndicatorCard], selection: &Selection) -> Option<IndicatorCard> {
    selection.share_of.as_ref()?;
    cards.iter().find(|card| Selection::of_card(&card.id) == *selection).cloned()
}

/// The explanation of the family, told as the share of the card.
pub fn as_share(explanation: Explanation, card: IndicatorCard) -> Explanation {
    let figure = card.figure;
    let (numerator, denominator) =
        (format::decimal(figure.numerator, 1), format::decimal(figure.denominator, 1));
    let value = figure.value.map_or_else(|| "–".to_owned(), format::percent);
    Explanation {
        title: card.label,
        formula: format!("{numerator} DDJ ÷ {denominator} DDJ = {value}"),
        figure,
        ..explanation
    }
}

#[cfg(test)]
mod tests {
    use domain::dto::{Figure, RowReasons, Versions};

    use super::*;

    fn figure(numerator: f64, denominator: f64, value: f64, unit: &str) -> Figure {
        Figure {
            value: Some(value),
            numerator,
            denominator,
            unit: unit.to_owned(),
            interval: None,
            versions: Versions::default(),
            notes: Vec::new(),
        }
    }

    fn card() -> IndicatorCard {
        IndicatorCard {
            id: "ECDC_LARGE_SPECTRE".to_owned(),
            label: "Part".to_owned(),
            figure: figure(13_314.6, 37_170.6, 35.82, "%"),
            previous: None,
            change: None,
        }
    }

    #[test]
    fn only_a_share_has_a_card_of_its_own() {
        assert!(card_of(&[card()], &Selection::family("ECDC_LARGE")).is_none());
        assert!(card_of(&[card()], &Selection::share("ECDC_LARGE", "J01")).is_some());
    }

    #[test]
    fn a_share_shows_both_its_sides() {
        let explanation = Explanation {
            title: String::new(),
            figure: figure(13_314.6, 107_175.0, 124.2, "DDJ/1000 JH"),
            formula: String::new(),
            rules: Vec::new(),
            units: Vec::new(),
            molecules: Vec::new(),
            rows: RowReasons::default(),
            left_out: Vec::new(),
            versions: Versions::default(),
        };
        let share = as_share(explanation, card());
        let formula = share.formula.replace('\u{202f}', " ");
        assert_eq!(formula, "13 314,6 DDJ ÷ 37 170,6 DDJ = 35,8 %");
        assert_eq!(share.figure.unit, "%");
    }
}
