//! What the values of a column say for a field, header aside.

use super::fields::{Content, Field};
use super::profile::{DateRole, Profile};
use super::table::Table;

/// A share that only the values meant have.
const NEARLY_ALL: f64 = 0.95;

/// 0 to 1, how much the values are those of the field; `None` without values.
pub fn fit(table: &Table, profile: &Profile, field: &Field) -> Option<f64> {
    let share = profile.share(table, field.content)?;
    Some(match (field.name, profile.dates) {
        ("birth_date", Some(role)) => share * among(role, &[DateRole::Births]),
        ("sample_date", Some(role)) => share * among(role, &[DateRole::Within]),
        ("admission_date", Some(role)) => {
            share * among(role, &[DateRole::Before, DateRole::Within])
        }
        ("unit_code", _) => profile.units.map_or(share, |known| share.min(known)),
        ("organism" | "specimen" | "antibiotic", _) => share * repeats(profile),
        _ => share,
    })
}

/// How sure the values alone make the field; 0 where they do not tell it.
pub fn alone(profile: &Profile, field: &Field, fit: f64) -> f64 {
    match field.content {
        Content::DrugCode | Content::Atc => 0.65 * fit,
        // One period in the whole file is that of the file: a year of the books, as a rule.
        Content::Period if profile.distinct() > 1 => 0.65 * fit,
        Content::Discipline | Content::Activity if fit >= NEARLY_ALL && profile.distinct() > 1 => {
            0.58
        }
        Content::Organism if fit >= 0.8 => 0.6 * fit,
        Content::Antibiotic if fit >= 0.5 => 0.6,
        Content::Date if fit >= NEARLY_ALL => match (field.name, profile.dates) {
            ("birth_date", Some(DateRole::Births)) => 0.6,
            ("sample_date", Some(DateRole::Within))
            | ("admission_date", Some(DateRole::Before)) => 0.57,
            _ => 0.0,
        },
        Content::ShortCode if field.name == "unit_code" => {
            profile.units.filter(|known| *known >= 0.5).map_or(0.0, |known| 0.55 + 0.1 * known)
        }
        Content::Identifier
            if field.name == "patient_id" && fit >= NEARLY_ALL && come_back(profile) =>
        {
            0.56
        }
        _ => 0.0,
    }
}

/// Some patients have several isolates, few have many; samples hardly come back.
fn come_back(profile: &Profile) -> bool {
    let (count, distinct) = (profile.count, profile.distinct());
    count >= 10 && distinct * 10 >= count * 4 && distinct * 100 <= count * 92
}

/// Dates of another range are hardly those of the field.
fn among(role: DateRole, expected: &[DateRole]) -> f64 {
    if expected.contains(&role) { 1.0 } else { 0.3 }
}

/// Labels of a list come again and again; texts typed freely do not. Few rows tell nothing.
fn repeats(profile: &Profile) -> f64 {
    let (count, distinct) = (profile.count, profile.distinct());
    if count >= 50 && distinct * 10 > count * 9 { 0.3 } else { 1.0 }
}
