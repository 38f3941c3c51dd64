//! Step 4: what the import would do, before anything is stored.

use domain::dto::{ImportRef, SectorAnswer, Verdict};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::problem::WizardProblem;
use super::questions::{Questions, note_answer, remember};
use super::sheet_notes::SheetNotes;
use super::state::use_wizard;
use super::step::Step;
use crate::api::ApiError;
use crate::browser;
use crate::components::{Callout, Loading, PageHeading, Tone};
use crate::format;
use crate::labels;
use crate::pages::establishment::use_finess;
use crate::pages::verdict::{
    EffectTable, Equation, IssueGroups, Loss, UnmatchedValues, VersionLine, equation_sentence,
};
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
    let verdict = Remote::new(move || {
        let asked = wizard.file.get_untracked().zip(wizard.delivery());
        async move {
            match asked {
                Some((file, delivery)) => client.try_import(&file, &delivery).await,
                None => Err(ApiError::Unreachable),
            }
        }
    });
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
        let Some((file, delivery)) = wizard.file.get_untracked().zip(wizard.delivery()) else {
            return;
        };
        let navigate = navigate.clone();
        busy.set(true);
        failure.set(None);
        leptos::task::spawn_local(async move {
            match client.create_import(&file, &delivery).await {
                Ok(created) => {
                    let imports = routes::tab(&delivery.finess, Tab::Imports);
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
    let content = move || match verdict.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Err(error)) => view! { <WizardProblem error here=Step::Verdict /> }.into_any(),
        Some(Ok(verdict)) => {
            view! { <Content verdict=Verdict::clone(&verdict) confirm busy /> }.into_any()
        }
    };
    view! {
        <PageHeading
            title="Verdict"
            lead="Ce que cet import ferait. Rien n’est enregistré tant que vous ne confirmez pas."
        />
        <p role="status" class="sr-only">{announced}</p>
        <div class="space-y-10">
            <Questions asked answer />
            {content}
            {move || failure.get().map(|error| view! { <WizardProblem error here=Step::Verdict /> })}
        </div>
    }
}

/// The verdict, section by section, and the confirmation.
#[component]
fn Content(verdict: Verdict, confirm: Callback<()>, busy: RwSignal<bool>) -> impl IntoView {
    let wizard = use_wizard();
    let finess = use_finess();
    let unmatched = verdict.unmatched;
    view! {
        <div class="space-y-10">
            <p class="wrap-anywhere">
                <span class="font-semibold">{labels::kind(verdict.kind)}</span>
                {format!(", {} · {}", format::period(&verdict.period), verdict.file_name)}
                {(!verdict.sheet.is_empty())
                    .then(|| format!(" · feuille «\u{a0}{}\u{a0}»", verdict.sheet))}
            </p>
            <SheetNotes notes=verdict.notes />
            <Loss rows=verdict.rows.clone() unmatched=unmatched.clone() finess=finess.get_untracked() />
            <Equation rows=verdict.rows reasons=verdict.reasons />
            <IssueGroups groups=verdict.issues_by_code rows=verdict.issues />
            <UnmatchedValues unmatched />
            <EffectTable effect=verdict.effect />
            <Replaced imports=verdict.replaces />
            <VersionLine versions=verdict.versions />
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

/// Stored imports that give way to this one.
#[component]
fn Replaced(imports: Vec<ImportRef>) -> impl IntoView {
    (!imports.is_empty()).then(|| {
        let line = |one: ImportRef| {
            format!(
                "Import n° {} ({}, {}), du {}",
                one.id,
                one.file_name,
                format::period(&one.period),
                browser::local_date_time(&one.created_at)
            )
        };
        view! {
            <Callout tone=Tone::Warning title="Cet import en remplace un autre">
                <ul class="list-disc ps-5">
                    {imports.into_iter().map(|one| view! { <li>{line(one)}</li> }).collect_view()}
                </ul>
            </Callout>
        }
    })
}
