//! Campaigns: what the national team sets, where they stand, their frozen bases.

use domain::dto::{
    Campaign, Cockpit, NewCampaign, NewExtension, NewReminders, NewSnapshot, RemindersSent,
    Snapshot, SnapshotVerification,
};
use gloo_net::http::Method;

use super::{ApiError, Client};
use crate::routes::with_query;

impl Client {
    pub async fn campaigns(self) -> Result<Vec<Campaign>, ApiError> {
        self.get("/campaigns").await
    }

    pub async fn set_campaign(self, year: i32, new: &NewCampaign) -> Result<Campaign, ApiError> {
        self.send_json(Method::PUT, &format!("/campaigns/{year}"), new).await
    }

    /// Gives an establishment a deadline of its own.
    pub async fn extend_deadline(
        self,
        year: i32,
        finess: &str,
        new: &NewExtension,
    ) -> Result<(), ApiError> {
        let path = format!("/campaigns/{year}/extensions/{finess}");
        self.tell(Method::PUT, &path, new).await
    }

    /// Of a region, or of the nation.
    pub async fn cockpit(self, year: i32, region: Option<&str>) -> Result<Cockpit, ApiError> {
        let path = format!("/campaigns/{year}/cockpit");
        self.get(&with_query(&path, [("region", region)])).await
    }

    /// The same as the text of a file.
    pub async fn cockpit_file(self, year: i32, region: Option<&str>) -> Result<String, ApiError> {
        let path = format!("/campaigns/{year}/cockpit.csv");
        self.get_text(&with_query(&path, [("region", region)])).await
    }

    pub async fn send_reminders(
        self,
        year: i32,
        new: &NewReminders,
    ) -> Result<RemindersSent, ApiError> {
        self.send_json(Method::POST, &format!("/campaigns/{year}/reminders"), new).await
    }

    pub async fn snapshots(self, year: i32) -> Result<Vec<Snapshot>, ApiError> {
        self.get(&format!("/campaigns/{year}/snapshots")).await
    }

    pub async fn take_snapshot(self, year: i32, new: &NewSnapshot) -> Result<Snapshot, ApiError> {
        self.send_json(Method::POST, &format!("/campaigns/{year}/snapshots"), new).await
    }

    pub async fn verify_snapshot(self, id: i32) -> Result<SnapshotVerification, ApiError> {
        self.get(&format!("/snapshots/{id}/verification")).await
    }
}
