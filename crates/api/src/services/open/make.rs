//! How an edition is made: every figure of a definitive base by nation, region and type, protected year by year.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    dto::{ProblemCode, SnapshotKind},
    open::{Maker, Member, OpenPlace},
    resistance::Method,
    verdict::versions,
};
use sha2::{Digest, Sha256};

use crate::{
    db::{
        AnyConn,
        bases::{Base, Group, Population},
        open_editions::{self, NewEdition},
        resistance_rollups::Wanted,
        rollups,
        snapshots::{self, SnapshotMember},
        sums::Periods,
    },
    error::ApiError,
    services::sums,
};

/// Makes the edition of a definitive base, or takes the one that was made before.
pub fn make(conn: &mut AnyConn, snapshot: i32) -> Result<NewEdition, ApiError> {
    let stored = snapshots::find(conn, snapshot)?.ok_or_else(ApiError::not_found)?;
    if stored.kind != SnapshotKind::Definitive {
        let detail = "Seule une base définitive peut être ouverte à tous.";
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    if let Some((made, content)) = open_editions::find(conn, snapshot)? {
        let (digest, withheld) = (made.digest, made.withheld);
        return Ok(NewEdition { snapshot_id: snapshot, content, digest, withheld });
    }
    let base = Base::Snapshot(snapshot);
    let members = snapshots::stored_members(conn, snapshot)?;
    let mut maker = Maker::default();
    for year in stored.first_year..=stored.year {
        gather(conn, &mut maker, (base, year), &members)?;
        maker.end_year(year, versions(year)).map_err(|error| ApiError::Unexpected(error.into()))?;
    }
    let (edition, withheld) = maker.finish();
    let content = super::published::pack(&edition)?;
    Ok(NewEdition {
        snapshot_id: snapshot,
        digest: domain::hex(&Sha256::digest(&content)),
        content,
        withheld: i32::try_from(withheld).unwrap_or(i32::MAX),
    })
}

fn gather(
    conn: &mut AnyConn,
    maker: &mut Maker,
    (base, year): (Base, i32),
    members: &[SnapshotMember],
) -> Result<(), ApiError> {
    let asked = (&[year][..], Periods::Years);
    let of_each = rollups::by_establishment(conn, base, &Population::NATION, asked)?;
    let numbered: BTreeMap<&str, (u32, &SnapshotMember)> =
        (0..).zip(members).map(|(number, one)| (one.finess.as_str(), (number, one))).collect();
    for (finess, totals) in &of_each {
        if let Some((number, SnapshotMember { region, kind, .. })) = numbered.get(finess.as_str()) {
            let member = Member { number: *number, region, kind };
            maker.establishment(year, member, totals);
        }
    }
    for place in places(members) {
        let of_place = population(&place);
        let consumption = sums::consumption(conn, (base, &of_place), &[year], Periods::Years)?;
        let wanted = Wanted { method: Method::Spares, parts: None, quarters: false };
        let isolates = sums::resistance(conn, (base, &of_place), &[year], wanted)?;
        maker.place((year, &place), (&consumption.totals, &isolates));
    }
    Ok(())
}

/// The nation, and every region and type of the base.
fn places(members: &[SnapshotMember]) -> BTreeSet<OpenPlace> {
    let of_one = |one: &SnapshotMember| {
        [OpenPlace::Region(one.region.clone()), OpenPlace::Type(one.kind.clone())]
    };
    members.iter().flat_map(of_one).chain([OpenPlace::Nation]).collect()
}

fn population(place: &OpenPlace) -> Population {
    let (region, kind) = match place {
        OpenPlace::Nation => (None, None),
        OpenPlace::Region(code) => (Some(code.clone()), None),
        OpenPlace::Type(code) => (None, Some(code.clone())),
    };
    Population::Many(Group { region, kind })
}
