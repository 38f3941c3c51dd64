//! What establishments agree on about labels, for the national team: examined, accepted, refused.

mod filter;
mod row;

use domain::dto::{NationalSynonym, NewSynonymDecision, SynonymState};
use futures::FutureExt;
use leptos::prelude::*;
use leptos_router::hooks::query_signal;

use crate::attempt::Attempt;
use crate::browser;
use crate::components::{EmptyState, PageHeading, Paged, PagedList, Refused, TableFrame};
use crate::session::{use_client, use_session};
use filter::{empty, label, parse, slug};
use row::Row;

/// Where the focus goes after a decision: its row is gone.
const LIST: &str = "synonymes";

/// The page of national synonyms.
#[component]
pub fn SynonymsPage() -> impl IntoView {
    let session = use_session();
    let national = Memo::new(move |_| session.is_national());
    view! {
        <PageHeading
            title="Synonymes"
            lead="Ce que plusieurs établissements disent d’un même libellé de laboratoire. Un synonyme accepté est \
            proposé aux autres, qui le confirment ou non."
        />
        <Show
            when=move || national.get()
            fallback=|| {
                view! {
                    <EmptyState
                        title="Cette page est celle de l’équipe nationale"
                        text="Dans un établissement, les libellés du laboratoire sont dans les correspondances."
                    />
                }
            }
        >
            <Synonyms />
        </Show>
    }
}

/// The synonyms of one state, and what is decided about them.
#[component]
fn Synonyms() -> impl IntoView {
    let client = use_client();
    let (asked, set_state) = query_signal::<String>("etat");
    let state = Memo::new(move |_| parse(asked.get().as_deref()));
    let version = RwSignal::new(0_u32);
    let pages = Paged::new(move |cursor| {
        version.track();
        let state = state.get();
        async move { client.synonyms(state, cursor.as_deref()).await }.boxed_local()
    });
    let attempt = Attempt::new();
    let decide = Callback::new(move |decision: NewSynonymDecision| {
        attempt.run(async move {
            client.decide_synonym(&decision).await?;
            browser::focus(LIST);
            version.update(|version| *version += 1);
            Ok(())
        });
    });
    let choice = move |one: SynonymState| {
        view! {
            <button
                class="btn btn-sm"
                class=("btn-primary", move || state.get() == one)
                aria-pressed=move || (state.get() == one).to_string()
                on:click=move |_| set_state.set(slug(one).map(str::to_owned))
            >
                {label(one)}
            </button>
        }
    };
    let states = [SynonymState::Candidate, SynonymState::Accepted, SynonymState::Refused];
    view! {
        <div class="space-y-5">
            <div class="flex flex-wrap gap-2" role="group" aria-label="Filtrer par état">
                {states.map(choice).into_iter().collect_view()}
            </div>
            <Refused attempt />
            <section class="space-y-3" aria-labelledby=LIST>
                <h2 id=LIST tabindex="-1" class="text-xl font-bold outline-none">
                    {move || label(state.get())}
                </h2>
                <PagedList
                    pages
                    view=move |synonyms| {
                        if synonyms.is_empty() {
                            let (title, text) = empty(state.get());
                            view! { <EmptyState title text /> }.into_any()
                        } else {
                            view! { <Table synonyms busy=attempt.busy() decide /> }.into_any()
                        }
                    }
                />
            </section>
        </div>
    }
}

#[component]
fn Table(
    synonyms: Vec<NationalSynonym>,
    /// A decision is under way.
    busy: Signal<bool>,
    decide: Callback<NewSynonymDecision>,
) -> impl IntoView {
    let row = move |synonym| view! { <Row synonym busy decide /> };
    view! {
        <TableFrame caption="Synonymes" quiet=true>
            <thead>
                <tr>
                    <th scope="col">"Libellé"</th>
                    <th scope="col">"Désigne"</th>
                    <th scope="col">"Établissements"</th>
                    <th scope="col">"Autres réponses"</th>
                    <th scope="col">"Décision"</th>
                </tr>
            </thead>
            <tbody>{synonyms.into_iter().map(row).collect_view()}</tbody>
        </TableFrame>
    }
}
