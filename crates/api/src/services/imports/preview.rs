//! The verdict before storing: the year as it would be, nothing written.

use std::collections::BTreeMap;

use domain::{
    consumption::{
        Stored, YearFacts, add_refused, evaluate, findings_of, groups, issue_rows, main_figures,
        reasons_of, unmatched,
    },
    dto::{Effect, ImportRef, Verdict},
    import::Lines,
};

use super::{ParsedFile, plan::Plan};
use crate::{
    clock,
    db::AnyConn,
    error::ApiError,
    services::year::{self, YearImports, versions},
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
    let of_year = YearImports::of(&plan.in_force, file.period.year);
    let mut facts = year::load(conn, finess, file.period.year, &of_year)?;
    let before = main_figures(&evaluate(&facts));
    let ParsedFile { kind, period, file_name, sheet, mapping, delivery, notes, .. } = file;
    overlay(&mut facts, delivery.lines, plan);
    let evaluation = evaluate(&facts);
    let findings = findings_of(&evaluation, kind, UNBORN);
    let refused = delivery.refused.iter().map(|issue| issue.reason);
    let (rows, reasons) =
        add_refused(reasons_of(&evaluation, kind, UNBORN), refused, delivery.blank);
    let mut issues = issue_rows(&findings, &delivery.refused, |field| {
        mapping.header_of(field).map(str::to_owned)
    });
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
        issues_by_code: groups(&findings, &delivery.refused),
        issues,
        unmatched: unmatched(&evaluation, kind, UNBORN),
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
        effect: Effect { before, after: main_figures(&evaluation) },
        versions: versions(period.year),
        notes,
    })
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
    }
    facts.sort();
}

fn stored<T>(line: T) -> Stored<T> {
    Stored { import_id: UNBORN, line }
}
