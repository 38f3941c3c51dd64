//! The year as it would be with the file, and what became of its rows.

use std::collections::BTreeMap;

use super::compared::{ComparedLine, compared, compared_isolates};
use super::context::{Context, Facts, InForce, LastYear, replaced};
use super::difference::{difference, difference_of_years, sector_rates};
use super::judged::Judged;
use crate::consumption::{
    PreviousYear, Stored, Totals, YearFacts, add_refused, evaluate, groups, issue_rows,
    main_figures,
};
use crate::dto::{
    Difference, Effect, ImportKind, ImportRef, IssueRow, MainFigures, ProblemCode, Verdict,
    YearDifference,
};
use crate::import::{CheckedFile, FileProblem, Lines, Period};
use crate::resistance::{self, Delivered, ResistanceFacts};

/// Id of the import that does not exist yet.
const UNBORN: i32 = 0;
/// Rows of each case told with the verdict; all of them once the import is stored.
const SHOWN_ROWS: usize = 20;

/// What storing the file would give.
///
/// # Errors
/// `DuplicateImport`, `PeriodOverlap`; `Invalid` for a context of another kind of file.
pub fn judge(context: Context, file: CheckedFile) -> Result<Verdict, FileProblem> {
    let mut verdict = examine(context, file)?;
    verdict.issues = first_issues(&verdict.issues);
    Ok(verdict)
}

/// The first issues of each case.
pub fn first_issues(issues: &[IssueRow]) -> Vec<IssueRow> {
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    let first = issues.iter().filter(|issue| {
        let count = shown.entry(&issue.reason).or_default();
        *count += 1;
        *count <= SHOWN_ROWS
    });
    first.cloned().collect()
}

/// The same with the issues of every row.
///
/// # Errors
/// As [`judge`].
pub fn examine(context: Context, file: CheckedFile) -> Result<Verdict, FileProblem> {
    let Context { in_force, facts, previous, isolates: before, last_year, versions } = context;
    let previous = previous.as_ref();
    let replaced = replaced(&in_force, file.period, &file.content_sha256())?;
    let (kind, codes) = (file.kind(), file.codes());
    let CheckedFile { period, file_name, sheet, header_row, mapping, delivery, notes, .. } = file;
    let refused = delivery.refused;
    let Examined { judged, effect, difference, since } = match (delivery.lines, facts) {
        (Lines::Resistance(isolates), Facts::Isolates(facts)) => {
            let delivered = Delivered {
                import_id: UNBORN,
                period,
                labels: isolates.labels,
                isolates: isolates.isolates,
                codes,
            };
            let before = if replaced.is_empty() { Vec::new() } else { before };
            let beside = Beside { previous, last_year: last_year.as_ref() };
            judge_isolates(facts, beside, (&in_force, &replaced), (delivered, &before))
        }
        (lines, Facts::Lines(facts)) if kind != ImportKind::Resistance => {
            let beside = Beside { previous, last_year: last_year.as_ref() };
            judge_lines(facts, beside, &replaced, (period, lines))
        }
        _ => {
            let detail = "Le contexte est celui d’un autre type de fichier. Rechargez la page.";
            return Err(FileProblem::new(ProblemCode::Invalid, detail));
        }
    };
    let reasons = refused.iter().map(|issue| issue.reason);
    let (rows, reasons) = add_refused(judged.reasons, reasons, delivery.blank);
    let issues = issue_rows(&judged.findings, &refused, |field| mapping.get(field).cloned());
    Ok(Verdict {
        kind,
        period: period.to_string(),
        file_name,
        sheet,
        header_row,
        mapping,
        rows,
        reasons,
        issues_by_code: groups(&judged.findings, &refused),
        issues,
        unmatched: judged.unmatched,
        replaces: replaced.iter().map(|import| ImportRef::from(*import)).collect(),
        effect,
        difference,
        since_last_year: since,
        versions,
        notes,
    })
}

/// What a file is looked at beside.
#[derive(Clone, Copy)]
struct Beside<'a> {
    previous: Option<&'a PreviousYear>,
    last_year: Option<&'a LastYear>,
}

/// What became of a file.
struct Examined {
    judged: Judged,
    effect: Effect,
    difference: Option<Difference>,
    since: Option<YearDifference>,
}

fn judge_lines(
    mut facts: YearFacts,
    beside: Beside<'_>,
    replaced: &[&InForce],
    (period, lines): (Period, Lines),
) -> Examined {
    let (kind, of_file) = (lines.kind(), compared(&lines));
    let difference = difference(kind, &given_up(&facts, kind, replaced), &of_file);
    let evaluation = evaluate(&facts);
    let (before, totals) = (main_figures(&evaluation), evaluation.totals);
    put_in_place(&mut facts, lines, replaced);
    let evaluation = evaluate(&facts);
    let rates = |totals: &Totals, period: Period| -> BTreeMap<String, f64> {
        let rates = totals.rates_by_sector(period).into_iter();
        rates.map(|(sector, rate)| (sector.to_owned(), rate)).collect()
    };
    let year = Period::year(facts.year);
    let sectors = sector_rates(&rates(&totals, year), &rates(&evaluation.totals, year));
    let since = beside.last_year.map(|last| {
        let now = rates(&evaluation.totals, period);
        let sectors =
            if last.sectors.is_empty() { Vec::new() } else { sector_rates(&last.sectors, &now) };
        let lines = difference_of_years(kind, &last.lines, &of_file);
        YearDifference { year: facts.year - 1, lines, sectors }
    });
    Examined {
        judged: Judged::lines(&evaluation, (kind, period, UNBORN), beside.previous),
        effect: Effect { before, after: main_figures(&evaluation), sectors },
        difference,
        since,
    }
}

/// The lines of the imports that a file takes the place of.
fn given_up(facts: &YearFacts, kind: ImportKind, replaced: &[&InForce]) -> Vec<ComparedLine> {
    fn of<'a, T>(all: &'a [Stored<T>], replaced: &[&InForce]) -> impl Iterator<Item = &'a T> {
        let ids: Vec<i32> = replaced.iter().map(|import| import.id).collect();
        all.iter().filter(move |one| ids.contains(&one.import_id)).map(|one| &one.line)
    }
    match kind {
        ImportKind::Structure => of(&facts.units, replaced).map(ComparedLine::from).collect(),
        ImportKind::PatientDays => of(&facts.days, replaced).map(ComparedLine::from).collect(),
        ImportKind::Consumption => {
            let counted = of(&facts.lines, replaced).filter(|line| line.quantity.is_some());
            counted.map(ComparedLine::from).collect()
        }
        ImportKind::Resistance => Vec::new(),
    }
}

/// The facts with the file in the place of what it replaces.
fn put_in_place(facts: &mut YearFacts, lines: Lines, replaced: &[&InForce]) {
    let stays = |id: i32| replaced.iter().all(|import| import.id != id);
    match lines {
        // Whatever structure was in force, this year's own takes its place.
        Lines::Structure(units) => facts.units = units.into_iter().map(stored).collect(),
        Lines::PatientDays(days) => {
            facts.days.retain(|line| stays(line.import_id));
            facts.days.extend(days.into_iter().map(stored));
        }
        Lines::Consumption(lines) => {
            facts.lines.retain(|line| stays(line.import_id));
            facts.lines.extend(lines.into_iter().map(stored));
        }
        // Isolates have facts of their own.
        Lines::Resistance(_) => {}
    }
    facts.sort();
}

fn stored<T>(line: T) -> Stored<T> {
    Stored { import_id: UNBORN, line }
}

fn judge_isolates(
    mut facts: ResistanceFacts,
    beside: Beside<'_>,
    (in_force, replaced): (&[InForce], &[&InForce]),
    (delivered, before): (Delivered, &[ComparedLine]),
) -> Examined {
    let (kind, period) = (ImportKind::Resistance, delivered.period);
    facts.imports = vec![delivered];
    let evaluation = resistance::evaluate(&facts);
    let of_file = resistance::main_figures(&evaluation);
    let kept = |imports: &mut dyn Iterator<Item = &InForce>| {
        imports.map(|import| import.kept).fold(0, u32::saturating_add)
    };
    let all = kept(&mut in_force.iter());
    let given_up = kept(&mut replaced.iter().copied());
    let with = |isolates: u32| MainFigures { isolates: Some(isolates), ..of_file.clone() };
    let after = all.saturating_sub(given_up).saturating_add(of_file.isolates.unwrap_or(0));
    let effect = Effect { before: with(all), after: with(after), sectors: Vec::new() };
    let of_file = compared_isolates(&evaluation, period);
    let since = beside.last_year.map(|last| YearDifference {
        year: period.year - 1,
        lines: difference_of_years(kind, &last.lines, &of_file),
        sectors: Vec::new(),
    });
    Examined {
        judged: Judged::isolates(&evaluation, UNBORN, beside.previous),
        effect,
        difference: difference(kind, before, &of_file),
        since,
    }
}
