//! Step 5: the import is stored; what it gives and what comes next.

use domain::dto::{Dashboard, Import, ImportKind, Perimeter};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::period;
use super::state::use_wizard;
use super::step::Step;
use crate::components::{Callout, Loaded, PageHeading, Tone};
use crate::format;
use crate::help_desk::{ShownFile, use_help_desk};
use crate::labels;
use crate::pages::WaitingAlerts;
use crate::pages::establishment::use_finess;
use crate::pages::verdict::{Equation, Loss};
use crate::remote::Remote;
use crate::routes::{self, Tab};
use crate::session::use_client;

/// Card whose figure sums the year up.
const MAIN_CARD: &str = "CONSO_DDJ";

/// Reads the stored import and the year it belongs to.
#[component]
pub fn WizardResult() -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let query = use_location().query;
    let id = Memo::new(move |_| {
        query.with(|query| query.get_str("import").and_then(|id| id.parse::<i32>().ok()))
    });
    let stored = Remote::new(move || {
        let (finess, id) = (finess.get(), id.get());
        async move {
            // The address gets its number a moment after the page is shown.
            let Some(id) = id else { return std::future::pending().await };
            let import = client.import(id).await?;
            let year = period::split(&import.period).map(|(year, _)| year);
            let dashboard = client.dashboard(&finess, year, Perimeter::Spares).await?;
            Ok((import, dashboard))
        }
    });
    view! {
        <PageHeading title="Import enregistré" />
        <Loaded
            resource=stored
            view=|(import, dashboard)| view! { <Stored import dashboard /> }.into_any()
        />
    }
}

/// Success, rows, figures, next step.
#[component]
fn Stored(import: Import, dashboard: Dashboard) -> impl IntoView {
    let shown = ShownFile::new(Some(import.id), &import.period, &import.issues_by_code);
    use_help_desk().tell_file(shown);
    let wizard = use_wizard();
    let next = dashboard.steps.iter().find(|step| !step.done).map(|step| step.kind);
    let year = dashboard.year.to_string();
    let board = routes::with_query(
        &routes::tab(&dashboard.finess, Tab::Dashboard),
        [("annee", Some(year.as_str())), ("perimetre", Some("spares"))],
    );
    let rate = dashboard
        .cards
        .iter()
        .find(|card| card.id == MAIN_CARD)
        .and_then(|card| card.figure.value)
        .map(|value| format!("L’année {year} est à {} DDJ/1000 JH.", format::decimal(value, 1)));
    let said = if import.kind == ImportKind::Resistance {
        let isolates = format::count(import.rows.kept, "isolat compte", "isolats comptent");
        format!("{isolates}, avant que les doublons d’un même patient soient écartés.")
    } else {
        let awaited = || {
            "Le taux sera calculé quand la structure, les JH et les consommations seront là."
                .to_owned()
        };
        rate.unwrap_or_else(awaited)
    };
    let board_class = if next.is_some() { "btn" } else { "btn btn-primary" };
    let next_step = next.map(|kind| {
        let href = wizard.address_with(Step::File, Some(labels::kind_code(kind)), Some(&year));
        view! { <a class="btn btn-primary" href=href>{labels::import_kind(kind)}</a> }
    });
    let drugs = routes::tab(&dashboard.finess, Tab::Correspondences);
    let detail = routes::import(&dashboard.finess, import.id);
    let title = format!(
        "{}, {}\u{a0}: import enregistré",
        labels::kind(import.kind),
        format::period(&import.period)
    );
    view! {
        <div class="space-y-10">
            <Callout tone=Tone::Success title live=true>
                <p>{said}</p>
                <div class="flex flex-wrap gap-3 pt-1">
                    {next_step}
                    <a class=board_class href=board>"Ouvrir le tableau de bord"</a>
                    <a class="btn btn-ghost" href=detail>"Voir cet import"</a>
                </div>
            </Callout>
            {(import.kind == ImportKind::Resistance)
                .then(|| {
                    view! {
                        <WaitingAlerts
                            number=dashboard.waiting_alerts
                            finess=dashboard.finess.clone()
                        />
                    }
                })}
            <Loss rows=import.rows.clone() unmatched=import.unmatched drugs=Some(drugs) />
            <Equation rows=import.rows reasons=import.reasons />
        </div>
    }
}
