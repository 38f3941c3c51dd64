//! Yeasts and Aspergillus by antifungals.

use std::collections::{BTreeMap, HashMap};

use domain::dto::{Dashboard, ResistanceGroup};
use domain::nomenclature::{Antibiotic, organism, tested_antibiotics};
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
            view! { <OrganismInDetail groups=groups.clone() finess year years /> }
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
    let rows = rows.into_iter().map(|(organism, (name, isolates))| {
        let cells = antifungals().map(|antifungal| {
            let group = cells.get(&(organism.clone(), antifungal.code.to_owned())).cloned();
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
    let legend: Vec<String> = antifungals()
        .map(|one| format!("{}\u{a0}: {}", one.code, one.label.to_lowercase()))
        .collect();
    view! {
        <section class="space-y-4" aria-labelledby="antifongiques">
            <h2 id="antifongiques" class="text-xl font-bold">
                {format!("Levures et Aspergillus, {year}")}
            </h2>
            <p class="max-w-prose">
                "Pourcentage de souches résistantes parmi les souches testées. Quand moins de 10 souches sont testées, le
                pourcentage n’est pas affiché : la case donne les souches R sur les souches testées."
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

/// The organisms with isolates and those that are always told, by their codes.
fn rows(groups: &[ResistanceGroup]) -> BTreeMap<String, (String, u32)> {
    let always = ALWAYS.into_iter().filter_map(organism);
    let mut rows: BTreeMap<String, (String, u32)> =
        always.map(|one| (one.code.to_owned(), (one.name.to_owned(), 0))).collect();
    for group in groups {
        let told = (label(group, "organism"), group.isolates.unwrap_or_default());
        rows.insert(code(group, "organism"), told);
    }
    rows
}

#[component]
fn Cell(group: Option<ResistanceGroup>) -> impl IntoView {
    let open = use_open();
    let Some(group) = group else {
        return view! { <td class="text-center text-base-content/75">"–"</td> }.into_any();
    };
    let subject = Subject::new(&code(&group, "organism"), &code(&group, "antibiotic"));
    let name = format!(
        "{}, {}\u{a0}: {} isolats R{}",
        label(&group, "organism"),
        label(&group, "antibiotic"),
        words::ratio(&group.proportion),
        group
            .proportion
            .value
            .map_or_else(String::new, |value| { format!(", {}", format::percent(value)) })
    );
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
                {text}
            </button>
        </td>
    }
    .into_any()
}
