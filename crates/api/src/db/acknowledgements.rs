//! What somebody acknowledged when an import was stored.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    dto::{Acknowledgement, NewAcknowledgement},
    import::control_title,
};

use super::{
    AnyConn,
    schema::{acknowledgements, users},
};
use crate::clock;

/// Stores the acknowledgements of an import: one at most for each control.
pub fn insert(
    conn: &mut AnyConn,
    import_id: i32,
    given: &[NewAcknowledgement],
    (user_id, now): (i32, NaiveDateTime),
) -> QueryResult<()> {
    for one in given {
        let row = (
            acknowledgements::import_id.eq(import_id),
            acknowledgements::code.eq(&one.code),
            acknowledgements::reason.eq(&one.reason),
            acknowledgements::comment.eq(one.comment.as_deref()),
            acknowledgements::user_id.eq(user_id),
            acknowledgements::created_at.eq(now),
        );
        diesel::insert_into(acknowledgements::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// The acknowledgements of an import, by control.
pub fn of_import(conn: &mut AnyConn, import_id: i32) -> QueryResult<Vec<Acknowledgement>> {
    type Row = (String, String, Option<String>, String, NaiveDateTime);
    let rows: Vec<Row> = acknowledgements::table
        .inner_join(users::table)
        .filter(acknowledgements::import_id.eq(import_id))
        .order((acknowledgements::code.asc(), acknowledgements::reason.asc()))
        .select((
            acknowledgements::code,
            acknowledgements::reason,
            acknowledgements::comment,
            users::full_name,
            acknowledgements::created_at,
        ))
        .load(conn)?;
    let told = |(code, reason, comment, by, at): Row| Acknowledgement {
        title: control_title(&code, &reason).unwrap_or_default().to_owned(),
        code,
        reason,
        comment,
        by,
        at: clock::iso(at),
    };
    Ok(rows.into_iter().map(told).collect())
}
