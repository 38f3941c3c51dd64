//! Stored imports as people see them.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    consumption::{add_refused, evaluate, groups, issue_rows},
    dto::{
        Import, ImportKind, ImportState, ImportSummary, IssueGroup, IssueRow, Page, RowCounts,
        RowReasons, Severity, Unmatched,
    },
    import::{Issue, rule},
    resistance,
    verdict::{Judged, versions},
};

use super::context;
use crate::{
    clock, cursor,
    db::{
        AnyConn, acknowledgements, facts,
        facts::RefusedRow,
        imports::{self, StoredImport},
    },
    error::ApiError,
    services::{
        previous_year, resistances,
        year::{self, YearImports, from_json},
    },
};

/// A page of the imports of an establishment, newest first.
pub fn list(
    conn: &mut AnyConn,
    finess: &str,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<ImportSummary>, ApiError> {
    let before = cursor.map(cursor::decode).transpose()?;
    let total = imports::count(conn, finess)?;
    let fetch = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let items = imports::newest(conn, finess, before, fetch)?
        .into_iter()
        .map(|import| {
            let (rows, _) = counts(&import)?;
            Ok(ImportSummary {
                id: import.id,
                kind: import.kind,
                period: import.period,
                state: import.state,
                file_name: import.file_name,
                created_at: clock::iso(import.created_at),
                created_by: import.created_by,
                rows,
            })
        })
        .collect::<Result<Vec<_>, ApiError>>()?;
    Ok(cursor::page(items, limit, total, |import| import.id))
}

/// One import with its counts, its issues by control and its values without reference.
pub fn find(conn: &mut AnyConn, import: StoredImport) -> Result<Import, ApiError> {
    let told = judge(conn, &import)?;
    let (rows, reasons) = counts(&import)?;
    let problem = import.problem.as_deref().map(from_json).transpose()?;
    Ok(Import {
        id: import.id,
        finess: import.finess,
        kind: import.kind,
        period: import.period,
        state: import.state,
        progress: if import.state.is_settled() { 1.0 } else { 0.0 },
        stage: None,
        rows_read: None,
        problem,
        file_name: import.file_name,
        sha256: import.sha256,
        created_at: clock::iso(import.created_at),
        created_by: import.created_by,
        rows,
        reasons,
        issues_by_code: told.groups,
        acknowledgements: acknowledgements::of_import(conn, import.id)?,
        unmatched: told.unmatched,
        versions: versions(import.year),
        label_version: import.label_version,
    })
}

/// Which issues of an import; every part that is given must fit.
#[derive(Debug, Clone, Default)]
pub struct IssueFilter {
    pub code: Option<String>,
    pub reason: Option<String>,
    pub severity: Option<Severity>,
}

impl IssueFilter {
    fn takes(&self, row: &IssueRow) -> bool {
        self.code.as_ref().is_none_or(|code| row.code == *code)
            && self.reason.as_ref().is_none_or(|reason| row.reason == *reason)
            && self.severity.is_none_or(|severity| row.severity == severity)
    }
}

/// A page of the issues of an import that a filter takes.
pub fn issues(
    conn: &mut AnyConn,
    import: &StoredImport,
    filter: &IssueFilter,
    (cursor, limit): (Option<&str>, usize),
) -> Result<Page<IssueRow>, ApiError> {
    let start: usize = cursor.map(cursor::decode).transpose()?.unwrap_or(0);
    let wanted: Vec<IssueRow> =
        judge(conn, import)?.rows.into_iter().filter(|row| filter.takes(row)).collect();
    let total = i64::try_from(wanted.len()).unwrap_or(i64::MAX);
    let shown: Vec<(usize, IssueRow)> =
        wanted.into_iter().enumerate().skip(start).take(limit + 1).collect();
    let page = cursor::page(shown, limit, total, |(index, _)| index + 1);
    let items = page.items.into_iter().map(|(_, row)| row).collect();
    Ok(Page { items, total, next: page.next })
}

/// The codes of the controls that an import does not pass.
pub fn codes_of(conn: &mut AnyConn, import: &StoredImport) -> Result<BTreeSet<String>, ApiError> {
    Ok(judge(conn, import)?.groups.into_iter().map(|group| group.code).collect())
}

/// Rows of an import by outcome, as of the last evaluation of its year.
pub(super) fn counts(import: &StoredImport) -> Result<(RowCounts, RowReasons), ApiError> {
    let blank = u32::try_from(import.blank_rows).unwrap_or(0);
    Ok(add_refused(from_json::<RowReasons>(&import.reasons)?, [], blank))
}

/// What is told of an import.
pub(super) struct Told {
    pub groups: Vec<IssueGroup>,
    pub rows: Vec<IssueRow>,
    unmatched: Unmatched,
}

/// Judges an import again from its facts. Of one that is not in force only the rows refused at
/// reading are left.
pub(super) fn judge(conn: &mut AnyConn, import: &StoredImport) -> Result<Told, ApiError> {
    let refused: Vec<Issue> = facts::refused(conn, &[import.id])?
        .into_iter()
        .filter_map(|row| refused_issue(import, row))
        .collect();
    let is_in_force = import.state == ImportState::Stored;
    let in_force = if is_in_force { imports::in_force(conn, &import.finess)? } else { Vec::new() };
    let of_year = YearImports::of(&in_force, import.year);
    let previous = if is_in_force {
        previous_year::load(conn, &import.finess, import.year, &in_force)?
    } else {
        None
    };
    let judged = if import.kind == ImportKind::Resistance {
        let facts = resistances::load(conn, &import.finess, import.year, &of_year)?;
        Judged::isolates(&resistance::evaluate(&facts), import.id, previous.as_ref())
    } else {
        let facts = year::load(conn, &import.finess, import.year, &of_year)?;
        let of = (import.kind, context::period(import)?, import.id);
        Judged::lines(&evaluate(&facts), of, previous.as_ref())
    };
    let mapping: BTreeMap<String, String> = from_json(&import.mapping)?;
    Ok(Told {
        groups: groups(&judged.findings, &refused),
        rows: issue_rows(&judged.findings, &refused, |field| mapping.get(field).cloned()),
        unmatched: judged.unmatched,
    })
}

fn refused_issue(import: &StoredImport, row: RefusedRow) -> Option<Issue> {
    let words: Vec<(String, String)> = serde_json::from_str(&row.words).ok()?;
    Some(Issue {
        kind: import.kind,
        reason: &rule(import.kind, &row.reason)?.reason,
        row: u32::try_from(row.row_number).ok(),
        column: row.column_name,
        words: words.into_iter().map(|(name, value)| (name.into(), value)).collect(),
    })
}
