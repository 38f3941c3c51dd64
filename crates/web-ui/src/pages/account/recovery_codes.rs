//! The recovery codes, the one time that they are shown.

use leptos::prelude::*;

use super::secret;
use crate::components::{Callout, CopyButton, Tone};
use crate::routes::encode;
use crate::session::use_session;

/// Ten codes to keep apart from the telephone.
#[component]
pub fn Recovery(codes: Vec<String>, kept: Callback<()>) -> impl IntoView {
    let session = use_session();
    let email = untrack(|| session.me()).map(|me| me.email).unwrap_or_default();
    let file = secret::recovery_file(&email, &codes);
    let address = format!("data:text/plain;charset=utf-8,{}", encode(&file));
    let items =
        codes.iter().map(|code| view! { <li class="font-mono">{code.clone()}</li> }).collect_view();
    view! {
        <Callout tone=Tone::Success title="Second facteur en service" live=true>
            <p>
                "Gardez ces codes de secours hors de votre téléphone\u{a0}: chacun remplace une fois le code de "
                "l’application. Ils ne seront plus affichés."
            </p>
            <ul class="grid grid-cols-1 gap-x-8 gap-y-1 rounded-field bg-base-200 p-4 sm:grid-cols-2" aria-label="Codes de secours">
                {items}
            </ul>
            <div class="flex flex-wrap items-center gap-3">
                <CopyButton text=codes.join("\n") label="Copier les codes" />
                <a class="btn btn-sm" href=address download="consores-codes-de-secours.txt">"Télécharger"</a>
            </div>
            <button type="button" class="btn btn-primary btn-sm" on:click=move |_| kept.run(())>
                "J’ai gardé mes codes"
            </button>
        </Callout>
    }
}
