//! What is kept about the person: a copy of it, and the end of the account.

use domain::dto::ProblemCode;
use leptos::prelude::*;

use crate::attempt::{Attempt, Fields};
use crate::browser;
use crate::components::{Dialog, Refused, Submit, TextField};
use crate::routes;
use crate::session::use_client;

const PASSWORD: &str = "suppression-mot-de-passe";
const FIELDS: Fields = &[(ProblemCode::WrongPassword, PASSWORD)];

/// Both rights, one beside the other.
#[component]
pub fn PersonalData() -> impl IntoView {
    let client = use_client();
    let asking = RwSignal::new(false);
    let attempt = Attempt::new();
    let export = move |_| {
        attempt.run(async move {
            let text = client.export_account().await?;
            browser::save("consores-mes-donnees.json", "application/json", &text);
            Ok(())
        });
    };
    view! {
        <p class="max-w-prose">
            "Le fichier contient tout ce que le service conserve à votre sujet. Supprimer le compte efface ces "
            "données\u{a0}: vos imports et le journal restent, sans votre nom."
        </p>
        <Refused attempt />
        <div class="flex flex-wrap gap-3">
            <button type="button" class="btn btn-sm" disabled=attempt.busy() on:click=export>
                "Télécharger mes données"
            </button>
            <button
                type="button"
                class="btn btn-error btn-outline btn-sm"
                on:click=move |_| asking.set(true)
            >
                "Supprimer mon compte"
            </button>
        </div>
        <Show when=move || asking.get()>
            <Deletion close=Callback::new(move |()| asking.set(false)) />
        </Show>
    }
}

/// The question, with the password.
#[component]
fn Deletion(close: Callback<()>) -> impl IntoView {
    let client = use_client();
    let password = RwSignal::new(String::new());
    let attempt = Attempt::with_fields(FIELDS);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let password = password.get_untracked();
        attempt.run(async move {
            client.delete_account(password).await?;
            // A fresh start: nothing of the person stays in the page.
            drop(location().assign(routes::HOME));
            Ok(())
        });
    };
    view! {
        <Dialog title="Supprimer votre compte\u{202f}?" on_close=close>
            <form class="space-y-5" on:submit=submit>
                <p>
                    "Vous perdez tout de suite l’accès à vos établissements, et vos jetons ne servent plus. Ce que "
                    "vous avez importé reste, sans votre nom. Cela ne peut pas être défait."
                </p>
                <TextField
                    id=PASSWORD
                    label="Votre mot de passe"
                    value=password
                    kind="password"
                    autocomplete="current-password"
                    error=attempt.under(PASSWORD)
                    autofocus=true
                />
                <Refused attempt />
                <div class="modal-action">
                    <button type="button" class="btn" on:click=move |_| close.run(())>
                        "Garder mon compte"
                    </button>
                    <Submit label="Supprimer mon compte" busy=attempt.busy() />
                </div>
            </form>
        </Dialog>
    }
}
