//! A long page drawn in steps.

use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::*;

use super::heading::is_first_page;

/// Whether a page was drawn so.
static IS_USED: AtomicBool = AtomicBool::new(false);

/// The parts of a page, one more in each frame when it is first drawn and is the first of the visit: all at once would
/// hold up a slow device that has just read the program. Later they come as a whole, so that Back finds its place and
/// a search does not flicker.
#[component]
pub fn InTurn(class: &'static str, parts: Vec<ViewFn>) -> impl IntoView {
    let all = parts.len();
    let in_turn = is_first_page() && !document().hidden() && !IS_USED.swap(true, Ordering::Relaxed);
    let shown = RwSignal::new(if in_turn { 0 } else { all });
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
    let is_drawing = move || shown.get() < all;
    // As high as the screen meanwhile: what follows is not seen moving.
    view! {
        <div class=class class:min-h-dvh=is_drawing aria-busy=move || is_drawing().then_some("true")>
            {parts.into_iter().enumerate().map(part).collect_view()}
        </div>
    }
}
