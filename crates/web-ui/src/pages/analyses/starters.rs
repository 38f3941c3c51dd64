//! The questions that people come with.

use domain::inquiry::{Inquiry, Scope, Subject, View};
use leptos::prelude::*;
use leptos_router::components::A;

use super::address;

/// A question in words, what answers it, and how.
type Starter = (&'static str, &'static str, Inquiry);

/// Questions that lead to an answer in one click.
#[component]
pub fn Starters(usual: Inquiry) -> impl IntoView {
    let card = |(question, help, inquiry): Starter| {
        view! {
            <li>
                <A
                    href=address(&inquiry)
                    attr:class="flex h-full flex-col gap-2 rounded-box border border-base-content/15 bg-base-100 p-5 transition-colors hover:border-primary"
                >
                    <span class="font-semibold text-primary">{question}</span>
                    <span class="text-sm text-base-content/80">{help}</span>
                </A>
            </li>
        }
    };
    view! {
        <section class="space-y-4" aria-labelledby="questions">
            <h2 id="questions" class="text-xl font-bold">"Que voulez-vous savoir\u{202f}?"</h2>
            <ul class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
                {starters(&usual).into_iter().map(card).collect_view()}
            </ul>
        </section>
    }
}

fn starters(usual: &Inquiry) -> Vec<Starter> {
    let with = |change: fn(&mut Inquiry)| {
        let mut inquiry = usual.clone();
        change(&mut inquiry);
        inquiry.settled()
    };
    vec![
        (
            "Comment la consommation évolue-t-elle\u{202f}?",
            "Les années côte à côte, avec la France pour repère.",
            with(|one| one.compared = (one.scope != Scope::NATION).then_some(Scope::NATION)),
        ),
        (
            "Où se situe mon établissement\u{202f}?",
            "Sa place parmi les autres, et ce que ses services expliquent.",
            with(|one| {
                one.view = View::Peers;
                one.scope = Scope::kind("CH");
            }),
        ),
        (
            "Quelles familles d’antibiotiques\u{202f}?",
            "Ce qui fait le total, année après année.",
            with(|one| one.view = View::Families),
        ),
        (
            "Les carbapénèmes en réanimation\u{202f}?",
            "Une famille dans un secteur, sur cinq ans.",
            with(|one| {
                one.sector = Some("REA".to_owned());
                one.family = Some("CARBA".to_owned());
            }),
        ),
        (
            "Quelles résistances, à quoi\u{202f}?",
            "Micro-organismes et antibiotiques sur une grille.",
            with(|one| {
                one.subject = Subject::Resistance;
                one.view = View::Matrix;
            }),
        ),
        (
            "La résistance suit-elle la consommation\u{202f}?",
            "E. coli et céphalosporines de 3e génération, l’une à côté de l’autre.",
            with(|one| one.subject = Subject::Coupling),
        ),
    ]
}
