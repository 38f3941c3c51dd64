//! The national indicators of the last year, with their targets.

use std::collections::BTreeSet;

use domain::dto::{Indicator, Indicators, OpenEdition};
use domain::french::typeset;
use domain::inquiry::{Inquiry, Scope};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::{Badge, Loaded, Tone};
use crate::format;
use crate::remote::Remote;
use crate::routes;
use crate::session::use_client;

/// Reads and shows them.
#[component]
pub fn OpenIndicators(edition: StoredValue<OpenEdition>) -> impl IntoView {
    let client = use_client();
    let year = edition.with_value(|edition| edition.years.last().copied().unwrap_or(edition.year));
    let indicators = Remote::new(move || client.open_indicators(year));
    view! {
        <section class="space-y-4 has-[.loading]:min-h-dvh" aria-labelledby="chiffres">
            <h2 id="chiffres" class="text-xl font-bold">
                {format!("La France en {year}")}
            </h2>
            <Loaded
                resource=indicators
                view=move |indicators: Indicators| {
                    let card = |item: Indicator| {
                        let follow = edition.with_value(|edition| follow(&item.id, edition));
                        card(item, follow)
                    };
                    let sources: BTreeSet<&str> =
                        indicators.items.iter().map(|item| item.source.as_str()).collect();
                    let sources = sources.into_iter().collect::<Vec<_>>().join(" ; ");
                    let sources = (!sources.is_empty())
                        .then(|| typeset(&format!("Source des cibles : {sources}.")));
                    let cards = indicators.items.into_iter().map(card).collect_view();
                    view! {
                        <ul class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">{cards}</ul>
                        {sources.map(|text| view! { <p class="text-xs text-base-content/75">{text}</p> })}
                    }
                    .into_any()
                }
            />
        </section>
    }
}

fn card(item: Indicator, follow: Option<String>) -> impl IntoView {
    let follow = follow.map(|href| {
        let name = format!("Vers la cible nationale\u{a0}: {}", item.label);
        view! {
            <A href attr:class="link link-primary text-sm" attr:aria-label=name>
                "Vers la cible nationale"
            </A>
        }
    });
    let figure = item.figure;
    let value = figure.value.map(|value| {
        let value = format::decimal(value, item.decimals);
        view! {
            <p>
                <span class="text-2xl font-bold tabular-nums">{value}</span>
                " "
                <span class="text-base-content/80">{figure.unit.clone()}</span>
            </p>
        }
    });
    let change = item.change.map(|change| format!("{} en un an", format::change(change)));
    let note = figure.notes.first().cloned();
    let target = item.target.map(|target| {
        let state = target.reached.map(|reached| {
            let (tone, text) = if reached {
                (Tone::Success, "cible atteinte")
            } else {
                (Tone::Warning, "cible non atteinte")
            };
            view! { <Badge tone text /> }
        });
        view! {
            <p class="flex flex-wrap items-center gap-2 text-sm">
                {state} <span>{target.label}</span>
            </p>
        }
    });
    view! {
        <li class="space-y-2 rounded-box border border-base-content/15 bg-base-100 p-5">
            <h3 class="font-medium">{item.label}</h3>
            {value}
            {change.map(|text| view! { <p class="text-sm text-base-content/80">{text}</p> })}
            {target}
            {note.map(|text| view! { <p class="text-sm">{text}</p> })}
            {follow}
        </li>
    }
}

/// Where an indicator goes beside its target over the years of the edition, where they are open.
fn follow(id: &str, edition: &OpenEdition) -> Option<String> {
    let usual = Inquiry::of_edition(edition);
    let inquiry = Inquiry::towards(id, Scope::NATION, usual.last)?;
    let asked = Inquiry { first: usual.first, ..inquiry }.in_edition(edition);
    let same = asked.indicator().is_some_and(|one| one.id == id);
    same.then(|| routes::of_inquiry(routes::OPEN, &asked))
}
