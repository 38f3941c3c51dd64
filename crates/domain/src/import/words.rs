//! The words of a header: cut apart, and which words mean the same.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::text::fold;

/// Words that carry no meaning of their own.
const EMPTY: [&str; 19] = [
    "de",
    "du",
    "des",
    "d",
    "l",
    "la",
    "le",
    "les",
    "et",
    "a",
    "au",
    "en",
    "par",
    "the",
    "of",
    "for",
    "fonctionnelle",
    "fonctionnel",
    "functional",
];

/// Words that mean the same in the header of a delivery, French and English, folded; the first one
/// names the idea.
const SAME: &[&str] = &[
    "libelle intitule nom designation denomination label name description lib lb appellation",
    "code numero number no n num nr id identifiant identifier identification reference ref cod cd",
    "date dat dt day",
    "nombre nb nbre total count",
    "uf unite unit ward ur",
    "service srv department departement",
    "pole division",
    "discipline disc",
    "activite activity",
    "type nature site origine kind",
    "prelevement preleve prelevee sample sampling specimen collection echantillon",
    "naissance ne nee birth born",
    "entree entre admission admis admissions entrees arrivee",
    "germe bacterie bacteries organism microorganisme organisme espece bacteria pathogene species",
    "souche isolat isolate strain",
    "patient patients malade ipp nip",
    "sexe sex genre gender",
    "age",
    "blse esbl",
    "epc carbapenemase carba",
    "antibiotique antibiotic atb molecule antimicrobial",
    "resultat result res sir interpretation categorie category",
    "produit medicament article drug product specialite medication",
    "quantite qte quantity qty",
    "journees journee jours jour jh days",
    "periode period trimestre quarter trim",
    "ucd",
    "atc",
    "demande dossier request",
    "voie route",
    "dose dosage strength",
];

/// Words that tell what a column is, when that is no field: they weigh as much as those of a field.
const FOREIGN: &str = "prix price montant amount valeur value cout cost ouverture fermeture validation valide \
    report edition reception court short abrege responsable commentaire comment mode budgetaire duree dms lits \
    beds lot magasin forme cmi mic diametre methode technicien prescripteur telephone adresse etage finess";

/// Beginnings that database columns glue to the next word: `CDUF`, `LIBSERV`.
const GLUED: [&str; 10] = ["code", "cod", "cd", "lib", "lb", "nom", "num", "nb", "dat", "dt"];

/// A folded word of a header, looked up once.
#[derive(Debug)]
pub struct Word {
    pub text: String,
    /// The words that mean the same, itself included, or none.
    pub same: &'static [&'static str],
}

impl Word {
    pub fn new(text: String) -> Self {
        let same = same_as(&text);
        Self { text, same }
    }

    /// Which idea of the list the word stands for.
    pub fn idea(&self) -> Option<&'static str> {
        self.same.first().copied()
    }

    /// Its idea, or itself.
    pub fn key(&self) -> &str {
        self.idea().unwrap_or(&self.text)
    }
}

/// The words of a header, folded: `CodeUCD7` is `code ucd 7`, `DAT_NAISS` is `dat naiss`.
pub fn words(header: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(header.len() + 8);
    let letters: Vec<char> = header.chars().collect();
    for (index, char) in letters.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| letters[before]);
        let new_word = before.is_some_and(|before| {
            (before.is_lowercase() && char.is_uppercase())
                || (before.is_alphabetic() && char.is_ascii_digit())
        });
        // `ac.clav` is two words, `U.F.` one.
        let point = *char == '.' && index >= 2 && letters[index - 2].is_alphabetic();
        if new_word || point {
            spaced.push(' ');
        }
        spaced.push(*char);
    }
    let folded = fold(&spaced);
    let all: Vec<&str> =
        folded.split(' ').filter(|word| !word.is_empty()).flat_map(unglue).collect();
    let last = all.len().saturating_sub(1);
    all.iter()
        .enumerate()
        // `Code DE` is the code of the discipline, `Prélevé le` the day of the sample.
        .filter_map(|(index, word)| match (*word, index == last) {
            ("le", true) if last > 0 => Some("date"),
            ("de", true) => Some("de"),
            (word, _) => (!EMPTY.contains(&word)).then_some(word),
        })
        .map(str::to_owned)
        .collect()
}

/// A word nobody knows is cut behind a usual beginning, when what remains is a word or begins one.
fn unglue(word: &str) -> impl Iterator<Item = &str> {
    let cut = || {
        let start = GLUED.into_iter().find(|start| word.starts_with(start))?;
        let rest = &word[start.len()..];
        let begins_one = rest.len() >= 3 && known_words().any(|known| known.starts_with(rest));
        (idea(rest).is_some() || begins_one).then_some((&word[..start.len()], rest))
    };
    let (first, second) = match idea(word) {
        None if !is_foreign(word) => {
            cut().map_or((word, None), |(start, rest)| (start, Some(rest)))
        }
        _ => (word, None),
    };
    std::iter::once(first).chain(second)
}

/// Which idea of the list a word stands for.
pub fn idea(word: &str) -> Option<&'static str> {
    same_as(word).first().copied()
}

/// The words that mean the same as `word`, itself included, or none.
fn same_as(word: &str) -> &'static [&'static str] {
    static SETS: LazyLock<Vec<Vec<&str>>> =
        LazyLock::new(|| SAME.iter().map(|same| same.split(' ').collect()).collect());
    static BY_WORD: LazyLock<HashMap<&str, &[&str]>> = LazyLock::new(|| {
        SETS.iter().flat_map(|same| same.iter().map(|word| (*word, same.as_slice()))).collect()
    });
    BY_WORD.get(word).copied().unwrap_or_default()
}

/// Whether a word tells of something that no file has a field for.
pub fn is_foreign(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| FOREIGN.split_whitespace().collect());
    WORDS.contains(word)
}

/// Every word of these lists.
pub fn known_words() -> impl Iterator<Item = &'static str> {
    SAME.iter().flat_map(|same| same.split(' ')).chain(FOREIGN.split_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_cut_into_words() {
        for (header, expected) in [
            ("CodeUCD7", "code ucd 7"),
            ("DAT_NAISS", "dat naiss"),
            ("U.F. destinataire", "uf destinataire"),
            ("Amox-ac.clav", "amox ac clav"),
            ("Code DE", "code de"),
            ("Date de naissance", "date naissance"),
            ("Prélevé le", "preleve date"),
            ("N°Dossier", "n dossier"),
            ("LIBSERV", "lib serv"),
            ("Numérique", "numerique"),
        ] {
            assert_eq!(words(header).join(" "), expected);
        }
    }

    #[test]
    fn a_word_means_one_thing() {
        let mut all: Vec<&str> = known_words().collect();
        all.sort_unstable();
        let before = all.len();
        all.dedup();
        assert_eq!(all.len(), before);
    }
}
