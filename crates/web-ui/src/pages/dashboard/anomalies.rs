//! What to look at, with the way to correct it.

use domain::dto::Anomaly;
use leptos::prelude::*;

use crate::components::{Callout, Glyph, Icon, Tone};
use crate::labels;
use crate::routes::{self, Tab};

/// One row per anomaly.
#[component]
pub fn Anomalies(anomalies: Vec<Anomaly>, finess: String, year: i32) -> impl IntoView {
    let content = if anomalies.is_empty() {
        view! { <Callout tone=Tone::Success title="Aucune anomalie pour cette année" /> }.into_any()
    } else {
        let row = |anomaly: Anomaly| {
            let href = correction(&anomaly, &finess, year);
            let name = format!("Corriger\u{a0}: {}", anomaly.message);
            view! {
                <li class="flex flex-wrap items-start gap-x-4 gap-y-2 p-4">
                    <Icon glyph=Glyph::Warning class="mt-0.5 size-5 text-warning" />
                    <div class="min-w-0 grow basis-64">
                        <p class="font-medium">{anomaly.message}</p>
                        <p class="text-sm text-base-content/80">
                            {format!("{} · {}", anomaly.remedy, anomaly.code)}
                        </p>
                    </div>
                    <a class="btn btn-sm" href=href aria-label=name>"Corriger"</a>
                </li>
            }
        };
        view! {
            <ul class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100">
                {anomalies.into_iter().map(row).collect_view()}
            </ul>
        }
        .into_any()
    };
    view! {
        <section class="space-y-4" aria-labelledby="anomalies">
            <h2 id="anomalies" class="text-xl font-bold">"Anomalies"</h2>
            {content}
        </section>
    }
}

/// The import concerned, the wizard for the kind of file, or the imports.
fn correction(anomaly: &Anomaly, finess: &str, year: i32) -> String {
    match (anomaly.import_id, anomaly.kind) {
        (Some(id), _) => routes::with_query(
            &routes::import(finess, id),
            [("cas", Some(anomaly.reason.as_str()))],
        ),
        (None, Some(kind)) => {
            let wizard = format!("{}/nouveau/type", routes::tab(finess, Tab::Imports));
            let period = year.to_string();
            let pairs =
                [("type", Some(labels::kind_code(kind))), ("periode", Some(period.as_str()))];
            routes::with_query(&wizard, pairs)
        }
        (None, None) => routes::tab(finess, Tab::Imports),
    }
}

#[cfg(test)]
mod tests {
    use domain::dto::ImportKind;

    use super::*;

    fn anomaly(kind: Option<ImportKind>, import_id: Option<i32>) -> Anomaly {
        Anomaly {
            code: "JH02".to_owned(),
            reason: "unit_without_days".to_owned(),
            message: String::new(),
            remedy: String::new(),
            kind,
            import_id,
        }
    }

    #[test]
    fn each_anomaly_leads_to_where_it_is_corrected() {
        let to = |kind, import| correction(&anomaly(kind, import), "1", 2024);
        assert_eq!(to(None, Some(7)), "/etablissements/1/imports/7?cas=unit_without_days");
        assert_eq!(
            to(Some(ImportKind::PatientDays), None),
            "/etablissements/1/imports/nouveau/type?type=patient_days&periode=2024"
        );
        assert_eq!(to(None, None), "/etablissements/1/imports");
    }
}
