//! The rule of SPARES: isolates of one patient and species are parted into strains.

use super::run::Keyed;
use super::{Because, Decision};
use crate::resistance::antibiogram::Antibiogram;
use crate::resistance::isolates::Isolate;

/// Isolates of which none differs from another.
#[derive(Debug)]
struct Strain {
    /// The results of all members: what does not differ from them differs from none.
    results: Antibiogram,
    esbl: bool,
    carbapenemase: bool,
    /// The member that counts, and how many molecules it was tested for.
    stands: u32,
    tested: u32,
}

impl Strain {
    fn of(isolate: &Isolate, index: u32) -> Self {
        Self {
            results: isolate.results,
            esbl: isolate.esbl,
            carbapenemase: isolate.carbapenemase.is_present(),
            stands: index,
            tested: isolate.results.tested(),
        }
    }

    fn takes(&self, isolate: &Isolate) -> bool {
        self.esbl == isolate.esbl
            && self.carbapenemase == isolate.carbapenemase.is_present()
            && !self.results.differs(&isolate.results)
    }

    /// Members come in the order of time: of as many molecules, the older one stays.
    fn add(&mut self, isolate: &Isolate, index: u32) {
        self.results = self.results.with(&isolate.results);
        let tested = isolate.results.tested();
        if tested > self.tested {
            (self.stands, self.tested) = (index, tested);
        }
    }
}

/// Parts isolates into strains; keeps its memory from one patient to the next.
#[derive(Debug, Default)]
pub(super) struct Strains {
    strains: Vec<Strain>,
    /// The strain of each isolate.
    of: Vec<usize>,
}

impl Strains {
    /// Decides about the isolates of one patient and species, in the order of time: each joins the
    /// first strain of which it differs from no member.
    pub fn decide(&mut self, isolates: &[Isolate], same: &[Keyed], decisions: &mut [Decision]) {
        self.strains.clear();
        self.of.clear();
        for Keyed { index, .. } in same {
            let isolate = &isolates[*index as usize];
            let found = self.strains.iter().position(|strain| strain.takes(isolate));
            match found {
                Some(place) => self.strains[place].add(isolate, *index),
                None => self.strains.push(Strain::of(isolate, *index)),
            }
            self.of.push(found.unwrap_or(self.strains.len() - 1));
        }
        for (Keyed { index, .. }, place) in same.iter().zip(&self.of) {
            let Strain { stands, tested, .. } = self.strains[*place];
            if *index != stands {
                let fewer = isolates[*index as usize].results.tested() < tested;
                let because = if fewer { Because::MoreTested } else { Because::Older };
                decisions[*index as usize] = Decision::Duplicate { of: stands, because };
            }
        }
    }
}
