//! Rights as arguments of handlers: the signature is the rule.

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web::Data};
use futures_util::future::LocalBoxFuture;

use super::{Caller, Known, Member, Policy, Right, identify, require, require_national};
use crate::{
    clock,
    db::{AnyConn, Db, tokens},
    error::ApiError,
    sealer::Sealer,
};

/// A person who has logged in, whether or not they accept the terms of use in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedIn {
    pub caller: Caller,
    /// The login that the access token comes from.
    pub family: String,
}

/// A person who has logged in and accepts the terms of use in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn(pub Caller);

/// Like [`SignedIn`], with a verified mail where the server asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified(pub Caller);

/// Like [`SignedIn`], or a script: the service asks what it may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authenticated(pub Caller);

/// Reads the establishment `{finess}` of the path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observer(pub Member);

/// Also delivers consumption, patient-days and resistance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contributor(pub Member);

/// Delivers as a member of the establishment: what a region or the nation grants does not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deliverer(pub Member);

/// Also delivers the structure and says the sectors of its units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StructureContributor(pub Member);

/// Also manages users, charter and tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referent(pub Member);

/// Someone of the national team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct National(pub Caller);

/// What a request says of its caller and of the establishment it is about.
struct Asked {
    token: String,
    finess: String,
    sealer: Data<Sealer>,
    policy: Data<Policy>,
}

macro_rules! extractor {
    ($name:ident, $check:expr) => {
        impl FromRequest for $name {
            type Error = ApiError;
            type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

            fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
                extract(req, $check)
            }
        }
    };
}
extractor!(LoggedIn, |_, known, _| {
    let (caller, family) = known.login()?;
    Ok(Self { caller, family })
});
extractor!(SignedIn, |_, known, _| Ok(Self(known.person()?)));
extractor!(Verified, |_, known, _| Ok(Self(known.verified_person()?)));
extractor!(Authenticated, |_, known, _| Ok(Self(known.anyone()?)));
extractor!(Observer, |conn, known, finess| member(conn, known, finess, Right::Read).map(Self));
extractor!(Contributor, |conn, known, finess| {
    member(conn, known, finess, Right::Deliver).map(Self)
});
extractor!(Deliverer, |conn, known, finess| {
    member(conn, known, finess, Right::Pseudonymise).map(Self)
});
extractor!(StructureContributor, |conn, known, finess| {
    member(conn, known, finess, Right::DeliverStructure).map(Self)
});
extractor!(Referent, |conn, known, finess| member(conn, known, finess, Right::Manage).map(Self));
extractor!(National, |conn, known, _| {
    let caller = known.person()?;
    require_national(conn, &caller)?;
    Ok(Self(caller))
});

fn member(
    conn: &mut AnyConn,
    known: Known,
    finess: &str,
    right: Right,
) -> Result<Member, ApiError> {
    require(conn, &known.anyone()?, finess, right)
}

/// Identifies the caller, then checks the right, in one read.
fn extract<T: Send + 'static>(
    req: &HttpRequest,
    check: fn(&mut AnyConn, Known, &str) -> Result<T, ApiError>,
) -> LocalBoxFuture<'static, Result<T, ApiError>> {
    let asked = asked(req);
    let db = configured::<Db>(req);
    Box::pin(async move {
        let (asked, db) = (asked?, db?);
        let now = clock::now();
        let (used_token, allowed) = db
            .read(move |conn| {
                let known = identify(conn, &asked.sealer, &asked.token, &asked.policy, now)?;
                Ok((known.used_token, check(conn, known, &asked.finess)?))
            })
            .await?;
        if let Some(id) = used_token {
            db.write(move |conn| Ok(tokens::touch(conn, id, now)?)).await?;
        }
        Ok(allowed)
    })
}

fn asked(req: &HttpRequest) -> Result<Asked, ApiError> {
    let token = req
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim().to_owned())
        .ok_or_else(ApiError::unauthorized)?;
    Ok(Asked {
        token,
        finess: req.match_info().get("finess").unwrap_or_default().to_owned(),
        sealer: configured(req)?,
        policy: configured(req)?,
    })
}

fn configured<T: 'static>(req: &HttpRequest) -> Result<Data<T>, ApiError> {
    req.app_data::<Data<T>>()
        .cloned()
        .ok_or_else(|| ApiError::Unexpected("find a part of the server: not configured".into()))
}
