//! The rules of deduplication that are known by name.

use super::run::{Keyed, Run, Split, Window};
use crate::resistance::isolates::Isolate;

/// A rule of deduplication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Method {
    /// One isolate per patient, species and strain (SPARES 2024, p. 10-11). The figures of the
    /// surveillance are by this one.
    #[default]
    Spares,
    /// Every isolate.
    None,
    /// The first isolate per patient and species in the period, whatever its results (EARS-Net).
    FirstIsolate,
    /// The first isolate per patient and species, again after 30 days.
    Episode30,
    /// The same after 365 days.
    Episode365,
    /// The first isolate per patient, species and nature of specimen in the period (GLASS).
    Glass,
}

impl Method {
    pub const ALL: [Self; 6] = [
        Self::Spares,
        Self::None,
        Self::FirstIsolate,
        Self::Episode30,
        Self::Episode365,
        Self::Glass,
    ];

    /// Name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Spares => "spares",
            Self::None => "none",
            Self::FirstIsolate => "first_isolate",
            Self::Episode30 => "episode_30",
            Self::Episode365 => "episode_365",
            Self::Glass => "glass",
        }
    }

    /// Reads what [`Method::as_str`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == text)
    }

    /// French label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Spares => "SPARES\u{a0}: par souche",
            Self::None => "Sans dédoublonnage",
            Self::FirstIsolate => "Premier isolat par patient et espèce (EARS-Net)",
            Self::Episode30 => "Épisodes de 30\u{a0}jours",
            Self::Episode365 => "Épisodes de 365\u{a0}jours",
            Self::Glass => "Premier isolat par patient, espèce et nature de prélèvement (GLASS)",
        }
    }

    /// Days from the first isolate of an episode to the first of the next one; nothing for the rules
    /// that know no episodes.
    pub(super) const fn episode_days(self) -> Option<i32> {
        match self {
            Self::Spares | Self::None => None,
            Self::Episode30 => Some(30),
            Self::Episode365 => Some(365),
            Self::FirstIsolate | Self::Glass => Some(i32::MAX),
        }
    }

    /// What this rule compares an isolate within. An episode goes on over New Year; the specimens of
    /// GLASS are always apart.
    pub(super) fn keyed(self, run: Run, isolate: &Isolate, index: u32) -> Keyed {
        let over_years =
            matches!(self, Self::Episode30 | Self::Episode365) && run.window == Window::Year;
        let window = if over_years { 0 } else { run.window.of(isolate.quarter) };
        let by_specimen = self == Self::Glass || run.split == Split::Specimen;
        let specimen = if by_specimen { isolate.specimen } else { 0 };
        let sector = if run.split == Split::Sector { isolate.sector.place() } else { 0 };
        Keyed::new(isolate, window, (specimen, sector), index)
    }
}
