//! One alert: its isolates, the report to prepare, and the decision.

use std::collections::BTreeMap;

use domain::dto::{Alert, AlertDetail};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::decision::DecisionForm;
use super::draft::{Draft, Written, stored};
use super::history::History;
use super::isolates::IsolateTable;
use super::list::{Badges, standing};
use super::words;
use crate::browser;
use crate::components::{Callout, Loaded, PageHeading, Tone};
use crate::pages::establishment::use_finess;
use crate::remote::Remote;
use crate::routes::{self, Tab};
use crate::session::{use_client, use_session};

/// The parts of the page that a button leads to; after a decision the focus goes to its part, too.
const DRAFT: &str = "brouillon";
const DECISION: &str = "decision";

/// The page of an alert.
#[component]
pub fn AlertPage() -> impl IntoView {
    let client = use_client();
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id").and_then(|id| id.parse::<i32>().ok())).unwrap_or(-1)
    });
    let detail = Remote::new(move || client.alert(id.get()));
    // What is being written stays while the alert is read again.
    let written: Written = RwSignal::new(BTreeMap::new());
    let begun = StoredValue::new(None::<i32>);
    let decided = StoredValue::new(false);
    Effect::new(move || {
        let Some(detail) = detail.content() else { return };
        if begun.get_value() != Some(detail.alert.id) {
            begun.set_value(Some(detail.alert.id));
            written.set(stored(&detail.draft.fields));
        }
        if decided.try_update_value(std::mem::take) == Some(true) {
            request_animation_frame(|| browser::focus(DECISION));
        }
    });
    let settled = Callback::new(move |()| {
        decided.set_value(true);
        detail.refetch();
    });
    view! {
        <Loaded
            resource=detail
            view=move |detail| view! { <Detail detail written settled /> }.into_any()
        />
    }
}

#[component]
fn Detail(detail: AlertDetail, written: Written, settled: Callback<()>) -> impl IntoView {
    let session = use_session();
    let finess = use_finess();
    let decides = session.decides(&finess.get_untracked());
    let AlertDetail { alert, note, source, figure, decisions, isolates, draft } = detail;
    let all = routes::tab(&alert.finess, Tab::Alerts);
    // Isolates that count in no figure are behind none.
    let counted = isolates.iter().any(|isolate| isolate.counted);
    let figure = figure.filter(|_| counted).map(|figure| figure_address(&alert, &figure));
    let id = alert.id;
    view! {
        <a class="link link-primary mb-3 inline-block font-medium" href=all>"Toutes les alertes"</a>
        <PageHeading title=alert.label.clone() lead=words::place(&alert.content) />
        <div class="space-y-10">
            <div class="space-y-4">
                <Facts alert=alert.clone() />
                <Callout tone=Tone::Information title=note>
                    <p class="text-sm">{format!("Source\u{a0}: {source}.")}</p>
                </Callout>
            </div>
            <section class="space-y-3" aria-labelledby="isolats">
                <h2 id="isolats" class="text-xl font-bold">"Isolats"</h2>
                {if alert.found {
                    view! { <IsolateTable isolates finess=alert.finess.clone() /> }.into_any()
                } else {
                    view! {
                        <Callout
                            tone=Tone::Warning
                            title="Les fichiers en vigueur ne montrent plus cette alerte"
                        >
                            <p>
                                "L’import a été annulé ou corrigé. L’alerte reste avec ce que vous en avez écrit."
                            </p>
                        </Callout>
                    }
                        .into_any()
                }}
                {figure
                    .map(|href| {
                        view! {
                            <a class="link link-primary inline-block font-medium" href=href>
                                "Ouvrir le chiffre, ses isolats et la décision de dédoublonnage"
                            </a>
                        }
                    })}
            </section>
            <section class="space-y-4" aria-labelledby=DRAFT>
                <h2 id=DRAFT tabindex="-1" class="text-xl font-bold outline-none">"Brouillon de signalement"</h2>
                <p class="max-w-prose text-base-content/80">
                    "Les champs du signalement externe (e-SIN). Ceux que les fichiers disent sont remplis\u{202f}; complétez les autres, "
                    "sans nom de patient ni date complète, puis copiez le texte. Rien n’est transmis d’ici."
                </p>
                <Draft alert=id fields=draft.fields written decides />
            </section>
            <section class="space-y-4" aria-labelledby=DECISION>
                <h2 id=DECISION tabindex="-1" class="text-xl font-bold outline-none">"Décision"</h2>
                <History decisions />
                {if decides {
                    view! { <DecisionForm alert=id decided=settled /> }.into_any()
                } else {
                    view! {
                        <p>"La décision revient au référent et aux contributeurs de l’établissement."</p>
                    }
                        .into_any()
                }}
            </section>
        </div>
    }
}

/// What is known at a glance.
#[component]
fn Facts(alert: Alert) -> impl IntoView {
    let content = &alert.content;
    view! {
        <div class="space-y-2 rounded-box border border-base-content/15 bg-base-100 p-5">
            <Badges alert=alert.clone() />
            <p class="text-lg font-medium wrap-anywhere">{words::found(&alert)}</p>
            {words::uncounted(content)
                .map(|text| view! { <p class="text-sm text-base-content/80">{text}</p> })}
            <p class="text-sm text-base-content/80">{standing(&alert)}</p>
            <div class="flex flex-wrap gap-3 pt-1">
                {[(DRAFT, "Aller au brouillon"), (DECISION, "Aller à la décision")]
                    .map(|(part, text)| {
                        view! {
                            <button
                                type="button"
                                class="btn btn-sm"
                                on:click=move |_| {
                                    browser::to_part(part);
                                }
                            >
                                {text}
                            </button>
                        }
                    })
                    .into_iter()
                    .collect_view()}
            </div>
        </div>
    }
}

/// The figure of resistance whose isolates these are.
fn figure_address(alert: &Alert, figure: &str) -> String {
    let year = alert.year.to_string();
    let pairs = [("annee", Some(year.as_str())), ("isolats", Some(figure))];
    routes::with_query(&routes::tab(&alert.finess, Tab::Resistances), pairs)
}
