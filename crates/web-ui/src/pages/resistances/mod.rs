//! Resistances of a year: national indicators, organisms and antibiotics, and the isolates behind a figure.

mod antifungals;
mod by_specimen;
mod carbapenemases;
mod cards;
mod choice;
mod evolution;
mod indicators;
mod isolates;
mod matrix;
mod methods;
mod of_year;
mod onsets;
mod opened;
mod organism;
mod panel;
mod panel_csv;
mod specimen_select;
mod words;

use domain::dto::{Dashboard, ResistanceGroup};
use leptos::prelude::*;

use crate::components::{Loaded, PageHeading};
use crate::remote::Remote;
use crate::session::use_client;
pub use antifungals::AntifungalsPage;
use carbapenemases::Carbapenemases;
pub use cards::Cards as ResistanceCards;
use indicators::NationalIndicators;
use matrix::Matrix;
use of_year::OfYear;
pub use opened::OpenedFigure;
use organism::OrganismInDetail;
pub use panel::ResistancePanelPage;

/// The tab of resistances.
#[component]
pub fn ResistancesPage() -> impl IntoView {
    view! {
        <PageHeading
            title="Résistances"
            lead="Une souche compte une fois par patient et par an. Chaque chiffre s’ouvre jusqu’à ses isolats."
        />
        <OfYear view=|dashboard| view! { <Bacteria dashboard /> }.into_any() />
    }
}

/// Everything of one year.
#[component]
fn Bacteria(dashboard: Dashboard) -> impl IntoView {
    let client = use_client();
    let Dashboard { finess, year, years, resistance_cards, .. } = dashboard;
    let groups = {
        let finess = finess.clone();
        Remote::new(move || {
            let finess = finess.clone();
            async move { client.resistances(&finess, year, None).await }
        })
    };
    let organisms = {
        let finess = finess.clone();
        move |groups: Vec<ResistanceGroup>| {
            let (finess, years) = (finess.clone(), years.clone());
            view! {
                <Matrix groups=groups.clone() />
                <OrganismInDetail groups finess year years />
            }
            .into_any()
        }
    };
    view! {
        <ResistanceCards cards=resistance_cards year />
        <NationalIndicators finess=finess.clone() year />
        <Carbapenemases finess year />
        <Loaded resource=groups view=organisms />
    }
}
