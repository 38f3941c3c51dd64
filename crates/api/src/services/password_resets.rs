//! A forgotten password: a link to the mail of the account leads to a new one.

use chrono::{NaiveDateTime, TimeDelta};

use super::{email_proofs, links, logins};
use crate::{
    db::{
        AnyConn,
        mail_links::{self, Purpose},
        second_factors, sessions, tokens,
        users::{self, User},
    },
    error::ApiError,
    mail::{Post, letters},
};

/// The page that asks for a link.
pub const FORGOTTEN_PAGE: &str = "mot-de-passe-oublie";
const PAGE: &str = "nouveau-mot-de-passe";
const LIFETIME: TimeDelta = TimeDelta::hours(1);

/// Sends a link to the account of a mail, if there is one that may log in; not too often.
pub fn answer(
    conn: &mut AnyConn,
    post: &Post,
    email: &str,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let Some((user_id, _)) = users::find_credentials(conn, email)? else { return Ok(()) };
    if links::too_soon(conn, user_id, Purpose::ResetPassword, now)? {
        return Ok(());
    }
    let token = links::make(conn, user_id, Purpose::ResetPassword, LIFETIME, now)?;
    let letter = letters::account::reset_password(&post.link(PAGE, &token));
    post.send(conn, email, &letter, now)
}

/// The account that a link still serves.
pub fn holder(conn: &mut AnyConn, token: &str, now: NaiveDateTime) -> Result<User, ApiError> {
    let held = mail_links::holder(conn, &links::hash(token), Purpose::ResetPassword, now)?;
    match held {
        Some(user_id) => users::find(conn, user_id)?.ok_or_else(links::expired),
        None => Err(links::expired()),
    }
}

/// Uses a link up for a new password. Logins end, failed ones are forgotten, other links too. A
/// second factor stays, unless the mail was never verified.
pub fn reset(
    conn: &mut AnyConn,
    post: &Post,
    token: &str,
    password_hash: &str,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let user = holder(conn, token, now)?;
    if user.email_verified_at.is_none() {
        // Whoever opened the account never showed that the mail is theirs.
        second_factors::delete(conn, user.id)?;
        tokens::revoke_of_user(conn, user.id, now)?;
    }
    // The account first: of two links used at once, the second waits here and then finds itself gone.
    users::set_password(conn, user.id, password_hash)?;
    mail_links::take(conn, &links::hash(token), Purpose::ResetPassword, now)?
        .ok_or_else(links::expired)?;
    mail_links::delete_all(conn, user.id, Purpose::ResetPassword)?;
    sessions::revoke_all(conn, user.id, None, now)?;
    logins::succeeded(conn, &user.email, now)?;
    email_proofs::accept(conn, user.id, now)?;
    let letter = letters::account::password_changed(&post.page(FORGOTTEN_PAGE));
    post.send(conn, &user.email, &letter, now)
}
