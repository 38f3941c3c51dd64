//! Charts from the answers to the questions of an inquiry.

mod grids;
mod parts;
mod peers;
mod rows;
mod time;

pub(super) use parts::APART;
pub(super) use rows::Row;

use super::{Inquiry, Names, Scope, Subject, View};
use crate::chart::{Chart, Level, Ranked, RegionValue, Words, ranking, region_map};
use crate::dto::{ConsumptionAnalysis, PeerDistribution, ResistanceAnalysis};
use crate::inquiry::Amount;
use crate::statistics::Unsaid;

/// An answer of the API to a question of an inquiry.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    Consumption(ConsumptionAnalysis),
    Resistance(ResistanceAnalysis),
    Peers(PeerDistribution),
}

/// A chart, or why there is none, in French.
pub type Told = Result<Chart, String>;

impl Inquiry {
    /// The charts of the answers to [`Inquiry::questions`], in their order, from the base of the day.
    pub fn charts(&self, answers: &[Answer], names: &Names) -> Vec<Told> {
        self.charts_of(&self.words(names), answers, names)
    }

    pub(super) fn charts_of(&self, words: &Words, answers: &[Answer], names: &Names) -> Vec<Told> {
        let told = |chart: Result<Chart, Unsaid>| vec![chart.map_err(|why| words.unsaid(why))];
        match (self.view, answers) {
            _ if self.subject == Subject::Coupling => told(self.coupling(words, answers)),
            (View::Trend, _) => told(self.trend(words, answers, names)),
            (View::Peers, [Answer::Peers(peers)]) => self.peers(words, peers),
            (View::Families, [by_family, all]) => told(self.families(words, by_family, all)),
            (View::Aware, [answer]) => told(self.classes(words, answer)),
            (View::Sectors, [answer]) => told(self.ranked(words, answer, "sector")),
            (View::Types, [answer]) => told(self.ranked(words, answer, "type")),
            (View::SectorTrends, [answer]) => {
                told(self.side_by_side_trends(words, answer, "sector"))
            }
            (View::RegionTrends, [answer]) => {
                told(self.side_by_side_trends(words, answer, "region"))
            }
            (View::Control, [answer]) => told(self.watched(words, answer)),
            (View::Regions, [answer]) => told(region_map(words, &self.regions(answer))),
            (View::Matrix, [Answer::Resistance(analysis)]) => told(grids::matrix(words, analysis)),
            (View::SectorFamilies, [answer]) => told(self.sectors_and_families(words, answer)),
            _ => Vec::new(),
        }
    }

    /// Parts from the lowest to the highest, beside the whole.
    fn ranked(&self, words: &Words, answer: &Answer, axis: &str) -> Result<Chart, Unsaid> {
        let row = |row: &Row| Ranked {
            label: row.label(axis).to_owned(),
            point: row.point(),
            own: false,
        };
        let rows: Vec<Ranked> = self.rows(answer).iter().map(row).collect();
        ranking(words, &rows, self.whole(answer).as_ref())
    }

    /// The whole as a level, where it is measured like its parts.
    fn whole(&self, answer: &Answer) -> Option<Level> {
        let Answer::Consumption(analysis) = answer else { return None };
        let value = analysis.totals.rate.value.filter(|_| self.shown_amount() == Amount::Rate)?;
        Some(Level { label: "Ensemble".to_owned(), value })
    }

    fn regions(&self, answer: &Answer) -> Vec<RegionValue> {
        let own = match &self.scope {
            Scope::Many { region, .. } => region.as_deref(),
            Scope::Establishment(_) | Scope::LegalEntity(_) => None,
        };
        let value = |row: &Row| {
            let region = row.code("region")?;
            Some(RegionValue {
                code: region.to_owned(),
                point: row.point(),
                count: None,
                own: own == Some(region),
            })
        };
        self.rows(answer).iter().filter_map(value).collect()
    }
}
