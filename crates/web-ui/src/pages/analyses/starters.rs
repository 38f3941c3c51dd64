//! The questions that people come with.

use domain::inquiry::{Beside, Inquiry, Scope, Subject, View};
use leptos::prelude::*;
use leptos_router::components::A;

use super::address;
use super::scopes::own;
use crate::session::use_session;

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
    // Among those of its type; establishments of no known one, among all.
    let peers = own(use_session()).first().map_or(Scope::NATION, |one| Scope::kind(&one.kind));
    view! {
        <section class="space-y-4" aria-labelledby="questions">
            <h2 id="questions" class="text-xl font-bold">"Que voulez-vous savoir\u{202f}?"</h2>
            <ul class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
                {starters(&usual, peers).into_iter().map(card).collect_view()}
            </ul>
        </section>
    }
}

fn starters(usual: &Inquiry, peers: Scope) -> Vec<Starter> {
    let with = |change: &dyn Fn(&mut Inquiry)| {
        let mut inquiry = usual.clone();
        change(&mut inquiry);
        inquiry.settled()
    };
    vec![
        (
            "Comment la consommation évolue-t-elle\u{202f}?",
            "Les années côte à côte, avec la France pour repère.",
            with(&|one| {
                one.compared = (one.scope != Scope::NATION).then_some(Beside::Scope(Scope::NATION));
            }),
        ),
        (
            "Va-t-on vers la cible nationale\u{202f}?",
            "L’écart à la cible, ce qui reste à faire, et où mène la tendance.",
            with(&|one| *one = one.clone().seen_as(View::Target)),
        ),
        (
            "Où se situe mon établissement\u{202f}?",
            "Sa place parmi les établissements de son type, et ce que ses services expliquent.",
            with(&|one| {
                one.view = View::Peers;
                one.scope = peers.clone();
            }),
        ),
        (
            "Quelles familles d’antibiotiques\u{202f}?",
            "Ce qui fait le total, année après année.",
            with(&|one| one.view = View::Families),
        ),
        (
            "Quelque chose a-t-il changé\u{202f}?",
            "Trimestre par trimestre, avec ce que le hasard fait varier.",
            with(&|one| one.view = View::Control),
        ),
        (
            "Qui consomme quoi\u{202f}?",
            "Secteurs et familles sur une grille.",
            with(&|one| one.view = View::SectorFamilies),
        ),
        (
            "Les carbapénèmes en réanimation\u{202f}?",
            "Une famille dans un secteur, sur cinq ans.",
            with(&|one| {
                one.sector = Some("REA".to_owned());
                one.family = Some("CARBA".to_owned());
            }),
        ),
        (
            "Quelles résistances, à quoi\u{202f}?",
            "Micro-organismes et antibiotiques sur une grille.",
            with(&|one| {
                one.subject = Subject::Resistance;
                one.view = View::Matrix;
            }),
        ),
        (
            "La résistance suit-elle la consommation\u{202f}?",
            "E. coli et céphalosporines de 3e génération, l’une à côté de l’autre.",
            with(&|one| one.subject = Subject::Coupling),
        ),
        (
            "Quelle part d’antibiotiques à réserver\u{202f}?",
            "Les classes Access, Watch et Reserve de l’OMS, année après année.",
            with(&|one| one.view = View::Aware),
        ),
    ]
}
