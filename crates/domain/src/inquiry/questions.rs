//! The questions that an inquiry asks the API.

use super::address::slug_of;
use super::{Amount, Beside, Inquiry, Scope, Step, Subject, View};
use crate::dto::Perimeter;
use crate::nomenclature::Aware;
use crate::resistance::Method;

/// A question, as a path of the API below its base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    Consumption(String),
    Resistance(String),
    Peers(String),
}

/// What the API calls the perimeters that are not the usual one.
const PERIMETERS: [(Perimeter, &str); 3] =
    [(Perimeter::Spares, ""), (Perimeter::Ehpad, "ehpad"), (Perimeter::All, "all")];

impl Inquiry {
    /// What has to be asked, in the order that [`Inquiry::charts`] takes the answers in.
    pub fn questions(&self) -> Vec<Question> {
        let step = self.shown_step();
        match (self.subject, self.view) {
            (Subject::Coupling, _) => {
                vec![self.consumption(&self.scope, "year"), self.resistance(&self.scope, "year")]
            }
            (_, View::Trend) => {
                let asked = |scope: &Scope, years: String| match self.subject {
                    Subject::Resistance => self.resistance_of(scope, &years, step.axis()),
                    _ => self.consumption_of(scope, &years, step.axis()),
                };
                let beside = match &self.compared {
                    Some(Beside::Scope(scope)) => Some(asked(scope, self.years())),
                    Some(Beside::Before) => {
                        let (first, last) = self.before();
                        Some(asked(&self.scope, format!("{first}..{last}")))
                    }
                    Some(Beside::Target) | None => None,
                };
                [asked(&self.scope, self.years())].into_iter().chain(beside).collect()
            }
            (_, View::Peers) => vec![self.side_by_side()],
            (Subject::Consumption, View::Target) if self.looks_for_quarters() => vec![
                self.consumption(&self.scope, step.axis()),
                self.consumption(&self.scope, "quarter"),
            ],
            (Subject::Resistance, view) => {
                let by = match view {
                    View::Matrix => "organism,antibiotic",
                    View::SectorTrends => "year,sector",
                    View::RegionTrends => "year",
                    View::Control | View::Target => step.axis(),
                    _ => "",
                };
                vec![self.resistance(&self.scope, by)]
            }
            (Subject::Consumption, View::Families) => vec![
                self.consumption(&self.scope, "year,family"),
                self.consumption(&self.scope, "year"),
            ],
            (Subject::Consumption, view) => {
                let by = match view {
                    View::Sectors => "sector",
                    View::SectorTrends => "year,sector",
                    View::SectorFamilies => "sector,family",
                    View::Aware => "year,aware",
                    View::Control | View::Target => step.axis(),
                    View::RegionTrends => "year",
                    // A share is that of a group.
                    _ if self.shown_amount() == Amount::Share => "year",
                    _ => "",
                };
                vec![self.consumption(&self.scope, by)]
            }
        }
    }

    /// The first and the last year of as long a period before.
    pub(super) const fn before(&self) -> (i32, i32) {
        (self.first - self.years_asked(), self.first - 1)
    }

    pub(super) const fn years_asked(&self) -> i32 {
        self.last - self.first + 1
    }

    fn years(&self) -> String {
        if self.is_of_a_year() {
            self.last.to_string()
        } else {
            format!("{}..{}", self.first, self.last)
        }
    }

    fn across(&self) -> &'static str {
        match self.view {
            View::Regions | View::RegionTrends => "&across=region",
            View::Types => "&across=type",
            _ => "",
        }
    }

    fn consumption(&self, scope: &Scope, by: &str) -> Question {
        self.consumption_of(scope, &self.years(), by)
    }

    fn consumption_of(&self, scope: &Scope, years: &str, by: &str) -> Question {
        let path = format!(
            "/analyses/consumption?{}&years={years}{}{}",
            scope.parameters(),
            self.across(),
            parameter("by", by)
        );
        Question::Consumption(path + &self.of_consumption())
    }

    /// The filters that are not what the view compares.
    fn of_consumption(&self) -> String {
        let chosen = |code: &Option<String>| code.clone().unwrap_or_default();
        let sector = if self.view.is_by_sector() { String::new() } else { chosen(&self.sector) };
        let by_family = self.view.is_by_family();
        let of_molecules = |code| if by_family { String::new() } else { code };
        let aware = self.aware.filter(|_| self.view != View::Aware).map_or("", Aware::as_str);
        parameter("perimeter", slug_of(&PERIMETERS, self.perimeter))
            + &parameter("sector", &sector)
            + &parameter("family", &of_molecules(chosen(&self.family)))
            + &parameter("atc", &of_molecules(chosen(&self.molecule)))
            + &parameter("route", &chosen(&self.route))
            + &parameter("aware", aware)
    }

    fn resistance(&self, scope: &Scope, by: &str) -> Question {
        self.resistance_of(scope, &self.years(), by)
    }

    fn resistance_of(&self, scope: &Scope, years: &str, by: &str) -> Question {
        let path = format!(
            "/analyses/resistance?{}&years={years}{}{}",
            scope.parameters(),
            self.across(),
            parameter("by", by)
        );
        Question::Resistance(path + &self.of_resistance())
    }

    fn of_resistance(&self) -> String {
        let filter =
            |name: &str, code: &Option<String>| parameter(name, code.as_deref().unwrap_or(""));
        // Sectors and specimens are not crossed.
        let by_sector = self.view.is_by_sector();
        let specimen = if by_sector { String::new() } else { filter("specimen", &self.specimen) };
        let method = if self.method == Method::Spares { "" } else { self.method.as_str() };
        let isolates = specimen + &parameter("dedup", method);
        if self.view == View::Matrix {
            return isolates;
        }
        filter("organism", &self.organism) + &filter("antibiotic", &self.antibiotic) + &isolates
    }

    fn side_by_side(&self) -> Question {
        let (scope, year) = (self.scope.parameters(), self.last);
        Question::Peers(match self.subject {
            Subject::Resistance => {
                format!("/analyses/resistance/peers?{scope}&years={year}{}", self.of_resistance())
            }
            Subject::Consumption | Subject::Coupling => {
                format!("/analyses/consumption/peers?{scope}&year={year}{}", self.of_consumption())
            }
        })
    }

    /// Whether it is of one year alone.
    pub const fn is_of_a_year(&self) -> bool {
        self.view.is_of_a_year() && !matches!(self.subject, Subject::Coupling)
    }

    /// The periods of its trends: what the API calls them, and what they are called in French.
    pub(super) fn periods(&self) -> Vec<(String, String)> {
        let years = self.first..=self.last;
        match self.shown_step() {
            Step::Year => years.map(|year| (year.to_string(), year.to_string())).collect(),
            Step::Quarter => years
                .flat_map(|year| {
                    let quarters = 1..=4;
                    quarters
                        .map(move |one| (format!("{year}-Q{one}"), format!("T{one}\u{a0}{year}")))
                })
                .collect(),
        }
    }
}

/// A parameter of a query; nothing without a value.
fn parameter(name: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("&{name}={value}") }
}
