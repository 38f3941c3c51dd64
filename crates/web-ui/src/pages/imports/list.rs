//! Every import, newest first.

use domain::dto::{ImportState, ImportSummary};
use futures::FutureExt;
use leptos::prelude::*;

use crate::browser;
use crate::components::{Badge, EmptyState, PageHeading, Paged, PagedList, TableFrame, Tone};
use crate::format;
use crate::labels;
use crate::pages::establishment::{ForContributors, use_finess};
use crate::routes::{self, Tab};
use crate::session::use_client;

/// Tone of a state.
pub const fn tone(state: ImportState) -> Tone {
    match state {
        ImportState::Stored => Tone::Success,
        ImportState::Queued | ImportState::Running | ImportState::Replaced => Tone::Neutral,
        ImportState::Cancelled => Tone::Warning,
        ImportState::Rejected | ImportState::Failed => Tone::Danger,
    }
}

/// The imports tab.
#[component]
pub fn ImportList() -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let pages = Paged::new(move |cursor| {
        let finess = finess.get();
        async move { client.imports(&finess, cursor.as_deref()).await }.boxed_local()
    });
    let new_import = move || format!("{}/nouveau/type", routes::tab(&finess.get(), Tab::Imports));
    view! {
        <div class="flex flex-wrap items-start justify-between gap-4 max-sm:mb-6">
            <PageHeading title="Imports" lead="Un import se consulte, se remplace et s’annule en entier." />
            <ForContributors>
                <a class="btn btn-primary" href=new_import>"Nouvel import"</a>
            </ForContributors>
        </div>
        <PagedList
            pages
            view=move |imports| {
                if imports.is_empty() {
                    view! {
                        <EmptyState
                            title="Aucun import pour l’instant"
                            text="Commencez par la structure, puis les journées d’hospitalisation et les consommations."
                        >
                            <ForContributors>
                                <a class="btn btn-primary" href=new_import>"Importer la structure"</a>
                            </ForContributors>
                        </EmptyState>
                    }
                    .into_any()
                } else {
                    view! { <Table imports finess=finess.get_untracked() /> }.into_any()
                }
            }
        />
    }
}

/// One row per import.
#[component]
fn Table(imports: Vec<ImportSummary>, finess: String) -> impl IntoView {
    let row = move |one: ImportSummary| {
        let href = routes::import(&finess, one.id);
        view! {
            <tr>
                <th scope="row" class="min-w-52 font-normal">
                    <a class="link link-primary font-medium" href=href>{labels::kind(one.kind)}</a>
                    <span class="block max-w-80 text-sm wrap-anywhere text-base-content/75">{one.file_name}</span>
                </th>
                <td class="whitespace-nowrap">{format::period(&one.period)}</td>
                <td><Badge tone=tone(one.state) text=labels::state(one.state) /></td>
                <td class="text-end tabular-nums">{format::integer(one.rows.read)}</td>
                <td class="text-end tabular-nums">{format::integer(one.rows.kept)}</td>
                <td class="text-end tabular-nums">{format::integer(one.rows.ignored)}</td>
                <td class="text-end tabular-nums">{format::integer(one.rows.rejected)}</td>
                <td class="min-w-40 text-sm">
                    {one.created_by}
                    <span class="block text-base-content/75">
                        {browser::local_date_time(&one.created_at)}
                    </span>
                </td>
            </tr>
        }
    };
    view! {
        <TableFrame caption="Imports de l’établissement" quiet=true>
            <thead>
                <tr>
                    <th scope="col">"Fichier"</th>
                    <th scope="col">"Période"</th>
                    <th scope="col">"État"</th>
                    <th scope="col" class="text-end">"Lues"</th>
                    <th scope="col" class="text-end">"Gardées"</th>
                    <th scope="col" class="text-end">"Ignorées"</th>
                    <th scope="col" class="text-end">"Rejetées"</th>
                    <th scope="col">"Par"</th>
                </tr>
            </thead>
            <tbody>{imports.into_iter().map(row).collect_view()}</tbody>
        </TableFrame>
    }
}
