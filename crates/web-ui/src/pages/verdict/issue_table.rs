//! Issues row by row.

use domain::dto::IssueRow;
use leptos::prelude::*;

use crate::components::TableFrame;
use crate::format;
use crate::labels;

/// Row and column as in the file, what is wrong, what to do.
#[component]
pub fn IssueTable(rows: Vec<IssueRow>) -> impl IntoView {
    let row = |issue: IssueRow| {
        let number = issue.row.map_or_else(|| "fichier".to_owned(), format::integer);
        view! {
            <tr class="align-top">
                <th scope="row" class="text-end font-normal tabular-nums">{number}</th>
                <td>{issue.column.unwrap_or_else(|| "–".to_owned())}</td>
                <td class="whitespace-nowrap">{labels::severity(issue.severity)}</td>
                <td class="min-w-64">{issue.message}</td>
                <td class="min-w-56">{issue.remedy}</td>
                <td class="tabular-nums">{issue.code}</td>
            </tr>
        }
    };
    view! {
        <TableFrame caption="Anomalies ligne par ligne" quiet=true>
            <thead>
                <tr>
                    <th scope="col" class="text-end">"Ligne"</th>
                    <th scope="col">"Colonne"</th>
                    <th scope="col">"Gravité"</th>
                    <th scope="col">"Constat"</th>
                    <th scope="col">"Que faire"</th>
                    <th scope="col">"Contrôle"</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </TableFrame>
    }
}
