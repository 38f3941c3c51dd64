//! The figures of a report, from the roll-ups of its base.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    anomalies::{YearFound, queue},
    consumption::{self, Axis, Molecules, Question, YearView},
    dto::{ConsumptionAnalysis, Figure, Perimeter},
    nomenclature::establishment_type,
    report::{
        ConsumptionFigures, NationalConsumption, Participants, Participation, Peers, Quality,
        QuestionKey, ResistanceFigures, resistance_questions,
    },
    resistance::{self, Method, Parts, Sums as ResistanceSums},
    verdict::versions,
};

use super::about::About;
use crate::{
    auth::Sums,
    db::{
        AnyConn,
        bases::{self, Base, Group, Population},
        cockpit, establishments,
        findings::Files,
        resistance_rollups::{self, Wanted},
        rollups, snapshots,
        sums::{Periods, Summed},
    },
    error::ApiError,
    services::{
        dashboard::missing_note,
        resistance_figures, resistance_panel, sums,
        year::{self, YearSummary, from_json},
    },
};
/// Years of an evolution.
const YEARS: i32 = 5;

/// What a report rests on.
#[derive(Debug, Clone, Copy)]
pub struct Read<'a> {
    pub base: Base,
    pub about: &'a About,
    pub year: i32,
    pub perimeter: Perimeter,
}

impl Read<'_> {
    fn years(&self) -> Vec<i32> {
        (self.year - YEARS + 1..=self.year).collect()
    }

    fn of(&self) -> (Base, &Population) {
        (self.base, &self.about.population)
    }

    fn finess(&self) -> Option<&str> {
        match &self.about.population {
            Population::Establishment(finess) => Some(finess),
            Population::LegalEntity(_) | Population::Department(_) | Population::Many(_) => None,
        }
    }

    /// What the evaluation of some files of the year told; of one establishment alone.
    fn found(&self, conn: &mut AnyConn, files: Files) -> Result<YearFound, ApiError> {
        match self.finess() {
            Some(finess) => year::found(conn, self.base, finess, (self.year, files)),
            None => Ok(YearFound::default()),
        }
    }
}

pub fn consumption(conn: &mut AnyConn, read: Read<'_>) -> Result<ConsumptionFigures, ApiError> {
    let (base, population) = read.of();
    let years = read.years();
    let totals = sums::consumption(conn, (base, population), &years, Periods::Both)?.totals;
    let reason = match read.finess() {
        None => None,
        Some(finess) => {
            let mut summaries = rollups::summaries(conn, base, finess)?;
            let summary = summaries.remove(&read.year).map(|text| from_json(&text)).transpose()?;
            missing_note(&summary.unwrap_or_default(), read.year)
        }
    };
    let view = YearView { totals: &totals, year: read.year, perimeter: read.perimeter, reason };
    Ok(ConsumptionFigures {
        cards: view.cards(),
        sectors: view.sectors(),
        families: view.families(),
        years: view.points(Axis::Year, &years),
        quarters: view.points(Axis::Quarter, &years),
        molecules: view.molecules(Molecules::Antibiotics),
        antifungals: view.molecules(Molecules::Antifungals),
        national: national(conn, read)?,
        peers: peers(conn, read)?,
        left_out: read.found(conn, Files::Consumption)?.left_out,
    })
}

/// The nation beside the own figures; sums of few others are hidden.
fn national(conn: &mut AnyConn, read: Read<'_>) -> Result<NationalConsumption, ApiError> {
    if read.about.population == Population::NATION {
        return Ok(NationalConsumption::default());
    }
    let nation = (read.base, &Population::NATION);
    let Summed { totals, behind } = sums::consumption(conn, nation, &[read.year], Periods::Years)?;
    let asked = |axes: &[Axis]| -> ConsumptionAnalysis {
        let question = Question::year(read.year, read.perimeter).by(axes);
        let mut analysis = consumption::analyse(&totals, &question, &versions(read.year));
        if let Sums::OfMany { own } = &read.about.seen {
            consumption::hide_few(&mut analysis, &question, &behind, own);
        }
        analysis
    };
    let by = |axis: Axis| -> BTreeMap<String, Figure> {
        let groups = asked(&[axis]).groups.into_iter();
        groups.filter_map(|mut one| Some((one.key.remove(axis.as_str())?, one.rate))).collect()
    };
    let mut by_sector = by(Axis::Sector);
    by_sector.extend(by(Axis::Subsector));
    Ok(NationalConsumption {
        total: Some(asked(&[]).totals.rate),
        by_sector,
        by_family: by(Axis::Family),
    })
}

/// The place of an establishment among those of its type.
fn peers(conn: &mut AnyConn, read: Read<'_>) -> Result<Vec<Peers>, ApiError> {
    let Some(finess) = read.finess().filter(|_| read.perimeter == Perimeter::Spares) else {
        return Ok(Vec::new());
    };
    let kind = match read.base {
        Base::Snapshot(id) => snapshots::member(conn, id, finess)?.map(|member| member.kind),
        Base::Live => establishments::find(conn, finess)?.map(|entry| entry.kind),
    };
    let Some(kind) = kind else { return Ok(Vec::new()) };
    let of_kind = Population::Many(Group { region: None, kind: Some(kind.clone()) });
    let of_type = bases::members(conn, read.base, &of_kind)?.unwrap_or_default();
    let mut rates: BTreeMap<String, f64> = BTreeMap::new();
    for (finess, text) in rollups::summaries_of(conn, read.base, &of_type, read.year)? {
        let sums = from_json::<YearSummary>(&text)?.molecules.all();
        if sums.days > 0.0 && sums.ddj > 0.0 {
            rates.insert(finess, 1000.0 * sums.ddj / sums.days);
        }
    }
    let label = establishment_type(&kind).map_or(kind.as_str(), |kind| kind.label);
    let own = rates.get(finess).copied();
    let values: Vec<f64> = rates.into_values().collect();
    Ok(vec![Peers::of(("Consommation d’antibiotiques", "DDJ/1000 JH", 1), label, &values, own)])
}

/// Sums for some parts and years.
struct Loaded {
    parts: Parts,
    years: BTreeSet<i32>,
    sums: ResistanceSums,
}

pub fn resistance(conn: &mut AnyConn, read: Read<'_>) -> Result<ResistanceFigures, ApiError> {
    let earlier = read.years();
    let mut loaded: Vec<Loaded> = Vec::new();
    let mut answers: BTreeMap<QuestionKey, _> = BTreeMap::new();
    for (key, question) in resistance_questions(read.year, &earlier) {
        let is_it = |one: &&Loaded| one.parts == question.parts && one.years == question.years;
        if !loaded.iter().any(|one| is_it(&one)) {
            let years: Vec<i32> = question.years.iter().copied().collect();
            let parts = question.parts;
            let wanted = Wanted { method: Method::Spares, parts: Some(parts), quarters: false };
            let sums = sums::resistance(conn, read.of(), &years, wanted)?;
            loaded.push(Loaded { parts, years: question.years.clone(), sums });
        }
        if let Some(Loaded { sums, .. }) = loaded.iter().find(is_it) {
            let groups = resistance::analyse(sums, &question, &versions(read.year));
            let mut analysis = domain::dto::ResistanceAnalysis {
                groups: groups.into_iter().map(resistance::tell).collect(),
                breaks: resistance::breaks(&question),
                targets: resistance::targets(&question),
            };
            if let Sums::OfMany { own } = &read.about.seen {
                resistance::hide_few(&mut analysis, &question, sums, own);
            }
            answers.insert(key, analysis);
        }
    }
    let notes = match read.finess() {
        Some(finess) => resistance_figures::cards(conn, (read.base, finess), read.year)?.1,
        None => Vec::new(),
    };
    let panel = resistance_panel::panel_as_seen(conn, &read.about.seen, read.of(), read.year)?;
    Ok(ResistanceFigures {
        notes,
        panel: Some(panel),
        answers,
        national: national_panel(conn, read)?,
        left_out: read.found(conn, Files::Resistance)?.left_out,
    })
}

fn national_panel(
    conn: &mut AnyConn,
    read: Read<'_>,
) -> Result<BTreeMap<String, Figure>, ApiError> {
    if read.about.population == Population::NATION {
        return Ok(BTreeMap::new());
    }
    let nation = (read.base, &Population::NATION);
    let panel = resistance_panel::panel_as_seen(conn, &read.about.seen, nation, read.year)?;
    let lines = panel.items.into_iter();
    Ok(lines.filter_map(|line| Some((line.id, line.proportion?))).collect())
}

/// What is known of the data of one establishment.
pub fn quality(conn: &mut AnyConn, read: Read<'_>) -> Result<Quality, ApiError> {
    let (mut files, mut findings) = (Vec::new(), Vec::new());
    for of in Files::ALL {
        let found = read.found(conn, of)?;
        files.extend(found.files);
        findings.extend(found.findings);
    }
    let anomalies = queue(findings, BTreeMap::new());
    Ok(Quality { files, anomalies, closing_points: Vec::new() })
}

/// Who is behind the figures of a region or the nation.
pub fn participants(conn: &mut AnyConn, read: Read<'_>) -> Result<Option<Participants>, ApiError> {
    let region = match &read.about.population {
        Population::Many(group) => group.region.as_deref(),
        Population::Establishment(_) | Population::LegalEntity(_) | Population::Department(_) => {
            return Ok(None);
        }
    };
    let (base, population) = read.of();
    let members: Option<BTreeSet<String>> =
        bases::members(conn, base, population)?.map(|all| all.into_iter().collect());
    let sae: f64 = cockpit::sites(conn, region)?.iter().map(|site| site.days).sum();
    let days = resistance_rollups::days(conn, base, population, &[read.year])?;
    let year = domain::import::Period::year(read.year);
    let days_of = |finess: &String| -> f64 {
        let of_one = days.get(finess).into_iter().flatten();
        of_one.filter(|(key, _)| key.period == year).map(|(_, days)| days).sum()
    };
    let participation = |mut found: Vec<String>| {
        found.retain(|finess| members.as_ref().is_none_or(|members| members.contains(finess)));
        Participation {
            establishments: u32::try_from(found.len()).unwrap_or(u32::MAX),
            patient_days: found.iter().map(days_of).sum(),
            sae_days: Some(sae),
        }
    };
    Ok(Some(Participants {
        consumption: participation(snapshots::with_consumption(conn, base, read.year)?),
        resistance: participation(snapshots::with_resistance(conn, base, read.year)?),
    }))
}
