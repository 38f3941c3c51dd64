//! The charts of a visitor's question, and how to share, check and reuse them.

use domain::dto::OpenEdition;
use domain::inquiry::{Answer, Inquiry, Names, Opened, Question, Told};
use leptos::prelude::*;

use crate::components::{Chart, CopyButton, Disclosure, EmptyState, Loaded};
use crate::pages::analyses::OpenedFigures;
use crate::remote::Remote;
use crate::routes;
use crate::session::use_client;

/// What is asked, and its charts.
#[component]
pub fn OpenShown(edition: StoredValue<OpenEdition>, inquiry: Memo<Inquiry>) -> impl IntoView {
    let title = move || inquiry.with(|one| one.title(&Names::new()));
    view! {
        <section class="space-y-6" aria-labelledby="question">
            <h2 id="question" class="text-xl font-bold">{title}</h2>
            <Charts edition inquiry />
            {move || {
                let asked = inquiry.get();
                let citation = edition.with_value(|edition| edition.citation.clone());
                view! { <Reuse inquiry=asked citation /> }
            }}
        </section>
    }
}

/// The charts alone.
#[component]
pub fn Charts(edition: StoredValue<OpenEdition>, inquiry: Memo<Inquiry>) -> impl IntoView {
    let client = use_client();
    let answers = Remote::new(move || {
        let inquiry = inquiry.get();
        async move {
            let answers = client.open_answers(&inquiry).await?;
            Ok((inquiry, answers))
        }
    });
    let shown = move |(inquiry, answers): (Inquiry, Vec<Answer>)| {
        let cited = edition.with_value(|edition| edition.citation.clone());
        let told = inquiry.charts_from(&cited, &answers, &Names::new());
        let opened: Vec<Opened> = inquiry.opened(&answers, &Names::new());
        view! {
            {told.into_iter().map(chart).collect_view()}
            <OpenedFigures inquiry opened />
        }
        .into_any()
    };
    view! { <Loaded resource=answers view=shown /> }
}

fn chart(told: Told) -> AnyView {
    match told {
        Ok(spec) => view! {
            <div class="rounded-box border border-base-content/15 bg-base-100 p-4 sm:p-6">
                <Chart spec />
            </div>
        }
        .into_any(),
        Err(text) => view! { <EmptyState title="Pas de graphique" text /> }.into_any(),
    }
}

/// How to share the question, show it elsewhere, and ask for its figures from a program.
#[component]
fn Reuse(inquiry: Inquiry, citation: String) -> impl IntoView {
    let origin = || window().location().origin().unwrap_or_default();
    let link = routes::of_inquiry(routes::OPEN, &inquiry);
    let link = Signal::derive(move || format!("{}{link}", origin()));
    let framed = routes::of_inquiry(routes::EMBEDDED, &inquiry);
    let title = inquiry.title(&Names::new());
    let frame = Signal::derive(move || {
        let source = format!("{}{framed}", origin()).replace('&', "&amp;");
        format!(
            "<iframe src=\"{source}\" title=\"{}\" width=\"100%\" height=\"640\" loading=\"lazy\"></iframe>",
            title.replace('"', "&quot;")
        )
    });
    view! {
        <div class="space-y-4 text-sm">
            <div class="flex flex-wrap gap-3">
                <CopyButton text=link label="Copier le lien de cette analyse" />
                <CopyButton text=frame label="Copier le code pour l’intégrer à une page" />
            </div>
            <Disclosure summary="Vérifier, citer, réutiliser">
                <Sources questions=inquiry.questions() citation=citation.clone() />
            </Disclosure>
        </div>
    }
}

/// Where the figures come from, and under which name.
#[component]
fn Sources(questions: Vec<Question>, citation: String) -> impl IntoView {
    let path = |question: Question| {
        let (Question::Consumption(path) | Question::Resistance(path) | Question::Peers(path)) =
            question;
        let href = format!("/api/v1/open{path}");
        view! {
            <li>
                <a class="link link-primary text-xs wrap-anywhere" rel="external" href=href.clone()>
                    {href.clone()}
                </a>
            </li>
        }
    };
    let paths = questions.into_iter().map(path).collect_view();
    view! {
        <div class="mt-3 max-w-prose space-y-3">
            <p>"Pour citer\u{a0}: "{citation}</p>
            <p>"Les chiffres de ce graphique, pour un programme (JSON, sans compte)\u{a0}:"</p>
            <ul class="list-disc space-y-1 ps-5">{paths}</ul>
            <p>
                "Les sommes de plusieurs établissements divisent toutes les DDJ par toutes les journées, et toutes les souches résistantes par toutes les souches testées. "
                <a class="link link-primary" href=routes::METHOD>"Méthodologie"</a>
            </p>
        </div>
    }
}
