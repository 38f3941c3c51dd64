//! What the labels of an establishment stand for, as it said itself.

use diesel::prelude::*;
use domain::{dto::LabelField, labels::Meaning};

use super::{
    AnyConn,
    backend::{chunk_rows, on_backend},
    codes::{decode, encode},
    schema::own_labels,
};

/// All the answers of an establishment.
pub fn all(
    conn: &mut AnyConn,
    finess: &str,
) -> QueryResult<Vec<(LabelField, String, Option<String>)>> {
    let rows: Vec<(String, String, Option<String>)> = own_labels::table
        .filter(own_labels::finess.eq(finess))
        .select((own_labels::field, own_labels::label, own_labels::code))
        .load(conn)?;
    rows.into_iter().map(|(field, label, code)| Ok((decode(&field)?, label, code))).collect()
}

/// An answer of some establishment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub finess: String,
    pub field: LabelField,
    pub label: String,
    pub code: Option<String>,
}

/// The answers of every establishment.
pub fn everywhere(conn: &mut AnyConn) -> QueryResult<Vec<Answer>> {
    let rows: Vec<(String, String, String, Option<String>)> = own_labels::table
        .select((own_labels::finess, own_labels::field, own_labels::label, own_labels::code))
        .load(conn)?;
    rows.into_iter()
        .map(|(finess, field, label, code)| {
            Ok(Answer { finess, field: decode(&field)?, label, code })
        })
        .collect()
}

/// Changes the answers for some labels of a field; `None` takes one back. Labels are distinct.
pub fn change(
    conn: &mut AnyConn,
    finess: &str,
    field: LabelField,
    answers: &[(String, Option<Meaning>)],
) -> QueryResult<()> {
    let field = encode(field)?;
    for chunk in answers.chunks(chunk_rows(4)) {
        let labels = chunk.iter().map(|(label, _)| label);
        let these = own_labels::table
            .filter(own_labels::finess.eq(finess))
            .filter(own_labels::field.eq(&field))
            .filter(own_labels::label.eq_any(labels));
        diesel::delete(these).execute(conn)?;
        let given = chunk.iter().filter_map(|(label, answer)| Some((label, answer.as_ref()?)));
        let rows: Vec<_> = given
            .map(|(label, meaning)| {
                (
                    own_labels::finess.eq(finess),
                    own_labels::field.eq(&field),
                    own_labels::label.eq(label),
                    own_labels::code.eq(meaning.code()),
                )
            })
            .collect();
        on_backend!(conn, |c| diesel::insert_into(own_labels::table).values(rows).execute(c))?;
    }
    Ok(())
}
