//! The tables as they stand, for whoever wants to read them row by row.
//!
//! Nothing is computed from these rows: the modules that apply a table read it for themselves.

use std::sync::LazyLock;

use serde::Deserialize;

use super::discipline::Discipline;
use super::embedded;

/// An activity and a domain that count together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct PerimeterRow {
    /// `spares` or `ehpad`.
    pub perimeter: &'static str,
    /// Type of activity, two characters.
    pub ta: &'static str,
    /// Domain of the disciplines, as a sector code.
    pub domain: &'static str,
    pub sector: &'static str,
}

/// The dose of a molecule by a route; a molecule without a dose has a row too.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct DoseRow {
    pub atc: &'static str,
    pub name: &'static str,
    /// O, P, R or I.
    pub route: Option<&'static str>,
    /// In `unit`.
    pub ddd: Option<f64>,
    /// `g`, `mg` or `MU`.
    pub unit: Option<&'static str>,
}

/// The dose of a combined product, told in one of its substances.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct CombinationRow {
    pub atc: &'static str,
    pub route: &'static str,
    /// In `unit` of the component.
    pub ddd: f64,
    pub unit: &'static str,
    pub component: &'static str,
    /// What the index says, in French.
    pub reason: &'static str,
}

/// A form that has a dose of its own, known by a word of its label.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct VariantRow {
    pub atc: &'static str,
    pub route: &'static str,
    /// Words separated by `|`.
    pub keywords: &'static str,
    /// In `unit`.
    pub ddd: f64,
    pub unit: &'static str,
    pub reason: &'static str,
}

/// A family with its ATC codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct FamilyRow {
    pub code: &'static str,
    pub label: &'static str,
    /// Codes or their beginnings, separated by `|`.
    pub atc: &'static str,
    /// Codes that count by the parenteral route only, separated by `|`.
    pub parenteral_only: &'static str,
}

/// DDJ/1000 JH between which the rate of a sector is expected.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct BoundsRow {
    pub sector: &'static str,
    pub low: f64,
    pub high: f64,
    pub source: &'static str,
}

/// A class of molecules that a resistance is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct ClassRow {
    pub code: &'static str,
    pub label: &'static str,
    /// `any`: one resistant member is enough; `first`: the first member tested tells.
    pub rule: &'static str,
    /// Codes of molecules, separated by `|`.
    pub members: &'static str,
    /// Groups of organisms it is read for, separated by `|`; empty for all.
    pub groups: &'static str,
    pub source: &'static str,
}

/// A number that decides how a figure of resistance is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct LimitRow {
    pub id: &'static str,
    pub value: i32,
    pub source: &'static str,
}

static PERIMETERS: LazyLock<Vec<PerimeterRow>> =
    LazyLock::new(|| embedded::read(embedded::PERIMETERS));
static DOSES: LazyLock<Vec<DoseRow>> = LazyLock::new(|| embedded::read(embedded::ATC_DDD));
static COMBINATIONS: LazyLock<Vec<CombinationRow>> =
    LazyLock::new(|| embedded::read(embedded::ATC_DDD_COMBINATIONS));
static VARIANTS: LazyLock<Vec<VariantRow>> =
    LazyLock::new(|| embedded::read(embedded::DDD_VARIANTS));
static FAMILIES: LazyLock<Vec<FamilyRow>> = LazyLock::new(|| embedded::read(embedded::FAMILIES));
static BOUNDS: LazyLock<Vec<BoundsRow>> = LazyLock::new(|| embedded::read(embedded::PLAUSIBILITY));
static CLASSES: LazyLock<Vec<ClassRow>> =
    LazyLock::new(|| embedded::read(embedded::RESISTANCE_CLASSES));
static LIMITS: LazyLock<Vec<LimitRow>> = LazyLock::new(|| embedded::read(embedded::FIGURE_LIMITS));
static DISCIPLINES: LazyLock<Vec<Discipline>> =
    LazyLock::new(|| embedded::read(embedded::EQUIPMENT_DISCIPLINES));

/// The cells of the perimeters.
pub fn perimeter_rows() -> &'static [PerimeterRow] {
    &PERIMETERS
}

/// Every molecule and route of the index in force, by ATC code.
pub fn dose_rows() -> &'static [DoseRow] {
    &DOSES
}

/// The doses of combined products.
pub fn combination_rows() -> &'static [CombinationRow] {
    &COMBINATIONS
}

/// The forms with a dose of their own.
pub fn variant_rows() -> &'static [VariantRow] {
    &VARIANTS
}

/// Families with their codes, in the order of the screen.
pub fn family_rows() -> &'static [FamilyRow] {
    &FAMILIES
}

/// The bounds of the rate of each sector.
pub fn bounds_rows() -> &'static [BoundsRow] {
    &BOUNDS
}

/// The classes of molecules.
pub fn class_rows() -> &'static [ClassRow] {
    &CLASSES
}

/// The limits of the figures of resistance.
pub fn limit_rows() -> &'static [LimitRow] {
    &LIMITS
}

/// The disciplines of the national list, by code.
pub fn listed_disciplines() -> impl Iterator<Item = &'static Discipline> {
    DISCIPLINES.iter().filter(|line| line.in_list)
}

#[cfg(test)]
mod tests {
    use super::*;
    use embedded::assert_whole;

    #[test]
    fn every_row_of_the_printed_tables_is_read() {
        assert_whole::<PerimeterRow>(embedded::PERIMETERS);
        assert_whole::<DoseRow>(embedded::ATC_DDD);
        assert_whole::<CombinationRow>(embedded::ATC_DDD_COMBINATIONS);
        assert_whole::<VariantRow>(embedded::DDD_VARIANTS);
        assert_whole::<FamilyRow>(embedded::FAMILIES);
        assert_whole::<BoundsRow>(embedded::PLAUSIBILITY);
        assert_whole::<ClassRow>(embedded::RESISTANCE_CLASSES);
        assert_whole::<LimitRow>(embedded::FIGURE_LIMITS);
        assert_whole::<Discipline>(embedded::EQUIPMENT_DISCIPLINES);
    }

    #[test]
    fn the_printed_disciplines_are_the_lines_of_the_national_list() {
        assert_eq!(listed_disciplines().count(), 296);
    }
}
