//! The indicator cards.

use domain::dto::IndicatorCard;
use leptos::prelude::*;

use super::value;
use crate::components::ExplainButton;
use crate::pages::analyses::TargetLink;
use crate::selection::Selection;

/// One card per indicator.
#[component]
pub fn Cards(
    cards: Vec<IndicatorCard>,
    year: i32,
    /// The establishment, where the cards have the perimeter of the national targets.
    #[prop(optional_no_strip)]
    finess: Option<String>,
) -> impl IntoView {
    let card = |card: IndicatorCard| {
        let finess = finess.clone();
        view! { <Card card year finess /> }
    };
    view! {
        <section class="space-y-4" aria-labelledby="indicateurs">
            <h2 id="indicateurs" class="text-xl font-bold">"Indicateurs"</h2>
            <ul class="grid gap-4 lg:grid-cols-3">
                {cards.into_iter().map(card).collect_view()}
            </ul>
        </section>
    }
}

/// Value, both sides, interval, change, and the way in.
#[component]
fn Card(card: IndicatorCard, year: i32, finess: Option<String>) -> impl IntoView {
    let figure = card.figure;
    let shown = value::value(Some(&figure));
    let unit = (figure.unit != "%").then(|| figure.unit.clone());
    let interval =
        value::interval(&figure).map(|range| format!("Intervalle de confiance\u{a0}: {range}"));
    let change = card.change.map(|change| {
        let before = value::value(card.previous.as_ref());
        let change = value::change(Some(change));
        view! {
            <p>
                <span class="font-semibold tabular-nums">{change}</span>
                {format!(" par rapport à {} ({before})", year - 1)}
            </p>
        }
    });
    let target = finess.map(|finess| {
        let (indicator, label) = (card.id.clone(), card.label.clone());
        view! { <TargetLink indicator label finess year /> }
    });
    let notes = figure
        .notes
        .iter()
        .map(|note| view! { <p class="text-sm">{note.clone()}</p> })
        .collect_view();
    view! {
        <li class="flex flex-col gap-3 rounded-box border border-base-content/15 bg-base-100 p-5">
            <h3 class="font-medium text-base-content/85">{card.label.clone()}</h3>
            <p class="text-4xl font-bold tracking-tight tabular-nums">
                {shown} {unit.map(|unit| view! { <span class="ms-2 text-base font-medium">{unit}</span> })}
            </p>
            <div class="space-y-1 text-sm text-base-content/85 tabular-nums">
                <p>{value::ratio(&figure)}</p>
                {interval.map(|text| view! { <p>{text}</p> })}
                {change}
            </div>
            {notes}
            <div class="mt-auto flex flex-wrap items-center gap-x-4 gap-y-2 pt-2">
                <ExplainButton
                    selection=Selection::of_card(&card.id)
                    subject=format!("{}, {year}", card.label)
                />
                {target}
            </div>
        </li>
    }
}
