//! A table that scrolls sideways on a small screen, by keyboard too.

use leptos::prelude::*;

/// Frame of a table; the caption names it for everybody.
#[component]
pub fn TableFrame(
    #[prop(into)] caption: String,
    /// The caption repeats a heading just above: kept for screen readers only.
    #[prop(optional)]
    quiet: bool,
    children: Children,
) -> impl IntoView {
    let class = if quiet { "sr-only" } else { "px-4 pt-3 pb-2 text-start font-semibold" };
    let name = caption.clone();
    view! {
        <div
            class="overflow-x-auto rounded-box border border-base-content/15 bg-base-100"
            role="group"
            aria-label=name
            tabindex="0"
        >
            <table class="table">
                <caption class=class>{caption}</caption>
                {children()}
            </table>
        </div>
    }
}
