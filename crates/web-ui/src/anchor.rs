//! The part of a page that its address names behind `#`.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::browser;

/// Shows that part and puts the focus on it, once the page is there.
pub fn follow_anchor() {
    let anchor = use_location().hash;
    Effect::new(move || {
        let anchor = anchor.get();
        // The router looks for an anchor before the page is there, and the title takes the focus.
        request_animation_frame(move || browser::to_part(anchor.trim_start_matches('#')));
    });
}
