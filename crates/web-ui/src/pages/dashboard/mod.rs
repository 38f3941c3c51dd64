//! The dashboard: what was delivered, what it says, and what to look at.

mod cards;
mod charts;
mod deliveries;
mod families;
mod filters;
mod molecules;
mod sectors;
mod value;

use domain::dto::{Dashboard, Perimeter};
use leptos::prelude::*;

use super::establishment::use_finess;
use super::explanation::ExplanationPanel;
use super::journal::Journal;
use super::{Corrections, OpenedFigure, ResistanceCards, WaitingAlerts};
use crate::components::{Loaded, PageHeading};
use crate::remote::Remote;
use crate::routes::{self, Tab};
use crate::session::use_client;
use cards::Cards;
use charts::Charts;
use deliveries::Deliveries;
use families::Families;
use filters::{Filters, FiltersBar};
use molecules::Molecules;
use sectors::Sectors;

/// Entries of the journal that the dashboard shows.
const JOURNAL_HEAD: usize = 5;

/// The dashboard tab.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let filters = Filters::from_address();
    let dashboard = Remote::new(move || {
        let (finess, year, perimeter) = (finess.get(), filters.year(), filters.perimeter());
        async move { client.dashboard(&finess, year, perimeter).await }
    });
    view! {
        <PageHeading title="Tableau de bord" />
        <FiltersBar dashboard />
        <Loaded
            resource=dashboard
            view=move |dashboard| {
                let (year, perimeter) = (dashboard.year, dashboard.perimeter);
                view! {
                    <ExplanationPanel year perimeter cards=dashboard.cards.clone() />
                    <Content dashboard />
                }
                .into_any()
            }
        />
    }
}

/// The sections that have something to show.
#[component]
fn Content(dashboard: Dashboard) -> impl IntoView {
    let finess = dashboard.finess.clone();
    let journal_href = routes::tab(&finess, Tab::Journal);
    let year = dashboard.year;
    let charts = charts::specs(&dashboard);
    // Targets are those of the usual perimeter.
    let aimed = (dashboard.perimeter == Perimeter::Spares).then(|| finess.clone());
    let has_figures = dashboard.cards.iter().any(|card| card.figure.value.is_some());
    let journal: Vec<_> = dashboard.journal.into_iter().take(JOURNAL_HEAD).collect();
    let delivered = dashboard.steps.iter().any(|step| step.done);
    let anomalies = delivered.then(|| {
        view! { <Corrections anomalies=dashboard.anomalies finess=finess.clone() year /> }
    });
    let resistances = (!dashboard.resistance_cards.is_empty()).then(|| {
        let all = routes::with_query(
            &routes::tab(&finess, Tab::Resistances),
            [("annee", Some(year.to_string().as_str()))],
        );
        view! {
            <div class="space-y-4">
                <ResistanceCards cards=dashboard.resistance_cards year />
                <a class="link link-primary font-medium" href=all>"Toutes les résistances"</a>
                <OpenedFigure finess=finess.clone() year />
            </div>
        }
    });
    let figures = has_figures.then(|| {
        view! {
            <Cards cards=dashboard.cards year finess=aimed />
            <Charts specs=charts />
            <Sectors rows=dashboard.sectors year />
            <div class="grid items-start gap-8 *:min-w-0 xl:grid-cols-2">
                <Molecules groups=dashboard.top_molecules year />
                <Families rows=dashboard.families year />
            </div>
        }
    });
    view! {
        <div class="space-y-12">
            <WaitingAlerts number=dashboard.waiting_alerts finess=finess.clone() />
            <Deliveries steps=dashboard.steps finess=finess.clone() year />
            {figures}
            {resistances}
            {anomalies}
            {(!journal.is_empty())
                .then(|| {
                    view! {
                        <section class="space-y-4" aria-labelledby="journal">
                            <h2 id="journal" class="text-xl font-bold">"Dernières actions"</h2>
                            <Journal entries=journal finess />
                            <a class="link link-primary font-medium" href=journal_href>
                                "Tout le journal"
                            </a>
                        </section>
                    }
                })}
        </div>
    }
}
