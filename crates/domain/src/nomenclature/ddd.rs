//! Defined daily doses (DDJ) by ATC code and route: the table of the year, the combined products
//! and the forms with a dose of their own.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::dose::{Ddd, DoseUnit, to_dose_unit};
use super::embedded::{ATC_DDD, ATC_DDD_COMBINATIONS, DDD_TABLES, DDD_VARIANTS, read};
use crate::import::fold;

/// One version of the DDD table with the years it values.
#[derive(Debug)]
pub struct DddTable {
    pub version: &'static str,
    /// Absent: from the beginning.
    first_year: Option<i32>,
    /// Absent: still in force.
    last_year: Option<i32>,
    doses: HashMap<(&'static str, &'static str), Ddd>,
    variants: Vec<Variant>,
}

/// The row of a dose, in the index as well as in the list of combined products.
#[derive(Debug, Clone, Copy, Deserialize)]
struct DoseRow {
    atc: &'static str,
    route: Option<&'static str>,
    ddd: Option<f64>,
    unit: Option<&'static str>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
struct VariantRow {
    atc: &'static str,
    route: &'static str,
    /// Words separated by `|`; one of them in the label is enough.
    keywords: &'static str,
    ddd: f64,
    unit: &'static str,
}

#[derive(Debug, Clone, Copy, Deserialize)]
struct VersionRow {
    version: &'static str,
    first_year: Option<i32>,
    last_year: Option<i32>,
}

/// A form whose dose differs from that of its ATC and route, known by its label.
#[derive(Debug)]
struct Variant {
    atc: &'static str,
    route: &'static str,
    keywords: Vec<String>,
    dose: Ddd,
}

static TABLES: LazyLock<Vec<DddTable>> =
    LazyLock::new(|| read(DDD_TABLES).into_iter().map(load).collect());

/// Years before or after every version have no dose at all.
static NO_TABLE: LazyLock<DddTable> = LazyLock::new(|| DddTable {
    version: "",
    first_year: None,
    last_year: None,
    doses: HashMap::new(),
    variants: Vec::new(),
});

/// The table that values the consumption of `year`.
pub fn ddd_table(year: i32) -> &'static DddTable {
    TABLES.iter().find(|table| table.values(year)).unwrap_or(&NO_TABLE)
}

impl DddTable {
    /// The dose for a drug; `label` is that of the drug table and tells special forms.
    pub fn dose(&self, atc: &str, route: &str, label: &str) -> Option<Ddd> {
        let mut forms = self.variants.iter().filter(|form| form.atc == atc && form.route == route);
        if let Some(form) = forms.find(|form| form.is_named_in(label)) {
            return Some(form.dose);
        }
        self.doses.get(&(atc, route)).copied()
    }

    /// Every dose of an ATC and route: the plain one and those of special forms.
    pub fn doses<'a>(&'a self, atc: &'a str, route: &'a str) -> impl Iterator<Item = Ddd> + 'a {
        let forms = self.variants.iter().filter(move |f| f.atc == atc && f.route == route);
        self.doses.get(&(atc, route)).copied().into_iter().chain(forms.map(|form| form.dose))
    }

    fn values(&self, year: i32) -> bool {
        self.first_year.is_none_or(|first| first <= year)
            && self.last_year.is_none_or(|last| year <= last)
    }
}

impl Variant {
    fn is_named_in(&self, label: &str) -> bool {
        let folded = fold(label);
        self.keywords.iter().any(|keyword| folded.contains(keyword.as_str()))
    }
}

fn load(row: VersionRow) -> DddTable {
    let mut doses: HashMap<_, _> = read(ATC_DDD).into_iter().filter_map(keyed).collect();
    doses.extend(read(ATC_DDD_COMBINATIONS).into_iter().filter_map(keyed));
    let variants = read(DDD_VARIANTS).into_iter().filter_map(variant).collect();
    let VersionRow { version, first_year, last_year } = row;
    DddTable { version, first_year, last_year, doses, variants }
}

fn keyed(row: DoseRow) -> Option<((&'static str, &'static str), Ddd)> {
    Some(((row.atc, row.route?), dose(row.ddd?, row.unit?)?))
}

fn variant(row: VariantRow) -> Option<Variant> {
    let VariantRow { atc, route, keywords, ddd, unit } = row;
    let keywords = keywords.split('|').map(fold).collect();
    Some(Variant { atc, route, keywords, dose: dose(ddd, unit)? })
}

fn dose(value: f64, unit: &str) -> Option<Ddd> {
    [DoseUnit::Gram, DoseUnit::MegaUnit]
        .into_iter()
        .find_map(|target| Some(Ddd { value: to_dose_unit(value, unit, target)?, unit: target }))
}

#[cfg(test)]
mod tests;
