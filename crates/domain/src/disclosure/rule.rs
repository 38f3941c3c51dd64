//! Which cells tell of few, and how far from the truth a reader has to stay.

use std::sync::LazyLock;

use serde::Deserialize;

use super::tables::{Cell, Counts};
use crate::nomenclature::embedded;

#[derive(Debug, Deserialize)]
struct Threshold {
    id: &'static str,
    value: u32,
}

static THRESHOLDS: LazyLock<Vec<Threshold>> =
    LazyLock::new(|| embedded::read(embedded::DISCLOSURE));

/// The thresholds of `data/disclosure.csv`, each with its source there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Fewer patients than this are hidden, zero apart.
    pub patients_below: u32,
    /// Fewer patients tested and not resistant than this are kept from being computed, zero apart.
    pub complement_below: u32,
    /// A cell of fewer establishments is hidden.
    pub establishments_below: u32,
    /// A cell is hidden when one establishment makes more than this part of it, in %.
    pub dominance_percent: u32,
    /// How far above a cell that is hidden for its establishments a reader has to believe it can be, in % of its
    /// value; the values that remain are twice as wide.
    pub interval_percent: u32,
}

impl Rule {
    /// The rule in force.
    pub fn current() -> Self {
        let of = |id| THRESHOLDS.iter().find(|row| row.id == id).map_or(0, |row| row.value);
        Self {
            patients_below: of("patients_below"),
            complement_below: of("complement_below"),
            establishments_below: of("establishments_below"),
            dominance_percent: of("dominance_percent"),
            interval_percent: of("interval_percent"),
        }
    }

    /// Why a cell must not be known, with the distance that protects it. Zero tells of nobody.
    pub(super) fn sensitive(&self, cell: &Cell) -> Option<(Reason, Level)> {
        if cell.value == 0 {
            return None;
        }
        match cell.counts {
            Counts::Patients => few(cell.value, self.patients_below)
                .map(|level| (Reason::FewPatients, level))
                .or_else(|| self.establishments(cell)),
            Counts::Complement => {
                few(cell.value, self.complement_below).map(|level| (Reason::FewOthers, level))
            }
            Counts::Amount => self.establishments(cell),
            Counts::Rest => None,
        }
    }

    fn establishments(&self, cell: &Cell) -> Option<(Reason, Level)> {
        let behind = cell.behind?;
        let value = i128::from(cell.value);
        let around = (value * i128::from(self.interval_percent) + 99) / 100;
        let around = around.max(1);
        let level =
            |above: i128| Level { above: whole(above.max(around)), width: whole(2 * around) };
        if behind.establishments < self.establishments_below {
            return Some((Reason::FewEstablishments, level(0)));
        }
        let dominance = i128::from(self.dominance_percent.max(1));
        let largest = i128::from(behind.largest) * 100;
        let dominates = largest > dominance * value;
        // Of the least total that its greatest part would not dominate.
        let safe = (largest + dominance - 1) / dominance;
        dominates.then(|| (Reason::OneDominates, level(safe - value)))
    }
}

/// Few patients may be as many as the threshold, and the values that remain are as many as from one to the threshold.
fn few(value: i64, threshold: u32) -> Option<Level> {
    let threshold = i64::from(threshold);
    (value < threshold).then(|| Level { above: threshold - value, width: threshold - 1 })
}

fn whole(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// Protection levels: what a reader must not be able to rule out. There is none below the value: where all parts of
/// a total are known not to be zero, nothing lowers it; what is missing below is asked for above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    /// How far above the value (upper protection level).
    pub(super) above: i64,
    /// From the lowest to the highest (sliding protection level).
    pub(super) width: i64,
}

/// Why a cell is hidden. For those who answer for the base and for tests: readers get
/// [`hidden_text`](super::hidden_text), which does not tell one from the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Fewer patients than the threshold.
    FewPatients,
    /// It would give a small number of patients tested and not resistant.
    FewOthers,
    /// Fewer establishments than the threshold.
    FewEstablishments,
    /// One establishment makes most of it.
    OneDominates,
    /// It would give a hidden one, alone or with others.
    Neighbour,
}

impl Reason {
    /// Whether the cell is hidden for what it tells by itself.
    pub fn is_primary(self) -> bool {
        self != Self::Neighbour
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consumption::MIN_ESTABLISHMENTS;
    use crate::disclosure::Behind;

    fn check(
        counts: Counts,
        value: i64,
        behind: Option<Behind>,
        expected: Option<(Reason, i64, i64)>,
    ) {
        let cell = Cell { value, counts, behind, relations: Vec::new() };
        let found = Rule::current().sensitive(&cell);
        let found = found.map(|(reason, level)| (reason, level.above, level.width));
        assert_eq!(found, expected, "{value} {counts:?}");
    }

    #[test]
    fn thresholds_are_read_whole_and_agree_with_those_between_establishments() {
        embedded::assert_whole::<Threshold>(embedded::DISCLOSURE);
        let rule = Rule {
            patients_below: 5,
            complement_below: 5,
            establishments_below: 3,
            dominance_percent: 85,
            interval_percent: 10,
        };
        assert_eq!(Rule::current(), rule);
        assert_eq!(rule.establishments_below as usize, MIN_ESTABLISHMENTS);
    }

    #[test]
    fn one_to_four_patients_may_be_as_many_as_five() {
        for counts in [Counts::Patients, Counts::Complement] {
            let reason =
                if counts == Counts::Patients { Reason::FewPatients } else { Reason::FewOthers };
            check(counts, 0, None, None);
            check(counts, 1, None, Some((reason, 4, 4)));
            check(counts, 4, None, Some((reason, 1, 4)));
            check(counts, 5, None, None);
        }
        check(Counts::Rest, 1, None, None);
    }

    #[test]
    fn an_amount_needs_three_establishments_none_of_which_dominates() {
        let behind = |establishments, largest| Some(Behind { establishments, largest, leader: 0 });
        check(Counts::Amount, 1000, behind(3, 850), None);
        check(Counts::Amount, 1000, behind(2, 500), Some((Reason::FewEstablishments, 100, 200)));
        check(Counts::Amount, 1000, behind(3, 851), Some((Reason::OneDominates, 100, 200)));
        check(Counts::Amount, 1000, behind(9, 1000), Some((Reason::OneDominates, 177, 200)));
        check(Counts::Amount, 1, behind(1, 1), Some((Reason::FewEstablishments, 1, 2)));
        check(Counts::Patients, 60, behind(1, 60), Some((Reason::FewEstablishments, 6, 12)));
        check(Counts::Patients, 4, behind(1, 4), Some((Reason::FewPatients, 1, 4)));
    }
}
