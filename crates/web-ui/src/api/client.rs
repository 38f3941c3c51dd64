//! The fetcher: adds the token, renews it once when it has expired, reads answers and problems.
//!
//! The access token lives in memory only; the refresh token is a cookie that no script sees.

use domain::dto::AccessToken;
use futures::FutureExt;
use futures::future::{LocalBoxFuture, Shared};
use gloo_net::http::{Method, RequestBuilder};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::FormData;

use super::ApiError;

const BASE: &str = "/api/v1";
const UNAUTHORIZED: u16 = 401;

/// Speaks to the API for the person who is signed in, if any.
#[derive(Clone, Copy)]
pub struct Client {
    token: StoredValue<Option<String>>,
    /// The renewal under way, shared by all the requests that wait for it.
    renewal: StoredValue<Option<Shared<LocalBoxFuture<'static, bool>>>, LocalStorage>,
    /// Called when the session is over and the person does not know it.
    lost: Callback<()>,
}

/// What a request carries; cheap to send a second time.
#[derive(Clone)]
enum Body {
    Nothing,
    Json(String),
    Form(FormData),
}

struct Answer {
    status: u16,
    text: String,
}

impl Client {
    pub fn new(lost: Callback<()>) -> Self {
        Self { token: StoredValue::new(None), renewal: StoredValue::new_local(None), lost }
    }

    /// Keeps the token of a sign-in, or forgets it.
    pub fn set_token(self, token: Option<String>) {
        self.token.set_value(token);
    }

    /// Asks for a new token with the cookie; several calls at once make one request.
    pub async fn renew(self) -> bool {
        let under_way = self.renewal.get_value().unwrap_or_else(|| {
            let renewal = async move {
                let token = self.ask_for_token().await;
                let renewed = token.is_some();
                self.token.set_value(token);
                self.renewal.set_value(None);
                renewed
            };
            let shared = renewal.boxed_local().shared();
            self.renewal.set_value(Some(shared.clone()));
            shared
        });
        under_way.await
    }

    async fn ask_for_token(self) -> Option<String> {
        let answer = self.attempt(&Method::POST, "/auth/refresh", Body::Nothing).await.ok()?;
        serde_json::from_str::<AccessToken>(&answer.text).ok().map(|token| token.access_token)
    }

    pub(super) async fn get<T: DeserializeOwned>(self, path: &str) -> Result<T, ApiError> {
        parse(&self.send(Method::GET, path, Body::Nothing).await?)
    }

    pub(super) async fn send_json<T: DeserializeOwned>(
        self,
        method: Method,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, ApiError> {
        let text = serde_json::to_string(body).map_err(|_| ApiError::Unreachable)?;
        parse(&self.send(method, path, Body::Json(text)).await?)
    }

    pub(super) async fn send_form<T: DeserializeOwned>(
        self,
        path: &str,
        form: FormData,
    ) -> Result<T, ApiError> {
        parse(&self.send(Method::POST, path, Body::Form(form)).await?)
    }

    /// For operations that answer without a body.
    pub(super) async fn send_empty(self, method: Method, path: &str) -> Result<(), ApiError> {
        self.send(method, path, Body::Nothing).await.map(|_| ())
    }

    /// One request; a second one with a new token when the first was refused for its token.
    async fn send(self, method: Method, path: &str, body: Body) -> Result<String, ApiError> {
        let mut answer = self.attempt(&method, path, body.clone()).await?;
        let had_token = self.token.with_value(Option::is_some);
        if answer.status == UNAUTHORIZED && had_token {
            if self.renew().await {
                answer = self.attempt(&method, path, body).await?;
            } else {
                self.lost.run(());
            }
        }
        if (200..300).contains(&answer.status) {
            Ok(answer.text)
        } else {
            Err(ApiError::from_body(&answer.text))
        }
    }

    async fn attempt(self, method: &Method, path: &str, body: Body) -> Result<Answer, ApiError> {
        let mut builder = RequestBuilder::new(&format!("{BASE}{path}")).method(method.clone());
        if let Some(token) = self.token.get_value() {
            builder = builder.header("Authorization", &format!("Bearer {token}"));
        }
        let request = match body {
            Body::Nothing => builder.build(),
            Body::Json(text) => builder.header("Content-Type", "application/json").body(text),
            Body::Form(form) => builder.body(form),
        };
        let response = request
            .map_err(|_| ApiError::Unreachable)?
            .send()
            .await
            .map_err(|_| ApiError::Unreachable)?;
        let text = response.text().await.map_err(|_| ApiError::Unreachable)?;
        Ok(Answer { status: response.status(), text })
    }
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    serde_json::from_str(text).map_err(|_| ApiError::Unreachable)
}
