//! The columns of results of a file with one row per isolate: proposed, explained, changeable.

use std::collections::BTreeSet;

use domain::dto::{AntibioticProposal, InspectedColumn};
use domain::nomenclature::{Antibiotic, tested_antibiotic, tested_antibiotics};
use leptos::prelude::*;

use super::columns_choice::Columns;
use super::state::use_wizard;
use crate::components::{Badge, Tone};
use crate::{format, labels};

/// Value of the choice that leaves a column out.
const LEFT_OUT: &str = "-";
/// Value of the choice that leaves the antibiotic to the header.
const BY_HEADER: &str = "";
/// Below it a proposal is looked at before it is confirmed.
const DOUBTFUL: f64 = 0.9;

/// Every column of results with its antibiotic; nothing in a file with one row per result.
#[component]
pub fn Antibiotics(
    proposals: Vec<AntibioticProposal>,
    columns: StoredValue<Vec<InspectedColumn>>,
) -> impl IntoView {
    let chosen = use_wizard().columns;
    let doubtful = |one: &AntibioticProposal| one.proposed && one.confidence < DOUBTFUL;
    let open = RwSignal::new(proposals.iter().any(doubtful));
    let proposals = StoredValue::new(proposals);
    let listed = Memo::new(move |_| {
        let known = proposals.with_value(|all| all.iter().map(|one| one.column).collect());
        chosen.with(|chosen| listed(known, chosen))
    });
    let taken = Memo::new(move |_| chosen.with(|chosen| chosen.results().count()));
    let shown = Memo::new(move |_| chosen.with(|chosen| !chosen.fields.contains_key("antibiotic")));
    let summary = move || {
        let number = u32::try_from(taken.get()).unwrap_or(u32::MAX);
        format::count(number, "colonne de résultats importée", "colonnes de résultats importées")
    };
    let row = move |column: usize| {
        let proposal =
            proposals.with_value(|all| all.iter().find(|one| one.column == column).cloned());
        let inspected =
            columns.with_value(|all| all.iter().find(|one| one.index == column).cloned());
        inspected.map(|column| view! { <AntibioticRow column proposal chosen /> })
    };
    view! {
        <Show when=move || shown.get()>
            <section class="space-y-4" aria-labelledby="antibiotiques">
                <h2 id="antibiotiques" class="text-xl font-bold">"Antibiotiques"</h2>
                <p class="max-w-prose">
                    "Une colonne par antibiotique. «\u{a0}D’après son intitulé\u{a0}» laisse le nom de la colonne "
                    "aux correspondances de l’établissement."
                </p>
                <details
                    open=open.get_untracked()
                    on:toggle:target=move |event| open.set(event.target().has_attribute("open"))
                    class="rounded-box border border-base-content/15 bg-base-100"
                >
                    <summary class="cursor-pointer p-4 font-medium">{summary}</summary>
                    <Show when=move || open.get()>
                        <ul class="divide-y divide-base-content/10 border-t border-base-content/10">
                            <For each=move || listed.get() key=|column| *column let:column>
                                {row(column)}
                            </For>
                        </ul>
                    </Show>
                </details>
            </section>
        </Show>
    }
}

/// Columns that have a row: those with a proposal and those that were added, unless a field takes them.
fn listed(mut known: BTreeSet<usize>, chosen: &Columns) -> Vec<usize> {
    known.extend(chosen.antibiotics.keys());
    known.into_iter().filter(|column| !chosen.serves_field(*column)).collect()
}

/// What the select of a column shows.
fn choice_of(chosen: &Columns, column: usize) -> String {
    match chosen.antibiotics.get(&column) {
        None => LEFT_OUT.to_owned(),
        Some(code) => code.clone().unwrap_or_default(),
    }
}

/// Takes what the select of a column says.
fn choose(chosen: &mut Columns, column: usize, choice: &str) {
    match choice {
        LEFT_OUT => drop(chosen.antibiotics.remove(&column)),
        BY_HEADER => drop(chosen.antibiotics.insert(column, None)),
        code => drop(chosen.antibiotics.insert(column, Some(code.to_owned()))),
    }
}

/// A column, its antibiotic, what the column holds, and why it was proposed.
#[component]
fn AntibioticRow(
    column: InspectedColumn,
    proposal: Option<AntibioticProposal>,
    chosen: RwSignal<Columns>,
) -> impl IntoView {
    let InspectedColumn { index, header, samples } = column;
    let choice = Memo::new(move |_| chosen.with(|chosen| choice_of(chosen, index)));
    let now = choice.get_untracked();
    let chosen_first = tested_antibiotic(&now);
    let option = move |code: &'static str, name: &'static str| {
        view! { <option value=code selected=now == code>{name}</option> }
    };
    // A hundred antibiotics for each of sixty columns: the others are listed where somebody is.
    let entered = RwSignal::new(false);
    let others = move || {
        let listed = |one: &&Antibiotic| chosen_first.is_none_or(|chosen| chosen.code != one.code);
        entered.get().then(|| {
            let others = tested_antibiotics().iter().filter(listed);
            others.map(|one| view! { <option value=one.code>{one.label}</option> }).collect_view()
        })
    };
    let proposed = proposal.as_ref().filter(|one| one.proposed);
    let as_proposed =
        proposed.map_or_else(|| LEFT_OUT.to_owned(), |one| one.code.clone().unwrap_or_default());
    let confidence = proposed.map(|one| one.confidence);
    let reason = proposal.map(|one| one.reason).unwrap_or_default();
    let told = move || {
        if choice.get() != as_proposed {
            return view! { <Badge tone=Tone::Information text="Votre choix" /> }.into_any();
        }
        let badge = confidence.map(|confidence| {
            let tone = if confidence < DOUBTFUL { Tone::Warning } else { Tone::Success };
            view! { <Badge tone text=labels::confidence(confidence) /> }
        });
        let reason = reason.clone();
        view! {
            {badge}
            <span class="block text-sm text-base-content/80">{reason}</span>
        }
        .into_any()
    };
    let id = format!("antibiotique-{index}");
    view! {
        <li class="grid gap-x-6 gap-y-2 p-4 md:grid-cols-2 lg:grid-cols-[5fr_4fr_4fr_4fr]">
            <label for=id.clone() class="font-medium break-words">{header}</label>
            <select
                id=id
                class="select select-sm w-full"
                on:focus=move |_| entered.set(true)
                on:change:target=move |event| {
                    chosen.update(|chosen| choose(chosen, index, &event.target().value()));
                }
            >
                {option(LEFT_OUT, "Ne pas importer")}
                {option(BY_HEADER, "D’après son intitulé")}
                {chosen_first.map(|one| option(one.code, one.label))}
                {others}
            </select>
            <p class="text-sm break-words">
                <span class="text-base-content/75 lg:sr-only">"Exemples\u{a0}: "</span>
                {samples.join(" · ")}
            </p>
            <div>{told}</div>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_select_says_is_what_it_shows_again() {
        let mut chosen = Columns::default();
        for choice in ["CAZ", BY_HEADER, LEFT_OUT] {
            choose(&mut chosen, 7, choice);
            assert_eq!(choice_of(&chosen, 7), choice);
        }
    }

    #[test]
    fn a_column_that_serves_a_field_has_no_row() {
        let mut chosen = Columns::default();
        chosen.antibiotics.insert(9, None);
        chosen.fields.insert("specimen".to_owned(), 4);
        assert_eq!(listed(BTreeSet::from([4, 5]), &chosen), [5, 9]);
    }
}
