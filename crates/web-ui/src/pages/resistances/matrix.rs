//! Organisms by antibiotics: how often each resists, at one glance.

use std::collections::{BTreeMap, HashMap};

use domain::dto::ResistanceGroup;
use leptos::prelude::*;

use super::opened::use_open;
use super::words;
use crate::components::TableFrame;
use crate::format;
use crate::subject::Subject;

/// Organisms and antibiotics shown: those with most isolates tested.
const ROWS: usize = 10;
const COLUMNS: usize = 12;

/// The matrix of the most frequent organisms and antibiotics.
#[component]
pub fn Matrix(groups: Vec<ResistanceGroup>) -> impl IntoView {
    let open = use_open();
    let shape = Shape::of(&groups);
    let cells: HashMap<(String, String), ResistanceGroup> = groups
        .into_iter()
        .map(|group| ((code(&group, "organism"), code(&group, "antibiotic")), group))
        .collect();
    let cell = |organism: &str, antibiotic: &str| {
        let Some(group) = cells.get(&(organism.to_owned(), antibiotic.to_owned())) else {
            return view! { <td class="text-center text-base-content/75">"–"</td> }.into_any();
        };
        let subject = Subject::new(organism, antibiotic);
        let name = format!(
            "{}, {}\u{a0}: {}, {} isolats",
            label(group, "organism"),
            label(group, "antibiotic"),
            words::percent(&group.proportion),
            words::ratio(&group.proportion)
        );
        let text = group
            .proportion
            .value
            .map_or_else(|| "n\u{a0}<\u{a0}10".to_owned(), |value| format::integer(value.round()));
        let tint = group.proportion.value.map(|value| {
            format!(
                "background-color: color-mix(in oklab, var(--color-error) {:.0}%, transparent)",
                value * 0.45
            )
        });
        let open = open.clone();
        view! {
            <td class="p-0 text-center tabular-nums" style=tint>
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
    };
    let rows = shape.organisms.iter().map(|(organism, name)| {
        let cells = shape.antibiotics.iter().map(|(antibiotic, _)| cell(organism, antibiotic));
        view! {
            <tr>
                <th scope="row" class="min-w-44 font-normal italic">{name.clone()}</th>
                {cells.collect_view()}
            </tr>
        }
    });
    let rows = rows.collect_view();
    let heads = shape.antibiotics.into_iter().map(|(code, name)| {
        view! { <th scope="col" class="text-center"><abbr title=name class="no-underline">{code}</abbr></th> }
    });
    let heads = heads.collect_view();
    view! {
        <section class="space-y-4" aria-labelledby="matrice">
            <h2 id="matrice" class="text-xl font-bold">"Micro-organismes et antibiotiques"</h2>
            <p class="max-w-prose">
                "Pourcentage de souches résistantes (R) parmi les souches testées. Ouvrez une case pour voir ses isolats."
            </p>
            <TableFrame caption="Pourcentage de résistance par micro-organisme et antibiotique" quiet=true>
                <thead>
                    <tr>
                        <th scope="col">"Micro-organisme"</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </TableFrame>
        </section>
    }
}

/// Codes and names of the rows and the columns.
struct Shape {
    organisms: Vec<(String, String)>,
    antibiotics: Vec<(String, String)>,
}

impl Shape {
    fn of(groups: &[ResistanceGroup]) -> Self {
        let is_tested = |group: &&ResistanceGroup| group.key["antibiotic"].len() <= 5;
        let tested: Vec<&ResistanceGroup> = groups.iter().filter(is_tested).collect();
        Self {
            organisms: most(&tested, "organism", ROWS),
            antibiotics: most(&tested, "antibiotic", COLUMNS),
        }
    }
}

/// The codes of an axis with most isolates tested, most first, with their names.
fn most(groups: &[&ResistanceGroup], axis: &str, number: usize) -> Vec<(String, String)> {
    let mut sums: BTreeMap<String, (u32, String)> = BTreeMap::new();
    for group in groups {
        let sum = sums.entry(code(group, axis)).or_insert_with(|| (0, label(group, axis)));
        sum.0 += group.tested.unwrap_or_default();
    }
    let mut all: Vec<(String, (u32, String))> = sums.into_iter().collect();
    all.sort_by_key(|(_, (tested, _))| std::cmp::Reverse(*tested));
    all.into_iter().take(number).map(|(code, (_, name))| (code, name)).collect()
}

/// The code of an axis.
pub fn code(group: &ResistanceGroup, axis: &str) -> String {
    group.key.get(axis).cloned().unwrap_or_default()
}

/// Its French label.
pub fn label(group: &ResistanceGroup, axis: &str) -> String {
    group.labels.get(axis).cloned().unwrap_or_default()
}
