//! The way to the national team, from any page.

use leptos::prelude::*;

use crate::help_desk::use_help_desk;

/// Opens the question over the page.
#[component]
pub fn AskHelp(
    /// Look of the button.
    class: &'static str,
) -> impl IntoView {
    let desk = use_help_desk();
    view! {
        <button type="button" class=class on:click=move |_| desk.asking.set(true)>
            "Demander de l’aide"
        </button>
    }
}
