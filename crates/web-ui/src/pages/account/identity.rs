//! Who the person is, and whether their address is proven.

use domain::dto::Me;
use leptos::prelude::*;

use crate::attempt::Attempt;
use crate::components::{Badge, Callout, Refused, Tone};
use crate::session::use_client;

/// Name and mail.
#[component]
pub fn Identity(me: Me) -> impl IntoView {
    let badge = if me.email_verified {
        view! { <Badge tone=Tone::Success text="Confirmée" /> }.into_any()
    } else {
        view! { <Badge tone=Tone::Warning text="À confirmer" /> }.into_any()
    };
    view! {
        <dl class="grid gap-x-8 gap-y-3 sm:grid-cols-[auto_1fr]">
            <dt class="font-medium">"Nom"</dt>
            <dd class="wrap-anywhere">{me.full_name}</dd>
            <dt class="font-medium">"Adresse électronique"</dt>
            <dd class="flex flex-wrap items-center gap-x-3 gap-y-1 wrap-anywhere">{me.email} {badge}</dd>
        </dl>
        {(!me.email_verified).then(|| view! { <AskVerification /> })}
    }
}

/// Has the link sent again that proves the address.
#[component]
pub fn AskVerification() -> impl IntoView {
    let client = use_client();
    let sent = RwSignal::new(false);
    let attempt = Attempt::new();
    let ask = move |_| {
        attempt.run(async move {
            client.ask_verification().await?;
            sent.set(true);
            Ok(())
        });
    };
    view! {
        <div class="space-y-3">
            <Refused attempt />
            <Show
                when=move || sent.get()
                fallback=move || {
                    view! {
                        <button type="button" class="btn btn-sm" disabled=attempt.busy() on:click=ask>
                            "Renvoyer le lien de confirmation"
                        </button>
                    }
                }
            >
                <Callout tone=Tone::Success title="Consultez votre messagerie" live=true>
                    <p>"Le lien de confirmation y arrive dans quelques minutes. Pensez aux courriers indésirables."</p>
                </Callout>
            </Show>
        </div>
    }
}
