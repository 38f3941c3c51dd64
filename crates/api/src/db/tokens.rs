//! Tokens for scripts, by the identifier that they carry.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{
    AnyConn,
    backend::on_backend,
    schema::{tokens, users},
};

/// A token to be stored.
#[derive(Debug, Insertable)]
#[diesel(table_name = tokens, treat_none_as_default_value = false)]
pub struct NewToken<'a> {
    pub jti: &'a str,
    pub finess: &'a str,
    pub user_id: i32,
    pub name: &'a str,
    /// JSON list.
    pub scopes: &'a str,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
}

/// A stored token.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = tokens)]
pub struct Token {
    pub id: i32,
    pub finess: String,
    pub user_id: i32,
    pub name: String,
    pub scopes: String,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub last_used_at: Option<NaiveDateTime>,
    pub revoked_at: Option<NaiveDateTime>,
}

/// Stores a token; gives its number.
pub fn insert(conn: &mut AnyConn, token: &NewToken<'_>) -> QueryResult<i32> {
    on_backend!(conn, |c| diesel::insert_into(tokens::table)
        .values(token)
        .returning(tokens::id)
        .get_result(c))
}

/// The token with an identifier, whether it serves or not.
pub fn find_by_jti(conn: &mut AnyConn, jti: &str) -> QueryResult<Option<Token>> {
    tokens::table.filter(tokens::jti.eq(jti)).select(Token::as_select()).first(conn).optional()
}

/// One token of an establishment.
pub fn find(conn: &mut AnyConn, finess: &str, id: i32) -> QueryResult<Option<Token>> {
    tokens::table
        .find(id)
        .filter(tokens::finess.eq(finess))
        .select(Token::as_select())
        .first(conn)
        .optional()
}

/// The tokens of an establishment, newest first, each with the name of who made it.
pub fn of_establishment(conn: &mut AnyConn, finess: &str) -> QueryResult<Vec<(Token, String)>> {
    tokens::table
        .inner_join(users::table)
        .filter(tokens::finess.eq(finess))
        .order(tokens::id.desc())
        .select((Token::as_select(), users::full_name))
        .load(conn)
}

/// A token no longer serves.
pub fn revoke(conn: &mut AnyConn, id: i32, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(tokens::table.find(id).filter(tokens::revoked_at.is_null()))
        .set(tokens::revoked_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// The tokens that a person made no longer serve.
pub fn revoke_of_user(conn: &mut AnyConn, user_id: i32, now: NaiveDateTime) -> QueryResult<()> {
    let theirs = tokens::user_id.eq(user_id).and(tokens::revoked_at.is_null());
    diesel::update(tokens::table.filter(theirs)).set(tokens::revoked_at.eq(now)).execute(conn)?;
    Ok(())
}

/// The tokens that a person made for an establishment no longer serve.
pub fn revoke_of_member(
    conn: &mut AnyConn,
    user_id: i32,
    finess: &str,
    now: NaiveDateTime,
) -> QueryResult<()> {
    let theirs = tokens::user_id.eq(user_id).and(tokens::finess.eq(finess));
    diesel::update(tokens::table.filter(theirs.and(tokens::revoked_at.is_null())))
        .set(tokens::revoked_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// Notes when a token last served.
pub fn touch(conn: &mut AnyConn, id: i32, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(tokens::table.find(id)).set(tokens::last_used_at.eq(now)).execute(conn)?;
    Ok(())
}
