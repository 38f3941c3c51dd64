//! The reports that were made, and their documents.

use domain::dto::{Attachment, ReportEntry};
use leptos::prelude::*;

use super::words::{file_name, title};
use crate::attempt::Attempt;
use crate::browser;
use crate::components::{EmptyState, Refused};
use crate::session::use_client;

/// One row per report, the newest first.
#[component]
pub fn ReportList(reports: Vec<ReportEntry>) -> impl IntoView {
    if reports.is_empty() {
        return view! {
            <EmptyState
                title="Aucun rapport pour l’instant"
                text="Choisissez la nature et l’année ci-dessus\u{a0}: le rapport est prêt en quelques secondes."
            />
        }
        .into_any();
    }
    view! {
        <ul class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100">
            {reports.into_iter().map(|report| view! { <Item report /> }).collect_view()}
        </ul>
    }
    .into_any()
}

/// A report with its two documents.
#[component]
fn Item(report: ReportEntry) -> impl IntoView {
    let client = use_client();
    let attempt = Attempt::new();
    let kept = StoredValue::new(report.clone());
    let save = move |extension: &'static str| {
        let (id, name) = kept.with_value(|report| (report.id, file_name(report, extension)));
        attempt.run(async move {
            browser::save_blob(&name, &client.report_document(id, extension).await?);
            Ok(())
        });
    };
    let name = title(&report);
    let button = move |extension: &'static str, label: &'static str| {
        let whole = format!("{label}\u{a0}: {}", kept.with_value(title));
        view! {
            <button
                type="button"
                class="btn btn-sm"
                aria-label=whole
                disabled=move || attempt.busy().get()
                on:click=move |_| save(extension)
            >
                {label}
            </button>
        }
    };
    let about = match report.attachment {
        Attachment::Establishment => report.title.clone(),
        Attachment::LegalEntity => format!("{}, FINESS juridique", report.title),
    };
    let base = report.base.unwrap_or_else(|| "base non figée".to_owned());
    let when = format!("Par {}, le {}", report.made_by, browser::local_date_time(&report.made_at));
    view! {
        <li class="flex flex-wrap items-start gap-x-4 gap-y-3 p-4">
            <div class="min-w-0 grow basis-72 space-y-1">
                <p class="font-medium">{name}</p>
                <p class="text-sm text-base-content/85">{format!("{about} · {base}")}</p>
                <p class="text-sm text-base-content/80">{when}</p>
                <p class="font-mono text-xs wrap-anywhere text-base-content/80">{report.digest}</p>
                <Refused attempt />
            </div>
            <div class="flex gap-2">{button("pdf", "PDF")} {button("xlsx", "Excel")}</div>
        </li>
    }
}
