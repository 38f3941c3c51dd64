//! The column of each field: proposed, explained, changeable.

use domain::dto::{FieldProposal, InspectedColumn, WorkbookInspection};
use leptos::prelude::*;

use super::state::{Wizard, use_wizard};
use crate::components::{Badge, Tone};
use crate::labels;

/// One select per field.
#[component]
pub fn Matching(inspection: WorkbookInspection) -> impl IntoView {
    let wizard = use_wizard();
    let columns = StoredValue::new(inspection.columns);
    view! {
        <section class="space-y-4" aria-labelledby="champs">
            <h2 id="champs" class="text-xl font-bold">"Correspondance des colonnes"</h2>
            <ul class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100">
                {inspection
                    .fields
                    .into_iter()
                    .map(|field| view! { <FieldRow field columns wizard /> })
                    .collect_view()}
            </ul>
        </section>
    }
}

/// A field, its column, what the column holds, and why it was proposed.
#[component]
fn FieldRow(
    field: FieldProposal,
    columns: StoredValue<Vec<InspectedColumn>>,
    wizard: Wizard,
) -> impl IntoView {
    let name = StoredValue::new(field.field.clone());
    let chosen = Memo::new(move |_| {
        wizard.columns.with(|columns| name.with_value(|name| columns.get(name).copied()))
    });
    let choose = move |value: String| {
        wizard.columns.update(|columns| match value.parse() {
            Ok(index) => drop(columns.insert(name.get_value(), index)),
            Err(_) => drop(columns.remove(&name.get_value())),
        });
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
        <li class="grid gap-x-6 gap-y-2 p-4 md:grid-cols-2 lg:grid-cols-[5fr_4fr_4fr_4fr]">
            <div>
                <label for=id.clone() class="font-medium">{field.label} {mandatory}</label>
                <p class="text-sm text-base-content/75">{field.help}</p>
            </div>
            <select
                id=id
                class="select select-sm w-full"
                class=("select-error", move || field.mandatory && chosen.get().is_none())
                on:change:target=move |event| choose(event.target().value())
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
