//! The choices that make an inquiry: those that matter are open, the others are folded.

mod consumption;
mod resistance;

use domain::inquiry::{Beside, Inquiry, Names, Scope, Step, Subject, View};
use leptos::prelude::*;

use super::find::{Find, follows};
use super::pick::{Choice, Pick};
use super::scopes::{beside, own, scopes};
use crate::browser;
use crate::session::use_session;
use consumption::{Antibiotics, MoreOfConsumption};
use resistance::{Isolates, MoreOfIsolates};

/// Years that can be chosen.
const YEARS: i32 = 10;

/// Everything that can be chosen about an inquiry; each choice asks at once.
#[component]
pub fn Choose(
    inquiry: Memo<Inquiry>,
    ask: Callback<Inquiry>,
    names: RwSignal<Names>,
) -> impl IntoView {
    let session = use_session();
    let view = Memo::new(move |_| inquiry.with(|one| one.view));
    let subject = Memo::new(move |_| inquiry.with(|one| one.subject));
    let whose = Memo::new(move |_| {
        let divides = view.get().divides();
        let mut all = names.with(|names| scopes(session, names, divides));
        let own = inquiry.with(|one| one.scope.clone());
        if all.iter().all(|one| one.value != own.slug()) {
            let label = names.with(|names| own.label(names));
            all.insert(0, Choice::new(own.slug(), label));
        }
        all
    });
    let views = Signal::derive(move || {
        let views = inquiry.with(Inquiry::views).into_iter();
        let offered =
            views.filter(|one| !one.is_by_region() || session.is_national() || *one == view.get());
        offered.map(|one| Choice::new(one.slug(), one.label())).collect::<Vec<_>>()
    });
    let divides = Memo::new(move |_| view.get().divides());
    let see_as = move |slug: String| {
        let mut next = inquiry.get_untracked();
        let chosen = next.views().into_iter().find(|one| one.slug() == slug).unwrap_or_default();
        // One establishment is seen among those of its type.
        if chosen == View::Peers
            && let Scope::Establishment(finess) = &next.scope
            && let Some(one) = own(session).into_iter().find(|one| one.finess == *finess)
        {
            next.scope = Scope::kind(&one.kind);
        }
        ask.run(next.seen_as(chosen));
    };
    let with_consumption = move || subject.get() != Subject::Resistance;
    let with_isolates = move || subject.get() != Subject::Consumption;
    view! {
        <section
            class="space-y-5 rounded-box border border-base-content/15 bg-base-100 p-4 sm:p-6"
            aria-label="Ce que vous voulez voir"
        >
            <Subjects inquiry ask />
            <div class="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
                <Show when=move || { views.with(Vec::len) > 1 }>
                    <Pick
                        label="Vue"
                        choices=views
                        value=Signal::derive(move || view.get().slug().to_owned())
                        choose=Callback::new(see_as)
                    />
                </Show>
                {move || {
                    let label = if divides.get() { "Parmi qui" } else { "De qui" };
                    view! {
                        <Pick
                            label
                            choices=whose
                            value=Signal::derive(move || inquiry.with(|one| one.scope.slug()))
                            choose=changing(
                                inquiry,
                                ask,
                                |one, value| {
                                    if let Some(scope) = value.as_deref().and_then(Scope::parse) {
                                        one.scope = scope;
                                    }
                                },
                            )
                        />
                    }
                }}
                <Years inquiry ask />
                <Show when=with_consumption>
                    <Antibiotics inquiry ask />
                </Show>
                <Show when=with_isolates>
                    <Isolates inquiry ask />
                </Show>
            </div>
            <Show when=move || follows(session) && !view.get().divides()>
                <Find inquiry ask names />
            </Show>
            <More inquiry>
                <Compared inquiry ask names />
                <Show when=with_consumption>
                    <MoreOfConsumption inquiry ask />
                </Show>
                <Show when=with_isolates>
                    <MoreOfIsolates inquiry ask />
                </Show>
            </More>
        </section>
    }
}

/// The other choices, open where the address has one of them.
#[component]
fn More(inquiry: Memo<Inquiry>, children: Children) -> impl IntoView {
    let is_open = RwSignal::new(false);
    Effect::new(move |_| {
        if inquiry.with(Inquiry::is_particular) {
            is_open.set(true);
        }
    });
    view! {
        <details prop:open=move || is_open.get()>
            <summary class="cursor-pointer font-medium text-primary">"Plus de choix"</summary>
            <div class="mt-4 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">{children()}</div>
        </details>
    }
}

/// What it is about.
#[component]
pub fn Subjects(inquiry: Memo<Inquiry>, ask: Callback<Inquiry>) -> impl IntoView {
    let button = move |subject: Subject| {
        let is_it = move || inquiry.with(|one| one.subject == subject);
        view! {
            <button
                type="button"
                class="btn join-item max-sm:px-2 max-sm:text-xs"
                class=("btn-primary", is_it)
                aria-pressed=move || is_it().to_string()
                on:click=move |_| ask.run(inquiry.get_untracked().about(subject))
            >
                {subject.label()}
            </button>
        }
    };
    view! {
        <div class="join flex-wrap" role="group" aria-label="Sujet">
            {Subject::ALL.map(button).collect_view()}
        </div>
    }
}

/// One year, or from one to another, side by side.
#[component]
fn Years(inquiry: Memo<Inquiry>, ask: Callback<Inquiry>) -> impl IntoView {
    let choices = Signal::derive(move || {
        let (first, last) = inquiry.with(|one| (one.first, one.last));
        let newest = (browser::last_year() + 1).max(last);
        let oldest = (newest - YEARS + 1).min(first);
        (oldest..=newest)
            .rev()
            .map(|year| Choice::new(year.to_string(), year.to_string()))
            .collect()
    });
    let change = move |with: fn(&mut Inquiry, i32)| {
        Callback::new(move |value: String| {
            if let Ok(year) = value.parse() {
                let mut next = inquiry.get_untracked();
                with(&mut next, year);
                ask.run(next.settled());
            }
        })
    };
    let is_of_a_year = Memo::new(move |_| inquiry.with(Inquiry::is_of_a_year));
    view! {
        <div class="grid gap-2" class=("grid-cols-2", move || !is_of_a_year.get())>
            <Show when=move || !is_of_a_year.get()>
                <Pick
                    label="De l’année"
                    choices
                    value=Signal::derive(move || inquiry.with(|one| one.first.to_string()))
                    choose=change(|one, year| one.first = year)
                />
            </Show>
            {move || {
                let label = if is_of_a_year.get() { "Année" } else { "À l’année" };
                view! {
                    <Pick
                        label
                        choices
                        value=Signal::derive(move || inquiry.with(|one| one.last.to_string()))
                        choose=change(|one, year| one.last = year)
                    />
                }
            }}
        </div>
    }
}

/// What a trend is read against, and how often it has a value.
#[component]
fn Compared(
    inquiry: Memo<Inquiry>,
    ask: Callback<Inquiry>,
    names: RwSignal<Names>,
) -> impl IntoView {
    let session = use_session();
    let compares =
        move || inquiry.with(|one| one.view == View::Trend && one.subject != Subject::Coupling);
    let others = Memo::new(move |_| {
        let of = |one: &Inquiry| {
            let mut all = names.with(|names| beside(session, names, one));
            let chosen = one.compared.as_ref();
            let unknown = chosen.filter(|chosen| all.iter().all(|one| one.value != chosen.slug()));
            if let Some(chosen) = unknown {
                let label = names.with(|names| chosen.label(names));
                all.insert(1, Choice::new(chosen.slug(), label));
            }
            all
        };
        inquiry.with(of)
    });
    view! {
        <Show when=compares>
            <Pick
                label="À côté de"
                choices=others
                value=Signal::derive(move || {
                    inquiry.with(|one| one.compared.as_ref().map(Beside::slug).unwrap_or_default())
                })
                choose=changing(
                    inquiry,
                    ask,
                    |one, value| one.compared = value.as_deref().and_then(Beside::parse),
                )
            />
        </Show>
        <Show when=move || inquiry.with(Inquiry::may_be_quarterly)>
            <Pick
                label="Pas de temps"
                choices=Signal::derive(|| {
                    Step::ALL.map(|one| Choice::new(one.slug(), one.label())).to_vec()
                })
                value=Signal::derive(move || inquiry.with(|one| one.step.slug().to_owned()))
                choose=changing(
                    inquiry,
                    ask,
                    |one, value| {
                        let chosen = value.unwrap_or_default();
                        one.step = Step::ALL
                            .into_iter()
                            .find(|step| step.slug() == chosen)
                            .unwrap_or_default();
                    },
                )
            />
        </Show>
    }
}

/// Asks anew with what is chosen; an empty value is none.
fn changing(
    inquiry: Memo<Inquiry>,
    ask: Callback<Inquiry>,
    with: fn(&mut Inquiry, Option<String>),
) -> Callback<String> {
    Callback::new(move |value: String| {
        let mut next = inquiry.get_untracked();
        with(&mut next, Some(value).filter(|value| !value.is_empty()));
        ask.run(next.settled());
    })
}
