//! Cells and sums as an attacker writes them, beside the same tables as the protection takes them.

use std::collections::{BTreeMap, BTreeSet};

use domain::disclosure::{Behind, CellId, Rule, Suppressions, Tables, protect};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Patients,
    /// Tested and not resistant: never printed.
    Complement,
    Amount,
    /// What is missing to a sum: never printed.
    Rest,
}

/// What has to stay possible of a cell: a value as high, and values as far from each other.
#[derive(Debug, Clone, Copy)]
pub struct Secret {
    pub highest: i64,
    pub width: i64,
}

impl Secret {
    pub fn is_kept(self, low: f64, high: Option<f64>) -> bool {
        let close = 1e-6;
        high.is_none_or(|high| {
            high > self.highest as f64 - close && high - low > self.width as f64 - close
        })
    }
}

#[derive(Debug, Clone)]
pub struct Cell {
    pub value: i64,
    pub kind: Kind,
    /// By establishment, its part of an amount.
    pub owners: BTreeMap<u32, i64>,
    id: Option<CellId>,
}

impl Cell {
    pub fn is_printed(&self) -> bool {
        self.id.is_some()
    }

    /// What has to stay possible of it where it must not be known.
    pub fn secret(&self) -> Option<Secret> {
        let value = self.value;
        let tenth = (value + 9) / 10;
        let largest = self.owners.values().copied().max().unwrap_or_default();
        let amount = |highest: i64| Secret { highest, width: 2 * tenth };
        match self.kind {
            Kind::Patients | Kind::Complement => {
                (1..5).contains(&value).then_some(Secret { highest: 5, width: 4 })
            }
            Kind::Amount if value == 0 => None,
            Kind::Amount if self.owners.len() < 3 => Some(amount(value + tenth)),
            Kind::Amount if largest * 100 > 85 * value => {
                Some(amount((value + tenth).max((largest * 100 + 84) / 85)))
            }
            Kind::Amount | Kind::Rest => None,
        }
    }

    pub fn only_owner(&self) -> Option<u32> {
        self.owners.keys().next().copied().filter(|_| self.owners.len() == 1)
    }
}

/// A sum that is zero, cell by cell with its sign.
pub type Sum = Vec<(usize, i64)>;

#[derive(Debug, Clone, Default)]
pub struct World {
    pub cells: Vec<Cell>,
    pub sums: Vec<Sum>,
    pub tables: Tables,
}

impl World {
    pub fn patients(&mut self, value: i64) -> usize {
        let id = self.tables.patients(u32::try_from(value).unwrap(), None);
        self.push(value, Kind::Patients, BTreeMap::new(), Some(id))
    }

    pub fn amount(&mut self, owners: BTreeMap<u32, i64>) -> usize {
        let value: i64 = owners.values().sum();
        let (&leader, &largest) = owners.iter().max_by_key(|(_, part)| **part).unwrap_or((&0, &0));
        let behind = Behind {
            establishments: u32::try_from(owners.len()).unwrap(),
            largest: u64::try_from(largest).unwrap(),
            leader,
        };
        let id = self.tables.amount(u64::try_from(value).unwrap(), behind);
        self.push(value, Kind::Amount, owners, Some(id))
    }

    fn push(
        &mut self,
        value: i64,
        kind: Kind,
        owners: BTreeMap<u32, i64>,
        id: Option<CellId>,
    ) -> usize {
        self.cells.push(Cell { value, kind, owners, id });
        self.cells.len() - 1
    }

    fn ids(&self, cells: &[usize]) -> Vec<CellId> {
        cells.iter().map(|cell| self.cells[*cell].id.unwrap()).collect()
    }

    pub fn sum(&mut self, total: usize, parts: &[usize]) {
        self.tables.sum(self.ids(&[total])[0], &self.ids(parts)).unwrap();
        let parts = parts.iter().map(|part| (*part, 1));
        self.sums.push(parts.chain([(total, -1)]).collect());
    }

    /// A total of patients, with its sum.
    pub fn total(&mut self, parts: &[usize]) -> usize {
        let value = parts.iter().map(|part| self.cells[*part].value).sum();
        let total = self.patients(value);
        self.sum(total, parts);
        total
    }

    /// A total of amounts, with its sum.
    pub fn total_amount(&mut self, parts: &[usize]) -> usize {
        let mut owners: BTreeMap<u32, i64> = BTreeMap::new();
        for part in parts {
            for (owner, part) in &self.cells[*part].owners {
                *owners.entry(*owner).or_default() += part;
            }
        }
        let total = self.amount(owners);
        self.sum(total, parts);
        total
    }

    pub fn resistant(&mut self, tested: usize, resistant: usize) {
        let ids = self.ids(&[tested, resistant]);
        self.tables.resistant(ids[0], ids[1]).unwrap();
        let others = self.cells[tested].value - self.cells[resistant].value;
        let others = self.push(others, Kind::Complement, BTreeMap::new(), None);
        self.sums.push(vec![(resistant, 1), (others, 1), (tested, -1)]);
    }

    pub fn at_least(&mut self, total: usize, parts: &[usize]) {
        self.tables.at_least(self.ids(&[total])[0], &self.ids(parts)).unwrap();
        let sum: i64 = parts.iter().map(|part| self.cells[*part].value).sum();
        let rest = self.push(self.cells[total].value - sum, Kind::Rest, BTreeMap::new(), None);
        let parts = parts.iter().map(|part| (*part, 1));
        self.sums.push(parts.chain([(rest, 1), (total, -1)]).collect());
    }

    pub fn at_most(&mut self, total: usize, parts: &[usize]) {
        self.tables.at_most(self.ids(&[total])[0], &self.ids(parts)).unwrap();
        let sum: i64 = parts.iter().map(|part| self.cells[*part].value).sum();
        let rest = self.push(sum - self.cells[total].value, Kind::Rest, BTreeMap::new(), None);
        let parts = parts.iter().map(|part| (*part, 1));
        self.sums.push(parts.chain([(rest, -1), (total, -1)]).collect());
    }

    pub fn protect(&self) -> Suppressions {
        protect(&self.tables, &Rule::current())
    }

    /// The printed cells that are hidden by `found`.
    pub fn hidden(&self, found: &Suppressions) -> BTreeSet<usize> {
        let hidden = |cell: &usize| self.cells[*cell].id.is_some_and(|id| found.is_hidden(id));
        (0..self.cells.len()).filter(hidden).collect()
    }

    /// The printed cells that are sensitive by themselves.
    pub fn primary(&self) -> BTreeSet<usize> {
        let primary =
            |cell: &usize| self.cells[*cell].is_printed() && self.cells[*cell].secret().is_some();
        (0..self.cells.len()).filter(primary).collect()
    }

    pub fn id(&self, cell: usize) -> Option<CellId> {
        self.cells[cell].id
    }
}
