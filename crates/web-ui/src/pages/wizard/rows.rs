//! Every issue of the file, a window at a time; each row can be mended, and the file given back.

use domain::dto::{IssueGroup, IssueQuery, IssueRow, IssueWindow};
use leptos::prelude::*;

use super::mend::Mend;
use super::state::{WINDOW, use_wizard};
use crate::api::ApiError;
use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Loaded, Refused, TableFrame};
use crate::format;
use crate::labels;
use crate::remote::Remote;

/// The list of issues with its filters.
#[component]
pub fn Rows(
    groups: Vec<IssueGroup>,
    file_name: String,
    /// A row was mended.
    changed: Callback<()>,
) -> impl IntoView {
    let wizard = use_wizard();
    let query = wizard.query;
    let mending = RwSignal::new(None::<IssueRow>);
    let window = Remote::new(move || {
        let query = query.get();
        async move { wizard.checker()?.issues(&query).await }
    });
    let choose = move |value: String| {
        let reason = Some(value).filter(|value| !value.is_empty());
        query.update(|query| *query = IssueQuery { reason, skip: 0, ..query.clone() });
    };
    let go_to = move |value: String| {
        let from_row = value.trim().parse().ok();
        query.update(|query| *query = IssueQuery { from_row, skip: 0, ..query.clone() });
    };
    let chosen = query.get_untracked();
    let close = Callback::new(move |()| mending.set(None));
    let dialog = move || mending.get().map(|issue| view! { <Mend issue close changed /> });
    (!groups.is_empty()).then(|| {
        view! {
            <section class="space-y-4" aria-labelledby="lignes-du-fichier">
                <h2 id="lignes-du-fichier" class="text-xl font-bold">"Ligne par ligne"</h2>
                <p class="max-w-prose">
                    "Corrigez une cellule ou excluez une ligne ici\u{202f}: le verdict est refait aussitôt. "
                    "Le fichier de votre poste ne change pas\u{202f}; le fichier annoté garde vos corrections."
                </p>
                <Downloads file_name />
                <div class="flex flex-wrap items-end gap-4">
                    <label class="min-w-0 space-y-1">
                        <span class="block font-medium">"Contrôle"</span>
                        <select class="select max-w-full" on:change:target=move |event| choose(event.target().value())>
                            <option value="">"Tous"</option>
                            {groups
                                .into_iter()
                                .map(|group| {
                                    let text = format!("{} – {} ({})", group.code, group.title, format::integer(group.count));
                                    let selected = chosen.reason.as_ref() == Some(&group.reason);
                                    view! { <option value=group.reason selected=selected>{text}</option> }
                                })
                                .collect_view()}
                        </select>
                    </label>
                    <label class="space-y-1">
                        <span class="block font-medium">"À partir de la ligne"</span>
                        <input
                            type="number"
                            min="1"
                            inputmode="numeric"
                            class="input w-32"
                            value=chosen.from_row.map(|row| row.to_string())
                            on:change:target=move |event| go_to(event.target().value())
                        />
                    </label>
                </div>
                <Loaded
                    resource=window
                    view=move |window| view! { <Window window query mending /> }.into_any()
                />
                {dialog}
            </section>
        }
    })
}

/// A window of issues, and the way to the next one.
#[component]
fn Window(
    window: IssueWindow,
    query: RwSignal<IssueQuery>,
    mending: RwSignal<Option<IssueRow>>,
) -> impl IntoView {
    let number = |count: usize| format::integer(u32::try_from(count).unwrap_or(u32::MAX));
    let (first, shown, total) =
        (query.with_untracked(|query| query.skip), window.items.len(), window.total);
    let place = if total == 0 {
        "Aucune ligne.".to_owned()
    } else {
        format!("{} à {} sur {}", number(first + 1), number(first + shown), number(total))
    };
    let row = move |issue: IssueRow| {
        let line = issue.row.map_or_else(|| "fichier".to_owned(), format::integer);
        let mend = issue.row.map(|row| {
            let issue = issue.clone();
            view! {
                <button
                    type="button"
                    class="btn btn-sm"
                    aria-label=format!("Corriger la ligne {}", format::integer(row))
                    on:click=move |_| mending.set(Some(issue.clone()))
                >
                    "Corriger"
                </button>
            }
        });
        view! {
            <tr class="align-top">
                <th scope="row" class="text-end font-normal tabular-nums">{line}</th>
                <td>{issue.column.unwrap_or_else(|| "–".to_owned())}</td>
                <td class="whitespace-nowrap">{labels::severity(issue.severity)}</td>
                <td class="min-w-64">{issue.message}</td>
                <td class="min-w-56">{issue.remedy}</td>
                <td>{mend}</td>
            </tr>
        }
    };
    view! {
        <TableFrame caption="Anomalies du fichier, ligne par ligne" quiet=true>
            <thead>
                <tr>
                    <th scope="col" class="text-end">"Ligne"</th>
                    <th scope="col">"Colonne"</th>
                    <th scope="col">"Gravité"</th>
                    <th scope="col">"Constat"</th>
                    <th scope="col">"Que faire"</th>
                    <th scope="col"><span class="sr-only">"Correction"</span></th>
                </tr>
            </thead>
            <tbody>{window.items.into_iter().map(row).collect_view()}</tbody>
        </TableFrame>
        <div class="mt-3 flex flex-wrap items-center gap-3">
            <p class="tabular-nums" role="status">{place}</p>
            <button
                type="button"
                class="btn btn-sm"
                disabled=first == 0
                on:click=move |_| query.update(|query| query.skip = query.skip.saturating_sub(WINDOW))
            >
                "Précédentes"
            </button>
            <button
                type="button"
                class="btn btn-sm"
                disabled={total <= first + shown}
                on:click=move |_| query.update(|query| query.skip += WINDOW)
            >
                "Suivantes"
            </button>
        </div>
    }
}

/// The file given back, and the list of issues: both are made here.
#[component]
fn Downloads(file_name: String) -> impl IntoView {
    let wizard = use_wizard();
    let attempt = Attempt::new();
    let stem = file_name.rsplit_once('.').map_or(file_name.as_str(), |(stem, _)| stem).to_owned();
    let book = format!("{stem}_annoté.xlsx");
    let list = format!("{stem}_anomalies.csv");
    let save_book = move |_| {
        let name = book.clone();
        attempt.run(async move {
            browser::save_blob(&name, &wizard.checker()?.annotated().await?);
            Ok::<(), ApiError>(())
        });
    };
    let save_list = move |_| {
        let name = list.clone();
        attempt.run(async move {
            browser::save_blob(&name, &wizard.checker()?.issues_csv().await?);
            Ok::<(), ApiError>(())
        });
    };
    view! {
        <div class="flex flex-wrap gap-3">
            <button type="button" class="btn btn-sm" disabled=attempt.busy() on:click=save_book>
                "Télécharger le fichier annoté (.xlsx)"
            </button>
            <button type="button" class="btn btn-sm" disabled=attempt.busy() on:click=save_list>
                "Télécharger la liste des anomalies (.csv)"
            </button>
        </div>
        <Refused attempt />
    }
}
