//! A verdict, section by section.

use domain::dto::{ImportRef, Verdict};
use leptos::prelude::*;

use super::offers::Offers;
use super::rows::Rows;
use super::sheet_notes::SheetNotes;
use super::state::use_wizard;
use super::step::Step;
use crate::browser;
use crate::components::{Callout, Tone};
use crate::format;
use crate::help_desk::{ShownFile, use_help_desk};
use crate::labels;
use crate::pages::verdict::{
    Differences, EffectTable, Equation, IssueGroups, Loss, UnmatchedValues, VersionLine,
};

/// While the rows are read and judged.
#[component]
pub fn WaitForVerdict() -> impl IntoView {
    let wizard = use_wizard();
    view! {
        <div class="flex flex-wrap items-center gap-3" role="status">
            <span class="loading loading-spinner" aria-hidden="true"></span>
            <p>"Contrôle des lignes…"</p>
            <button class="btn btn-sm" on:click=move |_| wizard.give_up()>"Arrêter"</button>
        </div>
    }
}

/// What an import would do.
#[component]
pub fn Told(
    verdict: Verdict,
    /// Address of the establishment's own drugs.
    #[prop(optional, into)]
    drugs: Option<String>,
    /// A row was mended: the verdict is another one.
    changed: Callback<()>,
) -> impl IntoView {
    use_help_desk().tell_file(ShownFile::new(None, &verdict.period, &verdict.issues_by_code));
    let name = verdict.file_name.clone();
    let unmatched = verdict.unmatched;
    view! {
        <p class="wrap-anywhere">
            <span class="font-semibold">{labels::kind(verdict.kind)}</span>
            {format!(", {} · {}", format::period(&verdict.period), verdict.file_name)}
            {(!verdict.sheet.is_empty())
                .then(|| format!(" · feuille «\u{a0}{}\u{a0}»", verdict.sheet))}
        </p>
        <Remembered />
        <SheetNotes notes=verdict.notes />
        <Loss rows=verdict.rows.clone() unmatched=unmatched.clone() drugs=drugs.clone() />
        <Equation rows=verdict.rows reasons=verdict.reasons />
        <Offers changed />
        <IssueGroups groups=verdict.issues_by_code.clone() rows=verdict.issues />
        <Rows groups=verdict.issues_by_code file_name=name changed />
        <UnmatchedValues unmatched drugs />
        <Differences
            kind=verdict.kind
            in_force=verdict.difference
            last_year=verdict.since_last_year
        />
        <EffectTable effect=verdict.effect />
        <Replaced imports=verdict.replaces />
        <VersionLine versions=verdict.versions />
    }
}

/// The columns that were taken without being asked about.
#[component]
fn Remembered() -> impl IntoView {
    let wizard = use_wizard();
    let reason = wizard.inspection.with_untracked(|inspection| {
        let inspection = inspection.as_ref().filter(|inspection| inspection.remembered)?;
        inspection.fields.iter().find_map(|field| field.reason.clone())
    });
    reason.map(|reason| {
        view! {
            <p>
                {format!("Colonnes {reason}. ")}
                <a class="link link-primary" href=wizard.address(Step::Columns)>"Revoir les colonnes"</a>
            </p>
        }
    })
}

/// Stored imports that give way to this one.
#[component]
fn Replaced(imports: Vec<ImportRef>) -> impl IntoView {
    (!imports.is_empty()).then(|| {
        let line = |one: ImportRef| {
            format!(
                "Import n° {} ({}, {}), du {}",
                one.id,
                one.file_name,
                format::period(&one.period),
                browser::local_date_time(&one.created_at)
            )
        };
        view! {
            <Callout tone=Tone::Warning title="Cet import en remplace un autre">
                <ul class="list-disc ps-5">
                    {imports.into_iter().map(|one| view! { <li>{line(one)}</li> }).collect_view()}
                </ul>
            </Callout>
        }
    })
}
