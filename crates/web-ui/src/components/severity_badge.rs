//! How much an issue weighs.

use domain::dto::Severity;
use leptos::prelude::*;

use super::{Badge, Tone};
use crate::labels;

/// The severity in words, in the colour of its weight.
#[component]
pub fn SeverityBadge(severity: Severity) -> impl IntoView {
    let tone = match severity {
        Severity::Blocking => Tone::Danger,
        Severity::Ask | Severity::Confirm | Severity::Warning => Tone::Warning,
        Severity::Information => Tone::Information,
    };
    view! { <Badge tone text=labels::severity(severity) /> }
}
