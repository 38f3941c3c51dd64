//! The fetcher: adds the token, renews it once when it has expired, reads answers and problems.
//!
//! The access token lives in memory only; the refresh token is a cookie that no script sees. When
//! the login is over, requests wait at the [`Door`] until the person has signed in again.

use domain::dto::{AccessToken, ProblemCode};
use futures::FutureExt;
use futures::future::{LocalBoxFuture, Shared};
use gloo_net::http::{Method, RequestBuilder, Response};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, FormData};

use super::door::{Door, Hurdle};
use super::error::ApiError;
use crate::browser;

const BASE: &str = "/api/v1";
const NO_CONTENT: u16 = 204;
const UNAUTHORIZED: u16 = 401;

/// Speaks to the API for the person who is signed in, if any.
#[derive(Clone, Copy)]
pub struct Client {
    token: StoredValue<Option<String>>,
    /// The renewal under way, shared by all the requests that wait for it.
    renewal: StoredValue<Option<Shared<LocalBoxFuture<'static, Renewal>>>, LocalStorage>,
    /// Whose page this is, by what their tokens say: a cookie may by now be that of somebody else.
    holder: StoredValue<Option<String>>,
    /// Somebody is signed in, as far as this page knows.
    signed_in: StoredValue<bool>,
    door: Door,
    /// How many answers are waited for.
    waited: RwSignal<u32>,
}

/// Whether there is a new token; an error when the server did not say.
type Renewal = Result<bool, ApiError>;

/// What a request carries; cheap to send a second time.
#[derive(Clone)]
enum Body {
    Nothing,
    Json(String),
    Form(FormData),
}

impl Client {
    pub fn new(door: Door) -> Self {
        Self {
            token: StoredValue::new(None),
            renewal: StoredValue::new_local(None),
            holder: StoredValue::new(None),
            signed_in: StoredValue::new(false),
            door,
            waited: RwSignal::new(0),
        }
    }

    /// Whether an answer is waited for.
    pub fn is_waiting(self) -> bool {
        self.waited.get() > 0
    }

    /// Keeps the token of a sign-in, or forgets it.
    pub fn set_token(self, token: Option<String>) {
        self.signed_in.set_value(token.is_some());
        self.holder.set_value(token.as_deref().and_then(browser::subject));
        self.token.set_value(token);
    }

    /// Asks for a new token with the cookie; several calls at once make one request.
    pub async fn renew(self) -> Renewal {
        let under_way = self.renewal.get_value().unwrap_or_else(|| {
            let renewal = async move {
                let renewal = self.ask_for_token().await.map(|token| {
                    let renewed = token.is_some();
                    if renewed {
                        self.signed_in.set_value(true);
                    }
                    self.token.set_value(token);
                    renewed
                });
                self.renewal.set_value(None);
                renewal
            };
            let shared = renewal.boxed_local().shared();
            self.renewal.set_value(Some(shared.clone()));
            shared
        });
        under_way.await
    }

    /// `None` without a cookie, and when it no longer serves the person of this page.
    async fn ask_for_token(self) -> Result<Option<String>, ApiError> {
        let answer = self.attempt(&Method::POST, "/auth/refresh", Body::Nothing).await?;
        if [UNAUTHORIZED, NO_CONTENT].contains(&answer.status()) {
            return Ok(None);
        }
        let token: AccessToken = parse(&text(accepted(answer).await?).await?)?;
        let whose = browser::subject(&token.access_token);
        let holder = self.holder.get_value();
        if holder.is_some() && whose != holder {
            return Ok(None);
        }
        self.holder.set_value(whose);
        Ok(Some(token.access_token))
    }

    pub(super) async fn get<T: DeserializeOwned>(self, path: &str) -> Result<T, ApiError> {
        parse(&self.get_text(path).await?)
    }

    /// For what is kept as it comes.
    pub(super) async fn get_text(self, path: &str) -> Result<String, ApiError> {
        text(self.send(Method::GET, path, Body::Nothing).await?).await
    }

    /// For what is handed on and never read here.
    pub(super) async fn get_blob(self, path: &str) -> Result<Blob, ApiError> {
        let Answer { response, wait: _wait } = self.send(Method::GET, path, Body::Nothing).await?;
        let response: web_sys::Response = response.into();
        let blob = JsFuture::from(response.blob().map_err(|_| ApiError::Unreachable)?).await;
        blob.ok().and_then(|blob| blob.dyn_into().ok()).ok_or(ApiError::Unreachable)
    }

    pub(super) async fn send_json<T: DeserializeOwned>(
        self,
        method: Method,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, ApiError> {
        let body = Body::json(body)?;
        parse(&text(self.send(method, path, body).await?).await?)
    }

    /// For operations that answer nobody in particular: what they refuse is no matter of a token.
    pub(super) async fn send_open<T: DeserializeOwned>(
        self,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, ApiError> {
        let answer = self.attempt(&Method::POST, path, Body::json(body)?).await?;
        parse(&text(accepted(answer).await?).await?)
    }

    /// For operations that take JSON and answer without a body.
    pub(super) async fn tell(
        self,
        method: Method,
        path: &str,
        body: &impl Serialize,
    ) -> Result<(), ApiError> {
        self.send(method, path, Body::json(body)?).await.map(|_| ())
    }

    pub(super) async fn send_form<T: DeserializeOwned>(
        self,
        path: &str,
        form: FormData,
    ) -> Result<T, ApiError> {
        parse(&text(self.send(Method::POST, path, Body::Form(form)).await?).await?)
    }

    /// For operations that answer without a body.
    pub(super) async fn send_empty(self, method: Method, path: &str) -> Result<(), ApiError> {
        self.send(method, path, Body::Nothing).await.map(|_| ())
    }

    /// One request; it is sent again when what it was refused for has been put right.
    async fn send(self, method: Method, path: &str, body: Body) -> Result<Answer, ApiError> {
        let answer = self.attempt(&method, path, body.clone()).await?;
        let is_refused = answer.status() == UNAUTHORIZED && self.signed_in.get_value();
        let answer = accepted(answer).await;
        if is_refused {
            if !self.regain().await? {
                return answer;
            }
            return accepted(self.attempt(&method, path, body).await?).await;
        }
        match answer {
            Err(error) if error.code() == Some(ProblemCode::TermsOutdated) => {
                if self.door.wait(Hurdle::Terms).await {
                    accepted(self.attempt(&method, path, body).await?).await
                } else {
                    Err(error)
                }
            }
            answer => answer,
        }
    }

    /// A new token: by the cookie, or because the person has signed in again.
    async fn regain(self) -> Renewal {
        Ok(self.renew().await? || self.door.wait(Hurdle::Login).await)
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
        let request = request.map_err(|_| ApiError::Unreachable)?;
        let wait = Wait::new(self.waited);
        let response = request.send().await.map_err(|_| ApiError::Unreachable)?;
        Ok(Answer { response, wait })
    }
}

/// What came back, whose body somebody waits for still.
struct Answer {
    response: Response,
    wait: Wait,
}

impl Answer {
    fn status(&self) -> u16 {
        self.response.status()
    }
}

/// Somebody waits for an answer, until this is dropped: also when a page that asked is left.
struct Wait(RwSignal<u32>);

impl Wait {
    fn new(waited: RwSignal<u32>) -> Self {
        waited.update(|count| *count += 1);
        Self(waited)
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        self.0.try_update(|count| *count -= 1);
    }
}

impl Body {
    fn json(body: &impl Serialize) -> Result<Self, ApiError> {
        serde_json::to_string(body).map(Self::Json).map_err(|_| ApiError::Unreachable)
    }
}

/// A success; the problem of anything else.
async fn accepted(answer: Answer) -> Result<Answer, ApiError> {
    if answer.response.ok() { Ok(answer) } else { Err(ApiError::from_body(&text(answer).await?)) }
}

async fn text(Answer { response, wait: _wait }: Answer) -> Result<String, ApiError> {
    response.text().await.map_err(|_| ApiError::Unreachable)
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    serde_json::from_str(text).map_err(|_| ApiError::Unreachable)
}
