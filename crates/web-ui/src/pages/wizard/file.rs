//! Step 2: the file.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use web_sys::File;

use super::problem::WizardProblem;
use super::state::use_wizard;
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
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<ApiError>);
    let open = Callback::new(move |file: File| {
        let navigate = navigate.clone();
        busy.set(true);
        failure.set(None);
        leptos::task::spawn_local(async move {
            match wizard.open_file(file).await {
                Ok(()) => navigate(&wizard.address(Step::Columns), NavigateOptions::default()),
                Err(error) => failure.set(Some(error)),
            }
            busy.set(false);
        });
    });
    let lead = {
        let kind = wizard.kind.get_untracked().map(labels::kind).unwrap_or_default();
        let period =
            wizard.period.get_untracked().map(|period| format::period(&period)).unwrap_or_default();
        format!("{kind}, {period}. Le fichier ne quitte votre navigateur que pour être vérifié.")
    };
    let kept = move || {
        let ready = wizard.given().file_read;
        wizard
            .file
            .with(|file| file.as_ref().filter(|_| ready).map(|file| (file.name(), file.size())))
    };
    let in_hand = move || {
        kept().map(|(name, size)| {
            view! {
                <div class="flex flex-wrap items-center gap-4 rounded-box border border-base-content/15 bg-base-100 p-4">
                    <Icon glyph=Glyph::Check class="size-5 text-success" />
                    <p class="min-w-0 grow break-words">
                        <span class="font-medium">{name}</span>
                        {format!(" ({})", format::file_size(size))}
                    </p>
                    <a class="btn btn-primary" href=wizard.address(Step::Columns)>
                        "Continuer avec ce fichier"
                    </a>
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
                help="Excel (.xlsx, .xls) ou CSV, 64 Mo au plus"
                on_file=open
            />
            <div aria-live="polite">
                <Show when=move || busy.get()>
                    <p class="flex items-center gap-3">
                        <span class="loading loading-spinner" aria-hidden="true"></span>
                        "Lecture du fichier…"
                    </p>
                </Show>
            </div>
            {move || failure.get().map(|error| view! { <WizardProblem error here=Step::File /> })}
        </div>
    }
}
