//! From dispensed units to a rate and to a share.

use domain::consumption::computation_rules;
use domain::documentation::consumption::{
    PATIENT_DAYS, WorkedDose, YEAR, worked_doses, worked_rate, worked_share,
};
use domain::nomenclature::family_rows;
use leptos::prelude::*;

use super::families::codes;
use super::parts::{Formula, MethodPart, RuleList, Texts, worked};
use crate::{format, labels};

/// The part about DDJ and rates.
#[component]
pub fn Consumption() -> impl IntoView {
    let rows = worked_doses().iter().map(cells).collect();
    view! {
        <MethodPart anchor="ddj" tables=&["computation", "ddd_tables"]>
            <RuleList rules=computation_rules() ids=&["molecules", "sum", "ddj", "pairing", "rate", "interval"] />
            <Formula text="DDJ = unités dispensées × dose par unité ÷ DDJ de la molécule et de la voie" />
            <Formula text="Taux = 1\u{202f}000 × Σ DDJ ÷ Σ JH" />
            <Texts
                caption=format!("Exemple\u{a0}: une unité de médecine, année {YEAR}")
                columns=&["Médicament", "ATC", "Voie", "Unités", "Dose par unité", "DDJ de l’OMS", "DDJ"]
                rows
            />
            <p class="max-w-prose">
                {format!(
                    "L’unité a {}\u{a0}JH. Les antifongiques ne sont pas ajoutés. Taux = {}.",
                    format::integer(PATIENT_DAYS),
                    worked(&worked_rate(), "1\u{202f}000"),
                )}
            </p>
        </MethodPart>
    }
}

fn cells(line: &WorkedDose) -> Vec<String> {
    let unit = line.dose.unit.symbol();
    let amount = |number| format!("{}\u{a0}{unit}", format::short(number, 3));
    vec![
        line.label.to_owned(),
        line.atc.clone(),
        labels::route(&line.route).to_owned(),
        format::integer(line.units),
        amount(line.strength),
        amount(line.dose.value),
        format::decimal(line.ddj, 1),
    ]
}

/// The part about the broad-spectrum share.
#[component]
pub fn Share() -> impl IntoView {
    let list = family_rows().iter().find(|row| row.code == "ECDC_LARGE");
    let broad: Vec<_> = worked_doses().into_iter().filter(|line| line.is_broad).collect();
    let names: Vec<&str> = broad.iter().map(|line| line.label).collect();
    view! {
        <MethodPart anchor="large-spectre" tables=&["antibiotic_families"]>
            <p class="max-w-prose">
                "Indicateur de l’ECDC\u{a0}: DDJ des antibiotiques à large spectre sur DDJ de la classe J01, dans le même périmètre. "
                "Sont à large spectre les codes ATC qui commencent par\u{a0}:"
            </p>
            <p class="max-w-prose">{list.map(|row| codes(row.atc))}</p>
            <p class="max-w-prose">
                {format!(
                    "Dans l’exemple ci-dessus sont à large spectre\u{a0}: {}. Part = {}.",
                    names.join("\u{202f}; "),
                    worked(&worked_share(), "100"),
                )}
            </p>
        </MethodPart>
    }
}
