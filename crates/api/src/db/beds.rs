//! Beds of full hospitalisation, as establishments say them.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::{AnyConn, backend::on_backend, schema::beds};

#[derive(Insertable)]
#[diesel(table_name = beds)]
struct NewRow<'a> {
    finess: &'a str,
    year: i32,
    sector: &'a str,
    number: i32,
}

/// Sector -> beds; empty while nobody has said.
pub fn of_year(conn: &mut AnyConn, finess: &str, year: i32) -> QueryResult<BTreeMap<String, u32>> {
    let rows: Vec<(String, i32)> = beds::table
        .filter(beds::finess.eq(finess).and(beds::year.eq(year)))
        .select((beds::sector, beds::number))
        .load(conn)?;
    Ok(rows.into_iter().map(|(sector, beds)| (sector, u32::try_from(beds).unwrap_or(0))).collect())
}

/// Replaces the beds of a year.
pub fn replace<'a>(
    conn: &mut AnyConn,
    finess: &'a str,
    year: i32,
    of_sectors: &'a BTreeMap<String, u32>,
) -> QueryResult<()> {
    let of_year = beds::finess.eq(finess).and(beds::year.eq(year));
    diesel::delete(beds::table.filter(of_year)).execute(conn)?;
    let row = |(sector, beds): (&'a String, &u32)| NewRow {
        finess,
        year,
        sector,
        number: i32::try_from(*beds).unwrap_or(i32::MAX),
    };
    let rows: Vec<NewRow<'_>> = of_sectors.iter().map(row).collect();
    on_backend!(conn, |c| diesel::insert_into(beds::table).values(&rows).execute(c))?;
    Ok(())
}
