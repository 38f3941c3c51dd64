//! What open access publishes, and what it hides.

use domain::disclosure::{Hidden, Rule, hidden_text};
use leptos::prelude::*;

use super::parts::MethodPart;
use crate::routes;

/// The part about open figures.
#[component]
pub fn OpenAccess() -> impl IntoView {
    let rule = Rule::current();
    let hidden = [Hidden::Patients, Hidden::Amounts].map(|what| {
        let text = hidden_text(what, &rule);
        view! { <li>{text}</li> }
    });
    view! {
        <MethodPart anchor="acces-libre" tables=&["disclosure"]>
            <p class="max-w-prose">
                "Les chiffres "
                <a class="link link-primary" href=routes::OPEN>
                    "en accès libre"
                </a>
                " viennent d’une édition\u{a0}: les sommes d’une base figée définitive, calculées et protégées une fois, pour la France, les régions et les types d’établissement. Une édition ne change plus\u{202f}; sa version se cite."
            </p>
            <ul class="max-w-prose list-disc space-y-1 ps-5">{hidden.into_iter().collect_view()}</ul>
            <p class="max-w-prose">
                "Un nombre masqué se retrouverait en soustrayant les autres d’un total\u{a0}: d’autres nombres sont masqués avec lui, sur toutes les sommes que les tables permettent d’écrire, jusqu’à ce que plusieurs valeurs restent possibles. Rien ne dit lequel des deux l’est pour lui-même. Le choix des indicateurs publiés ne change pas ce qui est masqué. Un zéro n’est pas masqué."
            </p>
        </MethodPart>
    }
}
