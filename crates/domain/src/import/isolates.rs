//! Stage 4 for the resistances: rows to isolates, in the laboratory's own words and without
//! anything that identifies a patient.
//!
//! A file has one row per isolate, with one column per antibiotic, or one row per result.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::calendar::completed_years;
use super::consumption::{CellKey, key};
use super::dates::{Moment, cell_date};
use super::mapping::{FileProblem, Mapping};
use super::numbers::cell_number;
use super::personal::{self, ISOLATE_NO, MARK, UNIT_CODE, holds_names};
use super::structure::{data_rows, number_of};
use super::table::{Cell, Table};
use crate::dto::{LabelField, ProblemCode};
use crate::labels::{OwnLabels, beside_value, is_bare_value, sure_meaning};
use crate::pseudonym::PseudonymSecret;
use crate::resistance::{Age, IsolateLine, LabelId, LabelWriter, Labels, TooManyLabels, When};

/// The isolates of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileIsolates {
    pub labels: Labels,
    /// In the order of their first rows.
    pub isolates: Vec<IsolateLine>,
    /// Rows with any value.
    pub read: u32,
    pub blank: u32,
}

/// Reads the isolates; every judgement comes later.
///
/// # Errors
/// `NamesInFile` when the column of patients holds names; `FileTooLarge` beyond the number of
/// distinct labels that a laboratory has.
pub fn read_isolates(
    table: &Table,
    mapping: &Mapping,
    secret: &PseudonymSecret,
) -> Result<FileIsolates, FileProblem> {
    let (rows, blank) = data_rows(table, mapping);
    let patients = rows.iter().map(|row| mapping.cell(table, *row, "patient_id"));
    if holds_names(table, patients) {
        return Err(FileProblem::new(
            ProblemCode::NamesInFile,
            "La colonne des patients contient des noms. Choisissez la colonne de l’identifiant \
             (IPP), ou demandez un export sans nom\u{a0}: aucun nom ne doit être transmis.",
        ));
    }
    let read = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let mut reader = Reader::new(table, mapping, secret, &rows);
    let isolates = if mapping.column("antibiotic").is_some() {
        reader.long(&rows)
    } else {
        reader.wide(&rows)
    };
    let isolates = isolates.map_err(|_: TooManyLabels| {
        FileProblem::new(
            ProblemCode::FileTooLarge,
            "Une colonne de libellés a trop de valeurs différentes\u{a0}: vérifiez les colonnes \
             choisies.",
        )
    })?;
    Ok(FileIsolates { labels: reader.labels.finish(), isolates, read, blank })
}

/// An isolate of a file with one row per result, and the antibiotics it has a row for.
struct Open {
    isolate: usize,
    seen: BTreeSet<Option<LabelId>>,
}

struct Reader<'a> {
    table: &'a Table,
    mapping: &'a Mapping,
    secret: &'a PseudonymSecret,
    labels: LabelWriter,
    known: HashMap<(LabelField, CellKey), Option<LabelId>>,
    /// Marks of the values and results of a file with one row per result.
    marks: HashMap<(CellKey, CellKey), Option<LabelId>>,
    units: HashMap<CellKey, String>,
    patients: HashMap<CellKey, Option<String>>,
    /// Rank of each sample number, in the order of the text.
    ranks: HashMap<CellKey, u32>,
}

impl<'a> Reader<'a> {
    fn new(
        table: &'a Table,
        mapping: &'a Mapping,
        secret: &'a PseudonymSecret,
        rows: &[usize],
    ) -> Self {
        let samples: Vec<(CellKey, String)> = rows
            .iter()
            .map(|row| mapping.cell(table, *row, "sample_id"))
            .map(|cell| (key(cell), table.display(cell).into_owned()))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let texts: BTreeSet<&str> = samples.iter().map(|(_, text)| text.as_str()).collect();
        let places: HashMap<&str, u32> = texts.into_iter().zip(1..).collect();
        let ranks = samples.iter().map(|(key, text)| (*key, places[text.as_str()])).collect();
        Self {
            table,
            mapping,
            secret,
            labels: LabelWriter::default(),
            known: HashMap::new(),
            marks: HashMap::new(),
            units: HashMap::new(),
            patients: HashMap::new(),
            ranks,
        }
    }

    /// One row per isolate.
    fn wide(&mut self, rows: &[usize]) -> Result<Vec<IsolateLine>, TooManyLabels> {
        let mut columns = Vec::new();
        for antibiotic in &self.mapping.antibiotics {
            if let Some(id) =
                self.labels.place(LabelField::Antibiotic, &super::collapse(&antibiotic.label))?
            {
                columns.push((antibiotic.column, id));
            }
        }
        columns.sort_by_key(|(_, id)| *id);
        let mut isolates = Vec::with_capacity(rows.len());
        for row in rows {
            let mut isolate = self.identity(*row)?;
            for (column, id) in &columns {
                let cell = self.table.cell(*row, *column);
                if cell != Cell::Empty
                    && let Some(mark) = self.label(LabelField::Result, cell)?
                {
                    isolate.results.push((*id, mark));
                }
            }
            isolates.push(isolate);
        }
        Ok(isolates)
    }

    /// One row per result: the rows that agree in everything else are of one isolate; a second
    /// result for the same antibiotic begins another isolate.
    fn long(&mut self, rows: &[usize]) -> Result<Vec<IsolateLine>, TooManyLabels> {
        let mut isolates: Vec<IsolateLine> = Vec::new();
        let mut groups: HashMap<Vec<CellKey>, Vec<Open>> = HashMap::new();
        let identity: Vec<usize> =
            IDENTITY.iter().filter_map(|field| self.mapping.column(field)).collect();
        for row in rows {
            let antibiotic = self
                .label(LabelField::Antibiotic, self.mapping.cell(self.table, *row, "antibiotic"))?;
            let mark = self.mark(*row)?;
            let of_row = identity.iter().map(|column| key(self.table.cell(*row, *column)));
            let group = groups.entry(of_row.collect()).or_default();
            let known = group.iter().position(|open| !open.seen.contains(&antibiotic));
            let place = if let Some(place) = known {
                place
            } else {
                let first = self.identity(*row)?;
                isolates.push(IsolateLine { rows: super::RowSet::default(), ..first });
                group.push(Open { isolate: isolates.len() - 1, seen: BTreeSet::new() });
                group.len() - 1
            };
            group[place].seen.insert(antibiotic);
            let phenotypes = self.phenotypes(*row)?;
            let isolate = &mut isolates[group[place].isolate];
            isolate.rows.push(number_of(*row));
            let [esbl, carbapenemase, kind] = phenotypes;
            isolate.esbl = isolate.esbl.or(esbl);
            isolate.carbapenemase = isolate.carbapenemase.or(carbapenemase);
            isolate.carbapenemase_type = isolate.carbapenemase_type.or(kind);
            if let (Some(antibiotic), Some(mark)) = (antibiotic, mark) {
                isolate.results.push((antibiotic, mark));
            }
        }
        for isolate in &mut isolates {
            isolate.results.sort_unstable();
        }
        Ok(isolates)
    }

    /// Everything but the results.
    fn identity(&mut self, row: usize) -> Result<IsolateLine, TooManyLabels> {
        let cell = |field| self.mapping.cell(self.table, row, field);
        let sampled = self.when(cell("sample_date"));
        let isolate_no = self.table.display(cell("isolate_no"));
        let [esbl, carbapenemase, carbapenemase_type] = self.phenotypes(row)?;
        Ok(IsolateLine {
            rows: std::iter::once(number_of(row)).collect(),
            unit_code: self.unit(cell("unit_code")),
            patient: self.patient(cell("patient_id")),
            sampled,
            admitted: self.when(cell("admission_date")),
            age: self.age(cell("birth_date"), cell("age"), sampled.moment()),
            sex: self.label(LabelField::Sex, cell("sex"))?,
            sample_rank: self.ranks.get(&key(cell("sample_id"))).copied(),
            isolate_no: (!isolate_no.is_empty())
                .then(|| personal::code(&isolate_no, ISOLATE_NO).into_owned()),
            specimen: self.label(LabelField::Specimen, cell("specimen"))?,
            organism: self.label(LabelField::Organism, cell("organism"))?,
            esbl,
            carbapenemase,
            carbapenemase_type,
            results: Vec::new(),
        })
    }

    fn phenotypes(&mut self, row: usize) -> Result<[Option<LabelId>; 3], TooManyLabels> {
        let mut found = [None; 3];
        for (field, place) in LabelField::PHENOTYPES.into_iter().zip(&mut found) {
            *place = self.label(field, self.mapping.cell(self.table, row, field.as_str()))?;
        }
        Ok(found)
    }

    fn label(&mut self, field: LabelField, cell: Cell) -> Result<Option<LabelId>, TooManyLabels> {
        if let Some(id) = self.known.get(&(field, key(cell))) {
            return Ok(*id);
        }
        let shown = super::collapse(&self.table.display(cell));
        let id = self.labels.place(field, &neutral(field, &shown))?;
        self.known.insert((field, key(cell)), id);
        Ok(id)
    }

    /// The result of a row, with the value that stands in a column of its own: `0.25 S`.
    fn mark(&mut self, row: usize) -> Result<Option<LabelId>, TooManyLabels> {
        let cell = |field| self.mapping.cell(self.table, row, field);
        let (value, result) = (cell("value"), cell("result"));
        if value == Cell::Empty {
            return self.label(LabelField::Result, result);
        }
        if let Some(id) = self.marks.get(&(key(value), key(result))) {
            return Ok(*id);
        }
        let shown = |cell| super::collapse(&self.table.display(cell));
        let (measured, said) = (shown(value), shown(result));
        let both = is_bare_value(&measured) && beside_value(&said).is_none();
        let mark = if both { super::collapse(&format!("{measured} {said}")) } else { said };
        let id = self.labels.place(LabelField::Result, &neutral(LabelField::Result, &mark))?;
        self.marks.insert((key(value), key(result)), id);
        Ok(id)
    }

    fn unit(&mut self, cell: Cell) -> String {
        let code = || personal::code(&self.table.display(cell), UNIT_CODE).into_owned();
        self.units.entry(key(cell)).or_insert_with(code).clone()
    }

    fn patient(&mut self, cell: Cell) -> Option<String> {
        let pseudonym = || self.secret.pseudonym(&self.table.display(cell));
        self.patients.entry(key(cell)).or_insert_with(pseudonym).clone()
    }

    fn when(&self, cell: Cell) -> When {
        match cell_date(self.table, cell) {
            Ok(Some(moment)) => When::At(moment),
            Ok(None) => When::Missing,
            Err(_) => When::Unreadable,
        }
    }

    /// The age at sampling, from the birth date where the file has it.
    fn age(&self, birth: Cell, age: Cell, sampled: Option<Moment>) -> Age {
        match self.when(birth) {
            When::Unreadable => Age::BirthUnreadable,
            When::At(birth) => {
                match sampled.map(|sampled| completed_years(birth.date, sampled.date)) {
                    None => Age::Missing,
                    Some(years) if years < 0 => Age::BornAfter,
                    Some(years) => Age::Years(years),
                }
            }
            When::Missing if self.table.display(age).is_empty() => Age::Missing,
            When::Missing => self.years(age),
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "whole and small, checked")]
    fn years(&self, cell: Cell) -> Age {
        match cell_number(self.table, cell) {
            Some(years) if years.abs() < 1_000.0 => Age::Years(years.floor() as i32),
            _ => Age::NotANumber,
        }
    }
}

/// A label as it is kept: a mark that nobody knows is told by its class unless it is short.
pub(super) fn neutral(field: LabelField, text: &str) -> Cow<'_, str> {
    match field {
        LabelField::Specimen | LabelField::Organism | LabelField::Antibiotic => {
            personal::label(text)
        }
        LabelField::Result if is_bare_value(text) => text.into(),
        _ if sure_meaning(field, text, &OwnLabels::default()).is_some() => text.into(),
        _ => personal::code(text, MARK),
    }
}

/// The fields that tell isolates apart in a file with one row per result.
const IDENTITY: [&str; 11] = [
    "unit_code",
    "patient_id",
    "birth_date",
    "age",
    "sex",
    "admission_date",
    "sample_date",
    "sample_id",
    "isolate_no",
    "specimen",
    "organism",
];
