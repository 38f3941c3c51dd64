//! What the labels of an establishment stand for, as it said itself.

use diesel::prelude::*;
use domain::dto::{LabelAnswer, LabelField};

use super::{
    AnyConn,
    backend::{chunk_rows, on_backend},
    codes::{decode, encode},
    schema::own_labels,
};

/// The answers of an establishment for one field, by label.
pub fn of_field(
    conn: &mut AnyConn,
    finess: &str,
    field: LabelField,
) -> QueryResult<Vec<LabelAnswer>> {
    let rows: Vec<(String, Option<String>)> = own_labels::table
        .filter(own_labels::finess.eq(finess))
        .filter(own_labels::field.eq(encode(field)?))
        .order(own_labels::label.asc())
        .select((own_labels::label, own_labels::code))
        .load(conn)?;
    Ok(rows.into_iter().map(|(label, code)| LabelAnswer { label, code }).collect())
}

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

/// Takes the answers for a field back.
pub fn clear(conn: &mut AnyConn, finess: &str, field: LabelField) -> QueryResult<()> {
    let these = own_labels::table
        .filter(own_labels::finess.eq(finess))
        .filter(own_labels::field.eq(encode(field)?));
    diesel::delete(these).execute(conn)?;
    Ok(())
}

/// Adds answers, in the place of those before for the same labels; labels are distinct.
pub fn put(
    conn: &mut AnyConn,
    finess: &str,
    field: LabelField,
    answers: &[LabelAnswer],
) -> QueryResult<()> {
    let field = encode(field)?;
    for chunk in answers.chunks(chunk_rows(4)) {
        let labels = chunk.iter().map(|answer| answer.label.as_str());
        let these = own_labels::table
            .filter(own_labels::finess.eq(finess))
            .filter(own_labels::field.eq(&field))
            .filter(own_labels::label.eq_any(labels));
        diesel::delete(these).execute(conn)?;
        let rows: Vec<_> = chunk
            .iter()
            .map(|answer| {
                (
                    own_labels::finess.eq(finess),
                    own_labels::field.eq(&field),
                    own_labels::label.eq(&answer.label),
                    own_labels::code.eq(&answer.code),
                )
            })
            .collect();
        on_backend!(conn, |c| diesel::insert_into(own_labels::table).values(rows).execute(c))?;
    }
    Ok(())
}
