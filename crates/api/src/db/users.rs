//! People with an account.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{AnyConn, backend::on_backend, schema::users};

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
}

/// State of an account that may log in.
pub const ACTIVE: &str = "active";

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
        .select((users::id, users::email, users::full_name))
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
