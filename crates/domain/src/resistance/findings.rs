//! What the evaluation found in the isolates of one import: counts by reason, issues in French,
//! labels that wait for an answer.

use std::collections::{BTreeMap, HashMap};

use super::coding::Coded;
use super::evaluate::{ImportOutcome, IsolateOutcome, OddKind, ResistanceEvaluation};
use super::facts::IsolateLine;
use super::labels::LabelId;
use super::outcome::Reason;
use super::phenotypes::PHENOTYPES;
use crate::consumption::{Finding, Outcome, structure_unit};
use crate::dto::{
    ImportKind, LabelField, LabelProposal, MainFigures, RowReasons, UnitStatus, Unmatched,
    UnmatchedLabel, UnmatchedValue,
};
use crate::import::{Date, Issue, RowSet, Threshold};
use crate::labels::{How, match_label};

/// Isolates by reason.
pub fn reasons_of(import: &ImportOutcome<'_>) -> RowReasons {
    let mut reasons = RowReasons::default();
    for outcome in &import.isolates {
        let side = match outcome.reason.outcome() {
            Outcome::Kept => &mut reasons.kept,
            Outcome::Ignored => &mut reasons.ignored,
            Outcome::Rejected => &mut reasons.rejected,
        };
        *side.entry(outcome.reason.as_str().to_owned()).or_default() += 1;
    }
    reasons
}

/// What makes findings one: reason, field and words.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    reason: &'static str,
    field: Option<&'static str>,
    words: Vec<(&'static str, String)>,
}

/// Findings with the rows that have them.
#[derive(Default)]
struct Collector(BTreeMap<Said, Vec<u32>>);

impl Collector {
    fn add(
        &mut self,
        reason: &'static str,
        field: Option<&'static str>,
        words: Vec<(&'static str, String)>,
        isolate: &IsolateLine,
    ) {
        // One row stands for an isolate, also in a file with one row per result.
        self.0.entry(Said { reason, field, words }).or_default().extend(isolate.rows.iter().next());
    }

    fn finish(self) -> Vec<Finding> {
        let finding = |(Said { reason, field, words }, rows): (Said, Vec<u32>)| {
            let issue = Issue::new(ImportKind::Resistance, reason);
            let issue =
                words.into_iter().fold(issue, |issue, (name, value)| issue.word(name, value));
            Finding { issue, field, rows: RowSet::from_iter(rows) }
        };
        self.0.into_iter().map(finding).collect()
    }
}

/// Findings about the isolates of one import.
pub fn findings_of(
    evaluation: &ResistanceEvaluation<'_>,
    import: &ImportOutcome<'_>,
) -> Vec<Finding> {
    let mut found = Collector::default();
    for (isolate, outcome) in import.delivered.isolates.iter().zip(&import.isolates) {
        reason(&mut found, import, isolate, outcome);
        marks(&mut found, import, isolate, outcome);
        dates(&mut found, isolate);
        if outcome.reason == Reason::KeptPerimeter {
            for phenotype in PHENOTYPES.iter().filter(|phenotype| phenotype.fits(outcome)) {
                found.add(phenotype.reason, Some("organism"), Vec::new(), isolate);
            }
        }
    }
    unknown_antibiotics(&mut found, import);
    two_units(&mut found, evaluation, import);
    recycled(&mut found, import);
    found.finish()
}

fn reason(
    found: &mut Collector,
    import: &ImportOutcome<'_>,
    isolate: &IsolateLine,
    outcome: &IsolateOutcome,
) {
    let label = |id: Option<LabelId>| {
        id.map_or_else(String::new, |id| import.delivered.labels.text(id).to_owned())
    };
    let (field, words) = match outcome.reason {
        Reason::KeptPerimeter => return,
        Reason::ExactDuplicate | Reason::NoResult => (None, Vec::new()),
        Reason::UnknownUnit | Reason::UnitOutOfPerimeter => {
            (Some("unit_code"), vec![("unit", isolate.unit_code.clone())])
        }
        Reason::BadDate => (Some(bad_date(isolate)), Vec::new()),
        Reason::OutOfPeriod => {
            (Some("sample_date"), vec![("period", import.delivered.period.to_string())])
        }
        Reason::NoPatient => (Some("patient_id"), Vec::new()),
        Reason::BirthAfterSampling => (Some("birth_date"), Vec::new()),
        Reason::AgeOutOfRange => (Some("age"), Vec::new()),
        Reason::Screening | Reason::SpecimenUnmapped => {
            (Some("specimen"), vec![("label", label(isolate.specimen))])
        }
        Reason::OrganismUnmapped => (Some("organism"), vec![("label", label(isolate.organism))]),
    };
    found.add(outcome.reason.as_str(), field, words, isolate);
}

fn bad_date(isolate: &IsolateLine) -> &'static str {
    use super::facts::{Age, When};
    if isolate.admitted == When::Unreadable {
        "admission_date"
    } else if isolate.age == Age::BirthUnreadable {
        "birth_date"
    } else {
        "sample_date"
    }
}

fn marks(
    found: &mut Collector,
    import: &ImportOutcome<'_>,
    isolate: &IsolateLine,
    outcome: &IsolateOutcome,
) {
    for odd in &outcome.odd_marks {
        let text = |id| import.delivered.labels.text(id).to_owned();
        let reason = match odd.kind {
            OddKind::Result => "invalid_result",
            OddKind::Value => "value_without_category",
            OddKind::FlagAsResult => "flag_as_result",
            OddKind::Phenotype => "result_as_phenotype",
            OddKind::Type => "unknown_carbapenemase",
        };
        // A laboratory has as many values as dilutions: the antibiotic tells enough.
        let mark = (odd.kind != OddKind::Value).then(|| ("mark", text(odd.mark)));
        let mut words: Vec<_> = mark.into_iter().collect();
        words.extend(odd.antibiotic.map(|id| ("antibiotic", text(id))));
        found.add(reason, None, words, isolate);
    }
}

/// An admission after the sampling does not keep an isolate out: only its onset is unknown.
fn dates(found: &mut Collector, isolate: &IsolateLine) {
    if let (Some(sampled), Some(admitted)) = (isolate.sampled.moment(), isolate.admitted.moment())
        && admitted.date > sampled.date
    {
        found.add("admission_after_sampling", Some("admission_date"), Vec::new(), isolate);
    }
}

/// Antibiotics that nobody knows: their results count for nothing.
fn unknown_antibiotics(found: &mut Collector, import: &ImportOutcome<'_>) {
    let mut first: HashMap<LabelId, &IsolateLine> = HashMap::new();
    for isolate in &import.delivered.isolates {
        for (antibiotic, _) in &isolate.results {
            first.entry(*antibiotic).or_insert(isolate);
        }
    }
    for (antibiotic, isolate) in first {
        if import.codings.get(Some(antibiotic)) == Coded::Unknown {
            let label = import.delivered.labels.text(antibiotic).to_owned();
            found.add("antibiotic_unmapped", Some("antibiotic"), vec![("label", label)], isolate);
        }
    }
}

/// The same isolate on two units.
fn two_units(
    found: &mut Collector,
    evaluation: &ResistanceEvaluation<'_>,
    import: &ImportOutcome<'_>,
) {
    type Key<'a> = (&'a Option<String>, Option<u32>, &'a Option<String>, Date, Option<&'a str>);
    let mut seen: HashMap<Key<'_>, usize> = HashMap::new();
    for (isolate, outcome) in import.delivered.isolates.iter().zip(&import.isolates) {
        let (Some(unit), Some(sampled)) = (outcome.unit, isolate.sampled.moment()) else {
            continue;
        };
        if isolate.patient.is_none() || isolate.sample_rank.is_none() {
            continue;
        }
        let key = (
            &isolate.patient,
            isolate.sample_rank,
            &isolate.isolate_no,
            sampled.date,
            outcome.organism.map(|organism| organism.code),
        );
        let first = *seen.entry(key).or_insert(unit);
        if first != unit {
            let code = |unit: usize| evaluation.units.all[unit].unit.line.code.clone();
            let words = vec![("unit", code(unit)), ("other", code(first))];
            found.add("isolate_in_two_units", Some("unit_code"), words, isolate);
        }
    }
}

/// One patient identifier for people of two sexes, or of ages far apart: a recycled number.
fn recycled(found: &mut Collector, import: &ImportOutcome<'_>) {
    use super::facts::Age;
    let apart = Threshold::YearsApart.value();
    let mut first: HashMap<&str, (Option<&str>, Option<i32>)> = HashMap::new();
    for isolate in &import.delivered.isolates {
        let Some(patient) = isolate.patient.as_deref() else { continue };
        let sex = match import.codings.get(isolate.sex) {
            Coded::Text(sex) => Some(sex),
            _ => None,
        };
        let age = if let Age::Years(years) = isolate.age { Some(years) } else { None };
        let (known_sex, known_age) = first.entry(patient).or_default();
        let two_sexes = known_sex.zip(sex).is_some_and(|(a, b)| a != b);
        let two_ages = known_age.zip(age).is_some_and(|(a, b)| f64::from(a - b).abs() >= apart);
        if two_sexes || two_ages {
            found.add("recycled_patient", Some("patient_id"), Vec::new(), isolate);
        }
        *known_sex = known_sex.or(sex);
        *known_age = known_age.or(age);
    }
}

/// Labels for which something close is looked for: a column of comments taken for one of labels has
/// thousands.
const PROPOSED: usize = 200;

/// Values that led to no reference: units of no structure, labels to be answered, sectors to say.
pub fn unmatched(evaluation: &ResistanceEvaluation<'_>, import: &ImportOutcome<'_>) -> Unmatched {
    let mut units: BTreeMap<&str, u32> = BTreeMap::new();
    let mut labels: BTreeMap<LabelId, u32> = BTreeMap::new();
    for (isolate, outcome) in import.delivered.isolates.iter().zip(&import.isolates) {
        if outcome.unit.is_none() {
            *units.entry(&isolate.unit_code).or_default() += 1;
        }
        let of_isolate = [
            isolate.specimen,
            isolate.organism,
            isolate.sex,
            isolate.carbapenemase_type,
            isolate.esbl,
            isolate.carbapenemase,
        ];
        let results = isolate.results.iter().map(|(antibiotic, _)| *antibiotic);
        for id in of_isolate.into_iter().flatten().chain(results) {
            *labels.entry(id).or_default() += 1;
        }
    }
    let fields: HashMap<LabelId, LabelField> =
        import.delivered.labels.iter().map(|(id, field, _)| (id, field)).collect();
    let mut unknown: Vec<(LabelField, u32, &str)> = labels
        .into_iter()
        .filter(|(id, _)| import.codings.get(Some(*id)) == Coded::Unknown)
        .filter_map(|(id, rows)| Some((*fields.get(&id)?, rows, import.delivered.labels.text(id))))
        .collect();
    unknown.sort_by_key(|(field, rows, _)| (*field, std::cmp::Reverse(*rows)));
    let facts = evaluation.facts;
    let labels = unknown
        .into_iter()
        .enumerate()
        .map(|(place, (field, rows, label))| {
            let proposal = (place < PROPOSED)
                .then(|| match_label(field, label, &facts.own_labels, &facts.national))
                .flatten();
            UnmatchedLabel {
                field,
                label: label.to_owned(),
                rows,
                proposal: proposal.map(|found| LabelProposal {
                    code: found.meaning.code().map(str::to_owned),
                    score: found.score,
                    ambiguous: found.how == How::Either,
                    national: match found.how {
                        How::National(establishments) => Some(establishments),
                        _ => None,
                    },
                    runner_up: found.runner_up,
                }),
            }
        })
        .collect();
    let mut units: Vec<UnmatchedValue> = units
        .into_iter()
        .map(|(unit, rows)| UnmatchedValue {
            value: unit.to_owned(),
            label: None,
            reason: Reason::UnknownUnit.as_str().to_owned(),
            rows,
        })
        .collect();
    units.sort_by_key(|value| std::cmp::Reverse(value.rows));
    let to_answer = |placed: &&_| -> bool {
        let placed: &crate::consumption::PlacedUnit<'_> = placed;
        placed.placement.status == UnitStatus::ToAnswer
    };
    Unmatched {
        units,
        drugs: Vec::new(),
        sectors: evaluation.units.all.iter().filter(to_answer).map(structure_unit).collect(),
        labels,
    }
}

/// The main figures of the resistances of a year.
pub fn main_figures(evaluation: &ResistanceEvaluation<'_>) -> MainFigures {
    let units = evaluation.units.all.iter();
    let counted = units.filter(|placed| placed.placement.status == UnitStatus::Perimeter).count();
    let isolates = evaluation.kept().count();
    MainFigures {
        units: u32::try_from(counted).unwrap_or(u32::MAX),
        isolates: Some(u32::try_from(isolates).unwrap_or(u32::MAX)),
        ..MainFigures::default()
    }
}
