//! The form of every registration.

use domain::dto::{Credentials, NewAccount, ProblemCode};
use leptos::prelude::*;

use crate::attempt::{Attempt, Fields};
use crate::components::{NewPassword, Refused, Submit, TextField, is_long_enough};
use crate::routes;
use crate::session::{use_client, use_session};

const FIELDS: Fields =
    &[(ProblemCode::EmailTaken, "email"), (ProblemCode::WeakPassword, "password")];

/// Name, mail, password, terms; signs in at once.
#[component]
pub fn SignUpForm(
    /// The mail of the account, when it is known.
    #[prop(optional, into)]
    known: Option<String>,
) -> impl IntoView {
    let session = use_session();
    let client = use_client();
    let is_known = known.is_some();
    let full_name = RwSignal::new(String::new());
    let email = RwSignal::new(known.unwrap_or_default());
    let password = RwSignal::new(String::new());
    let accepted = RwSignal::new(false);
    let attempt = Attempt::with_fields(FIELDS);
    let ready =
        Memo::new(move |_| password.with(|password| is_long_enough(password)) && accepted.get());

    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let account = NewAccount {
            email: email.get_untracked().trim().to_owned(),
            password: password.get_untracked(),
            full_name: full_name.get_untracked().trim().to_owned(),
            accept_terms: accepted.get_untracked(),
        };
        attempt.run(async move {
            client.register(&account).await?;
            let NewAccount { email, password, .. } = account;
            session.sign_in(&Credentials { email, password, totp: None }).await
        });
    };
    view! {
        <form class="space-y-5" on:submit=submit>
            <TextField id="full_name" label="Nom et prénom" value=full_name autocomplete="name" max_length=100 />
            <TextField
                id="email"
                label="Adresse électronique professionnelle"
                value=email
                kind="email"
                autocomplete="username"
                readonly=is_known
                error=attempt.under("email")
            />
            <NewPassword id="password" label="Mot de passe" value=password error=attempt.under("password") />
            <label class="flex items-start gap-3">
                <input
                    type="checkbox"
                    name="accept_terms"
                    class="checkbox mt-0.5"
                    required
                    prop:checked=move || accepted.get()
                    on:change:target=move |event| accepted.set(event.target().checked())
                />
                <span>
                    "J’accepte les "
                    <a class="link link-primary" href=routes::TERMS target="_blank">
                        "conditions générales d’utilisation"
                    </a>
                </span>
            </label>
            <Refused attempt />
            <Submit label="Créer mon compte" busy=attempt.busy() disabled=Signal::derive(move || !ready.get()) />
        </form>
    }
}
