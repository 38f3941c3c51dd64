//! Nothing to show yet, and what to do about it.

use leptos::prelude::*;

/// A calm block in place of missing content; the children are the way forward.
#[component]
pub fn EmptyState(
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="rounded-box border border-dashed border-base-content/25 px-6 py-10 text-center">
            <p class="text-lg font-semibold">{title}</p>
            <p class="mx-auto mt-2 max-w-prose text-base-content/80">{text}</p>
            {children
                .map(|children| {
                    view! { <div class="mt-6 flex flex-wrap justify-center gap-3">{children()}</div> }
                })}
        </div>
    }
}
