//! Analyses that people keep under a name: a question, never its figures.

use chrono::NaiveDateTime;
use domain::{
    dto::{ANALYSIS_NAME_MAX, NewSavedAnalysis, Page, ProblemCode, SavedAnalysis},
    inquiry::Inquiry,
};

use super::remarks::remark;
use crate::{
    auth::Caller,
    clock,
    db::{
        AnyConn,
        saved_analyses::{self, Entry, NewEntry},
        users,
    },
    error::ApiError,
};

/// Most analyses that one person keeps.
const MOST: i64 = 100;

/// Those of the caller, the newest first.
pub fn list(conn: &mut AnyConn, caller: &Caller) -> Result<Page<SavedAnalysis>, ApiError> {
    let items = kept(conn, caller.user_id)?;
    let total = i64::try_from(items.len()).unwrap_or(i64::MAX);
    Ok(Page { items, total, next: None })
}

/// Those of a person, the newest first.
pub fn kept(conn: &mut AnyConn, user_id: i32) -> Result<Vec<SavedAnalysis>, ApiError> {
    let found = saved_analyses::of_user(conn, user_id)?;
    Ok(found.into_iter().map(told).collect())
}

/// Keeps the question of a query under a name. What the query does not mean is left out of it.
///
/// # Errors
/// `Invalid` for a name that is empty, too long, in use or that names a person, for a query without a subject, and
/// for who keeps many already.
pub fn create(
    conn: &mut AnyConn,
    caller: &Caller,
    new: &NewSavedAnalysis,
    now: NaiveDateTime,
) -> Result<SavedAnalysis, ApiError> {
    let invalid = |detail: &str| ApiError::rule(ProblemCode::Invalid, detail);
    let one_line = new.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = remark("Un nom", &one_line, usize::from(ANALYSIS_NAME_MAX))?;
    if name.is_empty() {
        return Err(invalid("Nommez cette analyse."));
    }
    let inquiry = Inquiry::of_query(&new.query)
        .ok_or_else(|| invalid("Donnez l’adresse d’une analyse, avec son sujet."))?;
    let user_id = caller.user_id;
    // One after the other, or two at once would have the same name.
    users::lock_active(conn, user_id)?;
    if saved_analyses::is_named(conn, user_id, &name)? {
        let detail = "Une de vos analyses porte déjà ce nom. Donnez-en un autre, ou supprimez-la.";
        return Err(invalid(detail));
    }
    if saved_analyses::count(conn, user_id)? >= MOST {
        let detail = format!("Vous gardez {MOST}\u{a0}analyses. Supprimez-en une d’abord.");
        return Err(invalid(&detail));
    }
    let query = inquiry.query();
    let entry = NewEntry { user_id, name: &name, query: &query, created_at: now };
    let id = saved_analyses::insert(conn, &entry)?;
    Ok(SavedAnalysis { id, name, query, created_at: clock::iso(now) })
}

/// Forgets one of the caller.
///
/// # Errors
/// `NotFound` where the caller keeps none with this number.
pub fn delete(conn: &mut AnyConn, caller: &Caller, id: i32) -> Result<(), ApiError> {
    if saved_analyses::delete(conn, caller.user_id, id)? {
        return Ok(());
    }
    Err(ApiError::not_found())
}

fn told(entry: Entry) -> SavedAnalysis {
    let Entry { id, name, query, created_at } = entry;
    SavedAnalysis { id, name, query, created_at: clock::iso(created_at) }
}
