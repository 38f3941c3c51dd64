//! Cancelling an import, after a confirmation.

use leptos::prelude::*;

use crate::api::ApiError;
use crate::components::{Dialog, ProblemAlert};
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
    let asking = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<ApiError>);
    let close = Callback::new(move |()| asking.set(false));
    let confirm = move |_| {
        busy.set(true);
        leptos::task::spawn_local(async move {
            match client.cancel_import(id).await {
                Ok(()) => {
                    asking.set(false);
                    cancelled.run(());
                }
                Err(error) => failure.set(Some(error)),
            }
            busy.set(false);
        });
    };
    let consequence = StoredValue::new(format!(
        "«\u{a0}{name}\u{a0}»\u{a0}: ses lignes quittent les chiffres de l’établissement. Le journal garde la \
         trace de l’import et de son annulation."
    ));
    view! {
        <button class="btn btn-error btn-outline" on:click=move |_| asking.set(true)>
            "Annuler cet import"
        </button>
        <Show when=move || asking.get()>
            <Dialog title="Annuler cet import\u{202f}?" on_close=close>
                <p>{consequence.get_value()}</p>
                {move || failure.get().map(|error| view! { <ProblemAlert error /> })}
                <div class="modal-action">
                    <button class="btn" on:click=move |_| close.run(())>"Garder l’import"</button>
                    <button class="btn btn-error" disabled=move || busy.get() on:click=confirm>
                        "Annuler l’import"
                    </button>
                </div>
            </Dialog>
        </Show>
    }
}
