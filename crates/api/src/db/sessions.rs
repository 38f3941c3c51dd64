//! Refresh tokens, by their hash. A token serves once; the tokens of one login are a family.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{AnyConn, schema::sessions};

/// A refresh token to be stored.
#[derive(Debug, Insertable)]
#[diesel(table_name = sessions, treat_none_as_default_value = false)]
pub struct NewSession<'a> {
    pub user_id: i32,
    pub family: &'a str,
    pub token_hash: &'a str,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub agent: &'a str,
    /// Made by a provider that counts as a second factor.
    pub strong: bool,
}

/// A stored refresh token.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct Session {
    pub id: i32,
    pub user_id: i32,
    pub family: String,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub revoked_at: Option<NaiveDateTime>,
    pub agent: String,
    pub strong: bool,
}

/// Stores a token.
pub fn insert(conn: &mut AnyConn, session: &NewSession<'_>) -> QueryResult<()> {
    diesel::insert_into(sessions::table).values(session).execute(conn)?;
    Ok(())
}

/// The token with a hash, used or not.
pub fn find(conn: &mut AnyConn, token_hash: &str) -> QueryResult<Option<Session>> {
    sessions::table
        .filter(sessions::token_hash.eq(token_hash))
        .select(Session::as_select())
        .first(conn)
        .optional()
}

/// Uses a token up; false when it was first used before `earliest`.
pub fn use_up(
    conn: &mut AnyConn,
    id: i32,
    earliest: NaiveDateTime,
    now: NaiveDateTime,
) -> QueryResult<bool> {
    let changed = diesel::update(sessions::table.find(id).filter(sessions::used_at.is_null()))
        .set(sessions::used_at.eq(now))
        .execute(conn)?;
    if changed == 1 {
        return Ok(true);
    }
    let used_at: Option<NaiveDateTime> =
        sessions::table.find(id).select(sessions::used_at).first(conn)?;
    Ok(used_at.is_some_and(|used_at| used_at >= earliest))
}

/// Revokes every token of a login.
pub fn revoke_family(conn: &mut AnyConn, family: &str, now: NaiveDateTime) -> QueryResult<()> {
    let family = sessions::family.eq(family).and(sessions::revoked_at.is_null());
    diesel::update(sessions::table.filter(family))
        .set(sessions::revoked_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// Forgets tokens that expired before a moment, at most `limit`; gives their number.
pub fn forget_expired(conn: &mut AnyConn, before: NaiveDateTime, limit: i64) -> QueryResult<usize> {
    let expired: Vec<i32> = sessions::table
        .filter(sessions::expires_at.lt(before))
        .limit(limit)
        .select(sessions::id)
        .load(conn)?;
    diesel::delete(sessions::table.filter(sessions::id.eq_any(expired))).execute(conn)
}

/// The tokens of the open logins of a person, oldest first.
pub fn open_of_user(
    conn: &mut AnyConn,
    user_id: i32,
    now: NaiveDateTime,
) -> QueryResult<Vec<Session>> {
    sessions::table
        .filter(sessions::user_id.eq(user_id))
        .filter(sessions::revoked_at.is_null())
        .filter(sessions::expires_at.gt(now))
        .order(sessions::id.asc())
        .select(Session::as_select())
        .load(conn)
}

/// Revokes the logins of a person, except one when given.
pub fn revoke_all(
    conn: &mut AnyConn,
    user_id: i32,
    except: Option<&str>,
    now: NaiveDateTime,
) -> QueryResult<()> {
    let open = sessions::user_id
        .eq(user_id)
        .and(sessions::revoked_at.is_null())
        .and(sessions::family.ne(except.unwrap_or_default()));
    diesel::update(sessions::table.filter(open)).set(sessions::revoked_at.eq(now)).execute(conn)?;
    Ok(())
}

/// Whether a login was made by a provider that counts as a second factor; `None` unless it is open:
/// one of its tokens still leads on.
pub fn find_open(conn: &mut AnyConn, family: &str) -> QueryResult<Option<bool>> {
    let open = sessions::family.eq(family).and(sessions::revoked_at.is_null());
    sessions::table.filter(open).select(sessions::strong).first(conn).optional()
}
