//! Search in the registry, and the request to join.

use domain::dto::{Establishment, Level, MembershipCreated, MembershipState, Page, Role};
use leptos::prelude::*;

use crate::attempt::Attempt;
use crate::components::{Callout, Loaded, Refused, SearchField, Tone};
use crate::format;
use crate::labels;
use crate::remote::Remote;
use crate::rights;
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

/// One establishment and the button to join it; a link where the person may read it already.
#[component]
fn Found(one: Establishment) -> impl IntoView {
    let session = use_session();
    let client = use_client();
    let attempt = Attempt::new();
    let joined = RwSignal::new(None::<MembershipCreated>);
    let finess = StoredValue::new(one.finess.clone());
    let region = StoredValue::new(one.region.clone());
    let is_mine = move || {
        finess.with_value(|finess| session.memberships().iter().any(|mine| mine.finess == *finess))
    };
    let may_read = move || {
        region.with_value(|region| session.me().is_some_and(|me| rights::reads_region(&me, region)))
    };
    let join = move |_| {
        attempt.run(async move {
            joined.set(Some(client.join(&finess.get_value()).await?));
            session.reload().await;
            Ok(())
        });
    };
    let name = StoredValue::new(one.name.clone());
    let level = match one.level {
        Level::Site => "site",
        Level::LegalEntity => "entité juridique",
    };
    let open = move || {
        view! {
            <a
                class="btn btn-sm"
                aria-label=format!("Ouvrir {}", name.get_value())
                href=routes::tab(&finess.get_value(), Tab::Dashboard)
            >
                "Ouvrir"
            </a>
        }
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
                <Show when=may_read>{open}</Show>
                <Show
                    when=is_mine
                    fallback=move || {
                        view! {
                            <button
                                class="btn btn-primary btn-sm"
                                aria-label=format!("Rejoindre {}", name.get_value())
                                disabled=attempt.busy()
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
            <Refused attempt />
            {move || joined.get().map(|created| view! { <Joined created finess=finess.get_value() /> })}
        </li>
    }
}

/// What the request led to, and what comes next.
#[component]
fn Joined(created: MembershipCreated, finess: String) -> impl IntoView {
    match (created.state, created.role) {
        (MembershipState::Active, Role::Referent) => view! {
            <Callout tone=Tone::Success title="Vous êtes référent" live=true>
                <p>
                    "Vous êtes le premier\u{a0}: à vous d’accueillir les autres. Prochaine étape\u{a0}: signer la charte "
                    "d’engagement, puis importer la structure."
                </p>
                <a class="btn btn-primary btn-sm" href=routes::tab(&finess, Tab::Charter)>
                    "Lire et signer la charte"
                </a>
            </Callout>
        }
        .into_any(),
        (MembershipState::Active, role) => view! {
            <Callout tone=Tone::Success title=format!("Vous êtes {}", labels::role(role)) live=true>
                <a class="btn btn-primary btn-sm" href=routes::tab(&finess, Tab::Dashboard)>
                    "Ouvrir le tableau de bord"
                </a>
            </Callout>
        }
        .into_any(),
        (MembershipState::Pending, _) => view! {
            <Callout tone=Tone::Information title="Demande envoyée" live=true>
                <p>
                    "Le référent de l’établissement la verra dans ses utilisateurs\u{a0}: prévenez-le. Dès qu’il "
                    "aura accepté, l’établissement s’ouvrira depuis cette page."
                </p>
                <p>
                    "En attendant, "
                    <a class="link" href=routes::FILE_GUIDE>"lisez le guide"</a>
                    " et préparez vos fichiers."
                </p>
            </Callout>
        }
        .into_any(),
    }
}
