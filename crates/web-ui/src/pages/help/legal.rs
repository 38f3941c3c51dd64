//! Who publishes, and what happens to personal data.

use leptos::prelude::*;

use super::prose::{Prose, parse};
use crate::anchor::follow_anchor;
use crate::components::PageHeading;

/// The legal notice.
#[component]
pub fn LegalPage() -> impl IntoView {
    follow_anchor();
    view! {
        <PageHeading title="Mentions légales" />
        <Prose sections=parse(include_str!("../../../texts/mentions-legales.md")) />
    }
}
