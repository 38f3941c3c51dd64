//! The establishment's own answers: drugs and sectors. A change counts at once, in every year.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use domain::{
    consumption::{Units, structure_unit},
    dto::{OwnDrug, OwnDrugs, ProblemCode, SectorAnswer, SectorAnswers, Structure},
    import::{canonical_drug_code, is_drug_code, is_unit_code, label, route_code},
    nomenclature::choices,
};

use super::{
    imports::lock,
    journal::{self, Event},
    year::{self, Touched, YearImports},
};
use crate::{
    auth::Member,
    db::{AnyConn, correspondences, imports},
    error::ApiError,
};

/// Most drugs of one establishment.
const MAX_DRUGS: usize = 20_000;
/// Longest unit of a dose, in characters.
const MAX_UNIT: usize = 10;

/// The establishment's drug table.
pub fn drugs(conn: &mut AnyConn, finess: &str) -> Result<OwnDrugs, ApiError> {
    Ok(OwnDrugs { items: correspondences::drugs(conn, finess)? })
}

/// Replaces the drug table; of lines with the same code the last one counts.
pub fn replace_drugs(
    conn: &mut AnyConn,
    who: &Member,
    drugs: Vec<OwnDrug>,
    now: NaiveDateTime,
) -> Result<OwnDrugs, ApiError> {
    let drugs = checked(drugs)?;
    lock(conn, &who.finess)?;
    correspondences::replace_drugs(conn, &who.finess, &drugs)?;
    year::refresh_all(conn, &who.finess, Touched::Consumption, now)?;
    let event = Event::DrugTableReplaced { drugs: drugs.len() };
    journal::record(conn, (who.caller.user_id, &who.finess), now, None, &event)?;
    self::drugs(conn, &who.finess)
}

fn checked(drugs: Vec<OwnDrug>) -> Result<Vec<OwnDrug>, ApiError> {
    let invalid = |detail: String| ApiError::rule(ProblemCode::Invalid, detail);
    if drugs.len() > MAX_DRUGS {
        return Err(invalid(format!("La table a plus de {MAX_DRUGS} médicaments.")));
    }
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for (index, mut drug) in drugs.into_iter().enumerate().rev() {
        drug.code = canonical_drug_code(&drug.code);
        // A value that is not what it should be is not told: it may be anything.
        if !is_drug_code(&drug.code) {
            return Err(invalid(format!(
                "Le code du médicament n°\u{a0}{} n’a pas la forme d’un code.",
                index + 1
            )));
        }
        drug.label = label(&drug.label).into_owned();
        drug.atc = drug.atc.trim().to_uppercase();
        if !may_be_atc(&drug.atc) {
            return Err(invalid(format!(
                "L’ATC du médicament {} n’a pas la forme attendue\u{a0}: J01CA04.",
                drug.code
            )));
        }
        let Some(route) = route_code(&drug.route) else {
            return Err(invalid(format!(
                "La voie du médicament {} n’est pas reconnue. Écrivez O (orale), P (injectable), I \
                 (inhalée) ou R (rectale).",
                drug.code
            )));
        };
        route.clone_into(&mut drug.route);
        if drug.unit.as_ref().is_some_and(|unit| unit.chars().count() > MAX_UNIT) {
            return Err(invalid(format!(
                "L’unité de dose du médicament {} n’est pas reconnue. Écrivez g, mg, µg, MUI ou UI.",
                drug.code
            )));
        }
        if drug.strength.is_some_and(|strength| !strength.is_finite() || strength < 0.0) {
            return Err(invalid(format!("La dose du médicament {} est négative.", drug.code)));
        }
        if seen.insert(drug.code.clone()) {
            kept.push(drug);
        }
    }
    Ok(kept)
}

/// No ATC, or something like one: a letter and a digit first, seven letters and digits at most.
fn may_be_atc(text: &str) -> bool {
    let mut chars = text.chars();
    let begins = chars.next().is_none_or(|first| first.is_ascii_uppercase())
        && chars.next().is_none_or(|second| second.is_ascii_digit());
    begins && text.len() <= 7 && text.chars().all(|char| char.is_ascii_alphanumeric())
}

/// The answers given for ambiguous disciplines.
pub fn answers(conn: &mut AnyConn, finess: &str) -> Result<SectorAnswers, ApiError> {
    let items = correspondences::answers(conn, finess)?
        .into_iter()
        .map(|(label, code)| SectorAnswer { label, code: Some(code) })
        .collect();
    Ok(SectorAnswers { items })
}

/// Gives, changes or takes back answers; units that are not named keep theirs.
pub fn set_answers(
    conn: &mut AnyConn,
    who: &Member,
    answers: SectorAnswers,
    now: NaiveDateTime,
) -> Result<SectorAnswers, ApiError> {
    lock(conn, &who.finess)?;
    for SectorAnswer { label, code } in answers.items {
        let unit = label.trim();
        if unit.is_empty() || !is_unit_code(unit) || code.as_deref().is_some_and(|c| !is_choice(c))
        {
            let detail = "Donnez le code de l’UF et le secteur choisi parmi ceux proposés.";
            return Err(ApiError::rule(ProblemCode::Invalid, detail));
        }
        correspondences::set_answer(conn, &who.finess, unit, code.as_deref())?;
        let event = Event::SectorAnswered { unit: unit.to_owned(), answer: code };
        journal::record(conn, (who.caller.user_id, &who.finess), now, None, &event)?;
    }
    year::refresh_all(conn, &who.finess, Touched::Both, now)?;
    self::answers(conn, &who.finess)
}

/// Whether some ambiguous discipline has this answer.
fn is_choice(answer: &str) -> bool {
    ["195", "196", "999"].iter().flat_map(|de| choices(de)).any(|choice| choice.code == answer)
}

/// The units of a year and how each counts.
pub fn structure(conn: &mut AnyConn, finess: &str, year: i32) -> Result<Structure, ApiError> {
    let in_force = imports::in_force(conn, finess)?;
    let of_year = YearImports::of(&in_force, year);
    let units = year::units(conn, &of_year)?;
    let answers = correspondences::answers(conn, finess)?;
    Ok(Structure {
        year,
        structure_year: of_year.structure.map(|import| import.year),
        units: Units::of(&units, &answers).all.iter().map(structure_unit).collect(),
    })
}
