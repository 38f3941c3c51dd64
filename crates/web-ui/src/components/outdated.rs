//! A page that could not be loaded: a new version is online, or the network is down.

use leptos::prelude::*;

use super::{Callout, Tone};

/// Says so, and reloads.
#[component]
pub fn Outdated() -> impl IntoView {
    view! {
        <Callout tone=Tone::Warning title="Cette page n’a pas pu être chargée" live=true>
            <p>
                "Une nouvelle version de l’application est en ligne, ou la connexion est coupée. Rechargez la page\u{202f}: ce qui a été enregistré ne change pas."
            </p>
            <button class="btn btn-sm" on:click=|_| drop(location().reload())>
                "Recharger la page"
            </button>
        </Callout>
    }
}
