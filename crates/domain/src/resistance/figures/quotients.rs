//! Two counts as a percentage, or a count and patient-days as a density.

use super::limits::{care_below, hidden_below};
use crate::dto::{Figure, Interval, Versions};
use crate::statistics::{poisson_interval, wilson_interval};

const LEVEL: f64 = 0.95;

/// Resistant isolates among those tested, in %, with Wilson's interval; hidden when few were tested.
pub fn proportion(resistant: u32, tested: u32, versions: &Versions) -> Figure {
    let (numerator, denominator) = (f64::from(resistant), f64::from(tested));
    let (hidden, care) = (hidden_below(), care_below());
    let few = |limit: u32, so: &str| format!("Moins de {limit}\u{a0}isolats\u{a0}: {so}.");
    let note = match tested {
        0 => Some("Aucun isolat testé.".to_owned()),
        tested if tested < hidden => Some(few(hidden, "le pourcentage n’est pas affiché")),
        tested if tested < care => Some(few(care, "à interpréter avec prudence")),
        _ => None,
    };
    let shown = tested > 0 && tested >= hidden;
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
    let note = "La densité n’est pas définie\u{a0}: elle demande les isolats et les journées de toute la \
                période.";
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
