//! Units whose codes tell where they count.

use crate::nomenclature::{Placement, classify};

/// A unit of the example and where it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedExample {
    pub unit: &'static str,
    pub de: &'static str,
    pub ta: &'static str,
    /// What the establishment answered for its discipline.
    pub answer: Option<&'static str>,
    pub placement: Placement,
}

/// Name, discipline, activity, answer.
const UNITS: [(&str, &str, &str, Option<&str>); 7] = [
    ("Cardiologie", "127", "03", None),
    ("Chirurgie de semaine", "137", "20", None),
    ("Cardiologie, hôpital de jour", "127", "04", None),
    ("Médecine à domicile", "127", "06", None),
    ("Unité 195, sans réponse", "195", "03", None),
    ("Unité 195, réponse 195A", "195", "03", Some("195A")),
    ("Hébergement EHPAD", "924", "11", None),
];

/// Units in and out of the perimeters.
pub fn placed_units() -> Vec<PlacedExample> {
    let placed = |(unit, de, ta, answer)| {
        let placement = classify(Some(de), Some(ta), answer);
        PlacedExample { unit, de, ta, answer, placement }
    };
    UNITS.map(placed).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dto::UnitStatus;

    #[test]
    fn the_units_show_every_fate_that_a_reader_asks_about() {
        let fates: Vec<_> = placed_units().iter().map(|one| one.placement.status).collect();
        assert_eq!(
            fates,
            [
                UnitStatus::Perimeter,
                UnitStatus::Perimeter,
                UnitStatus::Outside,
                UnitStatus::Outside,
                UnitStatus::ToAnswer,
                UnitStatus::Perimeter,
                UnitStatus::Ehpad,
            ]
        );
    }
}
