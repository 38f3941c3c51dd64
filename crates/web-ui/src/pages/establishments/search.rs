//! Search in the registry, and the request to join.

use domain::dto::{Establishment, Level, MembershipCreated, MembershipState, Page, Role};
use leptos::prelude::*;

use crate::api::ApiError;
use crate::components::{Callout, Loaded, ProblemAlert, SearchField, Tone};
use crate::format;
use crate::labels;
use crate::remote::Remote;
use crate::routes::{self, Tab};
use crate::session::{use_client, use_session};

/// Shorter texts would list half of the registry.
const MIN_LENGTH: usize = 2;

/// A name, a number or a town; the results follow the typing.
#[component]
pub fn Search() -> impl IntoView {
    let client = use_client();
    let text = RwSignal::new(String::new());
    let found = Remote::new(move || {
        let q = text.get().trim().to_owned();
        async move {
            if q.chars().count() < MIN_LENGTH {
                return Ok(None);
            }
            client.search_establishments(&q).await.map(Some)
        }
    });
    view! {
        <SearchField
            id="recherche"
            label="Nom, numéro FINESS ou ville"
            placeholder="Grasse, 060000478…"
            on_search=Callback::new(move |typed| text.set(typed))
        />
        <div aria-live="polite">
            <Loaded
                resource=found
                view=|page| page.map(|page| view! { <Results page /> }).into_any()
            />
        </div>
    }
}

/// What the registry answers.
#[component]
fn Results(page: Page<Establishment>) -> impl IntoView {
    if page.items.is_empty() {
        return view! { <p class="py-4">"Aucun établissement ne correspond."</p> }.into_any();
    }
    let shown = page.items.len() as f64;
    let total = page.total as f64;
    let count = format::count(total, "établissement", "établissements");
    let hint =
        if total > shown { "\u{202f}; précisez la recherche pour voir les autres" } else { "" };
    view! {
        <p class="mb-2 text-sm text-base-content/80">{count}{hint}</p>
        <ul class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100">
            {page.items.into_iter().map(|one| view! { <Found one /> }).collect_view()}
        </ul>
    }
    .into_any()
}

/// One establishment and the button to join it.
#[component]
fn Found(one: Establishment) -> impl IntoView {
    let session = use_session();
    let client = use_client();
    let busy = RwSignal::new(false);
    let outcome = RwSignal::new(None::<Result<MembershipCreated, ApiError>>);
    let finess = StoredValue::new(one.finess.clone());
    let joined = move || {
        finess.with_value(|finess| session.memberships().iter().any(|mine| mine.finess == *finess))
    };
    let join = move |_| {
        busy.set(true);
        leptos::task::spawn_local(async move {
            let answer = client.join(&finess.get_value()).await;
            let succeeded = answer.is_ok();
            outcome.set(Some(answer));
            busy.set(false);
            if succeeded {
                session.reload().await;
            }
        });
    };
    let name = one.name.clone();
    let level = match one.level {
        Level::Site => "site",
        Level::LegalEntity => "entité juridique",
    };
    let result = move || {
        outcome.get().map(|answer| match answer {
            Ok(created) => view! { <Joined created finess=finess.get_value() /> }.into_any(),
            Err(error) => view! { <ProblemAlert error /> }.into_any(),
        })
    };
    view! {
        <li class="space-y-3 p-4">
            <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
                <div class="min-w-0 grow basis-72">
                    <p class="font-semibold">{one.name}</p>
                    <p class="text-sm text-base-content/80">
                        {format!("{} · {} · ", one.city, one.type_label)} {level} " "
                        <span class="tabular-nums">{one.finess}</span>
                    </p>
                </div>
                <Show
                    when=joined
                    fallback=move || {
                        view! {
                            <button
                                class="btn btn-primary btn-sm"
                                aria-label=format!("Rejoindre {name}")
                                disabled=move || busy.get()
                                on:click=join
                            >
                                "Rejoindre"
                            </button>
                        }
                    }
                >
                    <span class="text-sm font-medium text-success">"Déjà parmi les vôtres"</span>
                </Show>
            </div>
            {result}
        </li>
    }
}

/// What the request led to.
#[component]
fn Joined(created: MembershipCreated, finess: String) -> impl IntoView {
    match created.state {
        MembershipState::Active => {
            let text = if created.role == Role::Referent {
                "Vous êtes le premier\u{a0}: à vous d’importer la structure et d’accueillir les autres."
            } else {
                "Vous pouvez travailler tout de suite."
            };
            view! {
                <Callout
                    tone=Tone::Success
                    title=format!("Vous êtes {}", labels::role(created.role))
                    live=true
                >
                    <p>{text}</p>
                    <a class="btn btn-primary btn-sm" href=routes::tab(&finess, Tab::Dashboard)>
                        "Ouvrir le tableau de bord"
                    </a>
                </Callout>
            }
            .into_any()
        }
        MembershipState::Pending => view! {
            <Callout tone=Tone::Information title="Demande en attente" live=true>
                <p>"Le référent de l’établissement doit accepter votre demande."</p>
            </Callout>
        }
        .into_any(),
    }
}
