//! The verdict before storing: the year as it would be, nothing written.

use std::collections::BTreeMap;

use domain::{
    consumption::{Stored, YearFacts, add_refused, evaluate, groups, issue_rows, main_figures},
    dto::{Effect, ImportKind, ImportRef, Verdict},
    import::{Delivery, Lines},
    resistance::{self, Delivered, ResistanceFacts},
};

use super::{ParsedFile, judged::Judged, plan::Plan};
use crate::{
    clock,
    db::AnyConn,
    error::ApiError,
    services::{
        resistances,
        year::{self, YearImports, versions},
    },
};

/// Id of the import that does not exist yet.
const UNBORN: i32 = 0;
/// Rows of each case sent with the verdict; all of them once the import is stored.
const SHOWN_ROWS: usize = 20;

/// What storing the file would give.
pub fn preview(
    conn: &mut AnyConn,
    finess: &str,
    file: ParsedFile,
    plan: &Plan,
) -> Result<Verdict, ApiError> {
    let ParsedFile { kind, period, file_name, sheet, mapping, delivery, notes, .. } = file;
    let Delivery { lines, refused, blank } = delivery;
    let of_year = YearImports::of(&plan.in_force, period.year);
    let (judged, effect) = match lines {
        Lines::Resistance(isolates) => {
            let facts = resistances::load(conn, finess, period.year, &of_year)?;
            let codes = mapping.codes();
            judge_isolates(
                facts,
                plan,
                Delivered {
                    import_id: UNBORN,
                    period,
                    labels: isolates.labels,
                    isolates: isolates.isolates,
                    codes,
                },
            )
        }
        lines => {
            let facts = year::load(conn, finess, period.year, &of_year)?;
            judge_lines(facts, plan, kind, lines)
        }
    };
    let (rows, reasons) =
        add_refused(judged.reasons, refused.iter().map(|issue| issue.reason), blank);
    let mut issues =
        issue_rows(&judged.findings, &refused, |field| mapping.header_of(field).map(str::to_owned));
    let mut shown: BTreeMap<String, usize> = BTreeMap::new();
    issues.retain(|issue| {
        let count = shown.entry(issue.reason.clone()).or_default();
        *count += 1;
        *count <= SHOWN_ROWS
    });
    Ok(Verdict {
        kind,
        period: period.to_string(),
        file_name,
        sheet,
        header_row: mapping.header.number(),
        mapping: mapping.described(),
        rows,
        reasons,
        issues_by_code: groups(&judged.findings, &refused),
        issues,
        unmatched: judged.unmatched,
        replaces: plan
            .replaced
            .iter()
            .map(|import| ImportRef {
                id: import.id,
                period: import.period.clone(),
                file_name: import.file_name.clone(),
                created_at: clock::iso(import.created_at),
            })
            .collect(),
        effect,
        versions: versions(period.year),
        notes,
    })
}

fn judge_lines(
    mut facts: YearFacts,
    plan: &Plan,
    kind: ImportKind,
    lines: Lines,
) -> (Judged, Effect) {
    let before = main_figures(&evaluate(&facts));
    overlay(&mut facts, lines, plan);
    let evaluation = evaluate(&facts);
    let effect = Effect { before, after: main_figures(&evaluation) };
    (Judged::lines(&evaluation, kind, UNBORN), effect)
}

fn judge_isolates(
    mut facts: ResistanceFacts,
    plan: &Plan,
    delivered: Delivered,
) -> (Judged, Effect) {
    let before = resistance::main_figures(&resistance::evaluate(&facts));
    facts.imports.retain(|one| plan.replaced.iter().all(|import| import.id != one.import_id));
    facts.imports.push(delivered);
    let evaluation = resistance::evaluate(&facts);
    let effect = Effect { before, after: resistance::main_figures(&evaluation) };
    (Judged::isolates(&evaluation, UNBORN), effect)
}

/// The facts with the file in the place of what it replaces.
fn overlay(facts: &mut YearFacts, lines: Lines, plan: &Plan) {
    let replaced = |id: i32| plan.replaced.iter().any(|import| import.id == id);
    match lines {
        Lines::Structure(units) => {
            // Whatever structure was in force, this year's own takes its place.
            facts.units = units.into_iter().map(stored).collect();
        }
        Lines::PatientDays(days) => {
            facts.days.retain(|line| !replaced(line.import_id));
            facts.days.extend(days.into_iter().map(stored));
        }
        Lines::Consumption(lines) => {
            facts.lines.retain(|line| !replaced(line.import_id));
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
