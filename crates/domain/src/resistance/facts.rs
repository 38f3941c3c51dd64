//! What a file of resistances says, isolate by isolate, in the laboratory's own words.
//!
//! Nothing here identifies a patient: the identifier is a pseudonym, the birth date an age, the
//! sample number its rank in the file.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::labels::{LabelId, Labels};
use crate::consumption::Stored;
use crate::import::{Moment, Period, RowSet, Unit};
use crate::labels::{NationalSynonyms, OwnLabels};

/// A cell that should hold a date.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum When {
    #[default]
    Missing,
    /// Filled with something that is no day of the calendar.
    Unreadable,
    At(Moment),
}

impl When {
    pub const fn moment(self) -> Option<Moment> {
        match self {
            Self::At(moment) => Some(moment),
            Self::Missing | Self::Unreadable => None,
        }
    }
}

/// The age of the patient at sampling.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Age {
    #[default]
    Missing,
    /// Completed years.
    Years(i32),
    /// An age that is no whole number.
    NotANumber,
    /// A birth date that is no day of the calendar.
    BirthUnreadable,
    /// Born after the sampling.
    BornAfter,
}

/// One isolate: what was found in a specimen, and what was tested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IsolateLine {
    /// Rows of the file; several in a file with one row per result.
    pub rows: RowSet,
    pub unit_code: String,
    /// Pseudonym of the patient.
    pub patient: Option<String>,
    pub sampled: When,
    pub admitted: When,
    pub age: Age,
    pub sex: Option<LabelId>,
    /// Rank of the sample number among those of the file, in the order of the text.
    pub sample_rank: Option<u32>,
    /// Number of the isolate within its sample.
    pub isolate_no: Option<String>,
    pub specimen: Option<LabelId>,
    pub organism: Option<LabelId>,
    pub esbl: Option<LabelId>,
    pub carbapenemase: Option<LabelId>,
    pub carbapenemase_type: Option<LabelId>,
    /// Antibiotic and mark, in the order of the antibiotics.
    pub results: Vec<(LabelId, LabelId)>,
}

impl IsolateLine {
    /// Everything but the rows.
    fn said(&self) -> impl Eq + std::hash::Hash + '_ {
        (
            (&self.unit_code, &self.patient, self.sampled, self.admitted, self.age, self.sex),
            (self.sample_rank, &self.isolate_no, self.specimen, self.organism),
            (self.esbl, self.carbapenemase, self.carbapenemase_type, &self.results),
        )
    }
}

/// The isolates of one import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivered {
    pub import_id: i32,
    /// Samples of other periods do not count.
    pub period: Period,
    pub labels: Labels,
    pub isolates: Vec<IsolateLine>,
    /// Codes that the mapping of the import gives to its antibiotic columns, by label.
    pub codes: BTreeMap<String, String>,
}

/// Everything that the resistances of a year rest on.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ResistanceFacts {
    pub year: i32,
    /// Structure in force: that of the year, or the last one before.
    pub units: Vec<Stored<Unit>>,
    /// Unit code -> DE with its letter, or sector.
    pub answers: BTreeMap<String, String>,
    pub own_labels: OwnLabels,
    /// What the national team accepted: proposed, never applied.
    pub national: NationalSynonyms,
    pub imports: Vec<Delivered>,
}

/// Isolates that say the same as one before, by index: they are one isolate.
pub(super) fn copies(isolates: &[IsolateLine]) -> Vec<bool> {
    let mut seen = HashSet::with_capacity(isolates.len());
    isolates.iter().map(|isolate| !seen.insert(isolate.said())).collect()
}
