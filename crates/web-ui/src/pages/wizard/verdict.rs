//! Step 4: what the import would do, before anything is stored.

use domain::dto::{SectorAnswer, Verdict};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::problem::WizardProblem;
use super::questions::{Questions, note_answer, remember};
use super::state::use_wizard;
use super::step::Step;
use super::told::{Told, WaitForVerdict};
use crate::api::ApiError;
use crate::components::PageHeading;
use crate::pages::establishment::use_finess;
use crate::pages::verdict::{LabelQuestions, equation_sentence};
use crate::remote::Remote;
use crate::routes::{self, Tab};
use crate::session::use_client;

/// Asks for the verdict, shows it, stores the import once confirmed.
#[component]
pub fn WizardVerdict() -> impl IntoView {
    let wizard = use_wizard();
    let client = use_client();
    let finess = use_finess();
    let navigate = use_navigate();
    let verdict = Remote::new(move || wizard.verdict());
    let failure = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let asked = RwSignal::new(Vec::new());
    Effect::new(move || {
        if let Some(verdict) = verdict.content() {
            asked.update(|asked| remember(asked, &verdict.unmatched.sectors));
        }
    });
    let answer = Callback::new(move |answer: SectorAnswer| {
        asked.update(|asked| note_answer(asked, &answer));
        leptos::task::spawn_local(async move {
            let unsaved = SectorAnswer { label: answer.label.clone(), code: None };
            let refused = client.answer_sector(&finess.get_untracked(), answer).await.err();
            if refused.is_some() {
                asked.update(|asked| note_answer(asked, &unsaved));
            }
            failure.set(refused);
            verdict.refetch();
        });
    });
    let confirm = Callback::new(move |()| {
        let navigate = navigate.clone();
        busy.set(true);
        failure.set(None);
        leptos::task::spawn_local(async move {
            let finess = finess.get_untracked();
            match wizard.store(&finess).await {
                Ok(created) => {
                    let imports = routes::tab(&finess, Tab::Imports);
                    let address =
                        format!("{imports}/nouveau/{}?import={}", Step::Result.slug(), created.id);
                    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    navigate(&address, options);
                }
                Err(error) => failure.set(Some(error)),
            }
            busy.set(false);
        });
    });
    let announced = move || verdict.content().map(|verdict| equation_sentence(&verdict.rows));
    let changed = Callback::new(move |()| verdict.refetch());
    let content = move || match verdict.get() {
        None => view! { <WaitForVerdict /> }.into_any(),
        Some(Err(error)) => view! { <WizardProblem error here=Step::Verdict /> }.into_any(),
        Some(Ok(verdict)) => view! {
            <Content verdict=Verdict::clone(&verdict) confirm busy changed />
        }
        .into_any(),
    };
    let labels = move || {
        let labels = verdict.content().map(|verdict| verdict.unmatched.labels.clone());
        view! { <LabelQuestions labels=labels.unwrap_or_default() answered=changed /> }
    };
    view! {
        <PageHeading
            title="Verdict"
            lead="Ce que cet import ferait. Rien n’est enregistré tant que vous ne confirmez pas."
        />
        <p role="status" class="sr-only">{announced}</p>
        <div class="space-y-10">
            <Questions asked answer />
            {labels}
            {content}
            {move || failure.get().map(|error| view! { <WizardProblem error here=Step::Verdict /> })}
        </div>
    }
}

/// The verdict and its confirmation.
#[component]
fn Content(
    verdict: Verdict,
    confirm: Callback<()>,
    busy: RwSignal<bool>,
    changed: Callback<()>,
) -> impl IntoView {
    let wizard = use_wizard();
    let finess = use_finess();
    let drugs = routes::tab(&finess.get_untracked(), Tab::Correspondences);
    view! {
        <div class="space-y-10">
            <Told verdict drugs changed />
            <div class="flex flex-wrap gap-3">
                <a class="btn" href=wizard.address(Step::Columns)>"Revenir aux colonnes"</a>
                <button
                    class="btn btn-primary"
                    disabled=move || busy.get()
                    on:click=move |_| confirm.run(())
                >
                    <Show when=move || busy.get()>
                        <span class="loading loading-spinner loading-sm" aria-hidden="true"></span>
                    </Show>
                    "Enregistrer l’import"
                </button>
            </div>
        </div>
    }
}
