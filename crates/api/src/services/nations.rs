//! The nation of a base and year, kept in memory with the models that were fitted to it: each establishment is
//! compared with all of them at every question. What has changed since is seen by the revisions of roll-ups, and read
//! anew.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use domain::{
    casemix::{self, Model, Row, Unfit},
    consumption::{Glossary, Packed, Question},
    dto::{PeerFigure, Versions},
    peers::{self, Consumer, Member, Reference},
};

use crate::{
    db::{
        AnyConn,
        bases::{Base, Group, Population},
        rollups::{self, Holder},
        snapshots,
        sums::Periods,
    },
    error::ApiError,
};

/// Years of bases that are kept; the roll-ups of 1 700 establishments are some 10 MB.
const MOST_YEARS: usize = 3;
/// Questions of which the model and the ratios are kept for each of them, some 3 MB each.
const MOST_QUESTIONS: usize = 8;
/// Where more establishments have changed, all are read at once.
const FEW_CHANGES: usize = 50;

/// The nations that were asked for last.
#[derive(Debug, Default)]
pub struct Nations(Mutex<Vec<Kept>>);

/// A nation, once it is read; locked while somebody reads it.
type Shared = Arc<Mutex<Option<Arc<Nation>>>>;

#[derive(Debug)]
struct Kept {
    base: Base,
    year: i32,
    nation: Shared,
}

/// The establishments of a base with their roll-ups of one year.
#[derive(Debug)]
pub struct Nation {
    /// Name of the base, for its readers.
    base: String,
    /// By FINESS.
    holders: Vec<Holder>,
    /// Of each of them.
    packed: Vec<Arc<Packed>>,
    glossary: Glossary,
    answers: Mutex<Vec<(Question, Arc<Expected>)>>,
}

/// What the establishments of a nation are expected to consume, for one question.
#[derive(Debug)]
pub enum Expected {
    /// With the figures of each that consumed something.
    ByModel { model: Box<Model>, figures: Vec<PeerFigure> },
    /// There is no model: what each consumed, to be compared with the rates of the nation.
    Unfit { why: Unfit, members: Vec<Member<Consumer>> },
}

impl Nations {
    /// The nation as the transaction sees it.
    pub fn of(&self, conn: &mut AnyConn, base: Base, year: i32) -> Result<Arc<Nation>, ApiError> {
        let holders = rollups::holders(conn, base, year)?;
        let shared = self.shared(base, year);
        let mut known = lock(&shared);
        if let Some(nation) = &*known
            && nation.holders == holders
        {
            return Ok(Arc::clone(nation));
        }
        let nation = Arc::new(Nation::read(conn, (base, year), holders, known.as_deref())?);
        *known = Some(Arc::clone(&nation));
        Ok(nation)
    }

    /// Where the nation of a base and year is kept, or will be.
    fn shared(&self, base: Base, year: i32) -> Shared {
        let mut all = lock(&self.0);
        let known = all.iter().position(|kept| kept.base == base && kept.year == year);
        let kept = match known {
            Some(place) => all.remove(place),
            None => Kept { base, year, nation: Shared::default() },
        };
        let nation = Arc::clone(&kept.nation);
        all.truncate(MOST_YEARS - 1);
        all.insert(0, kept);
        nation
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Nation {
    /// Reads the roll-ups that are not those of `known` any more.
    fn read(
        conn: &mut AnyConn,
        (base, year): (Base, i32),
        holders: Vec<Holder>,
        known: Option<&Self>,
    ) -> Result<Self, ApiError> {
        let before = known.into_iter().flat_map(|known| known.holders.iter().zip(&known.packed));
        let before: BTreeMap<(&str, i64), &Arc<Packed>> = before
            .map(|(holder, packed)| ((holder.finess.as_str(), holder.revision), packed))
            .collect();
        let same = |one: &Holder| before.get(&(one.finess.as_str(), one.revision)).copied();
        let changed: Vec<&Holder> = holders.iter().filter(|one| same(one).is_none()).collect();
        let asked = (&[year][..], Periods::Years);
        let mut found = BTreeMap::new();
        if changed.len() > FEW_CHANGES {
            found = rollups::by_establishment(conn, base, &Population::NATION, asked)?;
        } else {
            for one in changed {
                let own = Population::Establishment(one.finess.clone());
                found.append(&mut rollups::by_establishment(conn, base, &own, asked)?);
            }
        }
        let mut glossary = known.map(|known| known.glossary.clone()).unwrap_or_default();
        let packed = holders.iter().map(|one| match same(one) {
            Some(packed) => Arc::clone(packed),
            None => Arc::new(glossary.pack(&found.remove(&one.finess).unwrap_or_default())),
        });
        let packed = packed.collect();
        let base = match base {
            Base::Live => "Base en cours".to_owned(),
            Base::Snapshot(id) => snapshots::find(conn, id)?.ok_or_else(ApiError::not_found)?.name,
        };
        Ok(Self { base, holders, packed, glossary, answers: Mutex::default() })
    }

    /// Whether an establishment is one of a group.
    pub fn holds(&self, group: &Group, finess: &str) -> bool {
        let found = self.holders.binary_search_by(|one| one.finess.as_str().cmp(finess));
        found.is_ok_and(|place| group.holds(&self.holders[place].group))
    }

    /// What the establishments are expected to consume of what is asked, by the model of all of them.
    pub fn expected(&self, question: &Question, versions: &Versions) -> Arc<Expected> {
        let known =
            lock(&self.answers).iter().find(|(of, _)| of == question).map(|(_, one)| one.clone());
        if let Some(answer) = known {
            return answer;
        }
        let answer = Arc::new(self.fit(question, versions));
        let mut answers = lock(&self.answers);
        answers.truncate(MOST_QUESTIONS - 1);
        answers.insert(0, (question.clone(), Arc::clone(&answer)));
        answer
    }

    fn fit(&self, question: &Question, versions: &Versions) -> Expected {
        let taken = self.glossary.taken(question);
        let member = |(one, packed): (&Holder, &Arc<Packed>)| Member {
            finess: one.finess.clone(),
            name: one.name.clone(),
            answer: Consumer {
                kind: one.group.kind.clone().unwrap_or_default(),
                sums: taken.sums(packed),
            },
        };
        let members: Vec<Member<Consumer>> =
            self.holders.iter().zip(&self.packed).map(member).collect();
        let rows = |Member { finess, answer, .. }: &Member<Consumer>| {
            Row::of(finess, &answer.kind, &answer.sums)
        };
        let rows: Vec<Row> = members.iter().flat_map(rows).collect();
        match casemix::fit(&rows, &self.base, versions) {
            Ok(model) => {
                let figures = peers::figures(&members, Reference::Model(&model), versions);
                Expected::ByModel { model: Box::new(model), figures }
            }
            Err(why) => Expected::Unfit { why, members },
        }
    }
}
