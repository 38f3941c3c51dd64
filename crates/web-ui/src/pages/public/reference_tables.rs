//! The reference tables in use.

use domain::dto::ReferenceTable;
use leptos::prelude::*;

use crate::components::TableFrame;
use crate::format;

/// Characters of a fingerprint that are shown.
const SHORT_HASH: usize = 12;

/// One row per table: version, source, licence, fingerprint.
#[component]
pub fn ReferenceTables(tables: Vec<ReferenceTable>) -> impl IntoView {
    let row = |table: ReferenceTable| {
        let rows = format::integer(table.rows as f64);
        let short: String = table.sha256.chars().take(SHORT_HASH).collect();
        view! {
            <tr class="align-top">
                <th scope="row" class="min-w-48 font-medium">{table.label}</th>
                <td class="whitespace-nowrap">{table.version}</td>
                <td class="text-end tabular-nums">{rows}</td>
                <td class="min-w-64">{table.source}</td>
                <td class="min-w-32">{table.licence}</td>
                <td><code title=table.sha256>{short}</code></td>
            </tr>
        }
    };
    view! {
        <TableFrame caption="Tables de référence en vigueur" quiet=true>
            <thead>
                <tr>
                    <th scope="col">"Table"</th>
                    <th scope="col">"Version"</th>
                    <th scope="col" class="text-end">"Lignes"</th>
                    <th scope="col">"Source"</th>
                    <th scope="col">"Licence"</th>
                    <th scope="col">"Empreinte"</th>
                </tr>
            </thead>
            <tbody>{tables.into_iter().map(row).collect_view()}</tbody>
        </TableFrame>
    }
}
