//! A row of the file, to be corrected or left out.

use domain::dto::{FileCell, FileRow, IssueRow, RowRepair};
use domain::import::Exclusion;
use leptos::prelude::*;

use super::state::use_wizard;
use crate::attempt::Attempt;
use crate::components::{Dialog, Loaded, Refused};
use crate::format;
use crate::remote::Remote;

/// The dialog of a row.
#[component]
pub fn Mend(issue: IssueRow, close: Callback<()>, changed: Callback<()>) -> impl IntoView {
    let wizard = use_wizard();
    let number = issue.row.unwrap_or_default();
    let title = format!("Ligne {}", format::integer(number));
    let row = Remote::new(move || async move { wizard.checker()?.row(number).await });
    let attempt = Attempt::new();
    let repair = Callback::new(move |repair: RowRepair| {
        attempt.run(async move {
            wizard.checker()?.repair(number, &repair).await?;
            close.run(());
            changed.run(());
            Ok(())
        });
    });
    let column = StoredValue::new(issue.column.clone());
    view! {
        <Dialog title wide=true on_close=close>
            <div class="space-y-6">
                <p>{issue.message} " " {issue.remedy}</p>
                <Loaded
                    resource=row
                    view=move |row| view! { <Cells row column=column.get_value() repair /> }.into_any()
                />
                <Refused attempt />
            </div>
        </Dialog>
    }
}

/// The cells of the columns that are read, each in a field.
#[component]
fn Cells(row: FileRow, column: Option<String>, repair: Callback<RowRepair>) -> impl IntoView {
    let texts = RwSignal::new(
        row.cells.iter().map(|cell| (cell.column, cell.text.clone())).collect::<Vec<_>>(),
    );
    let before = StoredValue::new(texts.get_untracked());
    let mended = row.excluded.is_some() || row.cells.iter().any(|cell| cell.corrected);
    let changes = move || {
        let before = before.get_value();
        texts.with(|texts| {
            let changed = texts.iter().zip(&before).filter(|(now, then)| now != then);
            changed.map(|(now, _)| now.clone()).collect::<Vec<_>>()
        })
    };
    let field = move |(place, cell): (usize, FileCell)| {
        let id = format!("cellule-{}", cell.column);
        let meant = column.as_deref() == Some(cell.header.as_str());
        let note = if cell.corrected { " (corrigée)" } else { "" };
        view! {
            <div class="space-y-1">
                <label for=id.clone() class="block text-sm font-medium wrap-anywhere">{cell.header} {note}</label>
                <input
                    id=id
                    class="input w-full"
                    class=("input-warning", meant)
                    autofocus=meant
                    disabled=row.excluded.is_some()
                    value=cell.text
                    on:input:target=move |event| {
                        texts.update(|texts| texts[place].1 = event.target().value());
                    }
                />
            </div>
        }
    };
    let correct = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        repair.run(RowRepair::Correct(changes()));
    };
    let why = RwSignal::new(Exclusion::Total);
    let choose = move |value: String| {
        if let Some(one) = Exclusion::ALL.into_iter().find(|one| one.as_str() == value) {
            why.set(one);
        }
    };
    let exclude = row.excluded.is_none().then(|| {
        view! {
            <div class="flex flex-wrap items-end gap-3 border-t border-base-content/15 pt-4">
                <label class="space-y-1">
                    <span class="block font-medium">"Exclure cette ligne"</span>
                    <select class="select" on:change:target=move |event| choose(event.target().value())>
                        {Exclusion::ALL
                            .map(|one| view! { <option value=one.as_str()>{one.label()}</option> })
                            .into_iter()
                            .collect_view()}
                    </select>
                </label>
                <button type="button" class="btn" on:click=move |_| repair.run(RowRepair::Exclude(why.get_untracked()))>
                    "Exclure la ligne"
                </button>
            </div>
        }
    });
    let restore = mended.then(|| {
        view! {
            <button type="button" class="btn" on:click=move |_| repair.run(RowRepair::Restore)>
                "Rétablir la ligne d’origine"
            </button>
        }
    });
    let excluded = row
        .excluded
        .map(|why| view! { <p>{format!("Cette ligne est exclue\u{a0}: {}.", why.label())}</p> });
    let cells = row.cells;
    view! {
        {excluded}
        <form class="space-y-4" on:submit=correct>
            <div class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
                {cells.into_iter().enumerate().map(field).collect_view()}
            </div>
            <div class="flex flex-wrap gap-3">
                <button class="btn btn-primary" disabled=move || changes().is_empty()>"Corriger la ligne"</button>
                {restore}
            </div>
        </form>
        {exclude}
    }
}
