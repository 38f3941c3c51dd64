//! The model that consumption is expected by: what it is for, what it is made of, and what it must not be used for.

use domain::dto::{ModelCard, ModelRatio, ModelTerm, PeerDistribution};
use domain::inquiry::{Answer, Inquiry, Scope, Subject, View};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use crate::browser;
use crate::components::{EmptyState, Loaded, PageHeading, TableFrame};
use crate::format;
use crate::pages::verdict::VersionLine;
use crate::remote::Remote;
use crate::session::use_client;

/// The model behind the observed over expected of an analysis, whose question is in the address.
#[component]
pub fn ModelPage() -> impl IntoView {
    let (client, query) = (use_client(), use_location().query);
    let inquiry = Memo::new(move |_| {
        let usual = Inquiry::of(Scope::NATION, browser::last_year());
        query.with(|query| compared(Inquiry::read(|name| query.get_str(name), &usual)))
    });
    let answers = Remote::new(move || {
        let inquiry = inquiry.get();
        async move { client.answers(&inquiry).await }
    });
    let back = move || super::address(&inquiry.get());
    view! {
        <PageHeading
            title="Ce que le modèle attend"
            lead="L’observé sur attendu d’une analyse compare un établissement à ce qu’il consommerait comme les autres de son type, secteur par secteur. Voici le modèle qui le dit."
        />
        <div class="space-y-10">
            <p>
                <A href=back attr:class="link link-primary">
                    "Revenir à l’analyse"
                </A>
            </p>
            <Loaded
                resource=answers
                view=|answers| told(answers).map(|peers| view! { <Told peers /> }).into_any()
            />
        </div>
    }
}

/// The one answer that has a model.
fn told(answers: Vec<Answer>) -> Option<PeerDistribution> {
    answers.into_iter().find_map(|answer| match answer {
        Answer::Peers(peers) => Some(peers),
        Answer::Consumption(_) | Answer::Resistance(_) => None,
    })
}

/// The question of consumption that the model answers; of the nation, where what is looked at is not divided.
fn compared(mut inquiry: Inquiry) -> Inquiry {
    inquiry.subject = Subject::Consumption;
    inquiry.view = View::Peers;
    if !inquiry.scope.is_divided() {
        inquiry.scope = Scope::NATION;
    }
    inquiry.settled()
}

#[component]
fn Told(peers: PeerDistribution) -> impl IntoView {
    match (peers.model, peers.without_model) {
        (Some(card), _) => view! { <Card card=*card /> }.into_any(),
        (None, why) => {
            let text = format!(
                "{} L’attendu est alors ce que l’établissement consommerait si chacun de ses secteurs consommait comme la France.",
                why.unwrap_or_default(),
            );
            view! { <EmptyState title="Pas de modèle pour cette question" text /> }.into_any()
        }
    }
}

#[component]
fn Card(card: ModelCard) -> impl IntoView {
    let ModelCard { title, purpose, population, formula, method, terms, fit, limits, .. } = card;
    let facts = fit.into_iter().map(|fact| {
        view! {
            <div>
                <dt class="text-sm text-base-content/80">{fact.label}</dt>
                <dd class="font-medium tabular-nums">{fact.value}</dd>
            </div>
        }
    });
    let facts = facts.collect_view();
    let left_out = (!card.left_out.is_empty()).then(|| {
        view! {
            <h3 class="font-semibold">"Ce qui a été laissé de côté ou réuni"</h3>
            <Lines lines=card.left_out />
        }
    });
    view! {
        <Part id="modele-sert" title>
            <p>{purpose}</p>
            <p class="overflow-x-auto rounded-box bg-base-200 p-4 font-mono text-sm">{formula}</p>
            <p>{method}</p>
        </Part>
        <Part id="modele-limites" title="Ce qu’il ne dit pas">
            <Lines lines=limits />
        </Part>
        <Part id="modele-donnees" title="Sur quoi il est ajusté">
            <p>{population}</p>
            <dl class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">{facts}</dl>
            {left_out}
        </Part>
        <section class="space-y-3" aria-labelledby="modele-termes">
            <h2 id="modele-termes" class="text-xl font-bold">
                "Ce que chaque secteur et chaque type multiplient"
            </h2>
            <p class="max-w-prose">
                "Un rapport de taux de 2 dit\u{a0}: à type égal (ou à secteur égal), deux fois plus de DDJ par journée que le niveau de référence. Un intervalle qui contient 1 ne les distingue pas."
            </p>
            <Terms terms />
        </section>
        <footer class="space-y-1">
            <VersionLine versions=card.versions />
            <p class="text-sm text-base-content/75">
                {format!("Seuils du modèle\u{a0}: version {}.", card.rules)}
            </p>
        </footer>
    }
}

/// A part of the card under its heading.
#[component]
fn Part(id: &'static str, #[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <section class="max-w-prose space-y-3" aria-labelledby=id>
            <h2 id=id class="text-xl font-bold">
                {title}
            </h2>
            {children()}
        </section>
    }
}

#[component]
fn Lines(lines: Vec<String>) -> impl IntoView {
    let lines = lines.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    view! { <ul class="list-disc space-y-1 ps-5">{lines}</ul> }
}

/// The levels of the terms, with what they multiply the rate of their reference by.
#[component]
fn Terms(terms: Vec<ModelTerm>) -> impl IntoView {
    let row = |ModelTerm { term, label, establishments, ratio }: ModelTerm| {
        let (value, interval) = match ratio {
            Some(ModelRatio { value, low, high, .. }) => {
                let interval =
                    format!("{} à {}", format::decimal(low, 2), format::decimal(high, 2));
                (format::decimal(value, 2), interval)
            }
            None => ("1".to_owned(), "référence".to_owned()),
        };
        view! {
            <tr>
                <td>{term}</td>
                <th scope="row" class="font-medium">
                    {label}
                </th>
                <td class="text-end tabular-nums">{format::integer(establishments)}</td>
                <td class="text-end tabular-nums">{value}</td>
                <td class="text-end tabular-nums">{interval}</td>
            </tr>
        }
    };
    let level = terms.iter().find_map(|one| one.ratio).map(|one| format::level(one.level));
    let interval = match level {
        Some(level) => format!("Intervalle à {level}"),
        None => "Intervalle".to_owned(),
    };
    view! {
        <TableFrame caption="Rapports de taux du modèle" quiet=true>
            <thead>
                <tr>
                    <th scope="col">"Terme"</th>
                    <th scope="col">"Niveau"</th>
                    <th scope="col" class="text-end">
                        "Établissements"
                    </th>
                    <th scope="col" class="text-end">
                        "Rapport de taux"
                    </th>
                    <th scope="col" class="text-end">
                        {interval}
                    </th>
                </tr>
            </thead>
            <tbody>{terms.into_iter().map(row).collect_view()}</tbody>
        </TableFrame>
    }
}
