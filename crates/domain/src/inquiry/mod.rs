//! What somebody wants to see of the figures: an address, the questions that it asks, the charts that answer it.
//!
//! An [`Inquiry`] is read from the query of an address and written into it, so that an address is the whole of it:
//! shared, kept, gone back to. [`Inquiry::questions`] are paths of the API; [`Inquiry::charts`] makes charts from
//! their answers. It computes no figure.

mod address;
mod answers;
mod questions;
mod scope;
#[cfg(test)]
mod tests;
mod words;

pub use answers::{Answer, Told};
pub use questions::Question;
pub use scope::{Names, Scope};

use crate::dto::ResistanceMetric;

/// What is asked about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Subject {
    #[default]
    Consumption,
    Resistance,
    /// Consumption beside resistance.
    Coupling,
}

impl Subject {
    pub const ALL: [Self; 3] = [Self::Consumption, Self::Resistance, Self::Coupling];

    /// What it is called in an address.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Consumption => "consommation",
            Self::Resistance => "resistance",
            Self::Coupling => "consommation-et-resistance",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Consumption => "Consommation",
            Self::Resistance => "Résistance",
            Self::Coupling => "L’une et l’autre",
        }
    }

    /// The views of it, the first one when none is chosen.
    pub const fn views(self) -> &'static [View] {
        match self {
            Self::Consumption => &[
                View::Trend,
                View::Peers,
                View::Sectors,
                View::Families,
                View::Regions,
                View::Types,
            ],
            Self::Resistance => {
                &[View::Trend, View::Peers, View::Matrix, View::Regions, View::Types]
            }
            Self::Coupling => &[View::Trend],
        }
    }
}

/// How it is looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    #[default]
    Trend,
    /// Establishments side by side.
    Peers,
    Sectors,
    Families,
    /// Organisms and antibiotics.
    Matrix,
    Regions,
    Types,
}

impl View {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Trend => "evolution",
            Self::Peers => "position",
            Self::Sectors => "secteurs",
            Self::Families => "familles",
            Self::Matrix => "antibiogramme",
            Self::Regions => "regions",
            Self::Types => "types",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Trend => "Évolution",
            Self::Peers => "Position parmi d’autres",
            Self::Sectors => "Par secteur",
            Self::Families => "Par famille",
            Self::Matrix => "Antibiogramme",
            Self::Regions => "Carte des régions",
            Self::Types => "Par type d’établissement",
        }
    }

    /// Whether it is of one year.
    pub const fn is_of_a_year(self) -> bool {
        !matches!(self, Self::Trend | Self::Families)
    }

    /// Whether it compares parts of a population, so that one establishment has none.
    pub const fn divides(self) -> bool {
        matches!(self, Self::Peers | Self::Regions | Self::Types)
    }
}

/// What somebody wants to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inquiry {
    pub subject: Subject,
    pub view: View,
    pub scope: Scope,
    /// Beside it, over the years.
    pub compared: Option<Scope>,
    pub first: i32,
    pub last: i32,
    /// Of the consumption.
    pub sector: Option<String>,
    pub family: Option<String>,
    /// Code of an organism or of a group; all of them without.
    pub organism: Option<String>,
    pub antibiotic: Option<String>,
    pub specimen: Option<String>,
    pub metric: ResistanceMetric,
}

impl Inquiry {
    /// The consumption of a population up to a year.
    pub const fn of(scope: Scope, last: i32) -> Self {
        Self {
            subject: Subject::Consumption,
            view: View::Trend,
            scope,
            compared: None,
            first: last - 4,
            last,
            sector: None,
            family: None,
            organism: None,
            antibiotic: None,
            specimen: None,
            metric: ResistanceMetric::Proportion,
        }
    }

    /// The same about another subject, in a view that it has, with an organism and an antibiotic where it needs them.
    #[must_use]
    pub fn about(mut self, subject: Subject) -> Self {
        self.subject = subject;
        self.settled()
    }

    /// The same with all that it needs, and nothing that does not fit.
    #[must_use]
    pub fn settled(mut self) -> Self {
        if !self.subject.views().contains(&self.view) {
            self.view = self.subject.views()[0];
        }
        if self.view.divides() && matches!(self.scope, Scope::Establishment(_)) {
            self.scope = Scope::NATION;
        }
        if self.subject != Subject::Consumption && self.view != View::Matrix {
            self.organism.get_or_insert_with(|| "ESCCOL".to_owned());
            self.antibiotic.get_or_insert_with(|| "C3G".to_owned());
        }
        if self.subject == Subject::Coupling {
            self.family.get_or_insert_with(|| "C3G".to_owned());
            self.compared = None;
        }
        if self.first > self.last {
            (self.first, self.last) = (self.last, self.first);
        }
        self
    }
}
