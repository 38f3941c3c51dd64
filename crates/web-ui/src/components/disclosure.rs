//! What is closed until somebody wants it.

use leptos::prelude::*;

/// A frame that opens; what is in it is drawn when it is first opened.
#[component]
pub fn Disclosure(summary: &'static str, children: ChildrenFn) -> impl IntoView {
    let was_opened = RwSignal::new(false);
    view! {
        <details
            class="rounded-box border border-base-content/15 p-4"
            on:toggle=move |_| was_opened.set(true)
        >
            <summary class="cursor-pointer font-medium">{summary}</summary>
            <Show when=move || was_opened.get()>{children()}</Show>
        </details>
    }
}
