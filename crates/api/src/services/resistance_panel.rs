//! The panel of resistance from the roll-ups, for an establishment, a region or the nation.

use std::collections::BTreeSet;

use domain::{
    consumption::hide,
    dto::{PanelEntry, PanelSpecimen, ResistancePanel},
    nomenclature::specimen,
    resistance::{
        Group, Method, Panel, PanelFigures, PanelSums, Part, Parts, Subject, resistance_panels,
    },
    verdict::versions,
};

use super::{analyses::sums_for, sums};
use crate::{
    auth::{self, Caller},
    db::{
        AnyConn,
        bases::{Base, Population},
        resistance_rollups::Wanted,
    },
    error::ApiError,
};

/// The panel of a year.
pub fn panel(
    conn: &mut AnyConn,
    caller: &Caller,
    (base, population): (Base, &Population),
    year: i32,
) -> Result<ResistancePanel, ApiError> {
    let seen = sums_for(conn, caller, base, population)?;
    panel_as_seen(conn, &seen, (base, population), year)
}

/// The panel of a year for whoever sees so much of the sums.
pub(super) fn panel_as_seen(
    conn: &mut AnyConn,
    seen: &auth::Sums,
    (base, population): (Base, &Population),
    year: i32,
) -> Result<ResistancePanel, ApiError> {
    let mut of_parts = |parts| {
        let wanted = Wanted { method: Method::Spares, parts: Some(parts), quarters: false };
        sums::resistance(conn, (base, population), &[year], wanted)
    };
    let all = PanelSums {
        specimens: of_parts(Parts::EachSpecimen)?,
        invasive: of_parts(Parts::One(Part::Invasive))?,
    };
    let versions = versions(year);
    let told = |panel: &Panel| {
        let mut entry = told(panel, panel.figures(&all, year, &versions));
        if let auth::Sums::OfMany { own } = seen {
            hide_few(&mut entry, panel.subject, (&all, year), own);
        }
        entry
    };
    Ok(ResistancePanel { year, items: resistance_panels().iter().map(told).collect() })
}

fn told(panel: &Panel, PanelFigures { whole, by_specimen }: PanelFigures) -> PanelEntry {
    PanelEntry {
        id: panel.id.to_owned(),
        organism: panel.organism.to_owned(),
        label: panel.label.to_owned(),
        antibiotic: panel.subject.measure.code().to_owned(),
        specimen: code(panel.subject.part),
        isolates: Some(whole.isolates),
        tested: Some(whole.tested),
        resistant: Some(whole.resistant),
        proportion: panel.proportion.then_some(whole.proportion),
        density: panel.density.then_some(whole.density),
        by_specimen: by_specimen.into_iter().filter_map(of_specimen).collect(),
        source: panel.source.to_owned(),
    }
}

fn of_specimen(group: Group) -> Option<PanelSpecimen> {
    let code = code(group.key.part?)?;
    let label = specimen(&code).map_or("", |one| one.label).to_owned();
    Some(PanelSpecimen {
        specimen: code,
        label,
        tested: Some(group.tested),
        resistant: Some(group.resistant),
        proportion: group.proportion,
    })
}

/// A part as the filter `specimen` names it.
fn code(part: Part) -> Option<String> {
    match part {
        Part::Specimen(code) => Some(code.to_string()),
        Part::Invasive => Some("invasive".to_owned()),
        Part::All | Part::Sector(_) => None,
    }
}

/// Hides what few establishments beyond the caller's own have isolates of, and the densities of few.
fn hide_few(
    entry: &mut PanelEntry,
    Subject { taxa, part, .. }: Subject,
    (all, year): (&PanelSums, i32),
    own: &BTreeSet<String>,
) {
    let sums = if part == Part::Invasive { &all.invasive } else { &all.specimens };
    let few = |part| sums.contributors_of(year, taxa, part).are_hidden_from(own);
    let whole = few(part);
    if whole {
        (entry.isolates, entry.tested, entry.resistant) = (None, None, None);
        entry.proportion.iter_mut().for_each(hide);
    }
    if whole || sums.with_days_contributors.are_hidden_from(own) {
        entry.density.iter_mut().for_each(hide);
    }
    for one in &mut entry.by_specimen {
        if one.specimen.parse().is_ok_and(|code| few(Part::Specimen(code))) {
            (one.tested, one.resistant) = (None, None);
            hide(&mut one.proportion);
        }
    }
}
