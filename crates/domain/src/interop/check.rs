//! A file read back: every rule of its layout that it breaks.

use std::borrow::Cow;
use std::collections::HashSet;

use sha2::{Digest, Sha256};

use super::codes::{ALL_PATHOGENS, is_phenotype, list, pathogen, pathogens};
use super::fields::fields;
use super::layout::Variable;
use super::rule::Rule;
use crate::dto::ExportSeverity::{Error, Ignored, Warning};
use crate::dto::{ExportLayout, ExportSeverity, ExportViolation};

/// Looks at a file line by line, its header first.
///
/// It holds sixteen bytes for each `RecordId` and nothing else of the lines that went by.
#[derive(Debug)]
pub struct FileChecker {
    layout: ExportLayout,
    lines: u64,
    /// The variable of each field.
    columns: Vec<Option<&'static Variable>>,
    records: HashSet<[u8; 16]>,
    /// Pathogens that a coverage is told of.
    covered: Vec<String>,
    found: Vec<ExportViolation>,
}

/// Every rule that a file breaks, in the order of its lines; a line ends with LF or CR LF.
pub fn check_file(layout: ExportLayout, file: &str) -> Vec<ExportViolation> {
    let mut checker = FileChecker::new(layout);
    let mut found: Vec<ExportViolation> =
        file.lines().flat_map(|line| checker.line(line)).collect();
    found.extend(checker.finish());
    found
}

impl FileChecker {
    pub fn new(layout: ExportLayout) -> Self {
        Self {
            layout,
            lines: 0,
            columns: Vec::new(),
            records: HashSet::new(),
            covered: Vec::new(),
            found: Vec::new(),
        }
    }

    /// What the next line breaks; its line feed may be left on it.
    pub fn line(&mut self, line: &str) -> Vec<ExportViolation> {
        self.lines += 1;
        let line = line.trim_end_matches(['\n', '\r']);
        if self.lines == 1 {
            self.header(line);
        } else {
            self.row(line);
        }
        std::mem::take(&mut self.found)
    }

    /// What the file as a whole breaks, once all its lines were seen.
    pub fn finish(mut self) -> Vec<ExportViolation> {
        let (told, lines) = (self.covered.len(), self.lines);
        self.lines = 0;
        if lines == 0 {
            self.broken(Rule::NoHeader, Error, None, "");
        }
        let all = self.covered.iter().any(|code| code == ALL_PATHOGENS);
        let expected = if all { 1 } else { pathogens().len() };
        if self.layout == ExportLayout::Amrcover && told != expected {
            self.broken(Rule::NumberOfRecords, Error, None, &told.to_string());
        }
        self.found
    }

    fn broken(
        &mut self,
        rule: Rule,
        severity: ExportSeverity,
        variable: Option<&str>,
        value: &str,
    ) {
        self.found.push(rule.broken(severity, self.lines, variable, value));
    }

    fn header(&mut self, line: &str) {
        let bare = line.trim_start_matches('\u{feff}');
        if bare.len() < line.len() {
            self.broken(Rule::ByteOrderMark, Error, None, "");
        }
        let variables = self.layout.variables();
        let names = fields(bare, self.layout.delimiter()).unwrap_or_default();
        let find = |name: &str| variables.iter().find(|variable| variable.name == name);
        self.columns = names.iter().map(|name| find(name)).collect();
        for variable in variables {
            if !names.iter().any(|name| name == variable.name) {
                self.broken(Rule::VariableMissing, Error, Some(variable.name), "");
            }
        }
        for (place, name) in names.iter().enumerate() {
            let expected = variables.get(place).map(|variable| variable.name);
            if find(name).is_none() {
                self.broken(Rule::VariableUnknown, Error, None, name);
            } else if expected != Some(name) {
                self.broken(Rule::VariableOrder, Error, Some(name), "");
            }
        }
    }

    fn row(&mut self, line: &str) {
        let Some(cells) =
            fields(line, self.layout.delimiter()).filter(|cells| cells.len() == self.columns.len())
        else {
            return self.broken(Rule::Fields, Error, None, line);
        };
        let columns = std::mem::take(&mut self.columns);
        let row = Row { cells, columns: &columns };
        for (variable, cell) in row.cells() {
            self.cell(variable, cell);
        }
        match self.layout {
            ExportLayout::Amrtest => self.amr_test(&row),
            ExportLayout::Amrcover => self.amr_cover(&row),
            ExportLayout::Spares => self.spares(&row),
        }
        self.columns = columns;
    }

    fn cell(&mut self, variable: &Variable, cell: &str) {
        let name = Some(variable.name);
        if cell.is_empty() {
            if let Some(severity) = variable.missing {
                self.broken(Rule::Empty, severity, name, "");
            }
        } else if !variable.allows(cell) {
            self.broken(variable.rule(), variable.broken, name, cell);
        }
    }

    /// Rules between the variables of `AMRTEST`.
    fn amr_test(&mut self, row: &Row<'_>) {
        let (told, antibiotic) = (row.get("Pathogen"), row.get("Antibiotic"));
        for (variable, cell) in row.cells() {
            if !cell.is_empty() && !variable.is_for(told) {
                self.broken(Rule::NotForPathogen, Error, Some(variable.name), cell);
            }
        }
        let known = list("tessy_antibiotic").contains(&antibiotic);
        if known && pathogen(told).is_some_and(|pathogen| !pathogen.asks(antibiotic)) {
            self.broken(Rule::AntibioticNotAsked, Ignored, Some("Antibiotic"), antibiotic);
        }
        if !row.get("DiskLoad").is_empty() && row.get("ResultZoneValue").is_empty() {
            self.broken(Rule::DiskLoadAlone, Warning, Some("DiskLoad"), row.get("DiskLoad"));
        }
        let id = row.get("RecordId");
        if !id.is_empty() && !self.records.insert(short_hash(id)) {
            self.broken(Rule::SameRecord, Error, Some("RecordId"), id);
        }
    }

    /// Rules between the variables of `AMRCOVER`.
    fn amr_cover(&mut self, row: &Row<'_>) {
        let (told, same) = (row.get("Pathogen"), row.get("SameMicrSampleCov"));
        if (told == ALL_PATHOGENS) != (same == "Y") {
            self.broken(Rule::SameSample, Error, Some("SameMicrSampleCov"), same);
        }
        if self.covered.iter().any(|code| code == told) {
            self.broken(Rule::PathogenTwice, Error, Some("Pathogen"), told);
        }
        self.covered.push(told.to_owned());
    }

    /// Rules between the variables of the flat file.
    fn spares(&mut self, row: &Row<'_>) {
        let (molecule, result) = (row.get("molecule"), row.get("Resultat"));
        let of_phenotype = ["O", "N"].contains(&result);
        let has_flag = is_phenotype(molecule);
        if has_flag && !of_phenotype {
            self.broken(Rule::ResultOfPhenotype, Error, Some("Resultat"), result);
        } else if !has_flag && of_phenotype {
            self.broken(Rule::ResultOfMolecule, Error, Some("Resultat"), result);
        }
    }
}

/// The fields of a row with their variables.
struct Row<'a> {
    cells: Vec<Cow<'a, str>>,
    columns: &'a [Option<&'static Variable>],
}

impl Row<'_> {
    fn cells(&self) -> impl Iterator<Item = (&'static Variable, &str)> {
        let both = self.columns.iter().zip(&self.cells);
        both.filter_map(|(variable, cell)| Some(((*variable)?, cell.as_ref())))
    }

    /// The field of a variable; empty where the file has none.
    fn get(&self, name: &str) -> &str {
        self.cells().find(|(variable, _)| variable.name == name).map_or("", |(_, cell)| cell)
    }
}

/// Half of a SHA-256: two records that share it are the same one.
fn short_hash(text: &str) -> [u8; 16] {
    let mut half = [0; 16];
    half.iter_mut().zip(Sha256::digest(text)).for_each(|(to, from)| *to = from);
    half
}
