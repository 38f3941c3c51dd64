//! The flat file is read by the importer as any file with one row per result.

use std::collections::BTreeMap;

use domain::dto::{ColumnChoice, ExportLayout, MappingChoice, ProblemCode};
use domain::import::{Layout, Period, read_isolates, resolve};
use domain::interop::Spares;
use domain::labels::{NationalSynonyms, OwnLabels};
use domain::pseudonym::PseudonymSecret;
use domain::resistance::{Delivered, ResistanceFacts, evaluate};

use super::establishment::{described, facts, file, table, unit};
use crate::establishment::{LABORATORY_2019, LABORATORY_2021};

/// What a reader of the flat file knows: neither ages, which it tells by class, nor dates of admission.
fn without_age_and_onset(file: &str) -> Vec<String> {
    let row = |line: &str| {
        let mut cells: Vec<&str> = line.split('|').collect();
        cells[9] = "";
        cells[10] = "";
        cells.join("|")
    };
    file.lines().map(row).collect()
}

/// The columns of the flat file by the fields of the importer, and one for the age.
fn columns() -> MappingChoice {
    let named = [
        ("unit_code", "iduf"),
        ("patient_id", "Num_Patient"),
        ("age", "Age"),
        ("sample_date", "prelevement"),
        ("isolate_no", "ligne"),
        ("specimen", "IdSite"),
        ("organism", "bacterie"),
        ("antibiotic", "molecule"),
        ("result", "Resultat"),
    ];
    let choice =
        named.map(|(field, name)| (field.to_owned(), ColumnChoice::Header(name.to_owned())));
    choice.into()
}

/// The importer asks for a column of ages; the flat file has classes, which are no ages.
fn with_an_empty_age(file: &str) -> String {
    let (header, rows) = file.split_once('\n').unwrap();
    let rows: Vec<String> = rows.lines().map(|row| format!("{row}|")).collect();
    format!("{header}|Age\n{}\n", rows.join("\n"))
}

#[test]
fn classes_of_age_are_not_taken_for_ages() {
    let (facts, described) = (facts(2021, LABORATORY_2021), described());
    let evaluation = evaluate(&facts);
    let made = file(ExportLayout::Spares, Spares::new(2021).rows(&evaluation, &described));
    let problem = resolve(&table(&made, '|'), Layout::Resistance, None, None).unwrap_err();
    assert_eq!(problem.code, ProblemCode::MissingColumn);
}

#[test]
fn the_flat_file_comes_back_but_for_ages_and_onset() {
    for (year, laboratory) in [(2019, LABORATORY_2019), (2021, LABORATORY_2021)] {
        let (facts, described) = (facts(year, laboratory), described());
        let evaluation = evaluate(&facts);
        let made = file(ExportLayout::Spares, Spares::new(year).rows(&evaluation, &described));

        let sheet = table(&with_an_empty_age(&made), '|');
        let mapping = resolve(&sheet, Layout::Resistance, None, Some(&columns())).unwrap();
        let read = read_isolates(&sheet, &mapping, &PseudonymSecret::from([9; 32])).unwrap();
        let structure: BTreeMap<&str, (&str, &str)> = made
            .lines()
            .skip(1)
            .map(|line| line.split('|').collect::<Vec<_>>())
            .map(|cells| (cells[11], (cells[13], cells[14])))
            .collect();
        let again = ResistanceFacts {
            year,
            units: structure.iter().map(|(code, (de, ta))| unit(code, de, ta)).collect(),
            imports: vec![Delivered {
                import_id: 3,
                period: Period::year(year),
                labels: read.labels,
                isolates: read.isolates,
                codes: mapping.codes(),
            }],
            answers: BTreeMap::new(),
            own_labels: OwnLabels::default(),
            national: NationalSynonyms::default(),
        };
        let evaluation = evaluate(&again);
        let back = file(ExportLayout::Spares, Spares::new(year).rows(&evaluation, &described));
        assert_eq!(without_age_and_onset(&back), without_age_and_onset(&made));
    }
}
