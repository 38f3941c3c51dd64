//! The sums that a question asks for, by place and by class of molecules. What the question makes of a place or of a
//! molecule is found out once, not for each of its totals.

use std::collections::{BTreeMap, HashMap};

use super::figures::{Axis, Question};
use super::totals::{DaysKey, Place, TotalKey, Totals};
use crate::import::Period;
use crate::nomenclature::{Aware, aware, families, is_antibiotic};

/// Codes by axis.
pub type Key = BTreeMap<Axis, String>;

#[derive(Debug, Clone, Copy, Default)]
pub struct Sum {
    pub ddj: f64,
    pub quantity: f64,
}

/// The places and periods with the same codes.
#[derive(Debug, Default)]
pub struct PlaceSums {
    pub key: Key,
    pub days: f64,
    /// DDJ of all antibiotics.
    pub antibiotics: f64,
    /// By number of their class.
    by_class: BTreeMap<usize, Sum>,
}

/// Everything that a question takes of some totals.
#[derive(Debug, Default)]
pub struct Grouping {
    pub places: Vec<PlaceSums>,
    /// Codes of each class of molecules.
    classes: Vec<Key>,
    pub days: f64,
    /// DDJ of what is asked; of antibiotics where families overlap.
    pub ddj: f64,
}

/// What a question makes of a molecule.
struct Molecule {
    is_antibiotic: bool,
    is_taken: bool,
    /// The classes it counts in: one, or one for each of its families.
    classes: Vec<usize>,
}

impl Grouping {
    /// Adds in the order of the totals.
    pub fn of(totals: &Totals, question: &Question) -> Self {
        let mut all = Self::default();
        let mut numbers: BTreeMap<Key, usize> = BTreeMap::new();
        let quarterly = question.by.contains(&Axis::Quarter);
        for (DaysKey { period, place }, number) in totals.days_of(&question.years, quarterly) {
            if let Some(at) = all.number_of(&mut numbers, question, (*period, place)) {
                all.places[at].days += number;
                all.days += number;
            }
        }
        if !question.by.iter().any(|axis| axis.is_of_molecules()) {
            // Places with patient-days and no consumption are groups too.
            all.classes.push(Key::new());
            for place in &mut all.places {
                place.by_class.insert(0, Sum::default());
            }
        }
        let by_family = question.by.contains(&Axis::Family);
        let mut molecules: HashMap<(&str, &str), Molecule> = HashMap::new();
        let mut here: Option<((Period, &Place), Option<usize>)> = None;
        for (TotalKey { period, place, atc, route }, total) in
            totals.consumption_of(&question.years, quarterly)
        {
            let at = (*period, place);
            let number = match here {
                Some((known, number)) if known == at => number,
                _ => all.number_of(&mut numbers, question, at),
            };
            here = Some((at, number));
            let Some(number) = number else { continue };
            let molecule = molecules
                .entry((atc, route))
                .or_insert_with(|| Molecule::of(question, (atc, route), &mut all.classes));
            let sums = &mut all.places[number];
            if molecule.is_antibiotic {
                sums.antibiotics += total.ddj;
            }
            if molecule.is_taken && (!by_family || molecule.is_antibiotic) {
                all.ddj += total.ddj;
            }
            for class in &molecule.classes {
                let sum = sums.by_class.entry(*class).or_default();
                sum.ddj += total.ddj;
                sum.quantity += total.quantity;
            }
        }
        all
    }

    /// The groups: their place, their codes, their sum.
    pub fn groups(&self) -> impl Iterator<Item = (&PlaceSums, Key, Sum)> {
        self.places.iter().flat_map(move |place| {
            place.by_class.iter().map(move |(class, sum)| {
                let of_class = self.classes[*class].clone();
                (place, place.key.clone().into_iter().chain(of_class).collect(), *sum)
            })
        })
    }

    /// The number of a place; nothing where the question does not take it.
    fn number_of(
        &mut self,
        numbers: &mut BTreeMap<Key, usize>,
        question: &Question,
        (period, place): (Period, &Place),
    ) -> Option<usize> {
        if !question.takes(period, place) {
            return None;
        }
        let key = place_key(question, period, place);
        if let Some(number) = numbers.get(&key) {
            return Some(*number);
        }
        numbers.insert(key.clone(), self.places.len());
        self.places.push(PlaceSums { key, ..PlaceSums::default() });
        Some(self.places.len() - 1)
    }
}

impl Molecule {
    fn of(question: &Question, (atc, route): (&str, &str), classes: &mut Vec<Key>) -> Self {
        let is_taken = question.takes_molecule(atc, route);
        let keys = if is_taken { molecule_keys(question, atc, route) } else { Vec::new() };
        let numbers = keys.into_iter().map(|key| {
            classes.iter().position(|known| *known == key).unwrap_or_else(|| {
                classes.push(key);
                classes.len() - 1
            })
        });
        let classes = numbers.collect();
        Self { is_antibiotic: is_antibiotic(atc), is_taken, classes }
    }
}

/// Code of each place axis.
pub fn place_key(question: &Question, period: Period, place: &Place) -> Key {
    let code = |axis: &Axis| match axis {
        Axis::Year => Some(period.year.to_string()),
        Axis::Quarter => Some(period.to_string()),
        Axis::Sector => Some(place.sector.to_string()),
        Axis::Subsector => Some(place.subsector.to_string()),
        Axis::Family | Axis::Atc | Axis::Route | Axis::Aware => None,
    };
    question.by.iter().filter_map(|axis| Some((*axis, code(axis)?))).collect()
}

/// The codes of a molecule: once, or once for each of its families.
fn molecule_keys(question: &Question, atc: &str, route: &str) -> Vec<Key> {
    let mut key = Key::new();
    if question.by.contains(&Axis::Atc) {
        key.insert(Axis::Atc, atc.to_owned());
    }
    if question.by.contains(&Axis::Route) {
        key.insert(Axis::Route, route.to_owned());
    }
    if question.by.contains(&Axis::Aware) {
        let class = aware(atc, route).map_or(Axis::UNLISTED, Aware::as_str);
        key.insert(Axis::Aware, class.to_owned());
    }
    if !question.by.contains(&Axis::Family) {
        return vec![key];
    }
    let own = families().iter().filter(|family| family.contains(atc, route));
    let with_family = own.map(|family| {
        let mut key = key.clone();
        key.insert(Axis::Family, family.code.to_owned());
        key
    });
    with_family.collect()
}
