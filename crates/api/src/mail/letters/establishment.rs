//! Letters about an establishment: its people, its deadlines.

use domain::dto::Role;

use super::Letter;
use crate::services::journal::role_label;

/// Someone invites the reader, who may have no account yet.
pub fn invitation(inviter: &str, place: &str, role: Role, link: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: vous êtes invité à rejoindre un établissement",
        &[
            &format!(
                "{inviter} vous invite à rejoindre l’établissement {place} dans ConsoRes, comme {}.",
                role_label(role)
            ),
            &format!("Pour voir l’invitation et l’accepter, ouvrez ce lien\u{a0}:\n{link}"),
            "Il sert une fois, pendant quatorze jours, avec un compte ouvert à cette adresse.",
            "Si vous ne connaissez pas cette personne, ne faites rien.",
        ],
    )
}

/// To the référent: the invited person has come.
pub fn invitation_accepted(name: &str, place: &str, role: Role, people: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: invitation acceptée",
        &[
            &format!(
                "{name} a accepté l’invitation et rejoint l’établissement {place} comme {}.",
                role_label(role)
            ),
            &format!("Pour changer son rôle ou mettre fin au rattachement\u{a0}:\n{people}"),
        ],
    )
}

/// To the référent: someone asks to join.
pub fn request_received(name: &str, place: &str, role: Role, people: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: une demande de rattachement vous attend",
        &[
            &format!(
                "{name} demande à rejoindre l’établissement {place} comme {}.",
                role_label(role)
            ),
            &format!("Pour accepter ou refuser\u{a0}:\n{people}"),
            "Si vous ne connaissez pas cette personne, refusez.",
        ],
    )
}

/// The référent accepts the reader.
pub fn request_accepted(place: &str, role: Role, home: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: votre rattachement est accepté",
        &[
            &format!(
                "Vous avez maintenant accès à l’établissement {place} comme {}.",
                role_label(role)
            ),
            &format!("Pour commencer\u{a0}:\n{home}"),
        ],
    )
}

/// The référent does not accept the reader.
pub fn request_refused(place: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: votre demande n’est pas retenue",
        &[
            &format!(
                "Votre demande de rattachement à l’établissement {place} n’a pas été retenue."
            ),
            "Si vous y travaillez, parlez-en à son référent\u{a0}: vous pourrez la refaire.",
        ],
    )
}

/// The reader no longer belongs to the establishment.
pub fn member_removed(place: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: fin de votre rattachement",
        &[
            &format!("Votre rattachement à l’établissement {place} a pris fin."),
            "Votre compte reste ouvert. S’il s’agit d’une erreur, parlez-en au référent de \
             l’établissement.",
        ],
    )
}

/// The reader has another role.
pub fn role_changed(place: &str, role: Role, home: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: votre rôle a changé",
        &[
            &format!("Vous êtes désormais {} de l’établissement {place}.", role_label(role)),
            &format!("Pour y aller\u{a0}:\n{home}"),
        ],
    )
}

/// The reader is the référent from now on.
pub fn referent_became(place: &str, people: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: vous êtes désormais référent",
        &[
            &format!(
                "Le rôle de référent de l’établissement {place} vous a été transmis. Vous signez la \
                 charte, gérez les personnes et livrez la structure."
            ),
            &format!("Pour voir qui y est rattaché\u{a0}:\n{people}"),
            "Si vous ne deviez pas avoir ce rôle, transmettez-le à la personne qui l’avait.",
        ],
    )
}

/// The reader is no longer the référent.
pub fn referent_handed_over(place: &str, name: &str) -> Letter {
    Letter::new(
        "ConsoRes\u{a0}: vous n’êtes plus référent",
        &[
            &format!(
                "{name} est désormais le référent de l’établissement {place}\u{a0}; vous y restez \
                 contributeur."
            ),
            "Si vous n’avez pas transmis ce rôle, adressez-vous tout de suite à cette personne ou à \
             l’équipe nationale.",
        ],
    )
}

/// Alerts were raised or have new cases; so many wait in all.
pub fn alerts_wait(place: &str, raised: usize, waiting: i64, alerts: &str) -> Letter {
    let news = if raised == 1 {
        "Une alerte est nouvelle ou complétée".to_owned()
    } else {
        format!("{raised}\u{a0}alertes sont nouvelles ou complétées")
    };
    let wait = if waiting == 1 {
        "une alerte attend".to_owned()
    } else {
        format!("{waiting}\u{a0}alertes attendent")
    };
    Letter::new(
        "ConsoRes\u{a0}: des alertes attendent d’être examinées",
        &[
            &format!(
                "{news} dans l’établissement {place}, d’après les résultats du laboratoire\u{a0}; en tout, \
                 {wait} d’être examinée{}.",
                if waiting == 1 { "" } else { "s" }
            ),
            &format!("Pour les examiner et préparer le signalement\u{a0}:\n{alerts}"),
            "ConsoRes ne transmet rien aux autorités\u{a0}: le signalement est fait par l’établissement. \
             Parlez-en à votre équipe d’hygiène.",
        ],
    )
}

/// What an establishment has not delivered yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    pub place: String,
    /// Names of the files.
    pub files: Vec<&'static str>,
    /// The page where they are delivered.
    pub imports: String,
}

/// The deadline of a year comes near.
pub fn deadline(year: i32, deadline: &str, missing: &[Missing]) -> Letter {
    let intro = format!(
        "Les données de {year} sont attendues jusqu’au {deadline}. Il manque encore\u{a0}:"
    );
    let line =
        |one: &Missing| format!("{}\u{a0}: {}.\n{}", one.place, one.files.join(", "), one.imports);
    let lines: Vec<String> = missing.iter().map(line).collect();
    Letter::new(
        "ConsoRes\u{a0}: des fichiers sont attendus",
        &[
            &intro,
            &lines.join("\n\n"),
            "Ce qui a été importé compte déjà. Si vous venez de terminer, ne tenez pas compte de ce \
             message.",
        ],
    )
}
