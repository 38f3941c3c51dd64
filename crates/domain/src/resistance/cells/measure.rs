//! What resistance is counted of: molecules, classes of molecules, phenotypes.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::nomenclature::{embedded, organisms, tested_antibiotics};
use crate::resistance::antibiogram::{Category, Molecule, MoleculeSet};
use crate::resistance::coding::CARBAPENEMASES;
use crate::resistance::isolates::Isolate;
use crate::resistance::plausibility::intrinsic_resistance;

/// A molecule, a class of molecules or a phenotype.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Measure(u8);

struct Definition {
    code: String,
    label: String,
    kind: Kind,
    /// The only groups of organisms it is read for; empty for all.
    groups: Vec<&'static str>,
}

enum Kind {
    /// A molecule, or a class of which one resistant member is enough (annex of Santé publique
    /// France).
    Any(MoleculeSet),
    /// The first member that was tested tells.
    First(Vec<Molecule>),
    Esbl,
    Carbapenemase,
    /// Of a type, or of one that is not told.
    CarbapenemaseOf(Option<&'static str>),
}

/// A line of `resistance_classes.csv`.
#[derive(Debug, Deserialize)]
struct Class {
    code: &'static str,
    label: &'static str,
    rule: Rule,
    members: &'static str,
    groups: &'static str,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Rule {
    Any,
    First,
}

static ALL: LazyLock<Vec<Definition>> = LazyLock::new(|| {
    let classes = embedded::read(embedded::RESISTANCE_CLASSES).into_iter().map(class);
    molecules().chain(classes).chain(phenotypes()).collect()
});
static PLACES: LazyLock<HashMap<&str, Measure>> =
    LazyLock::new(|| Measure::all().map(|measure| (measure.code(), measure)).collect());

fn molecules() -> impl Iterator<Item = Definition> {
    // Ampicillin is read as amoxicillin and has no count of its own.
    let counted = tested_antibiotics().iter().filter(|one| one.counted() == one.code);
    counted.map(|one| Definition {
        code: one.code.to_owned(),
        label: one.label.to_owned(),
        kind: Kind::Any(Molecule::of(one.code).into_iter().collect()),
        groups: Vec::new(),
    })
}

fn class(Class { code, label, rule, members, groups }: Class) -> Definition {
    let members = members.split('|').filter_map(Molecule::of);
    Definition {
        code: code.to_owned(),
        label: label.to_owned(),
        kind: match rule {
            Rule::Any => Kind::Any(members.collect()),
            Rule::First => Kind::First(members.collect()),
        },
        groups: groups.split('|').filter(|group| !group.is_empty()).collect(),
    }
}

fn phenotypes() -> impl Iterator<Item = Definition> {
    let phenotype = |code: &str, label: String, kind| Definition {
        code: code.to_owned(),
        label,
        kind,
        groups: Vec::new(),
    };
    let types = CARBAPENEMASES.iter().map(move |kind| {
        let label = format!("Carbapénémase {kind}");
        phenotype(&format!("EPC:{kind}"), label, Kind::CarbapenemaseOf(Some(kind)))
    });
    let untold = "Carbapénémase de type non précisé".to_owned();
    let untold = phenotype(Measure::UNTOLD, untold, Kind::CarbapenemaseOf(None));
    let enzymes = [
        phenotype("BLSE", "Production de BLSE".to_owned(), Kind::Esbl),
        phenotype("EPC", "Production de carbapénémase".to_owned(), Kind::Carbapenemase),
    ];
    enzymes.into_iter().chain(types).chain([untold])
}

impl Measure {
    /// Code of the carbapenemases whose type is not told.
    pub const UNTOLD: &'static str = "EPC:unknown";

    /// Every measure: molecules in the order of reports, classes, phenotypes.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=u8::MAX).take(ALL.len()).map(Self)
    }

    /// The measure of a code: `CTX`, `C3G`, `METI`, `BLSE`, `EPC`, `EPC:KPC`; that of another molecule
    /// when the results count as its.
    pub fn of(code: &str) -> Option<Self> {
        let counted = || Some(Molecule::of(code)?.code());
        PLACES.get(code).or_else(|| PLACES.get(counted()?)).copied()
    }

    fn definition(self) -> &'static Definition {
        &ALL[self.place()]
    }

    pub(super) const fn place(self) -> usize {
        self.0 as usize
    }

    pub fn code(self) -> &'static str {
        &self.definition().code
    }

    /// French label.
    pub fn label(self) -> &'static str {
        &self.definition().label
    }

    /// Whether it is told as a fact: all isolates are its denominator, not those tested (SPARES
    /// 2024, p. 14).
    pub fn is_phenotype(self) -> bool {
        !matches!(self.definition().kind, Kind::Any(_) | Kind::First(_))
    }

    /// Whether every isolate of a taxon resists all of its molecules (EUCAST, expected resistance): of a complex, what each
    /// of its species resists that has expected resistances.
    pub fn is_resisted_by_nature(self, taxon: &str) -> bool {
        let named = intrinsic_resistance(taxon);
        let inside = organisms().iter().filter(|one| one.taxon() == taxon && one.code != taxon);
        let species = inside.map(|one| intrinsic_resistance(one.code));
        let species: Vec<MoleculeSet> = species.filter(|resisted| !resisted.is_empty()).collect();
        let by_all =
            |one| !species.is_empty() && species.iter().all(|resisted| resisted.holds(one));
        let is_resisted = |one| named.holds(one) || by_all(one);
        match &self.definition().kind {
            Kind::Any(members) => !members.is_empty() && members.iter().all(is_resisted),
            Kind::First(members) => !members.is_empty() && members.iter().copied().all(is_resisted),
            Kind::Esbl | Kind::Carbapenemase | Kind::CarbapenemaseOf(_) => false,
        }
    }

    /// The result of an isolate; nothing when it was not tested, or has not the phenotype.
    pub fn result(self, isolate: &Isolate) -> Option<Category> {
        let Definition { kind, groups, .. } = self.definition();
        if !groups.is_empty() && !groups.contains(&isolate.taxon.organism().group) {
            return None;
        }
        let told = |found: bool| found.then_some(Category::Resistant);
        match kind {
            Kind::Any(members) => isolate.results.worst(*members),
            Kind::First(members) => members.iter().find_map(|one| isolate.results.of(*one)),
            Kind::Esbl => told(isolate.esbl),
            Kind::Carbapenemase => told(isolate.carbapenemase.is_present()),
            Kind::CarbapenemaseOf(kind) => {
                told(isolate.carbapenemase.is_present() && isolate.carbapenemase.kind() == *kind)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resistance::isolates::Carbapenemase;
    use crate::resistance::testing::isolate;

    #[test]
    fn every_class_is_read_and_every_code_leads_to_one_measure() {
        embedded::assert_whole::<Class>(embedded::RESISTANCE_CLASSES);
        for class in embedded::read::<Class>(embedded::RESISTANCE_CLASSES) {
            assert!(class.members.split('|').all(|code| Molecule::of(code).is_some()), "{class:?}");
        }
        assert!(u8::try_from(ALL.len()).is_ok());
        for measure in Measure::all() {
            assert_eq!(Measure::of(measure.code()), Some(measure));
        }
        assert_eq!(Measure::of("AMP"), Measure::of("AMX"));
        assert_eq!(Measure::of("unknown"), None);
    }

    #[test]
    fn a_carbapenemase_has_its_type_or_none() {
        let of = |found, kind| {
            let carbapenemase = Carbapenemase::of(found, kind);
            let isolate = Isolate { carbapenemase, ..isolate(1, "GEN:S") };
            let enzymes = Measure::all().filter(|one| one.code().starts_with("EPC"));
            let has = enzymes.filter(|measure| measure.result(&isolate).is_some());
            has.map(Measure::code).collect::<Vec<_>>()
        };
        assert_eq!(of(Some(true), Some("KPC")), ["EPC", "EPC:KPC"]);
        assert_eq!(of(Some(true), None), ["EPC", "EPC:unknown"]);
        assert!(of(None, None).is_empty() && of(Some(false), Some("KPC")).is_empty());
    }

    #[test]
    fn phenotypes_are_told_and_molecules_are_tested() {
        for (code, phenotype) in [
            ("CTX", false),
            ("METI", false),
            ("BLSE", true),
            ("EPC:NDM", true),
            ("EPC:unknown", true),
        ] {
            assert_eq!(Measure::of(code).unwrap().is_phenotype(), phenotype, "{code}");
        }
    }
}
