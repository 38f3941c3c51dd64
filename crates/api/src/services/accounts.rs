//! Accounts: registration, and what a person sees of their own.

use chrono::NaiveDateTime;
use domain::dto::{AccountCreated, Me, NewAccount, ProblemCode};
use validator::ValidateEmail;

use crate::{
    auth::password_rules,
    db::{
        AnyConn, memberships,
        users::{self, ACTIVE, NewUser},
    },
    error::ApiError,
    text,
};

/// Version of the terms of use that a registration accepts.
pub const TERMS_VERSION: &str = "2025-1";

/// The mail as it is stored and compared.
pub fn normal_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// What can be said of a registration without the database; trims names and lowers the mail.
pub fn check(account: &mut NewAccount) -> Result<(), ApiError> {
    account.email = normal_email(&account.email);
    if account.email.len() > 254 || !account.email.validate_email() {
        let detail = "L’adresse électronique n’est pas valable.";
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    account.full_name = text::name(&account.full_name, 100).ok_or_else(|| {
        let detail = "Indiquez vos prénom et nom, en 100\u{a0}caractères au plus.";
        ApiError::rule(ProblemCode::Invalid, detail)
    })?;
    if let Some(refusal) = password_rules::refusal(&account.password, &account.email) {
        return Err(ApiError::rule(ProblemCode::WeakPassword, refusal));
    }
    if !account.accept_terms {
        let detail = "L’inscription demande d’accepter les conditions d’utilisation.";
        return Err(ApiError::rule(ProblemCode::TermsRefused, detail));
    }
    Ok(())
}

/// Stores a checked account.
pub fn register(
    conn: &mut AnyConn,
    account: &NewAccount,
    password_hash: &str,
    now: NaiveDateTime,
) -> Result<AccountCreated, ApiError> {
    let user = NewUser {
        email: &account.email,
        full_name: &account.full_name,
        password_hash,
        terms_version: TERMS_VERSION,
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
pub fn me(conn: &mut AnyConn, user_id: i32) -> Result<Me, ApiError> {
    let user = users::find(conn, user_id)?.ok_or_else(ApiError::unauthorized)?;
    Ok(Me {
        id: user.id,
        email: user.email,
        full_name: user.full_name,
        memberships: memberships::of_user(conn, user_id)?,
        scopes: Vec::new(),
    })
}
