//! The table by family.

use std::collections::BTreeSet;

use domain::dto::FamilyRow;
use leptos::prelude::*;

use super::value;
use crate::components::{ExplainButton, TableFrame};
use crate::format;
use crate::order::heaviest_first;
use crate::selection::Selection;

/// Families shown at first.
const MAIN: usize = 12;

/// The year before, the year, the change, the share. Families overlap.
#[component]
pub fn Families(rows: Vec<FamilyRow>, year: i32) -> impl IntoView {
    let row = move |row: FamilyRow| {
        let explain = row.current.is_some().then(|| {
            view! {
                <ExplainButton
                    selection=Selection::family(&row.family)
                    subject=format!("{}, {year}", row.label)
                    small=true
                />
            }
        });
        view! {
            <tr>
                <th scope="row" class="font-normal">{row.label.clone()}</th>
                <td class="text-end tabular-nums">{value::value(row.previous.as_ref())}</td>
                <td class="text-end font-semibold tabular-nums">{value::value(row.current.as_ref())}</td>
                <td class="text-end tabular-nums">{value::change(row.change)}</td>
                <td class="text-end tabular-nums">
                    {row.share.map_or_else(|| "–".to_owned(), format::percent)}
                </td>
                <td class="text-end">{explain}</td>
            </tr>
        }
    };
    let all = RwSignal::new(false);
    let number = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let main = main_families(&rows);
    let has_more = main.len() < rows.len();
    let (rows, main) = (StoredValue::new(rows), StoredValue::new(main));
    let shown = move || {
        let shown = if all.get() { rows.get_value() } else { main.get_value() };
        shown.into_iter().map(row).collect_view()
    };
    let toggle = move || {
        let label = if all.get() {
            "Les principales seulement".to_owned()
        } else {
            format!("Toutes les familles ({})", format::integer(number))
        };
        view! {
            <button
                class="btn btn-sm"
                aria-expanded=all.get().to_string()
                on:click=move |_| all.update(|all| *all = !*all)
            >
                {label}
            </button>
        }
    };
    view! {
        <section class="space-y-4" aria-labelledby="familles">
            <h2 id="familles" class="text-xl font-bold">"Par famille"</h2>
            <TableFrame caption="DDJ/1000 JH par famille\u{202f}; les familles se recoupent et ne s’additionnent pas">
                <thead>
                    <tr>
                        <th scope="col">"Famille"</th>
                        <th scope="col" class="text-end">{year - 1}</th>
                        <th scope="col" class="text-end">{year}</th>
                        <th scope="col" class="text-end">"Évolution"</th>
                        <th scope="col" class="text-end">"Part"</th>
                        <th scope="col"><span class="sr-only">"Calcul"</span></th>
                    </tr>
                </thead>
                <tbody>{shown}</tbody>
            </TableFrame>
            {has_more.then_some(toggle)}
        </section>
    }
}

/// The families with the highest rates, in their usual order.
fn main_families(rows: &[FamilyRow]) -> Vec<FamilyRow> {
    let rate =
        |row: &FamilyRow| row.current.as_ref().and_then(|figure| figure.value).unwrap_or(0.0);
    let first: BTreeSet<usize> =
        heaviest_first(rows.iter().map(rate)).into_iter().take(MAIN).collect();
    first.into_iter().map(|place| rows[place].clone()).collect()
}

#[cfg(test)]
mod tests {
    use domain::dto::{Figure, Versions};

    use super::*;

    fn row(family: &str, value: f64) -> FamilyRow {
        FamilyRow {
            family: family.to_owned(),
            label: family.to_owned(),
            current: Some(Figure {
                value: Some(value),
                numerator: 0.0,
                denominator: 0.0,
                unit: String::new(),
                interval: None,
                versions: Versions::default(),
                notes: Vec::new(),
            }),
            previous: None,
            change: None,
            share: None,
        }
    }

    #[test]
    fn small_families_wait_behind_the_button_and_the_order_stays() {
        let rows: Vec<FamilyRow> =
            (0..20).map(|n| row(&n.to_string(), f64::from(n % 10))).collect();
        let main = main_families(&rows);
        assert_eq!(main.len(), MAIN);
        assert!(main.windows(2).all(|pair| {
            pair[0].family.parse::<u32>().unwrap() < pair[1].family.parse::<u32>().unwrap()
        }));
    }

    #[test]
    fn a_short_list_is_shown_whole() {
        assert_eq!(main_families(&[row("a", 1.0)]).len(), 1);
    }
}
