//! The beds of a year: entered sector by sector, beside what the registry says and the patient-days.

mod form;

use domain::dto::Beds;
use leptos::prelude::*;
use leptos_router::hooks::query_signal;

use super::establishment::use_finess;
use crate::browser;
use crate::components::{Loaded, PageHeading, YearSelect};
use crate::remote::Remote;
use crate::session::use_client;
use form::BedsForm;

/// The tab of beds.
#[component]
pub fn BedsPage() -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let (year, set_year) = query_signal::<i32>("annee");
    let year = Memo::new(move |_| year.get().unwrap_or_else(browser::last_year));
    let beds = Remote::new(move || {
        let (finess, year) = (finess.get(), year.get());
        async move { client.beds(&finess, year).await }
    });
    let stored = RwSignal::new(None::<i32>);
    let saved = Callback::new(move |year: i32| {
        stored.set(Some(year));
        beds.refetch();
    });
    let choose = Callback::new(move |year| {
        stored.set(None);
        set_year.set(year);
    });
    view! {
        <div class="flex flex-wrap items-start justify-between gap-4 max-sm:mb-6">
            <PageHeading
                title="Lits"
                lead="Les lits d’hospitalisation complète de l’année, secteur par secteur. Ils servent à vérifier les journées."
            />
            <YearSelect year choose />
        </div>
        <Loaded
            resource=beds
            view=move |beds: Beds| {
                let just_stored = stored.get_untracked() == Some(beds.year);
                view! { <BedsForm beds just_stored saved /> }.into_any()
            }
        />
    }
}
