//! What every part of the methodology is made of: a heading, rules with their sources, tables, examples.

use domain::dto::{Figure, RuleText};
use domain::french::typeset;
use domain::nomenclature::table_version;
use leptos::prelude::*;

use super::PARTS;
use crate::components::TableFrame;
use crate::format;

/// A part of the page, under one of the titles of [`PARTS`].
#[component]
pub fn MethodPart(
    /// Of the part.
    anchor: &'static str,
    /// The tables it is read from, by their ids.
    tables: &'static [&'static str],
    children: Children,
) -> impl IntoView {
    let title = PARTS.iter().find(|(known, _)| *known == anchor).map_or("", |(_, title)| title);
    let mut versions: Vec<&str> = tables.iter().map(|id| table_version(id)).collect();
    versions.dedup();
    let versions = versions.join(", ");
    view! {
        <section class="space-y-4" aria-labelledby=anchor>
            <h2 id=anchor tabindex="-1" class="text-xl font-bold outline-none">{title}</h2>
            {children()}
            <p class="text-sm text-base-content/75">{format!("Version\u{a0}: {versions}")}</p>
        </section>
    }
}

/// Rules in words, each with its source.
#[component]
pub fn RuleList(
    rules: &'static [RuleText],
    /// Ids of those that are shown, in this order.
    ids: &'static [&'static str],
) -> impl IntoView {
    let shown = ids.iter().filter_map(|id| rules.iter().find(|rule| rule.id == *id));
    view! {
        <ul class="max-w-prose list-disc space-y-2 ps-6">
            {shown
                .map(|rule| {
                    view! {
                        <li>
                            {typeset(&rule.text)} " "
                            <span class="text-sm text-base-content/75">{format!("({})", typeset(&rule.source))}</span>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}

/// A formula, set apart.
#[component]
pub fn Formula(#[prop(into)] text: String) -> impl IntoView {
    view! {
        <p class="w-fit rounded-box border border-base-content/15 bg-base-100 px-4 py-3 font-medium">{text}</p>
    }
}

/// A table of texts; the first column heads its row.
#[component]
pub fn Texts(
    #[prop(into)] caption: String,
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
) -> impl IntoView {
    let row = |cells: Vec<String>| {
        cells
            .into_iter()
            .enumerate()
            .map(|(index, cell)| match index {
                0 => view! { <th scope="row" class="min-w-28 font-medium">{cell}</th> }.into_any(),
                _ => view! { <td class="min-w-20">{cell}</td> }.into_any(),
            })
            .collect_view()
    };
    view! {
        <TableFrame caption>
            <thead>
                <tr>
                    {columns.iter().map(|name| view! { <th scope="col">{*name}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody>
                {rows.into_iter().map(|cells| view! { <tr class="align-top">{row(cells)}</tr> }).collect_view()}
            </tbody>
        </TableFrame>
    }
}

/// A long list that stays closed until it is asked for.
#[component]
pub fn LongList(#[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <details class="rounded-box border border-base-content/15 bg-base-100">
            <summary class="cursor-pointer p-4 font-semibold">{title}</summary>
            <div class="px-4 pb-4">{children()}</div>
        </details>
    }
}

/// A figure as it is checked by hand: both sides, the value, the interval, the notes.
pub fn worked(figure: &Figure, factor: &str) -> String {
    let side = |number| format::short(number, 2);
    let value = match figure.value {
        None => "pas de valeur affichée".to_owned(),
        Some(value) if figure.unit == "%" => format::figure(value, "%"),
        Some(value) => format!("{}\u{a0}{}", format::figure(value, &figure.unit), figure.unit),
    };
    let sides = (side(figure.numerator), side(figure.denominator));
    let interval = figure.interval.as_ref().map_or_else(String::new, |interval| {
        let range = format::range(interval.low, interval.high, &figure.unit);
        format!(" (intervalle à {}\u{a0}: {range})", format::level(interval.level))
    });
    let notes: Vec<&str> = figure.notes.iter().map(|note| note.trim_end_matches('.')).collect();
    let notes = if notes.is_empty() { String::new() } else { format!(". {}", notes.join(". ")) };
    format!("{factor} × {} ÷ {} = {value}{interval}{notes}", sides.0, sides.1)
}
