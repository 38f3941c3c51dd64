//! Campaigns: what the national team says of the collection of a year.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::dto::{Campaign, NewCampaign, ProblemCode};

use super::{
    imports::lock,
    journal::{self, Event},
};
use crate::{
    db::{AnyConn, campaigns, establishments},
    error::ApiError,
};

/// Longest message to the establishments, in characters.
const MAX_MESSAGE: usize = 2_000;

/// The last day of an establishment; nothing for a year without a campaign.
pub fn deadline(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
) -> Result<Option<NaiveDate>, ApiError> {
    let Some(campaign) = campaigns::find(conn, year)? else { return Ok(None) };
    let own = campaigns::extension(conn, year, finess)?;
    day(own.as_deref().unwrap_or(&campaign.deadline)).map(Some)
}

/// Midnight of the first day of a campaign; of the year after the data without one.
pub fn opening(conn: &mut AnyConn, year: i32) -> Result<NaiveDateTime, ApiError> {
    let campaign = campaigns::find(conn, year)?;
    let first = campaign.map_or_else(|| format!("{}-01-01", year + 1), |one| one.opens_on);
    Ok(day(&first)?.and_time(NaiveTime::MIN))
}

/// Stores the campaign of a year.
pub fn set(
    conn: &mut AnyConn,
    user_id: i32,
    year: i32,
    new: &NewCampaign,
    now: NaiveDateTime,
) -> Result<Campaign, ApiError> {
    let (opens_on, deadline) = (day(&new.opens_on)?, day(&new.deadline)?);
    if deadline < opens_on {
        return Err(invalid("La date limite vient avant l’ouverture."));
    }
    if new.message.chars().count() > MAX_MESSAGE {
        return Err(invalid(&format!("Le message a plus de {MAX_MESSAGE} caractères.")));
    }
    let campaign = Campaign {
        year,
        opens_on: opens_on.to_string(),
        deadline: deadline.to_string(),
        message: new.message.trim().to_owned(),
    };
    campaigns::set(conn, &campaign, (user_id, now))?;
    Ok(campaign)
}

/// Gives an establishment a last day of its own.
pub fn extend(
    conn: &mut AnyConn,
    user_id: i32,
    (year, finess): (i32, &str),
    until: &str,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let until = day(until)?;
    let campaign = campaigns::find(conn, year)?.ok_or_else(ApiError::not_found)?;
    if establishments::find(conn, finess)?.is_none() {
        return Err(ApiError::not_found());
    }
    if until < day(&campaign.deadline)? {
        return Err(invalid("Le délai finit avant la date limite de la campagne."));
    }
    lock(conn, finess)?;
    campaigns::extend(conn, year, finess, &until.to_string())?;
    let event = Event::DeadlineExtended { year, until: until.to_string() };
    journal::record(conn, (user_id, finess), now, None, &event)
}

fn day(text: &str) -> Result<NaiveDate, ApiError> {
    text.parse().map_err(|_| invalid("Donnez les dates comme 2025-06-30."))
}

fn invalid(detail: &str) -> ApiError {
    ApiError::rule(ProblemCode::Invalid, detail)
}
