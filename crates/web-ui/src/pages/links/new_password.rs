//! A new password, with a link that came by mail.

use domain::dto::{PasswordReset, ProblemCode};
use leptos::prelude::*;

use super::Incomplete;
use crate::attempt::{Attempt, Fields};
use crate::browser;
use crate::components::{Callout, NewPassword, PageHeading, Refused, Submit, Tone, is_long_enough};
use crate::routes;
use crate::session::{use_client, use_session};

const NEW: &str = "nouveau-mot-de-passe";
const FIELDS: Fields = &[(ProblemCode::WeakPassword, NEW)];

/// The form; then the way to the sign-in.
#[component]
pub fn NewPasswordPage() -> impl IntoView {
    let done = RwSignal::new(false);
    let content = move || {
        match browser::link_token() {
        _ if done.get() => view! {
            <Callout tone=Tone::Success title="Mot de passe changé" live=true>
                <p>"Toutes vos connexions sont terminées. Connectez-vous avec votre nouveau mot de passe."</p>
                <a class="btn btn-primary btn-sm" href=routes::SIGN_IN>"Se connecter"</a>
            </Callout>
        }
        .into_any(),
        Some(token) => view! { <NewPasswordForm token done /> }.into_any(),
        None => view! { <Incomplete /> }.into_any(),
    }
    };
    view! {
        <div class="mx-auto max-w-md">
            <PageHeading title="Nouveau mot de passe" />
            {content}
        </div>
    }
}

#[component]
fn NewPasswordForm(token: String, done: RwSignal<bool>) -> impl IntoView {
    let client = use_client();
    let session = use_session();
    let token = StoredValue::new(token);
    let password = RwSignal::new(String::new());
    let attempt = Attempt::with_fields(FIELDS);
    let too_short = Memo::new(move |_| !password.with(|password| is_long_enough(password)));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let reset =
            PasswordReset { token: token.get_value(), new_password: password.get_untracked() };
        attempt.run(async move {
            client.reset_password(&reset).await?;
            session.forget();
            done.set(true);
            Ok(())
        });
    };
    view! {
        <form class="space-y-5 rounded-box border border-base-content/10 bg-base-100 p-6" on:submit=submit>
            <p>
                "Il servira à votre prochaine connexion\u{202f}; toutes celles qui sont ouvertes se termineront."
            </p>
            <NewPassword id=NEW label="Nouveau mot de passe" value=password error=attempt.under(NEW) />
            <Refused attempt />
            <Submit label="Choisir ce mot de passe" busy=attempt.busy() disabled=too_short />
            <p class="text-sm">
                <a class="link" href=routes::FORGOTTEN_PASSWORD>"Demander un autre lien"</a>
            </p>
        </form>
    }
}
