//! The figures behind the charts of an inquiry, as the answers give them, each with where its rows are listed.

use super::answers::Row;
use super::{Amount, Answer, Beside, Inquiry, Metric, Names, Scope, Subject, View};
use crate::consumption::Axis;
use crate::dto::{Figure, PeerDistribution, PeerFigure, Perimeter};
use crate::nomenclature::Aware;

/// A figure of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Whose it is, or of what: a line, a bar, a cell.
    pub of: String,
    /// `2024`, `T1 2024`.
    pub period: String,
    /// What the chart shows; nothing where it may not be shown.
    pub value: Option<f64>,
    pub unit: &'static str,
    /// Its confidence interval; another amount than the figure itself has none.
    pub interval: Option<(f64, f64)>,
    /// What the value is of, with both of its sides.
    pub figure: Figure,
    /// What stands on either side of the figure: `DDJ`, `JH`.
    pub sides: (&'static str, &'static str),
    /// How many establishments are behind it, where it is told.
    pub establishments: Option<u32>,
    pub behind: Option<Behind>,
}

/// The screen of an own establishment that lists the rows behind a figure, and what was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behind {
    Consumption {
        finess: String,
        year: i32,
        perimeter: Perimeter,
        sector: Option<String>,
        family: Option<String>,
        molecule: Option<String>,
        route: Option<String>,
        aware: Option<Aware>,
    },
    Isolates {
        finess: String,
        year: i32,
        organism: String,
        antibiotic: String,
        /// Nature of the specimens; all of them without.
        specimen: Option<String>,
    },
}

/// Code of the antibiotics that the WHO does not list.
const UNLISTED: &str = "none";

impl Inquiry {
    /// The figures of the answers to [`Inquiry::questions`], in their order.
    pub fn opened(&self, answers: &[Answer], names: &Names) -> Vec<Opened> {
        let beside = match &self.compared {
            Some(Beside::Scope(scope)) if self.view == View::Trend => scope,
            _ => &self.scope,
        };
        let scopes = [&self.scope, beside];
        // Quarters beside the years of a target say which of them are whole, and are not shown.
        let shown = if self.view == View::Target { 1 } else { scopes.len() };
        let mut found = Vec::new();
        for (answer, scope) in answers.iter().zip(scopes).take(shown) {
            match answer {
                Answer::Peers(peers) => found.extend(self.of_peers(peers, names)),
                Answer::Consumption(_) | Answer::Resistance(_) => {
                    let rows = self.rows(answer);
                    let one = |row: &Row| {
                        self.one(row, (scope, names), matches!(answer, Answer::Resistance(_)))
                    };
                    found.extend(rows.iter().map(one));
                }
            }
        }
        found
    }

    fn one(&self, row: &Row, (scope, names): (&Scope, &Names), isolates: bool) -> Opened {
        let year = row.year().unwrap_or(self.last);
        let mut of = vec![scope.label(names)];
        let axes = ["region", "type", "sector", "family", "aware", "organism"];
        of.extend(
            axes.iter().map(|axis| row.label(axis).to_owned()).filter(|name| !name.is_empty()),
        );
        if self.view == View::Matrix {
            of.push(row.label("antibiotic").to_owned());
        }
        if self.subject == Subject::Coupling {
            of.push(if isolates { self.resistance_name() } else { self.consumption_name() });
        }
        let unit = if isolates { self.shown_metric().unit() } else { self.shown_amount().unit() };
        Opened {
            of: of.join(", "),
            period: row
                .code("quarter")
                .map_or_else(|| year.to_string(), |code| Axis::Quarter.label(code)),
            value: row.value,
            unit,
            interval: row.point().and_then(|point| point.interval),
            figure: row.figure.clone(),
            sides: if isolates { self.sides_of_isolates() } else { ("DDJ", "JH") },
            establishments: None,
            behind: match scope {
                Scope::Establishment(finess) if isolates => self.isolates_behind(row, finess, year),
                Scope::Establishment(finess) => self.rows_behind(row, finess, year),
                Scope::LegalEntity(_) | Scope::Department(_) | Scope::Many { .. } => None,
            },
        }
    }

    const fn sides_of_isolates(&self) -> (&'static str, &'static str) {
        match self.shown_metric() {
            Metric::Proportion => ("souches résistantes", "souches testées"),
            Metric::Density => ("souches résistantes", "JH"),
            Metric::Isolates => ("souches", "JH"),
        }
    }

    fn rows_behind(&self, row: &Row, finess: &str, year: i32) -> Option<Behind> {
        let split = |axis: &str| row.code(axis).map(str::to_owned);
        let chosen = |own: &Option<String>, is_split: bool| own.clone().filter(|_| !is_split);
        let aware = match row.code("aware") {
            // No selection is of these alone.
            Some(UNLISTED) => return None,
            Some(class) => Aware::parse(class),
            None => self.aware,
        };
        Some(Behind::Consumption {
            finess: finess.to_owned(),
            year,
            perimeter: self.perimeter,
            sector: split("sector").or_else(|| chosen(&self.sector, self.view.is_by_sector())),
            family: split("family").or_else(|| chosen(&self.family, self.view.is_by_family())),
            molecule: chosen(&self.molecule, self.view.is_by_family()),
            route: self.route.clone(),
            aware,
        })
    }

    fn isolates_behind(&self, row: &Row, finess: &str, year: i32) -> Option<Behind> {
        let code = |axis: &str, own: &Option<String>| {
            row.code(axis).map(str::to_owned).or_else(|| own.clone())
        };
        Some(Behind::Isolates {
            finess: finess.to_owned(),
            year,
            organism: code("organism", &self.organism)?,
            antibiotic: code("antibiotic", &self.antibiotic)?,
            specimen: self.specimen.clone().filter(|_| !self.view.is_by_sector()),
        })
    }

    /// All of them together, then those that are shown one by one, with observed over expected.
    fn of_peers(&self, peers: &PeerDistribution, names: &Names) -> Vec<Opened> {
        let isolates = self.subject == Subject::Resistance;
        let whole = Opened {
            of: format!("{}, ensemble", self.scope.label(names)),
            period: self.last.to_string(),
            value: peers.pooled.value,
            unit: if isolates { Metric::Proportion.unit() } else { Amount::Rate.unit() },
            interval: peers.pooled.bounds(),
            figure: peers.pooled.clone(),
            sides: if isolates { self.sides_of_isolates() } else { ("DDJ", "JH") },
            establishments: Some(peers.establishments),
            behind: None,
        };
        let known = |one: &&PeerFigure| peers.own.iter().all(|own| own.finess != one.finess);
        let others = peers.members.iter().filter(known);
        let each = peers.own.iter().chain(others).flat_map(|one| {
            let is_own = peers.own.iter().any(|own| own.finess == one.finess);
            let figure = Opened {
                of: one.name.clone(),
                value: one.figure.value,
                interval: one.figure.bounds(),
                figure: one.figure.clone(),
                establishments: None,
                behind: self.behind_peer(one).filter(|_| is_own),
                ..whole.clone()
            };
            let ratio = one.ratio.as_ref().map(|ratio| Opened {
                of: format!("{}, observé sur attendu", one.name),
                value: ratio.value,
                unit: "× l’attendu",
                interval: ratio.bounds(),
                figure: ratio.clone(),
                sides: ("DDJ", "DDJ attendues"),
                ..figure.clone()
            });
            [Some(figure), ratio].into_iter().flatten()
        });
        let each: Vec<Opened> = each.collect();
        [whole].into_iter().chain(each).collect()
    }

    fn behind_peer(&self, one: &PeerFigure) -> Option<Behind> {
        let finess = one.finess.clone();
        if self.subject == Subject::Resistance {
            let (organism, antibiotic) = self.organism.clone().zip(self.antibiotic.clone())?;
            let specimen = self.specimen.clone();
            return Some(Behind::Isolates {
                finess,
                year: self.last,
                organism,
                antibiotic,
                specimen,
            });
        }
        Some(Behind::Consumption {
            finess,
            year: self.last,
            perimeter: self.perimeter,
            sector: self.sector.clone(),
            family: self.family.clone(),
            molecule: self.molecule.clone(),
            route: self.route.clone(),
            aware: self.aware,
        })
    }
}
