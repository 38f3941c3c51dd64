//! What of the consumption.

use domain::consumption::Axis;
use domain::inquiry::{Amount, Inquiry, ROUTES, View};
use domain::nomenclature::{
    Aware, families, family, is_antibiotic, is_antifungal, molecules, sectors,
};
use leptos::prelude::*;

use super::changing;
use crate::pages::analyses::pick::{Choice, Pick};

/// The family, or all antibiotics.
#[component]
pub fn Antibiotics(inquiry: Memo<Inquiry>, ask: Callback<Inquiry>) -> impl IntoView {
    let of_families = || {
        let all = families().iter().filter(|one| one.code != "TOTAL");
        let all = all.map(|one| Choice::new(one.code, one.label));
        [Choice::new("", "Tous les antibiotiques")].into_iter().chain(all).collect::<Vec<_>>()
    };
    view! {
        <Show when=move || !inquiry.with(|one| one.view.is_by_family())>
            <Pick
                label="Antibiotiques consommés"
                choices=Signal::derive(of_families)
                value=Signal::derive(move || inquiry.with(|one| one.family.clone().unwrap_or_default()))
                choose=changing(inquiry, ask, |one, family| one.family = family)
            />
        </Show>
    }
}

/// Sector, perimeter, molecule, route, class and quantity.
#[component]
pub fn MoreOfConsumption(inquiry: Memo<Inquiry>, ask: Callback<Inquiry>) -> impl IntoView {
    view! {
        <Places inquiry ask />
        <Molecules inquiry ask />
        <Show when=move || inquiry.with(measures)>
            <Pick
                label="Quantité"
                choices=Signal::derive(move || inquiry.with(amounts))
                value=Signal::derive(move || inquiry.with(|one| one.amount.slug().to_owned()))
                choose=changing(
                    inquiry,
                    ask,
                    |one, value| {
                        let chosen = value.unwrap_or_default();
                        one.amount = Amount::ALL
                            .into_iter()
                            .find(|amount| amount.slug() == chosen)
                            .unwrap_or_default();
                    },
                )
            />
        </Show>
    }
}

#[component]
fn Places(inquiry: Memo<Inquiry>, ask: Callback<Inquiry>) -> impl IntoView {
    let of_sectors = || {
        let all = sectors().iter().map(|one| Choice::new(one.code, one.label));
        [Choice::new("", "Tous les secteurs")].into_iter().chain(all).collect::<Vec<_>>()
    };
    let of_perimeters = || {
        let labels = ["Sanitaire SPARES", "Hébergement des EHPAD", "Toutes les UF qui ont des JH"];
        let all = Inquiry::perimeters().into_iter().zip(labels);
        all.map(|((_, slug), label)| Choice::new(slug, label)).collect::<Vec<_>>()
    };
    let slug = |one: &Inquiry| {
        let mut all = Inquiry::perimeters().into_iter();
        all.find(|(perimeter, _)| *perimeter == one.perimeter).map_or("", |(_, slug)| slug)
    };
    view! {
        <Show when=move || !inquiry.with(|one| one.view.is_by_sector())>
            <Pick
                label="Secteur"
                choices=Signal::derive(of_sectors)
                value=Signal::derive(move || inquiry.with(|one| one.sector.clone().unwrap_or_default()))
                choose=changing(inquiry, ask, |one, sector| one.sector = sector)
            />
        </Show>
        <Pick
            label="Périmètre"
            choices=Signal::derive(of_perimeters)
            value=Signal::derive(move || inquiry.with(slug).to_owned())
            choose=changing(
                inquiry,
                ask,
                |one, value| {
                    let chosen = value.unwrap_or_default();
                    let mut all = Inquiry::perimeters().into_iter();
                    one.perimeter = all
                        .find(|(_, slug)| *slug == chosen)
                        .map_or_else(Default::default, |(perimeter, _)| perimeter);
                },
            )
        />
    }
}

#[component]
fn Molecules(inquiry: Memo<Inquiry>, ask: Callback<Inquiry>) -> impl IntoView {
    let of_family = Memo::new(move |_| inquiry.with(|one| one.family.clone()));
    let of_molecules = move || {
        let mut all = vec![Choice::new("", "Toutes les molécules")];
        all.extend(molecules_of(of_family.get().as_deref()));
        all
    };
    let of_routes = || {
        let all =
            ROUTES.map(|code| Choice::new(code, domain::french::capital(&Axis::Route.label(code))));
        [Choice::new("", "Toutes les voies")].into_iter().chain(all).collect::<Vec<_>>()
    };
    let of_classes = || {
        let all = Aware::ALL.map(|one| Choice::new(one.as_str(), one.label()));
        [Choice::new("", "Toutes les classes")].into_iter().chain(all).collect::<Vec<_>>()
    };
    view! {
        <Show when=move || !inquiry.with(|one| one.view.is_by_family())>
            <Pick
                label="Molécule"
                choices=Signal::derive(of_molecules)
                value=Signal::derive(move || inquiry.with(|one| one.molecule.clone().unwrap_or_default()))
                choose=changing(inquiry, ask, |one, molecule| one.molecule = molecule)
            />
        </Show>
        <Pick
            label="Voie"
            choices=Signal::derive(of_routes)
            value=Signal::derive(move || inquiry.with(|one| one.route.clone().unwrap_or_default()))
            choose=changing(inquiry, ask, |one, route| one.route = route)
        />
        <Show when=move || inquiry.with(|one| one.view != View::Aware)>
            <Pick
                label="Classe AWaRe (OMS)"
                choices=Signal::derive(of_classes)
                value=Signal::derive(move || {
                    inquiry.with(|one| one.aware.map(|class| class.as_str().to_owned()).unwrap_or_default())
                })
                choose=changing(
                    inquiry,
                    ask,
                    |one, class| one.aware = class.as_deref().and_then(Aware::parse),
                )
            />
        </Show>
    }
}

/// The molecules of a family, or all antibiotics, by name.
fn molecules_of(code: Option<&str>) -> Vec<Choice> {
    let of = code.and_then(family);
    let mut found: Vec<(&str, &str)> = molecules()
        .filter(|(atc, _)| match of {
            Some(family) => family.contains(atc, "P"),
            None => is_antibiotic(atc) && !is_antifungal(atc),
        })
        .collect();
    found.sort_by_key(|(_, name)| name.to_lowercase());
    found.into_iter().map(|(atc, name)| Choice::new(atc, name)).collect()
}

fn measures(inquiry: &Inquiry) -> bool {
    inquiry.subject == domain::inquiry::Subject::Consumption && inquiry.view.measures()
}

/// Shares only of a part of the antibiotics.
fn amounts(inquiry: &Inquiry) -> Vec<Choice> {
    let has_share = inquiry.is_of_some_molecules();
    let all = Amount::ALL.into_iter().filter(|one| has_share || *one != Amount::Share);
    all.map(|one| Choice::new(one.slug(), one.label())).collect()
}
