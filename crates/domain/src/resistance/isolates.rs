//! The isolates that count, packed: all that deduplication and figures read of them.

use std::collections::HashMap;

use super::antibiogram::Antibiogram;
use super::coding::CARBAPENEMASES;
use super::evaluate::{IsolateOutcome, ResistanceEvaluation};
use super::facts::IsolateLine;
use super::outcome::Reason;
use super::plausibility::is_implausible;
use super::quarter::Quarter;
use super::taxon::Taxon;
use crate::import::Moment;
use crate::nomenclature::{Sector, sectors};

/// An isolate that counts, in 64 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Isolate {
    pub results: Antibiogram,
    /// Number of the patient among those of the list.
    pub patient: u32,
    /// Days since 1899-12-30.
    pub day: i32,
    pub quarter: Quarter,
    pub taxon: Taxon,
    /// Nature of the specimen, 1 to 15.
    pub specimen: u8,
    pub sector: SectorId,
    /// A blank is an absence (SPARES 2024, p. 14).
    pub esbl: bool,
    pub carbapenemase: Carbapenemase,
    /// What a laboratory should look at again, see [`super::PlausibilityCounts`].
    pub implausible: bool,
}

/// Place of a sector in the list of sectors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectorId(u8);

impl SectorId {
    pub fn of(code: &str) -> Option<Self> {
        let place = sectors().iter().position(|sector| sector.code == code)?;
        u8::try_from(place).ok().map(Self)
    }

    pub fn sector(self) -> &'static Sector {
        &sectors()[usize::from(self.0)]
    }

    pub(super) const fn place(self) -> u8 {
        self.0
    }
}

/// Whether a carbapenemase was found, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Carbapenemase(u8);

impl Carbapenemase {
    pub const ABSENT: Self = Self(0);
    /// Of a type that is not told.
    pub const UNTYPED: Self = Self(1);

    /// A type without the flag tells an enzyme too; the flag "no" wins over a type.
    pub fn of(found: Option<bool>, kind: Option<&str>) -> Self {
        let typed =
            kind.and_then(|kind| CARBAPENEMASES.iter().zip(2..).find(|(one, _)| **one == kind));
        match (found, typed) {
            (Some(false), _) | (None, None) => Self::ABSENT,
            (_, Some((_, number))) => Self(number),
            (Some(true), None) => Self::UNTYPED,
        }
    }

    pub const fn is_present(self) -> bool {
        self.0 > 0
    }

    /// One of [`CARBAPENEMASES`], when it is told.
    pub fn kind(self) -> Option<&'static str> {
        CARBAPENEMASES.get(usize::from(self.0.checked_sub(2)?)).copied()
    }
}

/// Where an isolate is in an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// Index in [`ResistanceEvaluation::imports`].
    pub import: usize,
    /// Index in the isolates of that import.
    pub isolate: usize,
}

/// The isolates that count, in the order of time; `origins` has as many.
#[derive(Debug, Clone, Default)]
pub struct Isolates {
    pub all: Vec<Isolate>,
    pub origins: Vec<Origin>,
}

impl Isolates {
    /// The isolates of an evaluation that count, by date, time, sample, number of the isolate in the
    /// sample, and row: the order in which duplicates are looked for.
    pub fn of(evaluation: &ResistanceEvaluation<'_>) -> Self {
        let mut placed = Vec::new();
        for (import, outcome) in evaluation.imports.iter().enumerate() {
            let all = outcome.delivered.isolates.iter().zip(&outcome.isolates).enumerate();
            let kept = all.filter(|(_, (_, outcome))| outcome.reason == Reason::KeptPerimeter);
            placed.extend(kept.filter_map(|(isolate, (line, outcome))| {
                let origin = Origin { import, isolate };
                Some((order(line, origin)?, line, outcome, origin))
            }));
        }
        placed.sort_by(|(one, ..), (other, ..)| one.cmp(other));
        let mut patients: HashMap<&str, u32> = HashMap::new();
        let mut isolates = Self::default();
        for (Order { moment, .. }, line, outcome, origin) in placed {
            let next = u32::try_from(patients.len()).unwrap_or(u32::MAX);
            let patient = line.patient.as_deref().unwrap_or_default();
            let patient = *patients.entry(patient).or_insert(next);
            if let Some(isolate) = packed(evaluation, outcome, moment, patient) {
                isolates.all.push(isolate);
                isolates.origins.push(origin);
            }
        }
        isolates
    }

    /// Those that nobody needs to look at again.
    #[must_use]
    pub fn plausible(&self) -> Self {
        self.select(|isolate| !isolate.implausible)
    }

    /// Those that fit, in the same order: every selection comes before deduplication.
    #[must_use]
    pub fn select(&self, fits: impl Fn(&Isolate) -> bool) -> Self {
        let both = self.all.iter().zip(&self.origins).filter(|(isolate, _)| fits(isolate));
        let (all, origins) = both.map(|(isolate, origin)| (*isolate, *origin)).unzip();
        Self { all, origins }
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Order<'a> {
    moment: Moment,
    /// Ranks of samples are those of one file.
    import: usize,
    sample: Option<u32>,
    /// A short number comes before a longer one: 2 before 10.
    number: Option<(usize, &'a str)>,
    row: usize,
}

fn order(line: &IsolateLine, origin: Origin) -> Option<Order<'_>> {
    Some(Order {
        moment: line.sampled.moment()?,
        import: origin.import,
        sample: line.sample_rank,
        number: line.isolate_no.as_deref().map(|number| (number.len(), number)),
        row: origin.isolate,
    })
}

fn packed(
    evaluation: &ResistanceEvaluation<'_>,
    outcome: &IsolateOutcome,
    moment: Moment,
    patient: u32,
) -> Option<Isolate> {
    let unit = evaluation.units.all.get(outcome.unit?)?;
    Some(Isolate {
        results: outcome.results,
        patient,
        day: i32::try_from(moment.date.serial()).ok()?,
        quarter: Quarter::of(moment.date),
        taxon: Taxon::of(outcome.organism?.code)?,
        specimen: outcome.specimen?,
        sector: SectorId::of(unit.placement.sector?)?,
        esbl: outcome.esbl == Some(true),
        carbapenemase: Carbapenemase::of(outcome.carbapenemase, outcome.carbapenemase_type),
        implausible: is_implausible(outcome),
    })
}
