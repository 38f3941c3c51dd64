//! The part of the isolates that a run deduplicates apart.

use std::fmt;

use crate::nomenclature::specimen;
use crate::resistance::isolates::{Isolate, SectorId};

/// Blood cultures.
const BLOOD: u8 = 1;
/// Cerebrospinal fluid.
const CSF: u8 = 4;

/// The isolates a figure is about. Each part is deduplicated by itself: no part is a sum of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Part {
    #[default]
    All,
    /// A nature of specimen, 1 to 15.
    Specimen(u8),
    Sector(SectorId),
    /// Blood and cerebrospinal fluid (EARS-Net).
    Invasive,
}

impl Part {
    pub const BLOOD_CULTURES: Self = Self::Specimen(BLOOD);

    /// Reads what `Display` writes.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':') {
            None if text == "all" => Some(Self::All),
            None if text == "invasive" => Some(Self::Invasive),
            Some(("specimen", code)) => code.parse().ok().map(Self::Specimen),
            Some(("sector", code)) => SectorId::of(code).map(Self::Sector),
            _ => None,
        }
    }

    /// French label; nothing for all isolates.
    pub fn label(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::Specimen(code) => specimen(&code.to_string()).map(|specimen| specimen.label),
            Self::Sector(sector) => Some(sector.sector().label),
            Self::Invasive => Some("Hémocultures et LCR"),
        }
    }

    /// Whether an isolate is of the part.
    pub fn holds(self, isolate: &Isolate) -> bool {
        match self {
            Self::All => true,
            Self::Specimen(code) => isolate.specimen == code,
            Self::Sector(sector) => isolate.sector == sector,
            Self::Invasive => matches!(isolate.specimen, BLOOD | CSF),
        }
    }

    /// The sector whose patient-days are those of the part; nothing for all of them.
    pub const fn sector(self) -> Option<SectorId> {
        if let Self::Sector(sector) = self { Some(sector) } else { None }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::Specimen(code) => write!(f, "specimen:{code}"),
            Self::Sector(sector) => write!(f, "sector:{}", sector.sector().code),
            Self::Invasive => f.write_str("invasive"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_reads_what_it_writes() {
        let sector = Part::Sector(SectorId::of("REA").unwrap());
        for (part, text) in [
            (Part::All, "all"),
            (Part::Specimen(2), "specimen:2"),
            (sector, "sector:REA"),
            (Part::Invasive, "invasive"),
        ] {
            assert_eq!(part.to_string(), text);
            assert_eq!(Part::parse(text), Some(part));
        }
        assert_eq!(Part::parse("sector:unknown"), None);
        assert_eq!(Part::parse("specimen"), None);
    }
}
