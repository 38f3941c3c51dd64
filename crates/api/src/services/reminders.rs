//! Reminders before a deadline: to each référent, what their establishments have not delivered.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    dto::{Contact, ImportKind, ProblemCode},
    import::kind_label,
};

use super::{campaigns, imports::RATE_KINDS, year::YearImports};
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

/// What to tell, by person and deadline.
type Letters = BTreeMap<(i32, NaiveDate), Vec<Missing>>;

/// Queues one mail for each référent who has something left to deliver; gives their number.
pub fn send(
    conn: &mut AnyConn,
    post: &Post,
    year: i32,
    deadline: NaiveDate,
    now: NaiveDateTime,
) -> Result<usize, ApiError> {
    let mut letters = Letters::new();
    for (user_id, finess) in memberships::referents(conn)? {
        let own = establishments::find(conn, &finess)?.ok_or_else(ApiError::not_found)?;
        let files = missing(conn, &own, year)?;
        if !files.is_empty() {
            letters.entry((user_id, deadline)).or_default().push(told(post, &own, files));
        }
    }
    queue(conn, post, (year, &letters), now)
}

/// Queues one mail for each référent of some establishments whose year is open, with the deadline of each: what is
/// left to deliver, or that the year is to be closed. Gives the number of mails.
pub fn of_campaign(
    conn: &mut AnyConn,
    post: &Post,
    (year, chosen): (i32, &[&Entry]),
    referents: &BTreeMap<String, (i32, Contact)>,
    now: NaiveDateTime,
) -> Result<usize, ApiError> {
    let mut letters = Letters::new();
    for own in chosen {
        let Some((user_id, _)) = referents.get(&own.finess) else { continue };
        let deadline = campaigns::deadline(conn, &own.finess, year)?.ok_or_else(|| {
            let detail = format!("L’année {year} n’a pas de campagne\u{a0}: ouvrez-la d’abord.");
            ApiError::rule(ProblemCode::Invalid, detail)
        })?;
        let mut files = missing(conn, own, year)?;
        if files.is_empty() {
            files.push("la clôture de l’année");
        }
        letters.entry((*user_id, deadline)).or_default().push(told(post, own, files));
    }
    queue(conn, post, (year, &letters), now)
}

fn told(post: &Post, own: &Entry, files: Vec<&'static str>) -> Missing {
    let imports = post.page(&format!("etablissements/{}/imports", own.finess));
    Missing { place: own.title(), files, imports }
}

fn queue(
    conn: &mut AnyConn,
    post: &Post,
    (year, letters): (i32, &Letters),
    now: NaiveDateTime,
) -> Result<usize, ApiError> {
    for ((user_id, deadline), missing) in letters {
        let day = deadline.format("%d/%m/%Y").to_string();
        post.tell(conn, *user_id, &letter(year, &day, missing), now)?;
    }
    Ok(letters.len())
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
