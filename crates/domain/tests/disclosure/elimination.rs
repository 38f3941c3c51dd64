//! What follows from sums alone: Gaussian elimination over fractions.

use std::collections::BTreeMap;

use super::fraction::Fraction;

/// `Σ coefficient × unknown = constant`.
#[derive(Debug, Clone)]
pub struct Equation {
    pub terms: BTreeMap<usize, Fraction>,
    pub constant: Fraction,
}

impl Equation {
    fn take(&mut self, other: &Self, times: Fraction) {
        for (unknown, coefficient) in &other.terms {
            let term = self.terms.entry(*unknown).or_insert(Fraction::ZERO);
            *term = *term - *coefficient * times;
        }
        self.terms.retain(|_, term| !term.is_zero());
        self.constant = self.constant - other.constant * times;
    }

    fn scale(&mut self, by: Fraction) {
        for term in self.terms.values_mut() {
            *term = *term / by;
        }
        self.constant = self.constant / by;
    }
}

/// The unknowns that the equations leave a single value.
pub fn determined(equations: &[Equation]) -> BTreeMap<usize, Fraction> {
    let mut solved: BTreeMap<usize, Equation> = BTreeMap::new();
    for equation in equations {
        let mut row = equation.clone();
        let known: Vec<usize> =
            row.terms.keys().copied().filter(|unknown| solved.contains_key(unknown)).collect();
        for unknown in known {
            if let Some(times) = row.terms.get(&unknown).copied() {
                row.take(&solved[&unknown], times);
            }
        }
        let Some((&pivot, &by)) = row.terms.iter().next() else {
            assert!(row.constant.is_zero(), "the published figures contradict each other");
            continue;
        };
        row.scale(by);
        for other in solved.values_mut() {
            if let Some(times) = other.terms.get(&pivot).copied() {
                other.take(&row, times);
            }
        }
        solved.insert(pivot, row);
    }
    solved
        .into_iter()
        .filter(|(_, row)| row.terms.len() == 1)
        .map(|(unknown, row)| (unknown, row.constant))
        .collect()
}
