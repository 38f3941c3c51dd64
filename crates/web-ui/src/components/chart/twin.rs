//! The table that says the same as a chart, whatever its kind.

use domain::chart::{Cell, Column, TableTwin, TwinRow};
use leptos::prelude::*;

use super::super::TableFrame;
use crate::format;

/// The table twin; where a row has fewer cells than columns, its last one spans the rest.
#[component]
pub fn Twin(#[prop(into)] caption: String, table: TableTwin) -> impl IntoView {
    let TableTwin { header, rows } = table;
    let numeric = numeric_columns(&header, &rows);
    let heads = header.iter().zip(&numeric).map(|(column, numeric)| {
        let class = if *numeric { "text-end" } else { "" };
        view! { <th scope="col" class=class>{column.title.clone()}</th> }
    });
    let heads = heads.collect_view();
    let rows = rows.into_iter().map(|row| shown(row, &header, &numeric));
    let rows = rows.collect_view();
    view! {
        <TableFrame caption>
            <thead>
                <tr>{heads}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </TableFrame>
    }
}

/// Which columns hold numbers: they are aligned at their end.
fn numeric_columns(header: &[Column], rows: &[TwinRow]) -> Vec<bool> {
    let is_text = |cell: &Cell| matches!(cell, Cell::Text(_));
    let is_numeric = |column: usize| {
        let mut cells = rows.iter().filter_map(|row| row.cells.get(column.checked_sub(1)?));
        column > 0 && !cells.any(is_text)
    };
    (0..header.len()).map(is_numeric).collect()
}

fn shown(row: TwinRow, header: &[Column], numeric: &[bool]) -> AnyView {
    let rest = header.len() - row.cells.len().min(header.len() - 1);
    if row.cells.is_empty() {
        return view! {
            <tr>
                <td class="text-sm italic" colspan=rest>
                    {row.label}
                </td>
            </tr>
        }
        .into_any();
    }
    let last = row.cells.len() - 1;
    let cells = row.cells.into_iter().enumerate().map(|(index, cell)| {
        let column = header.get(index + 1).map(|column| column.unit.clone()).unwrap_or_default();
        let end = numeric.get(index + 1).copied().unwrap_or_default();
        let span = if index == last { rest } else { 1 };
        view! {
            <td class=if end { "text-end tabular-nums" } else { "" } colspan=span>
                {content(cell, &column)}
            </td>
        }
    });
    let cells = cells.collect_view();
    view! {
        <tr>
            <th scope="row" class="font-medium">
                {row.label}
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

fn content(cell: Cell, unit: &str) -> AnyView {
    match cell {
        Cell::Empty => "–".into_any(),
        Cell::Text(text) => text.into_any(),
        Cell::Count(count) => format::integer(count).into_any(),
        Cell::Point(point) => {
            let range = point.interval.map(|(low, high)| format::range(low, high, unit));
            let range = range.map(|text| {
                view! { <span class="block text-xs text-base-content/75">{text}</span> }
            });
            view! {
                {format::figure(point.value, unit)}
                {range}
            }
            .into_any()
        }
    }
}
