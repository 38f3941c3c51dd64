//! The numbers that decide what is shown and what is asked to be looked at.

use domain::french::typeset;
use domain::nomenclature::{bounds_rows, limit_rows};
use leptos::prelude::*;

use super::super::doc::Doc;
use super::parts::{MethodPart, Texts};
use super::perimeter::sector_name;
use crate::format;

/// The part about limits.
#[component]
pub fn Limits() -> impl IntoView {
    let limits = limit_rows()
        .iter()
        .map(|row| vec![limit_name(row.id).to_owned(), row.value.to_string(), typeset(row.source)]);
    let bounds = bounds_rows().iter().map(|row| {
        let number = |value| format::short(value, 1);
        vec![sector_name(row.sector), number(row.low), number(row.high), typeset(row.source)]
    });
    view! {
        <MethodPart anchor="seuils" tables=&["figure_limits", "plausibility"]>
            <Texts caption="Chiffres de résistance" columns=&["Seuil", "Valeur", "Source"] rows=limits.collect() />
            <Texts
                caption="Taux attendus par secteur, en DDJ/1000 JH\u{a0}: au-delà, une confirmation est demandée"
                columns=&["Secteur", "De", "À", "Source"]
                rows=bounds.collect()
            />
            <p class="max-w-prose">
                "Les critères de tous les contrôles sont dans la page "
                <a class="link link-primary" href=Doc::Controls.address()>"Contrôles"</a> "."
            </p>
        </MethodPart>
    }
}

fn limit_name(id: &str) -> &str {
    match id {
        "hidden_below" => "Isolats testés en deçà desquels le pourcentage n’est pas affiché",
        "care_below" => "Isolats testés en deçà desquels une réserve l’accompagne",
        "hospital_from_day" => {
            "Jour du séjour à partir duquel un isolat est d’origine hospitalière"
        }
        "increased_since" => "Première année lue en S, SFP, R\u{202f}; avant, I compte avec R",
        other => other,
    }
}
