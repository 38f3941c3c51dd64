//! The name behind abbreviations and additions: `Staph. aureus méti-R` is `staphylococcus aureus`.

use crate::dto::LabelField;
use crate::import::fold;

/// Beginnings of genus names, as laboratories shorten them.
const GENERA: &[(&str, &str)] = &[
    ("staph", "staphylococcus"),
    ("strep", "streptococcus"),
    ("strepto", "streptococcus"),
    ("ent", "enterobacter"),
    ("enterob", "enterobacter"),
    ("entero", "enterococcus"),
    ("enteroc", "enterococcus"),
    ("esch", "escherichia"),
    ("kleb", "klebsiella"),
    ("pseudo", "pseudomonas"),
    ("acineto", "acinetobacter"),
    ("citro", "citrobacter"),
    ("prot", "proteus"),
    ("serr", "serratia"),
    ("steno", "stenotrophomonas"),
    ("haem", "haemophilus"),
    ("cand", "candida"),
    ("aspergil", "aspergillus"),
];
/// What is said of an isolate beside its name.
const TRAITS: &[&str] = &[
    "meti",
    "metir",
    "metis",
    "blse",
    "epc",
    "erv",
    "bmr",
    "bhre",
    "r",
    "s",
    "resistant",
    "sensible",
    "mucoide",
    "muqueux",
    "souche",
    "groupe",
    "group",
    "gr",
    "du",
];
/// Words that begin the rest of a name which tells a subspecies.
const SUBSPECIES: &[&str] = &["ss", "ssp", "subsp", "sous", "biovar", "serovar", "var"];
/// Units and words beside a dose or a disk.
const DOSES: &[&str] = &["g", "mg", "µg", "ug", "l", "ui", "disque", "cmi", "e", "test", "etest"];
/// Words beside a nature of specimen.
const BESIDE_SPECIMEN: &[&str] = &[
    "n",
    "no",
    "numero",
    "prelevement",
    "prelvt",
    "prel",
    "culture",
    "bacterio",
    "de",
    "du",
    "d",
    "l",
    "sur",
    "par",
];

/// Words that turn a name around: after them nothing is left out or guessed.
pub const TURNING: &[&str] = &["non", "sauf", "hors", "autre", "autres", "sans"];

/// Labels that stand for either of two codes, the likelier first.
///
/// Fosfomycin is tested for injection and as trometamol: methodology §2.5.
pub fn either(field: LabelField, label: &str) -> Option<(&'static str, &'static str)> {
    let fosfomycin = matches!(fold(label).as_str(), "fosfomycine" | "fosfomycin" | "fosfo");
    (field == LabelField::Antibiotic && fosfomycin).then_some(("FOS", "FOT"))
}

/// Names that a label may be short or long for, the nearest first.
pub fn expansions(field: LabelField, label: &str) -> Vec<String> {
    let folded = fold(label);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    if words.iter().any(|word| TURNING.contains(word)) {
        return Vec::new();
    }
    match field {
        LabelField::Organism => organisms(&words),
        LabelField::Antibiotic => vec![antibiotic(&words)],
        LabelField::Specimen => specimens(label, &words),
        _ => Vec::new(),
    }
}

fn organisms(words: &[&str]) -> Vec<String> {
    let Some((first, rest)) = words.split_first() else { return Vec::new() };
    let genus = GENERA.iter().find(|(short, _)| short == first).map_or(*first, |(_, long)| long);
    let plain: Vec<&str> = rest
        .iter()
        .take_while(|word| !SUBSPECIES.contains(word))
        .filter(|word| !TRAITS.contains(word))
        .copied()
        .collect();
    let name = |rest: &[&str]| [&[genus], rest].concat().join(" ");
    vec![name(rest), name(&plain)]
}

/// Without the dose of a disk and the unit; `ac` is an acid.
fn antibiotic(words: &[&str]) -> String {
    let kept = words.iter().filter(|word| {
        let number = word.chars().all(|char| char.is_ascii_digit());
        !number && !DOSES.contains(word)
    });
    let spelt = kept.map(|word| match *word {
        "ac" => "acide",
        "clav" => "clavulanique",
        word => word,
    });
    spelt.collect::<Vec<_>>().join(" ")
}

/// Without numbers and words that say nothing; and what stands before a parenthesis.
fn specimens(label: &str, words: &[&str]) -> Vec<String> {
    let plain = |words: &[&str]| -> String {
        let kept = words.iter().filter(|word| {
            !BESIDE_SPECIMEN.contains(word) && !word.chars().all(|char| char.is_ascii_digit())
        });
        kept.copied().collect::<Vec<_>>().join(" ")
    };
    let before = label.split(['(', ',', ';']).next().map(fold).unwrap_or_default();
    let before: Vec<&str> = before.split(' ').collect();
    vec![plain(words), plain(&before)]
}
