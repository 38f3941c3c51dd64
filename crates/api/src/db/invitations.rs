//! People asked to come to an establishment, by mail; the token of an invitation by its hash.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::dto::Role;

use super::{
    AnyConn,
    backend::on_backend,
    codes::{decode, encode},
    schema::{invitations, users},
};

/// An invitation to be stored.
#[derive(Debug, Clone, Copy)]
pub struct NewInvitation<'a> {
    pub finess: &'a str,
    pub email: &'a str,
    pub role: Role,
    pub token_hash: &'a str,
    pub invited_by: i32,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
}

/// A stored invitation.
#[derive(Debug, Clone)]
pub struct Invitation {
    pub id: i32,
    pub finess: String,
    pub email: String,
    pub role: Role,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    /// Full name.
    pub invited_by: String,
}

#[derive(Queryable)]
struct Row {
    id: i32,
    finess: String,
    email: String,
    role: String,
    created_at: NaiveDateTime,
    expires_at: NaiveDateTime,
    invited_by: String,
}

impl Row {
    fn invitation(self) -> QueryResult<Invitation> {
        Ok(Invitation {
            role: decode(&self.role)?,
            id: self.id,
            finess: self.finess,
            email: self.email,
            created_at: self.created_at,
            expires_at: self.expires_at,
            invited_by: self.invited_by,
        })
    }
}

/// The columns of a [`Row`].
macro_rules! columns {
    () => {
        (
            invitations::id,
            invitations::finess,
            invitations::email,
            invitations::role,
            invitations::created_at,
            invitations::expires_at,
            users::full_name,
        )
    };
}

/// Stores an invitation in the place of the one before to the same mail; gives its number.
pub fn replace(conn: &mut AnyConn, new: NewInvitation<'_>) -> QueryResult<i32> {
    let before = invitations::finess.eq(new.finess).and(invitations::email.eq(new.email));
    diesel::delete(invitations::table.filter(before)).execute(conn)?;
    let row = (
        invitations::finess.eq(new.finess),
        invitations::email.eq(new.email),
        invitations::role.eq(encode(new.role)?),
        invitations::token_hash.eq(new.token_hash),
        invitations::invited_by.eq(new.invited_by),
        invitations::created_at.eq(new.created_at),
        invitations::expires_at.eq(new.expires_at),
    );
    on_backend!(conn, |c| diesel::insert_into(invitations::table)
        .values(row)
        .returning(invitations::id)
        .get_result(c))
}

/// The invitation of a token, unless it has expired.
pub fn find_by_hash(
    conn: &mut AnyConn,
    token_hash: &str,
    now: NaiveDateTime,
) -> QueryResult<Option<Invitation>> {
    let row: Option<Row> = invitations::table
        .inner_join(users::table)
        .filter(invitations::token_hash.eq(token_hash))
        .filter(invitations::expires_at.gt(now))
        .select(columns!())
        .first(conn)
        .optional()?;
    row.map(Row::invitation).transpose()
}

/// The invitations of an establishment, newest first.
pub fn of_establishment(conn: &mut AnyConn, finess: &str) -> QueryResult<Vec<Invitation>> {
    let rows: Vec<Row> = invitations::table
        .inner_join(users::table)
        .filter(invitations::finess.eq(finess))
        .order(invitations::id.desc())
        .select(columns!())
        .load(conn)?;
    rows.into_iter().map(Row::invitation).collect()
}

/// Numbers and establishments of the invitations that a person has made.
pub fn of_inviter(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<(i32, String)>> {
    invitations::table
        .filter(invitations::invited_by.eq(user_id))
        .select((invitations::id, invitations::finess))
        .load(conn)
}

/// Takes an invitation away; false when there is none, or no longer.
pub fn delete(conn: &mut AnyConn, finess: &str, id: i32) -> QueryResult<bool> {
    let one = invitations::table.find(id).filter(invitations::finess.eq(finess));
    Ok(diesel::delete(one).execute(conn)? == 1)
}

/// Takes away the invitations of an establishment to the mail of a person.
pub fn forget(conn: &mut AnyConn, user_id: i32, finess: &str) -> QueryResult<()> {
    let theirs = users::table.find(user_id).select(users::email);
    let to_them = invitations::finess.eq(finess).and(invitations::email.eq_any(theirs));
    diesel::delete(invitations::table.filter(to_them)).execute(conn)?;
    Ok(())
}
