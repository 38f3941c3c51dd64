//! The answers as a file: to keep, to edit in a spreadsheet, to hand to another hospital.

use domain::dto::LabelEffect;
use leptos::prelude::*;
use web_sys::File;

use super::effect::EffectList;
use crate::api::{ApiError, Change};
use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Dialog, FileButton, ProblemAlert, Refused};
use crate::format;
use crate::pages::establishment::{ForContributors, use_finess};
use crate::session::use_client;

/// Spreadsheets read UTF-8 when the file begins so; the browser takes it off what it reads.
const BOM: char = '\u{feff}';

/// Saves the answers, and takes those of a file after showing what they change.
#[component]
pub fn LabelFile(
    /// Run once the answers of a file are stored.
    changed: Callback<()>,
) -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let exporting = Attempt::new();
    let reading = Attempt::new();
    let read = RwSignal::new_local(None::<(File, LabelEffect)>);
    let export = move |_| {
        exporting.run(async move {
            let finess = finess.get_untracked();
            let text = client.export_labels(&finess).await?;
            browser::save(&format!("libelles_{finess}.csv"), "text/csv", &format!("{BOM}{text}"));
            Ok(())
        });
    };
    let preview = Callback::new(move |file: File| {
        reading.run(async move {
            let finess = finess.get_untracked();
            let effect = client.send_label_file(&finess, &file, Change::Preview).await?;
            read.set(Some((file, effect)));
            Ok(())
        });
    });
    let close = Callback::new(move |()| read.set(None));
    let stored = Callback::new(move |()| {
        read.set(None);
        changed.run(());
    });
    view! {
        <div class="space-y-3">
            <div class="flex flex-wrap items-center gap-3">
                <button type="button" class="btn btn-sm" disabled=exporting.busy() on:click=export>
                    "Exporter vos réponses"
                </button>
                <ForContributors>
                    <FileButton
                        id="libelles-fichier"
                        label="Importer des libellés"
                        class="btn btn-sm"
                        on_file=preview
                    />
                    <p class="text-sm text-base-content/75">
                        "CSV ou Excel, avec les colonnes de l’export\u{a0}: champ, libellé, code."
                    </p>
                </ForContributors>
            </div>
            <Show when=move || reading.busy().get()>
                <p role="status">"Lecture des libellés…"</p>
            </Show>
            {move || reading.aside().map(|error| view! { <Unreadable error /> })}
            <Refused attempt=exporting />
            {move || {
                read.get().map(|(file, effect)| view! { <FileDialog file effect stored close /> })
            }}
        </div>
    }
}

/// What is wrong with the file, row by row.
#[component]
fn Unreadable(error: ApiError) -> impl IntoView {
    let rows = error.issues().to_vec();
    let item = |row: u32, column: Option<String>, message: String, remedy: String| {
        let column = column.map(|column| format!(", {column}")).unwrap_or_default();
        view! { <li>{format!("Ligne {row}{column}\u{a0}: {message} {remedy}")}</li> }
    };
    let list = (!rows.is_empty()).then(|| {
        view! {
            <ul class="max-h-96 list-disc space-y-1 overflow-y-auto ps-5" tabindex="0" aria-label="Lignes à corriger">
                {rows
                    .into_iter()
                    .map(|issue| item(issue.row.unwrap_or_default(), issue.column, issue.message, issue.remedy))
                    .collect_view()}
            </ul>
        }
    });
    view! {
        <ProblemAlert error />
        {list}
    }
}

/// What the file changes, and the button that stores it.
#[component]
fn FileDialog(
    file: File,
    effect: LabelEffect,
    stored: Callback<()>,
    close: Callback<()>,
) -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let attempt = Attempt::new();
    let nothing = effect.changed == 0;
    let said = if nothing {
        "Vos réponses sont déjà celles du fichier.".to_owned()
    } else {
        let number = format::count(effect.changed, "réponse change", "réponses changent");
        format!("{number}. Les libellés absents du fichier gardent la leur.")
    };
    let effect = (!nothing).then(|| view! { <EffectList effect /> });
    let file = StoredValue::new_local(file);
    let store = move |_| {
        attempt.run(async move {
            let file = file.get_value();
            client.send_label_file(&finess.get_untracked(), &file, Change::Store).await?;
            stored.run(());
            Ok(())
        });
    };
    view! {
        <Dialog title="Importer des libellés" on_close=close>
            <div class="space-y-4">
                <p>{said}</p>
                {effect}
                <Refused attempt />
            </div>
            <div class="modal-action flex-wrap">
                <button type="button" class="btn" on:click=move |_| close.run(())>
                    "Ne rien changer"
                </button>
                <button
                    type="button"
                    class="btn btn-primary"
                    disabled=move || nothing || attempt.busy().get()
                    on:click=store
                >
                    "Enregistrer"
                </button>
            </div>
        </Dialog>
    }
}
