//! Open access: how an edition is made of a definitive frozen base, and what the national team decides.

mod make;
mod published;

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use domain::{
    dto::{OpenAccess, OpenBase, OpenChoice, OpenIndicatorLabel, ProblemCode, SnapshotKind},
    open::{Content, OpenIndicator, indicators},
};

pub use make::make;
pub use published::OpenReader;

use super::year::{from_json, json};
use crate::{
    clock,
    db::{
        AnyConn,
        open_editions::{self, NewEdition, StoredEdition},
        snapshots,
    },
    error::ApiError,
};

/// What is open and what can be, for the national team.
pub fn administration(conn: &mut AnyConn) -> Result<OpenAccess, ApiError> {
    let choice = open_editions::choice(conn)?;
    let chosen_by = match choice.as_ref().and_then(|choice| choice.chosen_by) {
        Some(id) => snapshots::taker(conn, id)?,
        None => None,
    };
    let editions = open_editions::all(conn)?;
    let current = open_editions::stamp(conn)?.map(|stamp| stamp.snapshot_id);
    let mut bases = Vec::new();
    for base in snapshots::all(conn)? {
        if base.kind != SnapshotKind::Definitive {
            continue;
        }
        let edition = editions.iter().find(|one| one.snapshot_id == base.id);
        let published_by = match edition.and_then(|one| one.published_by) {
            Some(id) => snapshots::taker(conn, id)?,
            None => None,
        };
        let at = |when: fn(&StoredEdition) -> Option<NaiveDateTime>| {
            edition.and_then(when).map(clock::iso)
        };
        bases.push(OpenBase {
            snapshot: base.id,
            year: base.year,
            name: base.name,
            taken_at: clock::iso(base.taken_at),
            published_at: at(|one| Some(one.published_at)),
            published_by,
            withdrawn_at: at(|one| one.withdrawn_at),
            is_current: current == Some(base.id),
            withheld: edition.map(|one| u32::try_from(one.withheld).unwrap_or_default()),
        });
    }
    Ok(OpenAccess {
        indicators: indicators().iter().map(label).collect(),
        chosen: chosen(conn)?.into_iter().collect(),
        chosen_by,
        chosen_at: choice.map(|choice| clock::iso(choice.chosen_at)),
        bases,
    })
}

fn label(one: &OpenIndicator) -> OpenIndicatorLabel {
    let (family, organism, antibiotic) = match one.content {
        Content::Consumption(family) => (Some(family.code.to_owned()), None, None),
        Content::Resistance { code, measure, .. } => {
            (None, Some(code.to_owned()), Some(measure.code().to_owned()))
        }
    };
    OpenIndicatorLabel { id: one.id.to_owned(), label: one.label(), family, organism, antibiotic }
}

/// Ids of the indicators that are open: the usual ones as long as nobody chose.
fn chosen(conn: &mut AnyConn) -> Result<BTreeSet<String>, ApiError> {
    if let Some(choice) = open_editions::choice(conn)? {
        return from_json(&choice.indicators);
    }
    let usual = indicators().iter().filter(|one| one.is_usual);
    Ok(usual.map(|one| one.id.to_owned()).collect())
}

/// Chooses the indicators that are open from now on.
pub fn choose(
    conn: &mut AnyConn,
    by: i32,
    choice: &OpenChoice,
    now: NaiveDateTime,
) -> Result<OpenAccess, ApiError> {
    let chosen: BTreeSet<&str> = choice.indicators.iter().map(String::as_str).collect();
    let unknown = chosen.iter().find(|id| indicators().iter().all(|one| one.id != **id));
    if let Some(id) = unknown {
        let detail = format!("L’indicateur «\u{a0}{id}\u{a0}» n’existe pas.");
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    if chosen.is_empty() {
        let detail = "Gardez au moins un indicateur\u{a0}; pour tout fermer, retirez l’édition.";
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    open_editions::choose(conn, &json(&chosen)?, by, now)?;
    administration(conn)
}

/// Publishes an edition that was made.
pub fn publish(
    conn: &mut AnyConn,
    by: Option<i32>,
    new: &NewEdition,
    now: NaiveDateTime,
) -> Result<OpenAccess, ApiError> {
    open_editions::publish(conn, new, by, now)?;
    administration(conn)
}

/// Takes an edition back. What was copied of it stays where it is.
pub fn withdraw(
    conn: &mut AnyConn,
    snapshot: i32,
    now: NaiveDateTime,
) -> Result<OpenAccess, ApiError> {
    if !open_editions::withdraw(conn, snapshot, now)? {
        return Err(ApiError::not_found());
    }
    administration(conn)
}
