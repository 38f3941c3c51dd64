//! Proof that the mail of an account is that of its holder: a link sent there comes back.

use chrono::{NaiveDateTime, TimeDelta};

use super::{links, logins};
use crate::{
    db::{
        AnyConn,
        mail_links::{self, Purpose},
        users,
    },
    error::ApiError,
    mail::{Post, letters},
};

const PAGE: &str = "verification";
const LIFETIME: TimeDelta = TimeDelta::days(7);

/// Sends a link to an account.
pub fn ask(
    conn: &mut AnyConn,
    post: &Post,
    user_id: i32,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let token = links::make(conn, user_id, Purpose::VerifyEmail, LIFETIME, now)?;
    let letter = letters::account::verify_address(&post.link(PAGE, &token));
    post.tell(conn, user_id, &letter, now)
}

/// Sends another link, unless the mail is proven; not too often.
pub fn ask_again(
    conn: &mut AnyConn,
    post: &Post,
    user_id: i32,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let user = users::find(conn, user_id)?.ok_or_else(ApiError::unauthorized)?;
    if user.email_verified_at.is_some() {
        return Ok(());
    }
    if links::too_soon(conn, user_id, Purpose::VerifyEmail, now)? {
        return Err(logins::too_many());
    }
    ask(conn, post, user_id, now)
}

/// Takes a link that came back, from who has logged in to the account it was sent for: a stranger who
/// opened an account with the mail of another does not have it proven by that other's curiosity.
pub fn prove(
    conn: &mut AnyConn,
    caller: i32,
    token: &str,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let hash = links::hash(token);
    let user_id = mail_links::holder(conn, &hash, Purpose::VerifyEmail, now)?
        .filter(|holder| *holder == caller)
        .ok_or_else(links::expired)?;
    users::find(conn, user_id)?.ok_or_else(links::expired)?;
    // The account first: of two links used at once, the second waits here and then finds itself gone.
    users::verify_email(conn, user_id, now)?;
    mail_links::take(conn, &hash, Purpose::VerifyEmail, now)?.ok_or_else(links::expired)?;
    accept(conn, user_id, now)
}

/// The person reads what is sent to the mail of the account, however they showed it.
pub fn accept(conn: &mut AnyConn, user_id: i32, now: NaiveDateTime) -> Result<(), ApiError> {
    users::verify_email(conn, user_id, now)?;
    Ok(mail_links::delete_all(conn, user_id, Purpose::VerifyEmail)?)
}
