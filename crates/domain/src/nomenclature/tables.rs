//! The index of the reference tables: every figure names the versions it was computed with.

use std::sync::LazyLock;

use csv::Reader;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::embedded;
use crate::dto::ReferenceTable;
use crate::hex;

#[derive(Debug, Deserialize)]
struct Entry {
    id: &'static str,
    label: &'static str,
    version: &'static str,
    source: &'static str,
    licence: &'static str,
}

static INDEX: LazyLock<Vec<Entry>> = LazyLock::new(|| embedded::read(embedded::TABLES));

/// Every reference table with its version, source, number of rows and hash.
pub fn tables() -> Vec<ReferenceTable> {
    INDEX.iter().filter_map(|entry| Some(describe(entry, file(entry.id)?))).collect()
}

/// The version of a table, empty for an unknown one.
pub fn table_version(id: &str) -> &'static str {
    INDEX.iter().find(|entry| entry.id == id).map_or("", |entry| entry.version)
}

fn describe(entry: &Entry, file: &str) -> ReferenceTable {
    ReferenceTable {
        id: entry.id.to_owned(),
        label: entry.label.to_owned(),
        version: entry.version.to_owned(),
        source: entry.source.to_owned(),
        licence: entry.licence.to_owned(),
        rows: Reader::from_reader(file.as_bytes()).records().count(),
        sha256: hex(&Sha256::digest(file)),
    }
}

fn file(id: &str) -> Option<&'static str> {
    Some(match id {
        "abbreviations" => embedded::ABBREVIATIONS,
        "activity_types" => embedded::ACTIVITY_TYPES,
        "antibiotic_families" => embedded::FAMILIES,
        "antibiotics_tested" => embedded::ANTIBIOTICS_TESTED,
        "atc_ddd" => embedded::ATC_DDD,
        "atc_ddd_combinations" => embedded::ATC_DDD_COMBINATIONS,
        "aware" => embedded::AWARE,
        "bhre_definitions" => embedded::BHRE_DEFINITIONS,
        "casemix" => embedded::CASEMIX,
        "computation" => embedded::COMPUTATION,
        "ddd_tables" => embedded::DDD_TABLES,
        "ddd_variants" => embedded::DDD_VARIANTS,
        "departments" => embedded::DEPARTMENTS,
        "disclosure" => embedded::DISCLOSURE,
        "drugs_ucd" => embedded::DRUGS_UCD,
        "equipment_disciplines" => embedded::EQUIPMENT_DISCIPLINES,
        "establishment_types" => embedded::ESTABLISHMENT_TYPES,
        "export_codes" => embedded::EXPORT_CODES,
        "export_gaps" => embedded::EXPORT_GAPS,
        "export_units" => embedded::EXPORT_UNITS,
        "export_variables" => embedded::EXPORT_VARIABLES,
        "figure_limits" => embedded::FIGURE_LIMITS,
        "intrinsic_resistance" => embedded::INTRINSIC_RESISTANCE,
        "label_synonyms" => embedded::LABEL_SYNONYMS,
        "medicines" => embedded::MEDICINES,
        "national_indicators" => embedded::NATIONAL_INDICATORS,
        "open_indicators" => embedded::OPEN_INDICATORS,
        "organisms" => embedded::ORGANISMS,
        "organism_synonyms" => embedded::ORGANISM_SYNONYMS,
        "perimeters" => embedded::PERIMETERS,
        "plausibility" => embedded::PLAUSIBILITY,
        "region_outlines" => embedded::REGION_OUTLINES,
        "regions" => embedded::REGIONS,
        "report_blocks" => embedded::REPORT_BLOCKS,
        "resistance_classes" => embedded::RESISTANCE_CLASSES,
        "resistance_computation" => embedded::RESISTANCE_COMPUTATION,
        "resistance_panels" => embedded::RESISTANCE_PANELS,
        "rules" => embedded::RULES,
        "sectors" => embedded::SECTORS,
        "specimen_types" => embedded::SPECIMEN_TYPES,
        "tessy_antibiotics" => embedded::TESSY_ANTIBIOTICS,
        "tessy_indicators" => embedded::TESSY_INDICATORS,
        "tessy_pathogens" => embedded::TESSY_PATHOGENS,
        "trajectory" => embedded::TRAJECTORY,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_holds_every_table_and_every_row_of_the_nomenclatures() {
        let rows: Vec<_> = tables().into_iter().map(|table| (table.id, table.rows)).collect();
        let nomenclatures = [
            ("sectors", 17),
            ("equipment_disciplines", 413),
            ("activity_types", 37),
            ("perimeters", 19),
            ("establishment_types", 17),
            ("regions", 23),
            ("departments", 101),
            ("region_outlines", 18),
            ("antibiotic_families", 53),
            ("atc_ddd", 435),
            ("atc_ddd_combinations", 3),
            ("ddd_variants", 4),
            ("ddd_tables", 1),
            ("drugs_ucd", 179),
            ("medicines", 898),
            ("organisms", 123),
            ("organism_synonyms", 715),
            ("specimen_types", 15),
            ("antibiotics_tested", 88),
            ("label_synonyms", 794),
            ("resistance_classes", 9),
            ("resistance_panels", 152),
            ("intrinsic_resistance", 698),
            ("national_indicators", 10),
        ];
        let nomenclatures = nomenclatures.map(|(id, rows)| (id.to_owned(), rows));
        assert_eq!(rows[..nomenclatures.len()], nomenclatures);
        // Controls, bounds, limits, rules of computation and of disclosure, definitions of alerts, parameters of models, what can be opened
        // and what reports and exports are made of have tests of their own where they are read.
        assert_eq!(rows.len(), nomenclatures.len() + 20);
        assert_eq!(INDEX.len(), rows.len(), "a file for every line of the index");
    }

    #[test]
    fn every_table_names_its_version_source_and_licence() {
        for table in tables() {
            for text in [&table.label, &table.version, &table.source, &table.licence] {
                assert!(!text.is_empty(), "{}", table.id);
            }
            assert_eq!(table.sha256.len(), 64, "{}", table.id);
            assert_eq!(table_version(&table.id), table.version);
        }
        assert_eq!(table_version("unknown"), "");
    }

    #[test]
    fn the_version_of_the_doses_is_one_of_the_versions_by_year() {
        assert_eq!(table_version("atc_ddd"), super::super::ddd_table(2024).version);
    }

    #[test]
    fn every_line_of_the_index_is_read() {
        embedded::assert_whole::<Entry>(embedded::TABLES);
    }
}
