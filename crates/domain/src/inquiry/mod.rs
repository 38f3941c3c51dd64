//! What somebody wants to see of the figures: an address, the questions that it asks, the charts that answer it.
//!
//! An [`Inquiry`] is read from the query of an address and written into it, so that an address is the whole of it:
//! shared, kept, gone back to. [`Inquiry::questions`] are paths of the API; [`Inquiry::charts`] makes charts from
//! their answers. It computes no figure.

mod address;
mod answers;
mod measure;
mod open;
mod opened;
mod questions;
mod scope;
#[cfg(test)]
mod tests;
mod towards;
mod words;

pub use address::ROUTES;
pub use answers::{Answer, Told};
pub use measure::{Amount, Beside, Metric, Step};
pub use open::OPEN_SPECIMENS;
pub use opened::{Behind, Opened};
pub use questions::Question;
pub use scope::{Names, Scope};

use crate::dto::Perimeter;
use crate::nomenclature::{Aware, family};
use crate::resistance::Method;

/// Code of the specimens whose quarters are told.
const BLOOD_CULTURES: &str = "1";

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
            Self::Coupling => "Les deux",
        }
    }

    /// The views of it, the first one when none is chosen; that of the target is for what has one.
    pub const fn views(self) -> &'static [View] {
        match self {
            Self::Consumption => &[
                View::Trend,
                View::Target,
                View::Peers,
                View::Sectors,
                View::SectorTrends,
                View::Families,
                View::SectorFamilies,
                View::Aware,
                View::Control,
                View::Regions,
                View::RegionTrends,
                View::Types,
            ],
            Self::Resistance => &[
                View::Trend,
                View::Target,
                View::Peers,
                View::Matrix,
                View::SectorTrends,
                View::Control,
                View::Regions,
                View::RegionTrends,
                View::Types,
            ],
            Self::Coupling => &[View::Trend],
        }
    }
}

/// How it is looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    #[default]
    Trend,
    /// Carried on to the year of the national target.
    Target,
    /// Establishments side by side.
    Peers,
    Sectors,
    /// A small chart for each sector.
    SectorTrends,
    Families,
    /// Sectors and families on a grid.
    SectorFamilies,
    /// By class of the WHO.
    Aware,
    /// Organisms and antibiotics.
    Matrix,
    /// Quarter by quarter, with the limits of chance.
    Control,
    Regions,
    /// A small chart for each region.
    RegionTrends,
    Types,
}

impl View {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Trend => "evolution",
            Self::Target => "vers-la-cible",
            Self::Peers => "position",
            Self::Sectors => "secteurs",
            Self::SectorTrends => "evolution-par-secteur",
            Self::Families => "familles",
            Self::SectorFamilies => "secteurs-et-familles",
            Self::Aware => "aware",
            Self::Matrix => "antibiogramme",
            Self::Control => "suivi",
            Self::Regions => "regions",
            Self::RegionTrends => "evolution-par-region",
            Self::Types => "types",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Trend => "Évolution",
            Self::Target => "Vers la cible nationale",
            Self::Peers => "Position parmi d’autres",
            Self::Sectors => "Par secteur",
            Self::SectorTrends => "Évolution de chaque secteur",
            Self::Families => "Par famille",
            Self::SectorFamilies => "Secteurs et familles",
            Self::Aware => "Par classe AWaRe",
            Self::Matrix => "Antibiogramme",
            Self::Control => "Suivi (carte de contrôle)",
            Self::Regions => "Carte des régions",
            Self::RegionTrends => "Évolution de chaque région",
            Self::Types => "Par type d’établissement",
        }
    }

    /// Whether it is of one year.
    pub const fn is_of_a_year(self) -> bool {
        matches!(
            self,
            Self::Peers
                | Self::Sectors
                | Self::SectorFamilies
                | Self::Matrix
                | Self::Regions
                | Self::Types
        )
    }

    /// Whether it compares parts of a population that regions and types divide.
    pub const fn divides(self) -> bool {
        matches!(self, Self::Peers | Self::Regions | Self::RegionTrends | Self::Types)
    }

    /// Whether regions stand side by side: of the base of the day, for the national team alone.
    pub const fn is_by_region(self) -> bool {
        matches!(self, Self::Regions | Self::RegionTrends)
    }

    /// Whether the sectors are what it compares, so that none is chosen.
    pub const fn is_by_sector(self) -> bool {
        matches!(self, Self::Sectors | Self::SectorTrends | Self::SectorFamilies)
    }

    /// Whether families, or classes, are what it compares, so that none is chosen.
    pub const fn is_by_family(self) -> bool {
        matches!(self, Self::Families | Self::SectorFamilies)
    }

    /// Whether it can show what is measured in another way than usual.
    pub const fn measures(self) -> bool {
        !matches!(
            self,
            Self::Peers | Self::Families | Self::SectorFamilies | Self::Aware | Self::Matrix
        )
    }
}

/// What somebody wants to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inquiry {
    pub subject: Subject,
    pub view: View,
    pub scope: Scope,
    /// Beside it, over the years.
    pub compared: Option<Beside>,
    pub first: i32,
    pub last: i32,
    pub step: Step,
    /// Of the consumption.
    pub perimeter: Perimeter,
    pub sector: Option<String>,
    pub family: Option<String>,
    /// ATC code.
    pub molecule: Option<String>,
    /// `O`, `P`, `I` or `R`.
    pub route: Option<String>,
    pub aware: Option<Aware>,
    pub amount: Amount,
    /// Code of an organism or of a group; all of them without.
    pub organism: Option<String>,
    pub antibiotic: Option<String>,
    pub specimen: Option<String>,
    pub method: Method,
    pub metric: Metric,
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
            step: Step::Year,
            perimeter: Perimeter::Spares,
            sector: None,
            family: None,
            molecule: None,
            route: None,
            aware: None,
            amount: Amount::Rate,
            organism: None,
            antibiotic: None,
            specimen: None,
            method: Method::Spares,
            metric: Metric::Proportion,
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
        if self.view == View::Target {
            self.compared = None;
        }
        if self.view.divides() && !self.scope.is_divided() {
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
        if let Some(family) = self.family.as_deref().and_then(family) {
            self.molecule = self.molecule.filter(|atc| family.contains(atc, "P"));
        }
        if self.view == View::Control && self.subject == Subject::Resistance {
            self.specimen = self.specimen.filter(|code| code == BLOOD_CULTURES);
        }
        if !self.may_be_quarterly() {
            self.step = Step::Year;
        }
        if self.amount == Amount::Share && !self.is_of_some_molecules() {
            self.amount = Amount::Rate;
        }
        if self.first > self.last {
            (self.first, self.last) = (self.last, self.first);
        }
        if self.view == View::Target && self.target().is_none() {
            self.view = View::Trend;
        }
        self
    }

    /// The views that can be asked with its choices.
    pub fn views(&self) -> Vec<View> {
        self.offered(self.subject.views())
    }

    /// Those of `views` that fit its choices.
    fn offered(&self, views: &[View]) -> Vec<View> {
        let has_target = self.target().is_some();
        views.iter().copied().filter(|view| *view != View::Target || has_target).collect()
    }

    /// Whether its trend can go by quarters: those of isolates are of all specimens, or of blood cultures.
    pub fn may_be_quarterly(&self) -> bool {
        let of_isolates = self.specimen.as_deref().is_none_or(|code| code == BLOOD_CULTURES);
        matches!(self.view, View::Trend | View::Target)
            && match self.subject {
                Subject::Consumption => true,
                Subject::Resistance => of_isolates,
                Subject::Coupling => false,
            }
    }

    /// Whether it is of a part of the antibiotics, which has a share among all of them.
    pub const fn is_of_some_molecules(&self) -> bool {
        self.family.is_some()
            || self.molecule.is_some()
            || self.route.is_some()
            || self.aware.is_some()
    }

    /// Whether it has choices beyond subject, view, whose, years and what.
    pub fn is_particular(&self) -> bool {
        self.compared.is_some()
            || self.step != Step::Year
            || self.perimeter != Perimeter::Spares
            || self.sector.is_some()
            || self.molecule.is_some()
            || self.route.is_some()
            || self.aware.is_some()
            || self.amount != Amount::Rate
            || self.specimen.is_some()
            || self.method != Method::Spares
            || self.metric != Metric::Proportion
    }

    /// What of the consumption is shown, in a view that has it.
    pub fn shown_amount(&self) -> Amount {
        let measured = self.view.measures() && self.subject == Subject::Consumption;
        if measured { self.amount } else { Amount::Rate }
    }

    /// What of the isolates is shown, in a view that has it.
    pub const fn shown_metric(&self) -> Metric {
        if self.view.measures() { self.metric } else { Metric::Proportion }
    }

    /// How its periods follow one another.
    pub(crate) fn shown_step(&self) -> Step {
        if self.view == View::Control { Step::Quarter } else { self.step }
    }
}
