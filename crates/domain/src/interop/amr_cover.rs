//! `AMRCOVER` of EARS-Net: what the laboratories of a year cover.

use super::codes::{ALL_PATHOGENS, code_of, pathogens};
use super::left_out::LeftOut;
use super::manifest::manifest;
use super::output::Output;
use super::record::Record;
use crate::dto::{ExportCoverage, ExportLayout, ExportManifest, Representativeness};
use crate::resistance::Method;

/// The coverage of a year: alike for all pathogens, or told of each.
#[derive(Debug, Clone, PartialEq)]
pub enum AmrCover {
    Same(ExportCoverage),
    /// Code of the pathogen and its coverage, all eight of them.
    ByPathogen(Vec<(String, ExportCoverage)>),
}

/// The lines of the file, its header first, and its manifest.
///
/// Nothing is written of a code that is no pathogen, nor of a coverage whose population is no part of one; the
/// manifest counts it, and [`super::check_file`] tells that a row is missing.
pub fn amr_cover(year: i32, coverage: &AmrCover) -> (Vec<String>, ExportManifest) {
    let mut output = Output::new(ExportLayout::Amrcover);
    let rows: Vec<(&str, &str, &ExportCoverage)> = match coverage {
        AmrCover::Same(coverage) => vec![(ALL_PATHOGENS, "Y", coverage)],
        AmrCover::ByPathogen(all) => {
            // In the order of the list, whatever that of the caller; each once.
            let find = |code: &str| all.iter().find(|(told, _)| told == code);
            let found = pathogens().iter().filter_map(|one| Some((one.code, &find(one.code)?.1)));
            found.map(|(code, coverage)| (code, "N", coverage)).collect()
        }
    };
    let told = if let AmrCover::ByPathogen(all) = coverage { all.len() } else { 1 };
    let mut lines = vec![ExportLayout::Amrcover.header()];
    for (pathogen, same, coverage) in &rows {
        match row(year, pathogen, same, coverage) {
            Some(line) => {
                output.write(&line);
                lines.push(line);
            }
            None => output.rows.leave_out(LeftOut::Refused, 1),
        }
    }
    let unknown = told.saturating_sub(rows.len());
    output.rows.leave_out(LeftOut::OrganismNotAsked, unknown as u64);
    let told = manifest(&output, year, (Method::None, "Le fichier n’a pas d’isolat"));
    (lines, told)
}

fn row(year: i32, pathogen: &str, same: &'static str, told: &ExportCoverage) -> Option<String> {
    let mut record = Record::new(ExportLayout::Amrcover);
    record.put("DateUsedForStatistics", year.to_string());
    record.put("Pathogen", pathogen.to_owned());
    record.put("SameMicrSampleCov", same);
    record.put("PropPopulationLabCov", told.population_share.map_or_else(unknown, share));
    record.put("PopGeoReprCov", level(told.regions));
    record.put("HospitalReprCov", level(told.hospitals));
    record.put("IsolateMicroRepr", level(told.isolates));
    // Patient-days of sets that nobody counted say nothing.
    let days_of_sets = told.patient_days_of_sets.filter(|_| told.culture_sets.is_some());
    for (name, number) in [
        ("NumBedsHospCov", told.beds),
        ("NumPatDaysHospCov", told.patient_days),
        ("NumCultureSetsHospCov", told.culture_sets),
        ("NumPatDaysForRateCov", days_of_sets),
    ] {
        let written = number.is_some_and(|number| record.put(name, number.to_string()));
        if !written {
            record.put(name, unknown());
        }
    }
    record.line()
}

fn unknown() -> String {
    "UNK".to_owned()
}

/// A part with at most four decimals.
fn share(part: f64) -> String {
    let text = format!("{part:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn level(level: Representativeness) -> &'static str {
    let ours = match level {
        Representativeness::High => "high",
        Representativeness::Medium => "medium",
        Representativeness::Low => "low",
    };
    code_of("tessy_level", ours).unwrap_or_default()
}
