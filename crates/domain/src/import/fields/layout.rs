//! The layouts that columns are matched with.

use super::field::Field;
use super::{consumption, drugs, patient_days, resistance, structure};
use crate::dto::ImportKind;

/// A layout that columns are matched with: the imports, and the establishment's drug table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    Structure,
    PatientDays,
    Consumption,
    Resistance,
    Drugs,
}

impl Layout {
    pub const ALL: [Self; 5] =
        [Self::Structure, Self::PatientDays, Self::Consumption, Self::Resistance, Self::Drugs];
}

impl From<ImportKind> for Layout {
    fn from(kind: ImportKind) -> Self {
        match kind {
            ImportKind::Structure => Self::Structure,
            ImportKind::PatientDays => Self::PatientDays,
            ImportKind::Consumption => Self::Consumption,
            ImportKind::Resistance => Self::Resistance,
        }
    }
}

/// The fields of a layout, in the order of the screen.
pub fn fields(layout: Layout) -> &'static [Field] {
    match layout {
        Layout::Structure => structure::STRUCTURE,
        Layout::PatientDays => patient_days::PATIENT_DAYS,
        Layout::Consumption => consumption::CONSUMPTION,
        Layout::Resistance => resistance::RESISTANCE,
        Layout::Drugs => drugs::DRUGS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::fold;

    #[test]
    fn synonyms_are_stored_folded_and_mean_one_field() {
        for layout in Layout::ALL {
            let mut seen = std::collections::BTreeSet::new();
            for field in fields(layout) {
                assert!(!field.help.is_empty(), "{}", field.name);
                for synonym in field.synonyms {
                    assert_eq!(fold(synonym), *synonym);
                    assert!(seen.insert(*synonym), "{synonym} stands for two fields");
                }
            }
        }
    }
}
