//! What an anomaly may move, in words.

use domain::dto::{EffectMeasure, EffectOn};

use crate::format;

/// `peut déplacer le taux de 3,2 %`
pub fn effect(effect: &EffectOn) -> String {
    let what = match effect.measure {
        EffectMeasure::ConsumptionRate => "le taux de consommation",
        EffectMeasure::ResistanceDensity => "les densités d’incidence",
    };
    if effect.percent < LEAST {
        return format!("Déplace {what} de moins de {}", format::percent(LEAST));
    }
    format!("Peut déplacer {what} de {}", format::percent(effect.percent))
}

/// Below it, in %, a number would say zero.
const LEAST: f64 = 0.1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effects_are_told_as_the_french_write_them() {
        let of = |measure, percent| effect(&EffectOn { measure, percent }).replace('\u{202f}', " ");
        assert_eq!(
            of(EffectMeasure::ConsumptionRate, 3.249),
            "Peut déplacer le taux de consommation de 3,2 %"
        );
        assert_eq!(
            of(EffectMeasure::ResistanceDensity, 0.02),
            "Déplace les densités d’incidence de moins de 0,1 %"
        );
    }
}
