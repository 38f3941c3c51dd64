//! The first rows of the sheet, to say which one is the header.

use domain::dto::{PreviewRow, WorkbookInspection};
use leptos::prelude::*;

use crate::components::TableFrame;

/// Columns shown: enough to recognise a header.
const COLUMNS: usize = 12;

/// One row per row of the file; choosing one makes it the header.
#[component]
pub fn HeaderPreview(
    inspection: WorkbookInspection,
    /// The chosen row; 0 for a sheet without header.
    choose: Callback<u32>,
) -> impl IntoView {
    let header = inspection.header_row;
    let width = inspection.preview.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let row = move |row: PreviewRow| {
        let number = row.row;
        let is_header = header == Some(number);
        let mut cells: Vec<String> = row.cells.into_iter().take(COLUMNS).collect();
        cells.resize(width.min(COLUMNS), String::new());
        view! {
            <tr
                class="cursor-pointer hover:bg-base-200"
                class=("bg-primary/10", is_header)
                class=("font-semibold", is_header)
                on:click=move |_| choose.run(number)
            >
                <th scope="row" class="whitespace-nowrap font-normal">
                    <label class="flex cursor-pointer items-center gap-2">
                        <input
                            type="radio"
                            name="entete"
                            class="radio radio-primary radio-sm"
                            prop:checked=is_header
                            on:change=move |_| choose.run(number)
                        />
                        <span class="tabular-nums">{format!("Ligne {number}")}</span>
                    </label>
                </th>
                {cells
                    .into_iter()
                    .map(|cell| view! { <td class="max-w-48 truncate">{cell}</td> })
                    .collect_view()}
            </tr>
        }
    };
    view! {
        <div class="space-y-3">
            <TableFrame caption="Premières lignes de la feuille" quiet=true>
                <tbody>{inspection.preview.into_iter().map(row).collect_view()}</tbody>
            </TableFrame>
            <label class="flex items-center gap-2">
                <input
                    type="radio"
                    name="entete"
                    class="radio radio-primary radio-sm"
                    prop:checked=header.is_none()
                    on:change=move |_| choose.run(0)
                />
                "Cette feuille n’a pas de ligne d’en-tête"
            </label>
        </div>
    }
}
