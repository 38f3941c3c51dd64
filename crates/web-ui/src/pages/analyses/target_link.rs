//! The way from an indicator to where it goes beside its target.

use domain::inquiry::{Inquiry, Scope};
use leptos::prelude::*;
use leptos_router::components::A;

use super::address;

/// A link to the trajectory of an indicator; nothing for one that has none.
#[component]
pub fn TargetLink(
    /// Id of the indicator: `CONSO_DDJ`.
    indicator: String,
    /// What the indicator is called, for those who hear the link alone.
    label: String,
    finess: String,
    year: i32,
) -> impl IntoView {
    let inquiry = Inquiry::towards(&indicator, Scope::Establishment(finess), year);
    inquiry.map(|inquiry| {
        let name = format!("Vers la cible nationale\u{a0}: {label}");
        view! {
            <A href=address(&inquiry) attr:class="link link-primary text-sm" attr:aria-label=name>
                "Vers la cible nationale"
            </A>
        }
    })
}
