//! Questions and answers.

use leptos::prelude::*;

use super::doc::Doc;
use super::frame::{DocFrame, headings};
use super::prose::{Prose, parse};

/// The questions with their answers.
pub(super) const TEXT: &str = include_str!("../../../texts/faq.md");

/// The page of the questions.
#[component]
pub fn FaqPage() -> impl IntoView {
    let sections = parse(TEXT);
    view! {
        <DocFrame doc=Doc::Faq contents=headings(&sections, 3)>
            <Prose sections />
        </DocFrame>
    }
}
