//! The labels of a laboratory: what they stand for, and the file of the answers.

use domain::dto::{
    LabelAnswer, LabelEffect, LabelField, LabelsChanged, LaboratoryLabels, NewLabelAnswers,
};
use gloo_net::http::Method;
use web_sys::{File, FormData};

use super::{ApiError, Client};
use crate::routes::with_query;

/// Whether a change is made, or only what it would do is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Preview,
    Store,
}

impl Change {
    fn path(self, path: &str) -> String {
        with_query(path, [("preview", (self == Self::Preview).then_some("true"))])
    }
}

impl Client {
    pub async fn laboratory_labels(self, finess: &str) -> Result<LaboratoryLabels, ApiError> {
        self.get(&format!("/establishments/{finess}/labels")).await
    }

    /// Says what a label of the laboratory stands for.
    pub async fn answer_label(
        self,
        finess: &str,
        field: LabelField,
        answer: LabelAnswer,
    ) -> Result<LabelsChanged, ApiError> {
        let answers = NewLabelAnswers { items: vec![answer], taken_back: Vec::new() };
        self.change_labels(finess, field, &answers, Change::Store).await
    }

    /// Gives and takes back answers for a field.
    pub async fn change_labels(
        self,
        finess: &str,
        field: LabelField,
        answers: &NewLabelAnswers,
        change: Change,
    ) -> Result<LabelsChanged, ApiError> {
        let path = format!("/establishments/{finess}/correspondences/{}", field.as_str());
        self.send_json(Method::POST, &change.path(&path), answers).await
    }

    /// The answers as a CSV file.
    pub async fn export_labels(self, finess: &str) -> Result<String, ApiError> {
        self.get_text(&format!("/establishments/{finess}/labels.csv")).await
    }

    /// Adds the answers of a file.
    pub async fn send_label_file(
        self,
        finess: &str,
        file: &File,
        change: Change,
    ) -> Result<LabelEffect, ApiError> {
        let form = FormData::new().map_err(|_| ApiError::Unreachable)?;
        form.append_with_blob("file", file).map_err(|_| ApiError::Unreachable)?;
        let path = format!("/establishments/{finess}/labels/workbook");
        self.send_form(&change.path(&path), form).await
    }
}
