//! What counts as resistant: R, and in the years before CA-SFM 2020 also I.

use super::limits::increased_since;
use super::question::{Measures, Question};
use crate::dto::SeriesBreak;
use crate::resistance::cells::{Measure, Sums};

/// Whether the middle category of a year is I, which its figures count with R (reports of 2018 and
/// 2019); from then on it is SFP, which counts as susceptible.
pub fn is_intermediate(year: i32) -> bool {
    year < increased_since()
}

/// Whether the figures of a measure are read alike in two years; a phenotype has no category.
pub fn is_comparable(measure: Measure, one: i32, other: i32) -> bool {
    measure.is_phenotype() || is_intermediate(one) == is_intermediate(other)
}

/// What is told of a figure that counts I with R.
pub(crate) fn intermediate_note() -> String {
    format!(
        "Avant {}, les souches intermédiaires (I) comptent avec les résistantes (I + R).",
        increased_since()
    )
}

/// What to know of all figures of a year: quarters that are missing, and I that counts with R.
pub fn year_notes(sums: &Sums, year: i32) -> Vec<String> {
    let intermediate = is_intermediate(year).then(intermediate_note);
    sums.partial_note(year).into_iter().chain(intermediate).collect()
}

/// Where the figures of a question are not read alike before and after.
pub fn breaks(question: &Question) -> Vec<SeriesBreak> {
    if !question.crosses_categories() {
        return Vec::new();
    }
    let label = "CA-SFM 2020\u{a0}: I + R avant, R depuis".to_owned();
    vec![SeriesBreak { year: increased_since(), label }]
}

impl Question {
    /// Whether it asks for years in which I counts and for others, of something that is tested.
    pub(super) fn crosses_categories(&self) -> bool {
        let tested = match self.measures {
            Measures::One(measure) => !measure.is_phenotype(),
            Measures::Each => true,
        };
        let (first, last) = (self.years.first(), self.years.last());
        tested
            && first.is_some_and(|year| is_intermediate(*year))
            && last.is_some_and(|year| !is_intermediate(*year))
    }

    /// Whether an answer would add figures that are not read alike.
    pub fn mixes_categories(&self) -> bool {
        self.crosses_categories() && !self.is_by_period()
    }
}
