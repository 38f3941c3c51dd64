//! The figures of a year that screens and reports show, from totals.

use std::collections::{BTreeMap, BTreeSet};

use super::figures::{Axis, Molecules, Question, analyse, broad_spectrum, change};
use super::totals::Totals;
use crate::dto::{
    ConsumptionGroup, FamilyRow, Figure, IndicatorCard, Perimeter, PeriodPoint, SectorRow, Versions,
};
use crate::nomenclature::{FamilyKind, family, sector};
use crate::verdict::versions;

/// A figure of a year.
type Compute<'a> = &'a dyn Fn(i32, &Versions) -> Figure;

/// The totals seen from one year and perimeter.
#[derive(Debug, Clone)]
pub struct YearView<'a> {
    /// Of the year, of the one before and of those of an evolution.
    pub totals: &'a Totals,
    pub year: i32,
    pub perimeter: Perimeter,
    /// Why the year has no figure.
    pub reason: Option<String>,
}

impl YearView<'_> {
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

    /// Antibiotics, their broad-spectrum share, antifungals.
    pub fn cards(&self) -> Vec<IndicatorCard> {
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

    /// Every sector of the year or of the one before; a part of a sector stands under it.
    pub fn sectors(&self) -> Vec<SectorRow> {
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
        all.sort_by_key(|row| {
            let order = |code: &str| sector(code).map_or(u8::MAX, |sector| sector.order);
            let parent = row.inside.as_deref().map_or_else(|| order(&row.sector), order);
            (parent, row.inside.is_some(), order(&row.sector))
        });
        all
    }

    /// Molecules by route, the most used first.
    pub fn molecules(&self, molecules: Molecules) -> Vec<ConsumptionGroup> {
        let question = Question { molecules, ..self.question(self.year) };
        let by_route = question.by(&[Axis::Atc, Axis::Route]);
        let mut groups = analyse(self.totals, &by_route, &versions(self.year)).groups;
        let ddj = |group: &ConsumptionGroup| group.rate.numerator;
        groups.sort_by(|a, b| ddj(b).total_cmp(&ddj(a)).then_with(|| a.key.cmp(&b.key)));
        groups
    }

    /// Families of the year; they overlap.
    pub fn families(&self) -> Vec<FamilyRow> {
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
    pub fn points(&self, axis: Axis, years: &[i32]) -> Vec<PeriodPoint> {
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
