//! The title of a page: document title, first heading, focus after a navigation.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use crate::browser;

/// Titles since the application began.
static TITLES: AtomicU32 = AtomicU32::new(0);

/// Whether the page that is being drawn is the first of the visit.
pub fn is_first_page() -> bool {
    TITLES.load(Ordering::Relaxed) <= 1
}

/// The only `h1` of a page. Takes the focus, so that a navigation is announced.
#[component]
pub fn PageHeading(
    #[prop(into)] title: String,
    /// One sentence under the title.
    #[prop(optional, into)]
    lead: Option<String>,
) -> impl IntoView {
    document().set_title(&format!("{title} – ConsoRes"));
    TITLES.fetch_add(1, Ordering::Relaxed);
    // The first page leaves the focus where the browser puts it: before the skip link.
    if !is_first_page() {
        // A page that was just loaded is put in the place of the one before at the end of this turn.
        Effect::new(move || request_animation_frame(browser::focus_title));
    }
    view! {
        <header class="mb-6 space-y-2">
            <h1 id=browser::TITLE_ID tabindex="-1" class="text-2xl font-bold tracking-tight outline-none sm:text-3xl">
                {title}
            </h1>
            {lead.map(|lead| view! { <p class="max-w-prose text-base-content/80">{lead}</p> })}
        </header>
    }
}
