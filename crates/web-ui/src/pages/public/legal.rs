//! Terms of use and legal notice.

use leptos::prelude::*;

use crate::components::PageHeading;

/// A titled paragraph.
fn section(title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <section>
            <h2 class="text-lg font-semibold">{title}</h2>
            <p class="mt-1">{text}</p>
        </section>
    }
}

/// What users agree to.
#[component]
pub fn Terms() -> impl IntoView {
    view! {
        <PageHeading title="Conditions générales d’utilisation" />
        <div class="max-w-prose space-y-6">
            {section(
                "Objet",
                "Le service permet aux établissements de santé et aux EHPAD de livrer leurs \
                 consommations d’antibiotiques et d’antifongiques, et d’en lire l’analyse.",
            )}
            {section(
                "Comptes",
                "Un compte est personnel. Le premier inscrit d’un établissement en devient le \
                 référent\u{a0}: il gère la structure et accepte les autres membres. Chacun garde son mot \
                 de passe secret et signale sans délai une utilisation anormale.",
            )}
            {section(
                "Données livrées",
                "L’établissement livre des données exactes, à sa connaissance, et qu’il est en droit \
                 de transmettre. Les fichiers de structure, de journées et de consommations ne \
                 contiennent aucune donnée de patient\u{202f}; aucune ne doit y être ajoutée.",
            )}
            {section(
                "Usage des résultats",
                "Les chiffres d’un établissement ne sont visibles que de ses membres. Leur lecture \
                 tient compte du périmètre, des versions des règles et des réserves affichées avec eux.",
            )}
            {section(
                "Traçabilité",
                "Chaque import, chaque annulation et chaque arrivée d’un membre est inscrit au journal \
                 de l’établissement avec son auteur et sa date.",
            )}
        </div>
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
                "Données personnelles",
                "Le compte conserve un nom, une adresse électronique et un mot de passe dont seule \
                 une empreinte est gardée. Le journal garde le nom de l’auteur de chaque action. Ces \
                 données servent à l’accès et à la traçabilité, et à rien d’autre.",
            )}
            {section(
                "Cookies",
                "Un seul cookie, nécessaire à la session, inaccessible aux scripts. Le choix du mode \
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
