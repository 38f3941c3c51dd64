//! Analyses that the person keeps under a name.

use domain::dto::{NewSavedAnalysis, Page, SavedAnalysis};
use gloo_net::http::Method;

use super::{ApiError, Client};

const PATH: &str = "/saved-analyses";

impl Client {
    pub async fn saved_analyses(self) -> Result<Page<SavedAnalysis>, ApiError> {
        self.get(PATH).await
    }

    pub async fn save_analysis(self, new: &NewSavedAnalysis) -> Result<SavedAnalysis, ApiError> {
        self.send_json(Method::POST, PATH, new).await
    }

    pub async fn forget_analysis(self, id: i32) -> Result<(), ApiError> {
        self.send_empty(Method::DELETE, &format!("{PATH}/{id}")).await
    }
}
