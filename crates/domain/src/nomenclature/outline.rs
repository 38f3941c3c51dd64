//! The outlines of the regions, as a map draws them.

use std::sync::LazyLock;

use serde::Deserialize;

use super::embedded::{REGION_OUTLINES, read};

/// Width and height of the board that the outlines are drawn on.
pub const MAP_SIZE: (u32, u32) = (1000, 1138);

/// The outline of a region, simplified for a small map. Overseas regions stand below, each at its own scale.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct RegionOutline {
    /// INSEE code.
    pub code: &'static str,
    /// A place well inside, for a text.
    pub x: u32,
    pub y: u32,
    /// In the words of SVG: closed lines from whole numbers.
    pub path: &'static str,
}

impl RegionOutline {
    /// INSEE numbers the overseas regions from 01, those of the mainland from 11.
    pub fn is_overseas(&self) -> bool {
        self.code.starts_with('0')
    }
}

static TABLE: LazyLock<Vec<RegionOutline>> = LazyLock::new(|| read(REGION_OUTLINES));

/// Every outline: the regions of the mainland, Corsica and the five overseas, by code.
pub fn region_outlines() -> &'static [RegionOutline] {
    &TABLE
}

/// The outline of a region; nothing for the collectivities that no map has room for.
pub fn outline(code: &str) -> Option<&'static RegionOutline> {
    TABLE.iter().find(|outline| outline.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nomenclature::embedded::assert_whole;
    use crate::nomenclature::region;

    #[test]
    fn every_row_of_the_file_is_read() {
        assert_whole::<RegionOutline>(REGION_OUTLINES);
    }

    #[test]
    fn each_region_has_an_outline_on_the_board() {
        assert_eq!(region_outlines().len(), 18);
        for outline in region_outlines() {
            assert!(region(outline.code).is_some(), "{}", outline.code);
            assert!(outline.x < MAP_SIZE.0 && outline.y < MAP_SIZE.1, "{}", outline.code);
            assert!(
                outline.path.starts_with('M') && outline.path.ends_with('z'),
                "{}",
                outline.code
            );
            let known = |char: char| char.is_ascii_digit() || "Mlz -".contains(char);
            assert!(outline.path.chars().all(known), "{}", outline.code);
        }
        assert_eq!(outline("975"), None);
    }
}
