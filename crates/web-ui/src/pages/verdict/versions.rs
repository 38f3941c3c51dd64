//! The versions a figure or a verdict was made with.

use domain::dto::Versions;
use leptos::prelude::*;

/// One quiet line.
#[component]
pub fn VersionLine(
    versions: Versions,
    /// Version of the establishment's own labels.
    #[prop(optional_no_strip)]
    labels: Option<i32>,
) -> impl IntoView {
    let Versions { rules, ddd, drugs, nomenclatures } = versions;
    let labels = labels.map(|version| format!("\u{202f}; libellés version {version}"));
    view! {
        <p class="text-sm text-base-content/75">
            {format!(
                "Versions\u{a0}: règles {rules}\u{202f}; table ATC/DDD {ddd}\u{202f}; médicaments {drugs}\u{202f}; nomenclatures {nomenclatures}{}.",
                labels.unwrap_or_default(),
            )}
        </p>
    }
}
