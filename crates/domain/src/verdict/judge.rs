//! The year as it would be with the file, and what became of its rows.

use std::collections::BTreeMap;

use super::context::{Context, Facts, InForce, replaced};
use super::difference::{difference, sector_rates};
use super::judged::Judged;
use crate::consumption::{
    PreviousYear, Stored, YearFacts, add_refused, evaluate, groups, issue_rows, main_figures,
};
use crate::dto::{
    Difference, Effect, ImportKind, ImportRef, IssueRow, MainFigures, ProblemCode, Verdict,
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
    let Context { in_force, facts, previous, versions } = context;
    let previous = previous.as_ref();
    let replaced = replaced(&in_force, file.period, &file.content_sha256())?;
    let (kind, codes) = (file.kind(), file.codes());
    let CheckedFile { period, file_name, sheet, header_row, mapping, delivery, notes, .. } = file;
    let refused = delivery.refused;
    let (judged, effect, difference) = match (delivery.lines, facts) {
        (Lines::Resistance(isolates), Facts::Isolates(facts)) => {
            let delivered = Delivered {
                import_id: UNBORN,
                period,
                labels: isolates.labels,
                isolates: isolates.isolates,
                codes,
            };
            let (judged, effect) =
                judge_isolates(facts, previous, (&in_force, &replaced), delivered);
            (judged, effect, None)
        }
        (lines, Facts::Lines(facts)) if kind != ImportKind::Resistance => {
            judge_lines(facts, previous, &replaced, (period, lines))
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
        versions,
        notes,
    })
}

fn judge_lines(
    mut facts: YearFacts,
    previous: Option<&PreviousYear>,
    replaced: &[&InForce],
    (period, lines): (Period, Lines),
) -> (Judged, Effect, Option<Difference>) {
    let kind = lines.kind();
    let given_up: Vec<i32> = replaced.iter().map(|import| import.id).collect();
    let difference = difference(&facts, &lines, &given_up);
    let evaluation = evaluate(&facts);
    let (before, totals) = (main_figures(&evaluation), evaluation.totals);
    put_in_place(&mut facts, lines, replaced);
    let evaluation = evaluate(&facts);
    let sectors = sector_rates(&totals, &evaluation.totals, facts.year);
    let effect = Effect { before, after: main_figures(&evaluation), sectors };
    (Judged::lines(&evaluation, (kind, period, UNBORN), previous), effect, difference)
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
    previous: Option<&PreviousYear>,
    (in_force, replaced): (&[InForce], &[&InForce]),
    delivered: Delivered,
) -> (Judged, Effect) {
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
    (Judged::isolates(&evaluation, UNBORN, previous), effect)
}
