//! Trying a file without an account: kind and period, and the verdict.

use domain::dto::{ImportKind, Verdict};
use leptos::prelude::*;
use web_sys::File;

use super::kind_form::KindForm;
use super::period;
use super::problem::WizardProblem;
use super::state::{Wizard, use_wizard};
use super::step::Step;
use super::told::{Told, WaitForVerdict};
use crate::attempt::Attempt;
use crate::browser;
use crate::components::{Callout, FileDrop, PageHeading, Refused, Tone};
use crate::pages::verdict::equation_sentence;
use crate::remote::Remote;
use crate::routes;

/// What kind of file, and for when.
#[component]
pub fn TrialKind() -> impl IntoView {
    let wizard = use_wizard();
    let asked = wizard.period.get_untracked().and_then(|text| period::split(&text));
    let year = RwSignal::new(asked.map_or_else(browser::last_year, |(year, _)| year));
    let chosen = RwSignal::new(wizard.kind.get_untracked().unwrap_or(ImportKind::Consumption));
    let kind = Memo::new(move |_| chosen.get());
    view! {
        <PageHeading title="Tester mon fichier" lead="Quel fichier essayez-vous, et pour quelle période\u{202f}?" />
        <KindForm year kind choose=Callback::new(move |one| chosen.set(one)) />
    }
}

/// What an import of the file would do.
#[component]
pub fn TrialVerdict() -> impl IntoView {
    let wizard = use_wizard();
    let verdict = Remote::new(move || wizard.verdict());
    let announced = move || verdict.content().map(|verdict| equation_sentence(&verdict.rows));
    let changed = Callback::new(move |()| verdict.refetch());
    let content = move || match verdict.get() {
        None => view! { <WaitForVerdict /> }.into_any(),
        Some(Err(error)) => view! { <WizardProblem error here=Step::Verdict /> }.into_any(),
        Some(Ok(verdict)) => view! {
            <div class="space-y-10">
                <Told verdict=Verdict::clone(&verdict) changed />
            </div>
        }
        .into_any(),
    };
    let wants_structure = wizard.kind.get_untracked() != Some(ImportKind::Structure);
    view! {
        <PageHeading title="Verdict" lead="Ce qu’un import de ce fichier ferait. Rien n’est envoyé ni enregistré." />
        <p role="status" class="sr-only">{announced}</p>
        <div class="space-y-10">
            {wants_structure.then(|| view! { <Structure wizard changed /> })}
            {content}
            <div class="flex flex-wrap gap-3">
                <a class="btn" href=wizard.address(Step::Columns)>"Revenir aux colonnes"</a>
                <a class="btn" href=wizard.address(Step::Kind)>"Essayer un autre fichier"</a>
                <a class="btn btn-primary" href=routes::SIGN_UP>"S’inscrire pour livrer"</a>
            </div>
        </div>
    }
}

/// The structure, which says which units count: without it none is known.
#[component]
fn Structure(wizard: Wizard, changed: Callback<()>) -> impl IntoView {
    let attempt = Attempt::new();
    let add = Callback::new(move |file: File| {
        attempt.run(async move {
            wizard.add_structure(file).await?;
            changed.run(());
            Ok(())
        });
    });
    move || {
        match wizard.structure.get() {
        Some(file) => view! {
            <Callout tone=Tone::Success title="Structure prise en compte">
                <p class="wrap-anywhere">{file.name()}</p>
            </Callout>
        }
        .into_any(),
        None => view! {
            <Callout tone=Tone::Warning title="Aucune UF n’est connue">
                <p>
                    "La structure dit quelles UF comptent. Ajoutez-la pour un verdict complet\u{a0}: elle est "
                    "lue ici aussi, et n’est pas envoyée."
                </p>
                <FileDrop
                    id="structure"
                    label="Choisir le fichier de structure"
                    help="Le fichier des UF avec leur DE et leur TA"
                    on_file=add
                />
            </Callout>
            <Refused attempt />
        }
        .into_any(),
    }
    }
}
