//! The words that deliveries are made of. A header, a sheet or a file may be named after a patient:
//! of these names the words that nobody knows are not kept.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::fields::{Layout, fields};
use super::names::is_antibiotic_word;
use super::text::fold;
use super::words::known_words;
use crate::dto::LabelField;
use crate::labels::words;

/// Most digits of a name; more of them are a telephone number or an identifier.
const MAX_DIGITS: usize = 8;

/// Words beside those of the fields, folded.
const WORDS: &str = "\
    a au aux avec c ci d dans de des du en et l la le les n no ou par pour s sans sur t total totaux \
    sous general generale generaux autre autres divers neant inconnu inconnue non oui \
    ap ch chu chru chr ghu ght ehpad hopital hopitaux hospitalier hospitaliere hospitalisation clinique \
    centre etablissement groupe site region finess entite \
    med medecine chir chirurgie rea reanimation si usi usc usic uhcd urg urgences urgence hdj hds hj hc \
    gyn obs obstetrique gynecologie ped pediatrie neo neonat geriatrie psy psychiatrie ssr smr sld usld mco \
    bloc operatoire consultation consultations externe externes imagerie laboratoire labo plateau technique \
    soins intensifs continue surveillance cardio cardiologie pneumo pneumologie neuro neurologie onco \
    oncologie hemato hematologie nephro nephrologie dialyse digestif orthopedie trauma urologie orl ophtalmo \
    reeducation readaptation palliatifs maladies infectieuses polyvalente polyvalent lits lit porte \
    structure structures conso consos consommation consommations dispensation dispensations delivrance jh \
    journee journees resistance resistances medicament medicaments livret drug drugs antibiotique \
    antibiotiques atb antifongiques pharmacie pui dim export exports extraction extractions extrait import \
    donnees donnee fichier tableau table liste base requete feuil feuille feuilles sheet onglet classeur copie \
    copy final finale definitif definitive provisoire corrige corrigee version v vf annuel annuelle annee \
    annees an mois jour jours date debut fin periode trimestre trimestres trim trimestriel t q s semestre \
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre \
    janv jan fevr fev avr aou juil jul jun sept sep oct nov dec january february march april may june july \
    august september october november december cumul somme variante variantes \
    nombre nombres nb nbre num numero test essai exemple modele vide consores spares saisie \
    csv txt xls xlsx xlsm ods utf";

static KNOWN: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let of_fields = Layout::ALL.into_iter().flat_map(fields).map(|field| {
        let names = [field.label, field.name].map(fold).join(" ");
        format!("{names} {}", field.synonyms.join(" "))
    });
    let of_headers = known_words().map(str::to_owned);
    let of_antibiotics = words(LabelField::Antibiotic).map(str::to_owned);
    let texts = of_fields
        .chain(of_headers)
        .chain(of_antibiotics)
        .chain([WORDS.to_owned()])
        .collect::<Vec<_>>()
        .join(" ");
    parts(&fold(&texts)).into_iter().map(str::to_owned).collect()
});

/// Whether a name is made of known words, years and small numbers.
pub fn is_familiar(name: &str) -> bool {
    let folded = fold(name);
    few_digits(&folded) && parts(&folded).into_iter().all(is_known)
}

/// A file name with `…` in the place of the words that nobody knows.
pub fn familiar_name(name: &str) -> String {
    let digits = few_digits(name);
    let mut familiar = String::with_capacity(name.len());
    for part in parts(name) {
        let plain = fold(part);
        let number = part.starts_with(|char: char| char.is_ascii_digit());
        let stays = plain.is_empty() || (is_known(&plain) && (digits || !number));
        if stays {
            familiar.push_str(part);
        } else if !familiar.ends_with('…') {
            familiar.push('…');
        }
    }
    familiar
}

/// The name of a sheet when it is familiar, else its place in the workbook (0 = first).
pub fn familiar_sheet(name: &str, index: usize) -> String {
    if is_familiar(name) { name.to_owned() } else { format!("n°\u{a0}{}", index + 1) }
}

fn few_digits(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() <= MAX_DIGITS
}

fn is_known(part: &str) -> bool {
    if let Ok(number) = part.parse::<u32>() {
        return part.len() <= 2 || (part.len() == 4 && (2000..=2100).contains(&number));
    }
    let letter = part.trim().is_empty() || part.chars().count() == 1;
    letter || KNOWN.contains(part) || is_antibiotic_word(part)
}

/// Runs of letters, of digits, and of everything else, in order.
fn parts(text: &str) -> Vec<&str> {
    let sort = |char: char| match char {
        char if char.is_ascii_digit() => 0,
        char if char.is_alphanumeric() => 1,
        _ => 2,
    };
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (index, char) in text.char_indices() {
        if before.is_some_and(|before| before != sort(char)) {
            parts.push(&text[start..index]);
            start = index;
        }
        before = Some(sort(char));
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_deliveries_are_familiar() {
        for name in [
            "U.F. destinataire",
            "Qté\ndispensée (UCD)",
            "Désignation produit",
            "POLE ",
            "Nombre de\njournées ",
            "T1 2024",
            "Feuil1",
            "Médicaments",
            "Export du 12/01/2025",
            "UCD 13",
            "N° UF",
            "AMC",
            "CLAVENTIN 75",
        ] {
            assert!(is_familiar(name), "{name:?}");
        }
    }

    #[test]
    fn names_of_people_and_their_numbers_are_not() {
        for name in [
            "DUPONT",
            "UF DUPONT Jean",
            "06 12 34 56 78",
            "1 57 03 06 069 045 12",
            "8001234",
            "né le 12/03/1957",
            "jean.dupont@example.org",
        ] {
            assert!(!is_familiar(name), "{name:?}");
        }
    }

    #[test]
    fn a_file_name_keeps_what_recognises_the_file() {
        for (name, kept) in [
            ("consommations_trimestres_2024.xlsx", "consommations_trimestres_2024.xlsx"),
            ("JH CHU Caen 2024 v2.xls", "JH CHU … 2024 v2.xls"),
            ("conso_DUPONT-Jean_1957.csv", "conso_…-…_….csv"),
            ("1570306069045.csv", "….csv"),
            ("06-12-34-56-78.csv", "…-…-…-…-….csv"),
            ("", ""),
        ] {
            assert_eq!(familiar_name(name), kept);
        }
    }
}
