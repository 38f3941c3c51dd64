//! What is kept about the person: a copy of it, and the end of the account.

use futures::FutureExt;
use leptos::prelude::*;

use super::with_password::{WithPassword, Words};
use crate::attempt::Attempt;
use crate::browser;
use crate::components::Refused;
use crate::routes;
use crate::session::use_client;

const DELETION: Words = Words {
    title: "Supprimer votre compte\u{202f}?",
    consequence: "Vous perdez tout de suite l’accès à vos établissements, et vos jetons ne servent plus. Ce que \
                  vous avez importé reste, sans votre nom. Cela ne peut pas être défait.",
    confirm: "Supprimer mon compte",
    keep: "Garder mon compte",
};

/// Both rights, one beside the other.
#[component]
pub fn PersonalData() -> impl IntoView {
    let client = use_client();
    let attempt = Attempt::new();
    let export = move |_| {
        attempt.run(async move {
            let text = client.export_account().await?;
            browser::save("consores-mes-donnees.json", "application/json", &text);
            Ok(())
        });
    };
    let delete = Callback::new(move |password| {
        async move {
            client.delete_account(password).await?;
            // A fresh start: nothing of the person stays in the page.
            drop(location().assign(routes::HOME));
            Ok(())
        }
        .boxed_local()
    });
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
            <WithPassword
                label="Supprimer mon compte"
                class="btn btn-error btn-outline btn-sm"
                purpose="supprimer le compte"
                words=DELETION
                action=delete
            />
        </div>
    }
}
