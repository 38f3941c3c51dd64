//! Sums over the establishments of a population: stored where nothing has changed since, else made from what is
//! below. Both ways add in the same order, so that they give the same numbers to the last bit.

use std::collections::BTreeSet;

use domain::resistance::{Sums, whole_periods};

use crate::{
    db::{
        AnyConn, Db,
        bases::{Base, Group, Population},
        resistance_rollups::{self, Wanted},
        rollups,
        sums::{self, Periods, Place, Side, Stored, Summed},
    },
    error::ApiError,
};

/// How often changes are looked for: other processes make some too.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_secs(20);

/// Sums of one kind.
trait Summing: Stored {
    /// Everything that there is of a side.
    fn everything(side: Side) -> Self::Wanted;
    /// Those of the establishments of a population, from their own roll-ups.
    fn of_members(
        conn: &mut AnyConn,
        of: (Base, &Population),
        asked: (&[i32], Self::Wanted),
    ) -> Result<Self, ApiError>;
    fn add(&mut self, other: &Self);
}

impl Summing for Summed {
    fn everything(_: Side) -> Periods {
        Periods::Both
    }

    fn of_members(
        conn: &mut AnyConn,
        (base, population): (Base, &Population),
        asked: (&[i32], Periods),
    ) -> Result<Self, ApiError> {
        let mut all = Self::default();
        for (finess, totals) in rollups::by_establishment(conn, base, population, asked)? {
            all.add(&Self::one(&finess, totals));
        }
        Ok(all)
    }

    fn add(&mut self, other: &Self) {
        Self::add(self, other);
    }
}

impl Summing for Sums {
    fn everything(side: Side) -> Wanted {
        let method = match side {
            Side::Resistance(method) => method,
            Side::Consumption => domain::resistance::Method::Spares,
        };
        Wanted { method, parts: None, quarters: true }
    }

    fn of_members(
        conn: &mut AnyConn,
        (base, population): (Base, &Population),
        (years, wanted): (&[i32], Wanted),
    ) -> Result<Self, ApiError> {
        let cells = resistance_rollups::cells(conn, base, population, (years, wanted))?;
        let mut days = resistance_rollups::days(conn, base, population, years)?;
        let mut delivered = resistance_rollups::delivered_periods(conn, base, population, years)?;
        let mut all = Self::default();
        for (finess, cells) in cells {
            let days = days.remove(&finess).unwrap_or_default();
            let delivered = delivered.remove(&finess).unwrap_or_default();
            let whole = whole_periods(delivered.into_iter());
            all.add(&Self::of(&finess, cells, &days, &whole));
        }
        Ok(all)
    }

    fn add(&mut self, other: &Self) {
        Self::add(self, other);
    }
}

/// The totals of a population over some years, with who is behind them.
pub fn consumption(
    conn: &mut AnyConn,
    of: (Base, &Population),
    years: &[i32],
    periods: Periods,
) -> Result<Summed, ApiError> {
    read(conn, of, (years, periods))
}

/// The isolates and days of a population over some years, with who is behind them.
pub fn resistance(
    conn: &mut AnyConn,
    of: (Base, &Population),
    years: &[i32],
    wanted: Wanted,
) -> Result<Sums, ApiError> {
    read(conn, of, (years, wanted))
}

fn read<S: Summing>(
    conn: &mut AnyConn,
    (base, population): (Base, &Population),
    (years, wanted): (&[i32], S::Wanted),
) -> Result<S, ApiError> {
    let Population::Many(group) = population else {
        return S::of_members(conn, (base, population), (years, wanted));
    };
    let stale = sums::stale(conn, base, S::side(wanted), years)?;
    let holds_stale = |year: &i32| {
        stale.get(year).is_some_and(|leaves| leaves.iter().any(|leaf| group.holds(leaf)))
    };
    let (changed, same): (Vec<i32>, Vec<i32>) = years.iter().partition(|year| holds_stale(year));
    let mut all: S = sums::load(conn, base, group, (&same, wanted))?;
    for year in changed {
        let place = Place { base, side: S::side(wanted), year };
        let mut leaves = sums::leaves(conn, place)?;
        let stale = stale.get(&year).cloned().unwrap_or_default();
        leaves.extend(stale.iter().cloned());
        all.add(&Tree { place, leaves, stale }.sum(conn, group, wanted)?);
    }
    Ok(all)
}

/// The groups of a year, some of them changed.
struct Tree {
    place: Place,
    leaves: BTreeSet<Group>,
    stale: BTreeSet<Group>,
}

impl Tree {
    fn sum<S: Summing>(
        &self,
        conn: &mut AnyConn,
        group: &Group,
        wanted: S::Wanted,
    ) -> Result<S, ApiError> {
        let Place { base, year, .. } = self.place;
        if !self.stale.iter().any(|leaf| group.holds(leaf)) {
            return Ok(sums::load(conn, base, group, (&[year], wanted))?);
        }
        let parts = parts(group, &self.leaves);
        if parts.is_empty() {
            let population = Population::Many(group.clone());
            return S::of_members(conn, (base, &population), (&[year], wanted));
        }
        let mut all = S::default();
        for part in parts {
            all.add(&self.sum(conn, &part, wanted)?);
        }
        Ok(all)
    }
}

/// What a group is the sum of, in the order of addition: the nation of its regions, a region of its types, a type of
/// its regions. Nothing where it is the sum of its establishments.
fn parts(group: &Group, leaves: &BTreeSet<Group>) -> BTreeSet<Group> {
    let of_group = leaves.iter().filter(|leaf| group.holds(leaf));
    match (&group.region, &group.kind) {
        (Some(_), Some(_)) => BTreeSet::new(),
        (Some(_), None) | (None, Some(_)) => of_group.cloned().collect(),
        (None, None) => {
            of_group.map(|leaf| Group { region: leaf.region.clone(), kind: None }).collect()
        }
    }
}

/// Makes the sums anew that have waited the longest; false when none wait.
pub fn settle_one(conn: &mut AnyConn) -> Result<bool, ApiError> {
    let Some(place) = sums::first_stale(conn)? else { return Ok(false) };
    match place.side {
        Side::Consumption => settle::<Summed>(conn, place)?,
        Side::Resistance(_) => settle::<Sums>(conn, place)?,
    }
    Ok(true)
}

fn settle<S: Summing>(conn: &mut AnyConn, place: Place) -> Result<(), ApiError> {
    let wanted = S::everything(place.side);
    let (ids, changed) = sums::changes(conn, place)?;
    for leaf in &changed {
        let of = (place.base, &Population::Many(leaf.clone()));
        let sum = S::of_members(conn, of, (&[place.year], wanted))?;
        sums::replace(conn, place, leaf, &sum.rows(place.year)?)?;
    }
    let leaves = sums::leaves(conn, place)?;
    let mut wholes = BTreeSet::from([Group::default()]);
    for Group { region, kind } in changed {
        wholes.insert(Group { region, kind: None });
        wholes.insert(Group { region: None, kind });
    }
    // The nation adds regions: it comes last.
    for group in wholes.iter().rev() {
        let mut all = S::default();
        for part in parts(group, &leaves) {
            let part: S = sums::load(conn, place.base, &part, (&[place.year], wanted))?;
            all.add(&part);
        }
        sums::replace(conn, place, group, &all.rows(place.year)?)?;
    }
    Ok(sums::settled(conn, &ids)?)
}

/// Keeps the sums of a server, now and from now on.
pub async fn run(db: &Db) {
    let mut written = db.written();
    loop {
        let waits = db.read(|conn| Ok(sums::first_stale(conn)?.is_some())).await;
        let settled = match waits {
            Ok(true) => db.write(settle_one).await,
            other => other,
        };
        match settled {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!("Failed to {error}"),
        }
        // Whether something was written or not: changes are looked for.
        let _ = tokio::time::timeout(LOOK_EVERY, written.changed()).await;
    }
}

/// Whether the sums of some years of a base are those of its roll-ups; sums that wait are not asked.
pub fn agree(conn: &mut AnyConn, base: Base, years: &[i32]) -> Result<bool, ApiError> {
    for year in years {
        for side in Side::all() {
            let place = Place { base, side, year: *year };
            if !sums::stale(conn, base, side, &[*year])?.is_empty() {
                continue;
            }
            let agrees = match side {
                Side::Consumption => agrees::<Summed>(conn, place)?,
                Side::Resistance(_) => agrees::<Sums>(conn, place)?,
            };
            if !agrees {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn agrees<S: Summing + PartialEq>(conn: &mut AnyConn, place: Place) -> Result<bool, ApiError> {
    let (base, years, wanted) = (place.base, [place.year], S::everything(place.side));
    let leaves = sums::leaves(conn, place)?;
    let tree = Tree { place, stale: leaves.clone(), leaves };
    for group in sums::groups(conn, place)? {
        let made: S = tree.sum(conn, &group, wanted)?;
        if made != sums::load::<S>(conn, base, &group, (&years, wanted))? {
            return Ok(false);
        }
    }
    Ok(true)
}
