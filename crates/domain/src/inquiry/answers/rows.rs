//! The groups of an answer, whatever it is about.

use std::collections::BTreeMap;

use super::Answer;
use crate::chart::Point;
use crate::dto::{ConsumptionGroup, Figure, ResistanceGroup};
use crate::inquiry::{Amount, Inquiry, Metric};

/// A group of an answer with what of it is shown.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    key: &'a BTreeMap<String, String>,
    labels: &'a BTreeMap<String, String>,
    /// In the unit of the inquiry; nothing where it may not be shown.
    pub value: Option<f64>,
    /// What the value is of: a rate, a percentage.
    pub figure: &'a Figure,
    /// Whether the value is that of the figure, so that its interval holds.
    is_figure: bool,
}

impl Row<'_> {
    /// Its code on an axis.
    pub fn code(&self, axis: &str) -> Option<&str> {
        self.key.get(axis).map(String::as_str)
    }

    /// The year that it is of, or its quarter is in; nothing where the answer is of one.
    pub fn year(&self) -> Option<i32> {
        let period = self.code("year").or_else(|| self.code("quarter"))?;
        period.split('-').next()?.parse().ok()
    }

    /// Its French label on an axis.
    pub fn label(&self, axis: &str) -> &str {
        self.labels.get(axis).map_or("", String::as_str)
    }

    pub fn point(&self) -> Option<Point> {
        let interval = self.figure.bounds().filter(|_| self.is_figure);
        self.value.map(|value| Point { value, interval })
    }
}

impl Inquiry {
    /// The groups of an answer, in their order.
    pub fn rows<'a>(&self, answer: &'a Answer) -> Vec<Row<'a>> {
        match answer {
            Answer::Consumption(analysis) => {
                analysis.groups.iter().map(|group| self.of_consumption_group(group)).collect()
            }
            Answer::Resistance(analysis) => {
                analysis.groups.iter().map(|group| self.of_isolates(group)).collect()
            }
            Answer::Peers(_) => Vec::new(),
        }
    }

    fn of_consumption_group<'a>(&self, group: &'a ConsumptionGroup) -> Row<'a> {
        let ConsumptionGroup { key, labels, rate, ddd, share, .. } = group;
        let amount = self.shown_amount();
        let value = match amount {
            Amount::Rate => rate.value,
            Amount::Ddj => *ddd,
            // That of a hidden group is not told.
            Amount::Share => share.filter(|_| ddd.is_some()),
        };
        Row { key, labels, value, figure: rate, is_figure: amount == Amount::Rate }
    }

    fn of_isolates<'a>(&self, group: &'a ResistanceGroup) -> Row<'a> {
        let ResistanceGroup { key, labels, .. } = group;
        let figure = match self.shown_metric() {
            Metric::Proportion => &group.proportion,
            Metric::Density => &group.density,
            Metric::Isolates => &group.isolates_density,
        };
        Row { key, labels, value: figure.value, figure, is_figure: true }
    }
}
