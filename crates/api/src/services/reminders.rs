//! Reminders before a deadline: to each référent, what their establishments have not delivered.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use domain::{dto::ImportKind, import::kind_label};

use super::{imports::RATE_KINDS, year::YearImports};
use crate::{
    db::{
        AnyConn,
        establishments::{self, Entry},
        imports, memberships,
    },
    error::ApiError,
    mail::{
        Post,
        letters::establishment::{Missing, deadline as letter},
    },
};

/// Queues one mail for each référent who has something left to deliver; gives their number.
pub fn send(
    conn: &mut AnyConn,
    post: &Post,
    year: i32,
    deadline: NaiveDate,
    now: NaiveDateTime,
) -> Result<usize, ApiError> {
    let mut by_person: BTreeMap<i32, Vec<Missing>> = BTreeMap::new();
    for (user_id, finess) in memberships::referents(conn)? {
        let own = establishments::find(conn, &finess)?.ok_or_else(ApiError::not_found)?;
        let files = missing(conn, &own, year)?;
        if !files.is_empty() {
            let imports = post.page(&format!("etablissements/{finess}/imports"));
            let one = Missing { place: own.title(), files, imports };
            by_person.entry(user_id).or_default().push(one);
        }
    }
    let day = deadline.format("%d/%m/%Y").to_string();
    for (user_id, missing) in &by_person {
        post.tell(conn, *user_id, &letter(year, &day, missing), now)?;
    }
    Ok(by_person.len())
}

/// The files of a year that an establishment lacks; none where the other level delivers.
fn missing(conn: &mut AnyConn, own: &Entry, year: i32) -> Result<Vec<&'static str>, ApiError> {
    let linked = establishments::linked(conn, std::slice::from_ref(own))?;
    let others: Vec<String> = linked.into_iter().map(|(_, other)| other.finess).collect();
    if imports::delivering(conn, &others, year, &RATE_KINDS)?.is_some() {
        return Ok(Vec::new());
    }
    let imports = YearImports::of(&imports::in_force(conn, &own.finess)?, year);
    let lacks = [
        (imports.structure.is_none(), ImportKind::Structure),
        (imports.patient_days.is_empty(), ImportKind::PatientDays),
        (imports.consumption.is_empty(), ImportKind::Consumption),
    ];
    Ok(lacks.into_iter().filter(|(lacks, _)| *lacks).map(|(_, kind)| kind_label(kind)).collect())
}
