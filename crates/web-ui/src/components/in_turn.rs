//! A long page drawn in steps.

use leptos::prelude::*;

use super::Loading;

/// The parts of a page, one more in each frame: all at once would hold up a slow device.
#[component]
pub fn InTurn(parts: Vec<ViewFn>) -> impl IntoView {
    let all = parts.len();
    let shown = RwSignal::new(0);
    Effect::new(move || {
        if shown.get() < all {
            request_animation_frame(move || {
                shown.try_update(|shown| *shown += 1);
            });
        }
    });
    let part = move |(number, part): (usize, ViewFn)| {
        view! { <Show when=move || number < shown.get()>{part.run()}</Show> }
    };
    view! {
        {parts.into_iter().enumerate().map(part).collect_view()}
        <Show when=move || shown.get() < all>
            <div class="min-h-dvh">
                <Loading />
            </div>
        </Show>
    }
}
