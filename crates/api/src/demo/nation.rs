//! A nation to try the product with: establishments of the registry, each in its own size and manner.
//!
//! Which sectors a type of establishment has is assumed; medicines and isolates are drawn from a sample hospital
//! whose rates are near those published for France. The same options give the same base.

use std::{ops::RangeInclusive, path::Path};

use domain::dto::{Level, NewAccount};
use sha2::{Digest, Sha256};

use super::{
    DemoAccount, DemoError, HOSPITALS, PASSWORD,
    invented::{Establishment, shares},
    pattern::{self, Pattern},
};
use crate::{
    auth::{Caller, Member, Passwords, Right, require, rights::NATIONAL},
    clock,
    db::{AnyConn, Db, establishments::Entry, grants, users},
    error::ApiError,
    legal::LegalTexts,
    mail::Post,
    services::{
        accounts, correspondences,
        imports::{self, Asked},
        registry,
    },
};

/// Mail of the account that follows the nation.
pub const EMAIL: &str = "equipe@nationale.example";

/// Establishments below these patient-days do not take part.
const LEAST_DAYS: i32 = 1_000;

/// What is asked of a nation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub establishments: usize,
    pub years: u8,
}

/// Loads a nation into a base that has none; gives the account that follows it.
pub fn load(
    db: &Db,
    passwords: &Passwords,
    texts: &LegalTexts,
    post: &Post,
    (samples, size): (&Path, Size),
) -> Result<DemoAccount, DemoError> {
    let account = DemoAccount { email: EMAIL, password: PASSWORD, follows: "France" };
    let hash = passwords.hash_blocking(PASSWORD)?;
    let terms = &texts.terms.version;
    let Some(caller) = db.write_blocking(|conn| follower(conn, &hash, terms))? else {
        return Ok(account);
    };
    let pattern = Pattern::read(&samples.join("ch-grasse"))?;
    let years = pattern::YEAR - i32::from(size.years) + 1..=pattern::YEAR;
    for entry in participants(size.establishments)? {
        db.write_blocking(|conn| {
            let who = require(conn, &caller, &entry.finess, Right::Manage)?;
            correspondences::replace_drugs(conn, &who, pattern.drugs.clone(), clock::now())?;
            let mut establishment = Establishment::draw(&entry, &pattern)?;
            deliver(conn, post, &who, &mut establishment, years.clone())
        })?;
    }
    Ok(account)
}

/// The account that follows the nation; nothing where it is there already.
fn follower(conn: &mut AnyConn, hash: &str, terms: &str) -> Result<Option<Caller>, ApiError> {
    if users::find_credentials(conn, EMAIL)?.is_some() {
        return Ok(None);
    }
    let now = clock::now();
    let account = NewAccount {
        email: EMAIL.to_owned(),
        password: String::new(),
        full_name: "Nadège Colin".to_owned(),
        accept_terms: true,
    };
    let created = accounts::register(conn, &account, hash, terms, now)?;
    users::verify_email(conn, created.id, now)?;
    grants::insert(conn, created.id, NATIONAL, now)?;
    Ok(Some(Caller::operator(created.id)))
}

/// Sites of the registry, in an order that mixes types and regions.
fn participants(number: usize) -> Result<Vec<Entry>, ApiError> {
    let mut sites: Vec<Entry> = registry::entries()?
        .into_iter()
        .filter(|entry| entry.level == Level::Site && !shares(&entry.kind).is_empty())
        .filter(|entry| entry.days.is_some_and(|days| days >= LEAST_DAYS))
        .filter(|entry| HOSPITALS.iter().all(|hospital| hospital.finess != entry.finess))
        .collect();
    sites.sort_by_cached_key(|entry| Sha256::digest(&entry.finess));
    sites.truncate(number);
    Ok(sites)
}

/// Delivers the years of an establishment.
fn deliver(
    conn: &mut AnyConn,
    post: &Post,
    who: &Member,
    establishment: &mut Establishment<'_>,
    years: RangeInclusive<i32>,
) -> Result<(), ApiError> {
    for year in years {
        for file in establishment.files(year)? {
            let asked = Asked::acknowledging_all();
            imports::store(conn, post, who, &file, &asked, None, clock::now())?;
        }
    }
    Ok(())
}
