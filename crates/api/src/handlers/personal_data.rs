//! The data of the person who calls: all of it handed to them, or erased.

use actix_web::{
    HttpResponse, get,
    http::header,
    post,
    web::{Data, Json},
};
use domain::dto::{AccountExport, PasswordAgain, Problem};

use crate::{
    auth::{LoggedIn, Passwords, Throttled, refresh_cookie},
    clock,
    config::Config,
    db::Db,
    error::ApiError,
    services::personal_data::{self, Cause},
};

/// Export my data.
///
/// One JSON document with all that is kept about the person: account, logins, memberships, rights,
/// tokens, signatures, imports, entries of journals. Other people are not named in it.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 200, body = AccountExport),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/me/export")]
pub async fn export_account(who: LoggedIn, db: Data<Db>) -> Result<HttpResponse, ApiError> {
    let (user_id, now) = (who.caller.user_id, clock::now());
    let export = db.read(move |conn| personal_data::export(conn, user_id, now)).await?;
    let name = format!("attachment; filename=\"consores_{}.json\"", now.date());
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_DISPOSITION, name))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(export))
}

/// Delete my account.
///
/// At once and for good: name, mail, password, second factor, logins and rights are erased, tokens are
/// revoked, memberships end. Imports and journal entries stay without the name. A référent with other
/// members hands the role over first. The password is asked again.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 204, description = "Deleted"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/me/deletion")]
pub async fn delete_account(
    _place: Throttled,
    who: LoggedIn,
    config: Data<Config>,
    db: Data<Db>,
    passwords: Data<Passwords>,
    again: Json<PasswordAgain>,
) -> Result<HttpResponse, ApiError> {
    let user_id = who.caller.user_id;
    passwords.ask_again(&db, user_id, again.into_inner().password).await?;
    db.write(move |conn| personal_data::erase(conn, user_id, Cause::Wish, clock::now())).await?;
    tracing::info!(user.id = user_id, "Erased account {user_id}, as its holder asked");
    Ok(HttpResponse::NoContent().cookie(refresh_cookie::clear(&config)).finish())
}
