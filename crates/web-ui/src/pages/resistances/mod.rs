//! Resistances of a year: national indicators, organisms and antibiotics, and the isolates behind a figure.

mod cards;
mod indicators;
mod isolates;
mod matrix;
mod methods;
mod onsets;
mod opened;
mod organism;
mod words;

use domain::dto::{Dashboard, Perimeter, ResistanceGroup};
use leptos::prelude::*;
use leptos_router::hooks::{query_signal, use_location};

use super::establishment::use_finess;
use crate::components::{EmptyState, Loaded, PageHeading};
use crate::remote::Remote;
use crate::routes::{self, Tab};
use crate::session::use_client;
pub use cards::Cards as ResistanceCards;
use indicators::NationalIndicators;
use matrix::Matrix;
pub use opened::OpenedFigure;
use organism::OrganismTable;

/// The tab of resistances.
#[component]
pub fn ResistancesPage() -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let query = use_location().query;
    let year =
        Memo::new(move |_| query.with(|query| query.get_str("annee").and_then(|y| y.parse().ok())));
    let dashboard = Remote::new(move || {
        let (finess, year) = (finess.get(), year.get());
        async move { client.dashboard(&finess, year, Perimeter::Spares).await }
    });
    view! {
        <PageHeading
            title="Résistances"
            lead="Une souche compte une fois par patient et par an. Chaque chiffre s’ouvre jusqu’à ses isolats."
        />
        <Loaded
            resource=dashboard
            view=move |dashboard| view! { <Year dashboard finess=finess.get_untracked() /> }.into_any()
        />
    }
}

/// Everything of one year.
#[component]
fn Year(dashboard: Dashboard, finess: String) -> impl IntoView {
    let client = use_client();
    let year = dashboard.year;
    let (_, set_year) = query_signal::<i32>("annee");
    let years = dashboard.years.into_iter().map(|one| {
        view! { <option value=one selected=one == year>{one}</option> }
    });
    let years = years.collect_view();
    let is_empty = dashboard.resistance_cards.is_empty();
    let groups = {
        let finess = finess.clone();
        Remote::new(move || {
            let finess = finess.clone();
            async move { client.resistances(&finess, year).await }
        })
    };
    let import = routes::tab(&finess, Tab::Imports);
    let figures = (!is_empty).then(|| {
        let finess = finess.clone();
        view! {
            <ResistanceCards cards=dashboard.resistance_cards year />
            <NationalIndicators finess year />
            <Loaded
                resource=groups
                view=move |groups| view! { <Organisms groups year /> }.into_any()
            />
        }
    });
    let empty = is_empty.then(|| {
        view! {
            <EmptyState
                title=format!("Aucun isolat pour {year}")
                text="Importez le fichier de résistances du laboratoire : les chiffres paraîtront ici."
            >
                <a class="btn btn-primary" href=import>"Aller aux imports"</a>
            </EmptyState>
        }
    });
    view! {
        <label class="mb-8 flex items-center gap-2">
            <span class="font-medium">"Année"</span>
            <select
                class="select w-28"
                on:change:target=move |event| set_year.set(event.target().value().parse().ok())
            >
                {years}
            </select>
        </label>
        <div class="space-y-12">{figures} {empty}</div>
        <OpenedFigure finess year />
    }
}

/// The matrix of organisms and antibiotics, and one organism in full.
#[component]
fn Organisms(groups: Vec<ResistanceGroup>, year: i32) -> impl IntoView {
    view! {
        <Matrix groups=groups.clone() />
        <OrganismTable groups year />
    }
}
