//! How an inquiry is told in French.

use super::{Inquiry, Names, Subject, View};
use crate::chart::{Matter, Noun, Words};
use crate::dto::ResistanceMetric;
use crate::french;
use crate::nomenclature::{family, sector, specimen};
use crate::resistance::{Measure, Taxa};

impl Inquiry {
    /// The words of its charts.
    pub fn words(&self, names: &Names) -> Words {
        let resistance = self.subject != Subject::Consumption;
        let density = self.metric == ResistanceMetric::Density;
        let unit = match (resistance, density) {
            (false, _) => "DDJ/1000 JH",
            (true, false) => "%",
            (true, true) => "/1000 JH",
        };
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

    const fn noun(&self) -> Noun {
        match self.view {
            View::Trend | View::Families => Noun::Year,
            View::Peers => Noun::Establishment,
            View::Types => Noun::Kind,
            View::Sectors => Noun::Sector,
            View::Matrix => Noun::Organism,
            View::Regions => Noun::Region,
        }
    }

    /// `Consommation d’antibiotiques`, `Consommation – Carbapénèmes`.
    pub fn consumption_name(&self) -> String {
        match self.family.as_deref().and_then(family) {
            Some(one) if self.view != View::Families => format!("Consommation – {}", one.label),
            _ => "Consommation d’antibiotiques".to_owned(),
        }
    }

    /// `Résistance – Escherichia coli, Céphalosporines de 3e génération`.
    pub fn resistance_name(&self) -> String {
        if self.view == View::Matrix {
            return "Résistances".to_owned();
        }
        let taxa = self.organism.as_deref().and_then(Taxa::of).unwrap_or(Taxa::All).label();
        let antibiotic = self.antibiotic.as_deref().and_then(Measure::of).map(Measure::label);
        let of = antibiotic.map(|label| format!(", {label}")).unwrap_or_default();
        let specimen = match self.specimen.as_deref() {
            Some("invasive") => ", sang et liquide cérébrospinal".to_owned(),
            Some(code) => specimen(code).map(|one| format!(", {}", one.label)).unwrap_or_default(),
            None => String::new(),
        };
        format!("Résistance – {taxa}{of}{specimen}")
    }

    fn place(&self, names: &Names) -> String {
        let scope = self.scope.label(names);
        let sector = self.sector.as_deref().filter(|_| self.subject == Subject::Consumption);
        match sector.filter(|_| self.view != View::Sectors).and_then(sector_label) {
            Some(label) => format!("{label}, {scope}"),
            None => scope,
        }
    }

    fn period(&self) -> String {
        if self.view.is_of_a_year() && self.subject != Subject::Coupling || self.first == self.last
        {
            self.last.to_string()
        } else {
            format!("{} à {}", self.first, self.last)
        }
    }

    /// The whole of it as one line: the name of a page, or of what is kept.
    pub fn title(&self, names: &Names) -> String {
        let Words { measure, scope, period, .. } = self.words(names);
        let beside = match &self.compared {
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
