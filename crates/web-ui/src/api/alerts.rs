//! Alerts, and what people make of them.

use domain::dto::{Alert, AlertDetail, AlertState, DraftCompletion, NewAlertDecision, Page};
use gloo_net::http::Method;

use super::{ApiError, Client};
use crate::routes::with_query;

const fn code(state: AlertState) -> &'static str {
    match state {
        AlertState::New => "new",
        AlertState::Reviewed => "reviewed",
        AlertState::Reported => "reported",
        AlertState::Dismissed => "dismissed",
    }
}

impl Client {
    pub async fn alerts(
        self,
        finess: &str,
        state: Option<AlertState>,
        cursor: Option<&str>,
    ) -> Result<Page<Alert>, ApiError> {
        let pairs =
            [("establishment", Some(finess)), ("state", state.map(code)), ("cursor", cursor)];
        self.get(&with_query("/alerts", pairs)).await
    }

    pub async fn alert(self, id: i32) -> Result<AlertDetail, ApiError> {
        self.get(&format!("/alerts/{id}")).await
    }

    pub async fn decide_alert(
        self,
        id: i32,
        decision: &NewAlertDecision,
    ) -> Result<AlertDetail, ApiError> {
        self.send_json(Method::PATCH, &format!("/alerts/{id}"), decision).await
    }

    pub async fn complete_alert_draft(
        self,
        id: i32,
        completion: &DraftCompletion,
    ) -> Result<AlertDetail, ApiError> {
        self.send_json(Method::PUT, &format!("/alerts/{id}/draft"), completion).await
    }
}
