//! The same strain of a patient counts once: by the rule of SPARES, and by others to compare with.
//!
//! [`deduplicate`] decides about every isolate of a list; nothing is lost, and whatever does not count
//! names the isolate that stands for it.

mod episodes;
mod method;
mod run;
mod strains;
#[cfg(test)]
mod tests;

pub use method::Method;
pub use run::{Run, Split, Window};

use super::isolates::Isolate;
use run::Keyed;

/// What becomes of an isolate in one run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    Kept,
    Duplicate {
        /// Index of the isolate that counts in its place.
        of: u32,
        because: Because,
    },
}

impl Decision {
    pub const fn is_kept(self) -> bool {
        matches!(self, Self::Kept)
    }
}

/// Why another isolate counts in the place of this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Because {
    /// Same strain, with more molecules tested.
    MoreTested,
    /// Same strain with as many molecules tested, and older.
    Older,
    /// Same species and the first of its episode, whatever its results.
    First,
}

impl Because {
    /// Name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MoreTested => "more_tested",
            Self::Older => "older",
            Self::First => "first",
        }
    }

    /// French words, said of the isolate that counts.
    pub const fn label(self) -> &'static str {
        match self {
            Self::MoreTested => "Même souche, avec plus de molécules testées",
            Self::Older => "Même souche, plus ancienne",
            Self::First => "Même espèce, premier isolat de la période",
        }
    }
}

/// Decides about each of the isolates, which are in the order of time; the answer has their order.
///
/// Takes n log n for n isolates; within one patient and species, n times the number of strains.
pub fn deduplicate(isolates: &[Isolate], method: Method, run: Run) -> Vec<Decision> {
    let mut decisions = vec![Decision::Kept; isolates.len()];
    if method == Method::None {
        return decisions;
    }
    let mut keyed: Vec<Keyed> = isolates
        .iter()
        .zip(0..)
        .map(|(isolate, index)| method.keyed(run, isolate, index))
        .collect();
    keyed.sort_unstable();
    let mut strains = strains::Strains::default();
    for same in keyed.chunk_by(|one, other| one.key == other.key).filter(|same| same.len() > 1) {
        match method.episode_days() {
            None => strains.decide(isolates, same, &mut decisions),
            Some(days) => episodes::decide(isolates, same, days, &mut decisions),
        }
    }
    decisions
}
