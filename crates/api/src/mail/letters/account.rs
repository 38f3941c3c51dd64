//! Letters about an account.

use super::Letter;

/// Someone registered with this address.
pub fn verify_address(link: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: confirmez votre adresse",
        &[
            "Un compte ConsoRes est ouvert avec cette adresse.",
            &format!("Pour confirmer qu’elle est la vôtre, ouvrez ce lien\u{a0}:\n{link}"),
            "Il sert une fois, pendant sept jours. Ensuite, connectez-vous pour en demander un autre.",
            "Si vous n’avez pas ouvert de compte, ne faites rien\u{a0}: l’adresse ne sera pas \
             confirmée.",
        ],
    )
}

/// Someone has forgotten the password.
pub fn reset_password(link: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: choisissez un nouveau mot de passe",
        &[
            "Un nouveau mot de passe a été demandé pour votre compte ConsoRes.",
            &format!("Pour le choisir, ouvrez ce lien\u{a0}:\n{link}"),
            "Il sert une fois, pendant une heure.",
            "Si ce n’est pas vous, ne faites rien\u{a0}: votre mot de passe reste le même.",
        ],
    )
}

/// The password is another one. `forgotten` is the page that asks for a link.
pub fn password_changed(forgotten: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: votre mot de passe a changé",
        &[
            "Le mot de passe de votre compte ConsoRes vient de changer. Les autres connexions sont \
             fermées.",
            "Si c’est vous, il n’y a rien à faire.",
            &not_you(forgotten),
        ],
    )
}

/// The account has a second factor from now on.
pub fn second_factor_added(forgotten: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: un authentificateur a été ajouté",
        &[
            "Un authentificateur vient d’être ajouté à votre compte ConsoRes. Son code sera demandé \
             à chaque connexion.",
            "Si c’est vous, gardez vos codes de secours à l’abri.",
            &not_you(forgotten),
        ],
    )
}

/// The account may be opened through an identity provider from now on.
pub fn provider_linked(forgotten: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: un fournisseur d’identité a été relié",
        &[
            "Votre compte ConsoRes vient d’être relié à un fournisseur d’identité, qui a vérifié cette \
             adresse. Vous pouvez désormais vous connecter par lui.",
            "Si c’est vous, il n’y a rien à faire.",
            &not_you(forgotten),
        ],
    )
}

/// The account has no second factor any more.
pub fn second_factor_removed(forgotten: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: l’authentificateur a été retiré",
        &[
            "L’authentificateur de votre compte ConsoRes vient d’être retiré. Le mot de passe suffit \
             désormais pour se connecter.",
            "Si c’est vous, il n’y a rien à faire.",
            &not_you(forgotten),
        ],
    )
}

/// A token for scripts was made in the name of the reader. `tokens` is the page that lists them.
pub fn token_created(name: &str, place: &str, tokens: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: un jeton a été créé",
        &[
            &format!(
                "Le jeton «\u{a0}{name}\u{a0}» vient d’être créé avec votre compte pour \
                 l’établissement {place}. Un programme peut s’en servir en votre nom."
            ),
            &format!(
                "Si ce n’est pas vous, révoquez-le, puis changez votre mot de passe\u{a0}:\n{tokens}"
            ),
        ],
    )
}

/// The national team has closed the account.
pub fn account_deactivated() -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: votre compte est désactivé",
        &[
            "L’équipe nationale a désactivé votre compte ConsoRes. Vos connexions et vos \
             rattachements ont pris fin\u{a0}; ce que vous avez livré reste.",
            "Si vous pensez qu’il s’agit d’une erreur, adressez-vous à elle.",
        ],
    )
}

fn not_you(forgotten: &str) -> String {
    format!(
        "Si ce n’est pas vous, choisissez tout de suite un nouveau mot de passe\u{a0}:\n{forgotten}"
    )
}
