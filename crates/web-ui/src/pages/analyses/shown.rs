//! The charts of an inquiry.

use domain::inquiry::{Answer, Inquiry, Names, Opened, Question, Subject, Told, View};
use leptos::prelude::*;
use leptos_router::components::A;

use super::opened::OpenedFigures;
use super::saved::Save;
use crate::components::{Chart, CopyButton, Disclosure, EmptyState, Loaded};
use crate::remote::Remote;
use crate::routes;
use crate::session::use_client;

/// What is asked, its charts, and how to check and share them.
#[component]
pub fn Shown(inquiry: Memo<Inquiry>, names: RwSignal<Names>) -> impl IntoView {
    let client = use_client();
    let answers = Remote::new(move || {
        let inquiry = inquiry.get();
        async move {
            let answers = client.answers(&inquiry).await?;
            Ok((inquiry, answers))
        }
    });
    let title = move || names.with(|names| inquiry.with(|one| one.title(names)));
    view! {
        <section class="space-y-6" aria-labelledby="question">
            <h2 id="question" class="text-xl font-bold">{title}</h2>
            <Loaded
                resource=answers
                view=move |(inquiry, answers): (Inquiry, Vec<Answer>)| {
                    let told = names.with(|names| inquiry.charts(&answers, names));
                    let opened = names.with(|names| inquiry.opened(&answers, names));
                    view! { <Answered inquiry told opened notes=notes(&answers) /> }.into_any()
                }
            />
        </section>
    }
}

/// What the answers say of themselves.
fn notes(answers: &[Answer]) -> Vec<String> {
    let mut notes = Vec::new();
    for answer in answers {
        match answer {
            Answer::Peers(peers) => {
                notes.extend(peers.notes.iter().cloned());
                if peers.without_value > 0 {
                    notes.push(format!(
                        "{} sans valeur\u{a0}: pas de journées, ou trop peu de souches testées.",
                        domain::french::count(
                            peers.without_value,
                            "établissement",
                            "établissements"
                        ),
                    ));
                }
            }
            Answer::Consumption(analysis) => {
                notes.extend(analysis.totals.rate.notes.iter().cloned());
            }
            Answer::Resistance(_) => {}
        }
    }
    notes.dedup();
    notes
}

#[component]
fn Answered(
    inquiry: Inquiry,
    told: Vec<Told>,
    opened: Vec<Opened>,
    notes: Vec<String>,
) -> impl IntoView {
    let chart = |told: Told| match told {
        Ok(spec) => view! {
            <div class="rounded-box border border-base-content/15 bg-base-100 p-4 sm:p-6">
                <Chart spec />
            </div>
        }
        .into_any(),
        Err(text) => view! { <EmptyState title="Pas de graphique" text /> }.into_any(),
    };
    let notes = (!notes.is_empty()).then(|| {
        let lines = notes.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
        view! { <ul class="list-disc space-y-1 ps-5 text-sm">{lines}</ul> }
    });
    let is_expected = inquiry.subject == Subject::Consumption && inquiry.view == View::Peers;
    let model = is_expected.then(|| {
        view! {
            <p>
                <A
                    href=routes::of_inquiry(routes::MODEL, &inquiry)
                    attr:class="link link-primary font-medium"
                >
                    "Ce que le modèle attend, et comment"
                </A>
            </p>
        }
    });
    view! {
        {told.into_iter().map(chart).collect_view()}
        {model}
        <OpenedFigures inquiry=inquiry.clone() opened />
        {notes}
        <Checked inquiry />
    }
}

/// How to share the question, and to ask for its figures from a program.
#[component]
fn Checked(inquiry: Inquiry) -> impl IntoView {
    let address = super::address(&inquiry);
    let link = Signal::derive(move || {
        let origin = window().location().origin().unwrap_or_default();
        format!("{origin}{address}")
    });
    view! {
        <div class="space-y-4 text-sm">
            <CopyButton text=link label="Copier le lien de cette analyse" />
            <Save inquiry=inquiry.clone() />
            <Disclosure summary="Comment ces chiffres sont calculés">
                <Sources questions=inquiry.questions() />
            </Disclosure>
        </div>
    }
}

/// How the figures are made, and where a program finds them.
#[component]
fn Sources(questions: Vec<Question>) -> impl IntoView {
    let path = |question: Question| {
        let (Question::Consumption(path) | Question::Resistance(path) | Question::Peers(path)) =
            question;
        view! { <li><code class="text-xs wrap-anywhere">{format!("/api/v1{path}")}</code></li> }
    };
    let paths = questions.into_iter().map(path).collect_view();
    view! {
                <div class="mt-3 max-w-prose space-y-3">
                    <p>
                        "Les sommes de plusieurs établissements divisent toutes les DDJ par toutes les journées, et toutes les souches résistantes par toutes les souches testées\u{a0}: un grand hôpital y pèse plus qu’un petit. Les sommes de moins de trois établissements ne sont pas montrées à leurs voisins, ni les percentiles de moins de dix."
                    </p>
                    <p>
                        "L’attendu d’un établissement est ce qu’il consommerait comme les autres de son type, secteur par secteur\u{a0}; si trop peu d’établissements permettent de l’estimer, comme la France dans chacun de ses secteurs. "
                        <a class="link link-primary" href=routes::METHOD>"Méthodologie"</a>
                    </p>
                    <p>"Les mêmes chiffres par l’API\u{a0}:"</p>
                    <ul class="list-disc space-y-1 ps-5">{paths}</ul>
                </div>
    }
}
