//! A block that stands out: a notice, a success, something to do.

use leptos::prelude::*;

use super::{Glyph, Icon, Tone};

/// A notice with a title and free content.
#[component]
pub fn Callout(
    tone: Tone,
    #[prop(into)] title: String,
    /// Announced by screen readers as soon as it appears.
    #[prop(optional)]
    live: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let (class, glyph) = match tone {
        Tone::Neutral | Tone::Information => ("border-info/40 bg-info/8", Glyph::Information),
        Tone::Success => ("border-success/40 bg-success/8", Glyph::Check),
        Tone::Warning => ("border-warning/50 bg-warning/10", Glyph::Warning),
        Tone::Danger => ("border-error/40 bg-error/8", Glyph::Cross),
    };
    view! {
        <div
            class=format!("flex gap-3 rounded-box border p-4 {class}")
            role=live.then_some(if tone == Tone::Danger { "alert" } else { "status" })
        >
            <span class="pt-0.5"><Icon glyph /></span>
            <div class="min-w-0 grow space-y-2">
                <p class="font-semibold">{title}</p>
                {children.map(|children| children())}
            </div>
        </div>
    }
}
