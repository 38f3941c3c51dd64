//! Tokens for scripts: made by a référent for one establishment, shown once, revoked at once.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use domain::dto::{NewToken, Page, ProblemCode, Scope, Token, TokenCreated, TokenState};

use super::{
    journal::{self, Event},
    signing_keys,
    year::{from_json, json},
};
use crate::{
    auth::{
        Member,
        jwt::{self, Bearer, Claimed},
    },
    clock,
    db::{AnyConn, establishments, tokens, users},
    error::ApiError,
    mail::{Post, letters},
    random,
    sealer::Sealer,
    text,
};

/// Longest life of a token.
const MAX_DAYS: i64 = 366;

/// Makes a token; this is the only time that it is shown. Its person is told by mail.
pub fn create(
    conn: &mut AnyConn,
    sealer: &Sealer,
    post: &Post,
    who: &Member,
    new: &NewToken,
    now: NaiveDateTime,
) -> Result<TokenCreated, ApiError> {
    let invalid = |detail: &str| ApiError::rule(ProblemCode::Invalid, detail);
    let name = text::name(&new.name, 80)
        .ok_or_else(|| invalid("Nommez le jeton, en 80\u{a0}caractères au plus."))?;
    let mut scopes: Vec<Scope> = Vec::new();
    for scope in &new.scopes {
        if !scopes.contains(scope) {
            scopes.push(*scope);
        }
    }
    if scopes.is_empty() {
        return Err(invalid("Choisissez au moins une portée."));
    }
    let expires_at = last_moment(&new.expires_on, now)
        .ok_or_else(|| invalid("Choisissez un dernier jour, d’aujourd’hui à un an."))?;
    let jti = random::id()?;
    let user_id = who.caller.user_id;
    users::lock_active(conn, user_id)?;
    let stored = tokens::NewToken {
        jti: &jti,
        finess: &who.finess,
        user_id,
        name: &name,
        scopes: &json(&scopes)?,
        created_at: now,
        expires_at,
    };
    let id = tokens::insert(conn, &stored)?;
    let place = establishments::find(conn, &who.finess)?.ok_or_else(ApiError::not_found)?;
    let tokens = post.page(&format!("etablissements/{}/jetons", who.finess));
    let letter = letters::account::token_created(&name, &place.title(), &tokens);
    post.tell(conn, user_id, &letter, now)?;
    journal::record(conn, (user_id, &who.finess), now, None, &Event::TokenCreated { name })?;
    let claimed = Claimed { user_id, bearer: Bearer::Script(jti) };
    let key = signing_keys::newest(conn, sealer)?;
    Ok(TokenCreated { id, token: jwt::sign(&key, &claimed, now, expires_at)? })
}

/// The end of a day that is today at the earliest and in a year at the latest.
fn last_moment(day: &str, now: NaiveDateTime) -> Option<NaiveDateTime> {
    let day: NaiveDate = day.parse().ok()?;
    let today = now.date();
    let fits = day >= today && day - today <= TimeDelta::days(MAX_DAYS);
    fits.then(|| day.checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN).into())?
}

/// The tokens of an establishment, newest first.
pub fn list(conn: &mut AnyConn, finess: &str, now: NaiveDateTime) -> Result<Page<Token>, ApiError> {
    let items = tokens::of_establishment(conn, finess)?
        .into_iter()
        .map(|(token, created_by)| {
            let state = if token.revoked_at.is_some() {
                TokenState::Revoked
            } else if token.expires_at <= now {
                TokenState::Expired
            } else {
                TokenState::Active
            };
            Ok(Token {
                id: token.id,
                name: token.name,
                scopes: from_json(&token.scopes)?,
                created_by,
                created_at: clock::iso(token.created_at),
                expires_on: (token.expires_at.date() - Days::new(1)).to_string(),
                last_used_at: token.last_used_at.map(clock::iso),
                state,
            })
        })
        .collect::<Result<Vec<_>, ApiError>>()?;
    let total = i64::try_from(items.len()).unwrap_or(i64::MAX);
    Ok(Page { items, total, next: None })
}

/// Revokes a token: it no longer serves from the next request on.
pub fn revoke(
    conn: &mut AnyConn,
    who: &Member,
    id: i32,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let token = tokens::find(conn, &who.finess, id)?.ok_or_else(ApiError::not_found)?;
    if token.revoked_at.is_some() {
        return Ok(());
    }
    tokens::revoke(conn, id, now)?;
    let event = Event::TokenRevoked { name: token.name };
    journal::record(conn, (who.caller.user_id, &who.finess), now, None, &event)
}
