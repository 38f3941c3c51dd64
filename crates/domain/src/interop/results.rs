//! The results of an isolate one by one, with the antibiotic that was tested and the mark as it came.
//!
//! Figures count ampicillin as amoxicillin and cloxacillin as oxacillin; files tell what was tested.

use std::collections::BTreeMap;

use super::codes::is_uncertain;
use super::left_out::LeftOut;
use crate::dto::LabelField;
use crate::labels::{Meaning, OwnLabels, beside_value, sure_meaning};
use crate::nomenclature::tested_antibiotic;
use crate::resistance::{Category, Coded, ImportOutcome, IsolateLine, LabelId};

/// The antibiotic that each label of an import names.
#[derive(Debug)]
pub struct Named(Vec<Option<&'static str>>);

impl Named {
    pub fn of(import: &ImportOutcome<'_>, own: &OwnLabels) -> Self {
        let delivered = import.delivered;
        let code = |(id, field, label): (LabelId, LabelField, &str)| {
            let Coded::Molecule(molecule) = import.codings.get(Some(id)) else { return None };
            let mapped = delivered.codes.get(label).map(|code| Meaning::Code(code.clone()));
            let meaning = mapped.or_else(|| sure_meaning(field, label, own));
            let named = meaning.as_ref().and_then(Meaning::code).and_then(tested_antibiotic);
            Some(named.map_or(molecule.code(), |antibiotic| antibiotic.code))
        };
        Self(delivered.labels.iter().map(code).collect())
    }

    fn get(&self, id: LabelId) -> Option<&'static str> {
        self.0.get(id.index()).copied().flatten()
    }
}

/// A result with its category.
#[derive(Debug, Clone, Copy)]
pub struct Tested<'a> {
    pub category: Category,
    /// In the words of the laboratory.
    pub mark: &'a str,
    /// The test cannot tell; figures read it as susceptible at increased exposure.
    pub uncertain: bool,
}

/// The cells of an isolate: every one is a result, a phenotype or left out.
#[derive(Debug, Default)]
pub struct Results<'a> {
    /// By the code of the antibiotic.
    pub tested: BTreeMap<&'static str, Tested<'a>>,
    pub left_out: Vec<LeftOut>,
    /// Cells of these phenotypes among the results.
    pub esbl: usize,
    pub carbapenemase: usize,
}

/// Reads the cells of an isolate; of two results of one antibiotic the more resistant one is taken.
pub fn results<'a>(
    import: &'a ImportOutcome<'_>,
    named: &Named,
    line: &'a IsolateLine,
) -> Results<'a> {
    let mut results = Results::default();
    for (antibiotic, mark) in &line.results {
        let text = import.delivered.labels.text(*mark);
        match (import.codings.get(Some(*antibiotic)), import.codings.get(Some(*mark))) {
            (Coded::Phenotype(LabelField::Esbl), _) => results.esbl += 1,
            (Coded::Phenotype(_), _) => results.carbapenemase += 1,
            (Coded::Molecule(_), Coded::Result(category)) => {
                let tested = Tested { category, mark: text, uncertain: is_zit(text) };
                match named.get(*antibiotic) {
                    Some(code) => results.put(code, tested),
                    None => results.left_out.push(LeftOut::AntibioticUnknown),
                }
            }
            (Coded::Molecule(_), Coded::Ignored) => results.left_out.push(LeftOut::NotTested),
            (Coded::Molecule(_), Coded::Value) => results.left_out.push(LeftOut::ValueAlone),
            (Coded::Molecule(_), _) => results.left_out.push(LeftOut::ResultUnknown),
            (Coded::Ignored, _) => results.left_out.push(LeftOut::AntibioticIgnored),
            _ => results.left_out.push(LeftOut::AntibioticUnknown),
        }
    }
    results
}

impl<'a> Results<'a> {
    fn put(&mut self, code: &'static str, tested: Tested<'a>) {
        let known = self.tested.get(code);
        if known.is_some() {
            self.left_out.push(LeftOut::Repeated);
        }
        if known.is_none_or(|known| known.category < tested.category) {
            self.tested.insert(code, tested);
        }
    }
}

/// Whether a mark says that the test cannot tell, with or without the value it was read from.
fn is_zit(mark: &str) -> bool {
    let words = beside_value(mark).unwrap_or(mark);
    is_uncertain(&words.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_of_uncertainty_is_known_by_its_mark() {
        for mark in ["ZIT", "zit ", "0,5 ZIT", "ATU"] {
            assert!(is_zit(mark), "{mark}");
        }
        for mark in ["I", "SFP", "0,5 I", "S"] {
            assert!(!is_zit(mark), "{mark}");
        }
    }
}
