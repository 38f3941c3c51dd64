//! The questions that an inquiry asks the API.

use super::{Inquiry, Scope, Subject, View};

/// A question, as a path of the API below its base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    Consumption(String),
    Resistance(String),
    Peers(String),
}

impl Inquiry {
    /// What has to be asked, in the order that [`Inquiry::charts`] takes the answers in.
    pub fn questions(&self) -> Vec<Question> {
        let scopes = [Some(&self.scope), self.compared.as_ref()].into_iter().flatten();
        match (self.subject, self.view) {
            (Subject::Coupling, _) => {
                vec![self.consumption(&self.scope, "year"), self.resistance(&self.scope, "year")]
            }
            (Subject::Consumption, View::Trend) => {
                scopes.map(|scope| self.consumption(scope, "year")).collect()
            }
            (Subject::Consumption, View::Families) => vec![
                self.consumption(&self.scope, "year,family"),
                self.consumption(&self.scope, "year"),
            ],
            (Subject::Consumption, View::Sectors) => vec![self.consumption(&self.scope, "sector")],
            (Subject::Resistance, View::Trend) => {
                scopes.map(|scope| self.resistance(scope, "year")).collect()
            }
            (_, View::Peers) => vec![self.side_by_side()],
            (Subject::Consumption, _) => vec![self.consumption(&self.scope, "")],
            (Subject::Resistance, View::Matrix) => {
                vec![self.resistance(&self.scope, "organism,antibiotic")]
            }
            (Subject::Resistance, _) => vec![self.resistance(&self.scope, "")],
        }
    }

    fn years(&self) -> String {
        if self.view.is_of_a_year() && self.subject != Subject::Coupling {
            self.last.to_string()
        } else {
            format!("{}..{}", self.first, self.last)
        }
    }

    fn across(&self) -> &'static str {
        match self.view {
            View::Regions => "&across=region",
            View::Types => "&across=type",
            _ => "",
        }
    }

    fn consumption(&self, scope: &Scope, by: &str) -> Question {
        let path = format!(
            "/analyses/consumption?{}&years={}{}{}",
            scope.parameters(),
            self.years(),
            self.across(),
            split(by)
        );
        // The families are the axis: no filter of one.
        let family = self.family.as_ref().filter(|_| self.view != View::Families);
        Question::Consumption(path + &self.of_consumption(family))
    }

    fn of_consumption(&self, family: Option<&String>) -> String {
        let sector = self.sector.as_ref().filter(|_| self.view != View::Sectors);
        let filter = |name: &str, code: Option<&String>| {
            code.map(|code| format!("&{name}={code}")).unwrap_or_default()
        };
        filter("sector", sector) + &filter("family", family)
    }

    fn resistance(&self, scope: &Scope, by: &str) -> Question {
        let path = format!(
            "/analyses/resistance?{}&years={}{}{}",
            scope.parameters(),
            self.years(),
            self.across(),
            split(by)
        );
        Question::Resistance(path + &self.of_resistance())
    }

    fn of_resistance(&self) -> String {
        let filter = |name: &str, code: &Option<String>| {
            code.as_ref().map(|code| format!("&{name}={code}")).unwrap_or_default()
        };
        let specimen = filter("specimen", &self.specimen);
        if self.view == View::Matrix {
            return specimen;
        }
        filter("organism", &self.organism) + &filter("antibiotic", &self.antibiotic) + &specimen
    }

    fn side_by_side(&self) -> Question {
        let (scope, year) = (self.scope.parameters(), self.last);
        Question::Peers(match self.subject {
            Subject::Resistance => {
                format!("/analyses/resistance/peers?{scope}&years={year}{}", self.of_resistance())
            }
            Subject::Consumption | Subject::Coupling => format!(
                "/analyses/consumption/peers?{scope}&year={year}{}",
                self.of_consumption(self.family.as_ref())
            ),
        })
    }
}

fn split(by: &str) -> String {
    if by.is_empty() { String::new() } else { format!("&by={by}") }
}
