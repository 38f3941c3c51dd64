//! The mails of a request for help: its number and a link, nothing of what was written.

use chrono::NaiveDateTime;

use crate::{
    auth::{Caller, rights::NATIONAL},
    db::{AnyConn, grants},
    error::ApiError,
    mail::{Post, letters::tickets as letters},
};

/// The page of a request.
pub fn page(post: &Post, id: i32) -> String {
    post.page(&format!("aide/demandes/{id}"))
}

/// Tells the national team, but the caller, that a request waits for an answer.
pub fn team(
    conn: &mut AnyConn,
    post: &Post,
    caller: &Caller,
    id: i32,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let letter = letters::waits(id, &page(post, id));
    for member in grants::holders(conn, NATIONAL)? {
        if member != caller.user_id {
            post.tell(conn, member, &letter, now)?;
        }
    }
    Ok(())
}
