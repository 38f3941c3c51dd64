//! The mail of an account is proven: its link came back, with the login of the account.

use futures::FutureExt;
use leptos::prelude::*;

use super::Incomplete;
use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Callout, PageHeading, Refused, Tone};
use crate::pages::public::LoginForm;
use crate::routes;
use crate::session::{use_client, use_session};

/// Signing in first, if need be: the link alone proves nothing about who opened the account.
#[component]
pub fn VerificationPage() -> impl IntoView {
    let session = use_session();
    let sign_in = Callback::new(move |credentials| {
        async move { session.sign_in(&credentials).await }.boxed_local()
    });
    let token = StoredValue::new(browser::link_token());
    let signed_in = Memo::new(move |_| session.is_open());
    let content = move || {
        match token.get_value() {
        None => view! { <Incomplete /> }.into_any(),
        Some(token) if signed_in.get() => view! { <Verify token /> }.into_any(),
        Some(_) => view! {
            <p>"Connectez-vous avec le compte que vous avez ouvert à cette adresse pour la confirmer."</p>
            <LoginForm action=sign_in />
        }
        .into_any(),
    }
    };
    view! {
        <div class="mx-auto max-w-md">
            <PageHeading title="Confirmation de l’adresse" />
            <div class="space-y-5 rounded-box border border-base-content/10 bg-base-100 p-6">{content}</div>
        </div>
    }
}

#[component]
fn Verify(token: String) -> impl IntoView {
    let client = use_client();
    let session = use_session();
    let done = RwSignal::new(false);
    let attempt = Attempt::new();
    let email = untrack(|| session.me()).map(|me| me.email).unwrap_or_default();
    let verify = move |_| {
        let token = token.clone();
        attempt.run(async move {
            client.verify_email(token).await?;
            done.set(true);
            session.reload().await;
            Ok(())
        });
    };
    view! {
        <Show
            when=move || done.get()
            fallback=move || {
                let verify = verify.clone();
                view! {
                    <p class="wrap-anywhere">{format!("Confirmez que l’adresse {email} est la vôtre.")}</p>
                    <Refused attempt />
                    <button type="button" class="btn btn-primary" disabled=attempt.busy() on:click=verify>
                        "Confirmer mon adresse"
                    </button>
                    <p class="text-sm">
                        "Le lien ne sert plus\u{202f}? Demandez-en un autre dans "
                        <a class="link link-primary" href=routes::ACCOUNT>"Mon compte"</a> "."
                    </p>
                }
            }
        >
            <Callout tone=Tone::Success title="Adresse confirmée" live=true>
                <p>"Merci. Vous pouvez maintenant rejoindre votre établissement."</p>
                <a class="btn btn-primary btn-sm" href=routes::ESTABLISHMENTS>"Mes établissements"</a>
            </Callout>
        </Show>
    }
}
