//! The end of a year: beds, anomalies, closing.

use domain::dto::{
    AnomalyDecision, AnomalyQueue, Beds, Closing, NewBeds, NewClosure, NewReopening,
};
use gloo_net::http::Method;

use super::{ApiError, Client};

impl Client {
    pub async fn beds(self, finess: &str, year: i32) -> Result<Beds, ApiError> {
        self.get(&format!("/establishments/{finess}/beds?year={year}")).await
    }

    pub async fn replace_beds(
        self,
        finess: &str,
        year: i32,
        beds: &NewBeds,
    ) -> Result<Beds, ApiError> {
        let path = format!("/establishments/{finess}/beds?year={year}");
        self.send_json(Method::PUT, &path, beds).await
    }

    pub async fn closing(self, finess: &str, year: i32) -> Result<Closing, ApiError> {
        self.get(&format!("/establishments/{finess}/closures?year={year}")).await
    }

    pub async fn close_year(self, finess: &str, new: &NewClosure) -> Result<Closing, ApiError> {
        self.send_json(Method::POST, &format!("/establishments/{finess}/closures"), new).await
    }

    pub async fn reopen_year(
        self,
        finess: &str,
        year: i32,
        new: &NewReopening,
    ) -> Result<Closing, ApiError> {
        let path = format!("/establishments/{finess}/closures/{year}/reopening");
        self.send_json(Method::POST, &path, new).await
    }

    pub async fn anomalies(self, finess: &str, year: i32) -> Result<AnomalyQueue, ApiError> {
        self.get(&format!("/establishments/{finess}/anomalies?year={year}")).await
    }

    /// Says that an anomaly is as it should be, or who takes care of it.
    pub async fn decide_anomaly(
        self,
        finess: &str,
        said: &AnomalyDecision,
    ) -> Result<AnomalyQueue, ApiError> {
        self.send_json(Method::PUT, &format!("/establishments/{finess}/anomalies"), said).await
    }
}
