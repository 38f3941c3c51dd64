//! What raises an alert, and whom to tell.

use leptos::prelude::*;

use crate::components::TableFrame;

/// What is looked for, what tells it, what to do.
const RAISED: [(&str, &str, &str); 6] = [
    (
        "Entérobactérie productrice de carbapénémase (EPC)",
        "BHRe. La carbapénémase dite par le laboratoire, avec ou sans type\u{202f}; une résistance aux carbapénèmes \
         sans carbapénémase ne suffit pas.",
        "Signaler chaque cas, porteur ou infecté.",
    ),
    (
        "Enterococcus faecium résistant aux glycopeptides (ERG)",
        "BHRe. Vancomycine ou téicoplanine R. E. faecalis n’est pas concerné.",
        "Signaler chaque cas, porteur ou infecté.",
    ),
    (
        "Candida auris",
        "Agent émergent. Le micro-organisme seul.",
        "Signaler tout cas, colonisation comprise.",
    ),
    (
        "Acinetobacter baumannii résistant aux carbapénèmes",
        "Imipénème ou méropénème R, ou carbapénémase. Ce n’est pas une BHRe.",
        "L’équipe d’hygiène juge.",
    ),
    (
        "Pseudomonas aeruginosa producteur de carbapénémase",
        "La carbapénémase dite par le laboratoire. Ce n’est pas une BHRe.",
        "L’équipe d’hygiène juge.",
    ),
    (
        "Staphylococcus aureus résistant à la vancomycine",
        "Vancomycine R\u{a0}: exceptionnel, à confirmer d’abord.",
        "Vérifier, puis signaler.",
    ),
];

/// The part of the documentation about alerts.
#[component]
pub fn Alerts() -> impl IntoView {
    let row = |(what, told, to_do): (&'static str, &'static str, &'static str)| {
        view! {
            <tr class="align-top">
                <th scope="row" class="min-w-48">{what}</th>
                <td class="min-w-64">{told}</td>
                <td class="min-w-44">{to_do}</td>
            </tr>
        }
    };
    view! {
        <section class="space-y-4" aria-labelledby="alertes">
            <h2 id="alertes" tabindex="-1" class="text-xl font-bold outline-none">"Alertes"</h2>
            <p class="max-w-prose">
                "À chaque import de résistances, ConsoRes cherche les bactéries hautement résistantes émergentes "
                "(BHRe) et quelques autres micro-organismes. Un nouveau patient d’une unité lève une alerte dans l’établissement\u{202f}; "
                "ses membres reçoivent un courriel qui dit combien d’alertes attendent, sans rien des patients."
            </p>
            <TableFrame caption="Ce qui lève une alerte" quiet=true>
                <thead>
                    <tr>
                        <th scope="col">"Micro-organisme"</th>
                        <th scope="col">"Ce qui le dit"</th>
                        <th scope="col">"Que faire"</th>
                    </tr>
                </thead>
                <tbody>{RAISED.map(row).into_iter().collect_view()}</tbody>
            </TableFrame>
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
        </section>
    }
}
