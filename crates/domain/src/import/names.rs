//! Whether a text looks like the name of an antibiotic, a micro-organism or a specimen, or like a mark.
//!
//! One function for each: by the names that everybody knows, else by shape.

use super::text::fold;
use crate::dto::LabelField;
use crate::labels::{is_code, known_code};
use crate::nomenclature::tested_antibiotic;

/// Ends of the international names of antibiotics and antifungals, folded, French and English.
const ENDS: &str = "cilline cillin mycine mycin micine micin kacine kacin cycline penem peneme floxacine \
    floxacin oxacin azole azolid azolide fungine fungin planine planin trexone triaxone xone oxime taxime fixime oxitine \
    oxitin cefepime pime azidime falexine falexin phalexin azoline azolin aclor adroxil olozane aroline biprole \
    iderocol bactam clav clavulanique clavulanate vaborbactam relebactam xazole oprime colistine colistin \
    polymyxine polymyxin fusidique fusidic nalidixique nalidixic phenicol furantoine furantoin furanes \
    treonam vancin vancine cytosine euromulin famulin omycine gramine cillinam fotericine amphotericine \
    amphotericin";
/// Beginnings that laboratories cut names down to.
const STARTS: &str = "amox ampi ticar piper pipera tazo augm oxacil cloxa meti cefo cefu cefe ceft cefi cefa \
    cefp ceph imip imi ertap erta merop mero genta tobra amika kana netil cipro levo moxi oflox norflo nalid \
    cotrim bactrim fosfo colist tige tetra doxy mino erythro clinda linco pristina rifam vanco teico linez \
    dapto metro fluco vorico caspo mica amphot peni aztreo temo mecil nitro fusid chloram tedizo dalba";
/// Brands and short forms that are whole words, folded.
const WORDS: &str = "augmentin claventin bactrim tazocilline timentin unasyn amox ampi ticar pip piper pipera \
    tazo clav peni cloxa oxa meti genta tobra amika cipro levo oflo moxi vanco teico linezolid linezolide erythro \
    clinda rifam rifampicine rifampin fosfo cotrim colimycine targocid tienam invanz acide ac iv hc ampho \
    trometamol haut niveau trimeth sulfa";
/// Abbreviations of genera and words that stand for one, folded.
const ORGANISM_WORDS: &str = "sp spp complex complexe groupe group staphylocoque streptocoque enterocoque \
    pyocyanique colibacille pneumocoque levure levures flore";

/// Whether a header or a label names one antibiotic.
pub fn is_antibiotic_name(text: &str) -> bool {
    let folded = fold(text);
    if is_antibiotic_class(text) {
        return false;
    }
    known_code(LabelField::Antibiotic, text).is_some_and(|code| tested_antibiotic(&code).is_some())
        || folded.split(' ').any(|word| {
            ends_as_an_antibiotic(word)
                || STARTS.split_whitespace().any(|start| word.starts_with(start))
        })
}

/// Whether a folded word can only be part of the name of an antibiotic. Stricter than
/// [`is_antibiotic_name`]: a family name may begin like one.
pub fn is_antibiotic_word(word: &str) -> bool {
    ends_as_an_antibiotic(word) || WORDS.split_whitespace().any(|known| known == word)
}

fn ends_as_an_antibiotic(word: &str) -> bool {
    ENDS.split_whitespace().any(|end| word.ends_with(end))
}

/// Whether a header or a label names a whole family, or no antibiotic at all: `C3G`, `Carbapénèmes`.
pub fn is_antibiotic_class(text: &str) -> bool {
    known_code(LabelField::Antibiotic, text).is_some_and(|code| code.is_empty())
}

/// S, SFP, I, R in any of the ways laboratories write them.
pub fn is_category(text: &str) -> bool {
    known_code(LabelField::Result, text).is_some_and(|code| !code.is_empty())
}

/// A category, or a mark that stands in its place: NT, a dash.
pub fn is_result_mark(text: &str) -> bool {
    known_code(LabelField::Result, text).is_some()
}

/// O or N in any of the ways people write them.
pub fn is_yes_or_no(text: &str) -> bool {
    known_code(LabelField::Esbl, text).is_some()
}

/// M, F, 1, 2 and their words.
pub fn is_sex(text: &str) -> bool {
    known_code(LabelField::Sex, text).is_some()
}

/// The national code that a header is or begins with: `AMC`, WHONET's `AMC_ND20`.
pub fn antibiotic_code(text: &str) -> Option<String> {
    let first = text.trim().split(['_', ' ']).next().unwrap_or_default();
    is_antibiotic_code(first).then(|| first.to_owned())
}

/// Whether a text is a code of the national list.
pub fn is_antibiotic_code(text: &str) -> bool {
    is_code(LabelField::Antibiotic, text)
}

/// `Escherichia coli`, `E. coli`, `STAPHYLOCOQUE DORE`: words without digits, the Latin way.
pub fn looks_like_organism(text: &str) -> bool {
    if known_code(LabelField::Organism, text).is_some() {
        return true;
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let latin = |word: &&str| {
        ["us", "is", "i", "a", "um", "ae", "ens", "er", "es", "ii", "ans"]
            .iter()
            .any(|end| word.len() > 3 && word.ends_with(end))
            || ORGANISM_WORDS.split_whitespace().any(|known| known == *word)
    };
    (2..=7).contains(&words.len())
        && !text.chars().any(|char| char.is_ascii_digit())
        && words.iter().skip(1).any(latin)
}

/// `Hémoculture`, `ECBU`, `LIQUIDE PLEURAL`: words without a date or a long number.
pub fn looks_like_specimen(text: &str) -> bool {
    text.chars().filter(|char| char.is_alphabetic()).count() >= 2
        && text.chars().filter(char::is_ascii_digit).count() <= 2
        && text.chars().count() <= 80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn antibiotics_are_known_by_the_form_of_their_names() {
        for name in ["AMOXICILLINE", "Amox-clav", "Ac. nalidixique", "CLOXA 5", "Amphotéricine B"]
        {
            assert!(is_antibiotic_name(name), "{name}");
        }
        for name in ["C3G", "Méthode", "Commentaire", "Germe", "BLSE", "UF", "Fluoroquinolones"] {
            assert!(!is_antibiotic_name(name), "{name}");
        }
    }

    #[test]
    fn a_family_name_is_no_word_of_an_antibiotic() {
        for name in [
            "penicaud", "metivier", "martin", "lavigne", "robin", "simone", "antoine", "maxime",
            "alexine", "laprime", "dumulin",
        ] {
            assert!(!is_antibiotic_word(name), "{name}");
        }
        assert!(is_antibiotic_word("amoxicilline") && is_antibiotic_word("augmentin"));
    }

    #[test]
    fn a_class_has_no_code() {
        assert_eq!(antibiotic_code("AMC_ND20").as_deref(), Some("AMC"));
        assert_eq!(antibiotic_code("AMC").as_deref(), Some("AMC"));
        for none in ["C3G", "Amc", "AUGMENTIN", ""] {
            assert_eq!(antibiotic_code(none), None, "{none}");
        }
    }

    #[test]
    fn organisms_have_latin_names() {
        for name in ["Escherichia coli", "E. coli", "STAPHYLOCOCCUS AUREUS", "Salmonella sp"] {
            assert!(looks_like_organism(name), "{name}");
        }
        for name in ["Hémoculture", "S", "12", "ECBU"] {
            assert!(!looks_like_organism(name), "{name}");
        }
    }
}
