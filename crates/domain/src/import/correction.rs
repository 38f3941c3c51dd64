//! Codes that a person corrected in one file, kept for the next one that has them.

use serde::{Deserialize, Serialize};

use super::personal::{self, CodeForm, DRUG_CODE, LIST_CODE, UNIT_CODE, is_class};

/// The fields whose corrections are kept: codes alone, for other cells may tell of a person, and say
/// nothing of the next file.
const FIELDS: [(&str, CodeForm); 6] = [
    ("unit_code", UNIT_CODE),
    ("service_code", UNIT_CODE),
    ("pole_code", UNIT_CODE),
    ("de_code", LIST_CODE),
    ("ta_code", LIST_CODE),
    ("drug_code", DRUG_CODE),
];

/// Most corrections that a file brings.
pub const MOST_CORRECTIONS: usize = 200;

/// A code as it stood in a file, and what it was corrected to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    pub field: String,
    pub found: String,
    pub meant: String,
}

impl Correction {
    /// A correction that may be kept: of a field of codes, from a code to a code.
    pub fn new(field: &str, found: &str, meant: &str) -> Option<Self> {
        let [field, found, meant] = [field, found.trim(), meant.trim()].map(str::to_owned);
        Some(Self { field, found, meant }).filter(Self::is_of_codes)
    }

    /// Whether nothing but codes is in it.
    pub(super) fn is_of_codes(&self) -> bool {
        let Self { field, found, meant } = self;
        let is_code = |text: &str, form| {
            !text.is_empty() && !is_class(text) && personal::code(text, form) == text
        };
        let form = FIELDS.iter().find(|(name, _)| name == field).map(|(_, form)| *form);
        found != meant && form.is_some_and(|form| is_code(found, form) && is_code(meant, form))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corrected_code_is_kept_and_nothing_else_is() {
        assert!(Correction::new("unit_code", " 0710A", "710").is_some());
        assert!(Correction::new("drug_code", "3400893", "9302837").is_some());
        for (field, found, meant) in [
            ("patient_days", "douze", "12"),
            ("patient_id", "123456", "123457"),
            ("unit_code", "710", "710 "),
            ("unit_code", "", "710"),
            ("unit_code", "Jeanne Martin, née le 12/03/1950", "710"),
            ("de_code", "108", "185057800109936"),
        ] {
            assert_eq!(Correction::new(field, found, meant), None, "{field}: {found} -> {meant}");
        }
    }
}
