//! From who has logged in at the identity provider to an account.
//!
//! An account that somebody opened with a mail that was never shown to be theirs may be in the hands
//! of that somebody. When the holder of the mail comes through the provider, they get the account
//! and nobody else keeps it: password, second factor, logins and tokens for scripts end.

use chrono::NaiveDateTime;
use domain::dto::LoginRefusal;
use validator::ValidateEmail;

use super::{accounts, invitations, memberships::lock_all_of, password_resets::FORGOTTEN_PAGE};
use crate::{
    db::{
        AnyConn, identities, second_factors, sessions, tokens,
        users::{self, ACTIVE, MailHolder, NO_PASSWORD, NewUser, User},
    },
    error::ApiError,
    mail::{Post, letters},
    oidc::Identity,
    text,
};

/// The account of an identity: linked to it, or with the mail that the provider vouches for, or new.
///
/// A refusal is no error: what led to it is stored.
pub fn account_of(
    conn: &mut AnyConn,
    post: &Post,
    identity: &Identity,
    now: NaiveDateTime,
) -> Result<Result<User, LoginRefusal>, ApiError> {
    let Identity { issuer, subject, .. } = identity;
    if let Some(user_id) = identities::find(conn, issuer, subject)? {
        return Ok(users::find(conn, user_id)?.ok_or(LoginRefusal::Inactive));
    }
    let email = identity.email.as_deref().map(accounts::normal_email);
    let Some(email) = email.filter(|email| email.len() <= 254 && email.validate_email()) else {
        return Ok(Err(LoginRefusal::MailMissing));
    };
    if !identity.email_verified {
        return Ok(Err(LoginRefusal::MailUnverified));
    }
    let user_id = match users::find_by_email(conn, &email)? {
        Some(holder) if holder.state != ACTIVE => return Ok(Err(LoginRefusal::Inactive)),
        Some(holder) => {
            if identities::issuers_of(conn, holder.id)?.contains(issuer) {
                // A mail that changed hands: the one before is still linked.
                tracing::warn!(user.id = holder.id, "Refused a second identity of one provider");
                return Ok(Err(LoginRefusal::Failed));
            }
            hand_over(conn, &holder, now)?;
            let letter = letters::account::provider_linked(&post.page(FORGOTTEN_PAGE));
            post.tell(conn, holder.id, &letter, now)?;
            holder.id
        }
        None => match open(conn, identity, &email, now)? {
            Some(user_id) => user_id,
            // Opened by another request in between.
            None => return Ok(Err(LoginRefusal::Failed)),
        },
    };
    identities::insert(conn, (issuer, subject), user_id, now)?;
    Ok(users::find(conn, user_id)?.ok_or(LoginRefusal::Inactive))
}

/// Leaves an account to the holder of its mail alone, unless they showed already that they are.
fn hand_over(conn: &mut AnyConn, holder: &MailHolder, now: NaiveDateTime) -> Result<(), ApiError> {
    if holder.email_verified_at.is_some() {
        return Ok(());
    }
    tracing::info!(
        user.id = holder.id,
        "Closed an unverified account to all but its mail's holder"
    );
    users::set_password(conn, holder.id, NO_PASSWORD)?;
    second_factors::delete(conn, holder.id)?;
    sessions::revoke_all(conn, holder.id, None, now)?;
    tokens::revoke_of_user(conn, holder.id, now)?;
    lock_all_of(conn, holder.id)?;
    invitations::withdraw_all(conn, holder.id, holder.id, now)?;
    Ok(users::verify_email(conn, holder.id, now)?)
}

/// A new account without password, whose holder has yet to accept the terms of use.
fn open(
    conn: &mut AnyConn,
    identity: &Identity,
    email: &str,
    now: NaiveDateTime,
) -> Result<Option<i32>, ApiError> {
    let name = identity.full_name.as_deref().and_then(|name| text::name(name, 100));
    let user = NewUser {
        email,
        full_name: name.as_deref().or(email.split('@').next()).unwrap_or(email),
        password_hash: NO_PASSWORD,
        terms_version: "",
        terms_accepted_at: now,
        state: ACTIVE,
        created_at: now,
    };
    let Some(user_id) = users::insert(conn, &user)? else { return Ok(None) };
    users::verify_email(conn, user_id, now)?;
    Ok(Some(user_id))
}
