//! What an establishment answered once: sectors of ambiguous disciplines, its own drugs.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::dto::OwnDrug;

use super::{
    AnyConn,
    backend::{chunk_rows, on_backend},
    schema::{own_drugs, sector_answers},
};

#[derive(Queryable, Insertable)]
#[diesel(table_name = own_drugs, treat_none_as_default_value = false)]
struct DrugRow {
    finess: String,
    code: String,
    label: String,
    atc: String,
    route: String,
    strength: Option<f64>,
    unit: Option<String>,
}

/// Unit code -> answer.
pub fn answers(conn: &mut AnyConn, finess: &str) -> QueryResult<BTreeMap<String, String>> {
    let rows: Vec<(String, String)> = sector_answers::table
        .filter(sector_answers::finess.eq(finess))
        .select((sector_answers::unit_code, sector_answers::answer))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Gives, changes or takes back the answer of a unit.
pub fn set_answer(
    conn: &mut AnyConn,
    finess: &str,
    unit_code: &str,
    answer: Option<&str>,
) -> QueryResult<()> {
    diesel::delete(sector_answers::table.find((finess, unit_code))).execute(conn)?;
    if let Some(answer) = answer {
        let row = (
            sector_answers::finess.eq(finess),
            sector_answers::unit_code.eq(unit_code),
            sector_answers::answer.eq(answer),
        );
        diesel::insert_into(sector_answers::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// The establishment's drugs, by label.
pub fn drugs(conn: &mut AnyConn, finess: &str) -> QueryResult<Vec<OwnDrug>> {
    let rows: Vec<DrugRow> = own_drugs::table.filter(own_drugs::finess.eq(finess)).load(conn)?;
    let mut drugs: Vec<OwnDrug> = rows
        .into_iter()
        .map(|row| OwnDrug {
            code: row.code,
            label: row.label,
            atc: row.atc,
            route: row.route,
            strength: row.strength,
            unit: row.unit,
        })
        .collect();
    drugs.sort_by(|a, b| (&a.label, &a.code).cmp(&(&b.label, &b.code)));
    Ok(drugs)
}

/// Replaces the establishment's drug table; codes are distinct.
pub fn replace_drugs(conn: &mut AnyConn, finess: &str, drugs: &[OwnDrug]) -> QueryResult<()> {
    diesel::delete(own_drugs::table.filter(own_drugs::finess.eq(finess))).execute(conn)?;
    let rows: Vec<DrugRow> = drugs
        .iter()
        .cloned()
        .map(|drug| DrugRow {
            finess: finess.to_owned(),
            code: drug.code,
            label: drug.label,
            atc: drug.atc,
            route: drug.route,
            strength: drug.strength,
            unit: drug.unit,
        })
        .collect();
    for chunk in rows.chunks(chunk_rows(7)) {
        on_backend!(conn, |c| diesel::insert_into(own_drugs::table).values(chunk).execute(c))?;
    }
    Ok(())
}
