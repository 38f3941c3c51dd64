//! Labels of the laboratory that nobody has said the meaning of, answered here once and for all.

use domain::dto::{LabelAnswer, LabelField, UnmatchedLabel};
use domain::labels::{choices, code_name, field_name};
use leptos::prelude::*;

use crate::api::ApiError;
use crate::components::{Badge, ProblemAlert, Tone};
use crate::format;
use crate::pages::establishment::use_finess;
use crate::session::use_client;

/// Value of the choice that leaves a label out.
const IGNORE: &str = "-";

/// One question per label; nothing when every label is known.
#[component]
pub fn LabelQuestions(labels: Vec<UnmatchedLabel>, answered: Callback<()>) -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let failure = RwSignal::new(None::<ApiError>);
    let answer = Callback::new(move |(field, answer): (LabelField, LabelAnswer)| {
        leptos::task::spawn_local(async move {
            let refused = client.answer_label(&finess.get_untracked(), field, answer).await.err();
            if refused.is_none() {
                answered.run(());
            }
            failure.set(refused);
        });
    });
    (!labels.is_empty()).then(|| {
        view! {
            <section class="space-y-3" aria-labelledby="libelles">
                <h2 id="libelles" class="text-xl font-bold">"Libellés à préciser"</h2>
                <p class="max-w-prose">
                    "Dites une fois ce que ces libellés désignent\u{202f}: la réponse vaut tout de suite, et pour "
                    "les imports suivants."
                </p>
                {move || failure.get().map(|error| view! { <ProblemAlert error /> })}
                <ul class="divide-y divide-base-content/10 rounded-box border border-base-content/15 bg-base-100">
                    {labels.into_iter().map(|label| view! { <Question label answer /> }).collect_view()}
                </ul>
            </section>
        }
    })
}

/// The label, its choices, and what it may be.
#[component]
fn Question(label: UnmatchedLabel, answer: Callback<(LabelField, LabelAnswer)>) -> impl IntoView {
    let field = label.field;
    let text = StoredValue::new(label.label.clone());
    let say = move |code: Option<String>| {
        answer.run((field, LabelAnswer { label: text.get_value(), code }));
    };
    let choose = move |value: String| match value.as_str() {
        "" => {}
        IGNORE => say(None),
        code => say(Some(code.to_owned())),
    };
    // A doubt is told; what is only close can be confirmed in one gesture.
    let proposal = label.proposal.map(|proposal| {
        let name = |code: &str| code_name(field, code);
        let first = proposal.code.as_deref().map_or_else(|| "à ignorer".to_owned(), name);
        let doubt = if proposal.ambiguous {
            let other = proposal.runner_up.as_deref().map(name).unwrap_or_default();
            format!("{first} ou {other}\u{202f}?")
        } else if let Some(number) = proposal.national {
            let number = format::count(number, "établissement", "établissements");
            format!("{first} (accepté par l’équipe nationale, utilisé par {number})")
        } else {
            format!("{first} (ressemblance {}\u{a0}%)", proposal.score)
        };
        let code = proposal.code;
        let confirm = (!proposal.ambiguous).then(|| {
            view! {
                <button
                    class="btn btn-sm"
                    aria-label=format!("Confirmer {first} pour {}", text.get_value())
                    on:click=move |_| say(code.clone())
                >
                    "Confirmer"
                </button>
            }
        });
        view! { <span class="flex flex-wrap items-center gap-2">{doubt} {confirm}</span> }
    });
    view! {
        <li class="grid items-center gap-x-6 gap-y-2 p-4 md:grid-cols-[4fr_3fr_4fr]">
            <div class="min-w-0 wrap-anywhere">
                <span class="font-semibold">{label.label.clone()}</span>
                " "
                <Badge tone=Tone::Information text=field_name(field) />
                <span class="block text-sm text-base-content/75">
                    {format::count(label.rows, "isolat", "isolats")}
                </span>
            </div>
            <select
                class="select select-sm w-full"
                aria-label=format!("{}\u{a0}: {}", field_name(field), label.label)
                on:change:target=move |event| choose(event.target().value())
            >
                <option value="" selected=true>"À préciser…"</option>
                <option value=IGNORE>"Ne pas compter"</option>
                {choices(field)
                    .into_iter()
                    .map(|(code, name)| view! { <option value=code>{name}</option> })
                    .collect_view()}
            </select>
            <div>{proposal}</div>
        </li>
    }
}
