//! The controls of files and years: what each says, what decides it, and what to do.

use domain::dto::{Control, ImportKind};
use leptos::prelude::*;

use crate::components::SeverityBadge;
use crate::labels;

const KINDS: [ImportKind; 4] = [
    ImportKind::Structure,
    ImportKind::PatientDays,
    ImportKind::Consumption,
    ImportKind::Resistance,
];

/// One list per kind of file, closed until it is asked for.
#[component]
pub fn Rules(controls: Vec<Control>) -> impl IntoView {
    let list = |kind| {
        let of_kind: Vec<&Control> =
            controls.iter().filter(|control| control.kind == kind).collect();
        view! {
            <details class="rounded-box border border-base-content/15 bg-base-100">
                <summary class="cursor-pointer p-4 font-semibold">
                    {format!("{} ({})", labels::kind(kind), of_kind.len())}
                </summary>
                <ul class="divide-y divide-base-content/10 border-t border-base-content/10">
                    {of_kind.into_iter().map(rule).collect_view()}
                </ul>
            </details>
        }
    };
    KINDS.map(list).into_iter().collect_view()
}

fn rule(control: &Control) -> impl IntoView + use<> {
    let Control { code, title, remedy, source, severity, criterion, .. } = control.clone();
    view! {
        <li class="space-y-1 p-4">
            <p class="flex flex-wrap items-center gap-2">
                <span class="font-semibold tabular-nums">{code}</span>
                <span class="font-medium">{title}</span>
                <SeverityBadge severity />
            </p>
            {(!criterion.is_empty())
                .then(|| {
                    view! { <p class="max-w-prose">{format!("Critère\u{a0}: {criterion}")}</p> }
                })}
            <p class="max-w-prose">{remedy}</p>
            <p class="text-sm text-base-content/75">{format!("Source\u{a0}: {source}")}</p>
        </li>
    }
}
