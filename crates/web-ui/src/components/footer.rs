//! The band at the bottom of every page.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::AskHelp;
use crate::routes;

/// What the law and the curious ask for.
#[component]
pub fn Footer() -> impl IntoView {
    let path = use_location().pathname;
    // A frame of another site has a chart alone.
    let is_framed = move || path.with(|path| path == routes::EMBEDDED);
    view! {
        <footer class:hidden=is_framed class="border-t border-base-content/10 bg-base-100">
            <div class="mx-auto flex w-full max-w-7xl flex-wrap items-center gap-x-6 gap-y-2 px-4 py-5 text-sm sm:px-6">
                <span class="grow text-base-content/80">
                    "ConsoRes, logiciel libre sous licence EUPL 1.2"
                </span>
                <AskHelp class="link font-medium" />
                <a class="link" href=routes::HELP>"Documentation"</a>
                <a class="link" href=routes::TERMS>"Conditions d’utilisation"</a>
                <a class="link" href=routes::LEGAL>"Mentions légales"</a>
                <a class="link" href=routes::ACCESSIBILITY>"Accessibilité\u{a0}: partiellement conforme"</a>
            </div>
        </footer>
    }
}
