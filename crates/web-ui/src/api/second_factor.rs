//! The second factor of the person.

use domain::dto::{PasswordAgain, RecoveryCodes, TotpCode, TotpEnrolment};
use gloo_net::http::Method;

use super::{ApiError, Client};

impl Client {
    /// Begins: the second factor counts once it is confirmed.
    pub async fn enrol_totp(self, password: String) -> Result<TotpEnrolment, ApiError> {
        self.send_json(Method::POST, "/me/totp", &PasswordAgain { password }).await
    }

    pub async fn confirm_totp(self, code: String) -> Result<RecoveryCodes, ApiError> {
        self.send_json(Method::POST, "/me/totp/confirm", &TotpCode { code }).await
    }

    pub async fn remove_totp(self, password: String) -> Result<(), ApiError> {
        self.tell(Method::POST, "/me/totp/remove", &PasswordAgain { password }).await
    }
}
