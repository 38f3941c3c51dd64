//! What EARS-Net asks of the patient and the ward of an isolate.

use super::codes::{UnitCodes, UnitKey, code_of, unit_codes};
use super::left_out::Change;
use super::record::Record;
use crate::consumption::PlacedUnit;
use crate::nomenclature::disciplines;
use crate::resistance::{
    Age, Carbapenemase, Coded, ImportOutcome, IsolateLine, IsolateOutcome, When,
};

/// Codes of a unit: what its activity says, else its discipline, its part of a sector, its sector.
pub fn unit_codes_of(placed: &PlacedUnit<'_>) -> UnitCodes {
    let unit = &placed.unit.line;
    let de = unit.de_code.as_deref().unwrap_or_default();
    let domain = match disciplines(de) {
        [only] => only.domain,
        _ => None,
    };
    let told = [
        (UnitKey::Activity, unit.ta_code.as_deref()),
        (UnitKey::Discipline, Some(de)),
        (UnitKey::Subsector, placed.placement.subsector),
        (UnitKey::Sector, placed.placement.sector.or(domain)),
    ]
    .map(|(kind, code)| unit_codes(kind, code.unwrap_or_default()));
    UnitCodes {
        hospital_unit: told.iter().find_map(|codes| codes.hospital_unit),
        patient_type: told.iter().find_map(|codes| codes.patient_type),
    }
}

/// Fills in what is told of the patient and the ward; what is not known is told as unknown.
pub fn put_patient(
    record: &mut Record,
    import: &ImportOutcome<'_>,
    line: &IsolateLine,
    unit: Option<&PlacedUnit<'_>>,
) -> Option<Change> {
    let gender = match import.codings.get(line.sex) {
        Coded::Text(sex) => code_of("tessy_gender", sex),
        _ => None,
    };
    record.put("Gender", gender.unwrap_or("Unk"));
    let age = match line.age {
        Age::Years(years) => record.put("Age", years.to_string()),
        _ => false,
    };
    if !age {
        record.put("Age", "UNK");
    }
    let codes = unit.map(unit_codes_of).unwrap_or_default();
    record.put("patientType", codes.patient_type.unwrap_or("UNK"));
    record.put("HospitalUnitType", codes.hospital_unit.unwrap_or("UNK"));
    match (line.admitted, line.day_of_stay()) {
        (When::At(admitted), Some(_)) => {
            record.put("DateOfHospitalisation", admitted.date.to_string());
            None
        }
        (admitted, _) => {
            record.put("DateOfHospitalisation", "UNK");
            (admitted.moment().is_some()).then_some(Change::AdmissionAfterSampling)
        }
    }
}

/// Fills in the phenotypes that are told of the pathogen, on every row of the isolate.
pub fn put_markers(record: &mut Record, pathogen: &str, outcome: &IsolateOutcome) {
    let present = Carbapenemase::of(outcome.carbapenemase, outcome.carbapenemase_type);
    let carbapenemase = present.is_present().then_some(true).or(outcome.carbapenemase);
    record.put_for(pathogen, "ESBL", marker(outcome.esbl));
    record.put_for(pathogen, "ResultCarbapenemases", marker(carbapenemase));
}

const fn marker(found: Option<bool>) -> &'static str {
    match found {
        Some(true) => "POS",
        Some(false) => "NEG",
        None => "UNK",
    }
}
