//! A modal dialog made by the browser: focus trap, Escape and backdrop included.

use leptos::{ev, html, prelude::*};

use super::{Glyph, Icon};
use crate::browser;

/// Shown while it is mounted; the parent unmounts it when it asks to be closed, and the focus goes
/// back to where it was.
#[component]
pub fn Dialog(
    #[prop(into)] title: String,
    /// Wide dialogs fill the screen of a phone.
    #[prop(optional)]
    wide: bool,
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        if let Some(dialog) = node.get() {
            // Fails only when the dialog is already open.
            drop(dialog.show_modal());
        }
    });
    let opener = StoredValue::new_local(document().active_element());
    on_cleanup(move || {
        let opener = opener.try_get_value().flatten();
        // Once the dialog is gone: what is behind an open one takes no focus.
        request_animation_frame(move || browser::focus_element(opener));
    });
    let close = move |_: ev::MouseEvent| on_close.run(());
    let size = if wide {
        "modal-box h-dvh max-h-none w-full max-w-none rounded-none sm:h-auto sm:max-h-[92vh] \
         sm:w-11/12 sm:max-w-5xl sm:rounded-box"
    } else {
        "modal-box"
    };
    let name = title.clone();
    view! {
        <dialog
            node_ref=node
            class="modal"
            aria-label=name
            on:cancel=move |event: ev::Event| {
                event.prevent_default();
                on_close.run(());
            }
        >
            <div class=size>
                <div class="mb-4 flex items-start justify-between gap-4">
                    <h2 class="text-xl font-bold">{title}</h2>
                    <button
                        type="button"
                        class="btn btn-circle btn-ghost btn-sm"
                        aria-label="Fermer"
                        on:click=close
                    >
                        <Icon glyph=Glyph::Close />
                    </button>
                </div>
                {children()}
            </div>
            <div class="modal-backdrop" aria-hidden="true" on:click=close></div>
        </dialog>
    }
}
