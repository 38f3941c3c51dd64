//! The open tables: resistances and consumption, with every sum between their lines.

use std::collections::BTreeMap;

use super::tables::{Behind, CellId, Tables, Untrue};

/// How the codes of an axis add up, in every table that has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    pub kind: SumKind,
    pub total: String,
    pub parts: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SumKind {
    /// The total is its parts together: a nation and its regions.
    Whole,
    /// The total is its parts and something else: an order and some of its species. With one part, the
    /// part is in the total: a specimen in all of them.
    AtLeast,
    /// The total is its parts together at most: specimens, where a patient may be in several.
    AtMost,
}

impl Sum {
    pub fn new(kind: SumKind, total: &str, parts: &[&str]) -> Self {
        let parts = parts.iter().map(|part| (*part).to_owned()).collect();
        Self { kind, total: total.to_owned(), parts }
    }
}

/// The codes of a line, one for each axis.
pub type Key<const AXES: usize> = [String; AXES];

/// The sums of each axis.
pub type Sums<const AXES: usize> = [Vec<Sum>; AXES];

/// A number of patients, with the establishments behind it where it is under their rule as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patients {
    pub number: u32,
    pub behind: Option<Behind>,
}

impl Patients {
    pub fn new(number: u32) -> Self {
        Self { number, behind: None }
    }
}

/// Doses or days, whole in the smallest unit that is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    pub units: u64,
    pub behind: Behind,
}

/// Isolates by place, period, taxon and part; tested and resistant among them by molecule too.
#[derive(Debug, Clone, Default)]
pub struct OpenResistances {
    pub isolates: BTreeMap<Key<4>, Patients>,
    /// Tested, and resistant among them.
    pub results: BTreeMap<Key<5>, [Patients; 2]>,
    /// Of place, period, taxon, part and molecule.
    pub sums: Sums<5>,
}

/// Where each line is among the cells.
#[derive(Debug, Clone, Default)]
pub struct ResistanceCells {
    pub isolates: BTreeMap<Key<4>, CellId>,
    pub results: BTreeMap<Key<5>, [CellId; 2]>,
}

impl OpenResistances {
    /// The tables of what is published. A result whose isolates have no line stands by itself.
    pub fn tables(&self) -> Result<(Tables, ResistanceCells), Untrue> {
        let mut tables = Tables::default();
        let mut cells = ResistanceCells::default();
        let [places, periods, taxa, parts, molecules] = &self.sums;
        let without_molecule = [places, periods, taxa, parts];
        for (key, isolates) in &self.isolates {
            cells.isolates.insert(key.clone(), tables.patients(isolates.number, isolates.behind));
        }
        tables.tie(&cells.isolates, without_molecule)?;
        for (key, measures) in &self.results {
            let [tested, resistant] = measures.map(|of| tables.patients(of.number, of.behind));
            tables.resistant(tested, resistant)?;
            let [place, period, taxon, part, _] = key.clone();
            if let Some(isolates) = cells.isolates.get(&[place, period, taxon, part]) {
                tables.at_least(*isolates, &[tested])?;
            }
            cells.results.insert(key.clone(), [tested, resistant]);
        }
        for measure in 0..2 {
            let of = cells.results.iter().map(|(key, both)| (key.clone(), both[measure]));
            let of: BTreeMap<Key<5>, CellId> = of.collect();
            tables.tie(&of, [places, periods, taxa, parts, molecules])?;
        }
        Ok((tables, cells))
    }
}

/// Days by place, period and sector; doses by family too.
#[derive(Debug, Clone, Default)]
pub struct OpenConsumption {
    pub days: BTreeMap<Key<3>, Amount>,
    pub doses: BTreeMap<Key<4>, Amount>,
    /// Of place, period, sector and family.
    pub sums: Sums<4>,
}

/// Where each line is among the cells.
#[derive(Debug, Clone, Default)]
pub struct ConsumptionCells {
    pub days: BTreeMap<Key<3>, CellId>,
    pub doses: BTreeMap<Key<4>, CellId>,
}

impl OpenConsumption {
    /// The tables of what is published. A rate shows where its doses and its days both do.
    pub fn tables(&self) -> Result<(Tables, ConsumptionCells), Untrue> {
        let mut tables = Tables::default();
        let mut cells = ConsumptionCells::default();
        let [places, periods, sectors, families] = &self.sums;
        for (key, days) in &self.days {
            cells.days.insert(key.clone(), tables.amount(days.units, days.behind));
        }
        tables.tie(&cells.days, [places, periods, sectors])?;
        for (key, doses) in &self.doses {
            cells.doses.insert(key.clone(), tables.amount(doses.units, doses.behind));
        }
        tables.tie(&cells.doses, [places, periods, sectors, families])?;
        Ok((tables, cells))
    }
}

impl Tables {
    /// Writes the sums of every axis between the cells of a table. A part without a line is zero; a
    /// total without one is not published. A bound that the numbers do not keep is no knowledge of anybody's and is left
    /// out; a whole that they do not add up to is an error.
    fn tie<const AXES: usize>(
        &mut self,
        cells: &BTreeMap<Key<AXES>, CellId>,
        axes: [&Vec<Sum>; AXES],
    ) -> Result<(), Untrue> {
        for (axis, sums) in axes.into_iter().enumerate() {
            let mut by_total: BTreeMap<&str, Vec<&Sum>> = BTreeMap::new();
            for sum in sums {
                by_total.entry(&sum.total).or_default().push(sum);
            }
            for (key, total) in cells {
                for sum in by_total.get(key[axis].as_str()).into_iter().flatten() {
                    let of_part = |part: &String| {
                        let mut key = key.clone();
                        key[axis].clone_from(part);
                        cells.get(&key).copied()
                    };
                    let parts: Vec<CellId> = sum.parts.iter().filter_map(of_part).collect();
                    match sum.kind {
                        SumKind::Whole => self.sum(*total, &parts)?,
                        SumKind::AtLeast => drop(self.at_least(*total, &parts)),
                        SumKind::AtMost => drop(self.at_most(*total, &parts)),
                    }
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::{Rule, Suppressions, protect};

    fn key<const AXES: usize>(codes: [&str; AXES]) -> Key<AXES> {
        codes.map(str::to_owned)
    }

    fn nation() -> Vec<Sum> {
        vec![Sum::new(SumKind::Whole, "FR", &["93", "94"])]
    }

    fn resistances(isolates: [u32; 2], resistant: [u32; 2]) -> OpenResistances {
        let mut open = OpenResistances::default();
        open.sums[0] = nation();
        let sum = |of: [u32; 2]| of[0] + of[1];
        for (place, isolates, resistant) in [
            ("93", isolates[0], resistant[0]),
            ("94", isolates[1], resistant[1]),
            ("FR", sum(isolates), sum(resistant)),
        ] {
            let isolates = Patients::new(isolates);
            open.isolates.insert(key([place, "2024", "ESCCOL", "all"]), isolates);
            let results = [isolates, Patients::new(resistant)];
            open.results.insert(key([place, "2024", "ESCCOL", "all", "CTX"]), results);
        }
        open
    }

    /// Places whose isolates, tested and resistant are hidden.
    fn hidden(open: &OpenResistances) -> Vec<(String, [bool; 3])> {
        let (tables, cells) = open.tables().unwrap();
        let found = protect(&tables, &Rule::current());
        assert_eq!(found.withheld, 0);
        let of = |(key, isolates): (&Key<4>, &CellId)| {
            let [place, period, taxon, part] = key.clone();
            let [tested, resistant] =
                cells.results[&[place.clone(), period, taxon, part, "CTX".to_owned()]];
            let hidden = [*isolates, tested, resistant].map(|cell| found.is_hidden(cell));
            (place, hidden)
        };
        cells.isolates.iter().map(of).filter(|(_, hidden)| hidden.contains(&true)).collect()
    }

    fn check(isolates: [u32; 2], resistant: [u32; 2], expected: &[(&str, [bool; 3])]) {
        let expected: Vec<_> =
            expected.iter().map(|(place, hidden)| ((*place).to_owned(), *hidden)).collect();
        assert_eq!(
            hidden(&resistances(isolates, resistant)),
            expected,
            "{isolates:?} {resistant:?}"
        );
    }

    #[test]
    fn few_resistant_patients_of_a_region_take_those_of_another_along() {
        let numerators = [("93", [false, false, true]), ("94", [false, false, true])];
        check([90, 80], [20, 30], &[]);
        check([90, 80], [0, 30], &[]);
        check([90, 80], [2, 30], &numerators);
        // Three of ninety are not resistant, which a subtraction tells.
        check([90, 80], [87, 30], &numerators);
        check([90, 80], [90, 80], &[]);
    }

    #[test]
    fn few_isolates_hide_what_is_computed_from_them() {
        // Where nobody is resistant, that zero is told; the number of patients is not.
        for (resistant, of_the_region) in [(1, [true; 3]), (0, [true, true, false])] {
            let found = hidden(&resistances([3, 80], [resistant, 30]));
            assert_eq!(found[0], ("93".to_owned(), of_the_region));
            for measure in 0..2 {
                assert!(found[1..].iter().any(|(_, hidden)| hidden[measure]), "{found:?}");
            }
        }
    }

    #[test]
    fn sums_that_do_not_hold_are_refused_and_bounds_that_do_not_hold_left_out() {
        let mut open = resistances([90, 80], [20, 30]);
        open.isolates.insert(key(["93", "2024", "ESCCOL", "specimen:1"]), Patients::new(95));
        open.sums[3] = vec![Sum::new(SumKind::AtLeast, "all", &["specimen:1"])];
        assert!(open.tables().is_ok());
        open.isolates.insert(key(["FR", "2024", "ESCCOL", "all"]), Patients::new(171));
        assert_eq!(open.tables().unwrap_err(), Untrue::Sum { total: 171, parts: 170 });
    }

    fn consumption(of_region: [[u64; 3]; 3]) -> (ConsumptionCells, Suppressions) {
        let mut open = OpenConsumption::default();
        open.sums[0] = vec![Sum::new(SumKind::Whole, "FR", &["93", "94", "01"])];
        let mut nation: Vec<u64> = Vec::new();
        for (region, doses) in ["93", "94", "01"].into_iter().zip(of_region) {
            let doses = doses.into_iter().filter(|doses| *doses > 0);
            nation.extend(doses.clone());
            open.doses.insert(key([region, "2024", "MED", "J01"]), amount(doses));
        }
        open.doses.insert(key(["FR", "2024", "MED", "J01"]), amount(nation.into_iter()));
        let (tables, cells) = open.tables().unwrap();
        let found = protect(&tables, &Rule::current());
        (cells, found)
    }

    fn amount(doses: impl Iterator<Item = u64> + Clone) -> Amount {
        let largest = doses.clone().max().unwrap_or_default();
        let establishments = u32::try_from(doses.clone().count()).unwrap_or_default();
        let behind = Behind { establishments, largest, leader: u32::try_from(largest).unwrap() };
        Amount { units: doses.sum(), behind }
    }

    fn check_consumption(of_region: [[u64; 3]; 3], expected: &[&str]) {
        let (cells, found) = consumption(of_region);
        let hidden = cells.doses.iter().filter(|(_, cell)| found.is_hidden(**cell));
        let hidden: Vec<&str> = hidden.map(|(key, _)| key[0].as_str()).collect();
        assert_eq!(hidden, expected, "{of_region:?}");
    }

    #[test]
    fn a_region_of_two_establishments_or_of_one_that_dominates_takes_another_along() {
        check_consumption([[400, 500, 600], [300, 300, 400], [800, 700, 900]], &[]);
        check_consumption([[400, 500, 0], [300, 300, 400], [800, 700, 900]], &["93", "94"]);
        check_consumption([[9000, 500, 60], [300, 300, 400], [800, 700, 900]], &["01", "93"]);
    }

    #[test]
    fn an_establishment_that_is_alone_somewhere_does_not_hide_the_only_one_elsewhere() {
        check_consumption([[400, 0, 0], [500, 0, 0], [800, 700, 900]], &["01", "93", "94"]);
    }
}
