//! Every issue of a stored import, row by row.

use domain::dto::{IssueGroup, Severity};
use futures::FutureExt;
use leptos::prelude::*;
use leptos_router::hooks::query_signal;

use crate::browser;
use crate::components::{Paged, PagedList};
use crate::labels;
use crate::pages::verdict::IssueTable;
use crate::session::use_client;

const SEVERITIES: [Severity; 5] = [
    Severity::Blocking,
    Severity::Ask,
    Severity::Confirm,
    Severity::Warning,
    Severity::Information,
];

const HEADING: &str = "lignes";

/// Filters in the address, then the rows.
#[component]
pub fn Issues(
    /// Identifier of the import.
    import: i32,
    /// The kinds of issue it has.
    groups: Vec<IssueGroup>,
) -> impl IntoView {
    let client = use_client();
    let (reason, set_reason) = query_signal::<String>("cas");
    let (severity, set_severity) = query_signal::<String>("gravite");
    let pages = Paged::new(move |cursor| {
        let (reason, severity) = (reason.get(), severity.get());
        async move {
            client.issues(import, reason.as_deref(), severity.as_deref(), cursor.as_deref()).await
        }
        .boxed_local()
    });
    // A link to one case leads to its rows, not to the top of a long page.
    Effect::new(move || {
        if reason.get().is_some() {
            browser::focus(HEADING);
        }
    });
    if groups.is_empty() {
        return ().into_any();
    }
    let chosen = |value: String| Some(value).filter(|value| !value.is_empty());
    view! {
        <section class="space-y-4" aria-labelledby=HEADING>
            <h2 id=HEADING tabindex="-1" class="scroll-mt-4 text-xl font-bold outline-none">
                "Ligne par ligne"
            </h2>
            <div class="flex flex-wrap gap-4">
                <label class="space-y-1">
                    <span class="block font-medium">"Contrôle"</span>
                    <select
                        class="select"
                        on:change:target=move |event| set_reason.set(chosen(event.target().value()))
                    >
                        <option value="">"Tous"</option>
                        {groups
                            .into_iter()
                            .map(|group| {
                                let value = group.reason.clone();
                                let selected = move || reason.get().as_deref() == Some(value.as_str());
                                view! {
                                    <option value=group.reason.clone() selected=selected>
                                        {format!("{} – {}", group.code, group.title)}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </label>
                <label class="space-y-1">
                    <span class="block font-medium">"Gravité"</span>
                    <select
                        class="select"
                        on:change:target=move |event| set_severity.set(chosen(event.target().value()))
                    >
                        <option value="">"Toutes"</option>
                        {SEVERITIES
                            .map(|one| {
                                let value = labels::severity_code(one);
                                let selected = move || severity.get().as_deref() == Some(value);
                                view! {
                                    <option value=value selected=selected>{labels::severity(one)}</option>
                                }
                            })
                            .into_iter()
                            .collect_view()}
                    </select>
                </label>
            </div>
            <PagedList
                pages
                view=|rows| view! { <IssueTable rows /> }.into_any()
            />
        </section>
    }
    .into_any()
}
