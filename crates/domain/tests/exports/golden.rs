//! Every file and manifest of the made-up establishment, byte by byte.
//!
//! `UPDATE_GOLDEN=1` writes them anew; the difference is read like code.

use domain::dto::{ExportCount, ExportCoverage, ExportLayout, ExportManifest, Representativeness};
use domain::interop::{AmrCover, AmrTest, Spares, amr_cover, check_file};
use domain::resistance::evaluate;
use sha2::{Digest, Sha256};

use super::establishment::{LABORATORY_2019, LABORATORY_2021, described, facts, file};

fn check_golden(name: &str, made: &str) {
    let path = format!("{}/tests/exports/golden/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, made).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap();
    assert!(golden == made, "{name} differs; UPDATE_GOLDEN=1 writes it anew:\n{made}");
}

fn adds_up(count: &ExportCount) -> bool {
    count.read == count.written + count.left_out.iter().map(|reason| reason.count).sum::<u64>()
}

/// What holds for every file, then the file and its manifest.
fn check_file_and_manifest(name: &str, made: &str, manifest: &ExportManifest) {
    assert!(!made.starts_with('\u{feff}') && !made.contains('\r') && made.ends_with('\n'));
    let rows = made.lines().count() as u64 - 1;
    assert_eq!(manifest.rows.written, rows);
    assert!(adds_up(&manifest.rows) && adds_up(&manifest.isolates), "{manifest:#?}");
    assert_eq!(manifest.sha256, domain::hex(&Sha256::digest(made)));
    assert_eq!(check_file(manifest.layout, made), []);
    check_golden(name, made);
    let told = serde_json::to_string_pretty(manifest).unwrap() + "\n";
    check_golden(&format!("{name}.manifest.json"), &told);
}

fn spares(year: i32, laboratory: &str) -> (String, ExportManifest) {
    let (facts, described) = (facts(year, laboratory), described());
    let evaluation = evaluate(&facts);
    let mut writer = Spares::new(year);
    let made = file(ExportLayout::Spares, writer.rows(&evaluation, &described));
    (made, writer.manifest())
}

fn amr_test(mut writer: AmrTest, year: i32, laboratory: &str) -> (String, ExportManifest) {
    let (facts, described) = (facts(year, laboratory), described());
    let evaluation = evaluate(&facts);
    let made = file(ExportLayout::Amrtest, writer.rows(&evaluation, &described));
    (made, writer.manifest())
}

const YEARS: [(i32, &str); 2] = [(2019, LABORATORY_2019), (2021, LABORATORY_2021)];

#[test]
fn the_flat_file_is_what_it_was() {
    for (year, laboratory) in YEARS {
        let (made, manifest) = spares(year, laboratory);
        check_file_and_manifest(&format!("spares_{year}.csv"), &made, &manifest);
    }
}

#[test]
fn results_for_ears_net_are_what_they_were() {
    for (year, laboratory) in YEARS {
        let (made, manifest) = amr_test(AmrTest::new(year), year, laboratory);
        check_file_and_manifest(&format!("amrtest_{year}.csv"), &made, &manifest);
    }
}

#[test]
fn every_pathogen_is_in_the_results_for_ears_net() {
    let (made, _) = amr_test(AmrTest::new(2021), 2021, LABORATORY_2021);
    for pathogen in ["ACISPP", "ENCFAE", "ENCFAI", "ESCCOL", "KLEPNE", "PSEAER", "STAAUR", "STRPNE"]
    {
        assert!(made.contains(&format!(",{pathogen},")), "{pathogen}");
    }
}

#[test]
fn the_first_isolate_of_a_patient_may_be_asked_for_alone() {
    let writer = AmrTest::new(2021).first_isolates_only();
    let (made, manifest) = amr_test(writer, 2021, LABORATORY_2021);
    assert!(adds_up(&manifest.rows) && adds_up(&manifest.isolates));
    assert_eq!(manifest.dedup, "first_isolate");
    let later = manifest.isolates.left_out.iter().find(|one| one.code == "not_first_isolate");
    assert_eq!(later.map(|one| one.count), Some(2));
    assert!(made.contains("2021-03-04") && !made.contains("2021-03-09"));
}

#[test]
fn the_coverage_is_what_it_was() {
    let coverage = ExportCoverage {
        population_share: Some(0.375),
        regions: Representativeness::High,
        hospitals: Representativeness::Medium,
        isolates: Representativeness::High,
        beds: Some(240),
        patient_days: Some(71_000),
        culture_sets: None,
        patient_days_of_sets: Some(71_000),
    };
    let (lines, manifest) = amr_cover(2021, &AmrCover::Same(coverage.clone()));
    check_file_and_manifest("amrcover_2021.csv", &lines.concat(), &manifest);
    let each = ["STRPNE", "ACISPP", "ENCFAE", "ENCFAI", "ESCCOL", "KLEPNE", "PSEAER", "STAAUR"];
    let each = each.map(|code| (code.to_owned(), coverage.clone()));
    let (lines, manifest) = amr_cover(2021, &AmrCover::ByPathogen(each.into()));
    check_file_and_manifest("amrcover_by_pathogen_2021.csv", &lines.concat(), &manifest);
}

#[test]
fn a_laboratory_without_its_code_sends_nothing_and_is_told() {
    let (facts, mut described) = (facts(2021, LABORATORY_2021), described());
    let evaluation = evaluate(&facts);
    described.laboratory = None;
    let mut writer = AmrTest::new(2021);
    assert_eq!(writer.rows(&evaluation, &described).count(), 0);
    let manifest = writer.manifest();
    let told: Vec<&str> =
        manifest.isolates.left_out.iter().map(|reason| reason.code.as_str()).collect();
    assert!(told.contains(&"no_laboratory_code") && adds_up(&manifest.isolates));
    assert_eq!((manifest.establishments, manifest.rows.written), (0, 0));
}

#[test]
fn establishments_of_one_laboratory_share_its_numbers_and_no_record() {
    let (facts, first) = (facts(2021, LABORATORY_2021), described());
    let evaluation = evaluate(&facts);
    let mut second = described();
    second.laboratory.as_mut().unwrap().hospital = "B".to_owned();
    let mut writer = AmrTest::new(2021);
    let mut made = file(ExportLayout::Amrtest, writer.rows(&evaluation, &first));
    let alone = made.lines().count();
    made.extend(writer.rows(&evaluation, &second));
    assert_eq!(made.lines().count() - 1, 2 * (alone - 1));
    assert_eq!(check_file(ExportLayout::Amrtest, &made), []);
    assert_eq!(writer.manifest().establishments, 2);
    let covered = writer.covered();
    assert_eq!((covered.establishments, covered.beds, covered.patient_days), (2, 480, 142_000));
    assert_eq!((covered.regions["11"], covered.types["CH"], covered.without_beds), (2, 2, 0));
}

#[test]
fn nothing_in_a_file_points_to_a_patient() {
    let pseudonyms: Vec<String> = YEARS
        .iter()
        .flat_map(|(year, laboratory)| facts(*year, laboratory).imports)
        .flat_map(|import| import.isolates.into_iter().filter_map(|isolate| isolate.patient))
        .collect();
    assert!(pseudonyms.len() > 15);
    for (year, laboratory) in YEARS {
        let files = [spares(year, laboratory).0, amr_test(AmrTest::new(year), year, laboratory).0];
        for made in files {
            let rows = laboratory.lines().skip(1).map(|row| row.split(';').collect::<Vec<_>>());
            for row in rows {
                let (patient, birth, sample) = (row[1], row[2], row[6]);
                assert!(!made.contains(patient) && !made.contains(sample));
                let iso: Vec<&str> = birth.split('/').rev().collect();
                assert!(
                    birth.is_empty() || !made.contains(birth) && !made.contains(&iso.join("-"))
                );
            }
            for pseudonym in &pseudonyms {
                assert!(!made.contains(&pseudonym[..8]));
            }
        }
    }
}
