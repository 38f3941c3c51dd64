//! A hospital with one unit and isolates written row by row.

use std::ops::Range;

use serde_json::{Value, json};

use super::Hospital;

/// Columns of the rows that [`Laboratory::deliver`] takes.
pub const COLUMNS: &str = "Code UF;Patient;Age;Date d’entrée;Date de prélèvement;Nature;Germe;BLSE;\
                           Carbapénémase;Type de carbapénémase;Céfotaxime;Gentamicine";

/// A hospital whose files are made by the test: a unit `710` of médecine.
pub struct Laboratory<'a> {
    pub hospital: Hospital<'a>,
}

impl<'a> Laboratory<'a> {
    /// Gives the structure of a year.
    pub async fn open(hospital: Hospital<'a>, year: i32) -> Self {
        let laboratory = Self { hospital };
        let structure = "Code UF;Libellé UF;DE;TA\n710;Médecine;104;03\n";
        laboratory.send("structure", &year.to_string(), structure).await;
        laboratory
    }

    /// Gives a thousand days for every period.
    pub async fn days(&self, periods: &[&str]) {
        for period in periods {
            self.send("patient_days", period, "Code UF;Nombre de JH\n710;1000\n").await;
        }
    }

    /// Gives isolates, each a row of [`COLUMNS`] after the unit.
    pub async fn deliver(&self, period: &str, rows: &[String]) -> Value {
        let rows: Vec<String> = rows.iter().map(|row| format!("710;{row}\n")).collect();
        self.send("resistance", period, &format!("{COLUMNS}\n{}", rows.concat())).await
    }

    /// Stores a file; gives the import.
    pub async fn send(&self, kind: &str, period: &str, content: &str) -> Value {
        let sent = self.hospital.send_bytes(kind, period, "f.csv", content.as_bytes(), &[]).await;
        let (status, created) = sent;
        assert_eq!(status, 202, "{kind} {period}: {created}");
        self.hospital.read_import(created["id"].as_i64().unwrap_or_default()).await
    }

    /// An analysis of the hospital; `query` follows its FINESS.
    pub async fn analysis(&self, query: &str) -> Value {
        let finess = &self.hospital.finess;
        let path = format!("/api/v1/analyses/resistance?establishment={finess}{query}");
        self.hospital.get(&path).await
    }
}

/// Isolates of *E. coli* in urine, one of each patient, on a day.
pub fn coli(patients: Range<u32>, day: &str, results: &str) -> Vec<String> {
    let row = |patient| format!("P{patient};60;;{day};ECBU;E. coli;;;;{results}");
    patients.map(row).collect()
}

/// The one group of an answer.
pub fn only(analysis: &Value) -> Value {
    let groups = analysis["groups"].as_array().cloned().unwrap_or_default();
    assert_eq!(groups.len(), 1, "{analysis}");
    groups.into_iter().next().unwrap_or(json!(null))
}
