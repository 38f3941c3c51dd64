//! New terms of use: read, then accepted or not.

use domain::dto::LegalText;
use leptos::prelude::*;

use crate::attempt::Attempt;
use crate::components::{Dialog, LegalBody, Loaded, PageHeading, Refused};
use crate::remote::Remote;
use crate::session::{use_client, use_session, use_sign_out};

const TITLE: &str = "Nouvelles conditions d’utilisation";
const LEAD: &str = "Elles ont changé depuis votre dernière visite. Lisez-les, puis acceptez-les pour \
                    continuer là où vous en étiez.";

/// In place of the page that was asked for.
#[component]
pub fn NewTerms() -> impl IntoView {
    view! {
        <PageHeading title=TITLE lead=LEAD />
        <div class="rounded-box border border-base-content/10 bg-base-100 p-6">
            <TermsInForce />
        </div>
    }
}

/// Over the page, when they change while somebody works.
#[component]
pub fn TermsAgain() -> impl IntoView {
    let session = use_session();
    view! {
        <Dialog title=TITLE wide=true on_close=Callback::new(move |()| session.postpone())>
            <p class="mb-4 max-w-prose">{LEAD}</p>
            <TermsInForce />
        </Dialog>
    }
}

/// The text and the two answers.
#[component]
fn TermsInForce() -> impl IntoView {
    let client = use_client();
    let terms = Remote::new(move || client.terms());
    view! { <Loaded resource=terms view=|text| view! { <Answer text /> }.into_any() /> }
}

#[component]
fn Answer(text: LegalText) -> impl IntoView {
    let session = use_session();
    let sign_out = use_sign_out();
    let attempt = Attempt::new();
    let version = StoredValue::new(text.version.clone());
    let accept = move |_| {
        attempt.run(async move { session.accept_terms(&version.get_value()).await });
    };
    view! {
        <p class="mb-4 text-sm text-base-content/75">{format!("Version {}", text.version)}</p>
        <LegalBody body=text.body />
        <div class="mt-6 space-y-4">
            <Refused attempt />
            <div class="flex flex-wrap gap-3">
                <button type="button" class="btn btn-primary" disabled=attempt.busy() on:click=accept>
                    "J’accepte"
                </button>
                <button type="button" class="btn" on:click=move |_| sign_out.run(())>
                    "Se déconnecter"
                </button>
            </div>
        </div>
    }
}
