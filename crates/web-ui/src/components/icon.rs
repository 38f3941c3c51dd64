//! The few drawings of the interface. They never carry meaning alone.

use leptos::prelude::*;

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    Arrow,
    Check,
    Chevron,
    Close,
    Cross,
    Formula,
    Information,
    Menu,
    Moon,
    Search,
    Sun,
    Upload,
    Warning,
}

impl Glyph {
    /// Strokes on a grid of 24.
    const fn path(self) -> &'static str {
        match self {
            Self::Arrow => "M5 12h14m-6-6 6 6-6 6",
            Self::Check => "m5 12.5 4.5 4.5L19 7.5",
            Self::Chevron => "m6 9 6 6 6-6",
            Self::Close => "M6 6l12 12M18 6 6 18",
            Self::Cross => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-3 6 6 6m0-6-6 6",
            Self::Formula => "M17 5H7l6 7-6 7h10",
            Self::Information => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 8v5m0-8.5v.5",
            Self::Menu => "M4 7h16M4 12h16M4 17h16",
            Self::Moon => "M20 14.5A8 8 0 0 1 9.5 4a8 8 0 1 0 10.5 10.5Z",
            Self::Search => "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm5 11.5L20 20",
            Self::Sun => {
                "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Zm0-5v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 \
                 10 1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4"
            }
            Self::Upload => "M12 16V4m-5 5 5-5 5 5M4 16v3a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3",
            Self::Warning => "M12 4 2.8 19.5h18.4L12 4Zm0 6v4.5m0 2.3v.5",
        }
    }
}

/// A drawing, hidden from screen readers.
#[component]
pub fn Icon(
    glyph: Glyph,
    /// Size and colour; 1.25 rem by default.
    #[prop(default = "size-5")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg
            class=format!("{class} shrink-0")
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="1.75"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=glyph.path()></path>
        </svg>
    }
}
