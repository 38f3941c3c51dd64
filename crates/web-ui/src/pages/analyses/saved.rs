//! Analyses that the person keeps under a name: how to keep one, and the list of them.

use domain::dto::{ANALYSIS_NAME_MAX, NewSavedAnalysis, Page, SavedAnalysis};
use domain::inquiry::Inquiry;
use futures::FutureExt;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Callout, Confirm, Refused, Submit, TextField, Tone};
use crate::remote::Remote;
use crate::routes;
use crate::session::use_client;

/// The own analyses, above the questions that people come with; nothing where there are none.
#[component]
pub fn Saved() -> impl IntoView {
    let client = use_client();
    let saved = Remote::new(move || async move { client.saved_analyses().await });
    let changed = Callback::new(move |()| saved.refetch());
    move || {
        let page = saved.content()?;
        let Page { items, .. } = Page::clone(&page);
        (!items.is_empty()).then(|| {
            let rows = items.into_iter().map(|one| view! { <Row one changed /> }).collect_view();
            view! {
                <section class="space-y-4" aria-labelledby="mes-analyses">
                    <h2 id="mes-analyses" class="text-xl font-bold">
                        "Mes analyses"
                    </h2>
                    <ul class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100">
                        {rows}
                    </ul>
                </section>
            }
        })
    }
}

#[component]
fn Row(one: SavedAnalysis, changed: Callback<()>) -> impl IntoView {
    let client = use_client();
    let SavedAnalysis { id, name, query, created_at } = one;
    let shown = name.clone();
    let forget = Callback::new(move |()| {
        async move {
            client.forget_analysis(id).await?;
            changed.run(());
            Ok(())
        }
        .boxed_local()
    });
    view! {
        <li class="flex flex-wrap items-center justify-between gap-3 p-4">
            <span class="min-w-0">
                <A
                    href=format!("{}?{query}", routes::ANALYSES)
                    attr:class="link link-primary font-medium wrap-anywhere"
                >
                    {shown}
                </A>
                <span class="block text-sm text-base-content/75">
                    {format!("Enregistrée le {}", browser::local_date_time(&created_at))}
                </span>
            </span>
            <Confirm
                label="Supprimer"
                name=format!("Supprimer {name}")
                title=format!("Supprimer «\u{a0}{name}\u{a0}»\u{202f}?")
                consequence="La question n’est plus dans votre liste. Les chiffres n’en changent pas, et son adresse \
                 reste bonne si vous l’avez gardée ailleurs."
                keep="Garder l’analyse"
                confirm="Supprimer l’analyse"
                danger=true
                action=forget
            />
        </li>
    }
}

/// Keeps the question that is shown.
#[component]
pub fn Save(inquiry: Inquiry) -> impl IntoView {
    let client = use_client();
    let query = inquiry.query();
    let name = RwSignal::new(String::new());
    let kept = RwSignal::new(None::<String>);
    let attempt = Attempt::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let new = NewSavedAnalysis { name: name.get_untracked(), query: query.clone() };
        kept.set(None);
        attempt.run(async move {
            let made = client.save_analysis(&new).await?;
            kept.try_set(Some(made.name));
            name.try_set(String::new());
            Ok(())
        });
    };
    let told = move || {
        kept.get().map(|name| {
            let title = format!("«\u{a0}{name}\u{a0}» est dans vos analyses");
            view! {
                <div role="status">
                    <Callout tone=Tone::Success title>
                        <A href=routes::ANALYSES attr:class="link">
                            "Voir mes analyses"
                        </A>
                    </Callout>
                </div>
            }
        })
    };
    view! {
        <details class="rounded-box border border-base-content/15 p-4">
            <summary class="cursor-pointer font-medium">"Enregistrer cette analyse"</summary>
            <form class="mt-4 max-w-xl space-y-4" on:submit=submit>
                <TextField
                    id="nom-analyse"
                    label="Nom de l’analyse"
                    value=name
                    help="Pour la retrouver\u{a0}: la question est gardée, ses chiffres sont ceux du jour où vous la rouvrez"
                    max_length=ANALYSIS_NAME_MAX
                />
                <Refused attempt />
                {told}
                <Submit label="Enregistrer" busy=attempt.busy() />
            </form>
        </details>
    }
}
