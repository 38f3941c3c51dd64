//! People with an account.

use std::collections::HashMap;

use chrono::{NaiveDateTime, TimeDelta};
use diesel::{dsl::exists, prelude::*, sql_types::Text};

use super::{AnyConn, backend::on_backend, schema::users};

define_sql_function! {
    /// A text in lower case; SQLite lowers ASCII letters only.
    fn lower(text: Text) -> Text;
}

/// What is stored of a new account. The mail is in lower case already.
#[derive(Debug, Insertable)]
#[diesel(table_name = users, treat_none_as_default_value = false)]
pub struct NewUser<'a> {
    pub email: &'a str,
    pub full_name: &'a str,
    pub password_hash: &'a str,
    pub terms_version: &'a str,
    pub terms_accepted_at: NaiveDateTime,
    pub state: &'a str,
    pub created_at: NaiveDateTime,
}

/// A person who may use the service.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct User {
    pub id: i32,
    pub email: String,
    pub full_name: String,
    /// Version of the terms of use that the person accepts.
    pub terms_version: String,
    /// When the person showed that the mail is theirs.
    pub email_verified_at: Option<NaiveDateTime>,
}

/// State of an account that may log in.
pub const ACTIVE: &str = "active";
/// State of an account that may not.
pub const INACTIVE: &str = "inactive";
/// State of an account whose holder is gone: the number stays, for the journal and the imports.
const DELETED: &str = "deleted";

/// In place of a hash, when an account has no password: no password has this hash.
pub const NO_PASSWORD: &str = "";

/// Stores an account; gives nothing when the mail is taken.
pub fn insert(conn: &mut AnyConn, user: &NewUser<'_>) -> QueryResult<Option<i32>> {
    on_backend!(conn, |c| diesel::insert_into(users::table)
        .values(user)
        .on_conflict(users::email)
        .do_nothing()
        .returning(users::id)
        .get_result(c)
        .optional())
}

/// An account that may log in, by number.
pub fn find(conn: &mut AnyConn, id: i32) -> QueryResult<Option<User>> {
    users::table
        .find(id)
        .filter(users::state.eq(ACTIVE))
        .select(User::as_select())
        .first(conn)
        .optional()
}

/// Number and password hash of the account that may log in with a mail.
pub fn find_credentials(conn: &mut AnyConn, email: &str) -> QueryResult<Option<(i32, String)>> {
    users::table
        .filter(users::email.eq(email))
        .filter(users::state.eq(ACTIVE))
        .select((users::id, users::password_hash))
        .first(conn)
        .optional()
}

/// Full names by number, whatever the state of the accounts.
pub fn names(conn: &mut AnyConn, ids: &[i32]) -> QueryResult<HashMap<i32, String>> {
    let rows: Vec<(i32, String)> = users::table
        .filter(users::id.eq_any(ids))
        .select((users::id, users::full_name))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// What a mail or a name in lower case must be like to hold `text`.
fn pattern(text: &str) -> String {
    format!("%{}%", text.to_lowercase().replace(['%', '_', '\\'], ""))
}

/// A page of the accounts whose mail or name holds `text`, by number, after `after` when given;
/// each with its state.
pub fn search(
    conn: &mut AnyConn,
    text: &str,
    after: Option<i32>,
    limit: i64,
) -> QueryResult<Vec<(User, String)>> {
    let pattern = pattern(text);
    users::table
        .filter(users::email.like(pattern.clone()).or(lower(users::full_name).like(pattern)))
        .filter(users::state.ne(DELETED))
        .filter(users::id.gt(after.unwrap_or(0)))
        .order(users::id.asc())
        .limit(limit)
        .select((User::as_select(), users::state))
        .load(conn)
}

/// Number of accounts whose mail or name holds `text`.
pub fn count(conn: &mut AnyConn, text: &str) -> QueryResult<i64> {
    let pattern = pattern(text);
    users::table
        .filter(users::email.like(pattern.clone()).or(lower(users::full_name).like(pattern)))
        .filter(users::state.ne(DELETED))
        .count()
        .get_result(conn)
}

/// An account that is not deleted, with its state.
pub fn find_any(conn: &mut AnyConn, id: i32) -> QueryResult<Option<(User, String)>> {
    users::table
        .find(id)
        .filter(users::state.ne(DELETED))
        .select((User::as_select(), users::state))
        .first(conn)
        .optional()
}

/// Lets an account log in, or not.
pub fn set_state(conn: &mut AnyConn, id: i32, state: &str) -> QueryResult<()> {
    let kept = users::table.find(id).filter(users::state.ne(DELETED));
    diesel::update(kept).set(users::state.eq(state)).execute(conn)?;
    Ok(())
}

/// Keeps the version of the terms of use that a person accepts.
pub fn accept_terms(
    conn: &mut AnyConn,
    id: i32,
    version: &str,
    now: NaiveDateTime,
) -> QueryResult<()> {
    diesel::update(users::table.find(id))
        .set((users::terms_version.eq(version), users::terms_accepted_at.eq(now)))
        .execute(conn)?;
    Ok(())
}

/// Notes that the mail of a person is theirs.
pub fn verify_email(conn: &mut AnyConn, id: i32, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(users::table.find(id)).set(users::email_verified_at.eq(now)).execute(conn)?;
    Ok(())
}

/// Keeps the hash of a new password.
pub fn set_password(conn: &mut AnyConn, id: i32, hash: &str) -> QueryResult<()> {
    diesel::update(users::table.find(id)).set(users::password_hash.eq(hash)).execute(conn)?;
    Ok(())
}

/// Mail and password hash of an account that may log in.
pub fn password_of(conn: &mut AnyConn, id: i32) -> QueryResult<Option<(String, String)>> {
    users::table
        .find(id)
        .filter(users::state.eq(ACTIVE))
        .select((users::email, users::password_hash))
        .first(conn)
        .optional()
}

/// Notes that a person is there, at most once a day.
pub fn seen(conn: &mut AnyConn, id: i32, now: NaiveDateTime) -> QueryResult<()> {
    let before = users::last_seen_at.is_null().or(users::last_seen_at.lt(now - TimeDelta::days(1)));
    diesel::update(users::table.find(id).filter(before))
        .set(users::last_seen_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// Takes everything about the person off an account; false when that was done before.
///
/// The mail becomes a text that is unique and no address, so that theirs may be registered again.
pub fn erase(conn: &mut AnyConn, id: i32) -> QueryResult<bool> {
    let erased = diesel::update(users::table.find(id).filter(users::state.ne(DELETED)))
        .set((
            users::state.eq(DELETED),
            users::email.eq(format!("deleted-{id}")),
            users::full_name.eq("Compte supprimé"),
            users::password_hash.eq(""),
            users::terms_version.eq(""),
            users::email_verified_at.eq(None::<NaiveDateTime>),
            users::last_seen_at.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(erased == 1)
}

/// Accounts that were last seen, or opened and never used, before a moment.
pub fn unused_since(conn: &mut AnyConn, before: NaiveDateTime) -> QueryResult<Vec<i32>> {
    let never = users::last_seen_at.is_null().and(users::created_at.lt(before));
    users::table
        .filter(users::state.ne(DELETED))
        .filter(users::last_seen_at.lt(before).or(never))
        .order(users::id.asc())
        .select(users::id)
        .load(conn)
}

/// Whether an account has a password.
pub fn has_password(conn: &mut AnyConn, id: i32) -> QueryResult<bool> {
    let with_password = users::table.find(id).filter(users::password_hash.ne(NO_PASSWORD));
    diesel::select(exists(with_password)).get_result(conn)
}

/// What an account says of its mail.
#[derive(Debug, Clone, Queryable)]
pub struct MailHolder {
    pub id: i32,
    pub state: String,
    /// The holder showed that the mail is theirs.
    pub email_verified_at: Option<NaiveDateTime>,
}

/// The account with a mail, whatever its state.
pub fn find_by_email(conn: &mut AnyConn, email: &str) -> QueryResult<Option<MailHolder>> {
    users::table
        .filter(users::email.eq(email))
        .select((users::id, users::state, users::email_verified_at))
        .first(conn)
        .optional()
}

/// Holds an account that may log in until the transaction ends: it is not closed meanwhile. One that
/// was closed is not found.
pub fn lock_active(conn: &mut AnyConn, id: i32) -> QueryResult<()> {
    let held = users::table.find(id).filter(users::state.eq(ACTIVE));
    match diesel::update(held).set(users::state.eq(ACTIVE)).execute(conn)? {
        0 => Err(diesel::result::Error::NotFound),
        _ => Ok(()),
    }
}
