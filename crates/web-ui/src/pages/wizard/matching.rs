//! The column of each field: proposed, explained, changeable.

use domain::dto::{FieldProposal, ImportKind, InspectedColumn, WorkbookInspection};
use leptos::{ev, prelude::*};

use super::antibiotics::Antibiotics;
use super::state::{Wizard, use_wizard};
use super::unused_columns::{Dragged, UnusedColumns};
use crate::components::{Badge, Tone};
use crate::labels;

/// One select per field, and one per column of results.
#[component]
pub fn Matching(inspection: WorkbookInspection) -> impl IntoView {
    let wizard = use_wizard();
    let columns = StoredValue::new(inspection.columns);
    let dragged = Dragged::new(None);
    let of_isolates = wizard.kind.get_untracked() == Some(ImportKind::Resistance);
    let proposals = inspection.antibiotics;
    let antibiotics = of_isolates.then(|| view! { <Antibiotics proposals columns /> });
    view! {
        <section class="space-y-4" aria-labelledby="champs">
            <h2 id="champs" class="text-xl font-bold">"Correspondance des colonnes"</h2>
            <UnusedColumns columns dragged />
            <ul class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100">
                {inspection
                    .fields
                    .into_iter()
                    .map(|field| view! { <FieldRow field columns wizard dragged /> })
                    .collect_view()}
            </ul>
        </section>
        {antibiotics}
    }
}

/// A field, its column, what the column holds, and why it was proposed.
#[component]
fn FieldRow(
    field: FieldProposal,
    columns: StoredValue<Vec<InspectedColumn>>,
    wizard: Wizard,
    dragged: Dragged,
) -> impl IntoView {
    let name = StoredValue::new(field.field.clone());
    let chosen = Memo::new(move |_| {
        wizard.columns.with(|columns| name.with_value(|name| columns.fields.get(name).copied()))
    });
    let choose = move |column: Option<usize>| {
        wizard.columns.update(|columns| match column {
            Some(index) => drop(columns.fields.insert(name.get_value(), index)),
            None => drop(columns.fields.remove(&name.get_value())),
        });
    };
    let over = RwSignal::new(false);
    let hover = move |event: ev::DragEvent| {
        if dragged.get_untracked().is_some() {
            event.prevent_default();
            over.set(true);
        }
    };
    let drop_here = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(column) = dragged.get_untracked() {
            choose(Some(column));
        }
    };
    let samples = move || {
        columns.with_value(|columns| {
            let column = columns.iter().find(|column| Some(column.index) == chosen.get());
            column.map(|column| column.samples.join(" · ")).unwrap_or_default()
        })
    };
    let proposed = field.column;
    let reason = field.reason.unwrap_or_default();
    let confidence = field.confidence;
    let proposal = move || match (chosen.get(), proposed) {
        (None, _) => view! { <span class="text-base-content/75">"Non importé"</span> }.into_any(),
        (Some(chosen), Some(proposed)) if chosen == proposed => {
            let tone = if confidence < 0.6 { Tone::Warning } else { Tone::Success };
            view! {
                <Badge tone text=labels::confidence(confidence) />
                <span class="block text-sm text-base-content/80">{reason.clone()}</span>
            }
            .into_any()
        }
        _ => view! { <Badge tone=Tone::Information text="Votre choix" /> }.into_any(),
    };
    let id = format!("champ-{}", field.field);
    let mandatory = if field.mandatory { " (obligatoire)" } else { "" };
    view! {
        <li
            class="grid gap-x-6 gap-y-2 p-4 md:grid-cols-2 lg:grid-cols-[5fr_4fr_4fr_4fr]"
            class=("bg-primary/10", move || over.get())
            on:dragover=hover
            on:dragleave=move |_| over.set(false)
            on:drop=drop_here
        >
            <div>
                <label for=id.clone() class="font-medium">{field.label} {mandatory}</label>
                <p class="text-sm text-base-content/75">{field.help}</p>
            </div>
            <select
                id=id
                class="select select-sm w-full"
                class=("select-error", move || field.mandatory && chosen.get().is_none())
                on:change:target=move |event| choose(event.target().value().parse().ok())
            >
                <option value="" selected=move || chosen.get().is_none()>"Aucune"</option>
                {columns
                    .get_value()
                    .into_iter()
                    .map(|column| {
                        let index = column.index;
                        view! {
                            <option value=index selected=move || chosen.get() == Some(index)>
                                {column.header}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
            <p class="text-sm break-words">
                <span class="text-base-content/75 lg:sr-only">"Exemples\u{a0}: "</span>
                {samples}
            </p>
            <div>{proposal}</div>
        </li>
    }
}
