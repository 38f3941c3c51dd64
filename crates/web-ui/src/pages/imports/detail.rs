//! One import: its verdict as stored, its issues, and its cancellation.

use domain::dto::{Import, ImportKind, ImportState};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::acknowledgements::Acknowledgements;
use super::cancel::Cancel;
use super::given_back::GivenBack;
use super::issues::Issues;
use super::list::tone;
use crate::browser;
use crate::components::{Badge, Callout, Loaded, PageHeading, Tone};
use crate::format;
use crate::help_desk::{ShownFile, use_help_desk};
use crate::labels;
use crate::pages::establishment::ForContributors;
use crate::pages::verdict::{Equation, IssueGroups, LabelQuestions, UnmatchedValues, VersionLine};
use crate::remote::Remote;
use crate::routes::{self, Tab};
use crate::session::{use_client, use_session};

/// Characters of the fingerprint that are shown.
const SHORT_HASH: usize = 16;

/// The page of a stored import.
#[component]
pub fn ImportDetail() -> impl IntoView {
    let client = use_client();
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id").and_then(|id| id.parse::<i32>().ok())).unwrap_or(-1)
    });
    let import = Remote::new(move || client.import(id.get()));
    let changed = Callback::new(move |()| import.refetch());
    view! {
        <Loaded
            resource=import
            view=move |import| view! { <Detail import changed /> }.into_any()
        />
    }
}

/// Everything that was kept of the import.
#[component]
fn Detail(import: Import, changed: Callback<()>) -> impl IntoView {
    let shown = ShownFile::new(Some(import.id), &import.period, &import.issues_by_code);
    use_help_desk().tell_file(shown);
    let title = format!("{}, {}", labels::kind(import.kind), format::period(&import.period));
    let session = use_session();
    let may_end = match import.kind {
        ImportKind::Structure => session.manages(&import.finess),
        _ => session.delivers(&import.finess),
    };
    let can_end = import.state == ImportState::Stored || !import.state.is_settled();
    let cancel = (can_end && may_end)
        .then(|| view! { <Cancel id=import.id name=title.clone() cancelled=changed /> });
    let of_facts = import.state.is_of_facts().then(|| import.clone());
    let refused =
        import.problem.map(|problem| view! { <Callout tone=Tone::Danger title=problem.detail /> });
    let under_way = (!import.state.is_settled()).then(|| {
        view! {
            <Callout tone=Tone::Information title="Cet import est en cours.">
                <p>"Rien n’en compte encore dans les chiffres."</p>
                <button type="button" class="btn btn-sm" on:click=move |_| changed.run(())>
                    "Actualiser"
                </button>
            </Callout>
        }
    });
    let hash: String = import.sha256.chars().take(SHORT_HASH).collect();
    view! {
        <div class="flex flex-wrap items-start justify-between gap-4 max-sm:mb-6">
            <PageHeading title />
            {cancel}
        </div>
        <div class="space-y-10">
            <dl class="grid gap-4 rounded-box border border-base-content/15 bg-base-100 p-5 sm:grid-cols-2 lg:grid-cols-4">
                <div>
                    <dt class="text-sm text-base-content/75">"État"</dt>
                    <dd><Badge tone=tone(import.state) text=labels::state(import.state) /></dd>
                </div>
                <div>
                    <dt class="text-sm text-base-content/75">"Fichier"</dt>
                    <dd class="wrap-anywhere">{import.file_name}</dd>
                </div>
                <div>
                    <dt class="text-sm text-base-content/75">"Importé par"</dt>
                    <dd>{import.created_by} ", " {browser::local_date_time(&import.created_at)}</dd>
                </div>
                <div>
                    <dt class="text-sm text-base-content/75">"Empreinte SHA-256"</dt>
                    <dd><code title=import.sha256>{hash}</code></dd>
                </div>
            </dl>
            {refused}
            {under_way}
            {of_facts.map(|import| view! { <Kept import changed /> })}
        </div>
    }
}

/// What became of the rows.
#[component]
fn Kept(import: Import, changed: Callback<()>) -> impl IntoView {
    let groups = import.issues_by_code.clone();
    let drugs = routes::tab(&import.finess, Tab::Correspondences);
    let list = routes::import(&import.finess, import.id);
    let labels = StoredValue::new(import.unmatched.labels.clone());
    view! {
        <GivenBack import=import.id />
        <Equation rows=import.rows reasons=import.reasons />
        <IssueGroups groups=import.issues_by_code rows=Vec::new() list />
        <Acknowledgements items=import.acknowledgements />
        <ForContributors>
            <LabelQuestions labels=labels.get_value() answered=changed />
        </ForContributors>
        <UnmatchedValues unmatched=import.unmatched drugs=Some(drugs) />
        <Issues import=import.id groups />
        <VersionLine versions=import.versions labels=import.label_version />
    }
}
