//! The part of the page that its address names behind `#`.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::browser;

/// How long a part may take to come, in milliseconds.
const PATIENCE: f64 = 10_000.0;

/// Shows that part and puts the focus on it, once it is there.
pub fn follow_anchor() {
    let hash = use_location().hash;
    Effect::new(move || {
        let wanted = hash.get();
        if !wanted.is_empty() {
            seek(hash, wanted, js_sys::Date::now() + PATIENCE);
        }
    });
}

/// Looks in each frame: the router looks for an anchor before the page is there, and the title takes the focus; then parts
/// come in turn. Somebody who reads elsewhere meanwhile is left there.
fn seek(hash: Memo<String>, wanted: String, until: f64) {
    request_animation_frame(move || {
        let is_wanted = hash.try_get_untracked().as_ref() == Some(&wanted);
        if !is_wanted || browser::to_part(wanted.trim_start_matches('#')) {
            return;
        }
        let has_scrolled = window().scroll_y().is_ok_and(|y| y > 0.0);
        if !has_scrolled && js_sys::Date::now() < until {
            seek(hash, wanted, until);
        }
    });
}
