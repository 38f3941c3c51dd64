//! The isolates behind a figure of resistance: the year is evaluated again from its facts, and every
//! isolate told with the decision of a rule of deduplication.

use domain::{
    dto::{Deduplication, IsolateDecision, IsolateEntry, MethodFigures, OnsetFigures, Page},
    nomenclature::specimen,
    resistance::{
        Category, Cells, Decision, Isolate, Isolates, Measure, Method, Molecule, OfOnset, Onset,
        Part, ResistanceEvaluation, ResistanceFacts, Run, Split, Subject, Sums, Taxa, Window,
        by_onset, deduplicate, evaluate, figure, whole_periods,
    },
    verdict::versions,
};

use super::{resistances, year::YearImports};
use crate::{
    cursor,
    db::{
        AnyConn,
        bases::{Base, Population},
        imports, resistance_rollups,
    },
    error::ApiError,
};

/// What is counted.
#[derive(Debug, Clone, Copy)]
pub struct Selection {
    pub year: i32,
    pub taxa: Taxa,
    pub part: Part,
}

impl Selection {
    fn takes(&self, isolate: &Isolate) -> bool {
        self.taxa.holds(isolate.taxon) && self.part.holds(isolate)
    }

    /// The run that the figure of the part comes from.
    const fn run(&self) -> Run {
        let split = match self.part {
            Part::All | Part::Invasive => Split::Together,
            Part::Specimen(_) => Split::Specimen,
            Part::Sector(_) => Split::Sector,
        };
        Run { window: Window::Year, split }
    }
}

/// Which isolates of a selection are wanted; every part that is given must fit.
#[derive(Debug, Clone, Default)]
pub struct IsolateFilter {
    pub patient: Option<String>,
    pub unit: Option<String>,
    pub onset: Option<Onset>,
    /// Only those kept, or only those that another stands for.
    pub kept: Option<bool>,
    /// Only those with a result of this measure, and with one of these where some are told.
    pub measure: Option<(Measure, Vec<Category>)>,
}

fn facts(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
) -> Result<(ResistanceFacts, YearImports), ApiError> {
    let in_force = imports::in_force(conn, finess)?;
    let of_year = YearImports::of(&in_force, year);
    Ok((resistances::load(conn, finess, year, &of_year)?, of_year))
}

/// A page of the isolates of a year that count, in the order of time, each with the decision of
/// `method` about it.
pub fn list(
    conn: &mut AnyConn,
    finess: &str,
    (selection, method): (&Selection, Method),
    filter: &IsolateFilter,
    (cursor, limit): (Option<&str>, usize),
) -> Result<Page<IsolateEntry>, ApiError> {
    let start: usize = cursor.map(cursor::decode).transpose()?.unwrap_or(0);
    let (facts, _) = facts(conn, finess, selection.year)?;
    let evaluation = evaluate(&facts);
    let selected = Isolates::of(&evaluation).select(|isolate| selection.takes(isolate));
    let decisions = deduplicate(&selected.all, method, selection.run());
    let told = Told { evaluation: &evaluation, isolates: &selected };
    let wanted: Vec<usize> = (0..selected.all.len())
        .filter(|index| told.fits(*index, decisions[*index], filter))
        .collect();
    let total = i64::try_from(wanted.len()).unwrap_or(i64::MAX);
    let shown: Vec<(usize, IsolateEntry)> = wanted
        .into_iter()
        .enumerate()
        .skip(start)
        .take(limit + 1)
        .map(|(place, index)| (place, told.entry(index, decisions[index])))
        .collect();
    let page = cursor::page(shown, limit, total, |(place, _)| place + 1);
    let items = page.items.into_iter().map(|(_, entry)| entry).collect();
    Ok(Page { items, total, next: page.next })
}

/// Isolates with what was delivered of them.
struct Told<'a> {
    evaluation: &'a ResistanceEvaluation<'a>,
    isolates: &'a Isolates,
}

impl Told<'_> {
    fn fits(&self, index: usize, decision: Decision, filter: &IsolateFilter) -> bool {
        let isolate = &self.isolates.all[index];
        let (_, line) = self.delivered(index);
        let IsolateFilter { patient, unit, onset, kept, measure } = filter;
        let has = |(measure, categories): &(Measure, Vec<Category>)| {
            let result = measure.result(isolate);
            result.is_some_and(|result| categories.is_empty() || categories.contains(&result))
        };
        patient.as_ref().is_none_or(|patient| line.patient.as_ref() == Some(patient))
            && unit.as_ref().is_none_or(|unit| line.unit_code == *unit)
            && onset.is_none_or(|onset| line.onset() == onset)
            && kept.is_none_or(|kept| decision.is_kept() == kept)
            && measure.as_ref().is_none_or(has)
    }

    fn delivered(&self, index: usize) -> (i32, &domain::resistance::IsolateLine) {
        let origin = self.isolates.origins[index];
        let delivered = self.evaluation.imports[origin.import].delivered;
        (delivered.import_id, &delivered.isolates[origin.isolate])
    }

    fn entry(&self, index: usize, decision: Decision) -> IsolateEntry {
        let isolate = &self.isolates.all[index];
        let (import_id, line) = self.delivered(index);
        let code = isolate.specimen.to_string();
        let result = |molecule: Molecule| {
            let category = isolate.results.of(molecule)?;
            let year = isolate.quarter.year();
            Some((molecule.code().to_owned(), category.code(year).to_owned()))
        };
        let values = self.evaluation.imports[self.isolates.origins[index].import].values(line);
        let value =
            |(molecule, text): (Molecule, &str)| (molecule.code().to_owned(), text.to_owned());
        let organism = isolate.taxon.organism();
        IsolateEntry {
            number: number(index),
            import_id,
            rows: line.rows.to_string(),
            unit_code: line.unit_code.clone(),
            sector: isolate.sector.sector().code.to_owned(),
            patient: line.patient.clone().unwrap_or_default(),
            sampled_on: line
                .sampled
                .moment()
                .map(|moment| moment.date.to_string())
                .unwrap_or_default(),
            day_of_stay: line.day_of_stay(),
            onset: line.onset().as_str().to_owned(),
            specimen: isolate.specimen,
            specimen_label: specimen(&code).map_or("", |one| one.label).to_owned(),
            organism: organism.code.to_owned(),
            organism_label: organism.name.to_owned(),
            results: Molecule::all().filter_map(result).collect(),
            values: values.into_iter().map(value).collect(),
            esbl: isolate.esbl,
            carbapenemase: isolate.carbapenemase.is_present(),
            carbapenemase_type: isolate.carbapenemase.kind().map(str::to_owned),
            implausible: isolate.implausible,
            decision: told(decision),
        }
    }
}

fn told(decision: Decision) -> IsolateDecision {
    let (kept, of, because, label) = match decision {
        Decision::Kept => (true, None, None, "Compté"),
        Decision::Duplicate { of, because } => {
            (false, Some(of + 1), Some(because.as_str().to_owned()), because.label())
        }
    };
    IsolateDecision { kept, of, because, label: label.to_owned() }
}

/// Numbers begin with 1, as people count.
fn number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

/// One figure of a year under every rule of deduplication.
pub fn deduplication(
    conn: &mut AnyConn,
    finess: &str,
    selection: &Selection,
    measure: Measure,
) -> Result<Deduplication, ApiError> {
    let (facts, of_year) = facts(conn, finess, selection.year)?;
    let evaluation = evaluate(&facts);
    let isolates = Isolates::of(&evaluation);
    let population = Population::Establishment(finess.to_owned());
    let days = resistance_rollups::days(conn, Base::Live, &population, &[selection.year])?;
    let days = days.into_values().next().unwrap_or_default();
    let unreadable = |_| ApiError::Unexpected("read the period of an import".into());
    let periods = of_year.resistance.iter().map(|import| import.period.parse());
    let periods = periods.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    let whole = whole_periods(periods.into_iter());
    let Selection { year, taxa, part } = *selection;
    let subject = Subject { taxa, measure, part };
    let under = |isolates: &Isolates, method: Method| {
        let before = isolates.all.iter().filter(|isolate| selection.takes(isolate)).count();
        let sums = Sums::of(finess, Cells::of(isolates, method), &days, &whole);
        let group = figure(&sums, year, subject, &versions(year));
        MethodFigures {
            method: method.as_str().to_owned(),
            label: method.label().to_owned(),
            before: u32::try_from(before).unwrap_or(u32::MAX),
            kept: group.isolates,
            proportion: group.proportion,
            density: group.density,
        }
    };
    let plausible = isolates.select(|isolate| !isolate.implausible);
    let implausible = isolates
        .all
        .iter()
        .filter(|isolate| isolate.implausible && selection.takes(isolate))
        .count();
    let title: Vec<&str> =
        [Some(taxa.label()), Some(measure.label()), part.label()].into_iter().flatten().collect();
    Ok(Deduplication {
        title: title.join(" · "),
        methods: Method::ALL.map(|method| under(&isolates, method)).into(),
        plausible_alone: under(&plausible, Method::Spares),
        implausible: u32::try_from(implausible).unwrap_or(u32::MAX),
        onsets: onsets(&evaluation, &isolates, selection, measure),
    })
}

/// The isolates of a figure by their origin.
fn onsets(
    evaluation: &ResistanceEvaluation<'_>,
    isolates: &Isolates,
    selection: &Selection,
    measure: Measure,
) -> Vec<OnsetFigures> {
    let selected = isolates.select(|isolate| selection.takes(isolate));
    let told = Told { evaluation, isolates: &selected };
    let decisions = deduplicate(&selected.all, Method::Spares, selection.run());
    let counted = decisions.iter().enumerate().filter(|(_, decision)| decision.is_kept());
    let counted = counted.map(|(index, _)| (&selected.all[index], told.delivered(index).1.onset()));
    let figures = |OfOnset { onset, isolates, proportion }| OnsetFigures {
        onset: onset.as_str().to_owned(),
        label: onset.label().to_owned(),
        isolates,
        proportion,
    };
    by_onset(counted, measure, &versions(selection.year)).into_iter().map(figures).collect()
}
