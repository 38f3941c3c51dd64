//! Every closing of a year, and how its figures differ from one to the next.

use domain::dto::{ClosedFigure, Closure};
use leptos::prelude::*;

use crate::browser;
use crate::components::TableFrame;
use crate::format;

/// The closings, the newest first; nothing while there was none.
#[component]
pub fn History(
    closures: Vec<Closure>,
    /// The figures as they are now.
    figures: Vec<ClosedFigure>,
    /// Whether the year is open: its figures may differ from the last closing.
    is_open: bool,
) -> impl IntoView {
    if closures.is_empty() {
        return None;
    }
    let mut later = is_open.then_some(("Maintenant", figures));
    let items: Vec<_> = closures
        .into_iter()
        .map(|closure| {
            let next = later.replace(("Clôture suivante", closure.figures.clone()));
            view! { <Item closure next /> }
        })
        .collect();
    Some(view! {
        <section class="space-y-4" aria-labelledby="clotures">
            <h2 id="clotures" class="text-xl font-bold">"Clôtures de l’année"</h2>
            <ol class="space-y-4">{items}</ol>
        </section>
    })
}

/// One closing.
#[component]
fn Item(closure: Closure, next: Option<(&'static str, Vec<ClosedFigure>)>) -> impl IntoView {
    let waivers = closure.waivers.into_iter().map(|waiver| {
        view! { <li>{format!("Sans données, avec la raison\u{a0}: {}", waiver.reason)}</li> }
    });
    let waivers = waivers.collect_view();
    let reopening = closure.reopening.map(|reopening| {
        let asked = format!(
            "Réouverture demandée par {} le {}\u{a0}: {}",
            reopening.asked_by,
            browser::local_date_time(&reopening.asked_at),
            reopening.reason
        );
        let agreed = reopening
            .agreed_by
            .zip(reopening.agreed_at)
            .map(|(by, at)| format!("Rouverte par {by} le {}", browser::local_date_time(&at)));
        view! {
            <p>{asked}</p>
            {agreed.map(|text| view! { <p>{text}</p> })}
        }
    });
    let changes = next.map(|(when, next)| {
        let rows = differences(&closure.figures, &next);
        if rows.is_empty() {
            return view! { <p>{format!("{when}\u{a0}: mêmes chiffres.")}</p> }.into_any();
        }
        view! { <Changes when rows /> }.into_any()
    });
    view! {
        <li class="space-y-2 rounded-box border border-base-content/15 bg-base-100 p-4">
            <h3 class="font-semibold">
                {format!(
                    "Clôture du {}, par {}",
                    browser::local_date_time(&closure.closed_at),
                    closure.closed_by,
                )}
            </h3>
            <ul class="list-disc ps-5">{waivers}</ul>
            {reopening}
            {changes}
        </li>
    }
}

/// What is another figure since.
#[component]
fn Changes(when: &'static str, rows: Vec<(ClosedFigure, Option<f64>)>) -> impl IntoView {
    let value = |value: Option<f64>| {
        value.map_or_else(|| "–".to_owned(), |value| format::decimal(value, 2))
    };
    let row = move |(figure, after): (ClosedFigure, Option<f64>)| {
        view! {
            <tr>
                <th scope="row" class="font-normal">{format!("{} ({})", figure.label, figure.unit)}</th>
                <td class="text-end tabular-nums">{value(figure.value)}</td>
                <td class="text-end tabular-nums">{value(after)}</td>
            </tr>
        }
    };
    view! {
        <TableFrame caption="Chiffres qui changent" quiet=true>
            <thead>
                <tr>
                    <th scope="col">"Chiffre"</th>
                    <th scope="col" class="text-end">"À cette clôture"</th>
                    <th scope="col" class="text-end">{when}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </TableFrame>
    }
}

/// The figures whose value is another one, with what it is.
fn differences(
    before: &[ClosedFigure],
    after: &[ClosedFigure],
) -> Vec<(ClosedFigure, Option<f64>)> {
    let of = |id: &str| after.iter().find(|one| one.id == id).and_then(|one| one.value);
    let changed = before.iter().filter(|figure| figure.value != of(&figure.id));
    changed.map(|figure| (figure.clone(), of(&figure.id))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_figures_that_changed_are_told() {
        let figure = |id: &str, value| ClosedFigure {
            id: id.to_owned(),
            label: id.to_owned(),
            value,
            numerator: None,
            denominator: None,
            unit: "%".to_owned(),
        };
        let before = [figure("SARM", Some(12.0)), figure("EPC", None)];
        let after = [figure("SARM", Some(12.5)), figure("EPC", None)];
        let told = differences(&before, &after);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].1, Some(12.5));
    }
}
