//! Types of establishment, as the reports compare them.

use std::sync::LazyLock;

use serde::Deserialize;

use super::embedded::{ESTABLISHMENT_TYPES, read};

/// A type of establishment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct EstablishmentType {
    pub code: &'static str,
    pub label: &'static str,
    /// Order on the screen.
    pub order: u8,
}

static TABLE: LazyLock<Vec<EstablishmentType>> = LazyLock::new(|| read(ESTABLISHMENT_TYPES));

/// Every type, in the order of the screen.
pub fn establishment_types() -> &'static [EstablishmentType] {
    &TABLE
}

/// The type with this code.
pub fn establishment_type(code: &str) -> Option<&'static EstablishmentType> {
    TABLE.iter().find(|kind| kind.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nomenclature::embedded::assert_whole;

    #[test]
    fn types_come_in_the_order_of_the_screen() {
        assert!(establishment_types().is_sorted_by_key(|kind| kind.order));
        assert_eq!(establishment_type("CH").map(|kind| kind.label), Some("Centre hospitalier"));
        assert_eq!(establishment_type("ch"), None);
    }

    #[test]
    fn every_row_of_the_file_is_read() {
        assert_whole::<EstablishmentType>(ESTABLISHMENT_TYPES);
    }
}
