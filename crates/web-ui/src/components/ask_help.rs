//! The way to the national team, from any page.

use leptos::prelude::*;

use crate::help_desk::use_help_desk;
use crate::session::use_session;

/// Opens the question over the page; nothing for somebody who is not signed in.
#[component]
pub fn AskHelp(
    /// Look of the button.
    class: &'static str,
) -> impl IntoView {
    let (desk, session) = (use_help_desk(), use_session());
    view! {
        <Show when=move || session.is_open()>
            <button type="button" class=class on:click=move |_| desk.asking.set(true)>
                "Demander de l’aide"
            </button>
        </Show>
    }
}
