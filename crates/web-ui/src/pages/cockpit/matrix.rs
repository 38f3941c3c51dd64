//! Establishments and steps, side by side.

use std::collections::BTreeSet;

use domain::dto::{Cockpit, CockpitRow, NewReminders, RemindersSent, StepState, YearState};
use leptos::prelude::*;
use leptos_router::hooks::query_signal;

use super::filter::{Wanted, is_shown};
use super::row::Row;
use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Callout, EmptyState, Refused, SearchField, TableFrame, Tone};
use crate::format;
use crate::session::use_client;

/// Rows shown at first.
const PAGE: usize = 50;

/// Filters, the matrix, and what is done with those that are chosen.
#[component]
pub fn Matrix(
    cockpit: Cockpit,
    /// What became of the last reminders.
    told: RwSignal<Option<RemindersSent>>,
    changed: Callback<()>,
) -> impl IntoView {
    let Cockpit { year, region, deadline, items, .. } = cockpit;
    let (state, _) = query_signal::<String>("etat");
    let (kind, _) = query_signal::<String>("type");
    let words = RwSignal::new(String::new());
    let chosen = RwSignal::new(BTreeSet::<String>::new());
    let kinds: BTreeSet<String> = items.iter().map(|row| row.kind.clone()).collect();
    let rows = StoredValue::new(items);
    let shown = Memo::new(move |_| {
        let wanted = Wanted::parse(state.get().as_deref());
        let (kind, words) = (kind.get().unwrap_or_default(), words.get());
        rows.with_value(|rows| {
            let fits = rows.iter().filter(|row| is_shown(row, wanted, &kind, &words));
            fits.cloned().collect::<Vec<CockpitRow>>()
        })
    });
    view! {
        <section class="space-y-5" aria-labelledby="etablissements">
            <h2 id="etablissements" class="text-xl font-bold">"Établissements"</h2>
            <Filters kinds words />
            <Actions year region has_campaign=deadline.is_some() shown chosen told changed />
            {move || view! { <Rows rows=shown.get() year chosen changed /> }}
        </section>
    }
}

/// Which establishments are shown; in the address, but for the words.
#[component]
fn Filters(kinds: BTreeSet<String>, words: RwSignal<String>) -> impl IntoView {
    let (state, set_state) = query_signal::<String>("etat");
    let (kind, set_kind) = query_signal::<String>("type");
    let states = Wanted::ALL.map(|(wanted, slug, label)| {
        let selected = move || Wanted::parse(state.get().as_deref()) == wanted;
        view! { <option value=slug selected=selected>{label}</option> }
    });
    let types = kinds.into_iter().map(|one| {
        let (own, label) = (one.clone(), one.clone());
        let selected = move || kind.get().as_ref() == Some(&own);
        view! { <option value=one selected=selected>{label}</option> }
    });
    let given = |text: String| Some(text).filter(|text| !text.is_empty());
    view! {
        <div class="grid gap-4 md:grid-cols-[2fr_1fr_1fr]">
            <SearchField
                id="recherche"
                label="Chercher"
                placeholder="Nom, ville ou FINESS"
                on_search=Callback::new(move |text| words.set(text))
            />
            <label class="space-y-1">
                <span class="block font-medium">"État"</span>
                <select
                    class="select w-full"
                    on:change:target=move |event| set_state.set(given(event.target().value()))
                >
                    {states.into_iter().collect_view()}
                </select>
            </label>
            <label class="space-y-1">
                <span class="block font-medium">"Type"</span>
                <select
                    class="select w-full"
                    on:change:target=move |event| set_kind.set(given(event.target().value()))
                >
                    <option value="">"Tous"</option>
                    {types.collect_view()}
                </select>
            </label>
        </div>
    }
}

/// Reminding those that are chosen, and the matrix as a file.
#[component]
fn Actions(
    year: i32,
    region: Option<String>,
    /// Reminders tell a deadline.
    has_campaign: bool,
    shown: Memo<Vec<CockpitRow>>,
    chosen: RwSignal<BTreeSet<String>>,
    told: RwSignal<Option<RemindersSent>>,
    changed: Callback<()>,
) -> impl IntoView {
    let client = use_client();
    let attempt = Attempt::new();
    let remind = move |_| {
        let establishments = chosen.get_untracked().into_iter().collect();
        told.set(None);
        attempt.run(async move {
            let sent = client.send_reminders(year, &NewReminders { establishments }).await?;
            told.set(Some(sent));
            changed.run(());
            Ok(())
        });
    };
    let save = move |_| {
        let region = region.clone();
        attempt.run(async move {
            let text = client.cockpit_file(year, region.as_deref()).await?;
            browser::save(&format!("campagne_{year}.csv"), "text/csv", &format!("\u{feff}{text}"));
            Ok(())
        });
    };
    let all_open = move |_| {
        let open = shown.get_untracked().into_iter().filter(can_be_reminded);
        chosen.set(open.map(|row| row.finess).collect());
    };
    let number = Memo::new(move |_| chosen.with(BTreeSet::len));
    let label = move || match number.get() {
        0 => "Relancer".to_owned(),
        many => format!("Relancer ({many})"),
    };
    let found = move || {
        let number = u32::try_from(shown.with(Vec::len)).unwrap_or(u32::MAX);
        format::count(number, "établissement", "établissements")
    };
    let busy = attempt.busy();
    view! {
        <div class="flex flex-wrap items-center gap-3">
            <p role="status" class="me-auto">{found}</p>
            <button type="button" class="btn btn-sm" on:click=all_open>
                "Choisir ceux à relancer"
            </button>
            <button
                type="button"
                class="btn btn-primary btn-sm"
                disabled=move || number.get() == 0 || busy.get() || !has_campaign
                on:click=remind
            >
                {label}
            </button>
            <button type="button" class="btn btn-sm" disabled=move || busy.get() on:click=save>
                "Télécharger (.csv)"
            </button>
        </div>
        <Refused attempt />
        {move || told.get().map(|sent| view! { <Sent sent /> })}
    }
}

/// The rows, the first of them at once.
#[component]
fn Rows(
    rows: Vec<CockpitRow>,
    year: i32,
    chosen: RwSignal<BTreeSet<String>>,
    changed: Callback<()>,
) -> impl IntoView {
    if rows.is_empty() {
        return view! {
            <EmptyState
                title="Aucun établissement"
                text="Aucun établissement inscrit ne répond à ces critères."
            />
        }
        .into_any();
    }
    let total = rows.len();
    let limit = RwSignal::new(PAGE);
    let rows = StoredValue::new(rows);
    let row = move |row: CockpitRow| {
        let can = can_be_reminded(&row);
        view! { <Row row year chosen can changed /> }
    };
    let some = move || {
        let some =
            rows.with_value(|rows| rows.iter().take(limit.get()).cloned().collect::<Vec<_>>());
        some.into_iter().map(row).collect_view()
    };
    view! {
        <TableFrame caption="Établissements et étapes" quiet=true>
            <thead>
                <tr>
                    <th scope="col"><span class="sr-only">"Choisir"</span></th>
                    <th scope="col">"Établissement"</th>
                    <th scope="col">"Structure"</th>
                    <th scope="col">"Lits"</th>
                    <th scope="col">"JH"</th>
                    <th scope="col">"Conso."</th>
                    <th scope="col">"Résist."</th>
                    <th scope="col">"Année"</th>
                    <th scope="col">"Contact"</th>
                </tr>
            </thead>
            <tbody>{some}</tbody>
        </TableFrame>
        <Show when=move || limit.get() < total>
            <button type="button" class="btn" on:click=move |_| limit.set(total)>
                {format!("Voir les {total}\u{a0}établissements")}
            </button>
        </Show>
    }
    .into_any()
}

/// Whether somebody may be written to about an open year with something left.
fn can_be_reminded(row: &CockpitRow) -> bool {
    row.state == YearState::Open && row.referent.is_some()
}

/// What became of the reminders.
#[component]
fn Sent(sent: RemindersSent) -> impl IntoView {
    let title = match sent.people {
        0 => "Personne n’a été relancé".to_owned(),
        1 => "1\u{a0}référent est relancé par mail".to_owned(),
        many => format!("{}\u{a0}référents sont relancés par mail", format::integer(many)),
    };
    let others = (!sent.left_out.is_empty()).then(|| {
        let text = format!(
            "Sans référent à qui écrire, ou déjà clôturés\u{a0}: {}.",
            sent.left_out.join(", ")
        );
        view! { <p>{text}</p> }
    });
    view! { <Callout tone=Tone::Success title>{others}</Callout> }
}

/// A step in a mark and in words.
#[component]
pub fn Step(step: StepState) -> impl IntoView {
    let (mark, words, colour) = match step {
        StepState::Missing => ("–", "absent", "text-base-content/60"),
        StepState::Partial => ("◐", "partiel", "text-warning"),
        StepState::Done => ("✓", "fait", "text-success"),
    };
    view! {
        <span class=format!("text-lg font-bold {colour}") aria-hidden="true">{mark}</span>
        <span class="sr-only">{words}</span>
    }
}
