//! Yeasts and Aspergillus by antifungals.

use std::collections::HashMap;

use domain::dto::{Dashboard, ResistanceGroup};
use domain::nomenclature::{Antibiotic, Organism, organisms, tested_antibiotics};
use leptos::prelude::*;

use super::matrix::{code, label};
use super::of_year::OfYear;
use super::opened::use_open;
use super::organism::OrganismInDetail;
use super::words;
use crate::components::{Loaded, PageHeading, TableFrame};
use crate::format;
use crate::remote::Remote;
use crate::session::use_client;
use crate::subject::Subject;

const GROUP: &str = "Fungi";
/// Class of the molecules in the list of those tested.
const CLASS: &str = "antifongique";
/// Told even where nothing was found: an emerging yeast, and the mould whose resistance is followed.
const ALWAYS: [&str; 2] = ["CANAUR", "ASPFUM"];

/// The view of antifungals.
#[component]
pub fn AntifungalsPage() -> impl IntoView {
    view! {
        <PageHeading
            title="Résistance aux antifongiques"
            lead="Levures, dont Candida auris, et Aspergillus fumigatus. Une souche compte une fois par patient et par an."
        />
        <OfYear view=|dashboard| view! { <Fungi dashboard /> }.into_any() />
    }
}

#[component]
fn Fungi(dashboard: Dashboard) -> impl IntoView {
    let client = use_client();
    let Dashboard { finess, year, years, .. } = dashboard;
    let groups = {
        let finess = finess.clone();
        Remote::new(move || {
            let finess = finess.clone();
            async move { client.resistances(&finess, year, Some(GROUP)).await }
        })
    };
    let content = move |groups: Vec<ResistanceGroup>| {
        let (finess, years) = (finess.clone(), years.clone());
        let detail = (!groups.is_empty()).then(|| {
            view! {
                <OrganismInDetail groups=groups.clone() finess year years molecule="Antifongique" />
            }
        });
        view! {
            <Table groups year />
            {detail}
        }
        .into_any()
    };
    view! { <Loaded resource=groups view=content /> }
}

fn antifungals() -> impl Iterator<Item = &'static Antibiotic> {
    tested_antibiotics().iter().filter(|one| one.class == CLASS)
}

/// Organism by antifungal; what is too few for a percentage is told by its counts.
#[component]
fn Table(groups: Vec<ResistanceGroup>, year: i32) -> impl IntoView {
    let rows = rows(&groups);
    let cells: HashMap<(String, String), ResistanceGroup> = groups
        .into_iter()
        .map(|group| ((code(&group, "organism"), code(&group, "antibiotic")), group))
        .collect();
    let rows = rows.into_iter().map(|(organism, name, isolates)| {
        let cells = antifungals().map(|antifungal| {
            let group = cells.get(&(organism.to_owned(), antifungal.code.to_owned())).cloned();
            view! { <Cell group /> }
        });
        let cells = cells.collect_view();
        view! {
            <tr>
                <th scope="row" class="min-w-44 font-normal italic">{name}</th>
                <td class="text-end tabular-nums">{format::integer(isolates)}</td>
                {cells}
            </tr>
        }
    });
    let rows = rows.collect_view();
    let heads =
        antifungals().map(|one| view! { <th scope="col" class="text-center">{one.code}</th> });
    let legend: Vec<String> =
        antifungals().map(|one| format!("{}\u{a0}: {}", one.code, one.label)).collect();
    view! {
        <section class="space-y-4" aria-labelledby="antifongiques">
            <h2 id="antifongiques" class="text-xl font-bold">
                {format!("Levures et Aspergillus, {year}")}
            </h2>
            <p class="max-w-prose">
                "Pourcentage de souches résistantes parmi les souches testées. Quand moins de 10 souches sont testées, le
                pourcentage n’est pas affiché : la case donne les souches R sur les souches testées. SFP : sensibles à forte
                posologie."
            </p>
            <TableFrame caption="Résistance aux antifongiques par micro-organisme" quiet=true>
                <thead>
                    <tr>
                        <th scope="col">"Micro-organisme"</th>
                        <th scope="col" class="text-end">"Isolats"</th>
                        {heads.collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </TableFrame>
            <p class="max-w-prose text-sm text-base-content/80">{legend.join(", ") + "."}</p>
        </section>
    }
}

/// The organisms with isolates and those that are always told, in the order of reports: code, name and
/// number of isolates.
fn rows(groups: &[ResistanceGroup]) -> Vec<(&'static str, &'static str, u32)> {
    let row = |one: &'static Organism| {
        let found = groups.iter().find(|group| code(group, "organism") == one.code);
        let isolates = found.and_then(|group| group.isolates);
        let isolates = isolates.or_else(|| ALWAYS.contains(&one.code).then_some(0))?;
        Some((one.code, one.name, isolates))
    };
    organisms().iter().filter_map(row).collect()
}

#[component]
fn Cell(group: Option<ResistanceGroup>) -> impl IntoView {
    let open = use_open();
    let Some(group) = group else {
        return view! { <td class="text-center text-base-content/75">"–"</td> }.into_any();
    };
    let subject = Subject::new(&code(&group, "organism"), &code(&group, "antibiotic"));
    let name = format!(
        "{}, {}\u{a0}: {} isolats R{}{}",
        label(&group, "organism"),
        label(&group, "antibiotic"),
        words::ratio(&group.proportion),
        group
            .increased
            .filter(|number| *number > 0)
            .map_or_else(String::new, |number| { format!(", {} SFP", format::integer(number)) }),
        group
            .proportion
            .value
            .map_or_else(String::new, |value| { format!(", {}", format::percent(value)) })
    );
    // Susceptible at increased exposure: most C. glabrata are to fluconazole.
    let increased = group.increased.filter(|number| *number > 0);
    let increased = increased.map(|number| {
        view! { <span class="block text-xs">{format!("{}\u{a0}SFP", format::integer(number))}</span> }
    });
    let text = match group.proportion.value {
        Some(_) => view! { <span class="font-semibold">{words::percent(&group.proportion)}</span> }
            .into_any(),
        None => view! {
            <span class="text-sm">
                {format!(
                    "{}/{}",
                    format::integer(group.proportion.numerator),
                    format::integer(group.proportion.denominator),
                )}
            </span>
        }
        .into_any(),
    };
    view! {
        <td class="p-0 text-center whitespace-nowrap tabular-nums">
            <button
                type="button"
                class="w-full cursor-pointer px-2 py-2"
                aria-label=name.clone()
                title=name
                on:click=move |_| open(Some(&subject))
            >
                {text} {increased}
            </button>
        </td>
    }
    .into_any()
}
