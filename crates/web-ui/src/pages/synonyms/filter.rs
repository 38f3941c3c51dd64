//! The states of synonyms in words and in the address.

use domain::dto::SynonymState;

pub const fn label(state: SynonymState) -> &'static str {
    match state {
        SynonymState::Candidate => "À examiner",
        SynonymState::Accepted => "Acceptés",
        SynonymState::Refused => "Refusés",
    }
}

/// Value in the address; candidates have none.
pub const fn slug(state: SynonymState) -> Option<&'static str> {
    match state {
        SynonymState::Candidate => None,
        SynonymState::Accepted => Some("acceptes"),
        SynonymState::Refused => Some("refuses"),
    }
}

/// The state of an address; candidates when it names none.
pub fn parse(text: Option<&str>) -> SynonymState {
    let named = [SynonymState::Accepted, SynonymState::Refused];
    named.into_iter().find(|state| slug(*state) == text).unwrap_or_default()
}

/// What is said, and what comes next, where there is none.
pub const fn empty(state: SynonymState) -> (&'static str, &'static str) {
    match state {
        SynonymState::Candidate => (
            "Rien à examiner",
            "Un libellé arrive ici quand trois établissements au moins en donnent le même sens.",
        ),
        SynonymState::Accepted => {
            ("Aucun synonyme accepté", "Ceux que vous acceptez seront proposés aux établissements.")
        }
        SynonymState::Refused => {
            ("Aucun synonyme refusé", "Ceux que vous refusez ne reviendront pas à l’examen.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_survive_the_address_bar() {
        for state in [SynonymState::Candidate, SynonymState::Accepted, SynonymState::Refused] {
            assert_eq!(parse(slug(state)), state);
        }
        assert_eq!(parse(Some("lune")), SynonymState::Candidate);
    }
}
