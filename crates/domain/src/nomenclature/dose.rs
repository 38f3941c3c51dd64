//! Doses and their units: grams and millions of international units never mix.

use serde::Deserialize;

/// Unit of a defined daily dose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
pub enum DoseUnit {
    #[serde(rename = "g")]
    Gram,
    /// Million international units.
    #[serde(rename = "MU")]
    MegaUnit,
}

impl DoseUnit {
    /// Symbol in the API and on the screen.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Gram => "g",
            Self::MegaUnit => "MU",
        }
    }
}

/// A defined daily dose (DDJ).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ddd {
    pub value: f64,
    pub unit: DoseUnit,
}

/// Converts an amount; `None` for an unknown unit, and between grams and units, whose ratio
/// depends on the substance.
pub fn to_dose_unit(amount: f64, unit: &str, target: DoseUnit) -> Option<f64> {
    let (of, divisor, factor) = scale(unit)?;
    // A division by a power of ten is exact to the last digit where a product is not.
    (of == target).then_some(amount / divisor * factor)
}

/// What the unit measures, and how to get from it to the unit of the dose.
fn scale(unit: &str) -> Option<(DoseUnit, f64, f64)> {
    let word: String = unit.chars().filter(|char| char.is_alphanumeric()).collect();
    Some(match word.to_lowercase().as_str() {
        "kg" => (DoseUnit::Gram, 1.0, 1e3),
        "g" | "gr" | "gramme" | "grammes" => (DoseUnit::Gram, 1.0, 1.0),
        "mg" => (DoseUnit::Gram, 1e3, 1.0),
        // Two characters look like µ: the micro sign and the Greek letter.
        "\u{b5}g" | "\u{3bc}g" | "ug" | "mcg" => (DoseUnit::Gram, 1e6, 1.0),
        "mu" | "mui" | "miu" => (DoseUnit::MegaUnit, 1.0, 1.0),
        "kui" | "ku" | "kiu" => (DoseUnit::MegaUnit, 1e3, 1.0),
        "ui" | "iu" | "u" => (DoseUnit::MegaUnit, 1e6, 1.0),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_converted_exactly_within_a_kind_of_unit() {
        for (amount, unit, target, expected) in [
            (500.0, "mg", DoseUnit::Gram, Some(0.5)),
            (112.0, "mg", DoseUnit::Gram, Some(0.112)),
            (28.0, "mg", DoseUnit::Gram, Some(0.028)),
            (1.0, "g", DoseUnit::Gram, Some(1.0)),
            (2.0, "G", DoseUnit::Gram, Some(2.0)),
            (0.002, "kg", DoseUnit::Gram, Some(2.0)),
            (250.0, "µg", DoseUnit::Gram, Some(0.000_25)),
            (250.0, "μg", DoseUnit::Gram, Some(0.000_25)),
            (250.0, "mcg", DoseUnit::Gram, Some(0.000_25)),
            (1.5, "MU", DoseUnit::MegaUnit, Some(1.5)),
            (1.5, "M UI", DoseUnit::MegaUnit, Some(1.5)),
            (3.0, "M.U.I.", DoseUnit::MegaUnit, Some(3.0)),
            (750_000.0, "UI", DoseUnit::MegaUnit, Some(0.75)),
            (750.0, "kUI", DoseUnit::MegaUnit, Some(0.75)),
        ] {
            assert_eq!(to_dose_unit(amount, unit, target), expected, "{amount} {unit}");
        }
    }

    #[test]
    fn grams_and_units_are_not_convertible() {
        for (unit, target) in [
            ("MUI", DoseUnit::Gram),
            ("UI", DoseUnit::Gram),
            ("g", DoseUnit::MegaUnit),
            ("ml", DoseUnit::Gram),
            ("", DoseUnit::Gram),
        ] {
            assert_eq!(to_dose_unit(2.4, unit, target), None, "{unit}");
        }
    }
}
