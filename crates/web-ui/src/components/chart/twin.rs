//! The table that says the same as a chart, its levels and breaks included.

use domain::chart::{ChartSpec, Point};
use leptos::prelude::*;

use super::super::TableFrame;
use crate::format;

/// One row per label, one column per series, intervals included.
#[component]
pub fn Twin(spec: ChartSpec) -> impl IntoView {
    let caption = format!("{}, en {}", spec.title, spec.unit);
    let unit = spec.unit.clone();
    let table = spec.table();
    let cell = move |point: Option<Point>| match point {
        None => view! { <td class="text-end">"–"</td> }.into_any(),
        Some(point) => {
            let range = point.interval.map(|(low, high)| format::range(low, high, &unit));
            view! {
                <td class="text-end tabular-nums">
                    {format::figure(point.value, &unit)}
                    {range
                        .map(|text| {
                            view! { <span class="block text-xs text-base-content/75">{text}</span> }
                        })}
                </td>
            }
            .into_any()
        }
    };
    let columns = table.header.len();
    // A change of rules stands between the rows that it parts.
    let breaks = spec.breaks.clone();
    let change = move |index: usize| {
        let here = breaks.iter().filter(|change| change.before == index);
        here.map(|change| {
            view! {
                <tr>
                    <td class="text-sm italic" colspan=columns>{change.label.clone()}</td>
                </tr>
            }
        })
        .collect_view()
    };
    view! {
        <TableFrame caption>
            <thead>
                <tr>
                    {table
                        .header
                        .into_iter()
                        .enumerate()
                        .map(|(index, title)| {
                            view! {
                                <th scope="col" class=if index == 0 { "" } else { "text-end" }>
                                    {title}
                                </th>
                            }
                        })
                        .collect_view()}
                </tr>
            </thead>
            <tbody>
                {table
                    .rows
                    .into_iter()
                    .enumerate()
                    .map(|(index, row)| {
                        view! {
                            {change(index)}
                            <tr>
                                <th scope="row" class="font-medium">{row.label}</th>
                                {row.points.into_iter().map(&cell).collect_view()}
                            </tr>
                        }
                    })
                    .collect_view()}
                {spec
                    .levels
                    .iter()
                    .map(|level| {
                        view! {
                            <tr>
                                <th scope="row" class="font-medium">{level.label.clone()}</th>
                                <td class="text-end tabular-nums" colspan=columns - 1>
                                    {format::figure(level.value, &spec.unit)}
                                </td>
                            </tr>
                        }
                    })
                    .collect_view()}
            </tbody>
        </TableFrame>
    }
}
