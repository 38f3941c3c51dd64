//! The way into a figure.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::{Glyph, Icon};
use crate::selection::Selection;

/// Query parameter that holds the opened figure.
pub const EXPLAIN: &str = "explication";

/// Opens "how this figure is computed" over the page; the address says so.
#[component]
pub fn ExplainButton(
    selection: Selection,
    /// What the figure is, for screen readers.
    #[prop(into)]
    subject: String,
    /// Only the drawing, for cells of tables.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let location = use_location();
    let navigate = use_navigate();
    let open = move |_| {
        let mut query = location.query.get_untracked();
        query.replace(EXPLAIN, selection.to_string());
        let address = location.pathname.get_untracked() + &query.to_query_string();
        navigate(&address, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    let name = format!("Comment ce chiffre est calculé\u{a0}: {subject}");
    if small {
        view! {
            <button
                type="button"
                class="btn btn-circle btn-ghost btn-xs"
                aria-haspopup="dialog"
                aria-label=name.clone()
                title=name
                on:click=open
            >
                <Icon glyph=Glyph::Formula class="size-4" />
            </button>
        }
        .into_any()
    } else {
        view! {
            <button
                type="button"
                class="btn btn-sm"
                aria-haspopup="dialog"
                aria-label=name
                on:click=open
            >
                <Icon glyph=Glyph::Formula class="size-4" />
                "Comment ce chiffre est calculé"
            </button>
        }
        .into_any()
    }
}
