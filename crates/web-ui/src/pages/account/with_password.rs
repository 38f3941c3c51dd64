//! What a login alone does not allow: the password is asked for again.

use domain::dto::ProblemCode;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

use crate::api::ApiError;
use crate::attempt::{Attempt, Fields};
use crate::components::{Dialog, Refused, Submit, TextField};
use crate::routes;
use crate::session::use_session;

const PASSWORD: &str = "votre-mot-de-passe";
const FIELDS: Fields = &[(ProblemCode::WrongPassword, PASSWORD)];

/// What is done with the password.
pub type Action = Callback<String, LocalBoxFuture<'static, Result<(), ApiError>>>;

/// What the dialog says.
#[derive(Clone, Copy)]
pub struct Words {
    /// The question.
    pub title: &'static str,
    /// What will happen.
    pub consequence: &'static str,
    /// What the confirming button says.
    pub confirm: &'static str,
    /// What the other button says.
    pub keep: &'static str,
}

/// The button and its dialog; where there is no password, how to choose one first.
#[component]
pub fn WithPassword(
    /// What the button says.
    label: &'static str,
    /// Look of the button.
    class: &'static str,
    /// What the password is needed for, behind « pour ».
    purpose: &'static str,
    words: Words,
    action: Action,
) -> impl IntoView {
    let session = use_session();
    let has_password = Memo::new(move |_| session.me().is_none_or(|me| me.password));
    let asking = RwSignal::new(false);
    let close = Callback::new(move |()| asking.set(false));
    view! {
        <Show
            when=move || has_password.get()
            fallback=move || view! { <ChooseFirst purpose /> }
        >
            <button type="button" class=class on:click=move |_| asking.set(true)>{label}</button>
        </Show>
        <Show when=move || asking.get()>
            <Question words action close />
        </Show>
    }
}

/// For an account that logs in through a provider.
#[component]
fn ChooseFirst(purpose: &'static str) -> impl IntoView {
    view! {
        <p class="max-w-prose">
            {format!("Il faut un mot de passe pour {purpose}\u{a0}: ")}
            <a class="link link-primary" href=routes::FORGOTTEN_PASSWORD>
                "choisissez-en un par courriel"
            </a>
            ", puis revenez ici."
        </p>
    }
}

#[component]
fn Question(words: Words, action: Action, close: Callback<()>) -> impl IntoView {
    let session = use_session();
    let email = untrack(|| session.me()).map(|me| me.email).unwrap_or_default();
    let password = RwSignal::new(String::new());
    let attempt = Attempt::with_fields(FIELDS);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let work = action.run(password.get_untracked());
        attempt.run(async move {
            work.await?;
            // What was done may have taken the dialog away with its place.
            close.try_run(());
            Ok(())
        });
    };
    view! {
        <Dialog title=words.title on_close=close>
            <form class="space-y-5" on:submit=submit>
                <p>{words.consequence}</p>
                <input type="text" name="username" autocomplete="username" value=email readonly hidden />
                <TextField
                    id=PASSWORD
                    label="Votre mot de passe"
                    value=password
                    kind="password"
                    autocomplete="current-password"
                    autofocus=true
                    error=attempt.under(PASSWORD)
                />
                <Refused attempt />
                <div class="modal-action">
                    <button type="button" class="btn" on:click=move |_| close.run(())>{words.keep}</button>
                    <Submit label=words.confirm busy=attempt.busy() />
                </div>
            </form>
        </Dialog>
    }
}
