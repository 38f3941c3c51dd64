//! The ten molecules that are used most.

use domain::dto::ConsumptionGroup;
use leptos::prelude::*;

use super::value;
use crate::components::{ExplainButton, TableFrame};
use crate::format;
use crate::labels;
use crate::selection::Selection;

/// Molecule and route, rate, share of the total with a bar.
#[component]
pub fn Molecules(groups: Vec<ConsumptionGroup>, year: i32) -> impl IntoView {
    let longest = groups.iter().filter_map(|group| group.share).fold(0.0, f64::max);
    let row = move |group: ConsumptionGroup| {
        let atc = group.key.get("atc").cloned().unwrap_or_default();
        let route = group.key.get("route").cloned().unwrap_or_default();
        let name = name(&group);
        let share = group.share;
        let bar = share.map(|share| {
            let width = format!("width: {:.1}%", bar_width(share, longest));
            view! {
                <div class="mt-1 h-1.5 rounded-full bg-base-300" aria-hidden="true">
                    <div class="h-full rounded-full bg-primary" style=width></div>
                </div>
            }
        });
        view! {
            <tr>
                <th scope="row" class="font-normal">
                    <span class="font-medium">{name.clone()}</span>
                    <span class="block text-xs text-base-content/75">
                        {format!("{atc} · voie {}", labels::route(&route))}
                    </span>
                </th>
                <td class="text-end tabular-nums">{value::value(Some(&group.rate))}</td>
                <td class="min-w-24 text-end tabular-nums">
                    {share.map_or_else(|| "–".to_owned(), format::percent)} {bar}
                </td>
                <td class="text-end">
                    <ExplainButton
                        selection=Selection::molecule(&atc, &route)
                        subject=format!("{name}, {year}")
                        small=true
                    />
                </td>
            </tr>
        }
    };
    view! {
        <section class="space-y-4" aria-labelledby="molecules">
            <h2 id="molecules" class="text-xl font-bold">"Dix premières molécules"</h2>
            <TableFrame caption="DDJ/1000 JH et part du total des antibiotiques">
                <thead>
                    <tr>
                        <th scope="col">"Molécule"</th>
                        <th scope="col" class="text-end">{year}</th>
                        <th scope="col" class="text-end">"Part"</th>
                        <th scope="col"><span class="sr-only">"Calcul"</span></th>
                    </tr>
                </thead>
                <tbody>{groups.into_iter().map(row).collect_view()}</tbody>
            </TableFrame>
        </section>
    }
}

fn name(group: &ConsumptionGroup) -> String {
    let label = group.labels.get("atc").or_else(|| group.key.get("atc"));
    label.cloned().unwrap_or_default()
}

/// In % of the longest bar.
fn bar_width(share: f64, longest: f64) -> f64 {
    if longest > 0.0 { 100.0 * share / longest } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_relative_to_the_longest() {
        assert!((bar_width(8.5, 17.0) - 50.0).abs() < 1e-9);
        assert!(bar_width(0.0, 0.0).abs() < 1e-9);
    }
}
