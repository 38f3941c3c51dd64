//! The columns of a delivery, remembered for the next file of the same software.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::antibiotic_columns::AntibioticSuggestion;
use super::choice::{ANTIBIOTIC, Chosen, chosen, find_column};
use super::fields::{Field, Layout, fields};
use super::header::{column_letters, familiar_headers};
use super::mapping::Mapping;
use super::pivot::PeriodSuggestion;
use super::suggest::{Proposal, Suggestion};
use super::text::fold;
use super::vocabulary::is_familiar;
use crate::dto::{ColumnChoice, MappingChoice};
use crate::hex;

/// Which column held which field below which headers. No name of a column but familiar ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnProfile {
    /// What headers have to be the same.
    pub header_key: String,
    /// By header, or by place where the header is not kept.
    pub mapping: MappingChoice,
}

impl ColumnProfile {
    /// What is remembered of a mapping; nothing when no header is a familiar name.
    pub fn of(mapping: &Mapping) -> Option<Self> {
        let names = &mapping.headers;
        let by_header = |column: usize| {
            let name = ColumnChoice::Header(names[column].clone());
            let told =
                name_of(names, column).is_some() && find_column(names, &name) == Some(column);
            told.then(|| names[column].clone())
        };
        let mut by_place = false;
        let mut remembered = MappingChoice::new();
        for (field, column) in mapping.columns() {
            let choice =
                by_header(column).map_or(ColumnChoice::Index(column), ColumnChoice::Header);
            by_place |= matches!(choice, ColumnChoice::Index(_));
            remembered.insert(field.to_owned(), choice);
        }
        for period in &mapping.periods {
            let choice = by_header(period.column)
                .map_or(ColumnChoice::Index(period.column), ColumnChoice::Header);
            by_place |= matches!(choice, ColumnChoice::Index(_));
            remembered.insert(period.key(), choice);
        }
        for antibiotic in &mapping.antibiotics {
            let header = by_header(antibiotic.column);
            by_place |= header.is_none();
            let key = header.unwrap_or_else(|| format!("#{}", antibiotic.column));
            let code = ColumnChoice::Header(antibiotic.code.clone().unwrap_or_default());
            remembered.insert(format!("{ANTIBIOTIC}{key}"), code);
        }
        let [set, order] = header_keys(names)?;
        Some(Self { header_key: if by_place { order } else { set }, mapping: remembered })
    }

    /// The columns as remembered, when the headers are the same; `reason` is told with each.
    pub fn apply(&self, headers: &[String], layout: Layout, reason: &str) -> Option<Proposal> {
        if !header_keys(headers)?.contains(&self.header_key) {
            return None;
        }
        let familiar = familiar_headers(headers);
        let Chosen { columns, antibiotics, periods } =
            chosen(layout, headers, &familiar, &self.mapping).ok()?;
        let suggestion = |field: &'static Field| {
            let column = columns.get(field.name).copied();
            let (confidence, reason) = match column {
                Some(_) => (1.0, Some(reason.to_owned())),
                None => (0.0, None),
            };
            Suggestion { field, column, confidence, reason }
        };
        let proposal = Proposal {
            fields: fields(layout).iter().map(suggestion).collect(),
            antibiotics: antibiotics
                .into_iter()
                .map(|one| AntibioticSuggestion {
                    header: headers[one.column].clone(),
                    column: one.column,
                    code: one.code,
                    confidence: 1.0,
                    reason: reason.to_owned(),
                })
                .collect(),
            periods: periods
                .into_iter()
                .map(|column| PeriodSuggestion { column, reason: reason.to_owned() })
                .collect(),
            left_out: Vec::new(),
        };
        proposal.is_complete(layout).then_some(proposal)
    }
}

/// Fingerprints of the headers: of their set, and of their order with a mark for each name that is
/// not kept.
fn header_keys(names: &[String]) -> Option<[String; 2]> {
    let told: Vec<Option<String>> = (0..names.len()).map(|column| name_of(names, column)).collect();
    let set: BTreeSet<&str> = told.iter().flatten().map(String::as_str).collect();
    if set.is_empty() {
        return None;
    }
    let order: Vec<&str> = told.iter().map(|name| name.as_deref().unwrap_or("?")).collect();
    let set: Vec<&str> = set.into_iter().collect();
    Some([fingerprint(&set.join("\n")), fingerprint(&order.join("\n"))])
}

/// The folded name of a column, when it has one that may be kept.
fn name_of(names: &[String], column: usize) -> Option<String> {
    let name = &names[column];
    let lettered = format!("Colonne {}", column_letters(column));
    (is_familiar(name) && *name != lettered).then(|| fold(name))
}

fn fingerprint(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::header::{HeaderRow, headers};
    use crate::import::mapping::resolve;
    use crate::import::testing::table;

    fn mapping(header: &[&str], choice: &[(&str, usize)]) -> Mapping {
        let sheet = table(&[header, &["710", "#6", "9227679", "x"]]);
        let choice: MappingChoice = choice
            .iter()
            .map(|(field, index)| ((*field).to_owned(), ColumnChoice::Index(*index)))
            .collect();
        let header = Some(HeaderRow::At(0));
        resolve(&sheet, Layout::Consumption, header, Some(&choice)).unwrap()
    }

    fn applied(profile: &ColumnProfile, header: &[&str]) -> Option<Vec<Option<usize>>> {
        let names = headers(&table(&[header]), HeaderRow::At(0));
        let proposal = profile.apply(&names, Layout::Consumption, "comme avant")?;
        Some(proposal.fields.iter().map(|one| one.column).collect())
    }

    const CHOICE: &[(&str, usize)] = &[("unit_code", 0), ("quantity", 1), ("drug_code", 2)];

    #[test]
    fn columns_are_found_again_in_another_order() {
        let profile =
            ColumnProfile::of(&mapping(&["UF", "Total", "Produit", "Magasin"], CHOICE)).unwrap();
        let same = applied(&profile, &["MAGASIN", "produit", "total ", "U.F."]);
        assert_eq!(same, Some(vec![Some(3), Some(1), None, Some(2), None]));
        assert_eq!(applied(&profile, &["UF", "Total", "Produit", "Lot"]), None);
    }

    #[test]
    fn columns_by_period_are_found_again() {
        let sheet = table(&[&["UF", "T1", "T2", "Total"], &["710", "#6", "#7", "#13"]]);
        let mapping = resolve(&sheet, Layout::PatientDays, None, None).unwrap();
        let profile = ColumnProfile::of(&mapping).unwrap();
        let names = headers(&table(&[&["Total", "T2", "T1", "U.F."]]), HeaderRow::At(0));
        let again = profile.apply(&names, Layout::PatientDays, "comme avant").unwrap();
        let periods: Vec<_> =
            again.periods.iter().map(|one| (one.column.key(), one.column.column)).collect();
        assert_eq!(periods, [("patient_days@Q1".to_owned(), 2), ("patient_days@Q2".to_owned(), 1)]);
    }

    #[test]
    fn a_name_that_may_be_a_persons_is_remembered_by_its_place() {
        let profile =
            ColumnProfile::of(&mapping(&["UF", "DUPONT", "Produit", "Magasin"], CHOICE)).unwrap();
        assert!(!format!("{profile:?}").contains("DUPONT"));
        let same = applied(&profile, &["UF", "DURAND", "Produit", "Magasin"]);
        assert_eq!(same, Some(vec![Some(0), Some(2), None, Some(1), None]));
        assert_eq!(applied(&profile, &["DURAND", "UF", "Produit", "Magasin"]), None);
    }

    #[test]
    fn nothing_is_remembered_of_a_sheet_without_headers() {
        let sheet = table(&[&["710", "#6", "9227679"]]);
        let choice: MappingChoice = CHOICE
            .iter()
            .map(|(field, index)| ((*field).to_owned(), ColumnChoice::Index(*index)))
            .collect();
        let none = Some(HeaderRow::None);
        let mapping = resolve(&sheet, Layout::Consumption, none, Some(&choice)).unwrap();
        assert_eq!(ColumnProfile::of(&mapping), None);
    }
}
