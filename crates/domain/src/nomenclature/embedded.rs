//! The files of `data/`, embedded in the program, and the one way to read them.

use csv::{Reader, StringRecord};
use serde::Deserialize;

pub(crate) const COMPUTATION: &str = include_str!("../../data/computation.csv");
pub(crate) const ABBREVIATIONS: &str = include_str!("../../data/abbreviations.csv");
pub(super) const ACTIVITY_TYPES: &str = include_str!("../../data/activity_types.csv");
pub(super) const ANTIBIOTICS_TESTED: &str = include_str!("../../data/antibiotics_tested.csv");
pub(super) const ATC_DDD: &str = include_str!("../../data/atc_ddd.csv");
pub(super) const ATC_DDD_COMBINATIONS: &str = include_str!("../../data/atc_ddd_combinations.csv");
pub(super) const AWARE: &str = include_str!("../../data/aware.csv");
pub(crate) const BHRE_DEFINITIONS: &str = include_str!("../../data/bhre_definitions.csv");
pub(crate) const CASEMIX: &str = include_str!("../../data/casemix.csv");
pub(super) const DDD_TABLES: &str = include_str!("../../data/ddd_tables.csv");
pub(super) const DDD_VARIANTS: &str = include_str!("../../data/ddd_variants.csv");
pub(crate) const DISCLOSURE: &str = include_str!("../../data/disclosure.csv");
pub(super) const DRUGS_UCD: &str = include_str!("../../data/drugs_ucd.csv");
pub(super) const EQUIPMENT_DISCIPLINES: &str = include_str!("../../data/equipment_disciplines.csv");
pub(super) const ESTABLISHMENT_TYPES: &str = include_str!("../../data/establishment_types.csv");
pub(crate) const EXPORT_CODES: &str = include_str!("../../data/export_codes.csv");
pub(crate) const EXPORT_GAPS: &str = include_str!("../../data/export_gaps.csv");
pub(crate) const EXPORT_UNITS: &str = include_str!("../../data/export_units.csv");
pub(crate) const EXPORT_VARIABLES: &str = include_str!("../../data/export_variables.csv");
pub(super) const FAMILIES: &str = include_str!("../../data/antibiotic_families.csv");
pub(crate) const FIGURE_LIMITS: &str = include_str!("../../data/figure_limits.csv");
pub(crate) const INTRINSIC_RESISTANCE: &str = include_str!("../../data/intrinsic_resistance.csv");
pub(crate) const LABEL_SYNONYMS: &str = include_str!("../../data/label_synonyms.csv");
pub(super) const MEDICINES: &str = include_str!("../../data/medicines.csv");
pub(crate) const NATIONAL_INDICATORS: &str = include_str!("../../data/national_indicators.csv");
pub(crate) const OPEN_INDICATORS: &str = include_str!("../../data/open_indicators.csv");
pub(super) const ORGANISMS: &str = include_str!("../../data/organisms.csv");
pub(super) const ORGANISM_SYNONYMS: &str = include_str!("../../data/organism_synonyms.csv");
pub(super) const PERIMETERS: &str = include_str!("../../data/perimeters.csv");
pub(crate) const PLAUSIBILITY: &str = include_str!("../../data/plausibility.csv");
pub(super) const DEPARTMENTS: &str = include_str!("../../data/departments.csv");
pub(super) const REGIONS: &str = include_str!("../../data/regions.csv");
pub(crate) const REGION_OUTLINES: &str = include_str!("../../data/region_outlines.csv");
pub(crate) const REPORT_BLOCKS: &str = include_str!("../../data/report_blocks.csv");
pub(crate) const RESISTANCE_CLASSES: &str = include_str!("../../data/resistance_classes.csv");
pub(crate) const RESISTANCE_COMPUTATION: &str =
    include_str!("../../data/resistance_computation.csv");
pub(crate) const RESISTANCE_PANELS: &str = include_str!("../../data/resistance_panels.csv");
pub(crate) const RULES: &str = include_str!("../../data/rules.csv");
pub(super) const SECTORS: &str = include_str!("../../data/sectors.csv");
pub(super) const SPECIMEN_TYPES: &str = include_str!("../../data/specimen_types.csv");
pub(super) const TABLES: &str = include_str!("../../data/tables.csv");
pub(crate) const TESSY_ANTIBIOTICS: &str = include_str!("../../data/tessy_antibiotics.csv");
pub(crate) const TESSY_INDICATORS: &str = include_str!("../../data/tessy_indicators.csv");
pub(crate) const TESSY_PATHOGENS: &str = include_str!("../../data/tessy_pathogens.csv");
pub(crate) const TRAJECTORY: &str = include_str!("../../data/trajectory.csv");

/// Reads the rows of an embedded file, whose fields then live as long as the program.
///
/// Call it once per file, from a `LazyLock`. A row that does not parse is left out, so the
/// tests call `assert_whole` for every file.
pub(crate) fn read<T: Deserialize<'static>>(file: &'static str) -> Vec<T> {
    let mut reader = Reader::from_reader(file.as_bytes());
    let header: &'static StringRecord =
        Box::leak(Box::new(reader.headers().cloned().unwrap_or_default()));
    let records: &'static [StringRecord] =
        reader.into_records().filter_map(Result::ok).collect::<Vec<_>>().leak();
    records.iter().filter_map(|record| record.deserialize(Some(header)).ok()).collect()
}

/// Every row of the file parses.
#[cfg(test)]
#[track_caller]
pub(crate) fn assert_whole<T: Deserialize<'static>>(file: &'static str) {
    let rows = Reader::from_reader(file.as_bytes()).records().count();
    assert_eq!(read::<T>(file).len(), rows, "{}", file.lines().next().unwrap_or_default());
}
