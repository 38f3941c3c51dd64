//! The controls of files and years: what each says, and what to do.

use domain::dto::{Control, ImportKind};
use leptos::prelude::*;

use crate::components::{SeverityBadge, TableFrame};
use crate::labels;

/// One table per kind of file, closed until it is asked for.
#[component]
pub fn Rules(controls: Vec<Control>) -> impl IntoView {
    let kinds = [
        ImportKind::Structure,
        ImportKind::PatientDays,
        ImportKind::Consumption,
        ImportKind::Resistance,
    ];
    kinds
        .map(|kind| {
            let of_kind: Vec<Control> =
                controls.iter().filter(|control| control.kind == kind).cloned().collect();
            view! {
                <details class="rounded-box border border-base-content/15 bg-base-100 p-4">
                    <summary class="cursor-pointer font-semibold">
                        {format!("{} ({})", labels::kind(kind), of_kind.len())}
                    </summary>
                    <div class="mt-4"><Controls kind controls=of_kind /></div>
                </details>
            }
        })
        .into_iter()
        .collect_view()
}

#[component]
fn Controls(kind: ImportKind, controls: Vec<Control>) -> impl IntoView {
    let row = |control: Control| {
        view! {
            <tr class="align-top">
                <th scope="row" class="min-w-20">{control.code}</th>
                <td class="min-w-64">
                    {control.title} " "
                    <SeverityBadge severity=control.severity />
                </td>
                <td class="min-w-80">{control.remedy}</td>
                <td class="min-w-48 text-base-content/75">{control.source}</td>
            </tr>
        }
    };
    view! {
        <TableFrame caption=format!("Contrôles\u{a0}: {}", labels::kind(kind)) quiet=true>
            <thead>
                <tr>
                    <th scope="col">"Code"</th>
                    <th scope="col">"Contrôle"</th>
                    <th scope="col">"Que faire"</th>
                    <th scope="col">"Source"</th>
                </tr>
            </thead>
            <tbody>{controls.into_iter().map(row).collect_view()}</tbody>
        </TableFrame>
    }
}
