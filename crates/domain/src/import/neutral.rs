//! Whether a file that was checked elsewhere is what checking gives: nothing personal in it, nothing
//! that no file can hold.
//!
//! Reading makes every value neutral; here a value that is not neutral is refused, whoever sent it.

use std::collections::BTreeSet;

use super::checked::CheckedFile;
use super::choice::ANTIBIOTIC;
use super::column_profile::ColumnProfile;
use super::consumption::{ConsumptionLine, canonical_drug_code};
use super::correction::{Correction, MOST_CORRECTIONS};
use super::fields::{Layout, fields};
use super::file::Lines;
use super::isolates::{FileIsolates, neutral};
use super::mapping::FileProblem;
use super::names::is_antibiotic_code;
use super::patient_days::DaysLine;
use super::period::Period;
use super::personal::{
    self, CodeForm, DRUG_CODE, ISOLATE_NO, LIST_CODE, UNIT_CODE, is_cell_class, is_class,
    is_unit_code,
};
use super::pivot::period_key;
use super::repair::Exclusion;
use super::rows::RowSet;
use super::rules::Issue;
use super::structure::Unit;
use super::threshold::Threshold;
use super::vocabulary::{familiar_name, is_familiar};
use crate::dto::{ColumnChoice, ImportKind, LabelField, ProblemCode};
use crate::pseudonym::is_pseudonym;
use crate::resistance::{IsolateLine, LabelId, Labels};

/// Columns of a sheet, at most.
const COLUMNS: usize = 20_000;
/// Rows that the lines of a file may name, each as often as it says something.
const ROWS: u64 = 4_000_000;

impl CheckedFile {
    /// Takes a file that was checked elsewhere.
    ///
    /// # Errors
    /// `Invalid`, with the part that no file gives.
    pub fn verified(self) -> Result<Self, FileProblem> {
        match self.fault() {
            None => Ok(self),
            Some(part) => Err(FileProblem::new(
                ProblemCode::Invalid,
                format!(
                    "Le fichier vérifié n’a pas la forme attendue ({part}). Rechargez la page et \
                     recommencez\u{a0}; rien n’a été enregistré."
                ),
            )),
        }
    }

    /// The first part that no file gives.
    fn fault(&self) -> Option<&'static str> {
        let layout = Layout::from(self.kind());
        let is_resistance = self.kind() == ImportKind::Resistance;
        let checks = [
            (is_sha256(&self.sha256), "sha256"),
            (familiar_name(&self.file_name) == self.file_name, "file_name"),
            (is_sheet(&self.sheet), "sheet"),
            (self.header_row.is_none_or(|row| row > 0), "header_row"),
            (self.mapping.iter().all(|(key, told)| is_described(layout, key, told)), "mapping"),
            (self.profile.as_ref().is_none_or(|profile| is_profile(layout, profile)), "profile"),
            (self.pseudonym_version.is_some() == is_resistance, "pseudonym_version"),
            (self.delivery.refused.iter().all(|issue| is_refusal(self.kind(), issue)), "refused"),
            (self.names_few_rows(), "rows"),
            (
                self.corrections.len() <= MOST_CORRECTIONS
                    && self.corrections.iter().all(Correction::is_of_codes),
                "corrections",
            ),
        ];
        let fault = checks.into_iter().find(|(met, _)| !met).map(|(_, part)| part);
        fault.or_else(|| lines_fault(&self.delivery.lines, self.period))
    }

    fn names_few_rows(&self) -> bool {
        let named = |rows: &RowSet| u64::from(rows.len());
        let sum: u64 = match &self.delivery.lines {
            Lines::Structure(units) => units.len() as u64,
            Lines::PatientDays(lines) => lines.iter().map(|line| named(&line.rows)).sum(),
            Lines::Consumption(lines) => lines.iter().map(|line| named(&line.rows)).sum(),
            Lines::Resistance(file) => file.isolates.iter().map(|one| named(&one.rows)).sum(),
        };
        sum + self.delivery.refused.len() as u64 <= ROWS
    }
}

fn lines_fault(lines: &Lines, period: Period) -> Option<&'static str> {
    let fault = |met: bool, part| (!met).then_some(part);
    match lines {
        Lines::Structure(units) => {
            let codes: BTreeSet<&str> = units.iter().map(|unit| unit.code.as_str()).collect();
            let met = codes.len() == units.len() && units.iter().all(is_unit);
            fault(met, "structure")
        }
        Lines::PatientDays(lines) => {
            fault(lines.iter().all(|line| is_days(line, period)), "patient_days")
        }
        Lines::Consumption(lines) => {
            fault(lines.iter().all(|line| is_consumption(line, period)), "consumption")
        }
        Lines::Resistance(file) => isolates_fault(file),
    }
}

fn is_unit(unit: &Unit) -> bool {
    let code = |code: &Option<String>, form| code.as_ref().is_none_or(|code| is_code(code, form));
    let label = |label: &Option<String>| label.as_ref().is_none_or(|label| is_label(label));
    unit.row > 0
        && !unit.code.is_empty()
        && is_unit_code(&unit.code)
        && is_label(&unit.label)
        && code(&unit.service_code, UNIT_CODE)
        && label(&unit.service_label)
        && code(&unit.pole_code, UNIT_CODE)
        && label(&unit.pole_label)
        && code(&unit.de_code, LIST_CODE)
        && code(&unit.ta_code, LIST_CODE)
}

fn is_days(line: &DaysLine, period: Period) -> bool {
    period.covers(line.period)
        && is_code(&line.unit_code, UNIT_CODE)
        && line.days >= 0
        && !line.rows.is_empty()
}

fn is_consumption(line: &ConsumptionLine, period: Period) -> bool {
    let most = Threshold::Quantity.value() * f64::from(line.rows.len());
    period.covers(line.period)
        && is_code(&line.unit_code, UNIT_CODE)
        && (is_class(&line.drug_code) || canonical_drug_code(&line.drug_code) == line.drug_code)
        && is_code(&line.drug_code, DRUG_CODE)
        && is_label(&line.drug_label)
        && line.quantity.is_none_or(|quantity| quantity.abs() <= most)
        && !line.rows.is_empty()
}

fn isolates_fault(file: &FileIsolates) -> Option<&'static str> {
    let is_known = |(_, field, label): (LabelId, LabelField, &str)| {
        !label.is_empty() && (is_class(label) || neutral(field, label) == label)
    };
    let checks = [
        (file.labels.iter().all(is_known), "labels"),
        (file.isolates.iter().all(|isolate| is_isolate(isolate, &file.labels)), "isolates"),
    ];
    checks.into_iter().find(|(met, _)| !met).map(|(_, part)| part)
}

fn is_isolate(isolate: &IsolateLine, labels: &Labels) -> bool {
    let of = |field, id: LabelId| labels.field(id) == Some(field);
    let own = |field, id: Option<LabelId>| id.is_none_or(|id| of(field, id));
    !isolate.rows.is_empty()
        && is_code(&isolate.unit_code, UNIT_CODE)
        && isolate.patient.as_deref().is_none_or(is_pseudonym)
        && isolate.isolate_no.as_ref().is_none_or(|number| is_code(number, ISOLATE_NO))
        && own(LabelField::Sex, isolate.sex)
        && own(LabelField::Specimen, isolate.specimen)
        && own(LabelField::Organism, isolate.organism)
        && own(LabelField::Esbl, isolate.esbl)
        && own(LabelField::Carbapenemase, isolate.carbapenemase)
        && own(LabelField::CarbapenemaseType, isolate.carbapenemase_type)
        && isolate.results.is_sorted()
        && isolate.results.iter().all(|(antibiotic, mark)| {
            of(LabelField::Antibiotic, *antibiotic) && of(LabelField::Result, *mark)
        })
}

fn is_code(text: &str, form: CodeForm) -> bool {
    is_class(text) || personal::code(text, form) == text
}

fn is_label(text: &str) -> bool {
    is_class(text) || personal::label(text) == text
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// A familiar name, or the place of the sheet.
fn is_sheet(name: &str) -> bool {
    let place = name.strip_prefix("n°\u{a0}");
    is_familiar(name) || place.is_some_and(|place| place.parse::<u32>().is_ok())
}

/// A familiar name, or the letters of a column.
fn is_header(name: &str) -> bool {
    is_familiar(name)
        || name.strip_prefix("Colonne ").is_some_and(|letters| {
            letters.len() <= 3 && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        })
}

fn is_field(layout: Layout, key: &str) -> bool {
    fields(layout).iter().any(|field| field.name == key) || period_key(layout, key).is_some()
}

/// An entry of a mapping as it is kept.
fn is_described(layout: Layout, key: &str, told: &str) -> bool {
    match key.strip_prefix(ANTIBIOTIC) {
        Some(header) => {
            layout == Layout::Resistance
                && is_header(header)
                && (told.is_empty() || is_antibiotic_code(told))
        }
        None => is_field(layout, key) && is_header(told),
    }
}

fn is_profile(layout: Layout, profile: &ColumnProfile) -> bool {
    let is_choice = |key: &str, choice: &ColumnChoice| match (key.strip_prefix(ANTIBIOTIC), choice)
    {
        (Some(column), ColumnChoice::Header(code)) => {
            let is_column = match column.strip_prefix('#') {
                Some(index) => index.parse().is_ok_and(|index: usize| index < COLUMNS),
                None => is_header(column),
            };
            is_column && (code.is_empty() || is_antibiotic_code(code))
        }
        (Some(_), ColumnChoice::Index(_)) => false,
        (None, ColumnChoice::Header(header)) => is_field(layout, key) && is_header(header),
        (None, ColumnChoice::Index(index)) => is_field(layout, key) && *index < COLUMNS,
    };
    is_sha256(&profile.header_key)
        && profile.mapping.iter().all(|(key, choice)| is_choice(key, choice))
}

/// A row refused at reading: its words are codes, classes, periods and rows.
fn is_refusal(kind: ImportKind, issue: &Issue) -> bool {
    issue.kind == kind
        && issue.row.is_some()
        && issue.column.as_deref().is_none_or(is_header)
        && issue.words.iter().all(|(name, value)| name.len() <= 20 && is_word(value))
}

/// What fills a message: a code, a class, a reason to leave a row out.
fn is_word(value: &str) -> bool {
    let is_why = || Exclusion::ALL.iter().any(|why| why.label() == value);
    is_unit_code(value) || is_cell_class(value) || is_why()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::header::column_letters;
    use crate::import::testing::table;
    use crate::import::{Mapping, Reading, Table, familiar_sheet, read_rows, resolve};
    use crate::pseudonym::PseudonymSecret;

    fn checked(reading: Reading<'_>, sheet: &Table) -> CheckedFile {
        let kind = match reading {
            Reading::Structure => ImportKind::Structure,
            Reading::PatientDays(_) => ImportKind::PatientDays,
            Reading::Consumption(_) => ImportKind::Consumption,
            Reading::Resistance(_) => ImportKind::Resistance,
        };
        let mapping: Mapping = resolve(sheet, kind.into(), None, None).unwrap();
        CheckedFile {
            period: Period::year(2024),
            file_name: familiar_name("conso_DUPONT_2024.xlsx"),
            sha256: "0".repeat(64),
            sheet: familiar_sheet("DUPONT", 0),
            header_row: mapping.header.number(),
            mapping: mapping.described(),
            profile: ColumnProfile::of(&mapping),
            pseudonym_version: (kind == ImportKind::Resistance).then_some(1),
            delivery: read_rows(reading, sheet, &mapping).unwrap(),
            corrections: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn all() -> Vec<CheckedFile> {
        let year = Period::year(2024);
        let secret = PseudonymSecret::from([3; 32]);
        let structure = table(&[
            &["UF", "Libellé UF", "DE", "TA", "DUPONT"],
            &["710", "Réa - DUPONT né le 12/03/1957", "104", "03", ""],
            &["DURAND Anne", "Mme Dupont", "DUPONT Jean", "03", ""],
            &["710", "Encore", "104", "03", ""],
        ]);
        let days = table(&[
            &["UF", "Nombre de JH", "Période"],
            &["710", "#12", "T1 2024"],
            &["DURAND Anne", "#3", "2024"],
            &["711", "douze", "2024"],
            &["711", "#12", "hier"],
        ]);
        let consumption = table(&[
            &["UF", "Code UCD", "Libellé", "Quantité", "Période"],
            &["710", "9206536", "AMOXICILLINE", "#12", "2024"],
            &["710", "157030606904512", "Mme Dupont", "dix", "2024"],
            &["710", "PH00453", "", "#-2.5", "T1 2023"],
        ]);
        let isolates = table(&[
            &[
                "UF",
                "IPP",
                "Date de naissance",
                "Sexe",
                "Date de prélèvement",
                "Nature",
                "Germe",
                "AMOXICILLINE",
                "DUPONT",
            ],
            &["710", "8001234", "12/03/1957", "M", "05/03/2024", "ECBU", "E. coli", "S", "R"],
            &[
                "Mme D.",
                "8001235",
                "hier",
                "Madame",
                "05/03/2024",
                "Mme Dupont",
                "DUPONT Jean 12/03/1957",
                "R",
                "0612345678",
            ],
        ]);
        vec![
            checked(Reading::Structure, &structure),
            checked(Reading::PatientDays(year), &days),
            checked(Reading::Consumption(year), &consumption),
            checked(Reading::Resistance(&secret), &isolates),
        ]
    }

    #[test]
    fn what_reading_gives_is_taken_after_the_journey_even_where_people_stood() {
        for file in all() {
            let text = serde_json::to_string(&file).unwrap();
            let back: CheckedFile = serde_json::from_str(&text).unwrap();
            assert_eq!(back, file);
            assert_eq!(back.verified(), Ok(file));
            for personal in ["DUPONT", "Dupont", "Anne", "8001234", "1957", "0612345678"] {
                assert!(!text.contains(personal), "{personal} in {text}");
            }
        }
    }

    #[test]
    fn what_no_reading_gives_is_refused_with_its_part() {
        let [structure, days, consumption, isolates] = all().try_into().unwrap();
        let refused = |file: &CheckedFile, part: &str, change: &dyn Fn(&mut CheckedFile)| {
            let mut file = file.clone();
            change(&mut file);
            let problem = file.verified().unwrap_err();
            assert!(problem.detail.contains(&format!("({part})")), "{part}: {}", problem.detail);
        };
        refused(&days, "sha256", &|file| file.sha256 = "x".repeat(64));
        refused(&days, "file_name", &|file| file.file_name = "DUPONT.csv".to_owned());
        refused(&days, "sheet", &|file| file.sheet = "DUPONT".to_owned());
        refused(&days, "mapping", &|file| {
            file.mapping.insert("unit_code".to_owned(), "DUPONT".to_owned());
        });
        refused(&days, "pseudonym_version", &|file| file.pseudonym_version = Some(1));
        refused(&days, "refused", &|file| {
            file.delivery.refused[0].words = vec![("class".into(), "DUPONT Jean".to_owned())];
        });
        refused(&structure, "structure", &|file| {
            if let Lines::Structure(units) = &mut file.delivery.lines {
                units[0].label = "Mme Dupont".to_owned();
            }
        });
        refused(&days, "patient_days", &|file| {
            if let Lines::PatientDays(lines) = &mut file.delivery.lines {
                lines[0].period = Period::year(2023);
            }
        });
        refused(&consumption, "consumption", &|file| {
            if let Lines::Consumption(lines) = &mut file.delivery.lines {
                lines[0].quantity = Some(1e300);
            }
        });
        refused(&consumption, "rows", &|file| {
            if let Lines::Consumption(lines) = &mut file.delivery.lines {
                lines[0].rows = RowSet::from("1-16000000");
            }
        });
        let isolate = |change: fn(&mut FileIsolates)| {
            move |file: &mut CheckedFile| {
                if let Lines::Resistance(isolates) = &mut file.delivery.lines {
                    change(isolates);
                }
            }
        };
        refused(
            &isolates,
            "isolates",
            &isolate(|file| {
                file.isolates[0].patient = Some("8001234".to_owned());
            }),
        );
        refused(
            &isolates,
            "isolates",
            &isolate(|file| {
                file.isolates[0].organism = file.isolates[0].specimen;
            }),
        );
        refused(
            &isolates,
            "isolates",
            &isolate(|file| {
                file.isolates[0].results.push((LabelId(900), LabelId(1)));
            }),
        );
        refused(
            &isolates,
            "labels",
            &isolate(|file| {
                file.labels = file
                    .labels
                    .iter()
                    .map(|(_, field, _)| (field, "Mme Dupont".to_owned()))
                    .collect();
            }),
        );
    }

    #[test]
    fn the_same_lines_in_other_rows_have_the_same_content() {
        let sheet = |rows: &[&[&str]]| {
            let all: Vec<&[&str]> = std::iter::once(&["UF", "UCD", "QUANTITE"][..])
                .chain(rows.iter().copied())
                .collect();
            checked(Reading::Consumption(Period::year(2024)), &table(&all)).content_sha256()
        };
        let [one, other]: [&[&str]; 2] = [&["710", "9206536", "#2"], &["711", "9206536", "3"]];
        assert_eq!(sheet(&[one, other]), sheet(&[other, &["", "", ""], one]));
        assert_ne!(sheet(&[one, other]), sheet(&[one]));
    }

    #[test]
    fn letters_stand_for_a_header() {
        assert!(is_header(&format!("Colonne {}", column_letters(701))) && is_header("Code UF"));
        assert!(!is_header("Colonne DUPONT") && !is_header("Colonne Anne"));
    }
}
