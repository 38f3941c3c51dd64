//! How little and how much an unknown can be: linear programming, over whole numbers or any.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};

/// More than any cell of the tests with whole numbers.
const MOST: i32 = 100_000;

/// What an attacker knows of unknowns that are tied to each other.
#[derive(Debug, Default)]
pub struct System {
    /// The least that each unknown can be.
    pub least: BTreeMap<usize, i64>,
    pub equations: Vec<(BTreeMap<usize, i64>, i64)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    Whole,
    Any,
}

impl System {
    /// The parts that no equation ties to each other.
    pub fn parts(self) -> Vec<Self> {
        let mut of: BTreeMap<usize, usize> = self.least.keys().map(|&u| (u, u)).collect();
        for (terms, _) in &self.equations {
            let roots: BTreeSet<usize> = terms.keys().map(|unknown| root(&of, *unknown)).collect();
            if let Some(&first) = roots.first() {
                of.extend(roots.into_iter().map(|other| (other, first)));
            }
        }
        let mut parts: BTreeMap<usize, Self> = BTreeMap::new();
        for (unknown, least) in self.least {
            parts.entry(root(&of, unknown)).or_default().least.insert(unknown, least);
        }
        for (terms, constant) in self.equations {
            let Some(&first) = terms.keys().next() else { continue };
            parts.entry(root(&of, first)).or_default().equations.push((terms, constant));
        }
        parts.into_values().collect()
    }

    /// The least and the most that `unknown` can be; `None` where there is no most.
    pub fn bounds(&self, unknown: usize, numbers: Numbers) -> (f64, Option<f64>) {
        let low = self.optimum(unknown, numbers, OptimizationDirection::Minimize);
        let high = self.optimum(unknown, numbers, OptimizationDirection::Maximize);
        (low.expect("values have a least"), high)
    }

    fn optimum(
        &self,
        wanted: usize,
        numbers: Numbers,
        direction: OptimizationDirection,
    ) -> Option<f64> {
        let mut problem = Problem::new(direction);
        let mut variables: BTreeMap<usize, Variable> = BTreeMap::new();
        for (&unknown, &least) in &self.least {
            let weight = f64::from(u8::from(unknown == wanted));
            let variable = match numbers {
                Numbers::Whole => {
                    problem.add_integer_var(weight, (i32::try_from(least).unwrap(), MOST))
                }
                Numbers::Any => problem.add_var(weight, (least as f64, f64::INFINITY)),
            };
            variables.insert(unknown, variable);
        }
        for (terms, constant) in &self.equations {
            let terms: Vec<(Variable, f64)> =
                terms.iter().map(|(unknown, by)| (variables[unknown], *by as f64)).collect();
            problem.add_constraint(&terms[..], ComparisonOp::Eq, *constant as f64);
        }
        match problem.solve() {
            Ok(solved) => Some(solved.into_solution().unwrap().objective()),
            Err(Error::Unbounded) => None,
            Err(other) => panic!("{other}"),
        }
    }
}

fn root(of: &BTreeMap<usize, usize>, mut unknown: usize) -> usize {
    while of[&unknown] != unknown {
        unknown = of[&unknown];
    }
    unknown
}
