//! The facts of the imports: units, patient-days, consumption, refused rows. Nothing derived.

use diesel::prelude::*;
use domain::{
    consumption::Stored,
    dto::ImportKind,
    import::{ConsumptionLine, DaysLine, Issue, NotAPeriod, Period, RowSet, Unit},
};

use super::{
    AnyConn,
    backend::{chunk_rows, on_backend},
    isolates,
    schema::{consumption_lines, patient_days, refused_rows, structure_units},
};

#[derive(Queryable, Insertable)]
#[diesel(table_name = structure_units, treat_none_as_default_value = false)]
struct UnitRow {
    import_id: i32,
    row_number: i32,
    code: String,
    label: String,
    service_code: Option<String>,
    service_label: Option<String>,
    pole_code: Option<String>,
    pole_label: Option<String>,
    de_code: Option<String>,
    ta_code: Option<String>,
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = patient_days, treat_none_as_default_value = false)]
struct DaysRow {
    import_id: i32,
    period: String,
    unit_code: String,
    days: i32,
    row_numbers: String,
}

#[derive(Insertable)]
#[diesel(table_name = consumption_lines, treat_none_as_default_value = false)]
struct NewLine<'a> {
    import_id: i32,
    period: &'a str,
    unit_code: &'a str,
    drug_code: &'a str,
    drug_label: &'a str,
    quantity: Option<f64>,
    row_numbers: String,
}

#[derive(Queryable)]
struct LineRow {
    import_id: i32,
    period: String,
    unit_code: String,
    drug_code: String,
    drug_label: String,
    quantity: Option<f64>,
    row_numbers: String,
}

/// A row refused at reading.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = refused_rows, treat_none_as_default_value = false)]
pub struct RefusedRow {
    pub import_id: i32,
    pub row_number: i32,
    pub column_name: Option<String>,
    pub reason: String,
    /// Placeholder -> value of the message, as JSON.
    pub words: String,
}

/// Inserts rows in batches that both databases accept.
macro_rules! insert_batches {
    ($conn:expr, $table:ident, $rows:expr, $columns:literal) => {
        for chunk in $rows.chunks(chunk_rows($columns)) {
            on_backend!($conn, |c| diesel::insert_into($table::table).values(chunk).execute(c))?;
        }
    };
}

/// Stores the units of a structure.
pub fn insert_units(conn: &mut AnyConn, import_id: i32, units: &[Unit]) -> QueryResult<()> {
    let rows: Vec<UnitRow> = units
        .iter()
        .cloned()
        .map(|unit| UnitRow {
            import_id,
            row_number: stored_row(unit.row),
            code: unit.code,
            label: unit.label,
            service_code: unit.service_code,
            service_label: unit.service_label,
            pole_code: unit.pole_code,
            pole_label: unit.pole_label,
            de_code: unit.de_code,
            ta_code: unit.ta_code,
        })
        .collect();
    insert_batches!(conn, structure_units, rows, 10);
    Ok(())
}

/// Stores patient-days.
pub fn insert_days(conn: &mut AnyConn, import_id: i32, lines: &[DaysLine]) -> QueryResult<()> {
    let rows: Vec<DaysRow> = lines
        .iter()
        .map(|line| DaysRow {
            import_id,
            period: line.period.to_string(),
            unit_code: line.unit_code.clone(),
            days: line.days,
            row_numbers: line.rows.to_string(),
        })
        .collect();
    insert_batches!(conn, patient_days, rows, 5);
    Ok(())
}

/// Stores consumption lines.
pub fn insert_lines(
    conn: &mut AnyConn,
    import_id: i32,
    lines: &[ConsumptionLine],
) -> QueryResult<()> {
    let periods: Vec<String> = lines.iter().map(|line| line.period.to_string()).collect();
    let rows: Vec<NewLine<'_>> = lines
        .iter()
        .zip(&periods)
        .map(|(line, period)| NewLine {
            import_id,
            period,
            unit_code: &line.unit_code,
            drug_code: &line.drug_code,
            drug_label: &line.drug_label,
            quantity: line.quantity,
            row_numbers: line.rows.to_string(),
        })
        .collect();
    insert_batches!(conn, consumption_lines, rows, 7);
    Ok(())
}

/// Stores the rows refused at reading.
pub fn insert_refused(conn: &mut AnyConn, import_id: i32, issues: &[Issue]) -> QueryResult<()> {
    let rows: Vec<RefusedRow> = issues
        .iter()
        .map(|issue| RefusedRow {
            import_id,
            row_number: stored_row(issue.row.unwrap_or(0)),
            column_name: issue.column.clone(),
            reason: issue.reason.to_owned(),
            words: serde_json::to_string(&issue.words).unwrap_or_default(),
        })
        .collect();
    insert_batches!(conn, refused_rows, rows, 5);
    Ok(())
}

/// Row numbers stay far below `i32::MAX`: the files are bounded.
fn stored_row(row: u32) -> i32 {
    i32::try_from(row).unwrap_or(i32::MAX)
}

fn read_row(row: i32) -> u32 {
    u32::try_from(row).unwrap_or(0)
}

fn read_period(text: &str) -> QueryResult<Period> {
    text.parse().map_err(|error: NotAPeriod| {
        diesel::result::Error::DeserializationError(format!("{text}: {error}").into())
    })
}

/// The units of some imports.
pub fn units(conn: &mut AnyConn, import_ids: &[i32]) -> QueryResult<Vec<Stored<Unit>>> {
    use structure_units as t;
    let rows: Vec<UnitRow> = t::table
        .filter(t::import_id.eq_any(import_ids))
        .order(t::id.asc())
        .select((
            t::import_id,
            t::row_number,
            t::code,
            t::label,
            t::service_code,
            t::service_label,
            t::pole_code,
            t::pole_label,
            t::de_code,
            t::ta_code,
        ))
        .load(conn)?;
    let unit = |row: UnitRow| Stored {
        import_id: row.import_id,
        line: Unit {
            row: read_row(row.row_number),
            code: row.code,
            label: row.label,
            service_code: row.service_code,
            service_label: row.service_label,
            pole_code: row.pole_code,
            pole_label: row.pole_label,
            de_code: row.de_code,
            ta_code: row.ta_code,
        },
    };
    Ok(rows.into_iter().map(unit).collect())
}

/// The patient-days of some imports.
pub fn days(conn: &mut AnyConn, import_ids: &[i32]) -> QueryResult<Vec<Stored<DaysLine>>> {
    use patient_days as t;
    let rows: Vec<DaysRow> = t::table
        .filter(t::import_id.eq_any(import_ids))
        .select((t::import_id, t::period, t::unit_code, t::days, t::row_numbers))
        .load(conn)?;
    rows.into_iter()
        .map(|row| {
            let line = DaysLine {
                period: read_period(&row.period)?,
                unit_code: row.unit_code,
                days: row.days,
                rows: RowSet::from(row.row_numbers.as_str()),
            };
            Ok(Stored { import_id: row.import_id, line })
        })
        .collect()
}

/// The consumption lines of some imports.
pub fn lines(conn: &mut AnyConn, import_ids: &[i32]) -> QueryResult<Vec<Stored<ConsumptionLine>>> {
    use consumption_lines as t;
    let rows: Vec<LineRow> = t::table
        .filter(t::import_id.eq_any(import_ids))
        .select((
            t::import_id,
            t::period,
            t::unit_code,
            t::drug_code,
            t::drug_label,
            t::quantity,
            t::row_numbers,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|row| {
            let line = ConsumptionLine {
                period: read_period(&row.period)?,
                unit_code: row.unit_code,
                drug_code: row.drug_code,
                drug_label: row.drug_label,
                quantity: row.quantity,
                rows: RowSet::from(row.row_numbers.as_str()),
            };
            Ok(Stored { import_id: row.import_id, line })
        })
        .collect()
}

/// The refused rows of some imports, in the order of the files.
pub fn refused(conn: &mut AnyConn, import_ids: &[i32]) -> QueryResult<Vec<RefusedRow>> {
    use refused_rows as t;
    t::table
        .filter(t::import_id.eq_any(import_ids))
        .order((t::import_id.asc(), t::row_number.asc(), t::id.asc()))
        .select((t::import_id, t::row_number, t::column_name, t::reason, t::words))
        .load(conn)
}

/// Takes the facts of an import away; its entry and its refused rows stay.
pub fn delete(conn: &mut AnyConn, kind: ImportKind, import_id: i32) -> QueryResult<()> {
    match kind {
        ImportKind::Structure => {
            use structure_units as t;
            diesel::delete(t::table.filter(t::import_id.eq(import_id))).execute(conn)?;
        }
        ImportKind::PatientDays => {
            use patient_days as t;
            diesel::delete(t::table.filter(t::import_id.eq(import_id))).execute(conn)?;
        }
        ImportKind::Consumption => {
            use consumption_lines as t;
            diesel::delete(t::table.filter(t::import_id.eq(import_id))).execute(conn)?;
        }
        ImportKind::Resistance => isolates::delete(conn, import_id)?,
    }
    Ok(())
}
