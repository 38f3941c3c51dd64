//! The isolates of imports, as they were delivered, and their labels.

use diesel::prelude::*;
use domain::{
    dto::LabelField,
    import::{Date, Moment, RowSet},
    resistance::{Age, IsolateLine, LabelId, Labels, When},
};

use super::{
    AnyConn,
    backend::{chunk_rows, on_backend},
    codes::{decode, encode},
    schema::{import_labels, isolates},
};

#[derive(Insertable)]
#[diesel(table_name = isolates, treat_none_as_default_value = false)]
struct NewIsolate<'a> {
    import_id: i32,
    row_numbers: String,
    unit_code: &'a str,
    patient: Option<String>,
    sampled_day: Option<i32>,
    sampled_minute: i32,
    admitted_day: Option<i32>,
    admitted_minute: i32,
    age: Option<i32>,
    faults: String,
    sex: Option<i32>,
    sample_rank: Option<i32>,
    isolate_no: Option<String>,
    specimen: Option<i32>,
    organism: Option<i32>,
    esbl: Option<i32>,
    carbapenemase: Option<i32>,
    carbapenemase_type: Option<i32>,
    results: Vec<u8>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = isolates)]
struct IsolateRow {
    row_numbers: String,
    unit_code: String,
    patient: Option<String>,
    sampled_day: Option<i32>,
    sampled_minute: i32,
    admitted_day: Option<i32>,
    admitted_minute: i32,
    age: Option<i32>,
    faults: String,
    sex: Option<i32>,
    sample_rank: Option<i32>,
    isolate_no: Option<String>,
    specimen: Option<i32>,
    organism: Option<i32>,
    esbl: Option<i32>,
    carbapenemase: Option<i32>,
    carbapenemase_type: Option<i32>,
    results: Vec<u8>,
}

const SAMPLED: &str = "sampled";
const ADMITTED: &str = "admitted";
const BIRTH: &str = "birth";
const BORN_AFTER: &str = "born_after";
const AGE: &str = "age";

/// Stores the isolates of a file and their labels.
pub fn insert(
    conn: &mut AnyConn,
    import_id: i32,
    labels: &Labels,
    lines: &[IsolateLine],
) -> QueryResult<()> {
    let rows = labels
        .iter()
        .map(|(id, field, label)| {
            Ok((
                import_labels::import_id.eq(import_id),
                import_labels::place.eq(i32::from(id.0)),
                import_labels::field.eq(encode(field)?),
                import_labels::label.eq(label),
            ))
        })
        .collect::<QueryResult<Vec<_>>>()?;
    for chunk in rows.chunks(chunk_rows(4)) {
        on_backend!(conn, |c| diesel::insert_into(import_labels::table)
            .values(chunk.to_vec())
            .execute(c))?;
    }
    for chunk in lines.chunks(chunk_rows(19)) {
        let rows: Vec<NewIsolate<'_>> = chunk.iter().map(|line| row(import_id, line)).collect();
        on_backend!(conn, |c| diesel::insert_into(isolates::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// The isolates of an import, in the order of its file.
pub fn of_import(conn: &mut AnyConn, import_id: i32) -> QueryResult<Vec<IsolateLine>> {
    let rows: Vec<IsolateRow> = isolates::table
        .filter(isolates::import_id.eq(import_id))
        .order(isolates::id.asc())
        .select(IsolateRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(line).collect())
}

/// The labels of an import.
pub fn labels(conn: &mut AnyConn, import_id: i32) -> QueryResult<Labels> {
    let rows: Vec<(String, String)> = import_labels::table
        .filter(import_labels::import_id.eq(import_id))
        .order(import_labels::place.asc())
        .select((import_labels::field, import_labels::label))
        .load(conn)?;
    rows.into_iter().map(|(field, label)| Ok((decode::<LabelField>(&field)?, label))).collect()
}

/// Takes the isolates of an import away.
pub fn delete(conn: &mut AnyConn, import_id: i32) -> QueryResult<()> {
    let these = isolates::table.filter(isolates::import_id.eq(import_id));
    diesel::delete(these).execute(conn)?;
    let these = import_labels::table.filter(import_labels::import_id.eq(import_id));
    diesel::delete(these).execute(conn)?;
    Ok(())
}

fn row(import_id: i32, line: &IsolateLine) -> NewIsolate<'_> {
    let place = |id: Option<LabelId>| id.map(|id| i32::from(id.0));
    let day = |when: When| i32::try_from(when.moment()?.date.serial()).ok();
    let minute = |when: When| i32::from(when.moment().and_then(|at| at.minute).unwrap_or(0));
    let age_fault = match line.age {
        Age::Missing | Age::Years(_) => None,
        Age::NotANumber => Some(AGE),
        Age::BirthUnreadable => Some(BIRTH),
        Age::BornAfter => Some(BORN_AFTER),
    };
    let unreadable = |when: When, name| (when == When::Unreadable).then_some(name);
    let faults =
        [unreadable(line.sampled, SAMPLED), unreadable(line.admitted, ADMITTED), age_fault];
    NewIsolate {
        import_id,
        row_numbers: line.rows.to_string(),
        unit_code: &line.unit_code,
        patient: line.patient.clone(),
        sampled_day: day(line.sampled),
        sampled_minute: minute(line.sampled),
        admitted_day: day(line.admitted),
        admitted_minute: minute(line.admitted),
        age: if let Age::Years(years) = line.age { Some(years) } else { None },
        faults: faults.into_iter().flatten().collect::<Vec<_>>().join(" "),
        sex: place(line.sex),
        sample_rank: line.sample_rank.and_then(|rank| i32::try_from(rank).ok()),
        isolate_no: line.isolate_no.clone(),
        specimen: place(line.specimen),
        organism: place(line.organism),
        esbl: place(line.esbl),
        carbapenemase: place(line.carbapenemase),
        carbapenemase_type: place(line.carbapenemase_type),
        results: pack(&line.results),
    }
}

fn line(row: IsolateRow) -> IsolateLine {
    let place = |place: Option<i32>| place.and_then(|p| u16::try_from(p).ok()).map(LabelId);
    let faults: Vec<&str> = row.faults.split(' ').collect();
    let when = |day: Option<i32>, minute: i32, name: &str| match day.and_then(Date::from_days) {
        // Midnight is no time: the file had the day alone.
        Some(date) => {
            let minute = u16::try_from(minute).ok().filter(|minute| *minute > 0);
            When::At(Moment { date, minute })
        }
        None if faults.contains(&name) => When::Unreadable,
        None => When::Missing,
    };
    let age = match row.age {
        Some(years) => Age::Years(years),
        None if faults.contains(&AGE) => Age::NotANumber,
        None if faults.contains(&BIRTH) => Age::BirthUnreadable,
        None if faults.contains(&BORN_AFTER) => Age::BornAfter,
        None => Age::Missing,
    };
    IsolateLine {
        rows: RowSet::from(row.row_numbers.as_str()),
        sampled: when(row.sampled_day, row.sampled_minute, SAMPLED),
        admitted: when(row.admitted_day, row.admitted_minute, ADMITTED),
        unit_code: row.unit_code,
        patient: row.patient,
        age,
        sex: place(row.sex),
        sample_rank: row.sample_rank.and_then(|rank| u32::try_from(rank).ok()),
        isolate_no: row.isolate_no,
        specimen: place(row.specimen),
        organism: place(row.organism),
        esbl: place(row.esbl),
        carbapenemase: place(row.carbapenemase),
        carbapenemase_type: place(row.carbapenemase_type),
        results: unpack(&row.results),
    }
}

fn pack(results: &[(LabelId, LabelId)]) -> Vec<u8> {
    let places = results.iter().flat_map(|(antibiotic, mark)| [antibiotic.0, mark.0]);
    places.flat_map(u16::to_le_bytes).collect()
}

fn unpack(bytes: &[u8]) -> Vec<(LabelId, LabelId)> {
    let place = |low: u8, high: u8| LabelId(u16::from_le_bytes([low, high]));
    let (results, _) = bytes.as_chunks::<4>();
    results.iter().map(|[a, b, c, d]| (place(*a, *b), place(*c, *d))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_packed_and_read_back() {
        let results = vec![(LabelId(0), LabelId(300)), (LabelId(65_000), LabelId(1))];
        assert_eq!(unpack(&pack(&results)), results);
        assert_eq!(pack(&results).len(), 8);
    }

    #[test]
    fn a_fault_is_kept_as_such() {
        let line_of = |sampled, age| IsolateLine {
            rows: RowSet::from("2"),
            unit_code: "710".to_owned(),
            patient: None,
            sampled,
            admitted: When::Missing,
            age,
            sex: None,
            sample_rank: None,
            isolate_no: None,
            specimen: None,
            organism: None,
            esbl: None,
            carbapenemase: None,
            carbapenemase_type: None,
            results: Vec::new(),
        };
        let at = |day, minute| When::At(Moment { date: Date::from_days(day).unwrap(), minute });
        for (sampled, age) in [
            (When::Unreadable, Age::BirthUnreadable),
            (When::Missing, Age::BornAfter),
            (at(45_000, Some(615)), Age::NotANumber),
            (at(45_000, None), Age::Years(67)),
            (at(-3_580, None), Age::Years(67)),
        ] {
            let stored = line_of(sampled, age);
            let NewIsolate { row_numbers, faults, age, results, .. } = row(1, &stored);
            let NewIsolate { sampled_day, sampled_minute, .. } = row(1, &stored);
            let read = line(IsolateRow {
                row_numbers,
                unit_code: "710".to_owned(),
                patient: None,
                sampled_day,
                sampled_minute,
                admitted_day: None,
                admitted_minute: 0,
                age,
                faults,
                sex: None,
                sample_rank: None,
                isolate_no: None,
                specimen: None,
                organism: None,
                esbl: None,
                carbapenemase: None,
                carbapenemase_type: None,
                results,
            });
            assert_eq!(read, stored);
        }
    }
}
