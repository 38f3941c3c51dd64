//! What of a figure is shown, how often, and beside what.

use super::{Names, Scope};

/// How a trend goes on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Step {
    #[default]
    Year,
    Quarter,
}

impl Step {
    pub const ALL: [Self; 2] = [Self::Year, Self::Quarter];

    /// What it is called in an address; what is usual leaves no trace.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Year => "",
            Self::Quarter => "trimestre",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Year => "Par année",
            Self::Quarter => "Par trimestre",
        }
    }

    /// The axis of the API.
    pub const fn axis(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Quarter => "quarter",
        }
    }
}

/// What of a consumption.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Amount {
    /// DDJ per 1000 patient-days.
    #[default]
    Rate,
    Ddj,
    /// Of all antibiotics of the same units, in %.
    Share,
}

impl Amount {
    pub const ALL: [Self; 3] = [Self::Rate, Self::Ddj, Self::Share];

    pub const fn slug(self) -> &'static str {
        match self {
            Self::Rate => "",
            Self::Ddj => "ddj",
            Self::Share => "part",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Rate => "DDJ pour 1000 journées",
            Self::Ddj => "Nombre de DDJ",
            Self::Share => "Part des antibiotiques, en %",
        }
    }

    pub const fn unit(self) -> &'static str {
        match self {
            Self::Rate => "DDJ/1000 JH",
            Self::Ddj => "DDJ",
            Self::Share => "%",
        }
    }
}

/// What of isolates.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Metric {
    /// Resistant among tested.
    #[default]
    Proportion,
    /// Resistant per 1000 patient-days.
    Density,
    /// Isolates per 1000 patient-days, resistant or not.
    Isolates,
}

impl Metric {
    pub const ALL: [Self; 3] = [Self::Proportion, Self::Density, Self::Isolates];

    pub const fn slug(self) -> &'static str {
        match self {
            Self::Proportion => "",
            Self::Density => "densite",
            Self::Isolates => "souches",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Proportion => "Pourcentage de résistance",
            Self::Density => "Densité d’incidence des résistantes",
            Self::Isolates => "Souches isolées, pour 1000 journées",
        }
    }

    pub const fn unit(self) -> &'static str {
        match self {
            Self::Proportion => "%",
            Self::Density | Self::Isolates => "/1000 JH",
        }
    }
}

/// What a trend is read against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// The same of others.
    Scope(Scope),
    /// The same over as many years before.
    Before,
    /// What the national strategy aims at.
    Target,
}

impl Beside {
    /// `france`, `type-CH`…, `periode-precedente`, `cible`.
    pub fn slug(&self) -> String {
        match self {
            Self::Scope(scope) => scope.slug(),
            Self::Before => "periode-precedente".to_owned(),
            Self::Target => "cible".to_owned(),
        }
    }

    /// Reads what [`Beside::slug`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "periode-precedente" => Some(Self::Before),
            "cible" => Some(Self::Target),
            other => Scope::parse(other).map(Self::Scope),
        }
    }

    /// As it stands in a title.
    pub fn label(&self, names: &Names) -> String {
        match self {
            Self::Scope(scope) => scope.label(names),
            Self::Before => "la période précédente".to_owned(),
            Self::Target => "la cible nationale".to_owned(),
        }
    }
}
