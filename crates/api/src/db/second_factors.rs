//! Second factors and their recovery codes.

use chrono::NaiveDateTime;
use diesel::{dsl::exists, prelude::*};

use super::{
    AnyConn,
    schema::{recovery_codes as codes, second_factors as factors},
};

/// The second factor of an account.
#[derive(Debug, Clone, Queryable)]
pub struct SecondFactor {
    pub sealed: String,
    pub confirmed_at: Option<NaiveDateTime>,
    /// The last step of time that served.
    pub last_step: i64,
}

/// The second factor of an account, confirmed or not.
pub fn find(conn: &mut AnyConn, user_id: i32) -> QueryResult<Option<SecondFactor>> {
    factors::table
        .find(user_id)
        .select((factors::sealed, factors::confirmed_at, factors::last_step))
        .first(conn)
        .optional()
}

/// Whether an account has a second factor that counts.
pub fn is_confirmed(conn: &mut AnyConn, user_id: i32) -> QueryResult<bool> {
    let confirmed = factors::table.find(user_id).filter(factors::confirmed_at.is_not_null());
    diesel::select(exists(confirmed)).get_result(conn)
}

/// Stores a second factor that does not count yet, in the place of the one before.
pub fn replace(conn: &mut AnyConn, user_id: i32, sealed: &str) -> QueryResult<()> {
    delete(conn, user_id)?;
    let row = (factors::user_id.eq(user_id), factors::sealed.eq(sealed), factors::last_step.eq(0));
    diesel::insert_into(factors::table).values(row).execute(conn)?;
    Ok(())
}

/// From now on it counts.
pub fn confirm(conn: &mut AnyConn, user_id: i32, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(factors::table.find(user_id))
        .set(factors::confirmed_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// Uses a step of time up; false when it, or a later one, has served.
pub fn use_step(conn: &mut AnyConn, user_id: i32, step: i64) -> QueryResult<bool> {
    let fresh = factors::table.find(user_id).filter(factors::last_step.lt(step));
    Ok(diesel::update(fresh).set(factors::last_step.eq(step)).execute(conn)? == 1)
}

/// Takes the second factor and its recovery codes away.
pub fn delete(conn: &mut AnyConn, user_id: i32) -> QueryResult<()> {
    diesel::delete(codes::table.filter(codes::user_id.eq(user_id))).execute(conn)?;
    diesel::delete(factors::table.find(user_id)).execute(conn)?;
    Ok(())
}

/// Every secret, sealed, by account.
pub fn sealed(conn: &mut AnyConn) -> QueryResult<Vec<(i32, String)>> {
    factors::table.select((factors::user_id, factors::sealed)).load(conn)
}

/// Keeps a secret sealed anew.
pub fn set_sealed(conn: &mut AnyConn, user_id: i32, sealed: &str) -> QueryResult<()> {
    diesel::update(factors::table.find(user_id)).set(factors::sealed.eq(sealed)).execute(conn)?;
    Ok(())
}

/// Stores the hash of a recovery code.
pub fn insert_code(conn: &mut AnyConn, user_id: i32, hash: &str) -> QueryResult<()> {
    let row = (codes::user_id.eq(user_id), codes::code_hash.eq(hash));
    diesel::insert_into(codes::table).values(row).execute(conn)?;
    Ok(())
}

/// Uses a recovery code up; false when there is none with this hash.
pub fn use_code(conn: &mut AnyConn, user_id: i32, hash: &str) -> QueryResult<bool> {
    Ok(diesel::delete(codes::table.find((user_id, hash))).execute(conn)? == 1)
}
