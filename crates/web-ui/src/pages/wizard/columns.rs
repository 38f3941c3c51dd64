//! Step 3: sheet, header row, and the column of each field.

use domain::dto::WorkbookInspection;
use leptos::prelude::*;

use super::columns_choice::troubles;
use super::header_preview::HeaderPreview;
use super::matching::Matching;
use super::problem::WizardProblem;
use super::sheet_notes::SheetNotes;
use super::state::{Wizard, use_wizard};
use super::step::Step;
use crate::api::ApiError;
use crate::checker::SheetChoice;
use crate::components::{Callout, PageHeading, Tone};
use crate::labels;

/// The proposal, to be confirmed or changed.
#[component]
pub fn WizardColumns() -> impl IntoView {
    let wizard = use_wizard();
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<ApiError>);
    let look_at = Callback::new(move |place: SheetChoice| {
        busy.set(true);
        failure.set(None);
        leptos::task::spawn_local(async move {
            failure.set(wizard.look_at(place).await.err());
            busy.set(false);
        });
    });
    view! {
        <PageHeading
            title="Colonnes"
            lead="Vérifiez la ligne d’en-tête et la colonne de chaque champ. Rien n’est enregistré à cette étape."
        />
        <div class="space-y-10" aria-busy=move || busy.get().to_string()>
            {move || failure.get().map(|error| view! { <WizardProblem error here=Step::Columns /> })}
            {move || {
                wizard
                    .inspection
                    .get()
                    .map(|inspection| {
                        view! {
                            <LooksLike inspection=inspection.clone() wizard />
                            <Place inspection=inspection.clone() look_at />
                            <SheetNotes notes=inspection.notes.clone() />
                            <Matching inspection />
                        }
                    })
            }}
            <Troubles wizard />
        </div>
    }
}

/// A warning when the content is that of another kind of file.
#[component]
fn LooksLike(inspection: WorkbookInspection, wizard: Wizard) -> impl IntoView {
    inspection.looks_like.map(|other| {
        let period = wizard.period.get_untracked();
        let href =
            wizard.address_with(Step::Kind, Some(labels::kind_code(other)), period.as_deref());
        view! {
            <Callout
                tone=Tone::Warning
                title=format!("Ce fichier ressemble à un fichier «\u{a0}{}\u{a0}»", labels::kind(other))
            >
                <a class="btn btn-sm" href=href>"Changer de type"</a>
            </Callout>
        }
    })
}

/// Which sheet, which header row.
#[component]
fn Place(inspection: WorkbookInspection, look_at: Callback<SheetChoice>) -> impl IntoView {
    let sheet = inspection.sheet.clone();
    let choose_header = Callback::new(move |row: u32| {
        look_at.run(SheetChoice { sheet: Some(sheet.clone()), header_row: Some(row) });
    });
    let sheets = (inspection.sheets.len() > 1).then(|| {
        let current = inspection.sheet.clone();
        view! {
            <label class="block space-y-1">
                <span class="block font-medium">"Feuille"</span>
                <select
                    class="select w-full max-w-sm"
                    on:change:target=move |event| {
                        look_at
                            .run(SheetChoice {
                                sheet: Some(event.target().value()),
                                header_row: None,
                            });
                    }
                >
                    {inspection
                        .sheets
                        .iter()
                        .map(|one| {
                            let hidden = if one.hidden { " (masquée)" } else { "" };
                            view! {
                                <option value=one.name.clone() selected=one.name == current>
                                    {format!("{}{hidden}", one.name)}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </label>
        }
    });
    view! {
        <section class="space-y-4" aria-labelledby="entete">
            <h2 id="entete" class="text-xl font-bold">"Ligne d’en-tête"</h2>
            {sheets}
            <HeaderPreview inspection choose=choose_header />
        </section>
    }
}

/// What is wrong with the choice, said at once; otherwise the way on.
#[component]
fn Troubles(wizard: Wizard) -> impl IntoView {
    let found = Memo::new(move |_| {
        wizard.inspection.with(|inspection| match inspection {
            Some(inspection) => wizard.columns.with(|columns| troubles(inspection, columns)),
            None => Vec::new(),
        })
    });
    let blocked = move || found.with(|found| !found.is_empty());
    view! {
        <div class="space-y-4" aria-live="polite">
            <Show when=blocked>
                <Callout tone=Tone::Danger title="À corriger pour continuer">
                    <ul class="list-disc ps-5">
                        {move || {
                            found.with(|found| {
                                found.iter().map(|one| view! { <li>{one.message()}</li> }).collect_view()
                            })
                        }}
                    </ul>
                </Callout>
            </Show>
        </div>
        <div class="flex flex-wrap gap-3">
            <a class="btn" href=move || wizard.address(Step::File)>"Changer de fichier"</a>
            <Show
                when=blocked
                fallback=move || {
                    view! {
                        <a class="btn btn-primary" href=wizard.address(Step::Verdict)>
                            "Vérifier le fichier"
                        </a>
                    }
                }
            >
                <button class="btn btn-primary" disabled>"Vérifier le fichier"</button>
            </Show>
        </div>
    }
}
