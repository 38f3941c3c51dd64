//! The controls of files and years: what each looks at, what decides it, and what to do.

use domain::dto::{Control, ImportKind};
use domain::french::typeset;
use domain::import::controls;
use leptos::prelude::*;

use super::Wanted;
use super::doc::Doc;
use super::frame::{DocFrame, Heading};
use crate::components::{InTurn, SearchField, SeverityBadge};
use crate::fold::fold;
use crate::labels;
use crate::lazy::{self, later};

const KINDS: [ImportKind; 4] = [
    ImportKind::Structure,
    ImportKind::PatientDays,
    ImportKind::Consumption,
    ImportKind::Resistance,
];

/// The page of the controls.
#[component]
pub fn ControlsPage() -> impl IntoView {
    let contents: Vec<Heading> = KINDS
        .map(|kind| (labels::kind_code(kind).to_owned(), labels::kind(kind).to_owned()))
        .into();
    let wanted = RwSignal::new(String::new());
    provide_context(Wanted(wanted));
    let on_search = Callback::new(move |text: String| wanted.set(text));
    view! {
        <DocFrame doc=Doc::Controls contents>
            <div class="max-w-prose space-y-3">
                <p>
                    "Rien n’est écarté sans être dit\u{a0}: les lignes non comptées restent dans le verdict, avec leur motif. "
                    "Un contrôle bloquant refuse la ligne ou le fichier\u{202f}; une question attend votre réponse\u{202f}; un constat à "
                    "confirmer compte dès que vous l’avez relu\u{202f}; un avertissement et une information ne retiennent rien."
                </p>
                <p>
                    "Les nombres des critères sont ceux de la table «\u{a0}Contrôles\u{a0}» que le programme applique."
                </p>
            </div>
            <SearchField id="controle" label="Chercher un contrôle" placeholder="CO02, CIP, BLSE…" on_search />
            {later(lazy::ControlList::load())}
        </DocFrame>
    }
}

/// The controls that hold what is searched, by kind of file.
#[component]
pub fn ControlList() -> impl IntoView {
    let wanted = expect_context::<Wanted>().0;
    let all = controls();
    move || {
        let wanted = fold(&wanted.get());
        let found: Vec<Control> =
            all.iter().filter(|control| holds(control, &wanted)).cloned().collect();
        if found.is_empty() {
            return view! { <p role="status">"Aucun contrôle ne correspond."</p> }.into_any();
        }
        let found = StoredValue::new(found);
        let part = |kind| ViewFn::from(move || found.with_value(|found| list(kind, found)));
        view! { <InTurn class="space-y-10" parts=KINDS.map(part).into() /> }.into_any()
    }
}

fn holds(control: &Control, wanted: &str) -> bool {
    let texts = [&control.code, &control.title, &control.remedy, &control.criterion];
    texts.into_iter().any(|text| fold(text).contains(wanted))
}

fn list(kind: ImportKind, found: &[Control]) -> Option<impl IntoView + use<>> {
    let of_kind: Vec<&Control> = found.iter().filter(|control| control.kind == kind).collect();
    let anchor = labels::kind_code(kind);
    (!of_kind.is_empty()).then(|| {
        view! {
            <section class="space-y-3" aria-labelledby=anchor>
                <h2 id=anchor tabindex="-1" class="text-xl font-bold outline-none">{labels::kind(kind)}</h2>
                <ul class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100">
                    {of_kind.into_iter().map(row).collect_view()}
                </ul>
            </section>
        }
    })
}

fn row(control: &Control) -> impl IntoView + use<> {
    let Control { code, reason, kind, title, remedy, source, severity, criterion, .. } =
        control.clone();
    let id = anchor(kind, &code, &reason);
    view! {
        <li id=id tabindex="-1" class="space-y-1 p-4">
            <p class="flex flex-wrap items-center gap-2">
                <span class="font-semibold tabular-nums">{code}</span>
                <span class="font-medium">{typeset(&title)}</span>
                <SeverityBadge severity />
            </p>
            {(!criterion.is_empty())
                .then(|| {
                    view! { <p class="max-w-prose">{format!("Critère\u{a0}: {}", typeset(&criterion))}</p> }
                })}
            <p class="max-w-prose">{typeset(&remedy)}</p>
            <p class="text-sm text-base-content/75">{format!("Source\u{a0}: {}", typeset(&source))}</p>
        </li>
    }
}

/// `CO02-cip`; what is said of every kind of file has the kind too.
pub(super) fn anchor(kind: ImportKind, code: &str, reason: &str) -> String {
    if code.starts_with("RP") {
        format!("{code}-{}-{reason}", labels::kind_code(kind))
    } else {
        format!("{code}-{reason}")
    }
}
