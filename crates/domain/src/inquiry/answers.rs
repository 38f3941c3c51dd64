//! Charts from the answers to the questions of an inquiry.

use std::collections::BTreeMap;

use super::{Inquiry, Names, Scope, Subject, View};
use crate::chart::{
    Break, Chart, Coupled, Exposed, Exposure, HeatRow, HeatValue, Level, Marks, Measure as Axis,
    Part, Peers, Point, Ranked, RegionValue, Series, Words, coupling, distribution, funnel,
    heat_map, ranking, region_map, stacked, trend,
};
use crate::dto::{
    ConsumptionAnalysis, ConsumptionGroup, Figure, PeerDistribution, PeerFigure,
    ResistanceAnalysis, ResistanceGroup, ResistanceMetric, Spread,
};
use crate::nomenclature::family;
use crate::resistance::is_comparable;
use crate::statistics::{Counted, FunnelKind, Unsaid};

/// An answer of the API to a question of an inquiry.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    Consumption(ConsumptionAnalysis),
    Resistance(ResistanceAnalysis),
    Peers(PeerDistribution),
}

/// A chart, or why there is none, in French.
pub type Told = Result<Chart, String>;

/// Families that have no molecule in common and are told apart in a stack; the rest is one part.
pub(super) const APART: [&str; 16] = [
    "PENI", "CEPH", "MONO", "CARBA", "FQ", "AG", "GLYCO", "LIPO", "OXA", "POLY", "MLS", "TETRA",
    "SULFA", "FOSFO", "NITRO", "IMID",
];
/// Rows and columns of an antibiogram: those with most isolates, those tested most.
const ORGANISMS: usize = 12;
const ANTIBIOTICS: usize = 14;

impl Inquiry {
    /// The charts of the answers to [`Inquiry::questions`], in their order.
    pub fn charts(&self, answers: &[Answer], names: &Names) -> Vec<Told> {
        let words = self.words(names);
        let told = |chart: Result<Chart, Unsaid>| vec![chart.map_err(|why| words.unsaid(why))];
        match (self.subject, self.view, answers) {
            (
                Subject::Coupling,
                _,
                [Answer::Consumption(consumption), Answer::Resistance(resistance)],
            ) => told(self.coupling(&words, consumption, resistance)),
            (
                Subject::Consumption,
                View::Families,
                [Answer::Consumption(by_family), Answer::Consumption(all)],
            ) => told(self.families(&words, by_family, all)),
            (_, View::Trend, _) => told(self.trend(&words, answers, names)),
            (_, View::Peers, [Answer::Peers(peers)]) => self.peers(&words, peers),
            (_, View::Sectors, [Answer::Consumption(analysis)]) => {
                let rows = analysis.groups.iter().map(|group| ranked(group, "sector"));
                told(ranking(&words, &rows.collect::<Vec<_>>(), all(analysis).as_ref()))
            }
            (_, View::Types, [Answer::Consumption(analysis)]) => {
                let rows = analysis.groups.iter().map(|group| ranked(group, "type"));
                told(ranking(&words, &rows.collect::<Vec<_>>(), all(analysis).as_ref()))
            }
            (_, View::Types, [Answer::Resistance(analysis)]) => {
                let rows = analysis.groups.iter().map(|group| Ranked {
                    label: label(&group.labels, "type"),
                    point: point(self.figure(group)),
                    own: false,
                });
                told(ranking(&words, &rows.collect::<Vec<_>>(), None))
            }
            (_, View::Regions, [answer]) => told(region_map(&words, &self.regions(answer))),
            (_, View::Matrix, [Answer::Resistance(analysis)]) => told(matrix(&words, analysis)),
            _ => Vec::new(),
        }
    }

    fn labels(&self) -> Vec<String> {
        (self.first..=self.last).map(|year| year.to_string()).collect()
    }

    const fn figure<'a>(&self, group: &'a ResistanceGroup) -> &'a Figure {
        match self.metric {
            ResistanceMetric::Proportion => &group.proportion,
            ResistanceMetric::Density => &group.density,
        }
    }

    /// The points of an answer by year.
    fn points(&self, answer: &Answer) -> Vec<Option<Point>> {
        let by_year: BTreeMap<&str, Option<Point>> = match answer {
            Answer::Consumption(analysis) => {
                let groups = analysis.groups.iter();
                groups.filter_map(|one| Some((code(&one.key, "year")?, point(&one.rate)))).collect()
            }
            Answer::Resistance(analysis) => {
                let groups = analysis.groups.iter();
                groups
                    .filter_map(|one| Some((code(&one.key, "year")?, point(self.figure(one)))))
                    .collect()
            }
            Answer::Peers(_) => BTreeMap::new(),
        };
        let of = |label: &String| by_year.get(label.as_str()).copied().flatten();
        self.labels().iter().map(of).collect()
    }

    fn trend(&self, words: &Words, answers: &[Answer], names: &Names) -> Result<Chart, Unsaid> {
        let scopes = [Some(&self.scope), self.compared.as_ref()].into_iter().flatten();
        let series = scopes.zip(answers).map(|(scope, answer)| Series {
            name: scope.label(names),
            points: self.points(answer),
        });
        let series = series.collect();
        let mut marks = Marks::default();
        if let Some(Answer::Resistance(analysis)) = answers.first() {
            let of_metric = analysis.targets.iter().filter(|target| target.metric == self.metric);
            marks.levels = of_metric
                .map(|target| Level { label: target.label.clone(), value: target.value })
                .collect();
            let at = |year: i32| usize::try_from(year - self.first).ok().filter(|index| *index > 0);
            let shown = analysis.breaks.iter().filter(|one| one.year <= self.last);
            marks.breaks = shown
                .filter_map(|one| Some(Break { before: at(one.year)?, label: one.label.clone() }))
                .collect();
        }
        trend(words, &self.labels(), series, marks)
    }

    fn families(
        &self,
        words: &Words,
        by_family: &ConsumptionAnalysis,
        all: &ConsumptionAnalysis,
    ) -> Result<Chart, Unsaid> {
        let value = |group: &ConsumptionGroup| group.rate.value;
        let totals: BTreeMap<&str, f64> = all
            .groups
            .iter()
            .filter_map(|group| Some((code(&group.key, "year")?, value(group)?)))
            .collect();
        // A year without a total has no parts.
        let mut labels = self.labels();
        labels.retain(|year| totals.contains_key(year.as_str()));
        let mut values: BTreeMap<(&str, &str), f64> = BTreeMap::new();
        for group in &by_family.groups {
            let place = code(&group.key, "family").zip(code(&group.key, "year"));
            if let (Some(place), Some(value)) = (place, value(group)) {
                values.insert(place, value);
            }
        }
        let of_year = |code: &str, year: &str| {
            totals.get(year).map(|_| values.get(&(code, year)).copied().unwrap_or(0.0))
        };
        let mut parts: Vec<Part> = APART
            .iter()
            .filter_map(|code| {
                let values = labels.iter().map(|year| of_year(code, year));
                Some(Part { name: family(code)?.label.to_owned(), values: values.collect() })
            })
            .filter(|part| part.values.iter().flatten().any(|value| *value > 0.0))
            .collect();
        let apart = |at: usize| parts.iter().filter_map(|part| part.values[at]).sum::<f64>();
        let rest = labels.iter().enumerate().map(|(at, year)| {
            let rest = totals.get(year.as_str())? - apart(at);
            // What is left of a difference of sums is no consumption.
            Some(if rest > 1e-9 { rest } else { 0.0 })
        });
        let rest: Vec<Option<f64>> = rest.collect();
        if rest.iter().flatten().any(|value| *value > 0.0) {
            parts.push(Part { name: "Autres antibiotiques".to_owned(), values: rest });
        }
        stacked(words, &labels, &parts)
    }

    fn regions(&self, answer: &Answer) -> Vec<RegionValue> {
        let own = match &self.scope {
            Scope::Many { region, .. } => region.as_deref(),
            Scope::Establishment(_) => None,
        };
        let value = |region: &str, point| RegionValue {
            code: region.to_owned(),
            point,
            count: None,
            own: own == Some(region),
        };
        match answer {
            Answer::Consumption(analysis) => analysis
                .groups
                .iter()
                .filter_map(|one| Some(value(code(&one.key, "region")?, point(&one.rate))))
                .collect(),
            Answer::Resistance(analysis) => analysis
                .groups
                .iter()
                .filter_map(|one| Some(value(code(&one.key, "region")?, point(self.figure(one)))))
                .collect(),
            Answer::Peers(_) => Vec::new(),
        }
    }

    /// Where the own establishments stand; for a centre, all of them and their funnel. Consumption is told for its
    /// case-mix too.
    fn peers(&self, words: &Words, peers: &PeerDistribution) -> Vec<Told> {
        let figure = |one: &PeerFigure| one.figure.value;
        let first = spread(words, peers, peers.values, (figure, |one| one.percentile));
        let mut charts = vec![first.map_err(|why| words.unsaid(why))];
        if self.subject == Subject::Consumption {
            let words = Words {
                measure: format!("{} – observé sur attendu", words.measure),
                unit: "× l’attendu".to_owned(),
                ..words.clone()
            };
            let ratio = |one: &PeerFigure| one.ratio.as_ref().and_then(|ratio| ratio.value);
            let told = spread(&words, peers, peers.ratios, (ratio, |one| one.ratio_percentile));
            charts.push(told.map_err(|why| words.unsaid(why)));
        }
        if !peers.members.is_empty() {
            let funnel = self.funnel(words, peers);
            charts.push(funnel.map_err(|why| words.unsaid(why)));
        }
        charts
    }

    fn funnel(&self, words: &Words, peers: &PeerDistribution) -> Result<Chart, Unsaid> {
        let rates = self.subject == Subject::Consumption;
        let exposure = Exposure {
            name: if rates { "Journées d’hospitalisation" } else { "Souches testées" }.to_owned(),
            kind: if rates { FunnelKind::Rate } else { FunnelKind::Proportion },
            per: if rates { 1000.0 } else { 100.0 },
        };
        let exposed = |one: &PeerFigure| Exposed {
            label: one.name.clone(),
            counted: Counted::new(one.figure.numerator, one.figure.denominator),
            own: false,
        };
        let known = peers.members.iter().filter(|one| one.figure.value.is_some());
        let all: Vec<Exposed> = known.map(exposed).collect();
        funnel(words, &exposure, &all)
    }

    fn coupling(
        &self,
        words: &Words,
        consumption: &ConsumptionAnalysis,
        resistance: &ResistanceAnalysis,
    ) -> Result<Chart, Unsaid> {
        let antibiotic = self.antibiotic.as_deref().and_then(crate::resistance::Measure::of);
        let comparable =
            |year: i32| antibiotic.is_none_or(|measure| is_comparable(measure, year, self.last));
        let x = self.points(&Answer::Consumption(consumption.clone()));
        let y = self.points(&Answer::Resistance(resistance.clone()));
        let value = |point: Option<Point>| point.map(|point| point.value);
        let years = (self.first..=self.last).zip(x.into_iter().zip(y));
        let points: Vec<Coupled> = years
            .filter(|(year, _)| comparable(*year))
            .map(|(year, (x, y))| Coupled {
                label: year.to_string(),
                x: value(x),
                y: value(y),
                own: false,
            })
            .collect();
        let x = Axis { name: self.consumption_name(), unit: "DDJ/1000 JH".to_owned() };
        coupling(words, &x, &points)
    }
}

/// The values of peers, or their percentiles, with the first of the own ones.
fn spread(
    words: &Words,
    peers: &PeerDistribution,
    percentiles: Option<Spread>,
    (value, rank): (impl Fn(&PeerFigure) -> Option<f64>, impl Fn(&PeerFigure) -> Option<f64>),
) -> Result<Chart, Unsaid> {
    let own = peers.own.first();
    let values: Vec<f64> = peers.members.iter().filter_map(&value).collect();
    let few = Unsaid::TooShort {
        have: usize::try_from(peers.establishments).unwrap_or(usize::MAX),
        need: crate::peers::MIN_PEERS,
    };
    let summary = |spread: Spread| Peers::Summary {
        count: usize::try_from(peers.establishments).unwrap_or(usize::MAX),
        spread,
        rank: own.and_then(&rank),
    };
    let of = if values.is_empty() {
        percentiles.map(summary).ok_or(few)?
    } else {
        Peers::Values(&values)
    };
    distribution(words, of, own.and_then(value))
}

fn matrix(words: &Words, analysis: &ResistanceAnalysis) -> Result<Chart, Unsaid> {
    let mut organisms: BTreeMap<&str, (u32, String)> = BTreeMap::new();
    let mut antibiotics: BTreeMap<&str, (u32, String)> = BTreeMap::new();
    let mut cells: BTreeMap<(&str, &str), HeatValue> = BTreeMap::new();
    for group in &analysis.groups {
        let place = code(&group.key, "organism").zip(code(&group.key, "antibiotic"));
        let (Some((organism, antibiotic)), Some(isolates), Some(tested), Some(resistant)) =
            (place, group.isolates, group.tested, group.resistant)
        else {
            continue;
        };
        let counted = resistant + group.intermediate.unwrap_or(0);
        let row =
            organisms.entry(organism).or_insert_with(|| (0, label(&group.labels, "organism")));
        row.0 = row.0.max(isolates);
        let column = antibiotics
            .entry(antibiotic)
            .or_insert_with(|| (0, label(&group.labels, "antibiotic")));
        column.0 += tested;
        cells.insert((organism, antibiotic), HeatValue::Counted { resistant: counted, tested });
    }
    let rows = most(organisms, ORGANISMS);
    // A phenotype is no antibiotic: it is told of all isolates.
    antibiotics.retain(|code, _| {
        crate::resistance::Measure::of(code).is_some_and(|measure| !measure.is_phenotype())
    });
    let columns = most(antibiotics, ANTIBIOTICS);
    let row = |(organism, label): &(&str, String)| HeatRow {
        label: label.clone(),
        cells: columns
            .iter()
            .map(|(antibiotic, _)| {
                cells.get(&(*organism, *antibiotic)).copied().unwrap_or(HeatValue::Untested)
            })
            .collect(),
    };
    let labels: Vec<String> = columns.iter().map(|(_, label)| label.clone()).collect();
    heat_map(words, &labels, &rows.iter().map(row).collect::<Vec<_>>())
}

/// The first of them by their numbers, the largest first.
fn most(all: BTreeMap<&str, (u32, String)>, number: usize) -> Vec<(&str, String)> {
    let mut sorted: Vec<(&str, (u32, String))> = all.into_iter().collect();
    sorted.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    sorted.truncate(number);
    sorted.into_iter().map(|(code, (_, label))| (code, label)).collect()
}

fn ranked(group: &ConsumptionGroup, axis: &str) -> Ranked {
    Ranked { label: label(&group.labels, axis), point: point(&group.rate), own: false }
}

/// The whole as a level.
fn all(analysis: &ConsumptionAnalysis) -> Option<Level> {
    let value = analysis.totals.rate.value?;
    Some(Level { label: "Ensemble".to_owned(), value })
}

fn code<'a>(key: &'a BTreeMap<String, String>, axis: &str) -> Option<&'a str> {
    key.get(axis).map(String::as_str)
}

fn label(labels: &BTreeMap<String, String>, axis: &str) -> String {
    labels.get(axis).cloned().unwrap_or_default()
}

fn point(figure: &Figure) -> Option<Point> {
    figure.value.map(|value| Point {
        value,
        interval: figure.interval.as_ref().map(|interval| (interval.low, interval.high)),
    })
}
