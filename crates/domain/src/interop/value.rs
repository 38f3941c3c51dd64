//! Measured values as EARS-Net writes them.

use super::layout::Variable;
use super::left_out::Change;
use crate::dto::ExportLayout;
use crate::labels::{Measured, measured};

/// A value that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// A concentration, mg/L.
    Mic { sign: &'static str, value: String },
    /// A diameter, mm.
    Zone(String),
}

/// Two-fold dilutions, highest first, each in the way it is written first and then in others.
const DILUTIONS: [&[&str]; 22] = [
    &["2048"],
    &["1024"],
    &["512"],
    &["256"],
    &["128"],
    &["64"],
    &["32"],
    &["16"],
    &["8"],
    &["4"],
    &["2"],
    &["1"],
    &["0.5"],
    &["0.25"],
    &["0.125", "0.12"],
    &["0.06", "0.0625", "0.064"],
    &["0.03", "0.03125", "0.032"],
    &["0.016", "0.015", "0.015625"],
    &["0.008", "0.0078", "0.007812"],
    &["0.004", "0.0039", "0.003906"],
    &["0.002", "0.00195", "0.001953"],
    &["0.001"],
];

/// The value of a mark, and what had to change for it to be written.
///
/// A bare `<` is in no list: `<1` is `<=0.5` where it is one of the two-fold dilutions. A whole number without
/// sign and unit may be a concentration or a diameter, and is not written.
pub fn told(mark: &str) -> (Option<Told>, Option<Change>) {
    let Some(measured) = measured(mark) else { return (None, None) };
    let number = plain(measured.number);
    let whole = !measured.number.contains(['.', ',']) && !measured.combination;
    match measured.millimetres {
        Some(true) if measured.sign.is_empty() && allows("ResultZoneValue", &number) => {
            (Some(Told::Zone(number)), None)
        }
        Some(true) => (None, Some(Change::ValueLost)),
        None if measured.sign.is_empty() && whole => (None, Some(Change::ValueOfUnknownKind)),
        _ => concentration(measured, number),
    }
}

fn concentration(measured: Measured<'_>, value: String) -> (Option<Told>, Option<Change>) {
    match sign(measured.sign) {
        Some("<") => match lower_dilution(&value) {
            Some(lower) => {
                let told = Told::Mic { sign: "<=", value: lower.to_owned() };
                (Some(told), Some(Change::StrictSign))
            }
            None => (None, Some(Change::StrictSignLost)),
        },
        Some(sign) if allows("ResultMICValue", &value) => (Some(Told::Mic { sign, value }), None),
        _ => (None, Some(Change::ValueLost)),
    }
}

/// The sign that a laboratory typed.
fn sign(typed: &str) -> Option<&'static str> {
    let has = |signs: &[char]| typed.contains(signs);
    let equal = has(&['=', '≤', '≥']);
    match (has(&['<', '≤']), has(&['>', '≥'])) {
        (true, true) => None,
        (true, false) if equal => Some("<="),
        (true, false) => Some("<"),
        (false, true) if equal => Some(">="),
        (false, true) => Some(">"),
        (false, false) => Some("="),
    }
}

/// The number with a point, without zeros that say nothing.
fn plain(number: &str) -> String {
    let number = number.replace(',', ".");
    let (whole, decimals) = number.split_once('.').unwrap_or((&number, ""));
    let (whole, decimals) = (whole.trim_start_matches('0'), decimals.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    if decimals.is_empty() { whole.to_owned() } else { format!("{whole}.{decimals}") }
}

fn lower_dilution(value: &str) -> Option<&'static str> {
    let place = DILUTIONS.iter().position(|written| written.contains(&value))?;
    DILUTIONS.get(place + 1).and_then(|written| written.first()).copied()
}

fn allows(variable: &str, text: &str) -> bool {
    let mut variables = ExportLayout::Amrtest.variables().iter();
    variables.any(|one: &Variable| one.name == variable && one.allows(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(mark: &str, expected: Option<(&'static str, &str)>, change: Option<Change>) {
        let told_as = match told(mark) {
            (Some(Told::Mic { sign, value }), change) => (Some((sign, value)), change),
            (Some(Told::Zone(value)), change) => (Some(("mm", value)), change),
            (None, change) => (None, change),
        };
        let expected = expected.map(|(sign, value)| (sign, value.to_owned()));
        assert_eq!(told_as, (expected, change), "{mark}");
    }

    #[test]
    fn values_are_written_as_the_receiver_reads_them() {
        check("≤0,5 S", Some(("<=", "0.5")), None);
        check(">= 32 R", Some((">=", "32")), None);
        check(">256 mg/L R", Some((">", "256")), None);
        check("2.0 S", Some(("=", "2")), None);
        check("2.0 mg/L S", Some(("=", "2")), None);
        check("0,250 S", Some(("=", "0.25")), None);
        check("8/4 S", Some(("=", "8")), None);
        check("1,5 S", Some(("=", "1.5")), None);
        check("24 mm S", Some(("mm", "24")), None);
        check("S", None, None);
    }

    #[test]
    fn what_the_receiver_refuses_is_left_empty() {
        for mark in ["2,5 S", "12.5 R", "=0 S", "0,0 mg/L S", "60 mm S", ">24 mm S", "<> 4 S"] {
            check(mark, None, Some(Change::ValueLost));
        }
        check("16 S", None, Some(Change::ValueOfUnknownKind));
    }

    #[test]
    fn less_than_a_dilution_is_at_most_the_one_below() {
        check("<1 S", Some(("<=", "0.5")), Some(Change::StrictSign));
        check("<0,06 S", Some(("<=", "0.03")), Some(Change::StrictSign));
        check("<3 S", None, Some(Change::StrictSignLost));
        check("<0,001 S", None, Some(Change::StrictSignLost));
    }

    #[test]
    fn every_dilution_may_be_written() {
        for written in DILUTIONS {
            assert!(allows("ResultMICValue", written[0]), "{}", written[0]);
        }
    }
}
