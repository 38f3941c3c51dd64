//! The dashboard, the opening of a figure, and the lines behind it.

use domain::dto::{
    ConsumptionLine, Dashboard, Deduplication, Explanation, Indicators, IsolateEntry, Page,
    Perimeter, ResistanceAnalysis, ResistanceGroup,
};

use domain::resistance::is_intermediate;

use super::{ApiError, Client};
use crate::labels;
use crate::routes::with_query;
use crate::selection::Selection;
use crate::subject::{Shown, Subject};

/// Which stored lines to show, besides the selection of the figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineFilter {
    pub selection: Selection,
    pub unit: Option<String>,
    pub reason: Option<String>,
    /// Only the lines of the numerator.
    pub counted: bool,
}

impl Client {
    pub async fn dashboard(
        self,
        finess: &str,
        year: Option<i32>,
        perimeter: Perimeter,
    ) -> Result<Dashboard, ApiError> {
        let path = format!("/establishments/{finess}/dashboard");
        let year = year.map(|year| year.to_string());
        let pairs =
            [("year", year.as_deref()), ("perimeter", Some(labels::perimeter_code(perimeter)))];
        self.get(&with_query(&path, pairs)).await
    }

    pub async fn explanation(
        self,
        finess: &str,
        year: i32,
        perimeter: Perimeter,
        selection: &Selection,
    ) -> Result<Explanation, ApiError> {
        let path = format!("/establishments/{finess}/explanation");
        let year = year.to_string();
        let pairs = [
            ("year", Some(year.as_str())),
            ("perimeter", Some(labels::perimeter_code(perimeter))),
            ("sector", selection.sector.as_deref()),
            ("atc", selection.atc.as_deref()),
            ("route", selection.route.as_deref()),
            ("family", selection.family.as_deref()),
        ];
        self.get(&with_query(&path, pairs)).await
    }

    pub async fn lines(
        self,
        finess: &str,
        year: i32,
        perimeter: Perimeter,
        filter: &LineFilter,
        cursor: Option<&str>,
    ) -> Result<Page<ConsumptionLine>, ApiError> {
        let path = format!("/establishments/{finess}/lines");
        let year = year.to_string();
        let pairs = [
            ("year", Some(year.as_str())),
            ("perimeter", Some(labels::perimeter_code(perimeter))),
            ("sector", filter.selection.sector.as_deref()),
            ("atc", filter.selection.atc.as_deref()),
            ("route", filter.selection.route.as_deref()),
            ("family", filter.selection.family.as_deref()),
            ("unit", filter.unit.as_deref()),
            ("reason", filter.reason.as_deref()),
            ("counted", filter.counted.then_some("true")),
            ("cursor", cursor),
        ];
        self.get(&with_query(&path, pairs)).await
    }
}

/// Resistances.
impl Client {
    pub async fn indicators(self, finess: &str, year: i32) -> Result<Indicators, ApiError> {
        let year = year.to_string();
        let pairs = [("establishment", Some(finess)), ("year", Some(year.as_str()))];
        self.get(&with_query("/indicators", pairs)).await
    }

    /// Every organism and antibiotic of a year.
    pub async fn resistances(
        self,
        finess: &str,
        year: i32,
    ) -> Result<Vec<ResistanceGroup>, ApiError> {
        let year = year.to_string();
        let pairs = [
            ("establishment", Some(finess)),
            ("years", Some(year.as_str())),
            ("by", Some("organism,antibiotic")),
        ];
        let found: ResistanceAnalysis =
            self.get(&with_query("/analyses/resistance", pairs)).await?;
        Ok(found.groups)
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
            ("kept", kept.as_deref()),
            ("onset", shown.onset.as_deref()),
            ("patient", shown.patient.as_deref()),
            ("cursor", cursor),
        ];
        self.get(&with_query(&path, pairs)).await
    }
}
