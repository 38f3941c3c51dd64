//! Frozen bases: taking one, and proving that it has not changed.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use domain::{
    dto::{NewSnapshot, ProblemCode, Snapshot, SnapshotCounts, SnapshotKind, SnapshotVerification},
    verdict::versions,
};
use sha2::{Digest, Sha256};

use super::year::{from_json, json};
use crate::{
    clock,
    db::{
        AnyConn,
        bases::Base,
        campaigns,
        establishments::{self, Entry},
        snapshots::{self, SnapshotMember, StoredSnapshot},
        sums,
    },
    error::ApiError,
    services,
};

/// Years of a base: that of the campaign and those that its evolutions show.
const YEARS: i32 = 5;
/// Longest name, in characters.
const MAX_NAME: usize = 80;

/// Copies the roll-ups of a campaign under a number of their own. A definitive base takes, of each year that
/// had a campaign, only what its establishments closed; a year without a campaign counts as it is.
///
/// The transaction has read nothing yet.
pub fn take(
    conn: &mut AnyConn,
    taken_by: Option<i32>,
    (year, new): (i32, &NewSnapshot),
    now: NaiveDateTime,
) -> Result<Snapshot, ApiError> {
    let name = new.name.trim();
    if name.is_empty() || name.chars().count() > MAX_NAME {
        let detail = format!("Donnez un nom à la base, en {MAX_NAME}\u{a0}caractères au plus.");
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    snapshots::read_one_state(conn)?;
    let collected: BTreeSet<i32> = campaigns::all(conn)?.iter().map(|one| one.year).collect();
    if !collected.contains(&year) {
        let detail = format!("L’année {year} n’a pas de campagne\u{a0}: ouvrez-la d’abord.");
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    let (id, first_year) = (snapshots::next_id(conn)?, year - YEARS + 1);
    for copied in first_year..=year {
        let closed_alone = new.kind == SnapshotKind::Definitive && collected.contains(&copied);
        snapshots::copy(conn, id, copied, closed_alone)?;
    }
    snapshots::tell_planner(conn)?;
    let members = members(conn, id)?;
    let versions = json(&versions(year))?;
    let stored = StoredSnapshot {
        id,
        year,
        kind: new.kind,
        name: name.to_owned(),
        first_year,
        digest: digest(conn, &members, &versions)?,
        versions,
        counts: json(&counts(conn, id, year)?)?,
        taken_by,
        taken_at: now,
    };
    snapshots::insert(conn, &stored, &members)?;
    sums::mark_frozen(conn, id, first_year..=year)?;
    told(conn, stored)
}

/// The establishments of a base that was copied, as the registry has them now, by FINESS.
fn members(conn: &mut AnyConn, id: i32) -> Result<Vec<SnapshotMember>, ApiError> {
    let copied = snapshots::copied_members(conn, id)?;
    let copied: Vec<&str> = copied.iter().map(String::as_str).collect();
    let member = |one: Entry| SnapshotMember {
        snapshot_id: id,
        finess: one.finess,
        name: one.name,
        region: one.region,
        kind: one.kind,
    };
    let mut members: Vec<SnapshotMember> =
        establishments::find_all(conn, &copied)?.into_iter().map(member).collect();
    members.sort_by(|a, b| a.finess.cmp(&b.finess));
    Ok(members)
}

fn counts(conn: &mut AnyConn, id: i32, year: i32) -> Result<SnapshotCounts, ApiError> {
    let mut of_base = |base| -> Result<[BTreeSet<String>; 2], ApiError> {
        let consumption = snapshots::with_consumption(conn, base, year)?;
        let resistance = snapshots::with_resistance(conn, base, year)?;
        Ok([consumption.into_iter().collect(), resistance.into_iter().collect()])
    };
    let [consumption, resistance] = of_base(Base::Snapshot(id))?;
    let live = of_base(Base::Live)?;
    let frozen: BTreeSet<&String> = consumption.union(&resistance).collect();
    let delivered: BTreeSet<&String> = live.iter().flatten().collect();
    let number = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    Ok(SnapshotCounts {
        consumption: number(consumption.len()),
        resistance: number(resistance.len()),
        left_out: number(delivered.difference(&frozen).count()),
    })
}

/// SHA-256 over the versions and, establishment by establishment, over what it was called and all its rows.
/// The same on both databases.
fn digest(
    conn: &mut AnyConn,
    members: &[SnapshotMember],
    versions: &str,
) -> Result<String, ApiError> {
    let mut digest = Sha256::new();
    let mut add = |line: &str| {
        digest.update(line.as_bytes());
        digest.update(b"\n");
    };
    add(versions);
    for member in members {
        let SnapshotMember { snapshot_id, finess, name, region, kind } = member;
        add(&json(&(finess, name, region, kind))?);
        snapshots::lines(conn, *snapshot_id, finess)?.iter().for_each(|line| add(line));
    }
    Ok(domain::hex(&digest.finalize()))
}

/// The frozen bases of a campaign, the newest first.
pub fn of_year(conn: &mut AnyConn, year: i32) -> Result<Vec<Snapshot>, ApiError> {
    let stored = snapshots::of_year(conn, year)?;
    stored.into_iter().map(|one| told(conn, one)).collect()
}

/// Computes the digest of a frozen base again.
pub fn verify(conn: &mut AnyConn, id: i32) -> Result<SnapshotVerification, ApiError> {
    let stored = snapshots::find(conn, id)?.ok_or_else(ApiError::not_found)?;
    let members = snapshots::stored_members(conn, id)?;
    let recomputed = digest(conn, &members, &stored.versions)?;
    let years: Vec<i32> = (stored.first_year..=stored.year).collect();
    let sums_agree = services::sums::agree(conn, Base::Snapshot(id), &years)?;
    let unchanged = sums_agree && recomputed == stored.digest;
    Ok(SnapshotVerification { digest: stored.digest, recomputed, sums_agree, unchanged })
}

fn told(conn: &mut AnyConn, stored: StoredSnapshot) -> Result<Snapshot, ApiError> {
    let taken_by = match stored.taken_by {
        Some(id) => snapshots::taker(conn, id)?,
        None => None,
    };
    Ok(Snapshot {
        id: stored.id,
        year: stored.year,
        first_year: stored.first_year,
        kind: stored.kind,
        name: stored.name,
        taken_at: clock::iso(stored.taken_at),
        taken_by,
        digest: stored.digest,
        versions: from_json(&stored.versions)?,
        counts: from_json(&stored.counts)?,
    })
}
