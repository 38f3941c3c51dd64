//! Accounts: registration, and what a person sees of their own.

use chrono::NaiveDateTime;
use domain::dto::{AccountCreated, LegalText, Me, NewAccount, ProblemCode};
use validator::ValidateEmail;

use crate::{
    auth::{Caller, Policy, password_rules},
    db::{
        AnyConn, grants, identities,
        mail_links::{self, Purpose},
        memberships, second_factors, sessions,
        users::{self, ACTIVE, NewUser},
    },
    error::ApiError,
    mail::{Post, letters},
    services::password_resets::FORGOTTEN_PAGE,
    text,
};

/// The mail as it is stored and compared.
pub fn normal_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// A mail as it is stored, if one can be sent there.
pub fn check_email(email: &str) -> Result<String, ApiError> {
    let email = normal_email(email);
    let can_be_sent = email.parse::<lettre::Address>().is_ok();
    if email.len() > 254 || !email.validate_email() || !can_be_sent {
        let detail = "L’adresse électronique n’est pas valable.";
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    Ok(email)
}

/// What can be said of a registration without the database; trims names and lowers the mail.
pub fn check(account: &mut NewAccount) -> Result<(), ApiError> {
    account.email = check_email(&account.email)?;
    account.full_name = text::name(&account.full_name, 100).ok_or_else(|| {
        let detail = "Indiquez vos prénom et nom, en 100\u{a0}caractères au plus et sans adresse \
                      internet.";
        ApiError::rule(ProblemCode::Invalid, detail)
    })?;
    check_password(&account.password, &account.email)?;
    if !account.accept_terms {
        let detail = "L’inscription demande d’accepter les conditions d’utilisation.";
        return Err(ApiError::rule(ProblemCode::TermsRefused, detail));
    }
    Ok(())
}

/// Stores a checked account that accepts a version of the terms of use.
pub fn register(
    conn: &mut AnyConn,
    account: &NewAccount,
    password_hash: &str,
    terms_version: &str,
    now: NaiveDateTime,
) -> Result<AccountCreated, ApiError> {
    let user = NewUser {
        email: &account.email,
        full_name: &account.full_name,
        password_hash,
        terms_version,
        terms_accepted_at: now,
        state: ACTIVE,
        created_at: now,
    };
    let id = users::insert(conn, &user)?.ok_or_else(|| {
        let detail = "Un compte existe déjà avec cette adresse. Connectez-vous.";
        ApiError::rule(ProblemCode::EmailTaken, detail)
    })?;
    Ok(AccountCreated { id })
}

/// The same answer for an unknown mail and a wrong password: it must not tell who has an account.
pub fn wrong_credentials() -> ApiError {
    let detail = "L’adresse ou le mot de passe est incorrect.";
    ApiError::rule(ProblemCode::Unauthorized, detail)
}

/// The person and their establishments.
pub fn me(conn: &mut AnyConn, caller: &Caller, policy: &Policy) -> Result<Me, ApiError> {
    let user_id = caller.user_id;
    let user = users::find(conn, user_id)?.ok_or_else(ApiError::unauthorized)?;
    let scopes = grants::of_user(conn, user_id)?;
    Ok(Me {
        id: user.id,
        email: user.email,
        full_name: user.full_name,
        memberships: memberships::of_user(conn, user_id)?,
        terms_outdated: user.terms_version != policy.terms_version,
        email_verified: user.email_verified_at.is_some(),
        email_verification_required: policy.require_verified_email
            && user.email_verified_at.is_none(),
        totp_required: !caller.with_grants && !scopes.is_empty(),
        totp: second_factors::is_confirmed(conn, user_id)?,
        password: users::has_password(conn, user_id)?,
        identity_provider: identities::has_any(conn, user_id)?,
        scopes,
    })
}

/// Accepts the version of the terms of use in force.
pub fn accept_terms(
    conn: &mut AnyConn,
    user_id: i32,
    version: &str,
    terms: &LegalText,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    if version != terms.version {
        let detail = format!(
            "Les conditions en vigueur sont la version {}. Relisez-les, puis acceptez-les.",
            terms.version
        );
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    Ok(users::accept_terms(conn, user_id, version, now)?)
}

/// Why a new password is refused, or nothing.
pub fn check_password(password: &str, email: &str) -> Result<(), ApiError> {
    match password_rules::refusal(password, email) {
        Some(refusal) => Err(ApiError::rule(ProblemCode::WeakPassword, refusal)),
        None => Ok(()),
    }
}

/// Keeps a new password and ends the other logins; the person is told by mail.
pub fn change_password(
    conn: &mut AnyConn,
    post: &Post,
    user_id: i32,
    family: &str,
    hash: &str,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    users::set_password(conn, user_id, hash)?;
    mail_links::delete_all(conn, user_id, Purpose::ResetPassword)?;
    sessions::revoke_all(conn, user_id, Some(family), now)?;
    let letter = letters::account::password_changed(&post.page(FORGOTTEN_PAGE));
    post.tell(conn, user_id, &letter, now)
}
