//! Step 1: what is delivered, and for when.

use domain::dto::{ImportKind, Perimeter};
use leptos::prelude::*;

use super::kind_form::KindForm;
use super::period;
use super::state::use_wizard;
use crate::browser;
use crate::components::{PageHeading, ProblemAlert};
use crate::pages::establishment::use_finess;
use crate::remote::Remote;
use crate::session::use_client;

/// Kind, year, and quarter where the kind has any; the next file to deliver is chosen beforehand.
#[component]
pub fn WizardKind() -> impl IntoView {
    let wizard = use_wizard();
    let client = use_client();
    let finess = use_finess();
    let asked = wizard.period.get_untracked().and_then(|text| period::split(&text));
    let year = RwSignal::new(asked.map_or_else(browser::last_year, |(year, _)| year));
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
    let failure = move || {
        let error = dashboard.get().and_then(Result::err);
        error.map(|error| view! { <ProblemAlert error /> })
    };
    view! {
        <PageHeading title="Nouvel import" lead="Quel fichier livrez-vous, et pour quelle période\u{202f}?" />
        <KindForm year kind choose=Callback::new(move |one| chosen.set(Some(one))) steps>
            {failure}
        </KindForm>
    }
}
