//! The reference tables in use.

use domain::dto::ReferenceTable;
use domain::french::typeset;
use leptos::prelude::*;

use super::doc::Doc;
use super::frame::DocFrame;
use crate::components::{Loaded, TableFrame};
use crate::format;
use crate::lazy::{self, later};
use crate::remote::Remote;
use crate::session::use_client;

/// Characters of a fingerprint that are shown.
const SHORT_HASH: usize = 12;

/// The page of the tables.
#[component]
pub fn TablesPage() -> impl IntoView {
    view! {
        <DocFrame doc=Doc::Tables contents=Vec::new()>
            <p class="max-w-prose">
                "Les règles sont des données, avec leur version et leur source. Chaque chiffre dit avec quelles versions il a "
                "été calculé. L’empreinte (SHA-256) permet de vérifier que deux serveurs appliquent la même table."
            </p>
            {later(lazy::TableList::load())}
        </DocFrame>
    }
}

/// The tables as the server has them.
#[component]
pub fn TableList() -> impl IntoView {
    let client = use_client();
    let tables = Remote::new(move || client.reference_tables());
    view! {
        <Loaded resource=tables view=|tables| view! { <ReferenceTables tables /> }.into_any() />
    }
}

/// One row per table: version, source, licence, fingerprint.
#[component]
fn ReferenceTables(tables: Vec<ReferenceTable>) -> impl IntoView {
    let row = |table: ReferenceTable| {
        let rows = format::integer(table.rows as f64);
        let short: String = table.sha256.chars().take(SHORT_HASH).collect();
        view! {
            <tr class="align-top">
                <th scope="row" class="min-w-48 font-medium">{table.label}</th>
                <td class="whitespace-nowrap">{table.version}</td>
                <td class="text-end tabular-nums">{rows}</td>
                <td class="min-w-64">{typeset(&table.source)}</td>
                <td class="min-w-32">{typeset(&table.licence)}</td>
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
