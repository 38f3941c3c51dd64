//! Issues grouped by control, each with its remedy and its first rows.

use domain::dto::{IssueGroup, IssueRow, Severity};
use leptos::prelude::*;

use super::IssueTable;
use crate::components::{Callout, SeverityBadge, Tone};
use crate::format;
use crate::labels;
use crate::order::sorted;
use crate::routes;

/// How much the case weighs; rows that do not count say so, whatever else is to be done.
fn badge(group: &IssueGroup) -> impl IntoView + use<> {
    let rejected = labels::is_rejected(&group.reason);
    let severity = if rejected { Severity::Blocking } else { group.severity };
    view! { <SeverityBadge severity /> }
}

/// The heaviest first.
#[component]
pub fn IssueGroups(
    groups: Vec<IssueGroup>,
    /// The rows that are known here, shown under their group.
    rows: Vec<IssueRow>,
    /// Address of the list of all rows, where it exists.
    #[prop(optional, into)]
    list: Option<String>,
) -> impl IntoView {
    let groups = by_weight(&groups);
    let content = if groups.is_empty() {
        view! { <Callout tone=Tone::Success title="Aucune anomalie" /> }.into_any()
    } else {
        let item = |group: IssueGroup| {
            let of_group = |row: &&IssueRow| row.reason == group.reason;
            let rows = rows.iter().filter(of_group).cloned().collect();
            let href = list
                .as_ref()
                .map(|list| routes::with_query(list, [("cas", Some(group.reason.as_str()))]));
            view! { <Group group rows href /> }
        };
        view! { <ul class="space-y-3">{groups.into_iter().map(item).collect_view()}</ul> }
            .into_any()
    };
    view! {
        <section class="space-y-4" aria-labelledby="anomalies">
            <h2 id="anomalies" class="text-xl font-bold">"Anomalies et remèdes"</h2>
            {content}
        </section>
    }
}

/// One control.
#[component]
fn Group(group: IssueGroup, rows: Vec<IssueRow>, href: Option<String>) -> impl IntoView {
    // What is said of the file as a whole has no rows to look at.
    let (number, see) = if group.of_rows {
        (format::count(group.count, "ligne", "lignes"), "Voir les lignes")
    } else {
        (format::count(group.count, "constat", "constats"), "Voir le détail")
    };
    let partial = (rows.len() < group.count as usize && !rows.is_empty()).then(|| {
        let shown = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        format!(
            "Les {} premières\u{202f}; toutes seront listées dans l’import.",
            format::integer(shown)
        )
    });
    let details = (!rows.is_empty()).then(|| {
        view! {
            <details class="mt-3">
                <summary class="cursor-pointer font-medium text-primary">{see}</summary>
                <div class="mt-3 space-y-2">
                    <IssueTable rows />
                    {partial.map(|text| view! { <p class="text-sm text-base-content/75">{text}</p> })}
                </div>
            </details>
        }
    });
    view! {
        <li class="rounded-box border border-base-content/15 bg-base-100 p-4">
            <div class="flex flex-wrap items-center gap-3">
                {badge(&group)}
                <h3 class="font-semibold">{group.title.clone()}</h3>
                <span class="ms-auto text-sm tabular-nums text-base-content/80">
                    {format!("{number} · {}", group.code)}
                </span>
            </div>
            <p class="mt-2 max-w-prose">{group.remedy}</p>
            {details}
            {href
                .map(|href| {
                    let name = format!("{see}\u{a0}: {}", group.title);
                    view! {
                        <a class="link link-primary mt-2 inline-block" href=href aria-label=name data-noscroll>
                            {see}
                        </a>
                    }
                })}
        </li>
    }
}

fn by_weight(groups: &[IssueGroup]) -> Vec<IssueGroup> {
    sorted(groups, |group| {
        let heaviness = match group.severity {
            Severity::Blocking => 4.0,
            Severity::Ask => 3.0,
            Severity::Confirm => 2.0,
            Severity::Warning => 1.0,
            Severity::Information => 0.0,
        };
        heaviness * f64::from(u32::MAX) + f64::from(group.count)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(code: &str, severity: Severity, count: u32) -> IssueGroup {
        IssueGroup {
            code: code.to_owned(),
            reason: code.to_owned(),
            severity,
            title: String::new(),
            remedy: String::new(),
            count,
            of_rows: true,
        }
    }

    #[test]
    fn what_blocks_comes_first_then_what_is_frequent() {
        let sorted = by_weight(&[
            group("a", Severity::Information, 900),
            group("b", Severity::Blocking, 1),
            group("c", Severity::Blocking, 5),
        ]);
        let codes: Vec<&str> = sorted.iter().map(|group| group.code.as_str()).collect();
        assert_eq!(codes, ["c", "b", "a"]);
    }
}
