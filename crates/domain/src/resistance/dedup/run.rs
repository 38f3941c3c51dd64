//! What a deduplication runs over: which period, and which isolates are apart.

use crate::resistance::isolates::Isolate;
use crate::resistance::quarter::Quarter;

/// One run: isolates of another window or another part are never compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Run {
    pub window: Window,
    pub split: Split,
}

/// The calendar period within which duplicates are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Window {
    Year,
    Quarter,
}

impl Window {
    pub(super) const fn of(self, quarter: Quarter) -> u16 {
        match self {
            Self::Year => quarter.start_of_year().number(),
            Self::Quarter => quarter.number(),
        }
    }
}

/// What is deduplicated apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Split {
    /// All isolates together: the global analysis.
    Together,
    /// Each nature of specimen.
    Specimen,
    /// Each sector.
    Sector,
}

/// An isolate by what it is compared within, then by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Keyed {
    pub key: u64,
    pub index: u32,
}

impl Keyed {
    /// Patient, window, taxon, specimen and sector side by side: 32, 11, 8, 5 and 8 bits.
    pub fn new(isolate: &Isolate, window: u16, (specimen, sector): (u8, u8), index: u32) -> Self {
        let part = u64::from(specimen) << 8 | u64::from(sector);
        let species = u64::from(window) << 8 | u64::from(isolate.taxon.place());
        Self { key: u64::from(isolate.patient) << 32 | species << 13 | part, index }
    }
}
