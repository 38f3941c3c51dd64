//! What breaks a rule of a layout is told where it is.

use domain::dto::{ExportLayout, ExportSeverity};
use domain::interop::check_file;

const AMRTEST: &str = include_str!("golden/amrtest_2021.csv");
const AMRCOVER: &str = include_str!("golden/amrcover_2021.csv");
const BY_PATHOGEN: &str = include_str!("golden/amrcover_by_pathogen_2021.csv");
const SPARES: &str = include_str!("golden/spares_2021.csv");

/// What is told of a file: rule, variable, severity.
fn told(layout: ExportLayout, file: &str) -> Vec<(String, String, ExportSeverity)> {
    let found = check_file(layout, file).into_iter();
    found.map(|one| (one.rule, one.variable.unwrap_or_default(), one.severity)).collect()
}

/// Changes one variable of the first row that has `Pathogen` or any value `holding`.
fn change(layout: ExportLayout, file: &str, holding: &str, variable: &str, value: &str) -> String {
    let delimiter = if layout == ExportLayout::Spares { '|' } else { ',' };
    let mut lines: Vec<String> = file.lines().map(str::to_owned).collect();
    let place = lines[0].split(delimiter).position(|name| name == variable).unwrap();
    let row = lines.iter().skip(1).position(|line| line.contains(holding)).unwrap() + 1;
    let mut cells: Vec<&str> = lines[row].split(delimiter).collect();
    cells[place] = value;
    lines[row] = cells.join(&delimiter.to_string());
    lines.join("\n") + "\n"
}

fn check_change(
    layout: ExportLayout,
    holding: &str,
    (variable, value): (&str, &str),
    rule: &str,
    severity: ExportSeverity,
) {
    let file = match layout {
        ExportLayout::Amrtest => AMRTEST,
        ExportLayout::Amrcover => AMRCOVER,
        ExportLayout::Spares => SPARES,
    };
    let changed = change(layout, file, holding, variable, value);
    let found = told(layout, &changed);
    let expected = (rule.to_owned(), variable.to_owned(), severity);
    assert!(found.contains(&expected), "{variable}={value:?}: {found:?}");
}

#[test]
fn values_that_ears_net_refuses_are_told() {
    use ExportSeverity::{Error, Ignored, Warning};
    for (holding, change, rule, severity) in [
        ("ESCCOL", ("RecordId", ""), "empty", Error),
        ("ESCCOL", ("RecordType", "amrtest"), "not_constant", Error),
        ("ESCCOL", ("DataSource", "FR-SPARES"), "not_constant", Error),
        ("ESCCOL", ("Status", ""), "empty", Error),
        ("ESCCOL", ("DateUsedForStatistics", "2021-02-30"), "bad_format", Error),
        ("ESCCOL", ("DateUsedForStatistics", "04/03/2021"), "bad_format", Error),
        ("ESCCOL", ("LaboratoryCode", "FR1"), "bad_format", Error),
        ("ESCCOL", ("PatientCounter", "IPP-8001"), "bad_format", Error),
        ("ESCCOL", ("Gender", "UNK"), "not_in_list", Warning),
        ("ESCCOL", ("Age", "121"), "bad_format", Warning),
        ("ESCCOL", ("Age", ""), "empty", Warning),
        ("ESCCOL", ("HospitalId", "A"), "bad_format", Warning),
        ("ESCCOL", ("patientType", "INPATIENT"), "not_in_list", Warning),
        ("ESCCOL", ("Specimen", "URINE"), "not_in_list", Ignored),
        ("ESCCOL", ("HospitalUnitType", "PHC"), "not_in_list", Warning),
        ("ESCCOL", ("Pathogen", "ENBCLX"), "not_in_list", Error),
        ("ESCCOL", ("Antibiotic", "VAN"), "antibiotic_not_asked", Ignored),
        ("ESCCOL", ("Antibiotic", "XXX"), "not_in_list", Ignored),
        ("ESCCOL", ("SIR", "SFP"), "not_in_list", Error),
        ("ESCCOL", ("ResultMICSign", "<"), "not_in_list", Error),
        ("ESCCOL", ("ResultMICValue", "2.5"), "bad_format", Error),
        ("ESCCOL", ("ResultMICValue", "\"0,5\""), "bad_format", Error),
        ("ESCCOL", ("ResultGradValue", "2.5"), "bad_format", Warning),
        ("ESCCOL", ("ResultZoneValue", "51"), "bad_format", Error),
        ("ESCCOL", ("ResultPCRmec", "NEG"), "not_for_pathogen", Error),
        ("STAAUR", ("ESBL", "NEG"), "not_for_pathogen", Error),
        ("ENCFAE", ("ResultCarbapenemases", "UNK"), "not_for_pathogen", Error),
        ("STAAUR", ("Serotype", "6A"), "not_for_pathogen", Error),
        ("STRPNE", ("Serotype", "6a"), "bad_format", Error),
        ("VAN", ("DiskLoad", "10 mcg"), "disk_load_alone", Warning),
    ] {
        check_change(ExportLayout::Amrtest, holding, change, rule, severity);
    }
}

#[test]
fn a_trailing_blank_belongs_to_its_code() {
    let phc = change(ExportLayout::Amrtest, AMRTEST, "ESCCOL", "HospitalUnitType", "PHC ");
    assert_eq!(told(ExportLayout::Amrtest, &phc), []);
}

#[test]
fn values_that_the_flat_file_does_not_have_are_told() {
    use ExportSeverity::Error;
    for (holding, change, rule) in [
        ("Escherichia", ("prelevement", "2021-03-04"), "bad_format"),
        ("Escherichia", ("IdSite", "16"), "not_in_list"),
        ("Escherichia", ("idtrancheage", "7"), "not_in_list"),
        ("Escherichia", ("Resultat", "SFP"), "not_in_list"),
        ("Céfotaxime", ("Resultat", "O"), "result_of_molecule"),
        ("BLSE", ("Resultat", "R"), "result_of_phenotype"),
        ("Escherichia", ("suppr_dedoublonnage2", ""), "empty"),
    ] {
        check_change(ExportLayout::Spares, holding, change, rule, Error);
    }
}

#[test]
fn a_coverage_is_of_all_pathogens_together_or_of_each() {
    use ExportSeverity::Error;
    for (change, rule) in [
        (("SameMicrSampleCov", "N"), "same_sample"),
        (("PropPopulationLabCov", "1.5"), "bad_format"),
        (("PropPopulationLabCov", "50%"), "bad_format"),
        (("PopGeoReprCov", "high"), "not_in_list"),
        (("NumBedsHospCov", "1000000"), "bad_format"),
    ] {
        check_change(ExportLayout::Amrcover, "PATAMR", change, rule, Error);
    }
    let seven: Vec<&str> = BY_PATHOGEN.lines().take(8).collect();
    let found = told(ExportLayout::Amrcover, &seven.join("\n"));
    assert_eq!(found, [("number_of_records".to_owned(), String::new(), Error)]);
    let twice = AMRCOVER.lines().chain(AMRCOVER.lines().skip(1)).collect::<Vec<_>>().join("\n");
    let rules: Vec<String> =
        told(ExportLayout::Amrcover, &twice).into_iter().map(|(rule, ..)| rule).collect();
    assert_eq!(rules, ["pathogen_twice", "number_of_records"]);
}

#[test]
fn headers_have_every_name_in_its_case_and_place() {
    let check = |file: String, expected: &[(&str, &str)]| {
        let found = told(ExportLayout::Amrtest, &file);
        let found: Vec<(&str, &str)> =
            found.iter().map(|(rule, variable, _)| (rule.as_str(), variable.as_str())).collect();
        assert_eq!(found, expected);
    };
    check(
        AMRTEST.replacen("patientType", "PatientType", 1),
        &[("variable_missing", "patientType"), ("variable_unknown", "")],
    );
    let header = AMRTEST.lines().next().unwrap();
    check(
        header.replace("Subject,Status", "Status,Subject"),
        &[("variable_order", "Status"), ("variable_order", "Subject")],
    );
    check(format!("\u{feff}{header}"), &[("byte_order_mark", "")]);
    check(String::new(), &[("no_header", "")]);
}

#[test]
fn rows_with_another_number_of_fields_and_records_that_come_twice_are_told() {
    let check = |row: &str, expected: &str| {
        let file = format!("{AMRTEST}{row}\n");
        let found = check_file(ExportLayout::Amrtest, &file);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].rule.as_str(), found[0].severity), (expected, ExportSeverity::Error));
        assert_eq!(found[0].line, AMRTEST.lines().count() as u64 + 1);
    };
    check("FR,AMRTEST", "fields");
    check("", "fields");
    check(AMRTEST.lines().nth(1).unwrap(), "same_record");
}

#[test]
fn a_file_reads_the_same_with_the_line_ends_of_windows() {
    for (layout, file) in [(ExportLayout::Amrtest, AMRTEST), (ExportLayout::Spares, SPARES)] {
        assert_eq!(check_file(layout, &file.replace('\n', "\r\n")), []);
    }
}
