//! Reports and their documents.

use domain::dto::{NewReport, ReportEntry};
use gloo_net::http::Method;
use web_sys::Blob;

use super::{ApiError, Client};
use crate::routes::with_query;

impl Client {
    /// The reports of an establishment, a region or the nation, the newest first.
    pub async fn reports(self, scope: &str) -> Result<Vec<ReportEntry>, ApiError> {
        self.get(&with_query("/reports", [("scope", Some(scope))])).await
    }

    pub async fn create_report(self, asked: &NewReport) -> Result<ReportEntry, ApiError> {
        self.send_json(Method::POST, "/reports", asked).await
    }

    /// A document; `extension` is `pdf` or `xlsx`.
    pub async fn report_document(self, id: i32, extension: &str) -> Result<Blob, ApiError> {
        self.get_blob(&format!("/reports/{id}.{extension}")).await
    }
}
