//! A search box that waits for a pause in the typing.

use std::time::Duration;

use leptos::prelude::*;

use super::{Glyph, Icon};

/// Long enough for a word, short enough to feel immediate.
const PAUSE: Duration = Duration::from_millis(250);

/// Calls `on_search` with what is typed, after a pause.
#[component]
pub fn SearchField(
    id: &'static str,
    label: &'static str,
    #[prop(optional)] placeholder: &'static str,
    on_search: Callback<String>,
) -> impl IntoView {
    let mut search = debounce(PAUSE, move |text: String| on_search.run(text));
    view! {
        <div class="space-y-1">
            <label for=id class="block font-medium">{label}</label>
            <div class="input w-full max-w-xl">
                <Icon glyph=Glyph::Search class="size-4 opacity-70" />
                <input
                    id=id
                    type="search"
                    autocomplete="off"
                    placeholder=placeholder
                    on:input:target=move |event| search(event.target().value())
                />
            </div>
        </div>
    }
}
