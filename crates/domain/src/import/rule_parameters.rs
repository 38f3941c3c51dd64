//! The parameters of a control, and its texts with them.

use crate::dto::RuleParameter;
use crate::french::decimal;
use crate::nomenclature::{organism, tested_antibiotic};

/// Reads `name=value|name=value`.
pub(super) fn read_parameters(cell: &str) -> Vec<RuleParameter> {
    cell.split('|')
        .filter_map(|parameter| parameter.split_once('='))
        .map(|(name, value)| RuleParameter { name: name.to_owned(), value: value.to_owned() })
        .collect()
}

/// The text with each `{parameter}` in its place; other placeholders stay.
pub(super) fn fill(text: &str, parameters: &[RuleParameter], shown: fn(&str) -> String) -> String {
    parameters.iter().fold(text.to_owned(), |text, RuleParameter { name, value }| {
        text.replace(&format!("{{{name}}}"), &shown(value))
    })
}

/// `10 000 000`, `Céfotaxime, Ceftriaxone`.
pub(super) fn in_french(value: &str) -> String {
    let decimals = value.split_once('.').map_or(0, |(_, digits)| digits.len());
    let name = |code: &str| tested_antibiotic(code).map(|antibiotic| antibiotic.label);
    value.parse().map_or_else(|_| list(value, name), |number| decimal(number, decimals))
}

/// `10000000`, `CTX, CRO`: the codes of antibiotics are the same everywhere.
pub(super) fn in_english(value: &str) -> String {
    list(value, |_| None)
}

/// The names of the organisms and the other codes of a list.
fn list(value: &str, name: impl Fn(&str) -> Option<&'static str>) -> String {
    let words = value.split(' ').map(|code| {
        let organism = organism(code).map(|organism| organism.name);
        organism.or_else(|| name(code)).unwrap_or(code)
    });
    words.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_take_numbers_and_names_in_their_language() {
        let parameters = read_parameters("below=10000|margin=7.5|taxa=STAAUR KLEPNE|tested=CTX");
        let text = "{below} {margin} {taxa} {tested} {unit}";
        assert_eq!(
            fill(text, &parameters, in_french),
            "10\u{202f}000 7,5 Staphylococcus aureus, Klebsiella pneumoniae Céfotaxime {unit}"
        );
        assert_eq!(
            fill(text, &parameters, in_english),
            "10000 7.5 Staphylococcus aureus, Klebsiella pneumoniae CTX {unit}"
        );
    }
}
