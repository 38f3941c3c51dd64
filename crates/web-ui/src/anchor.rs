//! The part of the page that its address names behind `#`.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::browser;

/// Frames that a part may take to come: some ten seconds.
const FRAMES: u16 = 600;

/// Shows that part and puts the focus on it, once it is there.
pub fn follow_anchor() {
    let hash = use_location().hash;
    Effect::new(move || {
        let wanted = hash.get();
        if !wanted.is_empty() {
            seek(hash, wanted, FRAMES);
        }
    });
}

/// The router looks for an anchor before the page is there, and the title takes the focus; then parts come in turn.
fn seek(hash: Memo<String>, wanted: String, frames: u16) {
    request_animation_frame(move || {
        let is_wanted = hash.try_get_untracked().as_ref() == Some(&wanted);
        if is_wanted && !browser::to_part(wanted.trim_start_matches('#')) && frames > 0 {
            seek(hash, wanted, frames - 1);
        }
    });
}
