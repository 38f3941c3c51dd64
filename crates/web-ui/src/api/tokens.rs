//! Tokens for scripts of an establishment.

use domain::dto::{NewToken, Page, Token, TokenCreated};
use gloo_net::http::Method;

use super::{ApiError, Client};

impl Client {
    pub async fn tokens(self, finess: &str) -> Result<Page<Token>, ApiError> {
        self.get(&tokens(finess)).await
    }

    pub async fn create_token(
        self,
        finess: &str,
        new: &NewToken,
    ) -> Result<TokenCreated, ApiError> {
        self.send_json(Method::POST, &tokens(finess), new).await
    }

    pub async fn revoke_token(self, finess: &str, id: i32) -> Result<(), ApiError> {
        self.send_empty(Method::DELETE, &format!("{}/{id}", tokens(finess))).await
    }
}

fn tokens(finess: &str) -> String {
    format!("/establishments/{finess}/tokens")
}
