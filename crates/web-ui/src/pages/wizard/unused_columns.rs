//! The columns of the file that are not read: told, to be dragged onto what they hold.

use domain::dto::InspectedColumn;
use leptos::{ev, prelude::*};

use super::state::use_wizard;

/// The index of the column that is being dragged.
pub type Dragged = RwSignal<Option<usize>>;

/// One chip per column that serves nothing; nothing at all when every column is read.
#[component]
pub fn UnusedColumns(
    columns: StoredValue<Vec<InspectedColumn>>,
    dragged: Dragged,
) -> impl IntoView {
    let chosen = use_wizard().columns;
    let unused = Memo::new(move |_| {
        chosen.with(|chosen| {
            let unused = |column: &&InspectedColumn| !chosen.serves(column.index);
            columns.with_value(|all| all.iter().filter(unused).cloned().collect::<Vec<_>>())
        })
    });
    let chip = move |column: InspectedColumn| {
        let index = column.index;
        let start = move |event: ev::DragEvent| {
            if let Some(transfer) = event.data_transfer() {
                // A drag without data does not begin everywhere.
                drop(transfer.set_data("text/plain", &index.to_string()));
            }
            dragged.set(Some(index));
        };
        view! {
            <li
                class="cursor-grab rounded-field border border-base-content/25 bg-base-100 px-3 py-1 text-sm"
                draggable="true"
                title=column.samples.join(" · ")
                on:dragstart=start
                on:dragend=move |_| dragged.set(None)
            >
                {column.header}
            </li>
        }
    };
    view! {
        <Show when=move || unused.with(|unused| !unused.is_empty())>
            <div class="space-y-2">
                <h3 id="non-importees" class="font-semibold">"Colonnes du fichier qui ne sont pas importées"</h3>
                <p class="text-sm text-base-content/80">
                    "Pour en importer une, choisissez-la dans la liste d’un champ, ou glissez-la sur le champ."
                </p>
                <ul class="flex flex-wrap gap-2" aria-labelledby="non-importees">
                    <For each=move || unused.get() key=|column| column.index let:column>
                        {chip(column)}
                    </For>
                </ul>
            </div>
        </Show>
    }
}
