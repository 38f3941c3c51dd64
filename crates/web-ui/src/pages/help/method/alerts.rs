//! What raises an alert, and whom to tell.

use domain::alerts::{Definition, definitions};
use domain::french::typeset;
use leptos::prelude::*;

use super::parts::{MethodPart, Texts};
use crate::labels;

/// The part about alerts.
#[component]
pub fn Alerts() -> impl IntoView {
    let rows = definitions().iter().map(cells).collect();
    view! {
        <MethodPart anchor="alertes" tables=&["bhre_definitions"]>
            <p class="max-w-prose">
                "À chaque import de résistances, ConsoRes cherche les bactéries hautement résistantes émergentes "
                "(BHRe) et quelques autres micro-organismes. Un nouveau patient d’une unité lève une alerte dans l’établissement\u{202f}; "
                "ses membres reçoivent un courriel qui dit combien d’alertes attendent, sans rien des patients."
            </p>
            <Texts
                caption="Ce qui lève une alerte"
                columns=&["Micro-organisme", "Nature", "Ce qu’il faut savoir", "Fondement", "Source"]
                rows
            />
            <p class="max-w-prose">
                "Tous les isolats lisibles sont regardés, aussi ceux qui ne comptent pas dans les chiffres\u{a0}: dépistages, "
                "consultations, unités hors périmètre. L’alerte dit alors pourquoi. Un patient lève une alerte une fois par unité et par "
                "type de carbapénémase\u{202f}; s’il en a déjà levé une la même année ou l’année d’avant, il est connu."
            </p>
            <p class="max-w-prose">
                "Qui prévenir\u{a0}: l’équipe opérationnelle d’hygiène, le médecin de l’unité, le microbiologiste. Le signalement "
                "externe va à l’ARS et au CPias par e-SIN. ConsoRes en prépare le texte et ne transmet rien\u{a0}: une "
                "personne le relit, le complète, le transmet, puis déclare ici qu’il est fait."
            </p>
        </MethodPart>
    }
}

fn cells(one: &Definition) -> Vec<String> {
    vec![
        typeset(one.label),
        labels::alert_kind(one.kind).to_owned(),
        typeset(one.note),
        typeset(one.criterion),
        typeset(one.source),
    ]
}
