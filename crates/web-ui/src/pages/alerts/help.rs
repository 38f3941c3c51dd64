//! What an alert is, and whom to tell.

use leptos::prelude::*;

use crate::routes;

/// A short help above the list; it is closed until somebody asks.
#[component]
pub fn AlertHelp() -> impl IntoView {
    view! {
        <details class="rounded-box border border-base-content/15 bg-base-100">
            <summary class="cursor-pointer px-4 py-3 font-medium">
                "Qu’est-ce qu’une BHRe, et qui prévenir\u{202f}?"
            </summary>
            <div class="max-w-prose space-y-3 px-4 pb-4">
                <p>
                    "Une bactérie hautement résistante émergente (BHRe) est une entérobactérie productrice de "
                    "carbapénémase (EPC) ou un "
                    <i>"Enterococcus faecium"</i>
                    " résistant aux glycopeptides (ERG). Chaque patient compte, porteur ou infecté. "
                    <i>"Candida auris"</i>
                    " et quelques résistances exceptionnelles lèvent aussi une alerte."
                </p>
                <p>
                    "Prévenez sans attendre l’équipe opérationnelle d’hygiène, le médecin de l’unité et le "
                    "microbiologiste. C’est l’équipe d’hygiène, ou le responsable du signalement, qui signale à l’ARS et au CPias "
                    "par e-SIN\u{a0}: ConsoRes prépare le texte et ne transmet rien."
                </p>
                <a class="link link-primary font-medium" href=routes::ALERT_HELP>
                    "Ce qui lève une alerte, en détail"
                </a>
            </div>
        </details>
    }
}
