//! How an inquiry is told in French.

use super::{Amount, Inquiry, Metric, Names, Step, Subject, View};
use crate::chart::{Matter, Noun, Words};
use crate::consumption::Axis;
use crate::dto::Perimeter;
use crate::french;
use crate::nomenclature::{family, sector, specimen};
use crate::resistance::{Measure, Method, Taxa};

impl Inquiry {
    /// The words of its charts.
    pub fn words(&self, names: &Names) -> Words {
        let resistance = self.subject != Subject::Consumption;
        let unit = if resistance { self.shown_metric().unit() } else { self.shown_amount().unit() };
        Words {
            measure: if resistance { self.resistance_name() } else { self.consumption_name() },
            unit: unit.to_owned(),
            scope: self.place(names),
            period: self.period(),
            source: "ConsoRes, base du jour".to_owned(),
            noun: self.noun(),
            matter: if resistance { Matter::Resistance } else { Matter::Consumption },
        }
    }

    fn noun(&self) -> Noun {
        match self.view {
            View::Trend | View::Target | View::Control if self.shown_step() == Step::Quarter => {
                Noun::Quarter
            }
            View::Trend | View::Target | View::Control | View::Families | View::Aware => Noun::Year,
            View::Peers => Noun::Establishment,
            View::Types => Noun::Kind,
            View::Sectors | View::SectorTrends | View::SectorFamilies => Noun::Sector,
            View::Matrix => Noun::Organism,
            View::Regions | View::RegionTrends => Noun::Region,
        }
    }

    /// `Consommation d’antibiotiques`, `Consommation – Carbapénèmes, injectable`.
    pub fn consumption_name(&self) -> String {
        let family = self.family.as_deref().filter(|_| !self.view.is_by_family()).and_then(family);
        let molecule = self.molecule.as_deref().filter(|_| !self.view.is_by_family());
        let class = self.aware.filter(|_| self.view != View::Aware);
        let mut of: Vec<String> = Vec::new();
        match (molecule, family) {
            (Some(atc), _) => of.push(Axis::Atc.label(atc)),
            (None, Some(one)) => of.push(one.label.to_owned()),
            (None, None) => {}
        }
        of.extend(class.map(|class| class.label().to_owned()));
        of.extend(self.route.as_deref().map(|route| format!("voie {}", Axis::Route.label(route))));
        let name = if of.is_empty() {
            "Consommation d’antibiotiques".to_owned()
        } else {
            format!("Consommation – {}", of.join(", "))
        };
        match self.shown_amount() {
            Amount::Share => format!("{name}, part des antibiotiques"),
            Amount::Rate | Amount::Ddj => name,
        }
    }

    /// `Résistance – Escherichia coli, Céphalosporines de 3e génération`.
    pub fn resistance_name(&self) -> String {
        let method = match self.method {
            Method::Spares => String::new(),
            other => format!(", {}", method_words(other)),
        };
        if self.view == View::Matrix {
            return format!("Résistances{method}");
        }
        let taxa = self.organism.as_deref().and_then(Taxa::of).unwrap_or(Taxa::All).label();
        let antibiotic = self.antibiotic.as_deref().and_then(Measure::of).map(Measure::label);
        let of = antibiotic.map(|label| format!(", {label}")).unwrap_or_default();
        let specimen = match self.specimen.as_deref().filter(|_| !self.view.is_by_sector()) {
            Some("invasive") => ", sang et liquide cérébrospinal".to_owned(),
            Some(code) => specimen(code).map(|one| format!(", {}", one.label)).unwrap_or_default(),
            None => String::new(),
        };
        if self.shown_metric() == Metric::Isolates {
            return format!("Souches isolées – {taxa}{specimen}{method}");
        }
        format!("Résistance – {taxa}{of}{specimen}{method}")
    }

    fn place(&self, names: &Names) -> String {
        let consumption = self.subject != Subject::Resistance;
        let sector = self.sector.as_deref().filter(|_| consumption && !self.view.is_by_sector());
        let perimeter = match self.perimeter {
            Perimeter::Ehpad if consumption => Some("EHPAD"),
            Perimeter::All if consumption => Some("toutes les UF"),
            _ => None,
        };
        let label = sector.and_then(sector_label);
        let parts = label.into_iter().chain(perimeter).map(str::to_owned);
        parts.chain([self.scope.label(names)]).collect::<Vec<_>>().join(", ")
    }

    fn period(&self) -> String {
        if self.is_of_a_year() || self.first == self.last {
            self.last.to_string()
        } else {
            format!("{} à {}", self.first, self.last)
        }
    }

    /// The whole of it as one line: the name of a page, or of what is kept.
    pub fn title(&self, names: &Names) -> String {
        let Words { measure, scope, period, .. } = self.words(names);
        let beside = match self.compared.as_ref().filter(|_| self.view == View::Trend) {
            Some(other) => format!(", à côté de {}", other.label(names)),
            None => String::new(),
        };
        let name = match self.subject {
            Subject::Coupling => {
                let family = self
                    .family
                    .as_deref()
                    .and_then(family)
                    .map_or("antibiotiques", |one| one.label);
                format!("{measure} et consommation ({family})")
            }
            Subject::Consumption | Subject::Resistance => measure,
        };
        french::typeset(&format!("{name} – {scope}{beside}, {period}"))
    }
}

fn sector_label(code: &str) -> Option<&'static str> {
    sector(code).map(|one| one.label)
}

/// What a rule of deduplication is called within a title.
fn method_words(method: Method) -> String {
    let label = method.label();
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
