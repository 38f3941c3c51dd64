//! What makes up a consumption, year after year.

use std::collections::BTreeMap;

use super::Answer;
use crate::chart::{Chart, Part, Words, stacked};
use crate::inquiry::Inquiry;
use crate::nomenclature::family;
use crate::statistics::Unsaid;

/// Families that have no molecule in common and are told apart in a stack; the rest is one part.
pub const APART: [&str; 16] = [
    "PENI", "CEPH", "MONO", "CARBA", "FQ", "AG", "GLYCO", "LIPO", "OXA", "POLY", "MLS", "TETRA",
    "SULFA", "FOSFO", "NITRO", "IMID",
];
/// Classes of the WHO as the API names them, then what it does not list.
const CLASSES: [&str; 4] = ["access", "watch", "reserve", "none"];
/// What is left of a difference of sums is no consumption.
const LEAST: f64 = 1e-9;

impl Inquiry {
    fn year_labels(&self) -> Vec<String> {
        self.periods().into_iter().map(|(code, _)| code).collect()
    }

    pub(super) fn families(
        &self,
        words: &Words,
        by_family: &Answer,
        all: &Answer,
    ) -> Result<Chart, Unsaid> {
        let (of_all, of_families) = (self.rows(all), self.rows(by_family));
        let totals: BTreeMap<&str, f64> =
            of_all.iter().filter_map(|row| Some((row.code("year")?, row.value?))).collect();
        // A year without a total has no parts.
        let mut labels = self.year_labels();
        labels.retain(|year| totals.contains_key(year.as_str()));
        let place =
            |row: &super::Row| Some((row.code("family")?.to_owned(), row.code("year")?.to_owned()));
        let values: BTreeMap<(String, String), f64> =
            of_families.iter().filter_map(|row| Some((place(row)?, row.value?))).collect();
        let of_year = |code: &str, year: &String| {
            totals
                .get(year.as_str())
                .map(|_| values.get(&(code.to_owned(), year.clone())).copied().unwrap_or(0.0))
        };
        let mut parts: Vec<Part> = APART
            .iter()
            .filter_map(|code| {
                let values = labels.iter().map(|year| of_year(code, year));
                Some(Part { name: family(code)?.label.to_owned(), values: values.collect() })
            })
            .filter(is_there)
            .collect();
        let apart = |at: usize| parts.iter().filter_map(|part| part.values[at]).sum::<f64>();
        let rest = labels.iter().enumerate().map(|(at, year)| {
            let rest = totals.get(year.as_str())? - apart(at);
            Some(if rest > LEAST { rest } else { 0.0 })
        });
        let rest = Part { name: "Autres antibiotiques".to_owned(), values: rest.collect() };
        parts.extend(Some(rest).filter(is_there));
        stacked(words, &labels, &parts)
    }

    /// The classes of the WHO; a year of which one is hidden has none.
    pub(super) fn classes(&self, words: &Words, answer: &Answer) -> Result<Chart, Unsaid> {
        let rows = self.rows(answer);
        let is_of = |row: &&super::Row, year: &String| row.code("year") == Some(year.as_str());
        let mut labels = self.year_labels();
        labels.retain(|year| {
            let mut of_year = rows.iter().filter(|row| is_of(row, year)).peekable();
            of_year.peek().is_some() && of_year.all(|row| row.value.is_some())
        });
        let part = |class: &&str| {
            let mut of_class = rows.iter().filter(|row| row.code("aware") == Some(class));
            let name = of_class.clone().next()?.label("aware").to_owned();
            let values = labels.iter().map(|year| {
                Some(
                    of_class
                        .clone()
                        .find(|row| is_of(row, year))
                        .map_or(0.0, |row| row.value.unwrap_or(0.0)),
                )
            });
            let values = values.collect();
            of_class.next().map(|_| Part { name, values })
        };
        let parts: Vec<Part> = CLASSES.iter().filter_map(part).filter(is_there).collect();
        stacked(words, &labels, &parts)
    }
}

/// Whether there is any of it.
fn is_there(part: &Part) -> bool {
    part.values.iter().flatten().any(|value| *value > 0.0)
}
