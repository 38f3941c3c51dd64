//! What the views of resistances share: the other views, the year and its choice, the opened figure.

use domain::dto::{Dashboard, Perimeter};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::{query_signal, use_location};

use super::opened::OpenedFigure;
use crate::components::{Callout, EmptyState, Loaded, Tone};
use crate::pages::establishment::use_finess;
use crate::remote::Remote;
use crate::routes::{self, Tab};
use crate::session::use_client;

/// Query parameter that holds the year.
const YEAR: &str = "annee";

/// Shows a view of the year of the address, where it has isolates.
#[component]
pub fn OfYear<V>(
    /// Draws the view.
    view: V,
) -> impl IntoView
where
    V: Fn(Dashboard) -> AnyView + Send + Sync + 'static,
{
    let client = use_client();
    let finess = use_finess();
    let query = use_location().query;
    let year =
        Memo::new(move |_| query.with(|query| query.get_str(YEAR).and_then(|y| y.parse().ok())));
    let dashboard = Remote::new(move || {
        let (finess, year) = (finess.get(), year.get());
        async move { client.dashboard(&finess, year, Perimeter::Spares).await }
    });
    let view = StoredValue::new(view);
    let content = move |dashboard: Dashboard| {
        let (finess, year) = (dashboard.finess.clone(), dashboard.year);
        let content = if dashboard.resistance_cards.is_empty() {
            view! { <Nothing finess=finess.clone() year /> }.into_any()
        } else {
            view.with_value(|view| view(dashboard.clone()))
        };
        let notes = dashboard.resistance_notes.into_iter().map(|title| {
            view! { <Callout tone=Tone::Information title /> }
        });
        view! {
            <YearOfData years=dashboard.years year />
            <div class="space-y-12">{notes.collect_view()} {content}</div>
            <OpenedFigure finess year />
        }
        .into_any()
    };
    view! {
        <Views />
        <Loaded resource=dashboard view=content />
    }
}

/// Links to the views of the same year.
#[component]
fn Views() -> impl IntoView {
    let finess = use_finess();
    let query = use_location().query;
    let link = move |label: &'static str, slug: &'static str| {
        let href = move || {
            let path = routes::tab(&finess.get(), Tab::Resistances) + slug;
            let year = query.with(|query| query.get_str(YEAR).map(str::to_owned));
            routes::with_query(&path, [(YEAR, year.as_deref())])
        };
        view! {
            <A href exact=true attr:class="btn btn-sm join-item aria-[current=page]:btn-primary">{label}</A>
        }
    };
    view! {
        <nav class="mb-6 join" aria-label="Vues des résistances">
            {link("Bactéries", "")} {link("Antifongiques", routes::ANTIFUNGALS)}
            {link("Panel national", routes::PANEL)}
        </nav>
    }
}

#[component]
fn YearOfData(years: Vec<i32>, year: i32) -> impl IntoView {
    let (_, set_year) = query_signal::<i32>(YEAR);
    let options = years.into_iter().map(|one| {
        view! { <option value=one selected=one == year>{one}</option> }
    });
    view! {
        <label class="mb-8 flex items-center gap-2">
            <span class="font-medium">"Année"</span>
            <select
                class="select w-28"
                on:change:target=move |event| set_year.set(event.target().value().parse().ok())
            >
                {options.collect_view()}
            </select>
        </label>
    }
}

#[component]
fn Nothing(finess: String, year: i32) -> impl IntoView {
    let import = routes::tab(&finess, Tab::Imports);
    view! {
        <EmptyState
            title=format!("Aucun isolat pour {year}")
            text="Importez le fichier de résistances du laboratoire : les chiffres paraîtront ici."
        >
            <a class="btn btn-primary" href=import>"Aller aux imports"</a>
        </EmptyState>
    }
}
