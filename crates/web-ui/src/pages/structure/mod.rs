//! The units of a year: which count, in which sector, and which wait for an answer.

mod filter;
mod unit_row;

use domain::dto::{SectorAnswer, Structure, StructureUnit};
use leptos::prelude::*;
use leptos_router::hooks::query_signal;

use super::establishment::{ForContributors, use_finess};
use super::sector_question::element_id;
use crate::api::ApiError;
use crate::browser;
use crate::components::{
    Callout, EmptyState, Loaded, PageHeading, ProblemAlert, SearchField, TableFrame, Tone,
    YearSelect,
};
use crate::format;
use crate::remote::Remote;
use crate::routes::{self, Tab};
use crate::session::use_client;
use filter::{Filter, matches_text};
use unit_row::UnitRow;

/// The structure tab.
#[component]
pub fn StructurePage() -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let (year, set_year) = query_signal::<i32>("annee");
    let year = Memo::new(move |_| year.get().unwrap_or_else(browser::last_year));
    let structure = Remote::new(move || {
        let (finess, year) = (finess.get(), year.get());
        async move { client.structure(&finess, year).await }
    });
    let failure = RwSignal::new(None::<ApiError>);
    // The rows are drawn again after an answer: the focus goes back to the question.
    let answered = StoredValue::new(None::<String>);
    Effect::new(move || {
        if structure.content().is_some()
            && let Some(question) = answered.try_update_value(Option::take).flatten()
        {
            request_animation_frame(move || browser::focus(&question));
        }
    });
    let answer = Callback::new(move |answer: SectorAnswer| {
        answered.set_value(Some(element_id(&answer.label)));
        leptos::task::spawn_local(async move {
            let saved = client.answer_sector(&finess.get_untracked(), answer).await;
            failure.set(saved.err());
            structure.refetch();
        });
    });
    let choose = Callback::new(move |year| set_year.set(year));
    view! {
        <div class="flex flex-wrap items-start justify-between gap-4 max-sm:mb-6">
            <PageHeading
                title="Structure"
                lead="Quelles unités comptent, dans quel secteur, et lesquelles attendent une réponse."
            />
            <YearSelect year choose />
        </div>
        {move || failure.get().map(|error| view! { <ProblemAlert error /> })}
        <Loaded
            resource=structure
            view=move |structure| {
                if structure.units.is_empty() {
                    view! { <NoStructure year=year.get_untracked() /> }.into_any()
                } else {
                    view! { <Units structure answer /> }.into_any()
                }
            }
        />
    }
}

/// Nothing was delivered for the year nor before.
#[component]
fn NoStructure(year: i32) -> impl IntoView {
    let imports = routes::tab(&use_finess().get_untracked(), Tab::Imports);
    let href = routes::with_query(
        &format!("{imports}/nouveau/type"),
        [("type", Some("structure")), ("periode", Some(year.to_string().as_str()))],
    );
    view! {
        <EmptyState
            title=format!("Aucune structure pour {year}")
            text="Importez la liste des unités fonctionnelles\u{a0}: les journées et les consommations s’y rattachent."
        >
            <ForContributors>
                <a class="btn btn-primary" href=href.clone()>"Importer la structure"</a>
            </ForContributors>
        </EmptyState>
    }
}

/// The units, filtered.
#[component]
fn Units(structure: Structure, answer: Callback<SectorAnswer>) -> impl IntoView {
    let (asked, set_filter) = query_signal::<String>("statut");
    let filter =
        Memo::new(move |_| asked.get().and_then(|slug| Filter::parse(&slug)).unwrap_or_default());
    let text = RwSignal::new(String::new());
    let reused = structure.structure_year.filter(|from| *from != structure.year);
    let waiting = Filter::ToAnswer.count(&structure.units);
    let units = StoredValue::new(structure.units);
    let shown = Memo::new(move |_| {
        units.with_value(|units| {
            text.with(|text| {
                let kept =
                    |unit: &&StructureUnit| filter.get().keeps(unit) && matches_text(unit, text);
                units.iter().filter(kept).cloned().collect::<Vec<_>>()
            })
        })
    });
    let choice = move |one: Filter| {
        let number = units.with_value(|units| one.count(units));
        view! {
            <button
                class="btn btn-sm"
                class=("btn-primary", move || filter.get() == one)
                aria-pressed=move || (filter.get() == one).to_string()
                on:click=move |_| set_filter.set(one.slug().map(str::to_owned))
            >
                {one.label()}
                <span class="tabular-nums">{format!("({})", format::integer(number))}</span>
            </button>
        }
    };
    view! {
        <div class="space-y-5">
            {reused
                .map(|from| {
                    view! {
                        <Callout
                            tone=Tone::Information
                            title=format!("La structure de {from} est reprise\u{a0}: aucune n’a été importée depuis.")
                        />
                    }
                })}
            {(waiting > 0)
                .then(|| {
                    let number = format::count(waiting, "unité attend", "unités attendent");
                    view! {
                        <Callout tone=Tone::Warning title=format!("{number} une réponse\u{a0}: sans elle, leurs JH et leurs consommations ne comptent pas.") />
                    }
                })}
            <SearchField
                id="recherche-uf"
                label="Chercher une unité"
                placeholder="Code ou libellé"
                on_search=Callback::new(move |typed| text.set(typed))
            />
            <div class="flex flex-wrap gap-2" role="group" aria-label="Filtrer par statut">
                {Filter::ALL.map(choice).into_iter().collect_view()}
            </div>
            <p class="text-sm text-base-content/80" aria-live="polite">
                {move || {
                    let number = u32::try_from(shown.with(Vec::len)).unwrap_or(u32::MAX);
                    format::count(number, "unité affichée", "unités affichées")
                }}
            </p>
            <TableFrame caption="Unités fonctionnelles" quiet=true>
                <thead>
                    <tr>
                        <th scope="col">"UF"</th>
                        <th scope="col">"Service et pôle"</th>
                        <th scope="col">"DE"</th>
                        <th scope="col">"TA"</th>
                        <th scope="col">"Statut"</th>
                        <th scope="col">"Secteur"</th>
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=move || shown.get()
                        key=|unit| (unit.unit_code.clone(), unit.answer.clone())
                        let:unit
                    >
                        <UnitRow unit answer />
                    </For>
                </tbody>
            </TableFrame>
        </div>
    }
}
