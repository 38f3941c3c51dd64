//! What goes on over years or quarters.

use std::collections::BTreeMap;

use super::{Answer, Row};
use crate::chart::{
    Break, Chart, ChartSpec, ControlSeries, Coupled, Level, Marks, Measure as Axis, Point, Series,
    Shape, Words, control, coupling, multiples, trend,
};
use crate::dto::{ResistanceAnalysis, ResistanceMetric};
use crate::french;
use crate::inquiry::{Amount, Beside, Inquiry, Metric, Names, Step, Subject};
use crate::resistance::{Measure, Target, is_comparable};
use crate::statistics::{Counted, Unsaid, Variance};

/// Most charts side by side.
const MOST_PANELS: usize = 18;

impl Inquiry {
    fn labels(&self) -> Vec<String> {
        self.periods().into_iter().map(|(_, label)| label).collect()
    }

    /// The points of groups, one for each of the periods that these codes name.
    fn points<'a>(
        &self,
        rows: impl Iterator<Item = &'a Row<'a>>,
        codes: &[String],
    ) -> Vec<Option<Point>> {
        let axis = self.shown_step().axis();
        let by_period: BTreeMap<&str, Option<Point>> =
            rows.filter_map(|row| Some((row.code(axis)?, row.point()))).collect();
        codes.iter().map(|code| by_period.get(code.as_str()).copied().flatten()).collect()
    }

    fn codes(&self) -> Vec<String> {
        self.periods().into_iter().map(|(code, _)| code).collect()
    }

    /// One line, and what is asked beside it.
    pub(super) fn trend(
        &self,
        words: &Words,
        answers: &[Answer],
        names: &Names,
    ) -> Result<Chart, Unsaid> {
        let codes = self.codes();
        let series = |name: String, answer: &Answer, codes: &[String]| Series {
            name,
            points: self.points(self.rows(answer).iter(), codes),
        };
        let Some(own) = answers.first() else {
            return Err(Unsaid::TooShort { have: 0, need: 1 });
        };
        let mut all = vec![series(self.scope.label(names), own, &codes)];
        match (&self.compared, answers.get(1)) {
            (Some(Beside::Scope(scope)), Some(answer)) => {
                all.push(series(scope.label(names), answer, &codes));
            }
            (Some(Beside::Before), Some(answer)) => {
                let (first, last) = self.before();
                let then = Self { first, last, ..self.clone() };
                let years =
                    if first == last { first.to_string() } else { format!("{first} à {last}") };
                let name = format!("période précédente ({years})");
                all.push(series(name, answer, &then.codes()));
            }
            _ => {}
        }
        let marks = Marks { levels: self.levels(own), breaks: self.breaks(own), projected: None };
        trend(words, &self.labels(), all, marks)
    }

    /// The targets that fit what is shown: those of isolates are in their answer, that of the consumption is asked for.
    fn levels(&self, answer: &Answer) -> Vec<Level> {
        match answer {
            Answer::Resistance(ResistanceAnalysis { targets, .. }) => {
                let metric = match self.metric {
                    Metric::Proportion => ResistanceMetric::Proportion,
                    Metric::Density => ResistanceMetric::Density,
                    Metric::Isolates => return Vec::new(),
                };
                let of_metric = targets.iter().filter(|target| target.metric == metric);
                of_metric
                    .map(|target| Level { label: target.label.clone(), value: target.value })
                    .collect()
            }
            _ if self.compared == Some(Beside::Target) => {
                let level = |target: Target| Level {
                    label: "Cible nationale".to_owned(),
                    value: target.value(),
                };
                self.target().map(level).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn breaks(&self, answer: &Answer) -> Vec<Break> {
        let Answer::Resistance(analysis) = answer else { return Vec::new() };
        let steps = match self.shown_step() {
            Step::Year => 1,
            Step::Quarter => 4,
        };
        let at = |year: i32| usize::try_from(year - self.first).ok().filter(|index| *index > 0);
        let shown = analysis.breaks.iter().filter(|one| one.year <= self.last);
        shown
            .filter_map(|one| {
                Some(Break { before: steps * at(one.year)?, label: one.label.clone() })
            })
            .collect()
    }

    /// A small chart for each part that has a value, in the order of the answer.
    pub(super) fn side_by_side_trends(
        &self,
        words: &Words,
        answer: &Answer,
        axis: &str,
    ) -> Result<Chart, Unsaid> {
        let rows = self.rows(answer);
        let mut parts: Vec<(&str, &str)> = Vec::new();
        for row in &rows {
            let Some(code) = row.code(axis) else { continue };
            if row.value.is_some() && parts.iter().all(|(known, _)| *known != code) {
                parts.push((code, row.label(axis)));
            }
        }
        parts.truncate(MOST_PANELS);
        let (labels, codes) = (self.labels(), self.codes());
        let panel = |(code, label): &(&str, &str)| {
            let of_part = rows.iter().filter(|row| row.code(axis) == Some(code));
            let series = Series { name: (*label).to_owned(), points: self.points(of_part, &codes) };
            ChartSpec {
                title: (*label).to_owned(),
                unit: words.unit.clone(),
                axis: "Année".to_owned(),
                labels: labels.clone(),
                shape: Shape::Line,
                series: vec![series],
                levels: Vec::new(),
                breaks: self.breaks(answer),
                projected: None,
            }
        };
        multiples(words, parts.iter().map(panel).collect())
    }

    /// Quarter by quarter with the limits of chance. DDD come by whole treatments, and resistant isolates by
    /// outbreaks: limits are from the variance that is seen.
    pub(super) fn watched(&self, words: &Words, answer: &Answer) -> Result<Chart, Unsaid> {
        let rows = self.rows(answer);
        let measure = self.antibiotic.as_deref().and_then(Measure::of);
        let comparable = |row: &Row| {
            let resistance = self.subject == Subject::Resistance;
            let read = measure.filter(|_| resistance && self.metric != Metric::Isolates);
            let pair = read.zip(row.year());
            pair.is_none_or(|(measure, year)| is_comparable(measure, year, self.last))
        };
        let known = self.periods().into_iter().filter_map(|(code, label)| {
            let row = rows.iter().find(|row| row.code("quarter") == Some(code.as_str()))?;
            let value = row.value.filter(|_| row.figure.denominator > 0.0 && comparable(row))?;
            let counted = Counted::new(row.figure.numerator, row.figure.denominator);
            Some((label, (value, counted)))
        });
        let (labels, found): (Vec<String>, Vec<(f64, Counted)>) = known.unzip();
        let (values, points): (Vec<f64>, Vec<Counted>) = found.into_iter().unzip();
        let (points, variance) = (points.as_slice(), Variance::Observed);
        let series = match (self.subject, self.shown_amount(), self.shown_metric()) {
            (Subject::Resistance, _, Metric::Proportion) => {
                ControlSeries::Proportions { points, variance, per: 100.0 }
            }
            (Subject::Consumption, Amount::Ddj | Amount::Share, _) => {
                ControlSeries::Individuals(&values)
            }
            _ => ControlSeries::Rates { points, variance, per: 1000.0 },
        };
        control(words, &labels, series)
    }

    /// Consumption and resistance of each year on one plane.
    pub(super) fn coupling(&self, words: &Words, answers: &[Answer]) -> Result<Chart, Unsaid> {
        let [consumption, resistance] = answers else {
            return Err(Unsaid::TooShort { have: 0, need: 1 });
        };
        let antibiotic = self.antibiotic.as_deref().and_then(Measure::of);
        let comparable =
            |year: i32| antibiotic.is_none_or(|measure| is_comparable(measure, year, self.last));
        let codes = self.codes();
        let values = |answer: &Answer| self.points(self.rows(answer).iter(), &codes);
        let years =
            (self.first..=self.last).zip(values(consumption).into_iter().zip(values(resistance)));
        let points: Vec<Coupled> = years
            .filter(|(year, _)| comparable(*year))
            .map(|(year, (x, y))| Coupled { label: year.to_string(), x, y })
            .collect();
        let x = Axis {
            name: french::capital(&self.consumption_name()),
            unit: Amount::Rate.unit().to_owned(),
        };
        coupling(words, &x, &points)
    }
}
