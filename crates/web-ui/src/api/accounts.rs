//! Registration, sign-in, and the person's own account.

use domain::dto::{
    Acceptance, AccessToken, AccountCreated, Credentials, LegalText, Login, Me, NewAccount, Page,
    PasswordChange,
};
use gloo_net::http::Method;

use super::{ApiError, Client};

impl Client {
    pub async fn register(self, account: &NewAccount) -> Result<AccountCreated, ApiError> {
        self.send_open("/auth/register", account).await
    }

    /// Signs in and keeps the token.
    pub async fn login(self, credentials: &Credentials) -> Result<(), ApiError> {
        let token: AccessToken = self.send_open("/auth/login", credentials).await?;
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

    pub async fn terms(self) -> Result<LegalText, ApiError> {
        self.get("/texts/terms").await
    }

    pub async fn accept_terms(self, version: &str) -> Result<(), ApiError> {
        self.tell(Method::POST, "/me/terms", &Acceptance { version: version.to_owned() }).await
    }

    pub async fn change_password(self, change: &PasswordChange) -> Result<(), ApiError> {
        self.tell(Method::PUT, "/me/password", change).await
    }

    pub async fn logins(self) -> Result<Page<Login>, ApiError> {
        self.get("/me/sessions").await
    }

    pub async fn end_login(self, id: &str) -> Result<(), ApiError> {
        self.send_empty(Method::DELETE, &format!("/me/sessions/{id}")).await
    }

    /// Ends every login of the person, this one too.
    pub async fn end_all_logins(self) -> Result<(), ApiError> {
        self.send_empty(Method::DELETE, "/me/sessions").await
    }
}
