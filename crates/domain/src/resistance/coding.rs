//! The labels of an import coded, once each.

use std::collections::HashMap;

use super::antibiogram::{Category, Molecule};
use super::facts::Delivered;
use super::labels::LabelId;
use crate::dto::LabelField;
use crate::labels::{Meaning, OwnLabels, SCREENING, is_bare_value, sure_meaning};
use crate::nomenclature::{Organism, organism};

/// What a label stands for; `Unknown` waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coded {
    Unknown,
    Ignored,
    /// Nature of specimen, 1 to 15.
    Specimen(u8),
    Screening,
    Organism(&'static Organism),
    Molecule(Molecule),
    /// A phenotype among the antibiotics of a file with one row per result.
    Phenotype(LabelField),
    Result(Category),
    /// A MIC or a diameter without the category that was read from it.
    Value,
    Flag(bool),
    /// A type of carbapenemase, or a sex.
    Text(&'static str),
}

/// The codings of the labels of one import, by place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Codings {
    own_field: Vec<Coded>,
    /// Marks of results read as those of phenotypes.
    phenotypes: HashMap<(LabelField, LabelId), Coded>,
}

impl Codings {
    pub fn of(delivered: &Delivered, own: &OwnLabels) -> Self {
        let mut codings = Self { own_field: Vec::new(), phenotypes: HashMap::new() };
        for (id, field, label) in delivered.labels.iter() {
            codings.own_field.push(code(delivered, own, field, label));
            if field == LabelField::Result {
                for phenotype in LabelField::PHENOTYPES {
                    let coded = code(delivered, own, phenotype, label);
                    codings.phenotypes.insert((phenotype, id), coded);
                }
            }
        }
        codings
    }

    /// The coding of a label; `Ignored` where there is no label.
    pub fn get(&self, id: Option<LabelId>) -> Coded {
        match id {
            None => Coded::Ignored,
            Some(id) => self.own_field.get(id.index()).copied().unwrap_or(Coded::Unknown),
        }
    }

    /// The coding of a mark as that of a phenotype, whether it stands in its column or among the
    /// results.
    pub fn phenotype(&self, field: LabelField, id: LabelId) -> Coded {
        self.phenotypes.get(&(field, id)).copied().unwrap_or_else(|| self.get(Some(id)))
    }
}

fn code(delivered: &Delivered, own: &OwnLabels, field: LabelField, label: &str) -> Coded {
    // What the mapping of the import says of its own columns comes first.
    let mapped = (field == LabelField::Antibiotic)
        .then(|| delivered.codes.get(label).map(|code| Meaning::Code(code.clone())))
        .flatten();
    match mapped.or_else(|| sure_meaning(field, label, own)) {
        None if field == LabelField::Result && is_bare_value(label) => Coded::Value,
        None => Coded::Unknown,
        Some(Meaning::Ignored) => Coded::Ignored,
        Some(Meaning::Code(code)) => coded(field, &code).unwrap_or(Coded::Unknown),
    }
}

fn coded(field: LabelField, code: &str) -> Option<Coded> {
    match field {
        LabelField::Specimen if code == SCREENING => Some(Coded::Screening),
        LabelField::Specimen => code.parse().ok().map(Coded::Specimen),
        LabelField::Organism => organism(code).map(Coded::Organism),
        LabelField::Antibiotic => LabelField::phenotype(code)
            .map(Coded::Phenotype)
            .or_else(|| Molecule::of(code).map(Coded::Molecule)),
        LabelField::Result => Category::of(code).map(Coded::Result),
        LabelField::Esbl | LabelField::Carbapenemase => code.parse().ok().map(Coded::Flag),
        LabelField::CarbapenemaseType => text(&CARBAPENEMASES, code),
        LabelField::Sex => text(&["M", "F"], code),
    }
}

/// The types of carbapenemase that are told apart (SPARES 2024).
pub const CARBAPENEMASES: [&str; 6] = ["OXA-48-like", "KPC", "NDM", "VIM", "IMP", "other"];

fn text(known: &[&'static str], code: &str) -> Option<Coded> {
    known.iter().find(|one| **one == code).map(|one| Coded::Text(one))
}
