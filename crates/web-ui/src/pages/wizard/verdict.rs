//! Step 4: what the import would do, before anything is stored.

use domain::dto::{IssueGroup, ProblemCode, SectorAnswer, Verdict};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::confirmation::{Confirmed, acknowledgements, still_to_do, waiting};
use super::confirmations::Confirmations;
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
    let said = RwSignal::new(Confirmed::new());
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
    let confirm = Callback::new(move |groups: Vec<IssueGroup>| {
        let navigate = navigate.clone();
        let acknowledged = said.with_untracked(|said| acknowledgements(&groups, said));
        busy.set(true);
        failure.set(None);
        leptos::task::spawn_local(async move {
            let finess = finess.get_untracked();
            match wizard.store(&finess, &acknowledged).await {
                Ok(created) => {
                    let imports = routes::tab(&finess, Tab::Imports);
                    let address =
                        format!("{imports}/nouveau/{}?import={}", Step::Result.slug(), created.id);
                    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    navigate(&address, options);
                }
                Err(error) => {
                    // Something was delivered meanwhile that makes other findings.
                    if error.code() == Some(ProblemCode::Unacknowledged) {
                        verdict.refetch();
                    }
                    failure.set(Some(error));
                }
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
            <Content verdict=Verdict::clone(&verdict) said confirm busy changed />
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
    /// What is said of the findings to confirm.
    said: RwSignal<Confirmed>,
    /// Stores the import, with these findings confirmed.
    confirm: Callback<Vec<IssueGroup>>,
    busy: RwSignal<bool>,
    changed: Callback<()>,
) -> impl IntoView {
    let wizard = use_wizard();
    let finess = use_finess();
    let drugs = routes::tab(&finess.get_untracked(), Tab::Correspondences);
    let groups: Vec<IssueGroup> = verdict.to_confirm().cloned().collect();
    let to_do = {
        let groups = groups.clone();
        Memo::new(move |_| said.with(|said| still_to_do(waiting(&groups, said))))
    };
    view! {
        <div class="space-y-10">
            <Told verdict drugs changed />
            <Confirmations groups=groups.clone() said />
            <p id="reste-a-faire" role="status" class:hidden=move || to_do.with(Option::is_none)>
                {to_do}
            </p>
            <div class="flex flex-wrap gap-3">
                <a class="btn" href=wizard.address(Step::Columns)>"Revenir aux colonnes"</a>
                <button
                    class="btn btn-primary"
                    disabled=move || busy.get() || to_do.with(Option::is_some)
                    aria-describedby=move || to_do.with(Option::is_some).then_some("reste-a-faire")
                    on:click=move |_| confirm.run(groups.clone())
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
