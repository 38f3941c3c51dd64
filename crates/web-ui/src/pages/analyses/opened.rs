//! Every figure of the charts with both of its sides, and the way to its rows.

use domain::dto::Versions;
use domain::inquiry::{Behind, Inquiry, Opened, Subject};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::{Disclosure, EXPLAIN, TableFrame};
use crate::format;
use crate::labels;
use crate::pages::verdict::VersionLine;
use crate::routes::{self, Tab};
use crate::selection::Selection;
use crate::subject::Subject as Isolates;

/// Columns that only some figures fill.
#[derive(Clone, Copy)]
struct Filled {
    establishments: bool,
    notes: bool,
    rows: bool,
}

/// A panel that opens over the figures of the charts.
#[component]
pub fn OpenedFigures(inquiry: Inquiry, opened: Vec<Opened>) -> impl IntoView {
    (!opened.is_empty()).then(|| {
        view! {
            <Disclosure summary="Ouvrir un chiffre">
                <Figures rules=rules(&inquiry) opened=opened.clone() />
            </Disclosure>
        }
    })
}

#[component]
fn Figures(rules: Vec<(&'static str, &'static str)>, opened: Vec<Opened>) -> impl IntoView {
    let rules = rules.into_iter().map(|(name, value)| {
        view! {
            <div>
                <dt class="font-medium">{name}</dt>
                <dd>{value}</dd>
            </div>
        }
    });
    let rules = rules.collect_view();
    let mut versions: Vec<Versions> = Vec::new();
    for one in &opened {
        if !versions.contains(&one.figure.versions) {
            versions.push(one.figure.versions.clone());
        }
    }
    let versions =
        versions.into_iter().map(|versions| view! { <VersionLine versions /> }).collect_view();
    let filled = Filled {
        establishments: opened.iter().any(|one| one.establishments.is_some()),
        notes: opened.iter().any(|one| !one.figure.notes.is_empty()),
        rows: opened.iter().any(|one| one.behind.is_some()),
    };
    let rows = opened.into_iter().map(|one| row(one, filled)).collect_view();
    view! {
        <div class="mt-4 space-y-4 text-sm">
            <dl class="grid gap-3 sm:grid-cols-2">{rules}</dl>
            <TableFrame caption="Les chiffres de cette analyse" quiet=true>
                <thead>
                    <tr>
                        <th scope="col">"De quoi"</th>
                        <th scope="col">"Période"</th>
                        <th scope="col" class="text-end">
                            "Valeur"
                        </th>
                        <th scope="col" class="text-end">
                            "Numérateur"
                        </th>
                        <th scope="col" class="text-end">
                            "Dénominateur"
                        </th>
                        {filled
                            .establishments
                            .then(|| {
                                view! {
                                    <th scope="col" class="text-end">
                                        "Établissements"
                                    </th>
                                }
                            })}
                        {filled.notes.then(|| view! { <th scope="col">"À savoir"</th> })}
                        {filled.rows.then(|| view! { <th scope="col">"Ses lignes"</th> })}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </TableFrame>
            {versions}
        </div>
    }
}

/// Perimeter and rule of deduplication.
fn rules(inquiry: &Inquiry) -> Vec<(&'static str, &'static str)> {
    let perimeter = ("Périmètre", labels::perimeter(inquiry.perimeter));
    let method = ("Dédoublonnage", inquiry.method.label());
    match inquiry.subject {
        Subject::Consumption => vec![perimeter],
        Subject::Resistance => vec![method],
        Subject::Coupling => vec![perimeter, method],
    }
}

fn row(opened: Opened, filled: Filled) -> impl IntoView {
    let Opened { of, period, value, unit, interval, figure, sides, establishments, behind } =
        opened;
    // Of what is hidden both sides are zero.
    let is_known = figure.value.is_some() || figure.numerator > 0.0 || figure.denominator > 0.0;
    let side = |number: f64, name: &str| {
        let decimals = usize::from(name.starts_with("DDJ"));
        let text = format!("{}\u{a0}{name}", format::decimal(number, decimals));
        if is_known { text } else { "–".to_owned() }
    };
    let value = match value {
        Some(value) if unit == "%" => format::figure(value, unit),
        Some(value) => format!("{}\u{a0}{unit}", format::figure(value, unit)),
        None => "–".to_owned(),
    };
    let interval = interval.map(|(low, high)| {
        let text = format::range(low, high, unit);
        view! { <span class="block text-xs text-base-content/75">{text}</span> }
    });
    let link = behind.map(|behind| {
        let name = format!("Ouvrir les lignes\u{a0}: {of}, {period}");
        view! {
            <A href=address(&behind) attr:class="link link-primary" attr:aria-label=name>
                "Ouvrir"
            </A>
        }
    });
    let notes = figure.notes.join(" ");
    view! {
        <tr>
            <th scope="row" class="min-w-40 font-medium">
                {of}
            </th>
            <td class="whitespace-nowrap">{period}</td>
            <td class="text-end tabular-nums">{value} {interval}</td>
            <td class="text-end tabular-nums">{side(figure.numerator, sides.0)}</td>
            <td class="text-end tabular-nums">{side(figure.denominator, sides.1)}</td>
            {filled
                .establishments
                .then(|| {
                    view! {
                        <td class="text-end tabular-nums">
                            {establishments.map_or_else(|| "–".to_owned(), |count| count.to_string())}
                        </td>
                    }
                })}
            {filled.notes.then(|| view! { <td class="min-w-48">{notes}</td> })}
            {filled.rows.then(|| view! { <td>{link}</td> })}
        </tr>
    }
}

/// The screen that lists the rows behind a figure, with the figure opened.
fn address(behind: &Behind) -> String {
    match behind {
        Behind::Consumption { finess, year, perimeter, sector, family, molecule, route, aware } => {
            let selection = Selection {
                sector: sector.clone(),
                atc: molecule.clone(),
                route: route.clone(),
                family: family.clone(),
                aware: aware.map(|class| class.as_str().to_owned()),
                share_of: None,
            };
            let (year, selection) = (year.to_string(), selection.to_string());
            let pairs = [
                ("annee", Some(year.as_str())),
                ("perimetre", Some(labels::perimeter_code(*perimeter))),
                (EXPLAIN, Some(selection.as_str())),
            ];
            routes::with_query(&routes::tab(finess, Tab::Dashboard), pairs)
        }
        Behind::Isolates { finess, year, organism, antibiotic, specimen } => {
            let (year, subject) =
                (year.to_string(), Isolates::new(organism, antibiotic).to_string());
            let pairs = [
                ("annee", Some(year.as_str())),
                ("isolats", Some(subject.as_str())),
                ("nature", specimen.as_deref()),
            ];
            routes::with_query(&routes::tab(finess, Tab::Resistances), pairs)
        }
    }
}
