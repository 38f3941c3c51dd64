//! The stored lines behind a row of the explanation, with their rows in the file.

use domain::dto::{ConsumptionLine, Perimeter};
use futures::FutureExt;
use leptos::prelude::*;

use super::lines_key::LinesKey;
use crate::api::LineFilter;
use crate::components::{EmptyState, Paged, PagedList, TableFrame};
use crate::format;
use crate::labels;
use crate::pages::establishment::use_finess;
use crate::session::use_client;

/// Lines of one unit, one molecule or one reason.
#[component]
pub fn Lines(
    key: LinesKey,
    filter: LineFilter,
    year: i32,
    perimeter: Perimeter,
    /// Back to the explanation.
    back: Callback<()>,
) -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let pages = Paged::new(move |cursor| {
        let (finess, filter) = (finess.get(), filter.clone());
        async move { client.lines(&finess, year, perimeter, &filter, cursor.as_deref()).await }
            .boxed_local()
    });
    view! {
        <div class="space-y-4">
            <button class="btn btn-sm" on:click=move |_| back.run(())>"Revenir au calcul"</button>
            <h3 class="text-lg font-bold">{title(&key)}</h3>
            <p class="max-w-prose text-sm text-base-content/80">
                "Les lignes d’une même UF, d’un même médicament et d’une même période sont additionnées\u{a0}: \
                 la première colonne donne leurs numéros dans le fichier."
            </p>
            <PagedList
                pages
                view=|lines| {
                    if lines.is_empty() {
                        view! {
                            <EmptyState
                                title="Aucune ligne"
                                text="Aucune ligne de consommation ne correspond pour cette année."
                            />
                        }
                        .into_any()
                    } else {
                        view! { <Table lines /> }.into_any()
                    }
                }
            />
        </div>
    }
}

fn title(key: &LinesKey) -> String {
    match key {
        LinesKey::Unit(unit) => format!("Lignes de l’UF {unit}"),
        LinesKey::Molecule { atc, route } => {
            format!("Lignes de {atc}, voie {}", labels::route(route))
        }
        LinesKey::Reason(reason) => format!("Lignes\u{a0}: {}", labels::reason(reason)),
    }
}

/// Units × strength ÷ dose = DDJ, line by line.
#[component]
fn Table(lines: Vec<ConsumptionLine>) -> impl IntoView {
    let row = |line: ConsumptionLine| {
        let unit = line.dose.as_ref().map(|dose| dose.unit.clone()).unwrap_or_default();
        let number = |value: Option<f64>, digits: usize| {
            value.map_or_else(|| "–".to_owned(), |value| format::short(value, digits))
        };
        let quantity = line.quantity.map_or_else(
            || "–".to_owned(),
            |quantity| format!("{}\u{a0}{unit}", format::short(quantity, 3)),
        );
        view! {
            <tr class="align-top">
                <th scope="row" class="font-normal tabular-nums">{line.rows}</th>
                <td class="tabular-nums">{line.unit_code}</td>
                <td class="min-w-56">
                    {line.drug_label}
                    <span class="block text-xs text-base-content/75 tabular-nums">{line.drug_code}</span>
                </td>
                <td class="text-end tabular-nums">{number(line.units, 2)}</td>
                <td class="text-end whitespace-nowrap tabular-nums">{quantity}</td>
                <td class="text-end font-semibold tabular-nums">{number(line.ddd, 2)}</td>
                <td class="min-w-40">{labels::reason(&line.reason).to_owned()}</td>
                <td class="whitespace-nowrap">{format::short_period(&line.period)}</td>
            </tr>
        }
    };
    view! {
        <TableFrame caption="Lignes des fichiers de consommation" quiet=true>
            <thead>
                <tr>
                    <th scope="col">"Lignes du fichier"</th>
                    <th scope="col">"UF"</th>
                    <th scope="col">"Médicament"</th>
                    <th scope="col" class="text-end">"Unités"</th>
                    <th scope="col" class="text-end">"Quantité"</th>
                    <th scope="col" class="text-end">"DDJ"</th>
                    <th scope="col">"Sort"</th>
                    <th scope="col">"Période"</th>
                </tr>
            </thead>
            <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
        </TableFrame>
    }
}
