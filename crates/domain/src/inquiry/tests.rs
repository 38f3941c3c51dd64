use std::collections::BTreeMap;

use super::answers::APART;
use super::*;
use crate::chart::Plot;
use crate::consumption::{
    Axis, DaysKey, Place, Question as Asked, Scope as Perimeters, Total, TotalKey, Totals, analyse,
};
use crate::dto::{Perimeter, Versions};
use crate::import::Period;
use crate::nomenclature::{Family, families, family};

fn usual() -> Inquiry {
    Inquiry::of(Scope::Establishment("060000478".to_owned()), 2024)
}

/// Reads an inquiry from what another one writes.
fn again(inquiry: &Inquiry) -> Inquiry {
    let pairs: BTreeMap<&str, String> = inquiry.pairs().into_iter().collect();
    Inquiry::read(|name| pairs.get(name).map(String::as_str), &usual())
}

fn asked(query: &str) -> Inquiry {
    let pairs: BTreeMap<&str, &str> =
        query.split('&').filter_map(|pair| pair.split_once('=')).collect();
    Inquiry::read(|name| pairs.get(name).copied(), &usual())
}

fn paths(query: &str) -> Vec<String> {
    let path = |question| match question {
        Question::Consumption(path) | Question::Resistance(path) | Question::Peers(path) => path,
    };
    asked(query).questions().into_iter().map(path).collect()
}

#[test]
fn an_address_is_the_whole_of_an_inquiry() {
    let mut all = vec![usual()];
    for subject in Subject::ALL {
        for view in subject.views() {
            for scope in [
                Scope::NATION,
                Scope::region("53"),
                Scope::kind("CH"),
                Scope::Many { region: Some("94".to_owned()), kind: None },
                Scope::Many { region: Some("93".to_owned()), kind: Some("CH".to_owned()) },
            ] {
                let inquiry = Inquiry {
                    view: *view,
                    compared: Some(Scope::NATION),
                    sector: Some("REA".to_owned()),
                    family: Some("CARBA".to_owned()),
                    organism: Some("KLEPNE".to_owned()),
                    antibiotic: Some("BLSE".to_owned()),
                    specimen: Some("invasive".to_owned()),
                    ..Inquiry::of(scope, 2023)
                };
                all.push(inquiry.about(subject));
            }
        }
    }
    for inquiry in all {
        let read = again(&inquiry);
        assert_eq!(again(&read), read);
        assert_eq!(read.pairs(), inquiry.pairs());
        assert_eq!(read.questions(), inquiry.questions());
    }
}

#[test]
fn what_an_address_cannot_mean_is_as_usual() {
    assert_eq!(asked(""), usual());
    assert_eq!(asked("sujet=meteo&qui=region-00&de=1789&a=x&secteur=XX&famille=YY"), usual());
    let turned = asked("de=2024&a=2022");
    assert_eq!((turned.first, turned.last), (2022, 2024));
    assert_eq!(
        asked("vue=position").scope,
        Scope::NATION,
        "an establishment has no peers in itself"
    );
    assert_eq!(asked("vue=antibiogramme").view, View::Trend, "consumption has no antibiogram");
}

#[test]
fn each_view_asks_what_it_shows() {
    for (query, expected) in [
        (
            "qui=region-53&de=2022&a=2024&secteur=REA&famille=CARBA",
            vec![
                "/analyses/consumption?region=53&years=2022..2024&by=year&sector=REA&family=CARBA",
            ],
        ),
        (
            "avec=france&a=2024",
            vec![
                "/analyses/consumption?establishment=060000478&years=2020..2024&by=year",
                "/analyses/consumption?nation=true&years=2020..2024&by=year",
            ],
        ),
        ("vue=position&qui=type-CH", vec!["/analyses/consumption/peers?type=CH&year=2024"]),
        (
            "vue=secteurs&secteur=REA&famille=FQ",
            vec!["/analyses/consumption?establishment=060000478&years=2024&by=sector&family=FQ"],
        ),
        ("vue=regions&qui=type-CH", vec!["/analyses/consumption?type=CH&years=2024&across=region"]),
        (
            "sujet=resistance&vue=position&qui=france&germe=STAAUR&antibiotique=METI",
            vec![
                "/analyses/resistance/peers?nation=true&years=2024&organism=STAAUR&antibiotic=METI",
            ],
        ),
        (
            "sujet=resistance&vue=antibiogramme&prelevement=1&germe=ESCCOL",
            vec![
                "/analyses/resistance?establishment=060000478&years=2024&by=organism,antibiotic&specimen=1",
            ],
        ),
        (
            "sujet=consommation-et-resistance&qui=france",
            vec![
                "/analyses/consumption?nation=true&years=2020..2024&by=year&family=C3G",
                "/analyses/resistance?nation=true&years=2020..2024&by=year&organism=ESCCOL&antibiotic=C3G",
            ],
        ),
    ] {
        assert_eq!(paths(query), expected, "{query}");
    }
}

#[test]
fn families_told_apart_have_no_molecule_in_common() {
    for atc in families().iter().flat_map(Family::atc_starts) {
        let holding: Vec<&str> = APART
            .into_iter()
            .filter(|code| family(code).is_some_and(|one| one.contains(atc, "P")))
            .collect();
        assert!(holding.len() <= 1, "{atc}: {holding:?}");
    }
    assert!(APART.iter().all(|code| family(code).is_some()));
}

/// The totals of one sector over two years: a carbapenem, a penicillin and what no family told apart has.
fn totals() -> Totals {
    let mut totals = Totals::default();
    for (year, factor) in [(2023, 1.0), (2024, 2.0)] {
        let period = Period::year(year);
        let place =
            Place { scope: Perimeters::Spares, sector: "REA".to_owned(), subsector: String::new() };
        totals.days.insert(DaysKey { period, place: place.clone() }, 1000.0);
        for (atc, ddj) in [("J01DH02", 10.0), ("J01CR02", 30.0), ("J01XX01", 5.0), ("J01BA01", 2.0)]
        {
            let key = TotalKey {
                period,
                place: place.clone(),
                atc: atc.to_owned(),
                route: "P".to_owned(),
            };
            totals.consumption.insert(key, Total { ddj: ddj * factor, quantity: 1.0 });
        }
    }
    totals
}

fn answer(by: &[Axis], family: Option<&str>) -> Answer {
    let question = Asked {
        years: [2023, 2024].into(),
        family: family.map(str::to_owned),
        ..Asked::year(2024, Perimeter::Spares).by(by)
    };
    Answer::Consumption(analyse(&totals(), &question, &Versions::default()))
}

fn chart(inquiry: &Inquiry, answers: &[Answer]) -> crate::chart::Chart {
    let names = Names::from([("060000478".to_owned(), "CH de Grasse".to_owned())]);
    inquiry.charts(answers, &names).remove(0).unwrap()
}

#[test]
fn an_evolution_has_a_title_and_a_sentence() {
    let inquiry = asked("qui=region-53&de=2023&a=2024&secteur=REA&famille=CARBA");
    let chart = chart(&inquiry, &[answer(&[Axis::Year], Some("CARBA"))]);
    assert_eq!(
        chart.title,
        "Consommation – Carbapénèmes, en DDJ/1000 JH – Réanimation, Bretagne, 2023 à 2024 \
         (n\u{a0}=\u{a0}2\u{a0}années)"
    );
    assert!(
        chart.reading.says[0].starts_with("De 2023 à 2024, Bretagne passe de 10,0"),
        "{:?}",
        chart.reading
    );
}

#[test]
fn families_and_the_rest_are_the_whole() {
    let inquiry = asked("vue=familles&de=2023&a=2024");
    let answers = [answer(&[Axis::Year, Axis::Family], None), answer(&[Axis::Year], None)];
    let Plot::Stacked(stacked) = chart(&inquiry, &answers).plot else { panic!() };
    let names: Vec<&str> = stacked.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["Pénicillines", "Carbapénèmes", "Fosfomycine", "Autres antibiotiques"]);
    let totals: Vec<f64> = stacked.totals.iter().map(|total| total.at).collect();
    for (total, expected) in totals.iter().zip([47.0, 94.0]) {
        assert!((total - expected).abs() < 1e-9, "{totals:?}");
    }
}

#[test]
fn a_view_without_enough_says_why() {
    let inquiry = asked("vue=regions");
    let none = inquiry.charts(&[answer(&[], None)], &Names::new());
    assert!(none[0].as_ref().unwrap_err().contains("régions"), "{none:?}");
}
