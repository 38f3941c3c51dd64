//! The questions that visitors come with.

use domain::dto::OpenEdition;
use domain::inquiry::{Inquiry, Subject, View};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::routes;

/// A question in words, what answers it, and how.
type Starter = (&'static str, &'static str, Inquiry);

/// Questions that lead to an answer in one click.
#[component]
pub fn OpenStarters(edition: StoredValue<OpenEdition>) -> impl IntoView {
    let card = |(question, help, inquiry): Starter| {
        view! {
            <li>
                <A
                    href=routes::of_inquiry(routes::OPEN, &inquiry)
                    attr:class="flex h-full flex-col gap-2 rounded-box border border-base-content/15 bg-base-100 p-5 transition-colors hover:border-primary"
                >
                    <span class="font-semibold text-primary">{question}</span>
                    <span class="text-sm text-base-content/80">{help}</span>
                </A>
            </li>
        }
    };
    let cards = edition.with_value(|edition| {
        let with = |change: &dyn Fn(&mut Inquiry)| {
            let mut inquiry = Inquiry::of_edition(edition);
            change(&mut inquiry);
            inquiry.in_edition(edition)
        };
        starters(with).map(card).into_iter().collect_view()
    });
    view! {
        <section class="space-y-4" aria-labelledby="questions">
            <h2 id="questions" class="text-xl font-bold">"Que voulez-vous savoir\u{202f}?"</h2>
            <ul class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">{cards}</ul>
        </section>
    }
}

fn starters(with: impl Fn(&dyn Fn(&mut Inquiry)) -> Inquiry) -> [Starter; 7] {
    [
        (
            "Comment la consommation évolue-t-elle\u{202f}?",
            "Les années côte à côte, pour la France, une région ou un type d’établissement.",
            with(&|_| {}),
        ),
        (
            "Va-t-on vers la cible nationale\u{202f}?",
            "L’écart à la cible, ce qui reste à faire, et où mène la tendance.",
            with(&|one| one.view = View::Target),
        ),
        (
            "Les carbapénèmes en réanimation\u{202f}?",
            "Une famille dans un secteur, année après année.",
            with(&|one| {
                one.sector = Some("REA".to_owned());
                one.family = Some("CARBA".to_owned());
            }),
        ),
        (
            "Quelles régions consomment le plus\u{202f}?",
            "La carte des régions, sans classement\u{a0}: leurs hôpitaux ne soignent pas les mêmes malades.",
            with(&|one| one.view = View::Regions),
        ),
        (
            "Qui consomme quoi\u{202f}?",
            "Secteurs et familles sur une grille.",
            with(&|one| one.view = View::SectorFamilies),
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
    ]
}
