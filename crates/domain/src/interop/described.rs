//! What an export has to know of an establishment beside its isolates.

use super::layout::Variable;
use crate::dto::{ExportCovered, ExportLayout};

/// An establishment by its codes; nothing names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Described {
    /// FINESS, or the code that stands for it where the file must not tell which establishment it is.
    pub code: String,
    /// INSEE code; like the type (`CHU`), beds and patient-days of the year, for what is told of the coverage.
    pub region: Option<String>,
    pub kind: Option<String>,
    pub beds: Option<u32>,
    pub patient_days: Option<u32>,
    /// Without one nothing is written for EARS-Net.
    pub laboratory: Option<Laboratory>,
}

/// The laboratory of an establishment for EARS-Net.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laboratory {
    /// Code of the ECDC, `FR001` or `FRn1`; asked for there, never computed.
    pub code: String,
    /// Letters that stand for the establishment among those of its laboratory: `A`.
    pub hospital: String,
}

impl Laboratory {
    /// What stands for the establishment in Europe: `FR001-A`.
    pub fn hospital_id(&self) -> String {
        format!("{}-{}", self.code, self.hospital)
    }

    /// Whether the codes have the forms that EARS-Net takes.
    pub fn is_known(&self) -> bool {
        let allows = |name: &str, text: &str| {
            let mut variables = ExportLayout::Amrtest.variables().iter();
            variables.any(|one: &Variable| one.name == name && one.allows(text))
        };
        allows("LaboratoryCode", &self.code) && allows("HospitalId", &self.hospital_id())
    }
}

impl ExportCovered {
    /// Counts an establishment.
    pub(super) fn add(&mut self, described: &Described) {
        self.establishments += 1;
        for (counts, code) in
            [(&mut self.regions, &described.region), (&mut self.types, &described.kind)]
        {
            if let Some(code) = code {
                *counts.entry(code.clone()).or_default() += 1;
            }
        }
        self.beds = self.beds.saturating_add(described.beds.unwrap_or_default());
        self.without_beds += u32::from(described.beds.is_none());
        self.patient_days =
            self.patient_days.saturating_add(described.patient_days.unwrap_or_default());
        self.without_patient_days += u32::from(described.patient_days.is_none());
    }
}
