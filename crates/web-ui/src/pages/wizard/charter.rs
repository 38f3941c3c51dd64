//! The charter that is missing, said before any work is done for nothing.

use leptos::prelude::*;

use crate::components::{Callout, Tone};
use crate::pages::charter::{CharterState, charter_state};
use crate::pages::establishment::use_finess;
use crate::remote::Remote;
use crate::rights;
use crate::routes::{self, Tab};
use crate::session::{use_client, use_session};

/// Shown while data wait for the signature; leads to it.
#[component]
pub fn CharterNotice() -> impl IntoView {
    let client = use_client();
    let session = use_session();
    let finess = use_finess();
    let charter = Remote::new(move || {
        let finess = finess.get();
        async move { client.charter(&finess).await }
    });
    let missing = move || {
        let charter = charter.content().filter(|charter| charter.required && !charter.signed)?;
        let is_referent = session.me().is_some_and(|me| rights::is_referent(&me, &finess.get()));
        let (text, link) = match charter_state(&charter, is_referent) {
            CharterState::Signed => return None,
            CharterState::ToSign => (
                "Vous pouvez vérifier un fichier, mais rien ne s’enregistre avant votre signature.",
                "Lire et signer la charte",
            ),
            CharterState::Awaited { .. } => (
                "Vous pouvez vérifier un fichier, mais rien ne s’enregistre avant que le référent de \
                 l’établissement ait signé.",
                "Voir la charte",
            ),
        };
        Some(view! {
            <div class="mb-8">
                <Callout tone=Tone::Warning title="La charte n’est pas signée">
                    <p>{text}</p>
                    <a class="btn btn-sm" href=routes::tab(&finess.get(), Tab::Charter)>{link}</a>
                </Callout>
            </div>
        })
    };
    view! { {missing} }
}
