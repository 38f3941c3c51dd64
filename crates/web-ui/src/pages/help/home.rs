//! The entrance of the documentation: a search and the ways in.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::Wanted;
use super::doc::Doc;
use super::search::{Place, find, places};
use crate::components::{AskHelp, PageHeading, SearchField};
use crate::lazy::{self, later_than};
use crate::routes;
use crate::session::use_session;

/// The entrance.
#[component]
pub fn HelpPage() -> impl IntoView {
    follow_former_parts();
    let session = use_session();
    let wanted = RwSignal::new(String::new());
    provide_context(Wanted(wanted));
    let on_search = Callback::new(move |text| wanted.set(text));
    let is_asked = Memo::new(move |_| wanted.with(|wanted| !wanted.trim().is_empty()));
    view! {
        <PageHeading
            title="Documentation"
            lead="Préparer ses fichiers, comprendre un verdict, vérifier un chiffre à la main."
        />
        <div class="space-y-8">
            <div class="space-y-4">
                <SearchField
                    id="recherche-aide"
                    label="Que cherchez-vous\u{202f}?"
                    placeholder="fichier refusé, rétrocessions, DDJ…"
                    on_search
                />
                <div role="status">
                    <Show when=move || is_asked.get()>
                        {later_than((|| "Recherche…").into(), lazy::HelpAnswers::load())}
                    </Show>
                </div>
            </div>
            <ul class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
                {Doc::ALL.map(|doc| card(doc.address(), doc.title(), doc.lead())).into_iter().collect_view()}
                <li class="rounded-box border border-base-content/15 bg-base-100 p-5">
                    <a class="link link-primary text-lg font-semibold" href=routes::API_DOCUMENTATION rel="external">
                        "Pour les intégrateurs"
                    </a>
                    <p class="mt-1 text-base-content/80">
                        "L’API décrite opération par opération, pour les logiciels de pharmacie et de laboratoire."
                    </p>
                </li>
            </ul>
            <Show when=move || session.is_open()>
                <p class="flex flex-wrap items-center gap-x-6 gap-y-3">
                    <AskHelp class="btn btn-primary" />
                    <a class="link link-primary" href=routes::TICKETS>"Demandes d’aide et leurs réponses"</a>
                </p>
            </Show>
            <p class="max-w-prose">
                "Une question sans réponse ici\u{202f}? Le référent de votre établissement d’abord, puis le centre régional (CPias)\u{202f}; "
                "l’exploitant du service est dans les "
                <a class="link link-primary" href=routes::LEGAL>"mentions légales"</a> "."
            </p>
        </div>
    }
}

fn card(address: &'static str, title: &'static str, lead: &'static str) -> impl IntoView {
    view! {
        <li class="rounded-box border border-base-content/15 bg-base-100 p-5">
            <a class="link link-primary text-lg font-semibold" href=address>{title}</a>
            <p class="mt-1 text-base-content/80">{lead}</p>
        </li>
    }
}

/// The places that hold what is searched.
#[component]
pub fn HelpAnswers() -> impl IntoView {
    let wanted = expect_context::<Wanted>().0;
    let places = places();
    move || answers(find(&places, &wanted.get()))
}

fn answers(found: Vec<Place>) -> AnyView {
    if found.is_empty() {
        return view! { <p>"Rien ne correspond. Essayez un seul mot."</p> }.into_any();
    }
    let line = |place: Place| {
        view! {
            <li class="px-4 py-2">
                <a class="link link-primary" href=place.address>{place.title}</a>
                <span class="text-sm text-base-content/75">{format!(" – {}", place.doc.title())}</span>
            </li>
        }
    };
    view! {
        <ul class="max-w-2xl divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100">
            {found.into_iter().map(line).collect_view()}
        </ul>
    }
    .into_any()
}

/// Addresses of the time when the documentation was one page lead to where their part is now.
fn follow_former_parts() {
    let (location, navigate) = (use_location(), use_navigate());
    Effect::new(move || {
        let anchor = location.hash.get();
        if let Some(address) = Doc::of_part(anchor.trim_start_matches('#')) {
            navigate(&address, NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
}
