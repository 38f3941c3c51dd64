//! A word with a tone.

use leptos::prelude::*;

/// What a badge or a callout means. Words say it too: colour is never alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Neutral,
    Information,
    Success,
    Warning,
    Danger,
}

impl Tone {
    const fn badge(self) -> &'static str {
        match self {
            Self::Neutral => "badge badge-ghost",
            Self::Information => "badge badge-soft badge-info",
            Self::Success => "badge badge-soft badge-success",
            Self::Warning => "badge badge-soft badge-warning",
            Self::Danger => "badge badge-soft badge-error",
        }
    }
}

/// A short state in words.
#[component]
pub fn Badge(tone: Tone, #[prop(into)] text: String) -> impl IntoView {
    view! { <span class=format!("{} whitespace-nowrap", tone.badge())>{text}</span> }
}
