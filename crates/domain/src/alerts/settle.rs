//! Which cases are known, and which raise an alert.
//!
//! A case is new when no alert of its year nor of the year before has it. New cases of one unit, definition
//! and type of carbapenemase are one alert; they join the one that waits there, if any. Whatever
//! somebody wrote about stays, also once no isolate shows it any more; an alert that nobody touched
//! goes with its isolates.

use std::collections::{BTreeMap, BTreeSet};

use super::cases::{Case, CaseKey};
use super::definition::Definition;

/// An alert as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAlert {
    pub id: i32,
    /// Somebody decided about it, or wrote in its draft.
    pub touched: bool,
    pub definition: String,
    /// As in [`Case::unit`].
    pub unit: String,
    /// In order.
    pub cases: Vec<CaseKey>,
}

/// What becomes of the alerts of a year.
#[derive(Debug, Default)]
pub struct Settled<'c, 'a> {
    pub kept: Vec<Kept<'c, 'a>>,
    /// Numbers of those that nobody touched and no isolate shows any more.
    pub dropped: Vec<i32>,
    pub raised: Vec<Raised<'c, 'a>>,
    /// Some cases are of no alert of the year any more: the year after may have to tell of them.
    pub let_go: bool,
}

/// An alert that stays.
#[derive(Debug)]
pub struct Kept<'c, 'a> {
    pub id: i32,
    /// All that it knows from now on, in order.
    pub cases: Vec<CaseKey>,
    /// Those that isolates show; none for one that only what was written keeps.
    pub found: Vec<&'c Case<'a>>,
    /// It has new cases to tell of.
    pub joined: bool,
}

/// A new alert.
#[derive(Debug)]
pub struct Raised<'c, 'a> {
    pub definition: &'static Definition,
    pub unit: &'c str,
    pub found: Vec<&'c Case<'a>>,
}

/// Puts the cases of a year to the alerts that have them, or to new ones. `before` are the cases of
/// the alerts of the year before.
pub fn settle<'c, 'a>(
    cases: &'c [Case<'a>],
    stored: &[StoredAlert],
    before: &[CaseKey],
) -> Settled<'c, 'a> {
    let owned: Vec<(usize, &CaseKey)> = stored
        .iter()
        .enumerate()
        .flat_map(|(alert, one)| one.cases.iter().map(move |key| (alert, key)))
        .collect();
    let all: Vec<&Case<'a>> = cases.iter().collect();
    let keys: Vec<&CaseKey> = owned.iter().map(|(_, key)| *key).collect();
    let known = pair(&all, &keys);
    let unknown: Vec<&Case<'a>> = left(&all, &known);
    let elsewhere = pair(&unknown, &before.iter().collect::<Vec<_>>());
    let fresh = left(&unknown, &elsewhere);

    let mut settled = Settled::default();
    for (alert, one) in stored.iter().enumerate() {
        let mut kept = Kept { id: one.id, cases: Vec::new(), found: Vec::new(), joined: false };
        for (place, (_, key)) in owned.iter().enumerate().filter(|(_, (of, _))| *of == alert) {
            let found = known.iter().position(|known| *known == Some(place));
            match found.map(|found| all[found]) {
                Some(case) => {
                    // A type that is told later stays; one that is no longer told is not forgotten.
                    let mechanism = case.key.mechanism.clone().or_else(|| key.mechanism.clone());
                    kept.cases.push(CaseKey { place: key.place.clone(), mechanism });
                    kept.found.push(case);
                }
                None if one.touched => kept.cases.push((*key).clone()),
                None => settled.let_go = true,
            }
        }
        if one.touched || !kept.found.is_empty() {
            settled.kept.push(kept);
        } else {
            settled.dropped.push(one.id);
        }
    }
    raise(&mut settled, stored, &fresh);
    settled.kept.iter_mut().for_each(|kept| kept.cases.sort_unstable());
    settled
}

fn raise<'c, 'a>(settled: &mut Settled<'c, 'a>, stored: &[StoredAlert], fresh: &[&'c Case<'a>]) {
    let mut groups: BTreeMap<(&str, &str, Option<&str>), Vec<&'c Case<'a>>> = BTreeMap::new();
    for case in fresh {
        let group = (case.definition.id, case.unit.as_str(), case.key.mechanism.as_deref());
        groups.entry(group).or_default().push(case);
    }
    for ((definition, unit, mechanism), cases) in groups {
        let waits = |kept: &&mut Kept<'_, '_>| {
            let stored = stored.iter().find(|one| one.id == kept.id);
            stored
                .is_some_and(|one| !one.touched && one.definition == definition && one.unit == unit)
                && kept.cases.iter().all(|case| case.mechanism.as_deref() == mechanism)
        };
        match settled.kept.iter_mut().find(waits) {
            Some(kept) => {
                kept.cases.extend(cases.iter().map(|case| case.key.clone()));
                kept.found.extend(cases);
                kept.joined = true;
            }
            None => settled.raised.extend(cases.first().map(|first| Raised {
                definition: first.definition,
                unit: &first.unit,
                found: cases.clone(),
            })),
        }
    }
}

/// The cases that an alert has, with the isolates of today.
pub fn cases_in<'c, 'a>(cases: &'c [Case<'a>], alert: &[CaseKey]) -> Vec<&'c Case<'a>> {
    let all: Vec<&Case<'a>> = cases.iter().collect();
    let paired = pair(&all, &alert.iter().collect::<Vec<_>>());
    all.into_iter().zip(paired).filter_map(|(case, place)| place.map(|_| case)).collect()
}

fn left<'c, 'a>(cases: &[&'c Case<'a>], paired: &[Option<usize>]) -> Vec<&'c Case<'a>> {
    let both = cases.iter().zip(paired);
    both.filter(|(_, place)| place.is_none()).map(|(case, _)| *case).collect()
}

/// For each case the place of its key among the known ones: the same type of carbapenemase first,
/// then one that is not told on either side. Each key serves once.
fn pair(cases: &[&Case<'_>], known: &[&CaseKey]) -> Vec<Option<usize>> {
    let mut by_place: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (place, key) in known.iter().enumerate() {
        by_place.entry(&key.place).or_default().insert(place);
    }
    let mut paired = vec![None; cases.len()];
    for exact in [true, false] {
        for (case, pair) in cases.iter().zip(&mut paired).filter(|(_, pair)| pair.is_none()) {
            let Some(places) = by_place.get_mut(case.key.place.as_str()) else { continue };
            let fits = |place: &usize| {
                let key = known[*place];
                if exact { *key == case.key } else { key.fits(&case.key) }
            };
            let found = places.iter().copied().find(|place| fits(place));
            if let Some(place) = found {
                places.remove(&place);
                *pair = Some(place);
            }
        }
    }
    paired
}
