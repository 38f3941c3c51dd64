//! The tabs of an establishment.

use leptos::{html, prelude::*};
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use super::use_finess;
use crate::browser;
use crate::routes::{self, Tab};
use crate::session::use_session;

/// Links to the screens of the establishment; on a telephone they scroll, and the open one is in view.
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
    let bar = NodeRef::<html::Nav>::new();
    let address = use_location().pathname;
    Effect::new(move || {
        address.track();
        manages.track();
        let Some(bar) = bar.get() else { return };
        // Once the links know which of them is open.
        request_animation_frame(move || {
            if let Ok(Some(open)) = bar.query_selector("[aria-current=page]") {
                browser::bring_into_view(&open);
            }
        });
    });
    view! {
        <nav node_ref=bar class="mb-8 overflow-x-auto border-b border-base-content/15" aria-label="Établissement">
            <ul class="flex gap-1">{tabs}</ul>
        </nav>
    }
}
