//! Implausible phenotypes, which are told and never removed (methodology §8, 1 to 9).

use super::antibiogram::{Antibiogram, Category, Molecule};
use super::evaluate::IsolateOutcome;
use crate::nomenclature::Organism;

/// Whether an isolate is implausible.
type Check = fn(&Isolate<'_>) -> bool;

/// The rules, by reason, in the order of the methodology.
pub const RULES: [(&str, Check); 9] = [
    ("natural_penicillinase", natural_penicillinase),
    ("penicillin_without_cephalosporin", penicillin_without_cephalosporin),
    ("quinolone_without_fluoroquinolone", quinolone_without_fluoroquinolone),
    ("colistin_in_proteeae", colistin_in_proteeae),
    ("vancomycin_resistant_staphylococcus", vancomycin_resistant_staphylococcus),
    ("enzyme_without_effect", enzyme_without_effect),
    ("oxacillin_against_cefoxitin", oxacillin_against_cefoxitin),
    ("ampicillin_susceptible_faecium", ampicillin_susceptible_faecium),
    ("natural_resistance_tested", natural_resistance_tested),
];

/// An isolate with an organism and results.
pub struct Isolate<'a> {
    organism: &'static Organism,
    outcome: &'a IsolateOutcome,
}

impl<'a> Isolate<'a> {
    /// Of an isolate whose organism is known.
    pub fn of(outcome: &'a IsolateOutcome) -> Option<Self> {
        outcome.organism.map(|organism| Self { organism, outcome })
    }

    fn results(&self) -> &Antibiogram {
        &self.outcome.results
    }

    fn is(&self, taxa: &[&str]) -> bool {
        taxa.contains(&self.organism.taxon())
    }

    fn is_enterobacterales(&self) -> bool {
        self.organism.group == "Enterobacterales"
    }

    fn tested(&self, code: &str) -> bool {
        self.result(code).is_some()
    }

    fn susceptible(&self, code: &str) -> bool {
        self.result(code).is_some_and(|result| result != Category::Resistant)
    }

    fn resistant(&self, code: &str) -> bool {
        self.result(code) == Some(Category::Resistant)
    }

    fn any_resistant(&self, codes: &[&str]) -> bool {
        codes.iter().any(|code| self.resistant(code))
    }

    fn tested_without_resistance(&self, codes: &[&str]) -> bool {
        codes.iter().any(|code| self.tested(code)) && !self.any_resistant(codes)
    }

    fn result(&self, code: &str) -> Option<Category> {
        self.results().of(Molecule::of(code)?)
    }
}

const C3G: [&str; 3] = ["CTX", "CRO", "CAZ"];
const FLUOROQUINOLONES: [&str; 4] = ["OFX", "LVX", "MFX", "CIP"];
const CARBAPENEMS: [&str; 3] = ["ETP", "IPM", "MEM"];

fn natural_penicillinase(isolate: &Isolate<'_>) -> bool {
    isolate.is(&["KLEPNE", "ENBCLX"]) && isolate.susceptible("AMX")
}

fn penicillin_without_cephalosporin(isolate: &Isolate<'_>) -> bool {
    isolate.is_enterobacterales() && isolate.susceptible("AMX") && isolate.any_resistant(&C3G)
}

fn quinolone_without_fluoroquinolone(isolate: &Isolate<'_>) -> bool {
    isolate.is_enterobacterales()
        && isolate.susceptible("NAL")
        && isolate.any_resistant(&FLUOROQUINOLONES)
}

fn colistin_in_proteeae(isolate: &Isolate<'_>) -> bool {
    ["Proteus", "Serratia", "Morganella", "Providencia"].contains(&isolate.organism.genus)
        && isolate.susceptible("COL")
}

fn vancomycin_resistant_staphylococcus(isolate: &Isolate<'_>) -> bool {
    isolate.is(&["STAAUR"]) && isolate.resistant("VAN")
}

fn enzyme_without_effect(isolate: &Isolate<'_>) -> bool {
    let esbl = isolate.outcome.esbl == Some(true);
    let carbapenemase = isolate.outcome.carbapenemase == Some(true);
    (esbl && isolate.tested_without_resistance(&C3G))
        || (carbapenemase && isolate.tested_without_resistance(&CARBAPENEMS))
}

fn oxacillin_against_cefoxitin(isolate: &Isolate<'_>) -> bool {
    isolate.is(&["STAAUR"])
        && isolate.tested("OXA")
        && isolate.tested("FOX")
        && isolate.resistant("OXA") != isolate.resistant("FOX")
}

fn ampicillin_susceptible_faecium(isolate: &Isolate<'_>) -> bool {
    isolate.is(&["ENCFAI"]) && isolate.susceptible("AMX")
}

fn natural_resistance_tested(isolate: &Isolate<'_>) -> bool {
    isolate.is(&["PSEAER", "ACIBAU"]) && (isolate.tested("AMC") || isolate.tested("ETP"))
}
