//! A made-up establishment, from the file of its laboratory on.

use std::collections::BTreeMap;

use domain::consumption::Stored;
use domain::dto::ExportLayout;
use domain::import::{Cell, Layout, Period, Table, Unit, read_isolates, resolve};
use domain::interop::{Described, Laboratory};
use domain::labels::{NationalSynonyms, OwnLabels};
use domain::pseudonym::PseudonymSecret;
use domain::resistance::{Delivered, ResistanceFacts};

pub const LABORATORY_2019: &str = include_str!("laboratory_2019.csv");
pub const LABORATORY_2021: &str = include_str!("laboratory_2021.csv");

/// Unit, discipline, type of activity: medicine, intensive care, paediatrics, and a consultation.
const UNITS: [(&str, &str, &str); 4] =
    [("0110", "174", "03"), ("0210", "105", "03"), ("0310", "108", "20"), ("0710", "174", "07")];

/// A text file as a table.
pub fn table(file: &str, delimiter: char) -> Table {
    let mut table = Table::new();
    for (row, line) in file.lines().enumerate() {
        for (column, text) in line.split(delimiter).enumerate() {
            let cell = if text.is_empty() { Cell::Empty } else { Cell::Text(table.intern(text)) };
            table.put(row, column, cell);
        }
    }
    table.shrink();
    table
}

pub fn unit(code: &str, de: &str, ta: &str) -> Stored<Unit> {
    let line = Unit {
        code: code.to_owned(),
        de_code: Some(de.to_owned()),
        ta_code: Some(ta.to_owned()),
        ..Unit::default()
    };
    Stored { import_id: 1, line }
}

/// The facts of a year, read from the file of the laboratory as any file is.
pub fn facts(year: i32, file: &str) -> ResistanceFacts {
    let sheet = table(file, ';');
    let mapping = resolve(&sheet, Layout::Resistance, None, None).unwrap();
    let isolates = read_isolates(&sheet, &mapping, &PseudonymSecret::from([7; 32])).unwrap();
    ResistanceFacts {
        year,
        units: UNITS.map(|(code, de, ta)| unit(code, de, ta)).into(),
        imports: vec![Delivered {
            import_id: 2,
            period: Period::year(year),
            labels: isolates.labels,
            isolates: isolates.isolates,
            codes: mapping.codes(),
        }],
        answers: BTreeMap::default(),
        own_labels: OwnLabels::default(),
        national: NationalSynonyms::default(),
    }
}

pub fn described() -> Described {
    Described {
        code: "750000000".to_owned(),
        region: Some("11".to_owned()),
        kind: Some("CH".to_owned()),
        beds: Some(240),
        patient_days: Some(71_000),
        laboratory: Some(Laboratory { code: "FR001".to_owned(), hospital: "A".to_owned() }),
    }
}

/// The lines as a file, its header first.
pub fn file(layout: ExportLayout, lines: impl Iterator<Item = String>) -> String {
    std::iter::once(layout.header()).chain(lines).collect()
}
