//! The form of every login: mail and password, then a code where the account has a second factor.

use domain::dto::{Credentials, ProblemCode};
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

use super::code_field::{CODE, CodeField};
use crate::api::ApiError;
use crate::attempt::{Attempt, Fields};
use crate::browser;
use crate::components::{Refused, Submit, TextField};

/// Signs in with what was given.
pub type SignInAction = Callback<Credentials, LocalBoxFuture<'static, Result<(), ApiError>>>;

const EMAIL: &str = "email";
const PASSWORD: &str = "password";
const FIELDS: Fields = &[(ProblemCode::TotpWrong, CODE)];

/// The code is asked for only once the server wants it; mail and password stay.
#[component]
pub fn LoginForm(
    /// The mail that signs in, when it is known.
    #[prop(optional, into)]
    known: Option<String>,
    action: SignInAction,
) -> impl IntoView {
    let is_known = known.is_some();
    let email = RwSignal::new(known.unwrap_or_default());
    let password = RwSignal::new(String::new());
    let code = RwSignal::new(String::new());
    let needs_code = RwSignal::new(false);
    let attempt = Attempt::with_fields(FIELDS);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let credentials = Credentials {
            email: email.get_untracked().trim().to_owned(),
            password: password.get_untracked(),
            totp: needs_code.get_untracked().then(|| code.get_untracked()),
        };
        let signed_in = action.run(credentials);
        attempt.run(async move {
            match signed_in.await {
                Err(error) if error.code() == Some(ProblemCode::TotpRequired) => {
                    needs_code.set(true);
                    request_animation_frame(|| browser::focus(CODE));
                    Ok(())
                }
                // The password is the one to look at again.
                Err(error) if error.code() == Some(ProblemCode::Unauthorized) => {
                    needs_code.set(false);
                    Err(error)
                }
                outcome => outcome,
            }
        });
    };
    let back = move |_| {
        needs_code.set(false);
        code.set(String::new());
        request_animation_frame(|| browser::focus(PASSWORD));
    };
    view! {
        <form class="space-y-5" on:submit=submit>
            <div class="space-y-5" hidden=move || needs_code.get()>
                <TextField
                    id=EMAIL
                    label="Adresse électronique"
                    value=email
                    kind="email"
                    autocomplete="username"
                    readonly=is_known
                />
                <TextField
                    id=PASSWORD
                    label="Mot de passe"
                    value=password
                    kind="password"
                    autocomplete="current-password"
                    autofocus=is_known
                />
            </div>
            <Show when=move || needs_code.get()>
                <CodeField value=code error=attempt.under(CODE) />
            </Show>
            <Refused attempt />
            <div class="flex flex-wrap gap-3">
                <Submit label="Se connecter" busy=attempt.busy() />
                <Show when=move || needs_code.get()>
                    <button type="button" class="btn btn-ghost" on:click=back>"Revenir"</button>
                </Show>
            </div>
        </form>
    }
}
