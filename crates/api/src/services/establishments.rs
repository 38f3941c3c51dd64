//! The registry as people see it: search, one establishment, an EHPAD added by hand.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use domain::{
    dto::{Establishment, Level, LinkedEstablishment, NewEhpad, Page, ProblemCode},
    nomenclature::{department_of, establishment_type, normalise_finess, region},
};

use super::{
    journal::{self, Event},
    search,
};
use crate::{
    cursor,
    db::{
        AnyConn,
        establishments::{self, Entry},
    },
    error::ApiError,
    text,
};

/// Words of a search that count; no establishment needs more.
const MAX_WORDS: usize = 12;

/// Establishments that a person may add in a day.
const A_DAY: i64 = 20;

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    pub text: String,
    pub region: Option<String>,
    pub kind: Option<String>,
    pub cursor: Option<String>,
    pub limit: usize,
}

/// A page of the establishments that match, best matches first.
pub fn list(conn: &mut AnyConn, query: &Search) -> Result<Page<Establishment>, ApiError> {
    let words: Vec<String> = text::words(&query.text).into_iter().take(MAX_WORDS).collect();
    let found =
        establishments::candidates(conn, &words, query.region.as_deref(), query.kind.as_deref())?;
    let total = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let mut ranked = search::rank(found, &words);
    if let Some(cursor) = &query.cursor {
        let last: String = cursor::decode(cursor)?;
        let start = ranked.iter().position(|c| c.finess == last).map_or(ranked.len(), |at| at + 1);
        ranked.drain(..start);
    }
    ranked.truncate(query.limit + 1);
    let page = cursor::page(ranked, query.limit, total, |c| c.finess.clone());
    let numbers: Vec<&str> = page.items.iter().map(|c| c.finess.as_str()).collect();
    let entries = establishments::find_all(conn, &numbers)?;
    let mut shown: HashMap<String, Establishment> =
        describe(conn, entries)?.into_iter().map(|e| (e.finess.clone(), e)).collect();
    let items = numbers.iter().filter_map(|finess| shown.remove(*finess)).collect();
    Ok(Page { items, total, next: page.next })
}

/// One establishment.
pub fn find(conn: &mut AnyConn, finess: &str) -> Result<Establishment, ApiError> {
    let entry = establishments::find(conn, finess)?.ok_or_else(ApiError::not_found)?;
    describe(conn, vec![entry])?.pop().ok_or_else(ApiError::not_found)
}

/// Adds an EHPAD, which the registry does not hold.
pub fn add_ehpad(
    conn: &mut AnyConn,
    user_id: i32,
    new: &NewEhpad,
    now: NaiveDateTime,
) -> Result<Establishment, ApiError> {
    let entry = ehpad(new)?;
    journal::bound(conn, user_id, "establishment_added", A_DAY, now)?;
    if !establishments::insert_manual(conn, &entry)? {
        let detail =
            format!("L’établissement {} est déjà connu\u{a0}: recherchez-le.", entry.finess);
        return Err(ApiError::rule(ProblemCode::EstablishmentExists, detail));
    }
    let event = Event::EstablishmentAdded { name: entry.name.clone() };
    journal::record(conn, (user_id, &entry.finess), now, None, &event)?;
    find(conn, &entry.finess)
}

fn ehpad(new: &NewEhpad) -> Result<Entry, ApiError> {
    let finess = checked(&new.finess)?;
    let legal = new.finess_legal.as_deref().map(str::trim).filter(|legal| !legal.is_empty());
    // Attached to a hospital when its legal entity is named, on its own otherwise.
    let (finess_legal, kind) = match legal {
        Some(legal) => (checked(legal)?, "EHPAD_R"),
        None => (finess.clone(), "EHPAD_A"),
    };
    let (Some(name), Some(city)) = (text::name(&new.name, 150), text::name(&new.city, 150)) else {
        let detail = "Indiquez le nom et la commune, en 150\u{a0}caractères au plus chacun et sans \
                      adresse internet.";
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    };
    if region(&new.region).is_none() {
        let detail = "Choisissez la région dans la liste proposée.";
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    let department = department_of(&finess).filter(|one| one.region == new.region);
    Ok(Entry {
        search_key: search::key(&name, &city, &finess),
        finess,
        level: Level::Site,
        finess_legal,
        name,
        city,
        region: new.region.clone(),
        department: department.map(|one| one.code.to_owned()),
        kind: kind.to_owned(),
        beds: None,
        days: None,
    })
}

fn checked(finess: &str) -> Result<String, ApiError> {
    normalise_finess(finess)
        .map_err(|error| ApiError::rule(ProblemCode::InvalidFiness, error.to_string()))
}

/// Adds labels and the other level to what is stored.
fn describe(conn: &mut AnyConn, entries: Vec<Entry>) -> Result<Vec<Establishment>, ApiError> {
    let mut links: HashMap<String, Vec<LinkedEstablishment>> = HashMap::new();
    for (finess, other) in establishments::linked(conn, &entries)? {
        links.entry(finess).or_default().push(other);
    }
    let label = |label: Option<&str>, code: &str| label.unwrap_or(code).to_owned();
    Ok(entries
        .into_iter()
        .map(|entry| {
            let mut linked = links.remove(&entry.finess).unwrap_or_default();
            linked.sort_by(|a, b| (&a.name, &a.finess).cmp(&(&b.name, &b.finess)));
            Establishment {
                region_label: label(region(&entry.region).map(|r| r.label), &entry.region),
                type_label: label(establishment_type(&entry.kind).map(|t| t.label), &entry.kind),
                finess: entry.finess,
                level: entry.level,
                finess_legal: entry.finess_legal,
                name: entry.name,
                city: entry.city,
                region: entry.region,
                kind: entry.kind,
                linked,
            }
        })
        .collect())
}
