//! One organism, antibiotic by antibiotic.

use std::collections::BTreeMap;

use domain::dto::ResistanceGroup;
use domain::resistance::is_intermediate;
use leptos::prelude::*;
use leptos_router::hooks::{query_signal, use_location};

use super::matrix::{code, label};
use super::opened::OpenButton;
use super::words;
use crate::components::TableFrame;
use crate::format;
use crate::subject::Subject;

/// The organism of the address, or the most frequent one.
#[component]
pub fn OrganismTable(groups: Vec<ResistanceGroup>, year: i32) -> impl IntoView {
    let mut organisms: BTreeMap<String, (String, u32)> = BTreeMap::new();
    for group in &groups {
        let isolates = group.isolates.unwrap_or_default();
        organisms.insert(code(group, "organism"), (label(group, "organism"), isolates));
    }
    let most = organisms.iter().max_by_key(|(_, (_, isolates))| *isolates);
    let most = most.map(|(code, _)| code.clone()).unwrap_or_default();
    let (_, set_organism) = query_signal::<String>("organisme");
    let query = use_location().query;
    let chosen = Memo::new(move |_| {
        query
            .with(|query| query.get_str("organisme").map(str::to_owned))
            .unwrap_or_else(|| most.clone())
    });
    let groups = StoredValue::new(groups);
    let options = organisms
        .into_iter()
        .map(|(code, (name, isolates))| {
            let text = format!("{name} ({})", format::count(isolates, "isolat", "isolats"));
            let value = code.clone();
            view! {
                <option value=value selected=move || chosen.with(|chosen| *chosen == code)>{text}</option>
            }
        })
        .collect_view();
    let rows = move || {
        let chosen = chosen.get();
        let of_organism = groups.with_value(|groups| {
            groups.iter().filter(|g| code(g, "organism") == chosen).cloned().collect::<Vec<_>>()
        });
        of_organism.into_iter().map(|group| view! { <Row group /> }).collect_view()
    };
    // What stands between S and R: counted with R before 2020, with S from then on.
    let middle = if is_intermediate(year) { "dont I" } else { "dont SFP" };
    view! {
        <section class="space-y-4" aria-labelledby="par-organisme">
            <h2 id="par-organisme" class="text-xl font-bold">"Un micro-organisme en détail"</h2>
            <label class="flex flex-wrap items-center gap-2">
                <span class="font-medium">"Micro-organisme"</span>
                <select
                    class="select max-w-full"
                    on:change:target=move |event| set_organism.set(Some(event.target().value()))
                >
                    {options}
                </select>
            </label>
            <TableFrame caption="Résistance par antibiotique" quiet=true>
                <thead>
                    <tr>
                        <th scope="col">"Antibiotique"</th>
                        <th scope="col" class="text-end">"R sur testés"</th>
                        <th scope="col" class="text-end">"% R"</th>
                        <th scope="col" class="text-end">{middle}</th>
                        <th scope="col" class="text-end">"Densité pour 1 000 JH"</th>
                        <th scope="col"><span class="sr-only">"Isolats"</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </TableFrame>
        </section>
    }
}

#[component]
fn Row(group: ResistanceGroup) -> impl IntoView {
    let subject = Subject::new(&code(&group, "organism"), &code(&group, "antibiotic"));
    let name = format!("{}, {}", label(&group, "organism"), label(&group, "antibiotic"));
    let interval = words::interval(&group.proportion)
        .map(|text| view! { <span class="block text-xs text-base-content/75">{text}</span> });
    let note = group.proportion.notes.first().cloned();
    let middle = group.increased.zip(group.intermediate).map(|(sfp, i)| sfp + i);
    view! {
        <tr class="align-top">
            <th scope="row" class="font-normal">{label(&group, "antibiotic")}</th>
            <td class="text-end tabular-nums">{words::ratio(&group.proportion)}</td>
            <td class="text-end tabular-nums">
                <span class="font-semibold">{words::percent(&group.proportion)}</span>
                {interval}
                {note.map(|note| view! { <span class="block min-w-40 text-xs">{note}</span> })}
            </td>
            <td class="text-end tabular-nums">{middle.map(format::integer)}</td>
            <td class="text-end whitespace-nowrap tabular-nums">{words::density(&group.density)}</td>
            <td class="text-end"><OpenButton subject name small=true /></td>
        </tr>
    }
}
