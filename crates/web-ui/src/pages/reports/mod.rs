//! Reports: asking for one, and those that were made.

mod form;
mod list;
mod words;

use leptos::prelude::*;

use super::establishment::use_finess;
use crate::components::{Loaded, PageHeading};
use crate::remote::Remote;
use crate::session::use_client;
use form::ReportForm;
use list::ReportList;

/// The tab of reports of an establishment.
#[component]
pub fn ReportsPage() -> impl IntoView {
    let finess = use_finess();
    view! {
        <PageHeading
            title="Rapports"
            lead="Un document à distribuer (PDF) et les mêmes chiffres dans un classeur (Excel)."
        />
        <ReportsOf scope=Signal::derive(move || finess.get()) of_establishment=true />
    }
}

/// The reports of a scope, and the form for another one.
#[component]
pub fn ReportsOf(
    /// FINESS, `region:` and its code, or `nation`.
    #[prop(into)]
    scope: Signal<String>,
    #[prop(optional)] of_establishment: bool,
) -> impl IntoView {
    let client = use_client();
    let reports = Remote::new(move || {
        let scope = scope.get();
        async move { client.reports(&scope).await }
    });
    let made = Callback::new(move |()| reports.refetch());
    view! {
        <div class="space-y-8">
            <ReportForm scope of_establishment made />
            <section class="space-y-4" aria-labelledby="rapports-faits">
                <h2 id="rapports-faits" class="text-xl font-bold">"Rapports générés"</h2>
                <Loaded resource=reports view=|reports| view! { <ReportList reports /> }.into_any() />
            </section>
        </div>
    }
}
