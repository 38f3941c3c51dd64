//! One number per sector.

use std::collections::BTreeMap;

use domain::dto::{Beds, BedsOfSector, NewBeds, SectorBeds};
use leptos::{ev, prelude::*};

use crate::attempt::Attempt;
use crate::components::{Callout, Refused, Submit, TableFrame, Tone};
use crate::format;
use crate::pages::establishment::use_finess;
use crate::session::{use_client, use_session};

/// What was typed, by sector.
type Typed = BTreeMap<String, String>;

/// The table of sectors, its total, and the button that stores it.
#[component]
pub fn BedsForm(
    beds: Beds,
    /// The numbers were stored just now.
    just_stored: bool,
    /// Called with the year once the numbers are stored.
    saved: Callback<i32>,
) -> impl IntoView {
    let client = use_client();
    let (session, finess) = (use_session(), use_finess());
    let delivers = Memo::new(move |_| session.delivers(&finess.get()));
    let year = beds.year;
    let typed = RwSignal::new(entered(&beds.sectors));
    let proposed: Typed = proposals(&beds.sectors);
    let can_take = beds.items.is_empty() && !proposed.is_empty();
    let take = move |_| typed.set(proposed.clone());
    let attempt = Attempt::new();
    let wrong = Memo::new(move |_| typed.with(|typed| items(typed).is_none()));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(items) = typed.with_untracked(items) else { return };
        attempt.run(async move {
            client.replace_beds(&finess.get_untracked(), year, &NewBeds { items }).await?;
            saved.run(year);
            Ok(())
        });
    };
    let total = move || {
        let beds = typed.with(items).unwrap_or_default();
        format::count(beds.iter().map(|one| one.beds).sum::<u32>(), "lit", "lits")
    };
    let source = beds.source.map(|source| {
        view! {
            <Callout tone=Tone::Information title="Lits connus du registre national">
                <p>{source}</p>
                <Show when=move || can_take && delivers.get()>
                    <button type="button" class="btn btn-sm mt-2" on:click=take.clone()>
                        "Reprendre ces lits"
                    </button>
                </Show>
            </Callout>
        }
    });
    let rows = beds.sectors.into_iter().map(|sector| view! { <Row sector typed delivers /> });
    let rows = rows.collect_view();
    view! {
        <form class="space-y-6" on:submit=submit novalidate=true>
            {source}
            <TableFrame caption=format!("Lits et journées par secteur, {year}") quiet=true>
                <thead>
                    <tr>
                        <th scope="col">"Secteur"</th>
                        <th scope="col" class="text-end">"Lits"</th>
                        <th scope="col" class="text-end">"Registre"</th>
                        <th scope="col" class="text-end">"Journées (JH)"</th>
                        <th scope="col" class="text-end">"Occupation"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </TableFrame>
            <p class="font-medium" aria-live="polite">"Total\u{a0}: " {total}</p>
            <Show when=move || wrong.get()>
                <Callout tone=Tone::Danger title="Un nombre de lits est un nombre entier, de 0 à 5 000." live=true />
            </Show>
            <Refused attempt />
            {just_stored
                .then(|| {
                    view! { <Callout tone=Tone::Success title=format!("Lits de {year} enregistrés") live=true /> }
                })}
            <Show when=move || delivers.get()>
                <Submit label="Enregistrer les lits" busy=attempt.busy() disabled=wrong />
            </Show>
        </form>
    }
}

/// One sector.
#[component]
fn Row(sector: BedsOfSector, typed: RwSignal<Typed>, delivers: Memo<bool>) -> impl IntoView {
    let code = StoredValue::new(sector.sector);
    let value = move || {
        typed.with(|typed| code.with_value(|code| typed.get(code).cloned().unwrap_or_default()))
    };
    let write =
        move |text: String| typed.update(|typed| drop(typed.insert(code.get_value(), text)));
    let dash = || "–".to_owned();
    let occupancy =
        sector.occupancy.map(|share| format!("{}\u{a0}%", format::decimal(share * 100.0, 0)));
    view! {
        <tr>
            <th scope="row" class="min-w-36 font-medium">{sector.label.clone()}</th>
            <td class="text-end">
                <input
                    type="text"
                    inputmode="numeric"
                    class="input input-sm w-20 text-end tabular-nums"
                    aria-label=format!("Lits, {}", sector.label)
                    readonly=move || !delivers.get()
                    prop:value=value
                    on:input:target=move |event| write(event.target().value())
                />
            </td>
            <td class="text-end tabular-nums">{sector.proposed.map_or_else(dash, format::integer)}</td>
            <td class="text-end tabular-nums">{sector.patient_days.map_or_else(dash, format::integer)}</td>
            <td class="text-end tabular-nums">{occupancy.unwrap_or_else(dash)}</td>
        </tr>
    }
}

fn entered(sectors: &[BedsOfSector]) -> Typed {
    let given = |one: &BedsOfSector| Some((one.sector.clone(), one.beds?.to_string()));
    sectors.iter().filter_map(given).collect()
}

fn proposals(sectors: &[BedsOfSector]) -> Typed {
    let proposed = |one: &BedsOfSector| Some((one.sector.clone(), one.proposed?.to_string()));
    sectors.iter().filter_map(proposed).collect()
}

/// The numbers of the sectors that have one; nothing when one is none.
fn items(typed: &Typed) -> Option<Vec<SectorBeds>> {
    let filled = typed.iter().filter(|(_, text)| !text.trim().is_empty());
    filled
        .map(|(sector, text)| {
            let beds = text.trim().parse().ok().filter(|beds| *beds <= 5_000)?;
            Some(SectorBeds { sector: sector.clone(), beds })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_numbers_are_beds_and_an_empty_field_is_none() {
        let typed = |text: &str| Typed::from([("MED".to_owned(), text.to_owned())]);
        assert_eq!(items(&typed(" 172 ")).unwrap()[0].beds, 172);
        assert_eq!(items(&typed("")), Some(vec![]));
        for text in ["12,5", "-3", "douze", "5001"] {
            assert_eq!(items(&typed(text)), None, "{text}");
        }
    }
}
