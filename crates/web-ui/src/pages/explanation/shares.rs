//! The two sides of a rate: molecules of the numerator, units of the denominator.

use domain::dto::{MoleculeShare, UnitShare};
use leptos::prelude::*;

use super::lines_key::LinesKey;
use crate::components::TableFrame;
use crate::format;
use crate::labels;

/// Quantity ÷ dose = DDJ, molecule by molecule.
#[component]
pub fn Molecules(molecules: Vec<MoleculeShare>, show_lines: Callback<LinesKey>) -> impl IntoView {
    let total: f64 = molecules.iter().map(|molecule| molecule.ddd).sum();
    let row = move |one: MoleculeShare| {
        let rows = format::count(one.rows, "ligne", "lignes");
        let name = format!(
            "Voir les lignes\u{a0}: {}, voie {}, {rows}",
            one.name,
            labels::route(&one.route)
        );
        let unit = one.dose.unit;
        let key = LinesKey::Molecule { atc: one.atc.clone(), route: one.route.clone() };
        view! {
            <tr>
                <th scope="row" class="min-w-48 font-normal">
                    {one.name}
                    <span class="block text-xs text-base-content/75">
                        {format!("{} · voie {}", one.atc, labels::route(&one.route))}
                    </span>
                </th>
                <td class="text-end whitespace-nowrap tabular-nums">
                    {format!("{}\u{a0}{unit}", format::decimal(one.quantity, 1))}
                </td>
                <td class="text-end whitespace-nowrap tabular-nums">
                    {format!("{}\u{a0}{unit}", format::short(one.dose.value, 4))}
                </td>
                <td class="text-end font-semibold tabular-nums">{format::decimal(one.ddd, 1)}</td>
                <td class="text-end">
                    <button
                        class="btn btn-xs"
                        aria-label=name
                        on:click=move |_| show_lines.run(key.clone())
                    >
                        {rows}
                    </button>
                </td>
            </tr>
        }
    };
    view! {
        <section class="space-y-3" aria-labelledby="numerateur">
            <h3 id="numerateur" class="text-lg font-bold">
                {format!("Numérateur\u{a0}: {} DDJ", format::decimal(total, 1))}
            </h3>
            <TableFrame caption="Quantité ÷ DDJ de référence = DDJ, par molécule et voie">
                <thead>
                    <tr>
                        <th scope="col">"Molécule"</th>
                        <th scope="col" class="text-end">"Quantité"</th>
                        <th scope="col" class="text-end">"DDJ de référence"</th>
                        <th scope="col" class="text-end">"DDJ"</th>
                        <th scope="col"><span class="sr-only">"Détail"</span></th>
                    </tr>
                </thead>
                <tbody>{molecules.into_iter().map(row).collect_view()}</tbody>
            </TableFrame>
        </section>
    }
}

/// Days of each unit, beside its doses.
#[component]
pub fn Units(
    units: Vec<UnitShare>,
    /// The days are the denominator of the figure.
    is_denominator: bool,
    show_lines: Callback<LinesKey>,
) -> impl IntoView {
    let total: f64 = units.iter().map(|unit| unit.patient_days).sum();
    let title = if is_denominator {
        format!("Dénominateur\u{a0}: {} JH", format::integer(total))
    } else {
        "Par unité".to_owned()
    };
    let row = move |one: UnitShare| {
        let key = LinesKey::Unit(one.unit_code.clone());
        let name = format!("Voir les lignes\u{a0}: UF {}", one.unit_code);
        let sector = one.sector.as_deref().map_or_else(
            || labels::unit_status(one.status).to_owned(),
            |code| labels::sector(code).to_owned(),
        );
        view! {
            <tr>
                <th scope="row" class="min-w-48 font-normal">
                    <span class="font-semibold tabular-nums">{one.unit_code}</span>
                    " "
                    {one.unit_label}
                    <span class="block text-xs text-base-content/75">{sector}</span>
                </th>
                <td class="text-end tabular-nums">{format::integer(one.patient_days)}</td>
                <td class="text-end tabular-nums">{format::decimal(one.ddd, 1)}</td>
                <td class="text-end font-semibold tabular-nums">
                    {one.rate.map_or_else(|| "–".to_owned(), |rate| format::decimal(rate, 1))}
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
        <section class="space-y-3" aria-labelledby="denominateur">
            <h3 id="denominateur" class="text-lg font-bold">
                {title}
            </h3>
            <TableFrame caption="Journées d’hospitalisation par unité, et leurs DDJ">
                <thead>
                    <tr>
                        <th scope="col">"Unité"</th>
                        <th scope="col" class="text-end">"JH"</th>
                        <th scope="col" class="text-end">"DDJ"</th>
                        <th scope="col" class="text-end">"DDJ/1000 JH"</th>
                        <th scope="col"><span class="sr-only">"Détail"</span></th>
                    </tr>
                </thead>
                <tbody>{units.into_iter().map(row).collect_view()}</tbody>
            </TableFrame>
        </section>
    }
}
