//! The resistances of a year: their facts, and the counts of their imports.

use std::collections::BTreeMap;

use domain::{
    import::Period,
    resistance::{Delivered, ResistanceFacts, evaluate, reasons_of},
};

use super::{
    labels,
    year::{YearImports, from_json, json},
};
use crate::{
    db::{AnyConn, correspondences, facts, imports, imports::StoredImport, isolates},
    error::ApiError,
};

/// What the mapping of an antibiotic column begins with.
const ANTIBIOTIC: &str = "antibiotic:";

/// Reads what the resistances of a year rest on.
pub fn load(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    of_year: &YearImports,
) -> Result<ResistanceFacts, ApiError> {
    let structure: Vec<i32> = of_year.structure.iter().map(|import| import.id).collect();
    let delivered = of_year.resistance.iter().map(|import| delivered(conn, import));
    let imports = delivered.collect::<Result<_, ApiError>>()?;
    let mut units = facts::units(conn, &structure)?;
    units.sort_by(|a, b| a.line.code.cmp(&b.line.code));
    Ok(ResistanceFacts {
        year,
        units,
        answers: correspondences::answers(conn, finess)?,
        own_labels: labels::all(conn, finess)?,
        imports,
    })
}

fn delivered(conn: &mut AnyConn, import: &StoredImport) -> Result<Delivered, ApiError> {
    let unreadable = |_| ApiError::Unexpected("read the period of an import".into());
    Ok(Delivered {
        import_id: import.id,
        period: import.period.parse::<Period>().map_err(unreadable)?,
        labels: isolates::labels(conn, import.id)?,
        isolates: isolates::of_import(conn, import.id)?,
        codes: codes(&import.mapping)?,
    })
}

/// Codes that a mapping gives to its antibiotic columns, by label.
fn codes(mapping: &str) -> Result<BTreeMap<String, String>, ApiError> {
    let mapping: BTreeMap<String, String> = from_json(mapping)?;
    let given = mapping.into_iter().filter(|(_, code)| !code.is_empty());
    Ok(given
        .filter_map(|(field, code)| Some((field.strip_prefix(ANTIBIOTIC)?.to_owned(), code)))
        .collect())
}

/// Judges the isolates of a year anew and keeps the counts of their imports.
pub fn refresh(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    of_year: &YearImports,
) -> Result<(), ApiError> {
    if of_year.resistance.is_empty() {
        return Ok(());
    }
    let facts = load(conn, finess, year, of_year)?;
    let evaluation = evaluate(&facts);
    for import in &evaluation.imports {
        let reasons = json(&reasons_of(import))?;
        imports::set_reasons(conn, import.delivered.import_id, &reasons)?;
    }
    Ok(())
}
