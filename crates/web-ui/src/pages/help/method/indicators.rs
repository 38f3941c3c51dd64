//! The national indicators with their targets.

use domain::documentation::resistance::{worked_density, worked_distance};
use domain::resistance::{NationalIndicator, national_indicators};
use leptos::prelude::*;

use super::parts::{MethodPart, Texts, worked};
use crate::format;

const COLUMNS: &[&str] =
    &["Indicateur", "Numérateur", "Dénominateur", "Cible", "France 2019", "France 2023", "Suivi"];

/// The part about national indicators.
#[component]
pub fn Indicators() -> impl IntoView {
    let rows = national_indicators().iter().map(cells).collect();
    view! {
        <MethodPart anchor="indicateurs" tables=&["national_indicators"]>
            <p class="max-w-prose">
                "Une cible de réduction se compte depuis la valeur nationale de 2019. L’écart à la cible est la valeur moins la cible, "
                "sans arrondi. Les valeurs de 2023 portent sur d’autres établissements\u{a0}: elles situent, elles ne se comparent pas terme à terme."
            </p>
            <Texts caption="Indicateurs nationaux" columns=COLUMNS rows />
            <p class="max-w-prose">{worked_distance().map(|(indicator, distance)| {
                let gap = format::decimal(distance.gap, 3);
                let reached = if distance.reached { "atteinte" } else { "non atteinte" };
                let target = indicator.target.map(|target| target.label(indicator.unit)).unwrap_or_default();
                format!(
                    "Exemple\u{a0}: {} = {}. Cible\u{a0}: {target}. Écart\u{a0}: {gap}, cible {reached}.",
                    indicator.label,
                    worked(&worked_density(), "1\u{202f}000"),
                )
            })}</p>
        </MethodPart>
    }
}

fn cells(one: &NationalIndicator) -> Vec<String> {
    let value = |number| match one.unit {
        "%" => format!("{}\u{202f}%", format::decimal(number, one.decimals)),
        unit => format!("{}\u{a0}{unit}", format::decimal(number, one.decimals)),
    };
    let target = one.target.map_or_else(|| "–".to_owned(), |target| target.label(one.unit));
    let followed = if one.is_strategy { "stratégie nationale" } else { "suivi national" };
    vec![
        one.label.to_owned(),
        one.numerator.to_owned(),
        one.denominator.to_owned(),
        target,
        value(one.value_2019),
        value(one.value_2023),
        followed.to_owned(),
    ]
}
