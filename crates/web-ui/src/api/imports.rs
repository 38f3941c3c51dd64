//! Workbooks and imports.

use domain::dto::{
    Import, ImportCreated, ImportKind, ImportSummary, IssueRow, NewAcknowledgement, Page,
    PseudonymSecretInForce,
};
use gloo_net::http::Method;
use web_sys::{Blob, FormData};

use super::{ApiError, Client};
use crate::{labels, routes::with_query};

impl Client {
    /// What the check of a file rests on, handed to the import worker as it comes.
    pub async fn import_context(
        self,
        finess: &str,
        kind: ImportKind,
        period: &str,
    ) -> Result<Blob, ApiError> {
        let path = format!("/establishments/{finess}/import-context");
        let pairs = [("kind", Some(labels::kind_code(kind))), ("period", Some(period))];
        self.get_blob(&with_query(&path, pairs)).await
    }

    /// The secret that makes pseudonyms of patients; it stays in memory.
    pub async fn pseudonym_secret(self, finess: &str) -> Result<PseudonymSecretInForce, ApiError> {
        self.get(&format!("/establishments/{finess}/pseudonym-secret")).await
    }

    /// Stores a file as the import worker has checked it.
    pub async fn create_import(
        self,
        finess: &str,
        checked: &Blob,
        acknowledged: &[NewAcknowledgement],
    ) -> Result<ImportCreated, ApiError> {
        let form = FormData::new().map_err(|_| ApiError::Unreachable)?;
        let list = serde_json::to_string(acknowledged).map_err(|_| ApiError::Unreachable)?;
        form.append_with_str("acknowledgements", &list).map_err(|_| ApiError::Unreachable)?;
        form.append_with_blob("file", checked).map_err(|_| ApiError::Unreachable)?;
        self.send_form(&format!("{}/checked", imports_path(finess)), form).await
    }

    pub async fn imports(
        self,
        finess: &str,
        cursor: Option<&str>,
    ) -> Result<Page<ImportSummary>, ApiError> {
        self.get(&with_query(&imports_path(finess), [("cursor", cursor)])).await
    }

    pub async fn import(self, id: i32) -> Result<Import, ApiError> {
        self.get(&format!("/imports/{id}")).await
    }

    pub async fn issues(
        self,
        id: i32,
        reason: Option<&str>,
        severity: Option<&str>,
        cursor: Option<&str>,
    ) -> Result<Page<IssueRow>, ApiError> {
        let path = format!("/imports/{id}/issues");
        let pairs = [("reason", reason), ("severity", severity), ("cursor", cursor)];
        self.get(&with_query(&path, pairs)).await
    }

    /// A file that is made of a stored import.
    pub async fn import_file(self, id: i32, part: &str) -> Result<Blob, ApiError> {
        self.get_blob(&format!("/imports/{id}/{part}")).await
    }

    pub async fn cancel_import(self, id: i32) -> Result<(), ApiError> {
        self.send_empty(Method::DELETE, &format!("/imports/{id}")).await
    }
}

fn imports_path(finess: &str) -> String {
    format!("/establishments/{finess}/imports")
}
