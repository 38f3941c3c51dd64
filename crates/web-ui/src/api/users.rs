//! Accounts, for the national team.

use domain::dto::{Account, AccountPatch, Page};
use gloo_net::http::Method;

use super::{ApiError, Client};
use crate::routes::with_query;

impl Client {
    pub async fn accounts(self, q: &str, cursor: Option<&str>) -> Result<Page<Account>, ApiError> {
        self.get(&with_query("/users", [("q", Some(q)), ("cursor", cursor)])).await
    }

    pub async fn update_account(self, id: i32, patch: &AccountPatch) -> Result<Account, ApiError> {
        self.send_json(Method::PATCH, &format!("/users/{id}"), patch).await
    }
}
