//! The guide: each step of the work with its screen.

use leptos::prelude::*;

use super::doc::Doc;
use super::frame::{DocFrame, headings};
use super::prose::{Prose, parse};

/// The text of the guide.
pub(super) const TEXT: &str = include_str!("../../../texts/guide.md");

/// The page of the guide.
#[component]
pub fn GuidePage() -> impl IntoView {
    let sections = parse(TEXT);
    view! {
        <DocFrame doc=Doc::Guide contents=headings(&sections, 2)>
            <Prose sections />
        </DocFrame>
    }
}
