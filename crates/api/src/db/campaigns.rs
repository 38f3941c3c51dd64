//! Campaigns, and the later deadlines of single establishments.

use chrono::NaiveDateTime;
use diesel::{prelude::*, upsert::excluded};
use domain::dto::Campaign;

use super::{
    AnyConn,
    backend::on_backend,
    schema::{campaign_extensions as extensions, campaigns},
};

type Columns = (campaigns::year, campaigns::opens_on, campaigns::deadline, campaigns::message);
const COLUMNS: Columns =
    (campaigns::year, campaigns::opens_on, campaigns::deadline, campaigns::message);

fn read((year, opens_on, deadline, message): (i32, String, String, String)) -> Campaign {
    Campaign { year, opens_on, deadline, message }
}

/// Every campaign, the newest first.
pub fn all(conn: &mut AnyConn) -> QueryResult<Vec<Campaign>> {
    let rows: Vec<(i32, String, String, String)> =
        campaigns::table.order(campaigns::year.desc()).select(COLUMNS).load(conn)?;
    Ok(rows.into_iter().map(read).collect())
}

/// The campaign of a year.
pub fn find(conn: &mut AnyConn, year: i32) -> QueryResult<Option<Campaign>> {
    let row: Option<(i32, String, String, String)> =
        campaigns::table.find(year).select(COLUMNS).first(conn).optional()?;
    Ok(row.map(read))
}

/// Stores the campaign of a year.
pub fn set(
    conn: &mut AnyConn,
    campaign: &Campaign,
    (user_id, now): (i32, NaiveDateTime),
) -> QueryResult<()> {
    let row = (
        campaigns::year.eq(campaign.year),
        campaigns::opens_on.eq(&campaign.opens_on),
        campaigns::deadline.eq(&campaign.deadline),
        campaigns::message.eq(&campaign.message),
        campaigns::updated_by.eq(user_id),
        campaigns::updated_at.eq(now),
    );
    on_backend!(conn, |c| diesel::insert_into(campaigns::table)
        .values(row)
        .on_conflict(campaigns::year)
        .do_update()
        .set((
            campaigns::opens_on.eq(excluded(campaigns::opens_on)),
            campaigns::deadline.eq(excluded(campaigns::deadline)),
            campaigns::message.eq(excluded(campaigns::message)),
            campaigns::updated_by.eq(excluded(campaigns::updated_by)),
            campaigns::updated_at.eq(excluded(campaigns::updated_at)),
        ))
        .execute(c))?;
    Ok(())
}

/// The last day of an establishment, when it has one of its own.
pub fn extension(conn: &mut AnyConn, year: i32, finess: &str) -> QueryResult<Option<String>> {
    extensions::table.find((year, finess)).select(extensions::until).first(conn).optional()
}

/// Gives an establishment a last day of its own.
pub fn extend(conn: &mut AnyConn, year: i32, finess: &str, until: &str) -> QueryResult<()> {
    let row =
        (extensions::year.eq(year), extensions::finess.eq(finess), extensions::until.eq(until));
    on_backend!(conn, |c| diesel::insert_into(extensions::table)
        .values(row)
        .on_conflict((extensions::year, extensions::finess))
        .do_update()
        .set(extensions::until.eq(excluded(extensions::until)))
        .execute(c))?;
    Ok(())
}
