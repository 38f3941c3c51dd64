//! The tabs of an establishment.

use leptos::prelude::*;
use leptos_router::components::A;

use super::use_finess;
use crate::routes::{self, Tab};
use crate::session::use_session;

/// Links to the screens of the establishment.
#[component]
pub fn Tabs() -> impl IntoView {
    let finess = use_finess();
    let session = use_session();
    let manages = Memo::new(move |_| session.manages(&finess.get()));
    let link = move |tab: Tab| {
        view! {
            <li>
                <A
                    href=move || routes::tab(&finess.get(), tab)
                    attr:class="block border-b-2 border-transparent px-3 py-2 font-medium whitespace-nowrap text-base-content/80 hover:text-base-content aria-[current=page]:border-primary aria-[current=page]:text-primary"
                >
                    {tab.label()}
                </A>
            </li>
        }
    };
    let tabs = move || {
        let manages = manages.get();
        let shown = Tab::ALL.into_iter().filter(|tab| manages || !tab.is_for_managers());
        shown.map(link).collect_view()
    };
    view! {
        <nav class="mb-8 overflow-x-auto border-b border-base-content/15" aria-label="Établissement">
            <ul class="flex gap-1">{tabs}</ul>
        </nav>
    }
}
