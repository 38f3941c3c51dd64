//! What a verdict rests on beside the file, and whether a file may come at all.

use domain::{
    dto::{ImportKind, Level, ProblemCode, RowReasons},
    import::Period,
    verdict::{Context, Facts, InForce, versions},
};

use crate::{
    clock,
    db::{AnyConn, establishments, imports, imports::StoredImport},
    error::ApiError,
    services::{
        previous_year, resistances,
        year::{self, YearImports, from_json},
    },
};

/// The kinds of file that a rate is made of.
pub const RATE_KINDS: [ImportKind; 2] = [ImportKind::PatientDays, ImportKind::Consumption];

/// Everything that the verdict on a file of `kind` rests on.
///
/// # Errors
/// `StructureAbsent`, `DeliveredElsewhere`, `InvalidPeriod`.
pub fn context(
    conn: &mut AnyConn,
    finess: &str,
    kind: ImportKind,
    period: Period,
) -> Result<Context, ApiError> {
    let all = admitted(conn, finess, kind, period)?;
    let of_year = YearImports::of(&all, period.year);
    let facts = match kind {
        ImportKind::Resistance => {
            Facts::Isolates(resistances::without_isolates(conn, finess, period.year, &of_year)?)
        }
        _ => Facts::Lines(year::load(conn, finess, period.year, &of_year)?),
    };
    let in_force = in_force(&all, kind, period.year)?;
    let previous = previous_year::load(conn, finess, period.year, &all)?;
    let isolates = match kind {
        ImportKind::Resistance => previous_year::isolates(conn, finess, period)?,
        _ => Vec::new(),
    };
    let last_year = previous_year::lines(conn, finess, (kind, period), &all)?;
    let versions = versions(period.year);
    Ok(Context { in_force, facts, previous, isolates, last_year, versions })
}

/// The imports in force, when a file of this kind and period may come.
fn admitted(
    conn: &mut AnyConn,
    finess: &str,
    kind: ImportKind,
    period: Period,
) -> Result<Vec<StoredImport>, ApiError> {
    let in_force = imports::in_force(conn, finess)?;
    if kind == ImportKind::Structure {
        if period.quarter.is_some() {
            let detail = "Une structure vaut pour une année entière\u{a0}: choisissez l’année.";
            return Err(ApiError::rule(ProblemCode::InvalidPeriod, detail));
        }
        return Ok(in_force);
    }
    if YearImports::of(&in_force, period.year).structure.is_none() {
        let detail = format!(
            "Aucune structure n’est importée pour {} ni pour une année précédente. Importez \
             d’abord le fichier de structure\u{a0}: il dit quelles UF comptent.",
            period.year
        );
        return Err(ApiError::rule(ProblemCode::StructureAbsent, detail));
    }
    delivered_once(conn, finess, period.year, kind)?;
    Ok(in_force)
}

/// The imports in force of one kind and year, as a verdict takes them.
pub fn in_force(
    all: &[StoredImport],
    kind: ImportKind,
    year: i32,
) -> Result<Vec<InForce>, ApiError> {
    let same = all.iter().filter(|import| import.kind == kind && import.year == year);
    same.map(|import| {
        let reasons: RowReasons = from_json(&import.reasons)?;
        Ok(InForce {
            id: import.id,
            period: period(import)?,
            file_name: import.file_name.clone(),
            created_at: clock::iso(import.created_at),
            content_sha256: import.content_sha256.clone(),
            kept: reasons.kept.values().copied().fold(0, u32::saturating_add),
        })
    })
    .collect()
}

/// The period of an import.
pub fn period(import: &StoredImport) -> Result<Period, ApiError> {
    let unreadable = |_| ApiError::Unexpected("read the period of an import".into());
    import.period.parse().map_err(unreadable)
}

/// The days of a year are delivered by the sites or by their legal entity, never by both; so are its
/// isolates.
fn delivered_once(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    kind: ImportKind,
) -> Result<(), ApiError> {
    let (kinds, what) = match kind {
        ImportKind::Resistance => {
            (&[ImportKind::Resistance][..], "les mêmes isolats seraient comptés")
        }
        _ => (&RATE_KINDS[..], "les mêmes journées seraient comptées"),
    };
    let own = establishments::find(conn, finess)?.ok_or_else(ApiError::not_found)?;
    let level = own.level;
    let others: Vec<String> = establishments::linked(conn, &[own])?
        .into_iter()
        .filter(|(_, other)| other.level != level && other.finess != finess)
        .map(|(_, other)| other.finess)
        .collect();
    match imports::delivering(conn, &others, year, kinds)? {
        None => Ok(()),
        Some(other) => {
            let who = match level {
                Level::Site => "l’entité juridique",
                Level::LegalEntity => "le site",
            };
            let detail = format!(
                "{who} {other} a déjà livré {year}\u{a0}: {what} deux \
                 fois. Livrez à un seul niveau, ou annulez d’abord ses imports."
            );
            Err(ApiError::rule(ProblemCode::DeliveredElsewhere, capital(&detail)))
        }
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
