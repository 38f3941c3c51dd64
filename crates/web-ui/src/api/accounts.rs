//! Registration, sign-in, and the person's own account.

use domain::dto::{
    Acceptance, AccessToken, AccountCreated, Credentials, ForgottenPassword, LegalText, LinkToken,
    Login, LoginProvider, Me, NewAccount, Page, PasswordAgain, PasswordChange, PasswordReset,
    TotpCode,
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

    /// The address of the account is that of its holder: the link that was sent there came back.
    pub async fn verify_email(self, token: String) -> Result<(), ApiError> {
        self.tell(Method::POST, "/auth/email/verify", &LinkToken { token }).await
    }

    /// Has another link sent to the address of the account.
    pub async fn ask_verification(self) -> Result<(), ApiError> {
        self.send_empty(Method::POST, "/me/email/verification").await
    }

    /// Has a link sent, if there is an account.
    pub async fn forget_password(self, email: String) -> Result<(), ApiError> {
        self.tell(Method::POST, "/auth/password/forgot", &ForgottenPassword { email }).await
    }

    pub async fn reset_password(self, reset: &PasswordReset) -> Result<(), ApiError> {
        self.tell(Method::POST, "/auth/password/reset", reset).await
    }

    /// Who else vouches for people.
    pub async fn login_providers(self) -> Result<Page<LoginProvider>, ApiError> {
        self.get("/auth/providers").await
    }

    /// Ends a login that began at a provider, and keeps the token.
    pub async fn confirm_login(self, code: String) -> Result<(), ApiError> {
        let token: AccessToken = self.send_open("/auth/oidc/code", &TotpCode { code }).await?;
        self.set_token(Some(token.access_token));
        Ok(())
    }

    /// All that is kept about the person, as a JSON text.
    pub async fn export_account(self) -> Result<String, ApiError> {
        self.get_text("/me/export").await
    }

    pub async fn delete_account(self, password: String) -> Result<(), ApiError> {
        self.tell(Method::POST, "/me/deletion", &PasswordAgain { password }).await
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
