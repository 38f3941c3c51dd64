//! Charts from the answers to the questions of an inquiry.

mod grids;
mod parts;
mod peers;
mod rows;
mod time;

pub(super) use parts::APART;
pub(super) use rows::Row;

use std::collections::BTreeSet;

use super::{Inquiry, Names, Scope, Subject, View};
use crate::chart::{Chart, Level, Ranked, RegionValue, Words, ranking, region_map};
use crate::dto::{ConsumptionAnalysis, PeerDistribution, ResistanceAnalysis, Versions};
use crate::french;
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
    /// The charts of the answers to [`Inquiry::questions`], in their order.
    pub fn charts(&self, answers: &[Answer], names: &Names) -> Vec<Told> {
        self.charts_from(&self.words(names).source, answers, names)
    }

    /// The same with another source than the base of the day.
    pub fn charts_from(&self, source: &str, answers: &[Answer], names: &Names) -> Vec<Told> {
        let source = format!("{}{}", source.trim_end_matches('.'), self.versions(answers));
        let words = Words { source, ..self.words(names) };
        let told = |chart: Result<Chart, Unsaid>| vec![chart.map_err(|why| words.unsaid(why))];
        match (self.view, answers) {
            _ if self.subject == Subject::Coupling => told(self.coupling(&words, answers)),
            (View::Trend, _) => told(self.trend(&words, answers, names)),
            (View::Target, _) => told(self.to_target(&words, answers)),
            (View::Peers, [Answer::Peers(peers)]) => self.peers(&words, peers),
            (View::Families, [by_family, all]) => told(self.families(&words, by_family, all)),
            (View::Aware, [answer]) => told(self.classes(&words, answer)),
            (View::Sectors, [answer]) => told(self.ranked(&words, answer, "sector")),
            (View::Types, [answer]) => told(self.ranked(&words, answer, "type")),
            (View::SectorTrends, [answer]) => {
                told(self.side_by_side_trends(&words, answer, "sector"))
            }
            (View::RegionTrends, [answer]) => {
                told(self.side_by_side_trends(&words, answer, "region"))
            }
            (View::Control, [answer]) => told(self.watched(&words, answer)),
            (View::Regions, [answer]) => told(region_map(&words, &self.regions(answer))),
            (View::Matrix, [Answer::Resistance(analysis)]) => told(grids::matrix(&words, analysis)),
            (View::SectorFamilies, [answer]) => told(self.sectors_and_families(&words, answer)),
            _ => Vec::new(),
        }
    }

    /// The versions that the figures were made with, as they follow the source: `. Règles 2026-09 ; table ATC/DDD 2026.`.
    fn versions(&self, answers: &[Answer]) -> String {
        let mut known: Vec<&Versions> = Vec::new();
        for answer in answers {
            match answer {
                Answer::Peers(peers) => known.push(&peers.pooled.versions),
                _ => known.extend(self.rows(answer).iter().map(|row| &row.figure.versions)),
            }
        }
        let each = |name: &str, of: fn(&Versions) -> &str| {
            let all: BTreeSet<&str> = known.iter().map(|one| of(one)).collect();
            let all: Vec<&str> = all.into_iter().filter(|version| !version.is_empty()).collect();
            if all.is_empty() { String::new() } else { format!("{name} {}", all.join(", ")) }
        };
        let told = [each("règles", |one| &one.rules), each("table ATC/DDD", |one| &one.ddd)];
        let told: Vec<String> = told.into_iter().filter(|text| !text.is_empty()).collect();
        if told.is_empty() {
            return String::new();
        }
        french::typeset(&format!(". {}.", french::capital(&told.join(" ; "))))
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
            Scope::Establishment(_) | Scope::LegalEntity(_) | Scope::Department(_) => None,
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
