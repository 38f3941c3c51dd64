//! The panel of resistance from the roll-ups, for an establishment, a region or the nation.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    consumption::hide,
    dto::{PanelEntry, PanelSpecimen, ResistancePanel},
    nomenclature::specimen,
    resistance::{
        Group, Method, Panel, PanelFigures, PanelSums, Part, Parts, Subject, Sums, is_of_few,
        resistance_panels,
    },
    verdict::versions,
};

use super::{
    analyses::sums_for,
    resistance_figures::{added, sums_by_establishment},
};
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
    let mut sums = |parts| {
        let wanted = Wanted { method: Method::Spares, parts, quarters: false };
        sums_by_establishment(conn, (base, population), &[year], wanted)
    };
    let specimens = sums(Parts::EachSpecimen)?;
    let invasive = sums(Parts::One(Part::Invasive))?;
    let all = PanelSums { specimens: added(&specimens), invasive: added(&invasive) };
    let versions = versions(year);
    let told = |panel: &Panel| {
        let mut entry = told(panel, panel.figures(&all, year, &versions));
        if let auth::Sums::OfMany { own } = seen {
            let neighbours = Neighbours { specimens: &specimens, invasive: &invasive, own, year };
            neighbours.hide_few(&mut entry, panel.subject);
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

/// Establishments whose figures may not be recognised in a sum.
struct Neighbours<'a> {
    specimens: &'a BTreeMap<String, Sums>,
    invasive: &'a BTreeMap<String, Sums>,
    own: &'a BTreeSet<String>,
    year: i32,
}

impl Neighbours<'_> {
    /// Hides what few establishments beyond the caller's own have isolates of, and the densities of few.
    fn hide_few(&self, entry: &mut PanelEntry, Subject { taxa, part, .. }: Subject) {
        let sums = if part == Part::Invasive { self.invasive } else { self.specimens };
        let few = |part| is_of_few(sums, self.own, |sums| sums.has_isolates(self.year, taxa, part));
        let few_days = is_of_few(sums, self.own, |sums| !sums.days.is_empty());
        let whole = few(part);
        if whole {
            (entry.isolates, entry.tested, entry.resistant) = (None, None, None);
            entry.proportion.iter_mut().for_each(hide);
        }
        if whole || few_days {
            entry.density.iter_mut().for_each(hide);
        }
        for one in &mut entry.by_specimen {
            if one.specimen.parse().is_ok_and(|code| few(Part::Specimen(code))) {
                (one.tested, one.resistant) = (None, None);
                hide(&mut one.proportion);
            }
        }
    }
}
