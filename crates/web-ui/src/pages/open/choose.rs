//! The choices of a visitor: what the edition has, and nothing else.

use domain::dto::OpenEdition;
use domain::inquiry::{Beside, Inquiry, Metric, Names, OPEN_SPECIMENS, Scope, Subject, View};
use domain::nomenclature::sectors;
use domain::resistance::{Measure, Taxa};
use leptos::prelude::*;

use crate::pages::analyses::{Choice, Pick, Subjects};

/// Everything that can be chosen; each choice asks at once.
#[component]
pub fn OpenChoose(
    edition: StoredValue<OpenEdition>,
    inquiry: Memo<Inquiry>,
    ask: Callback<Inquiry>,
) -> impl IntoView {
    let change = move |with: fn(&mut Inquiry, Option<String>)| {
        Callback::new(move |value: String| {
            let mut next = inquiry.get_untracked();
            with(&mut next, Some(value).filter(|value| !value.is_empty()));
            ask.run(next);
        })
    };
    let of = move |read: fn(&Inquiry) -> String| Signal::derive(move || inquiry.with(read));
    let views = Signal::derive(move || {
        let views = inquiry.with(Inquiry::open_views).into_iter();
        views.map(|one| Choice::new(one.slug(), one.label())).collect::<Vec<_>>()
    });
    let whose = Signal::derive(move || edition.with_value(places));
    let beside = Signal::derive(move || {
        let mut all = vec![Choice::new("", "Rien")];
        if inquiry.with(Inquiry::chooses_target) {
            all.push(Choice::new(Beside::Target.slug(), "La cible nationale"));
        }
        let own = inquiry.with(|one| one.scope.slug());
        let others = edition.with_value(places).into_iter();
        all.extend(others.filter(|one| one.value != own));
        all
    });
    let divides = move || inquiry.with(|one| one.view.divides());
    let compares =
        move || inquiry.with(|one| one.view == View::Trend && one.subject != Subject::Coupling);
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
                        value=of(|one| one.view.slug().to_owned())
                        choose=change(|one, value| {
                            let mut views = one.open_views().into_iter();
                            let chosen = views.find(|view| Some(view.slug()) == value.as_deref());
                            *one = one.clone().seen_as(chosen.unwrap_or_default());
                        })
                    />
                </Show>
                <Show when=move || !divides()>
                    <Pick
                        label="De qui"
                        choices=whose
                        value=of(|one| one.scope.slug())
                        choose=change(|one, value| {
                            if let Some(scope) = value.as_deref().and_then(Scope::parse) {
                                one.scope = scope;
                            }
                        })
                    />
                </Show>
                <Show when=compares>
                    <Pick
                        label="À côté de"
                        choices=beside
                        value=of(|one| one.compared.as_ref().map(Beside::slug).unwrap_or_default())
                        choose=change(|one, value| {
                            one.compared = value.as_deref().and_then(Beside::parse);
                        })
                    />
                </Show>
                <Years edition inquiry ask />
                <Show when=move || inquiry.with(|one| one.subject != Subject::Resistance)>
                    <OfConsumption edition inquiry change=StoredValue::new(change) />
                </Show>
                <Show when=move || inquiry.with(|one| one.subject != Subject::Consumption)>
                    <OfResistance edition inquiry change=StoredValue::new(change) />
                </Show>
            </div>
        </section>
    }
}

/// The nation, the types and the regions that have figures.
fn places(edition: &OpenEdition) -> Vec<Choice> {
    let names = Names::new();
    let choice =
        |scope: Scope, heading| Choice { value: scope.slug(), label: scope.label(&names), heading };
    let types = edition.types.iter();
    let types = types.map(|one| choice(Scope::kind(&one.code), "Types d’établissement"));
    let regions = edition.regions.iter().map(|one| choice(Scope::region(&one.code), "Régions"));
    [choice(Scope::NATION, "Ensemble")].into_iter().chain(types).chain(regions).collect()
}

#[component]
fn Years(
    edition: StoredValue<OpenEdition>,
    inquiry: Memo<Inquiry>,
    ask: Callback<Inquiry>,
) -> impl IntoView {
    let choices = Signal::derive(move || {
        let year = |year: &i32| Choice::new(year.to_string(), year.to_string());
        edition.with_value(|edition| edition.years.iter().rev().map(year).collect::<Vec<_>>())
    });
    let change = move |with: fn(&mut Inquiry, i32)| {
        Callback::new(move |value: String| {
            if let Ok(year) = value.parse() {
                let mut next = inquiry.get_untracked();
                with(&mut next, year);
                ask.run(next);
            }
        })
    };
    let is_of_a_year = Memo::new(move |_| inquiry.with(Inquiry::is_of_a_year));
    view! {
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
    }
}

#[component]
fn OfConsumption<F>(
    edition: StoredValue<OpenEdition>,
    inquiry: Memo<Inquiry>,
    change: StoredValue<F>,
) -> impl IntoView
where
    F: Fn(fn(&mut Inquiry, Option<String>)) -> Callback<String> + Send + Sync + 'static,
{
    let of_families = Signal::derive(move || {
        let mut all = vec![Choice::new("", "Tous les antibiotiques")];
        edition.with_value(|edition| {
            let families = edition.indicators.iter().filter_map(|one| {
                let code = one.family.as_ref().filter(|code| *code != "TOTAL")?;
                Some(Choice::new(code.clone(), one.label.clone()))
            });
            all.extend(families);
        });
        all
    });
    let of_sectors = Signal::derive(|| {
        let all = sectors().iter().filter(|one| one.in_spares && one.parent.is_none());
        let all = all.map(|one| Choice::new(one.code, one.label));
        [Choice::new("", "Tous les secteurs")].into_iter().chain(all).collect::<Vec<_>>()
    });
    view! {
        <Show when=move || !inquiry.with(|one| one.view.is_by_sector())>
            <Pick
                label="Secteur"
                choices=of_sectors
                value=Signal::derive(move || inquiry.with(|one| one.sector.clone().unwrap_or_default()))
                choose=change.with_value(|change| change(|one, sector| one.sector = sector))
            />
        </Show>
        <Show when=move || !inquiry.with(|one| one.view.is_by_family())>
            <Pick
                label="Antibiotiques consommés"
                choices=of_families
                value=Signal::derive(move || inquiry.with(|one| one.family.clone().unwrap_or_default()))
                choose=change.with_value(|change| change(|one, family| one.family = family))
            />
        </Show>
    }
}

#[component]
fn OfResistance<F>(
    edition: StoredValue<OpenEdition>,
    inquiry: Memo<Inquiry>,
    change: StoredValue<F>,
) -> impl IntoView
where
    F: Fn(fn(&mut Inquiry, Option<String>)) -> Callback<String> + Send + Sync + 'static,
{
    let organisms = Signal::derive(move || {
        let mut all: Vec<Choice> = Vec::new();
        edition.with_value(|edition| {
            for code in edition.indicators.iter().filter_map(|one| one.organism.as_ref()) {
                if all.iter().all(|one| one.value != *code) {
                    let label = Taxa::of(code).map_or("", Taxa::label);
                    all.push(Choice::new(code.clone(), label));
                }
            }
        });
        all
    });
    let antibiotics = Signal::derive(move || {
        let organism = inquiry.with(|one| one.organism.clone());
        edition.with_value(|edition| {
            let of_it = edition.indicators.iter().filter(|one| one.organism == organism);
            let named = of_it.filter_map(|one| {
                let measure = Measure::of(one.antibiotic.as_deref()?)?;
                Some(Choice::new(measure.code(), measure.label()))
            });
            named.collect::<Vec<_>>()
        })
    });
    let specimens = Signal::derive(|| {
        let all = OPEN_SPECIMENS.map(|(code, label)| Choice::new(code, label));
        [Choice::new("", "Tous les prélèvements")].into_iter().chain(all).collect::<Vec<_>>()
    });
    let metrics = Signal::derive(|| {
        [Metric::Proportion, Metric::Density]
            .map(|one| Choice::new(one.slug(), one.label()))
            .to_vec()
    });
    view! {
        <Show when=move || inquiry.with(|one| one.view != View::Matrix)>
            <Pick
                label="Micro-organisme"
                choices=organisms
                value=Signal::derive(move || inquiry.with(|one| one.organism.clone().unwrap_or_default()))
                choose=change.with_value(|change| change(|one, organism| one.organism = organism))
            />
            <Pick
                label="Résistance à"
                choices=antibiotics
                value=Signal::derive(move || inquiry.with(|one| one.antibiotic.clone().unwrap_or_default()))
                choose=change.with_value(|change| change(|one, code| one.antibiotic = code))
            />
        </Show>
        <Show when=move || inquiry.with(|one| one.metric != Metric::Density)>
            <Pick
                label="Prélèvement"
                choices=specimens
                value=Signal::derive(move || inquiry.with(|one| one.specimen.clone().unwrap_or_default()))
                choose=change.with_value(|change| change(|one, code| one.specimen = code))
            />
        </Show>
        <Show when=move || inquiry.with(|one| one.view.measures())>
            <Pick
                label="Mesure"
                choices=metrics
                value=Signal::derive(move || inquiry.with(|one| one.metric.slug().to_owned()))
                choose=change.with_value(|change| {
                    change(|one, value| {
                        let density = value.as_deref() == Some(Metric::Density.slug());
                        one.metric = if density { Metric::Density } else { Metric::Proportion };
                    })
                })
            />
        </Show>
    }
}
