//! Server data drawn in one place: loading, problem, content.

use leptos::prelude::*;

use super::ProblemAlert;
use crate::remote::Remote;

/// A wait of unknown length.
#[component]
pub fn Loading() -> impl IntoView {
    view! {
        <p class="flex items-center gap-3 py-8 text-base-content/80" role="status">
            <span class="loading loading-spinner" aria-hidden="true"></span>
            "Chargement…"
        </p>
    }
}

/// Draws a resource in its three states. While it is read again, the last content stays.
#[component]
pub fn Loaded<T, V>(
    resource: Remote<T>,
    /// Draws the content.
    view: V,
) -> impl IntoView
where
    T: Clone + 'static,
    V: Fn(T) -> AnyView + Send + Sync + 'static,
{
    move || match resource.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(content)) => view(T::clone(&content)),
        Some(Err(error)) => view! {
            <ProblemAlert error>
                <button class="btn btn-sm" on:click=move |_| resource.refetch()>
                    "Réessayer"
                </button>
            </ProblemAlert>
        }
        .into_any(),
    }
}
