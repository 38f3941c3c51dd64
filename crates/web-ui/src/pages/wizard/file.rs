//! Step 2: the file.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use web_sys::File;

use super::problem::WizardProblem;
use super::state::{Wizard, use_wizard};
use super::step::Step;
use crate::api::ApiError;
use crate::components::{FileDrop, Glyph, Icon, PageHeading};
use crate::format;
use crate::labels;

/// Drop or choose; a file that can be read leads on by itself.
#[component]
pub fn WizardFile() -> impl IntoView {
    let wizard = use_wizard();
    let navigate = use_navigate();
    // A second file may be chosen while the first is read.
    let readings = RwSignal::new(0_u32);
    let busy = Memo::new(move |_| readings.get() > 0);
    let failure = RwSignal::new(None::<ApiError>);
    let open = Callback::new(move |file: File| {
        let navigate = navigate.clone();
        readings.update(|count| *count += 1);
        failure.set(None);
        leptos::task::spawn_local(async move {
            match wizard.open_file(file).await {
                Ok(()) => {
                    navigate(&wizard.address(wizard.after_file()), NavigateOptions::default());
                }
                // Whoever stops it knows that it is stopped.
                Err(ApiError::Stopped) => {}
                Err(error) => drop(failure.try_set(Some(error))),
            }
            readings.try_update(|count| *count -= 1);
        });
    });
    let lead = {
        let kind = wizard.kind.get_untracked().map(labels::kind).unwrap_or_default();
        let period =
            wizard.period.get_untracked().map(|period| format::period(&period)).unwrap_or_default();
        format!(
            "{kind}, {period}. Votre navigateur lit et contrôle le fichier\u{a0}; il ne l’envoie pas."
        )
    };
    let in_hand = move || {
        let file = wizard.file.get().filter(|_| !busy.get() && failure.with(Option::is_none))?;
        let (name, size) = (file.name(), file.size());
        let go_on = if wizard.given().file_read {
            view! {
                <a class="btn btn-primary" href=wizard.address(wizard.after_file())>
                    "Continuer avec ce fichier"
                </a>
            }
            .into_any()
        } else {
            view! {
                <button class="btn btn-primary" on:click=move |_| open.run(file.clone())>
                    "Continuer avec ce fichier"
                </button>
            }
            .into_any()
        };
        Some({
            view! {
                <div class="flex flex-wrap items-center gap-4 rounded-box border border-base-content/15 bg-base-100 p-4">
                    <Icon glyph=Glyph::Check class="size-5 text-success" />
                    <p class="min-w-0 grow break-words">
                        <span class="font-medium">{name}</span>
                        {format!(" ({})", format::file_size(size))}
                    </p>
                    {go_on}
                </div>
            }
        })
    };
    view! {
        <PageHeading title="Fichier" lead />
        <div class="space-y-6">
            {in_hand}
            <FileDrop
                id="fichier"
                label="Choisir un fichier"
                help="Excel (.xlsx, .xlsb, .xls), OpenDocument (.ods) ou CSV, 64 Mo au plus"
                on_file=open
            />
            <div aria-live="polite">
                <Show when=move || busy.get()>
                    <Reading wizard />
                </Show>
            </div>
            {move || failure.get().map(|error| view! { <WizardProblem error here=Step::File /> })}
        </div>
    }
}

/// How far the reading is, and the way to give up.
#[component]
fn Reading(wizard: Wizard) -> impl IntoView {
    let far = move || match wizard.rows.get() {
        0 => "Lecture du fichier…".to_owned(),
        rows => format!("Lecture du fichier… {}", format::count(rows, "ligne", "lignes")),
    };
    view! {
        <div class="flex flex-wrap items-center gap-3">
            <span class="loading loading-spinner" aria-hidden="true"></span>
            <p class="tabular-nums">{far}</p>
            <button class="btn btn-sm" on:click=move |_| wizard.give_up()>"Arrêter"</button>
        </div>
    }
}
