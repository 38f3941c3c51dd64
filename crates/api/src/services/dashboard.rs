//! The dashboard of an establishment: everything from the roll-ups and the summaries.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    consumption::{Axis, Molecules, Question, Totals, analyse, broad_spectrum, change},
    dto::{
        Anomaly, AnomalyState, ConsumptionGroup, Dashboard, DeliveryStep, FamilyRow, Figure,
        ImportKind, IndicatorCard, Perimeter, PeriodPoint, SectorRow, Versions,
    },
    nomenclature::{FamilyKind, family, sector},
    verdict::versions,
};

use super::{
    anomalies, journal, resistance_figures,
    year::{YearImports, YearSummary, from_json},
};
use crate::{
    db::{
        AnyConn, alerts,
        bases::{Base, Population},
        establishments, imports,
        journal::Filter,
        rollups,
    },
    error::ApiError,
};

/// Molecules of the list of the most used.
const TOP: usize = 10;
/// Entries of the journal shown.
const JOURNAL_HEAD: usize = 8;

/// The dashboard of a year; the last one with data when none is asked for.
pub fn dashboard(
    conn: &mut AnyConn,
    finess: &str,
    year: Option<i32>,
    this_year: i32,
    perimeter: Perimeter,
) -> Result<Dashboard, ApiError> {
    let establishment = establishments::find(conn, finess)?.ok_or_else(ApiError::not_found)?;
    let summaries: BTreeMap<i32, YearSummary> = rollups::summaries(conn, Base::Live, finess)?
        .into_iter()
        .map(|(year, text)| Ok((year, from_json(&text)?)))
        .collect::<Result<_, ApiError>>()?;
    // A structure alone is no data of the year.
    let delivered = |summary: &&YearSummary| {
        !summary.patient_days.is_empty() || !summary.consumption.is_empty()
    };
    let latest = summaries.iter().rev().find(|(_, summary)| delivered(summary));
    let year = year
        .or(latest.map(|(year, _)| *year))
        .or(summaries.keys().next_back().copied())
        .unwrap_or(this_year - 1);
    let summary = summaries.get(&year).cloned().unwrap_or_default();
    let mut wanted: BTreeSet<i32> = summaries.keys().copied().collect();
    wanted.extend([year, year - 1]);
    let wanted: Vec<i32> = wanted.into_iter().collect();
    let totals =
        rollups::totals(conn, Base::Live, &Population::Establishment(finess.to_owned()), &wanted)?;
    let (resistance_cards, resistance_notes) =
        resistance_figures::cards(conn, (Base::Live, finess), year)?;
    let view = View { totals: &totals, year, perimeter, reason: missing_note(&summary, year) };
    Ok(Dashboard {
        finess: finess.to_owned(),
        name: establishment.name,
        year,
        perimeter,
        years: summaries.keys().rev().copied().collect(),
        steps: steps(&summary, &resistances(conn, finess, year)?, year),
        cards: view.cards(),
        resistance_cards,
        resistance_notes,
        sectors: view.sectors(),
        top_molecules: view.top_molecules(),
        families: view.families(),
        quarters: view.points(Axis::Quarter, &wanted),
        evolution: view.points(Axis::Year, &wanted),
        waiting_alerts: u32::try_from(alerts::waiting(conn, finess)?).unwrap_or(u32::MAX),
        anomalies: to_do(conn, finess, year)?,
        journal: journal::list(conn, finess, &Filter::default(), None, JOURNAL_HEAD)?.items,
    })
}

/// The anomalies that are to do.
fn to_do(conn: &mut AnyConn, finess: &str, year: i32) -> Result<Vec<Anomaly>, ApiError> {
    let mut items = anomalies::of_year(conn, finess, year)?.items;
    items.retain(|one| one.state == AnomalyState::ToDo);
    Ok(items)
}

/// Why a year has no figure, in French.
fn missing_note(summary: &YearSummary, year: i32) -> Option<String> {
    let note = match summary.missing.as_deref() {
        Some("no_days") => "les JH ne sont pas encore importées pour les mêmes périodes",
        Some("period_mix") => {
            "les consommations et les JH n’ont pas la même périodicité et l’année est incomplète"
        }
        Some(_) => "les consommations ne sont pas encore importées",
        None if summary.consumption.is_empty() => "aucune donnée n’est importée",
        None => return None,
    };
    Some(format!("Pas de taux pour {year}\u{a0}: {note}."))
}

/// Periods of the resistances of a year.
fn resistances(conn: &mut AnyConn, finess: &str, year: i32) -> Result<Vec<String>, ApiError> {
    let in_force = imports::in_force(conn, finess)?;
    Ok(YearImports::of(&in_force, year).resistance.into_iter().map(|one| one.period).collect())
}

fn steps(summary: &YearSummary, resistances: &[String], year: i32) -> Vec<DeliveryStep> {
    let periods = |periods: &[String]| match periods {
        [] => "à importer".to_owned(),
        [one] if !one.contains('Q') => "année entière".to_owned(),
        [_] => "1\u{a0}trimestre".to_owned(),
        many => format!("{}\u{a0}trimestres", many.len()),
    };
    let structure = match summary.structure_year {
        None => "à importer".to_owned(),
        Some(same) if same == year => format!("structure de {year}"),
        Some(earlier) => format!("structure de {earlier} reprise"),
    };
    let step = |kind, done, detail| DeliveryStep { kind, done, detail };
    vec![
        step(ImportKind::Structure, summary.structure_year.is_some(), structure),
        step(
            ImportKind::PatientDays,
            !summary.patient_days.is_empty(),
            periods(&summary.patient_days),
        ),
        step(
            ImportKind::Consumption,
            !summary.consumption.is_empty(),
            periods(&summary.consumption),
        ),
        step(ImportKind::Resistance, !resistances.is_empty(), periods(resistances)),
    ]
}

/// A figure of a year.
type Compute<'a> = &'a dyn Fn(i32, &Versions) -> Figure;

/// The totals seen from one year and perimeter.
struct View<'a> {
    totals: &'a Totals,
    year: i32,
    perimeter: Perimeter,
    /// Why the year has no figure.
    reason: Option<String>,
}

impl View<'_> {
    fn question(&self, year: i32) -> Question {
        Question::year(year, self.perimeter)
    }

    fn groups(&self, year: i32, axes: &[Axis]) -> Vec<ConsumptionGroup> {
        analyse(self.totals, &self.question(year).by(axes), &versions(year)).groups
    }

    /// The figure of one year for each key of `axis`.
    fn figures(&self, year: i32, axis: Axis) -> BTreeMap<String, Figure> {
        let key = |group: &ConsumptionGroup| group.key.get(axis.as_str()).cloned();
        let groups = self.groups(year, &[axis]).into_iter();
        groups.filter_map(|group| Some((key(&group)?, group.rate))).collect()
    }

    fn cards(&self) -> Vec<IndicatorCard> {
        let rate = |year, molecules, versions: &Versions| {
            let question = Question { molecules, ..self.question(year) };
            analyse(self.totals, &question, versions).totals.rate
        };
        let share =
            |year, versions: &Versions| broad_spectrum(self.totals, &self.question(year), versions);
        let card = |id: &str, label: &str, compute: Compute<'_>| {
            let mut figure = compute(self.year, &versions(self.year));
            if let (None, Some(reason)) = (figure.value, &self.reason) {
                figure.notes = vec![reason.clone()];
            }
            let previous = compute(self.year - 1, &versions(self.year - 1));
            IndicatorCard {
                id: id.to_owned(),
                label: label.to_owned(),
                change: change(previous.value, figure.value),
                previous: previous.value.is_some().then_some(previous),
                figure,
            }
        };
        vec![
            card("CONSO_DDJ", "Consommation d’antibiotiques", &|year, versions| {
                rate(year, Molecules::Antibiotics, versions)
            }),
            card("ECDC_LARGE_SPECTRE", "Part des antibiotiques à large spectre", &share),
            card("ATF_DDJ", "Consommation d’antifongiques", &|year, versions| {
                rate(year, Molecules::Antifungals, versions)
            }),
        ]
    }

    fn sectors(&self) -> Vec<SectorRow> {
        let rows = |axis| {
            let (mut current, mut previous) =
                (self.figures(self.year, axis), self.figures(self.year - 1, axis));
            let codes: BTreeSet<String> = current.keys().chain(previous.keys()).cloned().collect();
            codes.into_iter().map(move |code| {
                let (current, previous) = (current.remove(&code), previous.remove(&code));
                let value = |figure: &Option<Figure>| figure.as_ref().and_then(|f| f.value);
                SectorRow {
                    label: axis.label(&code),
                    inside: sector(&code).and_then(|s| s.parent).map(str::to_owned),
                    change: change(value(&previous), value(&current)),
                    sector: code,
                    current,
                    previous,
                }
            })
        };
        let mut all: Vec<SectorRow> = rows(Axis::Sector).chain(rows(Axis::Subsector)).collect();
        // A part of a sector stands under it.
        all.sort_by_key(|row| {
            let order = |code: &str| sector(code).map_or(u8::MAX, |sector| sector.order);
            let parent = row.inside.as_deref().map_or_else(|| order(&row.sector), order);
            (parent, row.inside.is_some(), order(&row.sector))
        });
        all
    }

    fn top_molecules(&self) -> Vec<ConsumptionGroup> {
        let mut groups = self.groups(self.year, &[Axis::Atc, Axis::Route]);
        let ddj = |group: &ConsumptionGroup| group.rate.numerator;
        groups.sort_by(|a, b| ddj(b).total_cmp(&ddj(a)).then_with(|| a.key.cmp(&b.key)));
        groups.truncate(TOP);
        groups
    }

    fn families(&self) -> Vec<FamilyRow> {
        let shown = |kind: FamilyKind| kind != FamilyKind::Grouping;
        let mut previous = self.figures(self.year - 1, Axis::Family);
        self.groups(self.year, &[Axis::Family])
            .into_iter()
            .filter_map(|group| {
                let code = group.key.get(Axis::Family.as_str())?.clone();
                family(&code).filter(|family| shown(family.kind))?;
                let previous = previous.remove(&code);
                Some(FamilyRow {
                    label: Axis::Family.label(&code),
                    change: change(previous.as_ref().and_then(|f| f.value), group.rate.value),
                    share: group.share,
                    current: Some(group.rate),
                    previous,
                    family: code,
                })
            })
            .collect()
    }

    /// The rate of each period that has one.
    fn points(&self, axis: Axis, years: &[i32]) -> Vec<PeriodPoint> {
        let question = Question {
            perimeter: self.perimeter,
            years: years.iter().copied().collect(),
            ..Question::default()
        };
        analyse(self.totals, &question.by(&[axis]), &versions(self.year))
            .groups
            .into_iter()
            .filter(|group| group.rate.value.is_some())
            .filter_map(|group| {
                let period = group.key.get(axis.as_str())?.clone();
                Some(PeriodPoint { period, figure: group.rate })
            })
            .collect()
    }
}
