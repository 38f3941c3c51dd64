//! One establishment of the matrix.

use std::collections::BTreeSet;

use domain::dto::{CockpitRow, NewExtension, YearState};
use leptos::{ev, prelude::*};

use super::matrix::Step;
use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Badge, Dialog, Refused, Submit, TextField, Tone};
use crate::format;
use crate::routes::{self, Tab};
use crate::session::{use_client, use_session};

/// Its steps, its year, whom to write to.
#[component]
pub fn Row(
    row: CockpitRow,
    year: i32,
    chosen: RwSignal<BTreeSet<String>>,
    /// Whether it may be reminded.
    can: bool,
    changed: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let own = StoredValue::new(row.finess.clone());
    let checked = Memo::new(move |_| chosen.with(|all| own.with_value(|own| all.contains(own))));
    let toggle = move |_| {
        chosen.update(|all| {
            let own = own.get_value();
            if !all.remove(&own) {
                all.insert(own);
            }
        });
    };
    let href = routes::with_query(
        &routes::tab(&row.finess, Tab::Dashboard),
        [("annee", Some(year.to_string().as_str()))],
    );
    let (tone, state) = match row.state {
        YearState::Open => (Tone::Neutral, "Ouverte"),
        YearState::Closed => (Tone::Success, "Clôturée"),
        YearState::ReopeningAsked => (Tone::Warning, "Réouverture demandée"),
    };
    let until = row.extended_until.as_deref().map(|day| format!("Délai au {}", format::day(day)));
    let closed = row.closed_at.as_deref().map(|at| format!("Le {}", browser::local_date_time(at)));
    let reminded =
        row.reminded_at.as_deref().map(|at| format!("Relancé le {}", browser::local_date_time(at)));
    let contact = match row.referent.clone() {
        None => view! { <span class="text-base-content/75">"Sans référent"</span> }.into_any(),
        Some(contact) => {
            let mail = format!("mailto:{}", contact.email);
            view! {
                <span class="block">{contact.full_name}</span>
                <a class="link wrap-anywhere" href=mail>{contact.email}</a>
            }
            .into_any()
        }
    };
    let steps = [row.structure, row.beds, row.patient_days, row.consumption, row.resistance];
    let cells = steps.map(|step| view! { <td class="text-center"><Step step /></td> });
    let extension = (session.is_national() && row.state == YearState::Open).then(|| {
        view! { <Extend finess=row.finess.clone() name=row.name.clone() year changed /> }
    });
    let label = format!("Choisir {}", row.name);
    let place = format!("{} · {} · {}", row.city, row.kind, row.finess);
    let notes = [until, closed].into_iter().flatten().map(|note| {
        view! { <span class="block text-sm text-base-content/80">{note}</span> }
    });
    view! {
        <tr class="align-top">
            <td>
                {can
                    .then(|| {
                        view! {
                            <input
                                type="checkbox"
                                class="checkbox"
                                aria-label=label
                                prop:checked=move || checked.get()
                                on:change=toggle
                            />
                        }
                    })}
            </td>
            <th scope="row" class="min-w-56 font-normal">
                <a class="link font-medium" href=href>{row.name}</a>
                <span class="block text-sm text-base-content/80">{place}</span>
            </th>
            {cells.into_iter().collect_view()}
            <td class="min-w-40">
                <Badge tone text=state />
                {notes.collect_view()}
                {extension}
            </td>
            <td class="min-w-48 text-sm">
                {contact}
                {reminded.map(|text| view! { <span class="block text-base-content/80">{text}</span> })}
            </td>
        </tr>
    }
}

/// Gives an establishment a deadline of its own.
#[component]
fn Extend(finess: String, name: String, year: i32, changed: Callback<()>) -> impl IntoView {
    let client = use_client();
    let asking = RwSignal::new(false);
    let day = RwSignal::new(browser::day_in_months(1));
    let attempt = Attempt::new();
    let finess = StoredValue::new(finess);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let until = day.get_untracked();
        attempt.run(async move {
            let finess = finess.get_value();
            client.extend_deadline(year, &finess, &NewExtension { until }).await?;
            asking.try_set(false);
            changed.run(());
            Ok(())
        });
    };
    let button = format!("Prolonger le délai de {name}");
    let title = StoredValue::new(button.clone());
    view! {
        <button
            type="button"
            class="btn btn-ghost btn-xs mt-1"
            aria-label=button
            on:click=move |_| asking.set(true)
        >
            "Prolonger"
        </button>
        <Show when=move || asking.get()>
            <Dialog title=title.get_value() on_close=Callback::new(move |()| asking.set(false))>
                <form class="space-y-5" on:submit=submit>
                    <TextField id="delai" label="Dernier jour" value=day kind="date" />
                    <Refused attempt />
                    <Submit label="Prolonger le délai" busy=attempt.busy() />
                </form>
            </Dialog>
        </Show>
    }
}
