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
mod target_link;

use domain::inquiry::{Inquiry, Scope};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_location, use_navigate};

use crate::browser;
use crate::components::{EmptyState, Loaded, PageHeading};
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
pub use target_link::TargetLink;

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
                Scope::LegalEntity(_) | Scope::Department(_) | Scope::Many { .. } => {
                    browser::last_year()
                }
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
    let session = use_session();
    let names = RwSignal::new(names(session));
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
            <Show
                when=move || !is_begun.get()
                fallback=|| view! { <p><A href=routes::ANALYSES attr:class="link link-primary">"Autres questions"</A></p> }>
                <Saved />
                <Starters usual=usual.clone() />
                <p>
                    "Les chiffres publiés de la France, des régions et des types\u{a0}: "
                    <A href=routes::OPEN attr:class="link link-primary">"analyses en accès libre"</A>
                </p>
            </Show>
            <Choose inquiry ask names />
            <Show
                when=move || session.is_national() || !inquiry.with(|one| one.view.is_by_region())
                fallback=move || view! { <InOpenAccess inquiry /> }
            >
                <Shown inquiry names />
            </Show>
        </div>
    }
}

/// Regions side by side are everybody's once their base is frozen and published.
#[component]
fn InOpenAccess(inquiry: Memo<Inquiry>) -> impl IntoView {
    let link = move || inquiry.with(|one| routes::of_inquiry(routes::OPEN, one));
    view! {
        <EmptyState
            title="Les régions côte à côte se lisent en accès libre"
            text="La base du jour change encore\u{a0}: ses régions ne se comparent qu’une fois la base de la campagne figée et publiée."
        >
            <a class="btn btn-primary" href=link>
                "Voir les régions en accès libre"
            </a>
        </EmptyState>
    }
}

/// The address of the page with an inquiry.
fn address(inquiry: &Inquiry) -> String {
    routes::of_inquiry(routes::ANALYSES, inquiry)
}
