//! The charter of the establishment: its text, who signed it, and the signature.

mod state;

use domain::dto::{Charter, LegalText, Signature};
use leptos::prelude::*;

pub use state::{CharterState, charter_state};

use super::establishment::use_finess;
use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Callout, LegalBody, Loaded, PageHeading, Refused, Submit, Tone};
use crate::remote::Remote;
use crate::rights;
use crate::routes::{self, Tab};
use crate::session::{use_client, use_session};

/// The charter tab.
#[component]
pub fn CharterPage() -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let charter = Remote::new(move || {
        let finess = finess.get();
        async move {
            let charter = client.charter(&finess).await?;
            Ok((charter, client.charter_text().await?))
        }
    });
    let signed = Callback::new(move |()| charter.refetch());
    view! {
        <PageHeading
            title="Charte d’engagement"
            lead="Ce à quoi l’établissement s’engage en livrant ses données. Son référent la signe en son nom."
        />
        <Loaded
            resource=charter
            view=move |(charter, text)| view! { <Content charter text signed /> }.into_any()
        />
    }
}

/// The state first, then the text, then the signature.
#[component]
fn Content(charter: Charter, text: LegalText, signed: Callback<()>) -> impl IntoView {
    let session = use_session();
    let finess = use_finess();
    let is_referent =
        session.me().is_some_and(|me| rights::is_referent(&me, &finess.get_untracked()));
    let state = charter_state(&charter, is_referent);
    let version = charter.version.clone();
    view! {
        <div class="space-y-8">
            <State state signature=charter.signature />
            <section
                class="rounded-box border border-base-content/15 bg-base-100 p-5 sm:p-6"
                aria-label=text.title
            >
                <p class="mb-4 text-sm text-base-content/75">{format!("Version {}", text.version)}</p>
                <LegalBody body=text.body />
            </section>
            {(state == CharterState::ToSign).then(|| view! { <Sign version signed /> })}
        </div>
    }
}

/// Where the signature stands, and what that means for the person.
#[component]
fn State(state: CharterState, signature: Option<Signature>) -> impl IntoView {
    let finess = use_finess();
    let last = signature.map(|one| {
        format!(
            "Version {} signée par {} le {}.",
            one.version,
            one.by,
            browser::local_date_time(&one.at)
        )
    });
    match state {
        CharterState::Signed => view! {
            <Callout tone=Tone::Success title="La charte en vigueur est signée" live=true>
                <p>{last}</p>
                <a class="btn btn-sm" href=routes::tab(&finess.get_untracked(), Tab::Dashboard)>
                    "Ouvrir le tableau de bord"
                </a>
            </Callout>
        }
        .into_any(),
        CharterState::ToSign => view! {
            <Callout tone=Tone::Warning title="À vous de signer">
                <p>
                    "Vous êtes le référent de l’établissement. Lisez la charte\u{202f}; la signature est au bas "
                    "de la page."
                </p>
                <p>{last}</p>
            </Callout>
        }
        .into_any(),
        CharterState::Awaited { required } => view! {
            <Callout tone=Tone::Warning title="La charte attend la signature du référent">
                <p>
                    {if required {
                        "Seul le référent de l’établissement peut signer. D’ici là, les fichiers se \
                         vérifient mais ne s’enregistrent pas."
                    } else {
                        "Seul le référent de l’établissement peut signer."
                    }}
                </p>
                <p>{last}</p>
            </Callout>
        }
        .into_any(),
    }
}

/// The commitment and the button.
#[component]
fn Sign(version: String, signed: Callback<()>) -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let agreed = RwSignal::new(false);
    let attempt = Attempt::new();
    let version = StoredValue::new(version);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        attempt.run(async move {
            client.sign_charter(&finess.get_untracked(), &version.get_value()).await?;
            signed.run(());
            browser::to_top();
            Ok(())
        });
    };
    view! {
        <form class="space-y-4 rounded-box border border-base-content/15 bg-base-100 p-5 sm:p-6" on:submit=submit>
            <label class="flex items-start gap-3">
                <input
                    type="checkbox"
                    class="checkbox mt-0.5"
                    required
                    prop:checked=move || agreed.get()
                    on:change:target=move |event| agreed.set(event.target().checked())
                />
                <span>"J’ai lu la charte et je la signe au nom de l’établissement."</span>
            </label>
            <Refused attempt />
            <Submit
                label="Signer la charte"
                busy=attempt.busy()
                disabled=Signal::derive(move || !agreed.get())
            />
        </form>
    }
}
