//! The secret that makes pseudonyms of the patients of an establishment.

use actix_web::{
    HttpResponse, get,
    http::header,
    post,
    web::{Data, Json},
};
use domain::dto::{Problem, PseudonymSecretInForce, PseudonymSecretRotated};

use crate::{
    auth::{Deliverer, Referent},
    clock,
    db::Db,
    error::ApiError,
    sealer::Sealer,
    services::pseudonym_secrets,
};

/// Read the secret that makes pseudonyms.
///
/// For members who deliver, and scripts of theirs that may; never for someone who has the right by a
/// region or by the nation. It is made the first time that it is asked for. A pseudonym is the
/// HMAC-SHA-256 of the identifier in its normal form, base64url.
#[utoipa::path(
    tag = "imports",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 200, body = PseudonymSecretInForce),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/pseudonym-secret")]
pub async fn find_pseudonym_secret(
    Deliverer(who): Deliverer,
    db: Data<Db>,
    sealer: Data<Sealer>,
) -> Result<HttpResponse, ApiError> {
    let (of, opener) = (who.finess.clone(), sealer.clone());
    let known = db.read(move |conn| pseudonym_secrets::find(conn, &opener, &of)).await?;
    let secret = if let Some(secret) = known {
        secret
    } else {
        let now = clock::now();
        db.write(move |conn| pseudonym_secrets::ensure(conn, &sealer, &who, now)).await?
    };
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(secret))
}

/// Replace the secret that makes pseudonyms.
///
/// After a leak only: isolates delivered before and after do not match any more. For the référent, in
/// whose place nobody else does it.
#[utoipa::path(
    tag = "imports",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 200, body = PseudonymSecretRotated),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/establishments/{finess}/pseudonym-secret/rotation")]
pub async fn rotate_pseudonym_secret(
    Referent(who): Referent,
    db: Data<Db>,
    sealer: Data<Sealer>,
) -> Result<Json<PseudonymSecretRotated>, ApiError> {
    let now = clock::now();
    Ok(Json(db.write(move |conn| pseudonym_secrets::rotate(conn, &sealer, &who, now)).await?))
}
