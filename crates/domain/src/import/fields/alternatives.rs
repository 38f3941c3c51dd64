//! Fields of which a file needs some, but not all.

use super::layout::Layout;

/// One way at least must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alternative {
    /// Each way is a set of fields, all needed together.
    pub ways: &'static [&'static [&'static str]],
    /// A column of results by antibiotic does as well.
    pub or_antibiotic_columns: bool,
    /// The question, as the screen words it.
    pub label: &'static str,
}

/// What a layout needs beside its mandatory fields.
pub fn alternatives(layout: Layout) -> &'static [Alternative] {
    match layout {
        Layout::Resistance => RESISTANCE,
        Layout::Structure | Layout::PatientDays | Layout::Consumption | Layout::Drugs => &[],
    }
}

static RESISTANCE: &[Alternative] = &[
    Alternative {
        ways: &[&["birth_date"], &["age"]],
        or_antibiotic_columns: false,
        label: "Date de naissance ou âge",
    },
    Alternative {
        ways: &[&["antibiotic", "result"]],
        or_antibiotic_columns: true,
        label: "Colonnes d’antibiotiques, ou Antibiotique et Résultat",
    },
];

impl Alternative {
    /// Whether the fields that `has` knows make one of the ways.
    pub fn is_met(&self, has: impl Fn(&str) -> bool, antibiotic_columns: bool) -> bool {
        (self.or_antibiotic_columns && antibiotic_columns)
            || self.ways.iter().any(|way| way.iter().all(|field| has(field)))
    }
}
