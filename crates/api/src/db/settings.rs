//! Small facts about the database itself, by name.

use diesel::{OptionalExtension, QueryDsl, QueryResult, RunQueryDsl, upsert::excluded};

use super::{AnyConn, backend::on_backend, schema::settings};

/// The value kept under a name.
pub fn find(conn: &mut AnyConn, name: &str) -> QueryResult<Option<String>> {
    settings::table.find(name).select(settings::value).first(conn).optional()
}

/// Keeps a value under a name.
pub fn set(conn: &mut AnyConn, name: &str, value: &str) -> QueryResult<()> {
    use diesel::ExpressionMethods;
    let row = (settings::name.eq(name), settings::value.eq(value));
    on_backend!(conn, |c| diesel::insert_into(settings::table)
        .values(row)
        .on_conflict(settings::name)
        .do_update()
        .set(settings::value.eq(excluded(settings::value)))
        .execute(c))?;
    Ok(())
}
