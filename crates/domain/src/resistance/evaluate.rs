//! The isolates of a year judged, one by one.

use super::antibiogram::{Antibiogram, Molecule};
use super::coding::{Coded, Codings};
use super::facts::{Age, Delivered, IsolateLine, ResistanceFacts, When, copies};
use super::labels::LabelId;
use super::outcome::Reason;
use crate::consumption::Units;
use crate::dto::{LabelField, UnitStatus};
use crate::import::Threshold;
use crate::labels::{OwnLabels, beside_value};
use crate::nomenclature::Organism;

/// What became of one isolate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IsolateOutcome {
    pub reason: Reason,
    /// Index in [`Units::all`].
    pub unit: Option<usize>,
    /// Nature of the specimen, 1 to 15.
    pub specimen: Option<u8>,
    pub organism: Option<&'static Organism>,
    pub results: Antibiogram,
    pub esbl: Option<bool>,
    pub carbapenemase: Option<bool>,
    pub carbapenemase_type: Option<&'static str>,
    /// Cells whose mark does not belong where it stands; they count as not tested.
    pub odd_marks: Vec<OddMark>,
}

/// A mark that does not belong where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OddMark {
    pub kind: OddKind,
    /// The antibiotic of the mark; the mark of a phenotype has none.
    pub antibiotic: Option<LabelId>,
    pub mark: LabelId,
}

/// How a mark is odd.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OddKind {
    /// Neither S, SFP, I nor R.
    Result,
    /// O or N as the result of an antibiotic.
    FlagAsResult,
    /// A value whose category is not told; it is never interpreted.
    Value,
    /// Neither O nor N where a phenotype is asked.
    Phenotype,
    /// An unknown type of carbapenemase.
    Type,
}

/// The isolates of one import, in their order.
#[derive(Debug)]
pub struct ImportOutcome<'a> {
    pub delivered: &'a Delivered,
    pub codings: Codings,
    pub isolates: Vec<IsolateOutcome>,
}

impl ImportOutcome<'_> {
    /// The values that the laboratory measured of an isolate, in its own words, with or without their
    /// categories: `0.25 S`.
    pub fn values(&self, isolate: &IsolateLine) -> Vec<(Molecule, &str)> {
        let value = |(antibiotic, mark): &(LabelId, LabelId)| {
            let Coded::Molecule(molecule) = self.codings.get(Some(*antibiotic)) else {
                return None;
            };
            let text = self.delivered.labels.text(*mark);
            beside_value(text).map(|_| (molecule, text))
        };
        isolate.results.iter().filter_map(value).collect()
    }
}

/// The resistances of a year, evaluated.
#[derive(Debug)]
pub struct ResistanceEvaluation<'a> {
    pub facts: &'a ResistanceFacts,
    pub units: Units<'a>,
    pub imports: Vec<ImportOutcome<'a>>,
}

impl ResistanceEvaluation<'_> {
    /// The isolates of one import.
    pub fn of_import(&self, import_id: i32) -> Option<&ImportOutcome<'_>> {
        self.imports.iter().find(|import| import.delivered.import_id == import_id)
    }

    /// Isolates that count.
    pub fn kept(&self) -> impl Iterator<Item = (&IsolateLine, &IsolateOutcome)> {
        self.imports.iter().flat_map(|import| {
            let all = import.delivered.isolates.iter().zip(&import.isolates);
            all.filter(|(_, outcome)| outcome.reason == Reason::KeptPerimeter)
        })
    }
}

/// Judges every isolate. Never fails; nothing is lost.
pub fn evaluate(facts: &ResistanceFacts) -> ResistanceEvaluation<'_> {
    evaluate_with(facts, &facts.own_labels)
}

/// The same with other answers on labels than those of the facts.
pub(super) fn evaluate_with<'a>(
    facts: &'a ResistanceFacts,
    own: &OwnLabels,
) -> ResistanceEvaluation<'a> {
    let units = Units::of(&facts.units, &facts.answers);
    let imports = facts
        .imports
        .iter()
        .map(|delivered| {
            let codings = Codings::of(delivered, own);
            let copies = copies(&delivered.isolates);
            let judged = delivered.isolates.iter().zip(copies);
            let isolates = judged
                .map(|(isolate, copy)| judge(delivered, isolate, copy, &codings, &units))
                .collect();
            ImportOutcome { delivered, codings, isolates }
        })
        .collect();
    ResistanceEvaluation { facts, units, imports }
}

fn judge(
    delivered: &Delivered,
    isolate: &IsolateLine,
    copy: bool,
    codings: &Codings,
    units: &Units<'_>,
) -> IsolateOutcome {
    let unit = units.find(&isolate.unit_code);
    let specimen = codings.get(isolate.specimen);
    let organism = codings.get(isolate.organism);
    let mut outcome = IsolateOutcome {
        reason: Reason::KeptPerimeter,
        unit,
        specimen: if let Coded::Specimen(code) = specimen { Some(code) } else { None },
        organism: if let Coded::Organism(organism) = organism { Some(organism) } else { None },
        results: Antibiogram::default(),
        esbl: None,
        carbapenemase: None,
        carbapenemase_type: None,
        odd_marks: Vec::new(),
    };
    read_results(isolate, codings, &mut outcome);
    let counts = unit.is_some_and(|unit| units.all[unit].placement.status == UnitStatus::Perimeter);
    let dates = [isolate.sampled, isolate.admitted];
    let in_period = isolate
        .sampled
        .moment()
        .is_some_and(|moment| delivered.period.holds(moment.date.year(), moment.date.month()));
    let checks = [
        (copy, Reason::ExactDuplicate),
        (unit.is_none(), Reason::UnknownUnit),
        (
            isolate.sampled == When::Missing
                || dates.contains(&When::Unreadable)
                || isolate.age == Age::BirthUnreadable,
            Reason::BadDate,
        ),
        (!in_period, Reason::OutOfPeriod),
        (isolate.patient.is_none(), Reason::NoPatient),
        (isolate.age == Age::BornAfter, Reason::BirthAfterSampling),
        (!is_plausible(isolate.age), Reason::AgeOutOfRange),
        (specimen == Coded::Screening, Reason::Screening),
        (outcome.specimen.is_none(), Reason::SpecimenUnmapped),
        (outcome.organism.is_none(), Reason::OrganismUnmapped),
        (outcome.results.is_empty(), Reason::NoResult),
        (!counts, Reason::UnitOutOfPerimeter),
    ];
    let first = checks.into_iter().find(|(applies, _)| *applies);
    outcome.reason = first.map_or(Reason::KeptPerimeter, |(_, reason)| reason);
    outcome
}

fn is_plausible(age: Age) -> bool {
    match age {
        Age::Years(years) => (Threshold::LowestAge.value()..=Threshold::HighestAge.value())
            .contains(&f64::from(years)),
        Age::NotANumber => false,
        Age::Missing | Age::BirthUnreadable | Age::BornAfter => true,
    }
}

fn read_results(isolate: &IsolateLine, codings: &Codings, outcome: &mut IsolateOutcome) {
    let phenotypes = [
        (LabelField::Esbl, isolate.esbl),
        (LabelField::Carbapenemase, isolate.carbapenemase),
        (LabelField::CarbapenemaseType, isolate.carbapenemase_type),
    ];
    for (field, mark) in phenotypes {
        read_phenotype(field, None, mark, codings, outcome);
    }
    for (antibiotic, mark) in &isolate.results {
        match (codings.get(Some(*antibiotic)), codings.get(Some(*mark))) {
            (Coded::Molecule(molecule), Coded::Result(category)) => {
                outcome.results.put(molecule, category);
            }
            (Coded::Molecule(_), Coded::Unknown) => {
                let flag = codings.phenotype(LabelField::Esbl, *mark);
                let kind = match flag {
                    Coded::Flag(_) => OddKind::FlagAsResult,
                    _ => OddKind::Result,
                };
                outcome.odd(kind, Some(*antibiotic), *mark);
            }
            (Coded::Molecule(_), Coded::Value) => {
                outcome.odd(OddKind::Value, Some(*antibiotic), *mark);
            }
            (Coded::Phenotype(field), _) => {
                read_phenotype(field, Some(*antibiotic), Some(*mark), codings, outcome);
            }
            _ => {}
        }
    }
}

fn read_phenotype(
    field: LabelField,
    antibiotic: Option<LabelId>,
    mark: Option<LabelId>,
    codings: &Codings,
    outcome: &mut IsolateOutcome,
) {
    let Some(mark) = mark else { return };
    match (field, codings.phenotype(field, mark)) {
        (LabelField::Esbl, Coded::Flag(flag)) => outcome.esbl = Some(flag),
        (LabelField::Carbapenemase, Coded::Flag(flag)) => outcome.carbapenemase = Some(flag),
        (LabelField::CarbapenemaseType, Coded::Text(kind)) => {
            outcome.carbapenemase_type = Some(kind);
        }
        (_, Coded::Ignored) => {}
        (LabelField::CarbapenemaseType, _) => outcome.odd(OddKind::Type, antibiotic, mark),
        _ => outcome.odd(OddKind::Phenotype, antibiotic, mark),
    }
}

impl IsolateOutcome {
    fn odd(&mut self, kind: OddKind, antibiotic: Option<LabelId>, mark: LabelId) {
        self.odd_marks.push(OddMark { kind, antibiotic, mark });
    }
}
