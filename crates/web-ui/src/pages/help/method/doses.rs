//! The doses that value a year, with their exceptions.

use domain::french::typeset;
use domain::nomenclature::{combination_rows, dose_rows, molecule_name, variant_rows};
use leptos::prelude::*;

use super::parts::{LongList, MethodPart, Texts};
use crate::{format, labels};

/// The part about doses.
#[component]
pub fn Doses() -> impl IntoView {
    let valued = dose_rows().iter().filter_map(|row| {
        let dose = amount(row.ddd?, row.unit?);
        let route = labels::route(row.route?).to_owned();
        Some(vec![row.atc.to_owned(), row.name.to_owned(), route, dose])
    });
    let valued: Vec<_> = valued.collect();
    let combinations = combination_rows().iter().map(|row| {
        let name = format!("{} ({})", molecule_name(row.atc), row.atc);
        let route = labels::route(row.route).to_owned();
        vec![
            name,
            route,
            format!("{} de {}", amount(row.ddd, row.unit), row.component),
            typeset(row.reason),
        ]
    });
    let variants = variant_rows().iter().map(|row| {
        let name = format!("{} ({})", molecule_name(row.atc), row.atc);
        let route = labels::route(row.route).to_owned();
        let words = row.keywords.to_lowercase().replace('|', ", ");
        vec![name, route, amount(row.ddd, row.unit), words, row.reason.to_owned()]
    });
    view! {
        <MethodPart anchor="doses" tables=&["atc_ddd"]>
            <p class="max-w-prose">
                "Les DDJ sont celles de l’index ATC/DDD de l’OMS, par molécule et par voie. Une molécule sans DDJ par une voie ne se "
                "compte pas par cette voie, et le verdict le dit. Une même version évalue toutes les années\u{a0}: les séries se comparent, "
                "mais les chiffres publiés avec une version plus ancienne peuvent différer."
            </p>
            <Texts
                caption="Associations, comptées en une de leurs substances"
                columns=&["Association", "Voie", "DDJ", "Ce que dit l’index"]
                rows=combinations.collect()
            />
            <Texts
                caption="Formes à DDJ particulière"
                columns=&["Molécule", "Voie", "DDJ", "Reconnue à un mot du libellé", "Forme"]
                rows=variants.collect()
            />
            <LongList title=format!("Les {}\u{a0}DDJ par molécule et par voie", valued.len())>
                <Texts caption="DDJ de l’index" columns=&["ATC", "Molécule", "Voie", "DDJ"] rows=valued />
            </LongList>
        </MethodPart>
    }
}

/// `1,6 g`.
fn amount(ddd: f64, unit: &str) -> String {
    format!("{}\u{a0}{unit}", format::short(ddd, 4))
}
