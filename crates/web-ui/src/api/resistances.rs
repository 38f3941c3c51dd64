//! Figures of resistance, the national indicators, and the isolates behind them.

use domain::dto::{
    Deduplication, Indicators, IsolateEntry, Page, ResistanceAnalysis, ResistanceGroup,
    ResistancePanel,
};
use domain::resistance::is_intermediate;

use super::{ApiError, Client};
use crate::routes::with_query;
use crate::subject::{Shown, Subject};

/// Most years of one question.
const MAX_YEARS: usize = 20;

impl Client {
    pub async fn indicators(self, finess: &str, year: i32) -> Result<Indicators, ApiError> {
        let year = year.to_string();
        let pairs = [("establishment", Some(finess)), ("year", Some(year.as_str()))];
        self.get(&with_query("/indicators", pairs)).await
    }

    /// Every organism and antibiotic of a year; those of one group of organisms when it is given.
    pub async fn resistances(
        self,
        finess: &str,
        year: i32,
        group: Option<&str>,
    ) -> Result<Vec<ResistanceGroup>, ApiError> {
        let year = year.to_string();
        let pairs = [
            ("establishment", Some(finess)),
            ("years", Some(year.as_str())),
            ("by", Some("organism,antibiotic")),
            ("organism", group),
        ];
        let found: ResistanceAnalysis =
            self.get(&with_query("/analyses/resistance", pairs)).await?;
        Ok(found.groups)
    }

    /// Every antibiotic of a year, of a group of organisms taken together.
    pub async fn resistances_together(
        self,
        finess: &str,
        year: i32,
        group: &str,
    ) -> Result<Vec<ResistanceGroup>, ApiError> {
        let year = year.to_string();
        let pairs = [
            ("establishment", Some(finess)),
            ("years", Some(year.as_str())),
            ("by", Some("antibiotic")),
            ("organism", Some(group)),
        ];
        let found: ResistanceAnalysis =
            self.get(&with_query("/analyses/resistance", pairs)).await?;
        Ok(found.groups)
    }

    /// One figure year by year, the last years first in `years`.
    pub async fn resistance_evolution(
        self,
        finess: &str,
        years: &[i32],
        subject: &Subject,
    ) -> Result<ResistanceAnalysis, ApiError> {
        let years: Vec<String> = years.iter().take(MAX_YEARS).map(ToString::to_string).collect();
        let pairs = [
            ("establishment", Some(finess)),
            ("years", Some(&*years.join(","))),
            ("by", Some("year")),
            ("organism", Some(subject.organism.as_str())),
            ("antibiotic", Some(subject.antibiotic.as_str())),
            ("specimen", subject.specimen.as_deref()),
        ];
        self.get(&with_query("/analyses/resistance", pairs)).await
    }

    /// One figure of a year, each nature of specimen by itself.
    pub async fn resistance_by_specimen(
        self,
        finess: &str,
        year: i32,
        subject: &Subject,
    ) -> Result<Vec<ResistanceGroup>, ApiError> {
        let year = year.to_string();
        let pairs = [
            ("establishment", Some(finess)),
            ("years", Some(year.as_str())),
            ("by", Some("specimen")),
            ("organism", Some(subject.organism.as_str())),
            ("antibiotic", Some(subject.antibiotic.as_str())),
        ];
        let found: ResistanceAnalysis =
            self.get(&with_query("/analyses/resistance", pairs)).await?;
        Ok(found.groups)
    }

    /// The panel of Santé publique France and EARS-Net.
    pub async fn resistance_panel(
        self,
        finess: &str,
        year: i32,
    ) -> Result<ResistancePanel, ApiError> {
        let year = year.to_string();
        let pairs = [("establishment", Some(finess)), ("year", Some(year.as_str()))];
        self.get(&with_query("/analyses/resistance-panel", pairs)).await
    }

    pub async fn deduplication(
        self,
        finess: &str,
        year: i32,
        subject: &Subject,
    ) -> Result<Deduplication, ApiError> {
        let path = format!("/establishments/{finess}/deduplication");
        let year = year.to_string();
        let pairs = [
            ("year", Some(year.as_str())),
            ("organism", Some(subject.organism.as_str())),
            ("antibiotic", Some(subject.antibiotic.as_str())),
            ("specimen", subject.specimen.as_deref()),
        ];
        self.get(&with_query(&path, pairs)).await
    }

    pub async fn isolates(
        self,
        finess: &str,
        year: i32,
        subject: &Subject,
        shown: &Shown,
        cursor: Option<&str>,
    ) -> Result<Page<IsolateEntry>, ApiError> {
        let path = format!("/establishments/{finess}/isolates");
        let kept = shown.kept.map(|kept| kept.to_string());
        let counted = if is_intermediate(year) { "R,I" } else { "R" };
        let year = year.to_string();
        let pairs = [
            ("year", Some(year.as_str())),
            ("organism", Some(subject.organism.as_str())),
            ("antibiotic", shown.resistant.then_some(subject.antibiotic.as_str())),
            ("result", shown.resistant.then_some(counted)),
            ("specimen", subject.specimen.as_deref()),
            ("kept", kept.as_deref()),
            ("onset", shown.onset.as_deref()),
            ("patient", shown.patient.as_deref()),
            ("cursor", cursor),
        ];
        self.get(&with_query(&path, pairs)).await
    }
}
