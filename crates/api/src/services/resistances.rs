//! The resistances of a year: their facts, their roll-ups, their alerts, and the counts of their imports.

use chrono::NaiveDateTime;
use domain::{
    anomalies::{YearFound, isolates_left_out, of_resistance},
    consumption::add_refused,
    dto::{ImportKind, RowReasons},
    import::{Period, antibiotic_codes},
    resistance::{Cells, Delivered, Isolates, Method, ResistanceFacts, evaluate, reasons_of},
};

use super::{
    alerts, labels, national_synonyms,
    year::{self, YearImports, from_json, json},
};
use crate::{
    db::{
        AnyConn, correspondences, facts,
        findings::{self, Files},
        imports,
        imports::StoredImport,
        isolates, label_versions, resistance_rollups,
    },
    error::ApiError,
};

/// Reads what the resistances of a year rest on.
pub fn load(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    of_year: &YearImports,
) -> Result<ResistanceFacts, ApiError> {
    let delivered = of_year.resistance.iter().map(|import| delivered(conn, import));
    let imports = delivered.collect::<Result<_, ApiError>>()?;
    Ok(ResistanceFacts { imports, ..without_isolates(conn, finess, year, of_year)? })
}

/// The same without the isolates: units, answers and labels.
pub fn without_isolates(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    of_year: &YearImports,
) -> Result<ResistanceFacts, ApiError> {
    Ok(ResistanceFacts {
        year,
        units: year::units(conn, of_year)?,
        answers: correspondences::answers(conn, finess)?,
        own_labels: labels::all(conn, finess)?,
        national: national_synonyms::accepted(conn)?,
        imports: Vec::new(),
    })
}

fn delivered(conn: &mut AnyConn, import: &StoredImport) -> Result<Delivered, ApiError> {
    let unreadable = |_| ApiError::Unexpected("read the period of an import".into());
    Ok(Delivered {
        import_id: import.id,
        period: import.period.parse::<Period>().map_err(unreadable)?,
        labels: isolates::labels(conn, import.id)?,
        isolates: isolates::of_import(conn, import.id)?,
        codes: antibiotic_codes(&from_json(&import.mapping)?),
    })
}

/// The rules of deduplication that figures of several establishments are read by.
pub const ROLLED_UP: [Method; 3] = [Method::Spares, Method::FirstIsolate, Method::None];

/// Judges the isolates of a year anew, replaces their roll-ups and keeps their alerts and the counts of
/// their imports.
pub fn refresh(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    of_year: &YearImports,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    if of_year.resistance.is_empty() {
        resistance_rollups::replace_cells(conn, finess, year, (&[], &[]))?;
        let nothing = json(&YearFound::default())?;
        findings::replace(conn, finess, (year, Files::Resistance), &nothing)?;
        return alerts::follow(conn, finess, year, None, now);
    }
    let facts = load(conn, finess, year, of_year)?;
    let evaluation = evaluate(&facts);
    let isolates = Isolates::of(&evaluation);
    let cells = ROLLED_UP.map(|method| (method, Cells::of(&isolates, method)));
    let delivered: Vec<&str> =
        of_year.resistance.iter().map(|import| import.period.as_str()).collect();
    resistance_rollups::replace_cells(conn, finess, year, (&cells, &delivered))?;
    alerts::follow(conn, finess, year, Some(&evaluation), now)?;
    let version = label_versions::find(conn, finess)?;
    let mut found = YearFound { findings: of_resistance(&evaluation), ..YearFound::default() };
    let mut all = RowReasons::default();
    for import in &evaluation.imports {
        let id = import.delivered.import_id;
        let refused = facts::refused(conn, &[id])?;
        let left_out = refused.iter().map(|row| row.reason.as_str());
        let (counts, reasons) = add_refused(reasons_of(import), left_out, 0);
        imports::set_reasons(conn, id, &json(&reasons)?)?;
        imports::set_label_version(conn, id, version)?;
        found.files.push((ImportKind::Resistance, counts));
        for (side, more) in
            [(&mut all.ignored, reasons.ignored), (&mut all.rejected, reasons.rejected)]
        {
            for (reason, rows) in more {
                *side.entry(reason).or_default() += rows;
            }
        }
    }
    found.left_out = isolates_left_out(&all);
    findings::replace(conn, finess, (year, Files::Resistance), &json(&found)?)?;
    Ok(())
}
