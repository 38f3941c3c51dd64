//! Letters about requests for help: their number and the way there, nothing of what was written.

use super::Letter;

/// To the national team: somebody waits for an answer.
pub fn waits(number: i32, page: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: une demande d’aide attend une réponse",
        &[
            &format!(
                "La demande d’aide n°\u{a0}{number} attend une réponse de l’équipe nationale."
            ),
            &format!("Pour la lire et y répondre\u{a0}:\n{page}"),
        ],
    )
}

/// To whoever asked: there is an answer.
pub fn answered(number: i32, page: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: votre demande d’aide a une réponse",
        &[
            &format!("L’équipe nationale a répondu à votre demande d’aide n°\u{a0}{number}."),
            &format!("Pour lire la réponse, la compléter ou clore la demande\u{a0}:\n{page}"),
        ],
    )
}

/// To whoever asked: the national team says that it is settled.
pub fn closed(number: i32, page: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: votre demande d’aide est close",
        &[
            &format!("L’équipe nationale a clos votre demande d’aide n°\u{a0}{number}."),
            &format!(
                "Si elle n’est pas réglée, écrivez-y un message\u{a0}: elle se rouvre.\n{page}"
            ),
        ],
    )
}
