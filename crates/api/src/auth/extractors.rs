//! Rights as arguments of handlers: the signature is the rule.

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web::Data};
use domain::dto::Role;
use futures_util::future::LocalBoxFuture;

use super::{AccessTokens, Member, require};
use crate::{
    db::{Db, users},
    error::ApiError,
};

/// Anyone with a valid access token and an account in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    pub user_id: i32,
    pub full_name: String,
}

/// A member of the establishment `{finess}` of the path: reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observer(pub Member);

/// A member who also delivers consumption, patient-days and resistance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contributor(pub Member);

/// The member who also manages structure and users.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referent(pub Member);

impl FromRequest for SignedIn {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let caller = caller(req);
        Box::pin(async move {
            let (user_id, db) = caller?;
            db.read(move |conn| {
                let user = users::find(conn, user_id)?.ok_or_else(ApiError::unauthorized)?;
                Ok(Self { user_id, full_name: user.full_name })
            })
            .await
        })
    }
}

macro_rules! member_extractor {
    ($name:ident, $role:expr) => {
        impl FromRequest for $name {
            type Error = ApiError;
            type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

            fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
                member(req, $role, Self)
            }
        }
    };
}
member_extractor!(Observer, Role::Observateur);
member_extractor!(Contributor, Role::Contributeur);
member_extractor!(Referent, Role::Referent);

fn member<T: 'static>(
    req: &HttpRequest,
    role: Role,
    wrap: fn(Member) -> T,
) -> LocalBoxFuture<'static, Result<T, ApiError>> {
    let caller = caller(req);
    let finess = req.match_info().get("finess").unwrap_or_default().to_owned();
    Box::pin(async move {
        let (user_id, db) = caller?;
        db.read(move |conn| require(conn, user_id, &finess, role)).await.map(wrap)
    })
}

/// The person named by the token of the request.
fn caller(req: &HttpRequest) -> Result<(i32, Db), ApiError> {
    let tokens = configured::<AccessTokens>(req)?;
    let db = configured::<Db>(req)?.get_ref().clone();
    let user_id = req
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .and_then(|(_, token)| tokens.check(token.trim()))
        .ok_or_else(ApiError::unauthorized)?;
    Ok((user_id, db))
}

fn configured<T: 'static>(req: &HttpRequest) -> Result<&Data<T>, ApiError> {
    req.app_data::<Data<T>>()
        .ok_or_else(|| ApiError::Unexpected("find a part of the server: not configured".into()))
}
