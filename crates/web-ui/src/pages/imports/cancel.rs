//! Cancelling an import, after a confirmation.

use futures::FutureExt;
use leptos::prelude::*;

use crate::components::Confirm;
use crate::session::use_client;

/// The button, the question, the request.
#[component]
pub fn Cancel(
    id: i32,
    /// What is cancelled, in words.
    name: String,
    /// Called once it is done.
    cancelled: Callback<()>,
) -> impl IntoView {
    let client = use_client();
    let action = Callback::new(move |()| {
        async move {
            client.cancel_import(id).await?;
            cancelled.run(());
            Ok(())
        }
        .boxed_local()
    });
    view! {
        <Confirm
            label="Annuler cet import"
            class="btn btn-error btn-outline"
            title="Annuler cet import\u{202f}?"
            consequence=format!(
                "«\u{a0}{name}\u{a0}»\u{a0}: ses lignes quittent les chiffres de l’établissement. Le journal \
                 garde la trace de l’import et de son annulation."
            )
            keep="Garder l’import"
            confirm="Annuler l’import"
            danger=true
            action
        />
    }
}
