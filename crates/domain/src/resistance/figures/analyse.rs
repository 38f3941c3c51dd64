//! Answers to questions: groups of cells with their figures.

use std::collections::{BTreeMap, BTreeSet};

use super::categories::{intermediate_note, is_intermediate};
use super::question::{Axis, Measures, Parts, Question};
use super::quotients::{density, proportion};
use super::subject::Subject;
use crate::contributors::Contributors;
use crate::dto::{Figure, Versions};
use crate::import::Period;
use crate::resistance::cells::{CellKey, Cells, Counts, Measure, Part, Sums};
use crate::resistance::taxon::Taxon;

/// What a group is of; `None` where the question does not split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupKey {
    /// A year, or a quarter.
    pub period: Option<Period>,
    pub part: Option<Part>,
    pub taxon: Option<Taxon>,
    pub measure: Measure,
}

/// A group of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub key: GroupKey,
    /// Isolates after deduplication, tested or not.
    pub isolates: u32,
    /// All isolates where the measure is a phenotype.
    pub tested: u32,
    /// Susceptible at increased exposure; none in the years of `intermediate`.
    pub increased: u32,
    /// Intermediate, which counts with the resistant before CA-SFM 2020; none from then on.
    pub intermediate: u32,
    pub resistant: u32,
    /// Those that count as resistant among tested.
    pub proportion: Figure,
    /// Those that count as resistant per 1000 patient-days, of the establishments that have both.
    pub density: Figure,
    /// Isolates per 1000 patient-days, of the same establishments.
    pub isolates_density: Figure,
}

/// Answers a question, in the order of periods, parts, taxa and measures. One measure is answered of
/// every group that has isolates, tested or not; each of all where some isolate was tested.
pub fn analyse(sums: &Sums, question: &Question, versions: &Versions) -> Vec<Group> {
    let all = Gathered::of(&sums.cells, question);
    let with_days = Gathered::of(&sums.with_days, question);
    let mut keys = all.keys(question);
    if let (Measures::One(measure), false) = (question.measures, question.splits()) {
        keys.insert(PlaceKey::default().with(measure));
    }
    let group = |key: GroupKey| group(sums, question, (key, &all, &with_days), versions);
    keys.into_iter().map(group).collect()
}

/// Who has isolates of each group of a question.
pub(super) fn contributors_of_groups(
    sums: &Sums,
    question: &Question,
) -> impl Iterator<Item = (GroupKey, Contributors)> {
    let mut places: BTreeMap<PlaceKey, Contributors> = BTreeMap::new();
    for (key, contributors) in sums.behind.iter().filter(|(key, _)| question.takes(key)) {
        places.entry(PlaceKey::of(key, question)).or_default().add(contributors);
    }
    let keys = Gathered::of(&sums.cells, question).keys(question);
    keys.into_iter().filter_map(move |key| {
        let GroupKey { period, part, taxon, .. } = key;
        Some((key, places.get(&PlaceKey { period, part, taxon })?.clone()))
    })
}

/// One figure of a year; zeros where nothing was found.
pub fn figure(sums: &Sums, year: i32, subject: Subject, versions: &Versions) -> Group {
    let question = Question::of(year, subject);
    let all = Gathered::of(&sums.cells, &question);
    let with_days = Gathered::of(&sums.with_days, &question);
    let key = PlaceKey::default().with(subject.measure);
    group(sums, &question, (key, &all, &with_days), versions)
}

fn group(
    sums: &Sums,
    question: &Question,
    (key, all, with_days): (GroupKey, &Gathered, &Gathered),
    versions: &Versions,
) -> Group {
    let (isolates, results) = all.of_group(key);
    let (isolates_with_days, results_with_days) = with_days.of_group(key);
    let tested = if key.measure.is_phenotype() { isolates } else { results.tested };
    let days = days(sums, question, key);
    let mut group = Group {
        key,
        isolates,
        tested,
        increased: results.increased,
        intermediate: results.intermediate,
        resistant: results.resistant,
        proportion: proportion(results.counted(), tested, versions),
        density: density(results_with_days.counted(), days, versions),
        isolates_density: density(isolates_with_days, days, versions),
    };
    for note in partial_notes(sums, question, key) {
        for figure in [&mut group.proportion, &mut group.density, &mut group.isolates_density] {
            figure.notes.push(note.clone());
        }
    }
    let first = key.period.map(|period| period.year).or(question.years.first().copied());
    if !key.measure.is_phenotype() && first.is_some_and(is_intermediate) {
        group.proportion.notes.push(intermediate_note());
        group.density.notes.push(intermediate_note());
    }
    group
}

/// What is missing of the years of a group; a quarter is whole by itself.
fn partial_notes(sums: &Sums, question: &Question, key: GroupKey) -> Vec<String> {
    let of_group = |year: &&i32| match key.period {
        None => true,
        Some(period) => period == Period::year(**year),
    };
    let years = question.years.iter().filter(of_group);
    years.filter_map(|year| sums.partial_note(*year)).collect()
}

/// Results of a group, the middle category by what it is in the year.
#[derive(Clone, Copy, Default)]
struct Results {
    tested: u32,
    increased: u32,
    intermediate: u32,
    resistant: u32,
}

impl Results {
    fn add(&mut self, counts: Counts, year: i32) {
        self.tested += counts.tested();
        self.resistant += counts.resistant;
        if is_intermediate(year) {
            self.intermediate += counts.increased;
        } else {
            self.increased += counts.increased;
        }
    }

    /// Those that count as resistant.
    const fn counted(self) -> u32 {
        self.intermediate + self.resistant
    }
}

/// Patient-days of the periods and the part of a group, whatever its taxon.
fn days(sums: &Sums, question: &Question, key: GroupKey) -> f64 {
    let part = match (key.part, question.parts) {
        (Some(part), _) | (None, Parts::One(part)) => part,
        (None, Parts::EachSpecimen | Parts::EachSector) => Part::All,
    };
    let periods: BTreeSet<Period> = sums.days.keys().map(|(period, _)| *period).collect();
    let asked = periods.into_iter().filter(|period| {
        question.takes_period(*period) && key.period.is_none_or(|own| own == *period)
    });
    asked.map(|period| sums.days_of(period, part)).sum()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct PlaceKey {
    period: Option<Period>,
    part: Option<Part>,
    taxon: Option<Taxon>,
}

impl PlaceKey {
    fn of(key: &CellKey, question: &Question) -> Self {
        let by = |axis| question.by.contains(&axis);
        let apart = !matches!(question.parts, Parts::One(_));
        Self {
            period: question.is_by_period().then_some(key.period),
            part: apart.then_some(key.part),
            taxon: by(Axis::Organism).then_some(key.taxon),
        }
    }

    const fn with(self, measure: Measure) -> GroupKey {
        GroupKey { period: self.period, part: self.part, taxon: self.taxon, measure }
    }
}

/// The sums of the cells that a question takes.
#[derive(Default)]
struct Gathered {
    isolates: BTreeMap<PlaceKey, u32>,
    results: BTreeMap<GroupKey, Results>,
}

impl Gathered {
    fn of(cells: &Cells, question: &Question) -> Self {
        let mut gathered = Self::default();
        for (key, cell) in cells.0.iter().filter(|(key, _)| question.takes(key)) {
            let place = PlaceKey::of(key, question);
            *gathered.isolates.entry(place).or_default() += cell.kept;
            for (measure, counts) in cell.results.iter() {
                if question.measures.takes(measure) {
                    let results = gathered.results.entry(place.with(measure)).or_default();
                    results.add(counts, key.period.year);
                }
            }
        }
        gathered
    }

    /// Groups where some isolate was tested; of one measure, those that have isolates too.
    fn keys(&self, question: &Question) -> BTreeSet<GroupKey> {
        let mut keys: BTreeSet<GroupKey> = self.results.keys().copied().collect();
        if let Measures::One(measure) = question.measures {
            keys.extend(self.isolates.keys().map(|place| place.with(measure)));
        }
        keys
    }

    fn of_group(&self, GroupKey { period, part, taxon, measure }: GroupKey) -> (u32, Results) {
        let place = PlaceKey { period, part, taxon };
        let results = self.results.get(&place.with(measure)).copied().unwrap_or_default();
        (self.isolates.get(&place).copied().unwrap_or_default(), results)
    }
}
