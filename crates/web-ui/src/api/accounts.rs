//! Registration, sign-in, and the person's own memberships.

use domain::dto::{
    AccessToken, AccountCreated, Credentials, Me, MembershipCreated, NewAccount, NewMembership,
};
use gloo_net::http::Method;

use super::{ApiError, Client};

impl Client {
    pub async fn register(self, account: &NewAccount) -> Result<AccountCreated, ApiError> {
        self.send_json(Method::POST, "/auth/register", account).await
    }

    /// Signs in and keeps the token.
    pub async fn login(self, credentials: &Credentials) -> Result<(), ApiError> {
        let token: AccessToken = self.send_json(Method::POST, "/auth/login", credentials).await?;
        self.set_token(Some(token.access_token));
        Ok(())
    }

    /// Ends the session; the token is forgotten whatever the server says.
    pub async fn logout(self) {
        let ended = self.send_empty(Method::POST, "/auth/logout").await;
        self.set_token(None);
        if ended.is_err() {
            leptos::logging::warn!("the server did not confirm the end of the session");
        }
    }

    pub async fn me(self) -> Result<Me, ApiError> {
        self.get("/me").await
    }

    pub async fn join(self, finess: &str) -> Result<MembershipCreated, ApiError> {
        let path = format!("/establishments/{finess}/memberships");
        self.send_json(Method::POST, &path, &NewMembership::default()).await
    }
}
