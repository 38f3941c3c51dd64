//! What the national team said of synonyms; decisions only ever grow.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::dto::LabelField;

use super::{
    AnyConn,
    codes::{decode, encode},
    schema::{synonym_decisions, users},
};

/// A decision on a label, in its plain form, and a meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub field: LabelField,
    pub label: String,
    pub code: Option<String>,
    pub accepted: bool,
    /// Establishments that gave this meaning when it was decided.
    pub establishments: u32,
}

/// Who decided, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub by: String,
    pub at: NaiveDateTime,
}

/// All decisions.
pub fn newest_first(conn: &mut AnyConn) -> QueryResult<Vec<(Decision, Signature)>> {
    type Row = (String, String, Option<String>, bool, i32, String, NaiveDateTime);
    let rows: Vec<Row> = synonym_decisions::table
        .inner_join(users::table)
        .order(synonym_decisions::id.desc())
        .select((
            synonym_decisions::field,
            synonym_decisions::label,
            synonym_decisions::code,
            synonym_decisions::accepted,
            synonym_decisions::establishments,
            users::full_name,
            synonym_decisions::created_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(field, label, code, accepted, establishments, by, at)| {
            let establishments = u32::try_from(establishments).unwrap_or_default();
            let field = decode(&field)?;
            let decision = Decision { field, label, code, accepted, establishments };
            Ok((decision, Signature { by, at }))
        })
        .collect()
}

/// Adds a decision.
pub fn insert(
    conn: &mut AnyConn,
    decision: &Decision,
    (user_id, now): (i32, NaiveDateTime),
) -> QueryResult<()> {
    let row = (
        synonym_decisions::field.eq(encode(decision.field)?),
        synonym_decisions::label.eq(&decision.label),
        synonym_decisions::code.eq(decision.code.as_deref()),
        synonym_decisions::accepted.eq(decision.accepted),
        synonym_decisions::establishments
            .eq(i32::try_from(decision.establishments).unwrap_or(i32::MAX)),
        synonym_decisions::user_id.eq(user_id),
        synonym_decisions::created_at.eq(now),
    );
    diesel::insert_into(synonym_decisions::table).values(row).execute(conn)?;
    Ok(())
}
