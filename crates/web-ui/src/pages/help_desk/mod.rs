//! Asking for help, over the page that is shown: a file that was chosen and what was typed stay.

mod attached;
mod form;

use leptos::prelude::*;

use crate::components::Dialog;
use crate::help_desk::use_help_desk;
use crate::lazy;
use crate::session::use_session;
pub use form::AskForHelp;

/// The dialog, as long as somebody asks.
#[component]
pub fn HelpDialog() -> impl IntoView {
    let desk = use_help_desk();
    let session = use_session();
    // The next person at this screen reads nothing of it.
    Effect::new(move || {
        if !session.is_open() {
            desk.clear();
        }
    });
    let close = Callback::new(move |()| desk.asking.set(false));
    view! {
        <Show when=move || desk.asking.get()>
            <Dialog title="Demander de l’aide" on_close=close>
                {Suspend::new(lazy::AskForHelp::load())}
            </Dialog>
        </Show>
    }
}
