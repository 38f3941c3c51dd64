//! One of the buttons that say which part of a list is shown.

use leptos::prelude::*;

/// Pressed while its part is shown.
#[component]
pub fn FilterButton(
    label: &'static str,
    #[prop(into)] pressed: Signal<bool>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn btn-sm"
            class=("btn-primary", move || pressed.get())
            aria-pressed=move || pressed.get().to_string()
            on:click=move |_| on_press.run(())
        >
            {label}
        </button>
    }
}
