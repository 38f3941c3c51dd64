//! Terms of use and legal notice.

use leptos::prelude::*;

use crate::components::{LegalBody, Loaded, PageHeading};
use crate::remote::Remote;
use crate::session::use_client;

/// A titled paragraph.
fn section(title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <section>
            <h2 class="text-lg font-semibold">{title}</h2>
            <p class="mt-1">{text}</p>
        </section>
    }
}

/// What users agree to, as the operator has it.
#[component]
pub fn Terms() -> impl IntoView {
    let client = use_client();
    let terms = Remote::new(move || client.terms());
    view! {
        <Loaded
            resource=terms
            view=|text| {
                view! {
                    <PageHeading title=text.title lead=format!("Version {}", text.version) />
                    <LegalBody body=text.body />
                }
                .into_any()
            }
        />
    }
}

/// Who publishes, and what happens to personal data.
#[component]
pub fn Legal() -> impl IntoView {
    view! {
        <PageHeading title="Mentions légales" />
        <div class="max-w-prose space-y-6">
            {section(
                "Éditeur",
                "Le service est édité par l’organisme qui l’exploite\u{202f}; ses coordonnées et celles de \
                 son hébergeur sont à compléter par lui avant l’ouverture au public.",
            )}
            {section(
                "Logiciel",
                "ConsoRes est un logiciel libre distribué sous licence publique de l’Union européenne \
                 (EUPL 1.2). Il ne charge rien depuis un autre site.",
            )}
            {section(
                "Données de patients",
                "ConsoRes ne conserve ni nom, ni date de naissance, ni identifiant de patient. D’un fichier de résistances, \
                 l’identifiant est remplacé par un pseudonyme pendant la lecture et la date de naissance par un âge. Si \
                 un fichier contient par erreur \
                 un nom, une date de naissance, un numéro de téléphone ou de sécurité sociale, la valeur n’est ni \
                 enregistrée ni affichée\u{a0}: l’anomalie donne la ligne et la colonne. Un nom seul dans une colonne \
                 de libellés ressemble à un libellé\u{a0}: relisez le verdict avant d’enregistrer.",
            )}
            {section(
                "Vos données",
                "Le compte conserve votre nom, votre adresse électronique, une empreinte de votre mot de passe, \
                 vos rattachements, vos connexions (90\u{a0}jours) et ce que vous avez fait dans vos établissements \
                 (journal des actions). Votre nom est vu par les membres de vos établissements, votre centre \
                 régional et l’équipe nationale\u{202f}; votre adresse, par le référent et l’équipe nationale. Un \
                 compte inutilisé pendant 36\u{a0}mois est supprimé.",
            )}
            {section(
                "Vos droits",
                "La page «\u{a0}Mon compte\u{a0}» permet à tout moment de télécharger tout ce qui vous concerne et de \
                 supprimer votre compte\u{202f}; le journal et les imports restent alors, sans votre nom. Pour toute \
                 question, adressez-vous à l’exploitant du service ou à son délégué à la protection des données\u{202f}; \
                 vous pouvez saisir la CNIL.",
            )}
            {section(
                "Cookies",
                "Un cookie nécessaire à la session, et un autre le temps d’une connexion par un fournisseur \
                 d’identité\u{202f}; tous inaccessibles aux scripts. Le choix du mode \
                 clair ou sombre reste dans votre navigateur. Aucune mesure d’audience.",
            )}
            {section(
                "Accessibilité",
                "Toutes les pages se parcourent au clavier et avec un lecteur d’écran\u{202f}; chaque \
                 graphique a son tableau.",
            )}
        </div>
    }
}
