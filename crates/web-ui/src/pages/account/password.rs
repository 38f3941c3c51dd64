//! Changing the password.

use domain::dto::{PasswordChange, ProblemCode};
use leptos::prelude::*;

use crate::attempt::{Attempt, Fields};
use crate::components::{Callout, NewPassword, Refused, Submit, TextField, Tone, is_long_enough};
use crate::session::use_client;

const CURRENT: &str = "mot-de-passe-actuel";
const NEW: &str = "nouveau-mot-de-passe";
const FIELDS: Fields = &[(ProblemCode::WrongPassword, CURRENT), (ProblemCode::WeakPassword, NEW)];

/// The password of now, then the next one.
#[component]
pub fn Password(
    /// For password managers: whose password this is.
    email: String,
    changed: Callback<()>,
) -> impl IntoView {
    let client = use_client();
    let current = RwSignal::new(String::new());
    let new = RwSignal::new(String::new());
    let done = RwSignal::new(false);
    let attempt = Attempt::with_fields(FIELDS);
    let too_short = Memo::new(move |_| !new.with(|password| is_long_enough(password)));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        done.set(false);
        let change = PasswordChange {
            current_password: current.get_untracked(),
            new_password: new.get_untracked(),
        };
        attempt.run(async move {
            client.change_password(&change).await?;
            current.set(String::new());
            new.set(String::new());
            done.set(true);
            changed.run(());
            Ok(())
        });
    };
    view! {
        <form class="max-w-md space-y-5" on:submit=submit>
            <input type="text" name="username" autocomplete="username" value=email readonly hidden />
            <TextField
                id=CURRENT
                label="Mot de passe actuel"
                value=current
                kind="password"
                autocomplete="current-password"
                error=attempt.under(CURRENT)
            />
            <NewPassword id=NEW label="Nouveau mot de passe" value=new error=attempt.under(NEW) />
            <Refused attempt />
            <Show when=move || done.get()>
                <Callout tone=Tone::Success title="Mot de passe changé" live=true>
                    <p>"Vos autres connexions sont terminées\u{202f}; celle-ci continue."</p>
                </Callout>
            </Show>
            <Submit label="Changer le mot de passe" busy=attempt.busy() disabled=too_short />
        </form>
    }
}
