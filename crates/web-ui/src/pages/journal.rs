//! The journal: who did what, when. Nothing in it is ever changed.

use domain::dto::JournalEntry;
use futures::FutureExt;
use leptos::prelude::*;

use super::establishment::use_finess;
use crate::browser;
use crate::components::{EmptyState, PageHeading, Paged, PagedList};
use crate::routes;
use crate::session::use_client;

/// The journal tab.
#[component]
pub fn JournalPage() -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let pages = Paged::new(move |cursor| {
        let finess = finess.get();
        async move { client.journal(&finess, cursor.as_deref()).await }.boxed_local()
    });
    view! {
        <PageHeading
            title="Journal des actions"
            lead="Chaque import, chaque annulation et chaque arrivée, avec son auteur. Le journal ne s’efface pas."
        />
        <PagedList
            pages
            view=move |entries| {
                if entries.is_empty() {
                    view! {
                        <EmptyState
                            title="Rien n’a encore été fait"
                            text="La première action de l’établissement apparaîtra ici."
                        />
                    }
                    .into_any()
                } else {
                    view! { <Journal entries finess=finess.get_untracked() /> }.into_any()
                }
            }
        />
    }
}

/// Entries of the journal, newest first.
#[component]
pub fn Journal(entries: Vec<JournalEntry>, finess: String) -> impl IntoView {
    let entry = |entry: JournalEntry| {
        let link = entry.import_id.map(|id| {
            let href = routes::import(&finess, id);
            view! {
                " "
                <a class="link" href=href>{format!("import n° {id}")}</a>
            }
        });
        view! {
            <li class="px-4 py-3">
                <p>{entry.message} {link}</p>
                <p class="text-sm text-base-content/75">
                    {format!("{} · {}", entry.who, browser::local_date_time(&entry.at))}
                </p>
            </li>
        }
    };
    view! {
        <ol class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100">
            {entries.into_iter().map(entry).collect_view()}
        </ol>
    }
}
