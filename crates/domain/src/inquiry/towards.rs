//! Towards the target of the national indicator that asks the same.

use super::{Amount, Answer, Inquiry, Metric, Scope, Step, Subject, View};
use crate::chart::{Chart, Words};
use crate::dto::{Perimeter, PeriodPoint};
use crate::resistance::{
    Content, Measure, Method, NationalIndicator, Part, Subject as Isolates, Target, Taxa,
    national_indicators,
};
use crate::statistics::Unsaid;
use crate::trajectory::{Figures, Trajectory, years_least};

/// What a quarter follows its year by: `2024-Q1`.
const QUARTERS_OF_A_YEAR: usize = 4;

impl Inquiry {
    /// The question that follows a national indicator, by its id, towards its target; nothing for one that has no
    /// target, or that no inquiry asks.
    pub fn towards(indicator: &str, scope: Scope, last: i32) -> Option<Self> {
        let one = national_indicators().iter().find(|one| one.id == indicator)?;
        let mut inquiry = Self::of(scope, last);
        let isolates = match one.content {
            Content::Consumption | Content::BroadSpectrum => None,
            Content::Proportion(isolates) => Some((isolates, Metric::Proportion)),
            Content::Density(isolates) => Some((isolates, Metric::Density)),
        };
        if let Some((isolates, metric)) = isolates {
            inquiry.subject = Subject::Resistance;
            inquiry.organism = Some(isolates.taxa.code()?.to_owned());
            inquiry.antibiotic = Some(isolates.measure.code().to_owned());
            inquiry.specimen = match isolates.part {
                Part::Specimen(code) => Some(code.to_string()),
                _ => None,
            };
            inquiry.metric = metric;
        }
        // What it asks decides, so that an indicator that it cannot ask has no question.
        let same = inquiry.indicator().is_some_and(|asked| asked.id == one.id);
        same.then(|| inquiry.seen_as(View::Target))
    }

    /// What the national strategy aims at for what is asked, whoever it is asked of.
    pub fn target(&self) -> Option<Target> {
        self.indicator()?.target
    }

    /// Whether the target may be asked for beside a trend: that of isolates is in every answer.
    pub fn chooses_target(&self) -> bool {
        self.subject == Subject::Consumption && self.target().is_some()
    }

    /// The national indicator with a target that asks the same.
    pub fn indicator(&self) -> Option<&'static NationalIndicator> {
        let asks = |one: &&NationalIndicator| match one.content {
            Content::Consumption => self.is_of_all_antibiotics(),
            Content::BroadSpectrum => false,
            Content::Proportion(isolates) => {
                self.metric == Metric::Proportion && self.isolates() == Some(isolates)
            }
            Content::Density(isolates) => {
                self.metric == Metric::Density && self.isolates() == Some(isolates)
            }
        };
        national_indicators().iter().filter(|one| one.target.is_some()).find(asks)
    }

    /// Whether it is the rate of all antibiotics in all sectors.
    fn is_of_all_antibiotics(&self) -> bool {
        self.subject == Subject::Consumption
            && self.perimeter == Perimeter::Spares
            && self.sector.is_none()
            && !self.is_of_some_molecules()
            && self.amount == Amount::Rate
    }

    /// The isolates that are asked about, counted as national indicators count.
    fn isolates(&self) -> Option<Isolates> {
        if self.subject != Subject::Resistance || self.method != Method::Spares {
            return None;
        }
        let part = match self.specimen.as_deref() {
            None => Part::All,
            Some("invasive") => Part::Invasive,
            Some(code) => Part::parse(&format!("specimen:{code}"))?,
        };
        Some(Isolates {
            taxa: Taxa::of(self.organism.as_deref()?)?,
            measure: Measure::of(self.antibiotic.as_deref()?)?,
            part,
        })
    }

    /// The same in another view, over as many years as it needs to say something.
    #[must_use]
    pub fn seen_as(mut self, view: View) -> Self {
        self.view = view;
        if view == View::Target {
            self.first = self.first.min(self.last - years_least() + 1);
        }
        self.settled()
    }

    /// Whether quarters are asked beside the years, to find those of which some are missing: what one establishment
    /// has not delivered yet. Isolates have the quarter of their day, and a quarter without any is whole.
    pub(super) fn looks_for_quarters(&self) -> bool {
        self.view == View::Target
            && self.subject == Subject::Consumption
            && self.step == Step::Year
            && self.scope.is_one()
    }

    /// The figures carried on to the year of the target, or why they are not.
    pub(super) fn to_target(&self, words: &Words, answers: &[Answer]) -> Result<Chart, Unsaid> {
        let Some(answer) = answers.first() else {
            return Err(Unsaid::TooShort { have: 0, need: 1 });
        };
        let axis = self.step.axis();
        let rows = self.rows(answer);
        let point = |row: &super::answers::Row| {
            Some(PeriodPoint { period: row.code(axis)?.to_owned(), figure: row.figure.clone() })
        };
        let points: Vec<PeriodPoint> = rows.iter().filter_map(point).collect();
        let breaks = match answer {
            Answer::Resistance(analysis) => analysis.breaks.as_slice(),
            Answer::Consumption(_) | Answer::Peers(_) => &[],
        };
        let incomplete = answers.get(1).map(|answer| self.incomplete(answer)).unwrap_or_default();
        let figures =
            Figures { points: &points, breaks, incomplete: &incomplete, matter: words.matter };
        Trajectory::of(&figures, self.target()).chart(&figures, words)
    }

    /// The years that have patient-days in some of their quarters and not in others.
    fn incomplete(&self, quarters: &Answer) -> Vec<i32> {
        let rows = self.rows(quarters);
        let delivered = |year: i32| {
            let of_year = rows.iter().filter(|row| row.year() == Some(year));
            of_year.filter(|row| row.figure.denominator > 0.0).count()
        };
        let some = |year: &i32| (1..QUARTERS_OF_A_YEAR).contains(&delivered(*year));
        (self.first..=self.last).filter(some).collect()
    }
}

#[cfg(test)]
mod tests;
