//! Which cells to hide, and the proof that it is enough.

use std::collections::{BTreeMap, BTreeSet};

use super::alternative::{Change, add, is_believable, room};
use super::rise::rise;
use super::rule::{Level, Reason, Rule};
use super::search::{Aim, Effort, cheapest};
use super::tables::{CellId, Tables};

/// The cheapest change, while it is found quickly.
const CHEAPEST: Effort = Effort { weight: 0, most: 400 };
/// Any change, with the sums that are still off mended first.
const NEAREST: Effort = Effort { weight: 1 << 32, most: 300 };
/// Changes by hidden cells alone that are added up before one has to do.
const MOST_CHANGES: u32 = 16;

/// What is not published of [`Tables`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suppressions {
    reasons: BTreeMap<CellId, Reason>,
    intervals: BTreeMap<CellId, Interval>,
    /// States that the searches looked at: the work that it was, whatever the machine.
    pub steps: u64,
    /// Cells for which no other way was found than hiding all that is tied to them.
    pub withheld: u32,
}

/// Values that a reader of all that is published has to believe possible, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    pub lowest: i64,
    pub highest: i64,
}

impl Suppressions {
    pub fn is_hidden(&self, cell: CellId) -> bool {
        self.reasons.contains_key(&cell)
    }

    /// The hidden cells, each with why. Not for readers.
    pub fn reasons(&self) -> &BTreeMap<CellId, Reason> {
        &self.reasons
    }

    /// What stays possible of each sensitive cell, computed ones included, proven by other tables that agree with
    /// all that is published. Where everything that is tied to a cell is hidden, it has no line.
    pub fn intervals(&self) -> &BTreeMap<CellId, Interval> {
        &self.intervals
    }
}

/// Hides what `rule` calls sensitive, and as few patients more as it finds, so that a reader of all the tables cannot
/// tell how much a sensitive cell is within its protection levels, nor any hidden cell exactly.
///
/// Each sensitive cell ends with a proof: whole tables that agree with all that is published and in which
/// it is as low, or as high, as it has to be. Proofs are checked anew at the end; a cell without one takes all
/// that is tied to it along. Same tables, same answer. A sensitive cell
/// takes a bounded number of searches of bounded length for itself and for each establishment it is kept from, and
/// so does each cell that is published again for each proof that uses it, whatever the size of the tables.
pub fn protect(tables: &Tables, rule: &Rule) -> Suppressions {
    let mut cover = Cover::of(tables, rule);
    for index in 0..cover.sensitive.len() {
        if !cover.prove(index, Means::Hide) {
            cover.withhold(cover.sensitive[index].cell);
        }
    }
    cover.publish_what_is_not_needed();
    cover.check();
    cover.suppressions()
}

/// The sensitive cells that hiding `hidden` alone leaves without a proof of their protection.
pub fn exposed(tables: &Tables, rule: &Rule, hidden: &BTreeSet<CellId>) -> BTreeSet<CellId> {
    let mut cover = Cover::of(tables, rule);
    cover.hidden = (0..tables.cells.len()).map(|cell| hidden.contains(&CellId(cell))).collect();
    let mut exposed = BTreeSet::new();
    for index in 0..cover.sensitive.len() {
        let cell = cover.sensitive[index].cell;
        if !cover.is_open(cell) || !cover.prove(index, Means::Keep) {
            exposed.insert(CellId(cell));
        }
    }
    exposed
}

struct Sensitive {
    cell: usize,
    reason: Reason,
    level: Level,
    /// First against readers, then against each establishment that knows a cell of the first.
    proofs: Vec<Proof>,
}

/// Other tables that agree with all that is published: one has the cell low, the other high.
#[derive(Clone, Default)]
struct Proof {
    /// An establishment that knows the cells that are its own alone.
    against: Option<u32>,
    low: Change,
    high: Change,
}

impl Proof {
    fn cells(&self) -> impl Iterator<Item = usize> {
        self.low.keys().chain(self.high.keys()).copied()
    }
}

/// Whether a proof may hide more cells.
#[derive(Clone, Copy, PartialEq)]
enum Means {
    Keep,
    Hide,
}

/// Where a cell has to go: up (1) or down (−1), how far, and without the cells of whom. More cells are hidden
/// on the way up alone.
#[derive(Clone, Copy)]
struct Way {
    cell: usize,
    sign: i64,
    far: i64,
    against: Option<u32>,
    means: Means,
}

struct Cover<'a> {
    tables: &'a Tables,
    sensitive: Vec<Sensitive>,
    hidden: Vec<bool>,
    /// By cell, the sensitive ones whose proofs change it.
    users: Vec<BTreeSet<usize>>,
    withheld: BTreeSet<usize>,
    steps: u64,
}

impl<'a> Cover<'a> {
    /// What is sensitive by itself, hidden where it is published; those that need most room first.
    fn of(tables: &'a Tables, rule: &Rule) -> Self {
        let mut sensitive = Vec::new();
        let mut hidden = vec![false; tables.cells.len()];
        for (cell, data) in tables.cells.iter().enumerate() {
            let Some((reason, level)) = rule.sensitive(data) else { continue };
            hidden[cell] = data.is_published();
            sensitive.push(Sensitive { cell, reason, level, proofs: Vec::new() });
        }
        sensitive.sort_by_key(|of| (-of.level.above.max(of.level.width), of.cell));
        let users = vec![BTreeSet::new(); hidden.len()];
        Self { tables, sensitive, hidden, users, withheld: BTreeSet::new(), steps: 0 }
    }

    fn is_open(&self, cell: usize) -> bool {
        self.hidden[cell] || !self.tables.cells[cell].is_published()
    }

    /// Finds the proofs of a sensitive cell; with [`Means::Hide`], hides what they take.
    fn prove(&mut self, index: usize, means: Means) -> bool {
        let (cell, level) = (self.sensitive[index].cell, self.sensitive[index].level);
        if self.withheld.contains(&cell) {
            return true;
        }
        let Some(of_readers) = self.proof(cell, level, None, means) else { return false };
        let mut proofs = vec![of_readers];
        for owner in self.knowing(cell, &proofs[0]) {
            let Some(proof) = self.proof(cell, level, Some(owner), means) else { return false };
            proofs.push(proof);
        }
        self.accept(index, proofs);
        true
    }

    /// The establishments that know a cell of a proof, and not the sensitive one.
    fn knowing(&self, cell: usize, proof: &Proof) -> BTreeSet<u32> {
        let of = |cell: usize| self.tables.cells[cell].known_to();
        proof.cells().filter_map(of).filter(|owner| of(cell) != Some(*owner)).collect()
    }

    /// As high as asked, as low as what is hidden allows, and what is missing to the width above.
    fn proof(
        &mut self,
        cell: usize,
        level: Level,
        against: Option<u32>,
        means: Means,
    ) -> Option<Proof> {
        let mut proof = Proof { against, ..Proof::default() };
        let mut up = Way { cell, sign: 1, far: level.above, against, means };
        self.reach(up, &mut proof.high).then_some(())?;
        let left = level.width - level.above;
        self.reach(Way { sign: -1, far: left, means: Means::Keep, ..up }, &mut proof.low);
        let low = proof.low.get(&cell).copied().unwrap_or_default();
        up.far = level.above.max(level.width + low);
        self.reach(up, &mut proof.high).then_some(proof)
    }

    /// Takes proofs in the place of those a sensitive cell had.
    fn accept(&mut self, index: usize, proofs: Vec<Proof>) {
        for cell in self.sensitive[index].proofs.iter().flat_map(Proof::cells) {
            self.users[cell].remove(&index);
        }
        for cell in proofs.iter().flat_map(Proof::cells) {
            self.users[cell].insert(index);
        }
        self.sensitive[index].proofs = proofs;
    }

    /// Changes the tables until the cell is as far as it has to be: change after change, like the paths
    /// of a flow, first by hidden cells alone.
    fn reach(&mut self, way: Way, change: &mut Change) -> bool {
        for round in 0..=MOST_CHANGES {
            let left = way.far - change.get(&way.cell).copied().unwrap_or_default() * way.sign;
            if left <= 0 {
                return true;
            }
            let least = if round < MOST_CHANGES { 1 } else { left };
            let Some(step) = self.step(way, left, least, change) else { return false };
            for &used in step.keys() {
                self.hidden[used] |= self.tables.cells[used].is_published();
            }
            let times = room(self.tables, change, &step, left);
            add(change, &step, times);
        }
        change.get(&way.cell).copied().unwrap_or_default() * way.sign >= way.far
    }

    /// A change on the way, by hidden cells alone if it fits `least` times, else one that goes all that is left.
    fn step(&mut self, way: Way, left: i64, least: i64, from: &Change) -> Option<Change> {
        let tries = [
            (least, NEAREST, Means::Keep),
            (left, CHEAPEST, Means::Hide),
            (left, NEAREST, Means::Hide),
        ];
        for (times, effort, means) in tries {
            if means == Means::Hide && way.means == Means::Keep {
                return None;
            }
            let aim = Aim { cell: way.cell, sign: way.sign, times, from };
            let cost = |cell| self.cost(cell, way.against, means);
            let (step, steps) = cheapest(self.tables, aim, effort, cost);
            self.steps += steps;
            if step.is_some() {
                return step;
            }
        }
        let cost = |cell| self.cost(cell, way.against, Means::Hide);
        let (step, steps) = rise(self.tables, way.cell, cost);
        self.steps += steps;
        step
    }

    /// What it costs to leave a cell open: the patients lost. Zeros are told, and what an establishment knows
    /// does not hide anything from it.
    fn cost(&self, cell: usize, against: Option<u32>, means: Means) -> Option<u64> {
        let data = &self.tables.cells[cell];
        if against.is_some() && data.known_to() == against {
            return None;
        }
        if self.is_open(cell) {
            return Some(0);
        }
        let may = means == Means::Hide && data.value > 0;
        may.then(|| u64::try_from(data.value).unwrap_or_default().min(1 << 40) + 1)
    }

    /// Hides all that is tied to a cell, by whatever sums: nothing is left to compute it from.
    fn withhold(&mut self, cell: usize) {
        let mut waiting = vec![cell];
        while let Some(cell) = waiting.pop() {
            if !self.withheld.insert(cell) {
                continue;
            }
            self.hidden[cell] = self.tables.cells[cell].is_published();
            for (relation, _) in &self.tables.cells[cell].relations {
                waiting.extend(self.tables.relations[*relation].iter().map(|(cell, _)| *cell));
            }
        }
    }

    /// Publishes again, the greatest first, what later choices made needless.
    fn publish_what_is_not_needed(&mut self) {
        let primary: BTreeSet<usize> = self.sensitive.iter().map(|of| of.cell).collect();
        let mut more: Vec<usize> = (0..self.hidden.len())
            .filter(|cell| self.hidden[*cell] && !primary.contains(cell))
            .filter(|cell| !self.withheld.contains(cell))
            .collect();
        more.sort_by_key(|cell| (-self.tables.cells[*cell].value, *cell));
        for &cell in &more {
            self.hidden[cell] = false;
            let users: Vec<usize> = self.users[cell].iter().copied().collect();
            let before: Vec<Vec<Proof>> =
                users.iter().map(|index| self.sensitive[*index].proofs.clone()).collect();
            if !users.iter().all(|index| self.prove(*index, Means::Keep)) {
                self.hidden[cell] = true;
                for (index, proofs) in users.into_iter().zip(before) {
                    self.accept(index, proofs);
                }
            }
        }
        // A proof that was found anew may have left a cell that was kept for it.
        for cell in more {
            self.hidden[cell] &= !self.users[cell].is_empty();
        }
    }

    /// Checks every proof against what is published in the end.
    fn check(&mut self) {
        for index in 0..self.sensitive.len() {
            let cell = self.sensitive[index].cell;
            if !self.withheld.contains(&cell) && !self.is_proven(&self.sensitive[index]) {
                self.withhold(cell);
            }
        }
    }

    /// Whether the proofs of a sensitive cell hold, one for readers and one for each establishment that
    /// the first does not hold against.
    fn is_proven(&self, of: &Sensitive) -> bool {
        let Some(of_readers) = of.proofs.first() else { return false };
        let against: BTreeSet<u32> = of.proofs.iter().filter_map(|proof| proof.against).collect();
        of_readers.against.is_none()
            && self.knowing(of.cell, of_readers) == against
            && of.proofs.iter().all(|proof| self.holds(of, proof))
    }

    fn holds(&self, of: &Sensitive, proof: &Proof) -> bool {
        let far = |change: &Change| change.get(&of.cell).copied().unwrap_or_default();
        let is_unknown = |cell: usize| {
            self.is_open(cell)
                && (proof.against.is_none() || self.tables.cells[cell].known_to() != proof.against)
        };
        far(&proof.low) <= 0
            && far(&proof.high) >= of.level.above
            && far(&proof.high) - far(&proof.low) >= of.level.width
            && is_believable(self.tables, &proof.low, is_unknown)
            && is_believable(self.tables, &proof.high, is_unknown)
    }

    /// What is hidden for the reason of a sensitive cell: itself, or where it is computed what it is taken off.
    fn hidden_for(&self, of: &Sensitive) -> Vec<usize> {
        if self.tables.cells[of.cell].is_published() {
            return vec![of.cell];
        }
        let relations = self.tables.cells[of.cell].relations.iter();
        let members = relations.flat_map(|(relation, _)| &self.tables.relations[*relation]);
        let parts = members.filter(|(_, coefficient)| *coefficient > 0).map(|(cell, _)| *cell);
        parts.filter(|cell| self.hidden[*cell]).collect()
    }

    fn suppressions(self) -> Suppressions {
        let mut found = Suppressions { steps: self.steps, ..Suppressions::default() };
        for (cell, _) in self.hidden.iter().enumerate().filter(|(_, hidden)| **hidden) {
            found.reasons.insert(CellId(cell), Reason::Neighbour);
        }
        for of in &self.sensitive {
            let id = CellId(of.cell);
            for cell in self.hidden_for(of) {
                let reason = found.reasons.entry(CellId(cell)).or_insert(of.reason);
                *reason = of.reason.min(*reason);
            }
            if self.withheld.contains(&of.cell) {
                found.withheld += 1;
                continue;
            }
            let Some(proof) = of.proofs.first() else { continue };
            let value = self.tables.cells[of.cell].value;
            let at = |change: &Change| value + change.get(&of.cell).copied().unwrap_or_default();
            let interval = Interval { lowest: at(&proof.low), highest: at(&proof.high) };
            found.intervals.insert(id, interval);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two rows without a sum in common, each with a small cell.
    fn rows() -> (Tables, [[CellId; 3]; 2]) {
        let mut tables = Tables::default();
        let rows =
            [[3, 40, 43], [2, 60, 62]].map(|row| row.map(|value| tables.patients(value, None)));
        for [small, other, total] in rows {
            tables.sum(total, &[small, other]).unwrap();
        }
        (tables, rows)
    }

    #[test]
    fn a_cell_without_a_proof_takes_all_that_is_tied_to_it_along_and_nothing_else() {
        let (tables, [first, second]) = rows();
        let rule = Rule::current();
        let mut cover = Cover::of(&tables, &rule);
        assert!(cover.prove(0, Means::Hide) && cover.prove(1, Means::Hide));
        let cell = cover.sensitive[0].cell;
        assert_eq!(CellId(cell), first[0]);
        // A proof that puts a sum off is none.
        cover.sensitive[0].proofs[0].high.insert(cell, 9);
        cover.check();
        let found = cover.suppressions();
        assert_eq!(found.withheld, 1);
        assert_eq!(first.map(|cell| found.is_hidden(cell)), [true; 3]);
        assert_eq!(second.map(|cell| found.is_hidden(cell)), [true, true, false]);
        assert!(!found.intervals().contains_key(&first[0]));
        assert_eq!(found.intervals()[&second[0]], Interval { lowest: 1, highest: 5 });
    }

    #[test]
    fn reasons_tell_the_small_cell_from_its_neighbour() {
        let (tables, [first, _]) = rows();
        let found = protect(&tables, &Rule::current());
        let reasons = first.map(|cell| found.reasons().get(&cell).copied());
        assert_eq!(reasons, [Some(Reason::FewPatients), Some(Reason::Neighbour), None]);
        assert!(Reason::FewPatients.is_primary() && !Reason::Neighbour.is_primary());
        assert_eq!(exposed(&tables, &Rule::current(), &BTreeSet::from([first[0]])).len(), 2);
    }
}
