//! What the establishment taught the imports: its own drugs, its answers on sectors and labels.

mod drugs;
mod labels;
mod sectors;

use leptos::prelude::*;

use crate::components::PageHeading;
use drugs::Drugs;
use labels::Labels;
use sectors::Sectors;

/// The correspondences tab.
#[component]
pub fn Correspondences() -> impl IntoView {
    view! {
        <PageHeading
            title="Correspondances"
            lead="Ce que vous avez appris aux imports\u{202f}; cela sert à tous les suivants."
        />
        <div class="space-y-12">
            <Drugs />
            <Sectors />
            <Labels />
        </div>
    }
}
