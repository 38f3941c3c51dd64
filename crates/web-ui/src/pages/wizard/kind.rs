//! Step 1: what is delivered, and for when.

use domain::dto::{DeliveryStep, ImportKind, Perimeter};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::kind_choice::KindChoice;
use super::period;
use super::period_choice::PeriodChoice;
use super::state::use_wizard;
use super::step::Step;
use crate::browser;
use crate::components::{PageHeading, ProblemAlert, Submit};
use crate::labels;
use crate::pages::establishment::use_finess;
use crate::remote::Remote;
use crate::session::use_client;

/// Kind, year, and quarter where the kind has any.
#[component]
pub fn WizardKind() -> impl IntoView {
    let wizard = use_wizard();
    let client = use_client();
    let finess = use_finess();
    let navigate = use_navigate();
    let asked = wizard.period.get_untracked().and_then(|text| period::split(&text));
    let year = RwSignal::new(asked.map_or_else(browser::last_year, |(year, _)| year));
    let part = RwSignal::new(asked.map_or("", |(_, part)| part).to_owned());
    let chosen = RwSignal::new(wizard.kind.get_untracked());
    let dashboard = Remote::new(move || {
        let (finess, year) = (finess.get(), year.get());
        async move { client.dashboard(&finess, Some(year), Perimeter::Spares).await }
    });
    let steps = Memo::new(move |_| {
        dashboard.content().map(|dashboard| dashboard.steps.clone()).unwrap_or_default()
    });
    let next = Memo::new(move |_| {
        steps.with(|steps| steps.iter().find(|step| !step.done).map(|step| step.kind))
    });
    let kind = Memo::new(move |_| chosen.get().or(next.get()).unwrap_or(ImportKind::Structure));
    let has_quarters = Memo::new(move |_| kind.get() != ImportKind::Structure);

    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let part = if has_quarters.get_untracked() { part.get_untracked() } else { String::new() };
        let period = period::join(year.get_untracked(), &part);
        let kind = labels::kind_code(kind.get_untracked());
        navigate(
            &wizard.address_with(Step::File, Some(kind), Some(&period)),
            NavigateOptions::default(),
        );
    };
    let failure = move || {
        let error = dashboard.get().and_then(Result::err);
        error.map(|error| view! { <ProblemAlert error /> })
    };
    view! {
        <PageHeading title="Nouvel import" lead="Quel fichier livrez-vous, et pour quelle période\u{202f}?" />
        <form class="space-y-8" on:submit=submit>
            <PeriodChoice year part has_quarters />
            <fieldset>
                <legend class="mb-3 font-medium">"Type de fichier"</legend>
                <div class="grid gap-4 md:grid-cols-2">
                    {labels::KINDS
                        .map(|one| {
                            view! {
                                <KindChoice
                                    kind=one
                                    chosen=kind
                                    choose=Callback::new(move |one| chosen.set(Some(one)))
                                    step=Signal::derive(move || delivered(&steps.get(), one))
                                    is_next=Signal::derive(move || next.get() == Some(one))
                                />
                            }
                        })
                        .into_iter()
                        .collect_view()}
                </div>
            </fieldset>
            {failure}
            <Submit label="Continuer" busy=false />
        </form>
    }
}

fn delivered(steps: &[DeliveryStep], kind: ImportKind) -> Option<DeliveryStep> {
    steps.iter().find(|step| step.kind == kind).cloned()
}
