//! Implausible phenotypes, which are told and never removed: those of the catalogue whose code
//! begins with `PH`.

use std::sync::LazyLock;

use super::antibiogram::{Category, Molecule};
use super::evaluate::IsolateOutcome;
use crate::dto::{Control, RuleParameter, Severity};
use crate::import::rules;
use crate::nomenclature::Organism;

/// What an isolate that a control applies to looks like; an empty list asks for nothing.
#[derive(Debug)]
pub struct Phenotype {
    pub reason: &'static str,
    pub severity: Severity,
    /// The organism is one of them, by taxon, genus or group.
    taxa: Vec<&'static str>,
    genera: Vec<&'static str>,
    groups: Vec<&'static str>,
    /// One of them was tested, with this result.
    tested: Vec<Molecule>,
    susceptible: Vec<Molecule>,
    resistant: Vec<Molecule>,
    /// All were tested, some resistant and some not.
    unequal: Vec<Molecule>,
    /// The enzyme is told and none of those tested is resistant.
    esbl: Vec<Molecule>,
    carbapenemase: Vec<Molecule>,
}

/// The implausible phenotypes.
pub static PHENOTYPES: LazyLock<Vec<Phenotype>> =
    LazyLock::new(|| phenotype_rules().filter_map(Phenotype::of).collect());

fn phenotype_rules() -> impl Iterator<Item = &'static Control> {
    rules().filter(|rule| rule.code.starts_with("PH"))
}

impl Phenotype {
    /// Nothing when a parameter or a molecule is unknown.
    fn of(rule: &'static Control) -> Option<Self> {
        let mut phenotype = Self {
            reason: &rule.reason,
            severity: rule.severity,
            taxa: Vec::new(),
            genera: Vec::new(),
            groups: Vec::new(),
            tested: Vec::new(),
            susceptible: Vec::new(),
            resistant: Vec::new(),
            unequal: Vec::new(),
            esbl: Vec::new(),
            carbapenemase: Vec::new(),
        };
        for RuleParameter { name, value } in &rule.parameters {
            let words = || value.split(' ').collect();
            let molecules = || value.split(' ').map(Molecule::of).collect::<Option<Vec<_>>>();
            match name.as_str() {
                "taxa" => phenotype.taxa = words(),
                "genera" => phenotype.genera = words(),
                "group" => phenotype.groups = words(),
                "tested" => phenotype.tested = molecules()?,
                "susceptible" => phenotype.susceptible = molecules()?,
                "resistant" => phenotype.resistant = molecules()?,
                "unequal" => phenotype.unequal = molecules()?,
                "esbl" => phenotype.esbl = molecules()?,
                "carbapenemase" => phenotype.carbapenemase = molecules()?,
                _ => return None,
            }
        }
        Some(phenotype)
    }

    /// Whether an isolate looks so.
    pub fn fits(&self, isolate: &IsolateOutcome) -> bool {
        let result = |molecule: &Molecule| isolate.results.of(*molecule);
        let tested = |molecule: &Molecule| result(molecule).is_some();
        let resistant = |molecule: &Molecule| result(molecule) == Some(Category::Resistant);
        let susceptible = |molecule: &Molecule| tested(molecule) && !resistant(molecule);
        let unequal = |molecules: &[Molecule]| {
            molecules.iter().all(tested)
                && molecules.iter().any(resistant)
                && molecules.iter().any(susceptible)
        };
        let without_effect = |enzyme: Option<bool>, molecules: &[Molecule]| {
            enzyme == Some(true) && molecules.iter().any(tested) && !molecules.iter().any(resistant)
        };
        let no_enzyme_asked = self.esbl.is_empty() && self.carbapenemase.is_empty();
        isolate.organism.is_some_and(|organism| self.is_of(organism))
            && any(&self.tested, tested)
            && any(&self.susceptible, susceptible)
            && any(&self.resistant, resistant)
            && (self.unequal.is_empty() || unequal(&self.unequal))
            && (no_enzyme_asked
                || without_effect(isolate.esbl, &self.esbl)
                || without_effect(isolate.carbapenemase, &self.carbapenemase))
    }

    fn is_of(&self, organism: &Organism) -> bool {
        any(&self.taxa, |taxon| *taxon == organism.taxon())
            && any(&self.genera, |genus| *genus == organism.genus)
            && any(&self.groups, |group| *group == organism.group)
    }
}

/// Whether one of the list fits, or the list asks for nothing.
fn any<T>(list: &[T], fits: impl FnMut(&T) -> bool) -> bool {
    list.is_empty() || list.iter().any(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nomenclature::organisms;

    #[test]
    fn every_phenotype_of_the_catalogue_is_read_and_its_organisms_are_known() {
        assert_eq!(PHENOTYPES.len(), phenotype_rules().count());
        for Phenotype { reason, taxa, genera, groups, .. } in PHENOTYPES.iter() {
            let known = |names: &[&str], name: fn(&Organism) -> &str| {
                let of_organisms: Vec<&str> = organisms().iter().map(name).collect();
                assert!(
                    names.iter().all(|name| of_organisms.contains(name)),
                    "{reason}: {names:?}"
                );
            };
            known(taxa, |organism| organism.taxon());
            known(genera, |organism| organism.genus);
            known(groups, |organism| organism.group);
        }
    }
}
