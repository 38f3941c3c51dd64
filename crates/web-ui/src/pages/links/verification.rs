//! The mail of an account is proven: its link came back.

use leptos::prelude::*;

use super::Incomplete;
use crate::browser;
use crate::components::{Callout, Loaded, PageHeading, Tone};
use crate::remote::Remote;
use crate::routes;
use crate::session::{use_client, use_session};

/// Proves at once; a link that no longer serves leads to the account, where another is asked for.
#[component]
pub fn VerificationPage() -> impl IntoView {
    let content = match browser::link_token() {
        Some(token) => view! { <Verify token /> }.into_any(),
        None => view! { <Incomplete /> }.into_any(),
    };
    view! {
        <div class="mx-auto max-w-md space-y-5">
            <PageHeading title="Confirmation de l’adresse" />
            {content}
            <p class="text-sm">
                "Le lien ne sert plus\u{202f}? Demandez-en un autre dans "
                <a class="link link-primary" href=routes::ACCOUNT>"Mon compte"</a> "."
            </p>
        </div>
    }
}

#[component]
fn Verify(token: String) -> impl IntoView {
    let client = use_client();
    let session = use_session();
    let verified = Remote::new(move || {
        let token = token.clone();
        async move {
            client.verify_email(token).await?;
            if untrack(|| session.is_open()) {
                session.reload().await;
            }
            Ok(())
        }
    });
    view! {
        <Loaded
            resource=verified
            view=|()| {
                view! {
                    <Callout tone=Tone::Success title="Adresse confirmée" live=true>
                        <p>"Merci. Vous pouvez maintenant rejoindre votre établissement."</p>
                        <a class="btn btn-primary btn-sm" href=routes::ESTABLISHMENTS>"Mes établissements"</a>
                    </Callout>
                }
                .into_any()
            }
        />
    }
}
