//! The frame of an establishment: its name and its tabs.

mod for_contributors;
mod for_managers;
mod tabs;

use domain::dto::Establishment;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_params_map;

use crate::components::Loaded;
use crate::help_desk::{Place, use_help_desk};
use crate::remote::Remote;
use crate::session::use_client;
pub use for_contributors::ForContributors;
pub use for_managers::ForManagers;
use tabs::Tabs;

/// FINESS of the establishment that is open.
#[derive(Clone, Copy)]
pub struct CurrentFiness(Memo<String>);

impl CurrentFiness {
    pub fn get(self) -> String {
        self.0.get()
    }

    pub fn get_untracked(self) -> String {
        self.0.get_untracked()
    }
}

/// The establishment that is open.
pub fn use_finess() -> CurrentFiness {
    expect_context()
}

/// Name, tabs, and the screen of the tab.
#[component]
pub fn EstablishmentLayout() -> impl IntoView {
    let (client, desk) = (use_client(), use_help_desk());
    let params = use_params_map();
    let finess = Memo::new(move |_| params.with(|params| params.get("finess").unwrap_or_default()));
    provide_context(CurrentFiness(finess));
    let establishment = Remote::new(move || {
        let finess = finess.get();
        async move { client.establishment(&finess).await }
    });
    view! {
        <Loaded
            resource=establishment
            view=move |one| {
                desk.tell_place(Place { finess: one.finess.clone(), name: one.name.clone() });
                view! {
                    <Banner one />
                    <Tabs />
                    <Outlet />
                }
                .into_any()
            }
        />
    }
}

/// Which establishment this is.
#[component]
fn Banner(one: Establishment) -> impl IntoView {
    view! {
        <div class="mb-4">
            <p class="text-lg font-semibold">{one.name}</p>
            <p class="text-sm text-base-content/80">
                {format!("{} · {} · {} · FINESS ", one.city, one.region_label, one.type_label)}
                <span class="tabular-nums">{one.finess}</span>
            </p>
        </div>
    }
}
