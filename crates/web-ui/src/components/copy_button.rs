//! A button that puts a text on the clipboard.

use leptos::prelude::*;

use crate::browser;

/// Says when it is done; where the browser has no clipboard, the text has to be selected by hand.
#[component]
pub fn CopyButton(
    #[prop(into)] text: Signal<String>,
    #[prop(default = "Copier")] label: &'static str,
) -> impl IntoView {
    let said = RwSignal::new("");
    let copy = move |_| {
        let text = text.get_untracked();
        leptos::task::spawn_local(async move {
            let copied = browser::copy(&text).await;
            said.try_set(if copied {
                "Copié"
            } else {
                "Le navigateur refuse\u{a0}: sélectionnez le texte et copiez-le."
            });
        });
    };
    view! {
        <span class="inline-flex flex-wrap items-center gap-3">
            <button type="button" class="btn btn-sm" on:click=copy>{label}</button>
            <span role="status" class="text-sm font-medium">{said}</span>
        </span>
    }
}
