//! The parts of a report on resistance, and what they ask.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::nomenclature::embedded;
use crate::resistance::{Axis, Measure, Measures, Part, Parts, Question, Taxa};

/// A part of the report.
#[derive(Debug, Clone)]
pub struct ResistanceBlock {
    pub id: &'static str,
    pub title: &'static str,
    /// Name of the organisms in tables.
    pub short: &'static str,
    pub taxa: Taxa,
    /// Name of the organisms in the panel; empty where the part is of a phenotype.
    pub organism: &'static str,
    /// Gathers the lines of the panel about it.
    pub phenotype: Option<Measure>,
    /// Told by nature of specimen and in bacteraemia.
    pub markers: Vec<Measure>,
    /// Whose density is drawn over the years.
    pub evolution: Option<Measure>,
}

/// What is asked of a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// Each nature of specimen in the year.
    BySpecimen,
    /// Blood cultures of the year.
    Bacteraemia,
    /// All isolates, year by year.
    Evolution,
}

/// Which question an answer belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct QuestionKey {
    pub block: &'static str,
    /// Code of the measure.
    pub measure: &'static str,
    pub aspect: Aspect,
}

#[derive(Debug, Deserialize)]
struct Row {
    id: &'static str,
    title: &'static str,
    short: &'static str,
    taxon: &'static str,
    organism: &'static str,
    phenotype: &'static str,
    markers: &'static str,
    evolution: &'static str,
}

impl ResistanceBlock {
    /// Nothing when a taxon or a marker is unknown.
    fn of(row: &Row) -> Option<Self> {
        Some(Self {
            id: row.id,
            title: row.title,
            short: row.short,
            taxa: Taxa::of(row.taxon)?,
            organism: row.organism,
            phenotype: Measure::of(row.phenotype),
            markers: row.markers.split('|').map(Measure::of).collect::<Option<_>>()?,
            evolution: Measure::of(row.evolution),
        })
    }

    pub(super) fn key(&self, measure: Measure, aspect: Aspect) -> QuestionKey {
        QuestionKey { block: self.id, measure: measure.code(), aspect }
    }

    fn question(&self, measure: Measure, aspect: Aspect, years: BTreeSet<i32>) -> Question {
        let parts = match aspect {
            Aspect::BySpecimen => Parts::EachSpecimen,
            Aspect::Bacteraemia => Parts::One(Part::BLOOD_CULTURES),
            Aspect::Evolution => Parts::One(Part::All),
        };
        let by = if aspect == Aspect::Evolution { [Axis::Year].into() } else { BTreeSet::new() };
        Question { years, by, parts, taxa: self.taxa, measures: Measures::One(measure) }
    }
}

static BLOCKS: LazyLock<Vec<ResistanceBlock>> = LazyLock::new(|| {
    let rows: Vec<Row> = embedded::read(embedded::REPORT_BLOCKS);
    rows.iter().filter_map(ResistanceBlock::of).collect()
});

/// The parts in the order of the report.
pub fn resistance_blocks() -> &'static [ResistanceBlock] {
    &BLOCKS
}

/// What a report of `year` asks, with evolutions over `years`.
pub fn resistance_questions(year: i32, years: &[i32]) -> Vec<(QuestionKey, Question)> {
    let mut asked = Vec::new();
    for block in resistance_blocks() {
        for measure in &block.markers {
            for aspect in [Aspect::BySpecimen, Aspect::Bacteraemia] {
                let question = block.question(*measure, aspect, [year].into());
                asked.push((block.key(*measure, aspect), question));
            }
        }
        if let Some(measure) = block.evolution {
            let years = years.iter().copied().chain([year]).collect();
            let question = block.question(measure, Aspect::Evolution, years);
            asked.push((block.key(measure, Aspect::Evolution), question));
        }
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nine_parts_are_read_and_three_have_an_evolution() {
        embedded::assert_whole::<Row>(embedded::REPORT_BLOCKS);
        let ids: Vec<&str> = resistance_blocks().iter().map(|block| block.id).collect();
        let expected = [
            "sarm",
            "ecoli",
            "kpneumoniae",
            "ecloacae",
            "eblse",
            "epc",
            "efaecium",
            "paeruginosa",
            "abaumannii",
        ];
        assert_eq!(ids, expected);
        let drawn = resistance_blocks().iter().filter_map(|block| block.evolution);
        assert_eq!(drawn.map(Measure::code).collect::<Vec<_>>(), ["METI", "BLSE", "EPC"]);
    }

    #[test]
    fn every_question_has_a_key_of_its_own() {
        let asked = resistance_questions(2024, &[2022, 2023]);
        let keys: BTreeSet<&QuestionKey> = asked.iter().map(|(key, _)| key).collect();
        assert_eq!(keys.len(), asked.len());
        let evolution = asked.iter().find(|(key, _)| key.aspect == Aspect::Evolution).unwrap();
        assert_eq!(evolution.1.years, [2022, 2023, 2024].into());
    }
}
