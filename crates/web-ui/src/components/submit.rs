//! The main button of a form.

use leptos::prelude::*;

/// Sends the form; waits visibly while `busy`.
#[component]
pub fn Submit(
    #[prop(into)] label: String,
    #[prop(into)] busy: Signal<bool>,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            type="submit"
            class="btn btn-primary"
            disabled=move || busy.get() || disabled.get()
        >
            <Show when=move || busy.get()>
                <span class="loading loading-spinner loading-sm" aria-hidden="true"></span>
            </Show>
            {label}
        </button>
    }
}
