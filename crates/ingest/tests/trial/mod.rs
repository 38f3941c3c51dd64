//! What holds for any bytes, as functions that panic when it does not: run by the tests on files
//! harmed at random, and by the fuzz targets.

use domain::dto::ImportKind;
use domain::import::{
    Layout, Lines, Period, Reading as Rows, RowSet, find_header, looks_like, proposals, read_drugs,
    read_rows, reading_notes, resolve, suggest,
};
use domain::pseudonym::PseudonymSecret;

use ingest::Workbook;

mod read;

use read::read;

/// Reads any bytes as each kind of file: every row with a value is in a line or refused.
pub fn pipeline(bytes: &[u8]) {
    let Some(Workbook { table, .. }) = read(bytes) else { return };
    let secret = PseudonymSecret::from([7; 32]);
    let period = Period::year(2024);
    for (kind, reading) in [
        (ImportKind::Structure, Rows::Structure),
        (ImportKind::PatientDays, Rows::PatientDays(period)),
        (ImportKind::Consumption, Rows::Consumption(period)),
        (ImportKind::Resistance, Rows::Resistance(&secret)),
    ] {
        let layout = Layout::from(kind);
        let header = find_header(&table, layout);
        proposals(&suggest(&table, header, layout));
        looks_like(&table, layout);
        let Ok(mapping) = resolve(&table, layout, None, None) else { continue };
        reading_notes(&table, &mapping, layout);
        let Ok(delivery) = read_rows(reading, &table, &mapping) else { continue };
        let mut rows = RowSet::default();
        match &delivery.lines {
            Lines::Structure(units) => units.iter().for_each(|unit| rows.merge(&of(unit.row))),
            Lines::PatientDays(lines) => lines.iter().for_each(|line| rows.merge(&line.rows)),
            Lines::Consumption(lines) => lines.iter().for_each(|line| rows.merge(&line.rows)),
            Lines::Resistance(file) => file.isolates.iter().for_each(|one| rows.merge(&one.rows)),
        }
        let data = header.first_data_row()..table.height();
        let filled = data.filter(|row| !table.is_blank(*row)).count();
        let accounted = rows.len() as usize + delivery.refused.len();
        assert_eq!(accounted, filled, "rows of {kind:?}");
    }
    if let Ok(mapping) = resolve(&table, Layout::Drugs, None, None) {
        read_drugs(&table, &mapping);
    }
}

fn of(row: u32) -> RowSet {
    let mut rows = RowSet::default();
    rows.push(row);
    rows
}
