//! The second factor of the person who calls.

use actix_web::{
    HttpResponse, post,
    web::{Data, Json},
};
use domain::dto::{PasswordAgain, Problem, RecoveryCodes, TotpCode, TotpEnrolment};

use crate::{
    auth::{LoggedIn, Passwords, Throttled},
    clock,
    db::Db,
    error::ApiError,
    mail::Post,
    sealer::Sealer,
    services::second_factors,
};

/// Add an authenticator.
///
/// The password is asked again. The second factor counts once a code has confirmed it.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 200, body = TotpEnrolment),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/me/totp")]
pub async fn enrol_totp(
    _place: Throttled,
    who: LoggedIn,
    db: Data<Db>,
    sealer: Data<Sealer>,
    passwords: Data<Passwords>,
    again: Json<PasswordAgain>,
) -> Result<Json<TotpEnrolment>, ApiError> {
    let user_id = who.caller.user_id;
    let email = passwords.ask_again(&db, user_id, again.into_inner().password).await?;
    let enrolment =
        db.write(move |conn| second_factors::enrol(conn, &sealer, user_id, &email)).await?;
    Ok(Json(enrolment))
}

/// Confirm the authenticator.
///
/// The recovery codes are shown this one time.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 200, body = RecoveryCodes),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/me/totp/confirm")]
pub async fn confirm_totp(
    _place: Throttled,
    who: LoggedIn,
    db: Data<Db>,
    sealer: Data<Sealer>,
    post: Data<Post>,
    code: Json<TotpCode>,
) -> Result<Json<RecoveryCodes>, ApiError> {
    let user_id = who.caller.user_id;
    let codes = db
        .write(move |conn| {
            second_factors::confirm(conn, &sealer, &post, user_id, &code.code, clock::now())
        })
        .await?;
    Ok(Json(codes))
}

/// Remove the authenticator.
///
/// The password is asked again.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 204),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/me/totp/remove")]
pub async fn remove_totp(
    _place: Throttled,
    who: LoggedIn,
    db: Data<Db>,
    passwords: Data<Passwords>,
    post: Data<Post>,
    again: Json<PasswordAgain>,
) -> Result<HttpResponse, ApiError> {
    let user_id = who.caller.user_id;
    passwords.ask_again(&db, user_id, again.into_inner().password).await?;
    db.write(move |conn| second_factors::remove(conn, &post, user_id, clock::now())).await?;
    Ok(HttpResponse::NoContent().finish())
}
