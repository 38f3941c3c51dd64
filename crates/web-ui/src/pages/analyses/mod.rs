//! What somebody wants to see of the figures: the address says all of it.

mod choose;
mod find;
mod model;
mod opened;
mod pick;
mod saved;
mod scopes;
mod shown;
mod starters;

use domain::inquiry::{Inquiry, Scope};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::browser;
use crate::components::{Loaded, PageHeading};
use crate::remote::Remote;
use crate::routes;
use crate::session::{Session, use_client, use_session};
use choose::Choose;
pub use choose::Subjects;
pub use model::ModelPage;
pub use opened::OpenedFigures;
pub use pick::{Choice, Pick};
use saved::Saved;
use scopes::{names, own};
use shown::Shown;
use starters::Starters;

/// The page of analyses.
#[component]
pub fn AnalysesPage() -> impl IntoView {
    let (client, session) = (use_client(), use_session());
    // The last year that there is something of.
    let usual = Remote::new(move || {
        let scope = own_scope(session);
        async move {
            let year = match &scope {
                Scope::Establishment(finess) => {
                    client.dashboard(finess, None, domain::dto::Perimeter::Spares).await?.year
                }
                Scope::LegalEntity(_) | Scope::Many { .. } => browser::last_year(),
            };
            Ok(Inquiry::of(scope, year))
        }
    });
    view! {
        <PageHeading
            title="Analyses"
            lead="Choisissez ce que vous voulez voir, de qui, et sur quelles années. L’adresse de la page garde votre question : elle se partage et se retrouve."
        />
        <Loaded resource=usual view=|usual| view! { <Asked usual /> }.into_any() />
    }
}

/// Whose figures are looked at first: those of the own establishment, of the region that is followed, or of the nation.
fn own_scope(session: Session) -> Scope {
    if let Some(first) = own(session).first() {
        return Scope::Establishment(first.finess.clone());
    }
    if session.is_national() {
        return Scope::NATION;
    }
    session.followed_regions().first().map_or(Scope::NATION, |code| Scope::region(code))
}

/// The choices, and what they show.
#[component]
fn Asked(usual: Inquiry) -> impl IntoView {
    let query = use_location().query;
    let names = RwSignal::new(names(use_session()));
    let inquiry = {
        let usual = usual.clone();
        Memo::new(move |_| query.with(|query| Inquiry::read(|name| query.get_str(name), &usual)))
    };
    find::read_names(inquiry, names);
    let is_begun = Memo::new(move |_| query.with(|query| query.get_str("sujet").is_some()));
    let navigate = use_navigate();
    let ask = Callback::new(move |inquiry: Inquiry| {
        navigate(&address(&inquiry), NavigateOptions { scroll: false, ..Default::default() });
    });
    view! {
        <div class="space-y-10">
            <Show when=move || !is_begun.get()>
                <Saved />
                <Starters usual=usual.clone() />
            </Show>
            <Choose inquiry ask names />
            <Shown inquiry names />
        </div>
    }
}

/// The address of the page with an inquiry.
fn address(inquiry: &Inquiry) -> String {
    address_at(routes::ANALYSES, inquiry)
}

/// The address of a page about an inquiry.
fn address_at(page: &str, inquiry: &Inquiry) -> String {
    let pairs = inquiry.pairs();
    routes::with_query(page, pairs.iter().map(|(name, value)| (*name, Some(value.as_str()))))
}
