//! The choices that make an inquiry.

use domain::dto::ResistanceMetric;
use domain::inquiry::{Inquiry, Names, Scope, Subject, View};
use domain::nomenclature::{families, sectors, specimens};
use domain::resistance::{Measure, Taxa, resistance_panels};
use leptos::prelude::*;

use super::pick::{Choice, Pick};
use super::scopes::scopes;
use crate::browser;
use crate::session::use_session;

/// Years that can be chosen.
const YEARS: i32 = 10;
/// Organisms that are asked for most, in the order of reports.
const ORGANISMS: [&str; 10] = [
    "ESCCOL",
    "KLEPNE",
    "ENBCLX",
    "Enterobacterales",
    "STAAUR",
    "PSEAER",
    "ACIBAU",
    "ENCFAE",
    "ENCFAI",
    "STRPNE",
];

/// Everything that can be chosen about an inquiry; each choice asks at once.
#[component]
pub fn Choose(
    inquiry: Memo<Inquiry>,
    ask: Callback<Inquiry>,
    names: StoredValue<Names>,
) -> impl IntoView {
    let change = move |with: fn(&mut Inquiry, String)| {
        Callback::new(move |value: String| {
            let mut next = inquiry.get_untracked();
            with(&mut next, value);
            ask.run(next.settled());
        })
    };
    let session = use_session();
    let view = Memo::new(move |_| inquiry.with(|one| one.view));
    let subject = Memo::new(move |_| inquiry.with(|one| one.subject));
    let whose = Memo::new(move |_| {
        let mut all = scopes(session, !view.get().divides());
        let own = inquiry.with(|one| one.scope.clone());
        if all.iter().all(|one| one.value != own.slug()) {
            let label = names.with_value(|names| own.label(names));
            all.insert(0, Choice { value: own.slug(), label, heading: "" });
        }
        all
    });
    let beside = Memo::new(move |_| {
        let own = inquiry.with(|one| one.scope.slug());
        let mut all = scopes(session, true);
        all.retain(|one| one.value != own);
        all.insert(0, Choice::new("", "Personne"));
        all
    });
    let compares = move || view.get() == View::Trend && subject.get() != Subject::Coupling;
    view! {
        <section
            class="space-y-5 rounded-box border border-base-content/15 bg-base-100 p-4 sm:p-6"
            aria-label="Ce que vous voulez voir"
        >
            <Subjects inquiry ask />
            <div class="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
                <Pick
                    label="Vue"
                    choices=Signal::derive(move || {
                        let views = subject.get().views().iter();
                        views.map(|one| Choice::new(one.slug(), one.label())).collect()
                    })
                    value=Signal::derive(move || view.get().slug().to_owned())
                    choose=change(|one, value| {
                        let views = one.subject.views().iter();
                        one.view = views.copied().find(|view| view.slug() == value).unwrap_or_default();
                    })
                />
                <Pick
                    label="De qui"
                    choices=whose
                    value=Signal::derive(move || inquiry.with(|one| one.scope.slug()))
                    choose=change(|one, value| {
                        if let Some(scope) = Scope::parse(&value) {
                            one.scope = scope;
                        }
                    })
                />
                <Show when=compares>
                    <Pick
                        label="À côté de"
                        choices=beside
                        value=Signal::derive(move || {
                            inquiry.with(|one| one.compared.as_ref().map(Scope::slug).unwrap_or_default())
                        })
                        choose=change(|one, value| one.compared = Scope::parse(&value))
                    />
                </Show>
                <Years inquiry ask />
                <Show when=move || subject.get() != Subject::Resistance>
                    <OfConsumption inquiry ask />
                </Show>
                <Show when=move || subject.get() != Subject::Consumption>
                    <OfResistance inquiry ask />
                </Show>
            </div>
        </section>
    }
}

/// What it is about.
#[component]
fn Subjects(inquiry: Memo<Inquiry>, ask: Callback<Inquiry>) -> impl IntoView {
    let button = move |subject: Subject| {
        let is_it = move || inquiry.with(|one| one.subject == subject);
        view! {
            <button
                type="button"
                class="btn join-item"
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

/// One year, or from one to another.
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
    let is_of_a_year =
        move || inquiry.with(|one| one.view.is_of_a_year() && one.subject != Subject::Coupling);
    view! {
        <Show when=move || !is_of_a_year()>
            <Pick
                label="De l’année"
                choices
                value=Signal::derive(move || inquiry.with(|one| one.first.to_string()))
                choose=change(|one, year| one.first = year)
            />
        </Show>
        {move || {
            let label = if is_of_a_year() { "Année" } else { "À l’année" };
            view! {
                <Pick
                    label
                    choices
                    value=Signal::derive(move || inquiry.with(|one| one.last.to_string()))
                    choose=change(|one, year| one.last = year)
                />
            }
        }}
    }
}

/// Sector and family.
#[component]
fn OfConsumption(inquiry: Memo<Inquiry>, ask: Callback<Inquiry>) -> impl IntoView {
    let view = Memo::new(move |_| inquiry.with(|one| one.view));
    let change = move |with| changing(inquiry, ask, with);
    let of_sectors = || {
        let all = sectors().iter().map(|one| Choice::new(one.code, one.label));
        [Choice::new("", "Tous les secteurs")].into_iter().chain(all).collect::<Vec<_>>()
    };
    let of_families = || {
        let all = families().iter().filter(|one| one.code != "TOTAL");
        let all = all.map(|one| Choice::new(one.code, one.label));
        [Choice::new("", "Tous les antibiotiques")].into_iter().chain(all).collect::<Vec<_>>()
    };
    view! {
        <Show when=move || view.get() != View::Sectors>
            <Pick
                label="Secteur"
                choices=Signal::derive(of_sectors)
                value=Signal::derive(move || inquiry.with(|one| one.sector.clone().unwrap_or_default()))
                choose=change(|one, sector| one.sector = sector)
            />
        </Show>
        <Show when=move || view.get() != View::Families>
            <Pick
                label="Antibiotiques consommés"
                choices=Signal::derive(of_families)
                value=Signal::derive(move || inquiry.with(|one| one.family.clone().unwrap_or_default()))
                choose=change(|one, family| one.family = family)
            />
        </Show>
    }
}

/// Organism, antibiotic, specimen and what is measured.
#[component]
fn OfResistance(inquiry: Memo<Inquiry>, ask: Callback<Inquiry>) -> impl IntoView {
    let is_matrix = move || inquiry.with(|one| one.view == View::Matrix);
    let measures_isolates =
        move || inquiry.with(|one| matches!(one.view, View::Peers | View::Matrix));
    let change = move |with| changing(inquiry, ask, with);
    let organisms = || {
        let named = |code: &&str| Taxa::of(code).map(|taxa| Choice::new(*code, taxa.label()));
        ORGANISMS.iter().filter_map(named).collect::<Vec<_>>()
    };
    let of_organism = move || inquiry.with(antibiotics);
    let of_specimens = || {
        let all = specimens().iter().map(|one| Choice::new(one.code, one.label));
        let first = [
            Choice::new("", "Tous les prélèvements"),
            Choice::new("invasive", "Sang et liquide cérébrospinal"),
        ];
        first.into_iter().chain(all).collect::<Vec<_>>()
    };
    let metrics = || {
        vec![
            Choice::new("", "Pourcentage de résistance"),
            Choice::new("densite", "Densité d’incidence"),
        ]
    };
    view! {
        <Show when=move || !is_matrix()>
            <Pick
                label="Micro-organisme"
                choices=Signal::derive(organisms)
                value=Signal::derive(move || inquiry.with(|one| one.organism.clone().unwrap_or_default()))
                choose=change(|one, organism| {
                    one.organism = organism;
                    let asked = of_panel(one);
                    let chosen = one.antibiotic.as_deref().and_then(Measure::of);
                    if chosen.is_none_or(|chosen| !asked.contains(&chosen)) {
                        one.antibiotic = asked.first().map(|first| first.code().to_owned());
                    }
                })
            />
            <Pick
                label="Résistance à"
                choices=Signal::derive(of_organism)
                value=Signal::derive(move || inquiry.with(|one| one.antibiotic.clone().unwrap_or_default()))
                choose=change(|one, antibiotic| one.antibiotic = antibiotic)
            />
        </Show>
        <Pick
            label="Prélèvement"
            choices=Signal::derive(of_specimens)
            value=Signal::derive(move || inquiry.with(|one| one.specimen.clone().unwrap_or_default()))
            choose=change(|one, specimen| one.specimen = specimen)
        />
        <Show when=move || !measures_isolates()>
            <Pick
                label="Mesure"
                choices=Signal::derive(metrics)
                value=Signal::derive(move || {
                    let density = inquiry.with(|one| one.metric == ResistanceMetric::Density);
                    if density { "densite".to_owned() } else { String::new() }
                })
                choose=change(|one, metric| {
                    one.metric = if metric.is_some() {
                        ResistanceMetric::Density
                    } else {
                        ResistanceMetric::Proportion
                    };
                })
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

/// What the national panel asks of the organism, in its order.
fn of_panel(inquiry: &Inquiry) -> Vec<Measure> {
    let taxa = inquiry.organism.as_deref().and_then(Taxa::of);
    let mut found: Vec<Measure> = Vec::new();
    for panel in resistance_panels().iter().filter(|panel| Some(panel.subject.taxa) == taxa) {
        if !found.contains(&panel.subject.measure) {
            found.push(panel.subject.measure);
        }
    }
    found
}

/// The same as choices, with what the address asks for.
fn antibiotics(inquiry: &Inquiry) -> Vec<Choice> {
    let mut found = of_panel(inquiry);
    let chosen = inquiry.antibiotic.as_deref().and_then(Measure::of);
    if let Some(chosen) = chosen.filter(|chosen| !found.contains(chosen)) {
        found.insert(0, chosen);
    }
    found.into_iter().map(|measure| Choice::new(measure.code(), measure.label())).collect()
}
