//! The registry, the structure of an establishment, its correspondences, the reference lists.

use domain::dto::{
    CodeLabel, Establishment, JournalEntry, NewEhpad, OwnDrugs, Page, ReferenceTable, SectorAnswer,
    SectorAnswers, Structure,
};
use gloo_net::http::Method;
use web_sys::{File, FormData};

use super::{ApiError, Client};
use crate::routes::{encode, with_query};

impl Client {
    pub async fn search_establishments(self, q: &str) -> Result<Page<Establishment>, ApiError> {
        self.get(&with_query("/establishments", [("q", Some(q))])).await
    }

    /// Those of one region alone, by its INSEE code, where it is given.
    pub async fn search_establishments_in(
        self,
        q: &str,
        region: Option<&str>,
    ) -> Result<Page<Establishment>, ApiError> {
        self.get(&with_query("/establishments", [("q", Some(q)), ("region", region)])).await
    }

    pub async fn establishment(self, finess: &str) -> Result<Establishment, ApiError> {
        self.get(&format!("/establishments/{}", encode(finess))).await
    }

    pub async fn create_ehpad(self, ehpad: &NewEhpad) -> Result<Establishment, ApiError> {
        self.send_json(Method::POST, "/establishments", ehpad).await
    }

    pub async fn regions(self) -> Result<Vec<CodeLabel>, ApiError> {
        self.get("/regions").await
    }

    pub async fn reference_tables(self) -> Result<Vec<ReferenceTable>, ApiError> {
        self.get("/reference-tables").await
    }

    pub async fn structure(self, finess: &str, year: i32) -> Result<Structure, ApiError> {
        self.get(&format!("/establishments/{finess}/structure?year={year}")).await
    }

    pub async fn journal(
        self,
        finess: &str,
        cursor: Option<&str>,
    ) -> Result<Page<JournalEntry>, ApiError> {
        let path = format!("/establishments/{finess}/journal");
        self.get(&with_query(&path, [("cursor", cursor)])).await
    }

    pub async fn own_drugs(self, finess: &str) -> Result<OwnDrugs, ApiError> {
        self.get(&format!("/establishments/{finess}/correspondences/drug")).await
    }

    /// Replaces the establishment's drug table by the one of a workbook.
    pub async fn upload_own_drugs(self, finess: &str, file: &File) -> Result<OwnDrugs, ApiError> {
        let form = FormData::new().map_err(|_| ApiError::Unreachable)?;
        form.append_with_blob("file", file).map_err(|_| ApiError::Unreachable)?;
        self.send_form(&format!("/establishments/{finess}/correspondences/drug/workbook"), form)
            .await
    }

    pub async fn sector_answers(self, finess: &str) -> Result<SectorAnswers, ApiError> {
        self.get(&format!("/establishments/{finess}/correspondences/sector")).await
    }

    /// Gives, changes or takes back the answer of one unit; the others stay.
    pub async fn answer_sector(
        self,
        finess: &str,
        answer: SectorAnswer,
    ) -> Result<SectorAnswers, ApiError> {
        let mut answers = self.sector_answers(finess).await?;
        answers.items.retain(|item| item.label != answer.label);
        answers.items.push(answer);
        let path = format!("/establishments/{finess}/correspondences/sector");
        self.send_json(Method::PUT, &path, &answers).await
    }
}
