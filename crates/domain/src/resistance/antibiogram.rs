//! The results of one isolate, packed: three sets of molecules.

use std::{collections::HashMap, sync::LazyLock};

use super::figures::is_intermediate;
use crate::nomenclature::tested_antibiotics;

/// A category of susceptibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    Susceptible,
    /// The one in the middle: susceptible at increased exposure (`SFP`), and in the years before
    /// CA-SFM 2020 intermediate (`I`), see [`super::is_intermediate`].
    Increased,
    Resistant,
}

impl Category {
    /// The category of a code of the field `result`.
    pub fn of(code: &str) -> Option<Self> {
        match code {
            "S" => Some(Self::Susceptible),
            "SFP" => Some(Self::Increased),
            "R" => Some(Self::Resistant),
            _ => None,
        }
    }
}

impl Category {
    /// What it is called in a year: `S`, `SFP` or `I`, `R`.
    pub fn code(self, year: i32) -> &'static str {
        match self {
            Self::Susceptible => "S",
            Self::Increased if is_intermediate(year) => "I",
            Self::Increased => "SFP",
            Self::Resistant => "R",
        }
    }
}

/// Place of a molecule in the list of tested ones, at most 127.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Molecule(u8);

static PLACES: LazyLock<HashMap<&str, Molecule>> = LazyLock::new(|| {
    let place = |code| tested_antibiotics().iter().position(|one| one.code == code);
    let known = tested_antibiotics().iter().filter_map(|one| {
        let place = u8::try_from(place(one.counted())?).ok()?;
        Some((one.code, Molecule(place)))
    });
    known.collect()
});

impl Molecule {
    /// Every molecule that has results of its own, in the order of reports.
    pub fn all() -> impl Iterator<Item = Self> {
        tested_antibiotics()
            .iter()
            .filter(|one| one.counted() == one.code)
            .filter_map(|one| Self::of(one.code))
    }

    /// The molecule of a code: the one that it counts as.
    pub fn of(code: &str) -> Option<Self> {
        PLACES.get(code).copied()
    }

    pub fn code(self) -> &'static str {
        tested_antibiotics().get(usize::from(self.0)).map_or("", |one| one.code)
    }

    const fn bit(self) -> u128 {
        1 << self.0
    }
}

/// Some molecules, whatever their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct MoleculeSet(u128);

impl MoleculeSet {
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The molecules in the order of the list.
    pub fn iter(self) -> impl Iterator<Item = Molecule> {
        (0..128).map(Molecule).filter(move |molecule| self.holds(*molecule))
    }

    pub const fn holds(self, molecule: Molecule) -> bool {
        self.0 & molecule.bit() != 0
    }
}

impl FromIterator<Molecule> for MoleculeSet {
    fn from_iter<I: IntoIterator<Item = Molecule>>(molecules: I) -> Self {
        Self(molecules.into_iter().fold(0, |set, molecule| set | molecule.bit()))
    }
}

/// Which molecules were tested, and with which result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Antibiogram {
    susceptible: u128,
    increased: u128,
    resistant: u128,
}

impl Antibiogram {
    /// Puts a result; of two results of one molecule the more resistant one stays.
    pub fn put(&mut self, molecule: Molecule, category: Category) {
        let bit = molecule.bit();
        if self.of(molecule).is_some_and(|known| known >= category) {
            return;
        }
        for set in [&mut self.susceptible, &mut self.increased, &mut self.resistant] {
            *set &= !bit;
        }
        match category {
            Category::Susceptible => self.susceptible |= bit,
            Category::Increased => self.increased |= bit,
            Category::Resistant => self.resistant |= bit,
        }
    }

    /// The result of a molecule, when it was tested.
    pub const fn of(&self, molecule: Molecule) -> Option<Category> {
        self.worst(MoleculeSet(molecule.bit()))
    }

    /// The most resistant result among these molecules, when one of them was tested.
    pub const fn worst(&self, molecules: MoleculeSet) -> Option<Category> {
        if self.resistant & molecules.0 != 0 {
            Some(Category::Resistant)
        } else if self.increased & molecules.0 != 0 {
            Some(Category::Increased)
        } else if self.susceptible & molecules.0 != 0 {
            Some(Category::Susceptible)
        } else {
            None
        }
    }

    /// Those of the molecules that were tested and are not resistant.
    pub const fn not_resistant(&self, molecules: MoleculeSet) -> MoleculeSet {
        MoleculeSet((self.susceptible | self.increased) & molecules.0)
    }

    /// Number of molecules tested.
    pub const fn tested(&self) -> u32 {
        (self.susceptible | self.increased | self.resistant).count_ones()
    }

    /// Whether a molecule is resistant in one and S or SFP in the other: the major difference that
    /// parts two strains (SPARES 2024, p. 10). What was not tested never parts.
    pub const fn differs(&self, other: &Self) -> bool {
        self.resistant & (other.susceptible | other.increased) != 0
            || other.resistant & (self.susceptible | self.increased) != 0
    }

    /// The results of both: what differs from it differs from one of them.
    #[must_use]
    pub const fn with(self, other: &Self) -> Self {
        Self {
            susceptible: self.susceptible | other.susceptible,
            increased: self.increased | other.increased,
            resistant: self.resistant | other.resistant,
        }
    }

    /// Whether nothing was tested.
    pub const fn is_empty(&self) -> bool {
        (self.susceptible | self.increased | self.resistant) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_molecule_has_its_place() {
        assert!(tested_antibiotics().len() <= 128);
        for antibiotic in tested_antibiotics() {
            let molecule = Molecule::of(antibiotic.code).unwrap();
            assert_eq!(molecule.code(), antibiotic.counted());
        }
    }

    #[test]
    fn of_two_results_of_one_molecule_the_more_resistant_stays() {
        let (ampicillin, amoxicillin) =
            (Molecule::of("AMP").unwrap(), Molecule::of("AMX").unwrap());
        let mut results = Antibiogram::default();
        assert!(results.is_empty());
        results.put(ampicillin, Category::Resistant);
        results.put(amoxicillin, Category::Susceptible);
        assert_eq!(results.of(amoxicillin), Some(Category::Resistant));
        assert_eq!(results.of(Molecule::of("CTX").unwrap()), None);
    }

    #[test]
    fn the_middle_category_is_i_before_2020_and_sfp_from_then_on() {
        for (category, year, code) in [
            (Category::Increased, 2019, "I"),
            (Category::Increased, 2020, "SFP"),
            (Category::Resistant, 2019, "R"),
            (Category::Susceptible, 2024, "S"),
        ] {
            assert_eq!(category.code(year), code);
        }
    }
}
