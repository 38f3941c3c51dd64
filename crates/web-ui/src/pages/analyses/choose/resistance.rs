//! What of the isolates.

use domain::inquiry::{Inquiry, Metric, Subject, View};
use domain::nomenclature::specimens;
use domain::resistance::{Measure, Taxa, resistance_panels};
use leptos::prelude::*;

use super::changing;
use crate::pages::analyses::pick::{Choice, Pick};

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

/// Organism and antibiotic.
#[component]
pub fn Isolates(inquiry: Memo<Inquiry>, ask: Callback<Inquiry>) -> impl IntoView {
    let organisms = || {
        let named = |code: &&str| Taxa::of(code).map(|taxa| Choice::new(*code, taxa.label()));
        ORGANISMS.iter().filter_map(named).collect::<Vec<_>>()
    };
    let of_organism = move || inquiry.with(antibiotics);
    view! {
        <Show when=move || inquiry.with(|one| one.view != View::Matrix)>
            <Pick
                label="Micro-organisme"
                choices=Signal::derive(organisms)
                value=Signal::derive(move || inquiry.with(|one| one.organism.clone().unwrap_or_default()))
                choose=changing(
                    inquiry,
                    ask,
                    |one, organism| {
                        one.organism = organism;
                        let asked = of_panel(one);
                        let chosen = one.antibiotic.as_deref().and_then(Measure::of);
                        if chosen.is_none_or(|chosen| !asked.contains(&chosen)) {
                            one.antibiotic = asked.first().map(|first| first.code().to_owned());
                        }
                    },
                )
            />
            <Show when=move || inquiry.with(|one| one.shown_metric() != Metric::Isolates)>
                <Pick
                    label="Résistance à"
                    choices=Signal::derive(of_organism)
                    value=Signal::derive(move || inquiry.with(|one| one.antibiotic.clone().unwrap_or_default()))
                    choose=changing(inquiry, ask, |one, antibiotic| one.antibiotic = antibiotic)
                />
            </Show>
        </Show>
    }
}

/// Specimen, measure and rule of deduplication.
#[component]
pub fn MoreOfIsolates(inquiry: Memo<Inquiry>, ask: Callback<Inquiry>) -> impl IntoView {
    let metrics = || Metric::ALL.map(|one| Choice::new(one.slug(), one.label())).to_vec();
    let methods = || {
        let all = Inquiry::methods().into_iter();
        all.map(|(method, slug)| Choice::new(slug, method.label())).collect::<Vec<_>>()
    };
    let slug = |one: &Inquiry| {
        let mut all = Inquiry::methods().into_iter();
        all.find(|(method, _)| *method == one.method).map_or("", |(_, slug)| slug)
    };
    view! {
        <Show when=move || !inquiry.with(|one| one.view.is_by_sector())>
            <Pick
                label="Prélèvement"
                choices=Signal::derive(move || inquiry.with(of_specimens))
                value=Signal::derive(move || inquiry.with(|one| one.specimen.clone().unwrap_or_default()))
                choose=changing(inquiry, ask, |one, specimen| one.specimen = specimen)
            />
        </Show>
        <Show when=move || inquiry.with(|one| one.view.measures())>
            <Pick
                label="Mesure"
                choices=Signal::derive(metrics)
                value=Signal::derive(move || inquiry.with(|one| one.metric.slug().to_owned()))
                choose=changing(
                    inquiry,
                    ask,
                    |one, value| {
                        let chosen = value.unwrap_or_default();
                        one.metric = Metric::ALL
                            .into_iter()
                            .find(|metric| metric.slug() == chosen)
                            .unwrap_or_default();
                    },
                )
            />
        </Show>
        <Pick
            label="Dédoublonnage"
            choices=Signal::derive(methods)
            value=Signal::derive(move || inquiry.with(slug).to_owned())
            choose=changing(
                inquiry,
                ask,
                |one, value| {
                    let chosen = value.unwrap_or_default();
                    let mut all = Inquiry::methods().into_iter();
                    one.method = all
                        .find(|(_, slug)| *slug == chosen)
                        .map_or_else(Default::default, |(method, _)| method);
                },
            )
        />
    }
}

/// Those that the view can be asked of.
fn of_specimens(inquiry: &Inquiry) -> Vec<Choice> {
    let by_quarter = inquiry.view == View::Control && inquiry.subject == Subject::Resistance;
    let all = specimens().iter().filter(|one| !by_quarter || one.code == "1");
    let all = all.map(|one| Choice::new(one.code, one.label));
    let mut found = vec![Choice::new("", "Tous les prélèvements")];
    if !by_quarter {
        found.push(Choice::new("invasive", "Sang et liquide cérébrospinal"));
    }
    found.extend(all);
    found
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
