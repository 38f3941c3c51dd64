//! The cockpit: where a campaign stands in a region, or in the nation.

mod bases;
mod campaign;
mod filter;
mod matrix;
mod open_access;
mod participation;
mod row;

use domain::dto::{Campaign, Cockpit, CodeLabel, RemindersSent};
use leptos::prelude::*;
use leptos_router::hooks::query_signal;

use super::{ReportsOf, WaitingTickets};
use crate::browser;
use crate::components::{EmptyState, Loaded, PageHeading, YearSelect};
use crate::remote::Remote;
use crate::session::{use_client, use_session};
use bases::Bases;
use campaign::CampaignOfYear;
use matrix::Matrix;
use open_access::OpenToAll;
use participation::Shares;

/// The page of the cockpit.
#[component]
pub fn CockpitPage() -> impl IntoView {
    let (client, session) = (use_client(), use_session());
    let (year, set_year) = query_signal::<i32>("annee");
    let year = Memo::new(move |_| year.get().unwrap_or_else(browser::last_year));
    let choose = Callback::new(move |year| set_year.set(year));
    let follows =
        Memo::new(move |_| session.is_national() || !session.followed_regions().is_empty());
    let regions = Remote::new(move || client.regions());
    view! {
        <div class="flex flex-wrap items-start justify-between gap-4 max-sm:mb-6">
            <PageHeading
                title="Pilotage"
                lead="Qui a livré quoi, ce qui manque, et à qui écrire."
            />
            <Show when=move || follows.get()>
                <YearSelect year choose />
            </Show>
        </div>
        <WaitingTickets />
        <Show
            when=move || follows.get()
            fallback=|| {
                view! {
                    <EmptyState
                        title="Cette page est celle des centres régionaux et de l’équipe nationale"
                        text="Pour votre établissement, l’avancement de l’année est sur le tableau de bord et dans l’onglet Clôture."
                    />
                }
            }
        >
            <Loaded
                resource=regions
                view=move |regions| view! { <Followed regions year /> }.into_any()
            />
        </Show>
    }
}

/// What one region, or the nation, has.
#[component]
fn Followed(regions: Vec<CodeLabel>, year: Memo<i32>) -> impl IntoView {
    let (client, session) = (use_client(), use_session());
    let national = Memo::new(move |_| session.is_national());
    let own = session.followed_regions();
    let mine: Vec<CodeLabel> = if national.get_untracked() {
        regions
    } else {
        regions.into_iter().filter(|one| own.contains(&one.code)).collect()
    };
    let first = (!national.get_untracked()).then(|| mine.first().map(|one| one.code.clone()));
    let first = StoredValue::new(first.flatten());
    let (asked, set_region) = query_signal::<String>("region");
    let region = Memo::new(move |_| asked.get().or_else(|| first.get_value()));
    let scope =
        move || region.get().map_or_else(|| "nation".to_owned(), |code| format!("region:{code}"));
    let cockpit = Remote::new(move || {
        let (year, region) = (year.get(), region.get());
        async move { client.cockpit(year, region.as_deref()).await }
    });
    let campaigns = Remote::new(move || client.campaigns());
    let snapshots = Remote::new(move || {
        let year = year.get();
        async move { client.snapshots(year).await }
    });
    let changed = Callback::new(move |()| {
        campaigns.refetch();
        cockpit.refetch();
    });
    let told = RwSignal::new(None::<RemindersSent>);
    let frozen = Callback::new(move |()| snapshots.refetch());
    let options = mine.into_iter().map(|one| {
        let code = one.code.clone();
        let selected = move || region.get().as_ref() == Some(&code);
        view! { <option value=one.code selected=selected>{one.label}</option> }
    });
    let given = |text: String| Some(text).filter(|text| !text.is_empty());
    view! {
        <div class="space-y-12">
            <label class="flex flex-wrap items-center gap-3">
                <span class="font-medium">"Région"</span>
                <select
                    class="select w-72 max-w-full"
                    on:change:target=move |event| set_region.set(given(event.target().value()))
                >
                    {national.get_untracked().then(|| view! { <option value="">"Toute la France"</option> })}
                    {options.collect_view()}
                </select>
            </label>
            <Loaded
                resource=campaigns
                view=move |campaigns| {
                    view! { <Campaigns campaigns year changed /> }.into_any()
                }
            />
            <Loaded
                resource=cockpit
                view=move |cockpit: Cockpit| {
                    view! {
                        <div class="space-y-12">
                            <Shares participation=cockpit.participation />
                            <Matrix cockpit told changed />
                        </div>
                    }
                    .into_any()
                }
            />
            <section class="space-y-4" aria-labelledby="rapports">
                <h2 id="rapports" class="text-xl font-bold">"Rapports"</h2>
                <ReportsOf scope=Signal::derive(scope) />
            </section>
            <Show when=move || national.get()>
                <Loaded
                    resource=snapshots
                    view=move |snapshots| {
                        view! { <Bases year=year.get_untracked() snapshots changed=frozen /> }.into_any()
                    }
                />
                <OpenToAll />
            </Show>
        </div>
    }
}

/// The campaign of the year that is looked at.
#[component]
fn Campaigns(campaigns: Vec<Campaign>, year: Memo<i32>, changed: Callback<()>) -> impl IntoView {
    move || {
        let year = year.get();
        let campaign = campaigns.iter().find(|one| one.year == year).cloned();
        view! { <CampaignOfYear year campaign changed /> }
    }
}
