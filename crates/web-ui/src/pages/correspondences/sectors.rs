//! The answers given for units whose DE does not tell the sector.

use domain::dto::{SectorAnswer, SectorAnswers};
use leptos::prelude::*;

use crate::api::ApiError;
use crate::components::{EmptyState, Loaded, ProblemAlert, TableFrame};
use crate::labels;
use crate::pages::establishment::use_finess;
use crate::remote::Remote;
use crate::routes::{self, Tab};
use crate::session::{use_client, use_session};

/// Answers in force; each can be taken back.
#[component]
pub fn Sectors() -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let answers = Remote::new(move || {
        let finess = finess.get();
        async move { client.sector_answers(&finess).await }
    });
    let failure = RwSignal::new(None::<ApiError>);
    let take_back = Callback::new(move |unit: String| {
        leptos::task::spawn_local(async move {
            let answer = SectorAnswer { label: unit, code: None };
            failure.set(client.answer_sector(&finess.get_untracked(), answer).await.err());
            answers.refetch();
        });
    });
    let structure = move || {
        let path = routes::tab(&finess.get(), Tab::Structure);
        routes::with_query(&path, [("statut", Some("a-preciser"))])
    };
    view! {
        <section class="space-y-5" aria-labelledby="secteurs">
            <div>
                <h2 id="secteurs" class="text-xl font-bold">"Secteurs précisés"</h2>
                <p class="mt-1 max-w-prose text-base-content/80">
                    "Les disciplines 195, 196 et 999 ne disent pas leur secteur\u{202f}; c’est vous qui le dites, "
                    "dans la "
                    <a class="link link-primary" href=structure>"structure"</a>
                    " ou pendant un import."
                </p>
            </div>
            {move || failure.get().map(|error| view! { <ProblemAlert error /> })}
            <Loaded resource=answers view=move |answers| view! { <Answers answers take_back /> }.into_any() />
        </section>
    }
}

/// One row per unit.
#[component]
fn Answers(answers: SectorAnswers, take_back: Callback<String>) -> impl IntoView {
    let given: Vec<SectorAnswer> =
        answers.items.into_iter().filter(|answer| answer.code.is_some()).collect();
    if given.is_empty() {
        return view! {
            <EmptyState
                title="Aucune réponse donnée"
                text="Si une unité a besoin d’une réponse, l’onglet Structure et l’import le disent."
            />
        }
        .into_any();
    }
    let (session, finess) = (use_session(), use_finess());
    let manages = Memo::new(move |_| session.manages(&finess.get()));
    let row = move |answer: SectorAnswer| {
        let unit = StoredValue::new(answer.label.clone());
        let action = StoredValue::new(format!("Retirer la réponse de l’UF {}", answer.label));
        let code = answer.code.unwrap_or_default();
        let name = labels::sector(&code).to_owned();
        view! {
            <tr>
                <th scope="row" class="font-normal tabular-nums">{answer.label}</th>
                <td>{if name == code { format!("DE {code}") } else { name }}</td>
                <td class="text-end">
                    <Show when=move || manages.get()>
                        <button
                            class="btn btn-sm"
                            aria-label=action.get_value()
                            on:click=move |_| take_back.run(unit.get_value())
                        >
                            "Retirer"
                        </button>
                    </Show>
                </td>
            </tr>
        }
    };
    view! {
        <TableFrame caption="Réponses données, par unité" quiet=true>
            <thead>
                <tr>
                    <th scope="col">"UF"</th>
                    <th scope="col">"Réponse"</th>
                    <th scope="col"><span class="sr-only">"Action"</span></th>
                </tr>
            </thead>
            <tbody>{given.into_iter().map(row).collect_view()}</tbody>
        </TableFrame>
    }
    .into_any()
}
