//! How far the service can be used by everybody, as the law asks public services to say.

use leptos::prelude::*;

use super::prose::{Prose, parse};
use crate::components::PageHeading;

/// The accessibility statement.
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    view! {
        <PageHeading title="Accessibilité\u{a0}: partiellement conforme" />
        <Prose sections=parse(include_str!("../../../texts/accessibilite.md")) />
    }
}
