//! Which requests are shown, in words and in the address.

use domain::dto::TicketState;

/// A state, or all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    Only(TicketState),
    All,
}

impl Filter {
    /// In the order of the buttons of the national team, whose first one is shown when the address names none.
    pub const ALL: [Self; 4] = [
        Self::Only(TicketState::Open),
        Self::Only(TicketState::Answered),
        Self::Only(TicketState::Closed),
        Self::All,
    ];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Only(TicketState::Open) => "À traiter",
            Self::Only(TicketState::Answered) => "Répondues",
            Self::Only(TicketState::Closed) => "Closes",
            Self::All => "Toutes",
        }
    }

    /// Value in the address.
    pub const fn slug(self) -> Option<&'static str> {
        match self {
            Self::Only(TicketState::Open) => None,
            Self::Only(TicketState::Answered) => Some("repondues"),
            Self::Only(TicketState::Closed) => Some("closes"),
            Self::All => Some("toutes"),
        }
    }

    pub fn parse(text: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|filter| filter.slug() == text).unwrap_or(Self::ALL[0])
    }

    pub const fn state(self) -> Option<TicketState> {
        match self {
            Self::Only(state) => Some(state),
            Self::All => None,
        }
    }

    /// What is said to the national team where there is none, and what comes next.
    pub const fn empty(self) -> (&'static str, &'static str) {
        match self {
            Self::Only(TicketState::Open) => (
                "Aucune demande à traiter",
                "Une demande arrive ici dès que quelqu’un la pose depuis un écran, et un mail vous le dit.",
            ),
            Self::Only(TicketState::Answered) => (
                "Aucune demande répondue",
                "Celles auxquelles vous avez répondu se rangent ici, jusqu’à ce qu’elles soient closes.",
            ),
            Self::Only(TicketState::Closed) => {
                ("Aucune demande close", "Celles qui sont réglées se rangent ici pendant deux ans.")
            }
            Self::All => ("Aucune demande", "Personne n’a encore demandé d’aide."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_reads_what_it_writes() {
        for filter in Filter::ALL {
            assert_eq!(Filter::parse(filter.slug()), filter);
        }
        assert_eq!(Filter::parse(Some("autre")), Filter::Only(TicketState::Open));
    }
}
