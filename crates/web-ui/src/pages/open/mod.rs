//! Figures for everybody, without an account: what is published, questions to it, and its tables.

mod choose;
mod data;
mod embedded;
mod indicators;
mod shown;
mod starters;

use domain::dto::OpenEdition;
use domain::inquiry::Inquiry;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_location, use_navigate};

use crate::api::ApiError;
use crate::components::{EmptyState, InTurn, Loaded, PageHeading};
use crate::lazy::{self, later};
use crate::remote::Remote;
use crate::routes;
use crate::session::use_client;
use choose::OpenChoose;
use data::OpenData;
pub use embedded::EmbeddedPage;
use indicators::OpenIndicators;
use shown::OpenShown;
use starters::OpenStarters;

/// The page of open figures.
#[component]
pub fn OpenPage() -> impl IntoView {
    view! {
        <PageHeading
            title="Analyses en accès libre"
            lead="La consommation d’antibiotiques et les résistances bactériennes dans les hôpitaux, en France, par région et par type d’établissement. Sans compte."
        />
        {later(lazy::OpenFigures::load())}
    }
}

/// The figures, their questions and tables.
#[component]
pub fn OpenFigures() -> impl IntoView {
    view! { <WithEdition view=|edition| view! { <Asked edition /> }.into_any() /> }
}

/// What is made of the edition that is published, or why there is nothing.
#[component]
fn WithEdition(view: fn(OpenEdition) -> AnyView) -> impl IntoView {
    let client = use_client();
    let edition = Remote::new(move || async move {
        match client.open_edition().await {
            Ok(edition) => Ok(Some(edition)),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(error),
        }
    });
    let shown = move |edition: Option<OpenEdition>| {
        match edition {
        Some(edition) => view(edition),
        None => view! {
            <EmptyState
                title="Rien n’est encore publié"
                text="Les chiffres en accès libre paraissent quand l’équipe nationale ouvre la base figée d’une campagne."
            />
        }
        .into_any(),
    }
    };
    view! { <Loaded resource=edition view=shown /> }
}

fn is_missing(error: &ApiError) -> bool {
    error.code() == Some(domain::dto::ProblemCode::NotFound)
}

/// The inquiry of the address, with nothing that the edition does not have.
fn inquiry(edition: StoredValue<OpenEdition>) -> Memo<Inquiry> {
    let query = use_location().query;
    Memo::new(move |_| {
        edition.with_value(|edition| {
            let usual = Inquiry::of_edition(edition);
            let read = query.with(|query| Inquiry::read(|name| query.get_str(name), &usual));
            read.in_edition(edition)
        })
    })
}

#[component]
fn Asked(edition: OpenEdition) -> impl IntoView {
    let edition = StoredValue::new(edition);
    let inquiry = inquiry(edition);
    let query = use_location().query;
    let is_begun = Memo::new(move |_| query.with(|query| query.get_str("sujet").is_some()));
    let navigate = use_navigate();
    let ask = Callback::new(move |inquiry: Inquiry| {
        let next = edition.with_value(|edition| inquiry.in_edition(edition));
        navigate(
            &routes::of_inquiry(routes::OPEN, &next),
            NavigateOptions { scroll: false, ..Default::default() },
        );
    });
    let before_a_question = move || {
        view! {
            <Show
                when=move || !is_begun.get()
                fallback=|| view! { <p><A href=routes::OPEN attr:class="link link-primary">"Autres questions"</A></p> }>
                <OpenIndicators edition />
                <OpenStarters edition />
            </Show>
        }
    };
    let parts = [
        ViewFn::from(move || view! { <About edition=edition.get_value() /> }),
        before_a_question.into(),
        (move || view! { <OpenChoose edition inquiry ask /> }).into(),
        (move || view! { <OpenShown edition inquiry /> }).into(),
        (move || view! { <OpenData edition /> }).into(),
    ];
    view! { <InTurn class="space-y-10" parts=parts.into() /> }
}

/// What the figures are of.
#[component]
fn About(edition: OpenEdition) -> impl IntoView {
    let years = match (edition.years.first(), edition.years.last()) {
        (Some(first), Some(last)) if first != last => format!("{first} à {last}"),
        (Some(year), _) => year.to_string(),
        _ => "–".to_owned(),
    };
    let year = edition.years.last().map(|last| format!(" {last}")).unwrap_or_default();
    let count = |number: u32| domain::french::count(number, "établissement", "établissements");
    let hidden = 100.0 * f64::from(edition.hidden) / f64::from(edition.numbers.max(1));
    let facts = [
        ("Base".to_owned(), edition.base),
        ("Années".to_owned(), years),
        (format!("Consommation{year}"), count(edition.consumption_establishments)),
        (format!("Résistances{year}"), count(edition.resistance_establishments)),
        ("Nombres non publiés".to_owned(), format!("{}\u{a0}%", crate::format::decimal(hidden, 1))),
    ];
    let facts = facts.map(|(name, value)| {
        view! {
            <div>
                <dt class="text-sm text-base-content/75">{name}</dt>
                <dd class="font-medium">{value}</dd>
            </div>
        }
    });
    view! {
        <dl class="grid gap-4 rounded-box border border-base-content/15 bg-base-100 p-4 sm:grid-cols-3 sm:p-6 lg:grid-cols-5">
            {facts.into_iter().collect_view()}
        </dl>
    }
}
