//! A forgotten password: asking for a link.

use leptos::prelude::*;

use crate::attempt::Attempt;
use crate::components::{Callout, PageHeading, Refused, Submit, TextField, Tone};
use crate::routes;
use crate::session::{use_client, use_session};

/// The answer is the same whether or not there is an account.
#[component]
pub fn ForgottenPasswordPage() -> impl IntoView {
    let client = use_client();
    // Who chooses a first password comes from their account.
    let session = use_session();
    let me = untrack(|| session.me());
    let email = RwSignal::new(me.map(|me| me.email).unwrap_or_default());
    let sent = RwSignal::new(false);
    let attempt = Attempt::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        sent.set(false);
        let email = email.get_untracked().trim().to_owned();
        attempt.run(async move {
            client.forget_password(email).await?;
            sent.set(true);
            Ok(())
        });
    };
    view! {
        <div class="mx-auto max-w-md">
            <PageHeading
                title="Mot de passe oublié"
                lead="Donnez l’adresse de votre compte\u{a0}: un lien pour choisir un nouveau mot de passe y sera envoyé."
            />
            <form class="space-y-5 rounded-box border border-base-content/10 bg-base-100 p-6" on:submit=submit>
                <TextField id="email" label="Adresse électronique" value=email kind="email" autocomplete="username" />
                <Refused attempt />
                <Show when=move || sent.get()>
                    <Callout tone=Tone::Success title="Consultez votre messagerie" live=true>
                        <p>
                            "Si un compte existe à cette adresse, le lien arrive dans quelques minutes. Il sert une fois, "
                            "pendant une heure. Pensez aux courriers indésirables."
                        </p>
                    </Callout>
                </Show>
                <Submit label="Recevoir le lien" busy=attempt.busy() />
            </form>
            <p class="mt-5">
                {move || {
                    let (href, back) = if session.is_open() {
                        (routes::ACCOUNT, "Revenir à mon compte")
                    } else {
                        (routes::SIGN_IN, "Revenir à la connexion")
                    };
                    view! { <a class="link link-primary font-medium" href=href>{back}</a> }
                }}
            </p>
        </div>
    }
}
