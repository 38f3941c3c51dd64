//! The four figures that everybody looks at first.

use domain::dto::IndicatorCard;
use leptos::prelude::*;

use super::opened::OpenButton;
use super::words;
use crate::subject::Subject;

/// One card each.
#[component]
pub fn Cards(cards: Vec<IndicatorCard>, year: i32) -> impl IntoView {
    view! {
        <section class="space-y-4" aria-labelledby="bacteries-resistantes">
            <h2 id="bacteries-resistantes" class="text-xl font-bold">"Bactéries résistantes"</h2>
            <ul class="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
                {cards.into_iter().map(|card| view! { <Card card year /> }).collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn Card(card: IndicatorCard, year: i32) -> impl IntoView {
    let figure = card.figure;
    let interval = words::interval(&figure)
        .map(|range| view! { <p>{format!("Intervalle de confiance\u{a0}: {range}")}</p> });
    let before = card.previous.map(|previous| {
        let text = format!(
            "{}\u{a0}: {} ({})",
            year - 1,
            words::percent(&previous),
            words::ratio(&previous)
        );
        view! { <p>{text}</p> }
    });
    let notes = figure.notes.iter().map(|note| view! { <p>{note.clone()}</p> }).collect_view();
    let open = Subject::of_card(&card.id)
        .map(|subject| view! { <OpenButton subject name=card.label.clone() /> });
    view! {
        <li class="flex flex-col gap-3 rounded-box border border-base-content/15 bg-base-100 p-5">
            <h3 class="font-medium text-base-content/85">{card.label}</h3>
            <p class="text-4xl font-bold tracking-tight tabular-nums">{words::percent(&figure)}</p>
            <div class="space-y-1 text-sm text-base-content/85 tabular-nums">
                <p>{format!("{} isolats testés", words::ratio(&figure))}</p>
                {interval}
                {before}
                {notes}
            </div>
            <div class="mt-auto pt-2">{open}</div>
        </li>
    }
}
