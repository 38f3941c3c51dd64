//! Which alerts are shown, in words and in the address.

use domain::dto::AlertState;

/// A state, or all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    Only(AlertState),
    All,
}

impl Filter {
    /// In the order of the buttons; the first one is shown when the address names none.
    pub const ALL: [Self; 5] = [
        Self::Only(AlertState::New),
        Self::Only(AlertState::Reviewed),
        Self::Only(AlertState::Reported),
        Self::Only(AlertState::Dismissed),
        Self::All,
    ];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Only(AlertState::New) => "À examiner",
            Self::Only(AlertState::Reviewed) => "Vues",
            Self::Only(AlertState::Reported) => "Signalées",
            Self::Only(AlertState::Dismissed) => "Écartées",
            Self::All => "Toutes",
        }
    }

    /// Value in the address.
    pub const fn slug(self) -> Option<&'static str> {
        match self {
            Self::Only(AlertState::New) => None,
            Self::Only(AlertState::Reviewed) => Some("vues"),
            Self::Only(AlertState::Reported) => Some("signalees"),
            Self::Only(AlertState::Dismissed) => Some("ecartees"),
            Self::All => Some("toutes"),
        }
    }

    pub fn parse(text: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|filter| filter.slug() == text).unwrap_or(Self::ALL[0])
    }

    pub const fn state(self) -> Option<AlertState> {
        match self {
            Self::Only(state) => Some(state),
            Self::All => None,
        }
    }

    /// What is said, and what comes next, where there is none.
    pub const fn empty(self) -> (&'static str, &'static str) {
        match self {
            Self::Only(AlertState::New) => (
                "Aucune alerte à examiner",
                "Une alerte arrive ici dès qu’un fichier de résistances montre, chez un nouveau patient d’une \
                 unité, un micro-organisme hautement résistant émergent.",
            ),
            Self::Only(AlertState::Reviewed) => {
                ("Aucune alerte vue", "Celles que vous avez vues sans les signaler se rangent ici.")
            }
            Self::Only(AlertState::Reported) => (
                "Aucune alerte signalée",
                "Celles que vous déclarez signalées se rangent ici, avec la date.",
            ),
            Self::Only(AlertState::Dismissed) => (
                "Aucune alerte écartée",
                "Celles que vous écartez se rangent ici, avec votre raison.",
            ),
            Self::All => (
                "Aucune alerte",
                "Les fichiers de résistances importés n’en ont montré aucune jusqu’ici.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_survive_the_address_bar() {
        for filter in Filter::ALL {
            assert_eq!(Filter::parse(filter.slug()), filter);
        }
        assert_eq!(Filter::parse(Some("lune")), Filter::Only(AlertState::New));
    }
}
