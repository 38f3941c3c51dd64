//! The explanation of a figure: formula, both sides, what was left out, rules, versions.

use domain::dto::{Explanation, LeftOut, RuleText};
use leptos::prelude::*;

use super::lines_key::LinesKey;
use super::shares::{Molecules, Units};
use crate::components::{Callout, TableFrame, Tone};
use crate::format;
use crate::pages::verdict::VersionLine;
use crate::selection::Selection;

/// Everything it takes to check the figure.
#[component]
pub fn Content(
    explanation: Explanation,
    /// Family that the figure is a share of.
    base: Option<String>,
    show_lines: Callback<LinesKey>,
    /// Opens another figure.
    open: Callback<Selection>,
) -> impl IntoView {
    let Explanation { title, figure, formula, rules, units, molecules, left_out, versions, .. } =
        explanation;
    let value =
        figure.value.map_or_else(|| "–".to_owned(), |value| format::figure(value, &figure.unit));
    let is_denominator = figure.unit != "%";
    let unit = is_denominator.then(|| figure.unit.clone());
    let interval = figure.interval.map(|interval| {
        let range = format::range(interval.low, interval.high, &figure.unit);
        format!("Intervalle de confiance à {}\u{a0}: {range}.", format::level(interval.level))
    });
    let denominator = base.map(|family| {
        let total = format::decimal(figure.denominator, 1);
        view! {
            <section class="flex flex-wrap items-center justify-between gap-3">
                <h3 class="text-lg font-bold">{format!("Dénominateur\u{a0}: {total} DDJ")}</h3>
                <button
                    class="btn btn-sm"
                    on:click=move |_| open.run(Selection::family(&family))
                >
                    "Ouvrir ce dénominateur"
                </button>
            </section>
        }
    });
    let notes = (!figure.notes.is_empty()).then(|| {
        view! {
            <Callout tone=Tone::Information title="À savoir">
                <ul class="list-disc ps-5">
                    {figure.notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view()}
                </ul>
            </Callout>
        }
    });
    view! {
        <div class="space-y-8">
            <section class="rounded-box bg-base-200 p-5" aria-label="Formule">
                <p class="text-base-content/85">{title}</p>
                <p class="text-3xl font-bold tabular-nums">
                    {value}
                    {unit.map(|unit| view! { <span class="ms-2 text-base font-medium">{unit}</span> })}
                </p>
                <p class="mt-3 font-mono text-sm break-words">{formula}</p>
                {interval.map(|text| view! { <p class="mt-2 text-sm">{text}</p> })}
            </section>
            {notes}
            <Molecules molecules show_lines />
            {denominator}
            <Units units is_denominator show_lines />
            <LeftOutTable left_out show_lines />
            <Rules rules />
            <VersionLine versions />
        </div>
    }
}

/// Lines that are not in the figure, by reason, with what they weigh.
#[component]
fn LeftOutTable(left_out: Vec<LeftOut>, show_lines: Callback<LinesKey>) -> impl IntoView {
    if left_out.is_empty() {
        return view! { <Callout tone=Tone::Success title="Aucune ligne n’a été laissée de côté" /> }
            .into_any();
    }
    let row = move |one: LeftOut| {
        let key = LinesKey::Reason(one.reason);
        let name = format!("Voir les lignes\u{a0}: {}", one.label);
        view! {
            <tr>
                <th scope="row" class="min-w-64 font-normal">{one.label}</th>
                <td class="text-end tabular-nums">{format::integer(one.rows)}</td>
                <td class="text-end tabular-nums">
                    {one.ddd.map_or_else(|| "non calculable".to_owned(), |ddd| format::decimal(ddd, 1))}
                </td>
                <td class="text-end">
                    <button
                        class="btn btn-xs"
                        aria-label=name
                        on:click=move |_| show_lines.run(key.clone())
                    >
                        "Lignes"
                    </button>
                </td>
            </tr>
        }
    };
    view! {
        <section class="space-y-3" aria-labelledby="ecartees">
            <h3 id="ecartees" class="text-lg font-bold">"Laissé de côté, et pourquoi"</h3>
            <TableFrame caption="Lignes de consommation hors de ce chiffre" quiet=true>
                <thead>
                    <tr>
                        <th scope="col">"Motif"</th>
                        <th scope="col" class="text-end">"Lignes"</th>
                        <th scope="col" class="text-end">"DDJ"</th>
                        <th scope="col"><span class="sr-only">"Détail"</span></th>
                    </tr>
                </thead>
                <tbody>{left_out.into_iter().map(row).collect_view()}</tbody>
            </TableFrame>
        </section>
    }
    .into_any()
}

/// The rules applied, each with its source.
#[component]
fn Rules(rules: Vec<RuleText>) -> impl IntoView {
    view! {
        <section class="space-y-3" aria-labelledby="regles">
            <h3 id="regles" class="text-lg font-bold">"Règles appliquées"</h3>
            <ul class="space-y-3">
                {rules
                    .into_iter()
                    .map(|rule| {
                        view! {
                            <li>
                                {rule.text}
                                <span class="block text-sm text-base-content/75">
                                    {format!("Source\u{a0}: {}", rule.source)}
                                </span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
}
