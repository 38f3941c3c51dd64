//! The dashboard, the opening of a figure, and the lines behind it.

use domain::dto::{ConsumptionLine, Dashboard, Explanation, Page, Perimeter};

use super::{ApiError, Client};
use crate::labels;
use crate::routes::with_query;
use crate::selection::Selection;

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
            ("aware", selection.aware.as_deref()),
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
            ("aware", filter.selection.aware.as_deref()),
            ("unit", filter.unit.as_deref()),
            ("reason", filter.reason.as_deref()),
            ("counted", filter.counted.then_some("true")),
            ("cursor", cursor),
        ];
        self.get(&with_query(&path, pairs)).await
    }
}
