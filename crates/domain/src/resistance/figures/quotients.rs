//! Two counts as a percentage, or a count and patient-days as a density.

use super::limits::{CARE_BELOW, HIDDEN_BELOW};
use crate::dto::{Figure, Interval, Versions};
use crate::statistics::{poisson_interval, wilson_interval};

const LEVEL: f64 = 0.95;

/// Resistant isolates among those tested, in %, with Wilson's interval; hidden when few were tested.
pub fn proportion(resistant: u32, tested: u32, versions: &Versions) -> Figure {
    let (numerator, denominator) = (f64::from(resistant), f64::from(tested));
    let note = match tested {
        0 => Some("Aucun isolat testé.".to_owned()),
        few if few < *HIDDEN_BELOW => Some(format!(
            "Moins de {}\u{a0}isolats\u{a0}: le pourcentage n’est pas affiché.",
            *HIDDEN_BELOW
        )),
        few if few < *CARE_BELOW => Some(format!(
            "Moins de {}\u{a0}isolats\u{a0}: à interpréter avec prudence.",
            *CARE_BELOW
        )),
        _ => None,
    };
    let shown = tested > 0 && tested >= *HIDDEN_BELOW;
    Figure {
        value: shown.then(|| 100.0 * numerator / denominator),
        numerator,
        denominator,
        unit: "%".to_owned(),
        interval: shown.then(|| {
            let bounds = wilson_interval(numerator, denominator, LEVEL);
            interval(bounds, 100.0, "wilson")
        }),
        versions: versions.clone(),
        notes: note.into_iter().collect(),
    }
}

/// Isolates per 1000 patient-days, with the exact Poisson interval.
pub fn density(isolates: u32, days: f64, versions: &Versions) -> Figure {
    let numerator = f64::from(isolates);
    let shown = days > 0.0;
    let note = "Aucune journée d’hospitalisation sur toute la période\u{a0}: la densité n’est pas \
                définie.";
    Figure {
        value: shown.then(|| 1000.0 * numerator / days),
        numerator,
        denominator: days,
        unit: "/1000 JH".to_owned(),
        interval: shown
            .then(|| interval(poisson_interval(numerator, LEVEL), 1000.0 / days, "poisson_exact")),
        versions: versions.clone(),
        notes: (!shown).then(|| note.to_owned()).into_iter().collect(),
    }
}

fn interval((low, high): (f64, f64), per: f64, method: &str) -> Interval {
    Interval { low: low * per, high: high * per, level: LEVEL, method: method.to_owned() }
}
