//! What the words of a laboratory stand for: specimens, organisms, antibiotics, results.
//!
//! A label is looked up in this order: the establishment's own answer, a code or a name of the
//! reference lists, a known other name, the name behind abbreviations and additions. What follows
//! nobody takes without being asked: what the national team accepted from other establishments, and
//! last a name that is only close.

mod choices;
mod close;
mod file;
mod lexicon;
mod national;
mod own;
mod plain;
#[cfg(test)]
mod traps_tests;
mod value;

pub use choices::{choices, code_name, field_name, meaning_name};
pub use file::{FILE_HEADER, NotAnswers, file_row, read_answers};
pub use national::{NationalSynonyms, SharedAnswers, plain_label};
pub use own::OwnLabels;
pub(crate) use value::{Measured, measured};
pub use value::{beside_value, is_bare_value};

use crate::dto::LabelField;
use crate::import::label as neutral;
use crate::resistance::{CARBAPENEMASES, Category};
use lexicon::Lexicon;

/// The code of specimens that are no diagnostic ones.
pub const SCREENING: &str = "excluded:screening";

/// What a label leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    Code(String),
    /// Left out on purpose: a class of molecules, a mark for "not tested".
    Ignored,
}

impl Meaning {
    /// An empty code means that the label is ignored.
    fn of(code: &str) -> Self {
        if code.is_empty() { Self::Ignored } else { Self::Code(code.to_owned()) }
    }

    /// The code, unless the label is ignored.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Code(code) => Some(code),
            Self::Ignored => None,
        }
    }
}

/// How a meaning was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The establishment said so.
    Own,
    /// A code or a name of the reference lists, or a known other name.
    Known,
    /// A known name behind an abbreviation or an addition.
    Expanded,
    /// The beginning of one name only: laboratories cut names at twenty characters.
    Cut,
    /// That many establishments said so, and the national team accepted it; somebody has to say
    /// yes.
    National(u32),
    /// Close to a name; somebody has to say yes.
    Close,
    /// One of two that the label cannot tell apart; somebody has to say which.
    Either,
}

impl How {
    /// Whether it counts without being asked.
    pub const fn is_sure(self) -> bool {
        !matches!(self, Self::National(_) | Self::Close | Self::Either)
    }
}

/// A meaning with the way it was found, and the next best one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub meaning: Meaning,
    pub how: How,
    /// Likeness in hundredths, 100 for what is known.
    pub score: u8,
    pub runner_up: Option<String>,
}

impl Match {
    const fn certain(meaning: Meaning, how: How) -> Self {
        Self { meaning, how, score: 100, runner_up: None }
    }
}

/// What a label leads to, certain or not; nothing when no name is close.
pub fn match_label(
    field: LabelField,
    label: &str,
    own: &OwnLabels,
    national: &NationalSynonyms,
) -> Option<Match> {
    if let Some(meaning) = own_meaning(field, label, own) {
        return Some(Match::certain(meaning.clone(), How::Own));
    }
    let known = known(field, label);
    if known.as_ref().is_some_and(|found| found.how.is_sure()) {
        return known;
    }
    let accepted = national.find(field, label);
    accepted
        .map(|(meaning, by)| Match::certain(meaning.clone(), How::National(*by)))
        .or(known)
        .or_else(|| close::closest(field, Lexicon::of(field), label))
}

/// The meaning of a label that counts without being asked; nothing close is looked for.
pub fn sure_meaning(field: LabelField, label: &str, own: &OwnLabels) -> Option<Meaning> {
    own_meaning(field, label, own).cloned().or_else(|| {
        known(field, label).filter(|found| found.how.is_sure()).map(|found| found.meaning)
    })
}

/// What the establishment said of a label, or of the category that stands beside a value.
fn own_meaning<'a>(field: LabelField, label: &str, own: &'a OwnLabels) -> Option<&'a Meaning> {
    own.find(field, label).or_else(|| own.find(field, category(field, label)?))
}

/// The category beside a value: `S` of `0,25 S`.
fn category(field: LabelField, label: &str) -> Option<&str> {
    if field != LabelField::Result {
        return None;
    }
    beside_value(label).filter(|words| !words.is_empty())
}

/// The code of a label that everybody knows, of either one the first; that of what is ignored is
/// empty.
pub fn known_code(field: LabelField, label: &str) -> Option<String> {
    known(field, label).map(|found| found.meaning.code().unwrap_or_default().to_owned())
}

/// What everybody knows of a label.
fn known(field: LabelField, label: &str) -> Option<Match> {
    let lexicon = Lexicon::of(field);
    let certain = |code, how| Match::certain(Meaning::of(code), how);
    let found = lexicon.find(label).or_else(|| lexicon.find(category(field, label)?));
    if let Some(code) = found {
        return Some(certain(code, How::Known));
    }
    if let Some((one, other)) = plain::either(field, label) {
        let runner_up = Some(other.to_owned());
        return Some(Match { score: 50, runner_up, ..certain(one, How::Either) });
    }
    let expanded = plain::expansions(field, label);
    let expanded = expanded.iter().find_map(|text| lexicon.find(text));
    expanded
        .map(|code| certain(code, How::Expanded))
        .or_else(|| lexicon.begun(label).map(|code| certain(code, How::Cut)))
}

/// The words that the names of a field are made of, folded.
pub fn words(field: LabelField) -> impl Iterator<Item = &'static str> {
    Lexicon::of(field).names().flat_map(|(name, _)| name.split(' '))
}

/// Longest label, in characters.
const LONGEST: usize = 200;

/// Whether a text may be a label of a field: on one line, not too long, nothing that tells of a person,
/// and no value in the place of a result.
pub fn is_label(field: LabelField, text: &str) -> bool {
    (1..=LONGEST).contains(&text.chars().count())
        && !text.chars().any(char::is_control)
        && neutral(text) == text
        && !(field == LabelField::Result && is_bare_value(text))
}

/// Whether a text is a code that labels of a field may lead to.
pub fn is_code(field: LabelField, code: &str) -> bool {
    use crate::nomenclature::{organism, specimen, tested_antibiotic};
    match field {
        LabelField::Specimen => code == SCREENING || specimen(code).is_some(),
        LabelField::Organism => organism(code).is_some(),
        LabelField::Antibiotic => {
            tested_antibiotic(code).is_some() || LabelField::phenotype(code).is_some()
        }
        LabelField::Result => Category::of(code).is_some(),
        LabelField::Esbl | LabelField::Carbapenemase => matches!(code, "true" | "false"),
        LabelField::CarbapenemaseType => CARBAPENEMASES.contains(&code),
        LabelField::Sex => matches!(code, "M" | "F"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(field: LabelField, label: &str) -> Option<String> {
        let meaning = sure_meaning(field, label, &OwnLabels::default())?;
        Some(meaning.code().unwrap_or("ignored").to_owned())
    }

    #[test]
    fn laboratories_name_organisms_in_many_ways() {
        for (label, expected) in [
            ("E. coli", "ESCCOL"),
            ("ESCCOL", "ESCCOL"),
            ("Escherichia  COLI", "ESCCOL"),
            ("staph doré", "STAAUR"),
            ("S. aureus méti-R", "STAAUR"),
            ("Staph. haemolyticus", "STAHAE"),
            ("Enterobacter cloacae ss cloacae", "ENBCLO"),
            ("ENTEROBACTER CLOACAE CO", "ENBCLX"),
            ("Salmonella sp", "SALSPP"),
            ("Bacteroides groupe fragilis", "BATFRA"),
            ("Klebsiella pneumoniae BLSE", "KLEPNE"),
            ("Enterobacter aerogenes", "KLEAER"),
        ] {
            assert_eq!(code(LabelField::Organism, label).as_deref(), Some(expected), "{label}");
        }
    }

    #[test]
    fn antibiotics_are_known_by_molecule_brand_code_and_shorthand() {
        for (label, expected) in [
            ("CTX", "CTX"),
            ("céfotaxime", "CTX"),
            ("Cefotaxim 5 µg", "CTX"),
            ("Pip-tazo", "TZP"),
            ("Ac. nalidixique", "NAL"),
            ("GENTA HAUT NIVEAU", "GEH"),
            ("BACTRIM", "SXT"),
            ("Amphotéricine B", "AMB"),
            ("BLSE", "esbl"),
        ] {
            assert_eq!(code(LabelField::Antibiotic, label).as_deref(), Some(expected), "{label}");
        }
    }

    #[test]
    fn specimens_results_and_phenotypes_are_known() {
        for (field, label, expected) in [
            (LabelField::Specimen, "HEMOC", "1"),
            (LabelField::Specimen, "Hémoculture aérobie n°2", "1"),
            (LabelField::Specimen, "ECBU (sonde à demeure)", "2"),
            (LabelField::Specimen, "Nez SARM", SCREENING),
            (LabelField::Result, "ZIT", "SFP"),
            (LabelField::Result, "r", "R"),
            (LabelField::Result, "NT", "ignored"),
            (LabelField::Result, "INTERMEDIAIRE", "SFP"),
            (LabelField::Result, "≤ 0,5 S", "S"),
            (LabelField::Result, "Résistant (>32 mg/L)", "R"),
            (LabelField::Result, "0,5 NT", "ignored"),
            (LabelField::Esbl, "NEGATIF", "false"),
            (LabelField::Sex, "FEMININ", "F"),
            (LabelField::Esbl, "Positif", "true"),
            (LabelField::CarbapenemaseType, "OXA-48 like", "OXA-48-like"),
            (LabelField::Sex, "2", "F"),
        ] {
            assert_eq!(code(field, label).as_deref(), Some(expected), "{label}");
        }
    }

    /// What a label leads to without anybody's answer.
    fn matched(field: LabelField, label: &str) -> Option<Match> {
        match_label(field, label, &OwnLabels::default(), &NationalSynonyms::default())
    }

    #[test]
    fn a_close_name_is_proposed_with_the_next_best_and_not_taken() {
        let found = matched(LabelField::Organism, "Eschericia coly");
        let found = found.unwrap();
        assert_eq!((found.meaning.code(), found.how), (Some("ESCCOL"), How::Close));
        assert!(found.score >= 80 && found.runner_up.is_some(), "{found:?}");
        assert_eq!(code(LabelField::Organism, "Eschericia coly"), None);
    }

    #[test]
    fn what_no_name_is_close_to_leads_nowhere() {
        for label in ["FLORE POLYMORPHE", "Levures", "Z_A CODER", "Culture monomicrobienne"] {
            assert_eq!(matched(LabelField::Organism, label), None);
        }
        let odd = matched(LabelField::Specimen, "PRELEVEMENT ?? VOIR LABO");
        assert_eq!(odd, None);
    }

    #[test]
    fn what_the_nation_accepted_is_proposed_before_what_is_close_and_not_taken() {
        let mut national = NationalSynonyms::default();
        national.insert(LabelField::Organism, "Eschericia coly", Some("KLEPNE"), 3);
        national.insert(LabelField::Organism, "E. coli", Some("KLEPNE"), 9);
        national.insert(LabelField::Antibiotic, "fosfomycine", Some("FOT"), 4);
        let mut own = OwnLabels::default();
        let found = |field, label: &str, own: &OwnLabels| {
            let found = match_label(field, label, own, &national)?;
            Some((found.meaning.code()?.to_owned(), found.how))
        };
        for (field, label, code, how) in [
            (LabelField::Organism, "ESCHÉRICIA  coly.", "KLEPNE", How::National(3)),
            (LabelField::Organism, "E. coli", "ESCCOL", How::Known),
            (LabelField::Antibiotic, "Fosfomycine", "FOT", How::National(4)),
        ] {
            assert_eq!(found(field, label, &own), Some((code.to_owned(), how)), "{label}");
        }
        assert!(!How::National(3).is_sure());
        own.insert(LabelField::Antibiotic, "Fosfomycine", Some("FOS"));
        let told = found(LabelField::Antibiotic, "Fosfomycine", &own);
        assert_eq!(told, Some(("FOS".to_owned(), How::Own)));
    }

    #[test]
    fn the_establishment_has_the_last_word() {
        let mut own = OwnLabels::default();
        own.insert(LabelField::Antibiotic, "Fosfomycine ", Some("FOT"));
        own.insert(LabelField::Organism, "E. coli", None);
        own.insert(LabelField::Result, "Z", Some("R"));
        let meaning = |field, label| sure_meaning(field, label, &own);
        let fosfomycin = meaning(LabelField::Antibiotic, "Fosfomycine");
        assert_eq!(fosfomycin, Some(Meaning::Code("FOT".to_owned())));
        assert_eq!(meaning(LabelField::Organism, "E.  coli"), Some(Meaning::Ignored));
        let resistant = Some(Meaning::Code("R".to_owned()));
        assert_eq!(meaning(LabelField::Result, "Z >32"), resistant);
    }
}
