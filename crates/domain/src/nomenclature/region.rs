//! Regions, by INSEE code.

use std::sync::LazyLock;

use serde::Deserialize;

use super::embedded::{REGIONS, read};

/// A region.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Region {
    /// INSEE code.
    pub code: &'static str,
    pub label: &'static str,
}

static TABLE: LazyLock<Vec<Region>> = LazyLock::new(|| read(REGIONS));

/// Every region, by code.
pub fn regions() -> &'static [Region] {
    &TABLE
}

/// The region with this INSEE code.
pub fn region(code: &str) -> Option<&'static Region> {
    TABLE.iter().find(|region| region.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nomenclature::embedded::assert_whole;

    #[test]
    fn regions_are_known_by_their_insee_code() {
        assert_eq!(region("28").map(|region| region.label), Some("Normandie"));
        assert_eq!(region("01").map(|region| region.label), Some("Guadeloupe"));
        assert_eq!(region("1"), None);
        assert_eq!(regions().len(), 23);
    }

    #[test]
    fn every_row_of_the_file_is_read() {
        assert_whole::<Region>(REGIONS);
    }
}
