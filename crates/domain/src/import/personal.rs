//! Values that tell of a person, where codes and labels should be.
//!
//! Such a value becomes its class in square brackets before any later stage sees it: the row stays
//! accounted for, row and column lead to it in the file, and nothing that was in the cell is stored
//! or shown. A bare name among labels looks like a label; nobody can tell.

use std::borrow::Cow;

use super::calendar::month_of;
use super::numbers::cell_number;
use super::table::{Cell, Table};
use super::text::fold;
use super::threshold::Threshold;
use super::vocabulary::is_familiar;

const MAIL: &str = "adresse électronique";
const PHONE: &str = "numéro de téléphone";
const NIR: &str = "numéro de sécurité sociale";
const NAME: &str = "nom";
const IDENTIFIER: &str = "identifiant";
const DATE: &str = "date";
const TEXT: &str = "texte";
const CLASSES: [&str; 7] = [MAIL, PHONE, NIR, NAME, IDENTIFIER, DATE, TEXT];

const EMPTY: &str = "vide";
const BOOLEAN: &str = "vrai ou faux";
const ERROR: &str = "erreur du tableur";
const NEGATIVE: &str = "nombre négatif";
const LARGE: &str = "nombre trop grand";
const DECIMAL: &str = "nombre décimal";
const NUMBER: &str = "nombre";
/// What a cell holds where something else is asked, beside what tells of a person.
const CELL_CLASSES: [&str; 7] = [EMPTY, BOOLEAN, ERROR, NEGATIVE, LARGE, DECIMAL, NUMBER];

/// What a code of some column looks like at most.
#[derive(Debug, Clone, Copy)]
pub struct CodeForm {
    characters: usize,
    digits: usize,
}

/// Codes of units, services, poles.
pub const UNIT_CODE: CodeForm = CodeForm { characters: 20, digits: 9 };
/// Codes of drugs: the longest ones are those of packs.
pub const DRUG_CODE: CodeForm = CodeForm { characters: 40, digits: 13 };
/// Codes of national lists.
pub const LIST_CODE: CodeForm = CodeForm { characters: 6, digits: 6 };

/// Numbers of isolates within a sample.
pub const ISOLATE_NO: CodeForm = CodeForm { characters: 8, digits: 6 };

/// Marks of results, phenotypes and sexes.
pub const MARK: CodeForm = CodeForm { characters: 12, digits: 4 };

/// Whether the cells of a column of patients are names rather than identifiers: two words of
/// letters and no digit.
pub fn holds_names(table: &Table, cells: impl Iterator<Item = Cell>) -> bool {
    let looked_at = Threshold::Patients.value();
    let (mut names, mut filled) = (0_u32, 0_u32);
    for cell in cells.filter(|cell| *cell != Cell::Empty) {
        if f64::from(filled) >= looked_at {
            break;
        }
        let text = table.display(cell);
        let words = text
            .split_whitespace()
            .filter(|word| word.chars().filter(|char| char.is_alphabetic()).count() >= 2);
        filled += 1;
        names += u32::from(words.count() >= 2 && !text.chars().any(|char| char.is_ascii_digit()));
    }
    filled > 0 && 100.0 * f64::from(names) / f64::from(filled) >= Threshold::Names.value()
}

/// Why a text is no code, or nothing.
pub fn no_code(text: &str, form: CodeForm) -> Option<&'static str> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let words = text.split_whitespace().filter(|word| {
        word.chars().filter(|char| char.is_alphabetic()).count() >= 2
            && !word.chars().any(|char| char.is_ascii_digit())
    });
    let is_text = text.chars().count() > form.characters
        // Square brackets are those of a class.
        || text.starts_with('[')
        || (words.count() >= 2 && !is_familiar(text));
    personal(text)
        .or_else(|| holds_date(text, true).then_some(DATE))
        .or_else(|| (digits > form.digits).then_some(IDENTIFIER))
        .or_else(|| is_text.then_some(TEXT))
}

/// The code, or the class of what stands in its place.
pub fn code(text: &str, form: CodeForm) -> Cow<'_, str> {
    no_code(text, form).map_or(text.into(), |class| format!("[{class}]").into())
}

/// Whether a text is a class of cells, as messages tell it.
pub fn is_cell_class(text: &str) -> bool {
    CLASSES.contains(&text) || CELL_CLASSES.contains(&text)
}

/// Whether a text is what stands in the place of something personal.
pub fn is_class(text: &str) -> bool {
    let class = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    class.is_some_and(|class| CLASSES.contains(&class))
}

/// Whether a text may be the code of a unit, or is what stands for one in a structure.
pub fn is_unit_code(text: &str) -> bool {
    let stands_for_one = || {
        let inner = text.strip_prefix('[')?.strip_suffix(']')?;
        let (class, row) = inner.split_once(", ligne ")?;
        Some(CLASSES.contains(&class) && row.parse::<u32>().is_ok())
    };
    no_code(text, UNIT_CODE).is_none() || stands_for_one().unwrap_or(false)
}

/// Whether a text may be the code of a drug.
pub fn is_drug_code(text: &str) -> bool {
    !text.is_empty() && no_code(text, DRUG_CODE).is_none()
}

/// The label, or the class of what stands in its place.
pub fn label(text: &str) -> Cow<'_, str> {
    personal(text).map_or(text.into(), |class| format!("[{class}]").into())
}

/// The class of a cell that is not what its column asks for.
pub fn class_of(table: &Table, cell: Cell) -> &'static str {
    match cell {
        Cell::Empty => EMPTY,
        Cell::Date(_) => DATE,
        Cell::Bool(_) => BOOLEAN,
        Cell::Error => ERROR,
        Cell::Number(_) | Cell::Text(_) => match cell_number(table, cell) {
            Some(number) if number < 0.0 => NEGATIVE,
            Some(number) if number >= Threshold::PatientDays.value() => LARGE,
            Some(number) if number.fract() != 0.0 => DECIMAL,
            Some(_) => NUMBER,
            None => {
                let text = table.display(cell);
                let date = || holds_date(&text, true).then_some(DATE);
                personal(&text).or_else(date).unwrap_or(TEXT)
            }
        },
    }
}

/// What of a person a text holds.
fn personal(text: &str) -> Option<&'static str> {
    let words = fold(text);
    let has = |known: &[&str]| words.split(' ').any(|word| known.contains(&word));
    let dated = ["ouvert", "ferm", "depuis", "jusqu", "partir", "cre", "transfer"];
    let of_a_unit =
        || words.split(' ').any(|word| dated.iter().any(|start| word.starts_with(start)));
    let followed = text.split_whitespace().count() > 1;
    if is_mail(text) {
        Some(MAIL)
    } else if holds_nir(text) {
        Some(NIR)
    } else if holds_phone(text) {
        Some(PHONE)
    } else if followed && has(&["ipp", "nip", "iep", "nda", "nir", "ins"]) {
        Some(IDENTIFIER)
    } else if followed && has(&["mme", "mlle", "madame", "mademoiselle", "monsieur", "nee"]) {
        Some(NAME)
    } else if holds_date(text, false) && !of_a_unit() {
        Some(DATE)
    } else {
        None
    }
}

fn is_mail(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    })
}

/// Runs of digits, and of the letters of Corsica, with the blanks, points and hyphens inside them
/// taken out; each after whether a plus sign comes before it.
fn digit_runs(text: &str) -> Vec<(bool, String)> {
    let mut runs = Vec::new();
    let (mut run, mut plus, mut before) = (String::new(), false, ' ');
    // A letter ends the last run.
    for char in text.chars().chain(['x']) {
        let corsica = matches!(char, 'A' | 'B' | 'a' | 'b') && run.len() == 6 && run.ends_with('2');
        if char.is_ascii_digit() || corsica {
            if run.is_empty() {
                plus = before == '+';
            }
            run.push(char);
        } else if !(run.is_empty() || char.is_whitespace() || matches!(char, '.' | '-')) {
            runs.push((plus, std::mem::take(&mut run)));
        }
        before = char;
    }
    runs
}

/// `1 57 03 06 069 045 12`, with or without its key.
fn holds_nir(text: &str) -> bool {
    digit_runs(text).iter().any(|(_, run)| {
        let month = run.get(3..5).and_then(|month| month.parse::<u8>().ok());
        matches!(run.len(), 13 | 15)
            && run.starts_with(['1', '2', '7', '8'])
            && month.is_some_and(|month| matches!(month, 1..=12 | 20..=42))
    })
}

/// `06 12 34 56 78`, `+33 6 12 34 56 78`.
fn holds_phone(text: &str) -> bool {
    digit_runs(text).iter().any(|(plus, run)| {
        let national = run.len() == 10 && run.starts_with('0') && !run.starts_with("00");
        let abroad = *plus && (10..=14).contains(&run.len());
        national || abroad || (run.len() == 13 && run.starts_with("0033"))
    })
}

/// A day with its month and year: `12/03/1957`, `1957-03-12`, `12 mars 1957`; with two digits for the
/// year only where `short_years`.
fn holds_date(text: &str, short_years: bool) -> bool {
    let folded = fold(&text.replace('.', "/"));
    let words: Vec<&str> = folded.split(' ').collect();
    words.windows(3).any(|three| {
        let number = |index: usize| three[index].parse::<u32>().ok();
        let day = |index: usize| {
            three[index] == "1er" || number(index).is_some_and(|day| (1..=31).contains(&day))
        };
        let month = |index: usize| {
            number(index).is_some_and(|month| (1..=12).contains(&month))
                || month_of(three[index]).is_some()
        };
        let year = |index: usize| {
            let long = number(index).is_some_and(|year| (1900..=2100).contains(&year));
            long || (short_years && three[index].len() == 2 && number(index).is_some())
        };
        (day(0) && month(1) && year(2)) || (year(0) && three[0].len() == 4 && month(1) && day(2))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stay_as_they_are() {
        for text in [
            "710",
            "083",
            "2A10",
            "UHCD-1",
            "CHIR A",
            "REA CHIR",
            "TOTAL",
            "Total général",
            "Bloc opératoire",
            "140000209",
            "12/24",
        ] {
            assert_eq!(code(text, UNIT_CODE), text);
        }
        for text in ["9206536", "0000009206536", "3400892065366", "PH00453", "3.40089E+12"] {
            assert_eq!(code(text, DRUG_CODE), text);
        }
    }

    #[test]
    fn what_tells_of_a_person_becomes_its_class() {
        for (text, class) in [
            ("DUPONT Jean", "[texte]"),
            ("DUPONT Jean 12/03/1957", "[date]"),
            ("1957-03-12", "[date]"),
            ("12/03/57", "[date]"),
            ("12 mars 1957", "[date]"),
            ("jean.dupont@example.org", "[adresse électronique]"),
            ("06 12 34 56 78", "[numéro de téléphone]"),
            ("0612345678", "[numéro de téléphone]"),
            ("+33 6 12 34 56 78", "[numéro de téléphone]"),
            ("157030606904512", "[numéro de sécurité sociale]"),
            ("1 57 03 2A 069 045", "[numéro de sécurité sociale]"),
            ("IPP 8001234", "[identifiant]"),
            ("8001234567", "[identifiant]"),
            ("Mme D.", "[nom]"),
            ("[date]", "[texte]"),
        ] {
            assert_eq!(code(text, UNIT_CODE), class, "{text}");
        }
    }

    #[test]
    fn the_class_of_a_unit_with_its_row_stands_for_its_code() {
        for (text, is) in [
            ("710", true),
            ("[texte, ligne 12]", true),
            ("[texte]", false),
            ("[DUPONT Jean, ligne 12]", false),
            ("DUPONT Jean", false),
        ] {
            assert_eq!(is_unit_code(text), is, "{text}");
        }
    }

    #[test]
    fn labels_of_units_and_drugs_stay_as_they_are() {
        for text in [
            "Soins intensifs néonatals",
            "Chirurgie B (fermée le 31/12/2023)",
            "CS Dr Martin",
            "AMOXICILLINE/ACIDE CLAVULANIQUE 1 g/125 mg (8/1), sachet",
            "TRIVERAM 20 mg/10 mg/10 mg 20/10/10",
            "PIPERACILLINE 4 g/0,5 g, poudre 3400892065366",
            "PENICILLINE 1 000 000 UI/10 ml",
        ] {
            assert_eq!(label(text), text);
        }
    }

    #[test]
    fn labels_with_marks_of_a_person_become_their_class() {
        for (text, class) in [
            ("Réa - DUPONT Jean né le 12.03.1957", "[date]"),
            ("DUPONT Jean né le 12 janv. 1957", "[date]"),
            ("DUPONT Jean né le 1er mars 1957", "[date]"),
            ("DUPONT Jean (0612345678)", "[numéro de téléphone]"),
            ("Mme Dupont", "[nom]"),
            ("Dupont, 157030606904512", "[numéro de sécurité sociale]"),
            ("patient IPP 8001234", "[identifiant]"),
        ] {
            assert_eq!(label(text), class, "{text}");
        }
    }
}
