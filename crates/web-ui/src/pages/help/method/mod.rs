//! The methodology: the rules as the tables of the program have them, and examples that it computes.

mod alerts;
mod consumption;
mod dedup;
mod doses;
mod expected;
mod families;
mod indicators;
mod limits;
mod open;
mod panel;
mod parts;
mod perimeter;
mod resistance;
mod trajectory;

use leptos::prelude::*;

use super::doc::Doc;
use super::frame::{DocFrame, Heading};
use crate::components::InTurn;
use crate::lazy::{self, later};
use alerts::Alerts;
use consumption::{Consumption, Share};
use dedup::Dedup;
use doses::Doses;
use expected::Expected;
use families::Families;
use indicators::Indicators;
use limits::Limits;
use open::OpenAccess;
use panel::PanelLines;
use perimeter::Perimeter;
use resistance::Resistance;
use trajectory::Trajectories;

/// Anchor and title of each part.
pub(super) const PARTS: [(&str, &str); 14] = [
    ("perimetre", "Périmètre et secteurs"),
    ("ddj", "DDJ et taux"),
    ("doses", "Doses définies journalières"),
    ("familles", "Familles d’antibiotiques"),
    ("large-spectre", "Part à large spectre"),
    ("attendu", "Observé sur attendu"),
    ("dedoublonnage", "Dédoublonnage"),
    ("pourcentages", "Pourcentages et densités"),
    ("panel", "Panel des résistances"),
    ("indicateurs", "Indicateurs nationaux"),
    ("vers-la-cible", "Vers la cible nationale"),
    ("seuils", "Seuils et bornes"),
    ("alertes", "Alertes"),
    ("acces-libre", "Accès libre"),
];

/// The page of the methodology.
#[component]
pub fn MethodPage() -> impl IntoView {
    let contents: Vec<Heading> =
        PARTS.map(|(anchor, title)| (anchor.to_owned(), title.to_owned())).into();
    view! {
        <DocFrame doc=Doc::Method contents>
            <p class="max-w-prose">
                "Tout ce qui est un nombre ou une liste sur cette page vient des tables que le programme applique, et chaque "
                "exemple est calculé par les fonctions qui calculent vos chiffres. Versions et sources\u{a0}: "
                <a class="link link-primary" href=Doc::Tables.address()>"tables de référence"</a>
                ". Dans l’application, chaque chiffre s’ouvre\u{a0}: son numérateur, son dénominateur, les lignes qui comptent et celles "
                "qui sont écartées, avec leur motif."
            </p>
            {later(lazy::MethodParts::load())}
        </DocFrame>
    }
}

/// The parts of the methodology.
#[component]
pub fn MethodParts() -> impl IntoView {
    let parts: [ViewFn; PARTS.len()] = [
        Perimeter.into(),
        Consumption.into(),
        Doses.into(),
        Families.into(),
        Share.into(),
        Expected.into(),
        Dedup.into(),
        Resistance.into(),
        PanelLines.into(),
        Indicators.into(),
        Trajectories.into(),
        Limits.into(),
        Alerts.into(),
        OpenAccess.into(),
    ];
    view! {
        <InTurn class="space-y-10" parts=parts.into() />
    }
}
