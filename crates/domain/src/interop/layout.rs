//! The layouts as data: which variables, in which order, and what each may hold.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::codes;
use super::format::Format;
use super::rule::Rule;
use crate::dto::{ExportLayout, ExportSeverity};
use crate::nomenclature::embedded::{EXPORT_VARIABLES, read};

/// What it means that a variable is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Requirement {
    Error,
    Warning,
    Ignored,
    Optional,
}

#[derive(Debug, Deserialize)]
struct Row {
    layout: ExportLayout,
    position: usize,
    name: &'static str,
    requirement: Requirement,
    format: Format,
    list: &'static str,
    min: Option<f64>,
    max: Option<f64>,
    unknown: &'static str,
    constant: &'static str,
    only_for: &'static str,
    broken: Option<ExportSeverity>,
}

/// A variable of a layout.
#[derive(Debug)]
pub struct Variable {
    pub name: &'static str,
    format: Format,
    list: &'static [&'static str],
    min: f64,
    max: f64,
    unknown: Vec<&'static str>,
    constant: &'static str,
    /// Pathogens that it is told of; all where there are none.
    only_for: Vec<&'static str>,
    /// What an empty cell does, where one must not be empty.
    pub missing: Option<ExportSeverity>,
    /// What a value does that the variable may not hold.
    pub broken: ExportSeverity,
}

impl Variable {
    fn of(row: &Row) -> Self {
        let missing = match row.requirement {
            Requirement::Error => Some(ExportSeverity::Error),
            Requirement::Warning => Some(ExportSeverity::Warning),
            Requirement::Ignored => Some(ExportSeverity::Ignored),
            Requirement::Optional => None,
        };
        Self {
            name: row.name,
            format: row.format,
            list: codes::list(row.list),
            min: row.min.unwrap_or(f64::NEG_INFINITY),
            max: row.max.unwrap_or(f64::INFINITY),
            unknown: parts(row.unknown),
            constant: row.constant,
            only_for: parts(row.only_for),
            missing,
            broken: row.broken.or(missing).unwrap_or(ExportSeverity::Error),
        }
    }

    /// Whether the variable may hold this text, which is not empty.
    pub fn allows(&self, text: &str) -> bool {
        if self.unknown.contains(&text) {
            return true;
        }
        match self.format {
            Format::Code => self.list.contains(&text),
            Format::Constant => text == self.constant,
            format => format.fits(text, self.min..=self.max),
        }
    }

    /// The rule that a value breaks which is not allowed.
    pub fn rule(&self) -> Rule {
        match self.format {
            Format::Code => Rule::NotInList,
            Format::Constant => Rule::NotConstant,
            _ => Rule::BadFormat,
        }
    }

    /// Whether the variable is one of this pathogen.
    pub fn is_for(&self, pathogen: &str) -> bool {
        self.only_for.is_empty() || self.only_for.contains(&pathogen)
    }

    /// What the variable holds in every row, if so.
    pub fn constant(&self) -> Option<&'static str> {
        (self.format == Format::Constant).then_some(self.constant)
    }
}

/// The parts of a cell with several values.
pub(super) fn parts(cell: &'static str) -> Vec<&'static str> {
    cell.split('|').filter(|part| !part.is_empty()).collect()
}

static VARIABLES: LazyLock<BTreeMap<ExportLayout, Vec<Variable>>> = LazyLock::new(|| {
    let mut rows: Vec<Row> = read(EXPORT_VARIABLES);
    rows.sort_by_key(|row| (row.layout, row.position));
    let mut layouts: BTreeMap<ExportLayout, Vec<Variable>> = BTreeMap::new();
    for row in &rows {
        layouts.entry(row.layout).or_default().push(Variable::of(row));
    }
    layouts
});

impl ExportLayout {
    pub const ALL: [Self; 3] = [Self::Spares, Self::Amrtest, Self::Amrcover];

    /// Name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Spares => "spares",
            Self::Amrtest => "amrtest",
            Self::Amrcover => "amrcover",
        }
    }

    /// French label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Spares => "Fichier plat SPARES",
            Self::Amrtest => "EARS-Net\u{a0}: résultats (AMRTEST)",
            Self::Amrcover => "EARS-Net\u{a0}: couverture (AMRCOVER)",
        }
    }

    /// The variables, in their order.
    pub(super) fn variables(self) -> &'static [Variable] {
        VARIABLES.get(&self).map_or(&[], Vec::as_slice)
    }

    /// What parts the fields of a line.
    pub(super) const fn delimiter(self) -> char {
        match self {
            Self::Spares => '|',
            Self::Amrtest | Self::Amrcover => ',',
        }
    }

    /// The line of the names of variables, with its line feed.
    pub fn header(self) -> String {
        let names: Vec<&str> = self.variables().iter().map(|variable| variable.name).collect();
        let mut header = names.join(self.delimiter().encode_utf8(&mut [0; 4]));
        header.push('\n');
        header
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nomenclature::embedded::assert_whole;

    #[test]
    fn every_variable_is_read_in_its_place() {
        assert_whole::<Row>(EXPORT_VARIABLES);
        for row in read::<Row>(EXPORT_VARIABLES) {
            let variable = &row.layout.variables()[row.position - 1];
            assert_eq!(variable.name, row.name);
            assert_eq!(row.format == Format::Code, !variable.list.is_empty(), "{}", row.name);
            assert_eq!(row.format == Format::Constant, !row.constant.is_empty(), "{}", row.name);
        }
        let numbers = ExportLayout::ALL.map(|layout| layout.variables().len());
        assert_eq!(numbers, [16, 36, 16]);
    }

    #[test]
    fn headers_are_those_of_the_receivers() {
        let spares = ExportLayout::Spares.header();
        assert_eq!(
            spares,
            "IdEtablissement|IdSite|secteur|prelevement|ligne|Num_Patient|bacterie|molecule|Resultat|\
             idtrancheage|nosocomial|iduf|idactivite|code_de|code_ta|suppr_dedoublonnage2\n"
        );
        let amrtest = ExportLayout::Amrtest.header();
        assert!(amrtest.starts_with("RecordId,RecordType,RecordTypeVersion,Subject,Status,"));
        assert!(amrtest.contains(",HospitalId,patientType,Specimen,"));
        assert!(amrtest.ends_with(",Serotype,ReferenceGuidelinesSIR\n"));
        assert!(ExportLayout::Amrcover.header().ends_with("Cov,NumPatDaysForRateCov\n"));
    }
}
