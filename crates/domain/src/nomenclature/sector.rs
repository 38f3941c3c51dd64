//! Sectors of activity: the rows of every consumption table.

use std::sync::LazyLock;

use serde::Deserialize;

use super::embedded::{SECTORS, read};

/// A sector, or a part of one that is also shown apart.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Sector {
    pub code: &'static str,
    pub label: &'static str,
    /// Order on the screen.
    pub order: u8,
    /// The sector it is a part of: never add a part to its sector.
    pub parent: Option<&'static str>,
    /// Counted in the perimeter `spares`.
    pub in_spares: bool,
}

static TABLE: LazyLock<Vec<Sector>> = LazyLock::new(|| read(SECTORS));

/// Every sector, in the order of the screen.
pub fn sectors() -> &'static [Sector] {
    &TABLE
}

/// The sector with this code.
pub fn sector(code: &str) -> Option<&'static Sector> {
    TABLE.iter().find(|sector| sector.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nomenclature::embedded::assert_whole;

    #[test]
    fn sectors_come_in_the_order_of_the_screen_and_parts_name_their_sector() {
        assert!(sectors().is_sorted_by_key(|sector| sector.order));
        let parts: Vec<_> = sectors().iter().filter_map(|s| Some((s.code, s.parent?))).collect();
        assert_eq!(parts, [("HEM", "MED"), ("MINF", "MED"), ("UHCD", "MED")]);
    }

    #[test]
    fn the_perimeter_has_eight_sectors() {
        let counted: Vec<_> = sectors()
            .iter()
            .filter(|sector| sector.in_spares && sector.parent.is_none())
            .map(|sector| sector.code)
            .collect();
        assert_eq!(counted, ["MED", "CHIR", "REA", "PED", "GO", "SMR", "SLD", "PSY"]);
    }

    #[test]
    fn every_row_of_the_file_is_read() {
        assert_whole::<Sector>(SECTORS);
    }
}
