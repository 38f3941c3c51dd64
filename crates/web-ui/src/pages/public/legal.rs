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
