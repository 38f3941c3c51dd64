//! One organism: antibiotic by antibiotic, then one antibiotic over the years and by specimen.

use domain::dto::ResistanceGroup;
use domain::resistance::is_intermediate;
use leptos::prelude::*;
use leptos_router::hooks::query_signal;

use super::by_specimen::BySpecimen;
use super::choice::{ANTIBIOTIC, Choice, ORGANISM, SPECIMEN, of_organism, organisms};
use super::evolution::Evolution;
use super::matrix::{code, label};
use super::opened::OpenButton;
use super::specimen_select::SpecimenSelect;
use super::words;
use crate::components::TableFrame;
use crate::format;
use crate::subject::Subject;

/// The organism of the address, or the most frequent one.
#[component]
pub fn OrganismInDetail(
    groups: Vec<ResistanceGroup>,
    finess: String,
    year: i32,
    /// Years with data, newest first.
    years: Vec<i32>,
    /// What is tested, in French.
    #[prop(default = "Antibiotique")]
    molecule: &'static str,
) -> impl IntoView {
    let (_, set_organism) = query_signal::<String>(ORGANISM);
    let options = organisms(&groups);
    let groups = StoredValue::new(groups);
    let choice = Choice::of(groups);
    let options = options
        .into_iter()
        .map(|(code, (name, isolates))| {
            let text = format!("{name} ({})", format::count(isolates, "isolat", "isolats"));
            let value = code.clone();
            let selected = move || choice.organism.with(|chosen| *chosen == code);
            view! { <option value=value selected=selected>{text}</option> }
        })
        .collect_view();
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
            <Antibiotics groups choice year molecule />
        </section>
        <OneAntibiotic groups choice finess year years molecule />
    }
}

/// Every antibiotic of the organism.
#[component]
fn Antibiotics(
    groups: StoredValue<Vec<ResistanceGroup>>,
    choice: Choice,
    year: i32,
    molecule: &'static str,
) -> impl IntoView {
    let rows = move || {
        let chosen = choice.organism.get();
        groups.with_value(|groups| {
            let rows = of_organism(groups, &chosen).into_iter().cloned();
            rows.map(|group| view! { <Row group /> }).collect_view()
        })
    };
    // What stands between S and R: counted with R before 2020, with S from then on.
    let middle = if is_intermediate(year) { "dont I" } else { "dont SFP" };
    view! {
        <TableFrame caption="Résistance par antibiotique" quiet=true>
            <thead>
                <tr>
                    <th scope="col">{molecule}</th>
                    <th scope="col" class="text-end">"R sur testés"</th>
                    <th scope="col" class="text-end">"% R"</th>
                    <th scope="col" class="text-end">{middle}</th>
                    <th scope="col" class="text-end">"Densité pour 1 000 JH"</th>
                    <th scope="col"><span class="sr-only">"Isolats"</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </TableFrame>
    }
}

#[component]
fn Row(group: ResistanceGroup) -> impl IntoView {
    let subject = Subject::new(&code(&group, "organism"), &code(&group, "antibiotic"));
    let name = format!("{}, {}", label(&group, "organism"), label(&group, "antibiotic"));
    let middle = group.increased.zip(group.intermediate).map(|(sfp, i)| sfp + i);
    view! {
        <tr class="align-top">
            <th scope="row" class="font-normal">{label(&group, "antibiotic")}</th>
            <td class="text-end tabular-nums">{words::ratio(&group.proportion)}</td>
            <td class="text-end tabular-nums">{words::percent_in_full(&group.proportion)}</td>
            <td class="text-end tabular-nums">{middle.map(format::integer)}</td>
            <td class="text-end whitespace-nowrap tabular-nums">{words::density(&group.density)}</td>
            <td class="text-end"><OpenButton subject name small=true /></td>
        </tr>
    }
}

/// One antibiotic of the organism, over the years and by specimen.
#[component]
fn OneAntibiotic(
    groups: StoredValue<Vec<ResistanceGroup>>,
    choice: Choice,
    finess: String,
    year: i32,
    years: Vec<i32>,
    molecule: &'static str,
) -> impl IntoView {
    let (_, set_antibiotic) = query_signal::<String>(ANTIBIOTIC);
    let (_, set_specimen) = query_signal::<String>(SPECIMEN);
    let options = move || {
        let chosen = choice.organism.get();
        groups.with_value(|groups| {
            let options = of_organism(groups, &chosen).into_iter().map(|group| {
                let value = code(group, "antibiotic");
                let own = value.clone();
                let selected = move || choice.antibiotic.with(|chosen| *chosen == own);
                view! { <option value=value selected=selected>{label(group, "antibiotic")}</option> }
            });
            options.collect_view()
        })
    };
    let name = Memo::new(move |_| {
        let (organism, antibiotic) = (choice.organism.get(), choice.antibiotic.get());
        groups.with_value(|groups| {
            let all = of_organism(groups, &organism);
            let found = all.iter().find(|group| code(group, "antibiotic") == antibiotic);
            found.map_or_else(String::new, |group| {
                format!("{}, {}", label(group, "organism"), label(group, "antibiotic"))
            })
        })
    });
    view! {
        <section class="space-y-6" aria-labelledby="evolution">
            <h2 id="evolution" class="text-xl font-bold">
                {move || format!("Évolution\u{a0}: {}", name.get())}
            </h2>
            <div class="flex flex-wrap gap-4">
                <label class="block space-y-1">
                    <span class="block font-medium">{molecule}</span>
                    <select
                        class="select max-w-full"
                        on:change:target=move |event| set_antibiotic.set(Some(event.target().value()))
                    >
                        {options}
                    </select>
                </label>
                <SpecimenSelect
                    specimen=choice.specimen
                    on_choose=Callback::new(move |specimen| set_specimen.set(specimen))
                />
            </div>
            <Evolution finess=finess.clone() years choice name />
            <BySpecimen finess year choice />
        </section>
    }
}
