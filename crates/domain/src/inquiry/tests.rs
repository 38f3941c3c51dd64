use std::collections::BTreeMap;

use super::answers::APART;
use super::*;
use crate::chart::Plot;
use crate::chart::testing::plain;
use crate::consumption::{
    Axis, DaysKey, Place, Question as Asked, Scope as Perimeters, Total, TotalKey, Totals, analyse,
};
use crate::dto::{Perimeter, Versions};
use crate::import::Period;
use crate::nomenclature::Aware;
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
                Scope::LegalEntity("060780897".to_owned()),
                Scope::Department("2A".to_owned()),
            ] {
                let inquiry = Inquiry {
                    view: *view,
                    compared: Some(Beside::Before),
                    step: Step::Quarter,
                    perimeter: Perimeter::All,
                    sector: Some("REA".to_owned()),
                    family: Some("CARBA".to_owned()),
                    molecule: Some("J01DH02".to_owned()),
                    route: Some("P".to_owned()),
                    aware: Some(Aware::Watch),
                    amount: Amount::Share,
                    method: Method::FirstIsolate,
                    metric: Metric::Isolates,
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
        assert_eq!(Inquiry::of_query(&read.query()).as_ref(), Some(&read));
        assert_eq!(read.pairs(), inquiry.pairs());
        assert_eq!(read.questions(), inquiry.questions());
    }
}

#[test]
fn a_query_without_a_subject_is_no_inquiry() {
    assert_eq!(Inquiry::of_query("vue=evolution&qui=france"), None);
    assert_eq!(Inquiry::of_query("sujet=meteo"), None);
}

#[test]
fn what_an_address_cannot_mean_is_as_usual() {
    assert_eq!(asked(""), usual());
    assert_eq!(asked("sujet=meteo&qui=region-00&de=1789&a=x&secteur=XX&famille=YY"), usual());
    let turned = asked("de=2024&a=2022");
    assert_eq!((turned.first, turned.last), (2022, 2024));
    assert_eq!(asked("molecule=J01ZZ99&voie=X&aware=rare&pas=mois&mesure=tout"), usual());
    assert_eq!(asked("famille=FQ&molecule=J01DH02").molecule, None, "it is no fluoroquinolone");
    assert_eq!(asked("quantite=part").amount, Amount::Rate, "all antibiotics are all of them");
    let few = asked("sujet=resistance&pas=trimestre&prelevement=2");
    assert_eq!(few.step, Step::Year, "quarters are of all specimens or of blood cultures");
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
        (
            "avec=periode-precedente&de=2022&a=2024&pas=trimestre&perimetre=ehpad&voie=O",
            vec![
                "/analyses/consumption?establishment=060000478&years=2022..2024&by=quarter&perimeter=ehpad&route=O",
                "/analyses/consumption?establishment=060000478&years=2019..2021&by=quarter&perimeter=ehpad&route=O",
            ],
        ),
        (
            "avec=cible&qui=entite-060780897&a=2024&aware=watch&molecule=J01DD04",
            vec![
                "/analyses/consumption?legal_entity=060780897&years=2020..2024&by=year&atc=J01DD04&aware=watch",
            ],
        ),
        (
            "vue=suivi&de=2023&a=2024",
            vec!["/analyses/consumption?establishment=060000478&years=2023..2024&by=quarter"],
        ),
        (
            "vue=aware&aware=watch&de=2023&a=2024",
            vec!["/analyses/consumption?establishment=060000478&years=2023..2024&by=year,aware"],
        ),
        (
            "vue=secteurs-et-familles&famille=FQ&secteur=REA",
            vec!["/analyses/consumption?establishment=060000478&years=2024&by=sector,family"],
        ),
        (
            "vue=types&qui=france&famille=FQ&quantite=part",
            vec!["/analyses/consumption?nation=true&years=2024&across=type&by=year&family=FQ"],
        ),
        (
            "sujet=resistance&vue=evolution-par-secteur&prelevement=1&de=2023&a=2024&dedoublonnage=aucun",
            vec![
                "/analyses/resistance?establishment=060000478&years=2023..2024&by=year,sector&organism=ESCCOL&antibiotic=C3G&dedup=none",
            ],
        ),
        (
            "vue=evolution-par-region&qui=type-CH&de=2023&a=2024",
            vec!["/analyses/consumption?type=CH&years=2023..2024&across=region&by=year"],
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
        let place = Place { scope: Perimeters::Spares, sector: "REA".into(), subsector: "".into() };
        totals.days.insert(DaysKey { period, place: place.clone() }, 1000.0);
        for (atc, ddj) in [("J01DH02", 10.0), ("J01CR02", 30.0), ("J01XX01", 5.0), ("J01BA01", 2.0)]
        {
            let key = TotalKey { period, place: place.clone(), atc: atc.into(), route: "P".into() };
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
        chart.reading.says[0].starts_with("De 2023 à 2024, Bretagne\u{a0}: de 10,0"),
        "{:?}",
        chart.reading
    );
}

#[test]
fn a_chart_names_the_versions_of_its_figures() {
    let versions =
        Versions { rules: "2026-09".to_owned(), ddd: "2026".to_owned(), ..Versions::default() };
    let question = Asked {
        years: [2023, 2024].into(),
        ..Asked::year(2024, Perimeter::Spares).by(&[Axis::Year])
    };
    let answer = Answer::Consumption(analyse(&totals(), &question, &versions));
    let told = chart(&asked("de=2023&a=2024"), &[answer]).source;
    assert_eq!(plain(&told), "ConsoRes, base du jour. Règles 2026-09 ; table ATC/DDD 2026.");
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

/// The quarters of a year of one sector, each with more than the one before.
fn quarters() -> Totals {
    let mut totals = Totals::default();
    let place = Place { scope: Perimeters::Spares, sector: "REA".into(), subsector: "".into() };
    for (year, quarter) in (2022..=2024).flat_map(|year| (1..=4).map(move |one| (year, one))) {
        let period = Period { year, quarter: Some(quarter) };
        totals.days.insert(DaysKey { period, place: place.clone() }, 1000.0);
        let key =
            TotalKey { period, place: place.clone(), atc: "J01DH02".into(), route: "P".into() };
        let ddj = 10.0 + f64::from(quarter);
        totals.consumption.insert(key, Total { ddj, quantity: 1.0 });
    }
    totals
}

fn by_quarter(years: &[i32]) -> Answer {
    let question = Asked {
        years: years.iter().copied().collect(),
        ..Asked::year(2024, Perimeter::Spares).by(&[Axis::Quarter])
    };
    Answer::Consumption(analyse(&quarters(), &question, &Versions::default()))
}

#[test]
fn quarters_stand_beside_those_of_the_period_before() {
    let inquiry = asked("pas=trimestre&de=2024&a=2024&avec=periode-precedente");
    let chart = chart(&inquiry, &[by_quarter(&[2024]), by_quarter(&[2023])]);
    let Plot::Series(spec) = &chart.plot else { panic!("{chart:?}") };
    assert_eq!(spec.labels, ["T1\u{a0}2024", "T2\u{a0}2024", "T3\u{a0}2024", "T4\u{a0}2024"]);
    let names: Vec<&str> = spec.series.iter().map(|series| series.name.as_str()).collect();
    assert_eq!(names, ["période précédente (2023)", "CH de Grasse"], "the own line is the present");
    assert!(spec.series.iter().all(|series| series.points.iter().all(Option::is_some)));
    assert_eq!(chart.twin.header[1].title, "CH de Grasse");
}

#[test]
fn a_control_chart_watches_the_quarters_that_have_days() {
    let inquiry = asked("vue=suivi&de=2021&a=2024");
    let chart = chart(&inquiry, &[by_quarter(&[2021, 2022, 2023, 2024])]);
    let Plot::Control(plot) = &chart.plot else { panic!("{chart:?}") };
    assert_eq!(plot.labels.len(), 12);
    assert!((plot.center.at - 12.5).abs() < 1e-9, "{plot:?}");
}

#[test]
fn sectors_and_families_are_a_grid_and_sectors_small_charts() {
    let grid = asked("vue=secteurs-et-familles&a=2024");
    let Plot::HeatMap(map) = chart(&grid, &[answer(&[Axis::Sector, Axis::Family], None)]).plot
    else {
        panic!()
    };
    assert_eq!(map.rows, ["Réanimation"]);
    assert_eq!(map.columns, ["Pénicillines", "Carbapénèmes", "Fosfomycine", "Phénicolés"]);
    let small = asked("vue=evolution-par-secteur&de=2023&a=2024");
    let Plot::Multiples(panels) = chart(&small, &[answer(&[Axis::Year, Axis::Sector], None)]).plot
    else {
        panic!()
    };
    assert_eq!(panels.panels.len(), 1);
}

#[test]
fn a_grid_of_some_families_shows_each_that_has_no_molecule_in_common_with_another() {
    let Answer::Consumption(mut analysis) = answer(&[Axis::Sector, Axis::Family], None) else {
        panic!()
    };
    let published = ["TOTAL", "AMC", "CARBA", "ECDC_LARGE"];
    analysis.groups.retain(|group| published.contains(&group.key["family"].as_str()));
    let grid = asked("vue=secteurs-et-familles&a=2024");
    let Plot::HeatMap(map) = chart(&grid, &[Answer::Consumption(analysis)]).plot else { panic!() };
    assert_eq!(map.columns, ["Amoxicilline-acide clavulanique", "Carbapénèmes"]);
}

#[test]
fn classes_of_the_who_are_the_whole() {
    let inquiry = asked("vue=aware&de=2023&a=2024");
    let Plot::Stacked(stacked) = chart(&inquiry, &[answer(&[Axis::Year, Axis::Aware], None)]).plot
    else {
        panic!()
    };
    let totals: Vec<f64> = stacked.totals.iter().map(|total| total.at).collect();
    for (total, expected) in totals.iter().zip([47.0, 94.0]) {
        assert!((total - expected).abs() < 1e-9, "{totals:?}");
    }
    assert!(stacked.parts.len() > 1, "{stacked:?}");
}

#[test]
fn a_class_of_the_who_takes_its_molecules_alone() {
    let question = Asked {
        years: [2023, 2024].into(),
        aware: Some(Aware::Reserve),
        ..Asked::year(2024, Perimeter::Spares)
    };
    let found = analyse(&totals(), &question, &Versions::default()).totals;
    assert_eq!(found.ddd, Some(15.0), "fosfomycin by injection");
}

#[test]
fn the_target_is_that_of_all_antibiotics_alone() {
    assert!(asked("").target().is_some_and(|level| level.value() > 200.0));
    for query in ["secteur=REA", "famille=FQ", "perimetre=tout", "sujet=resistance", "quantite=ddj"]
    {
        assert_eq!(asked(query).target(), None, "{query}");
    }
}

#[test]
fn a_title_says_what_was_chosen() {
    let names = Names::from([("060780897".to_owned(), "CH de Grasse".to_owned())]);
    for (query, expected) in [
        (
            "qui=entite-060780897&molecule=J01DD04&voie=P&perimetre=tout&a=2024&de=2024",
            "Consommation – Ceftriaxone, voie injectable – toutes les UF, CH de Grasse, entité juridique, 2024",
        ),
        (
            "sujet=resistance&qui=france&mesure=souches&dedoublonnage=aucun&a=2024&de=2024",
            "Souches isolées – Escherichia coli, sans dédoublonnage – France, 2024",
        ),
        (
            "qui=france&famille=FQ&quantite=part&avec=periode-precedente&a=2024&de=2023",
            "Consommation – Fluoroquinolones, part des antibiotiques – France, à côté de la période précédente, 2023 à 2024",
        ),
    ] {
        assert_eq!(asked(query).title(&names), expected, "{query}");
    }
}

#[test]
fn every_figure_opens_where_its_rows_are_listed() {
    let inquiry = asked("vue=secteurs-et-familles&a=2024&perimetre=tout");
    let names = Names::from([("060000478".to_owned(), "CH de Grasse".to_owned())]);
    let opened = inquiry.opened(&[answer(&[Axis::Sector, Axis::Family], None)], &names);
    let one = opened.iter().find(|one| one.of.ends_with("Carbapénèmes")).unwrap();
    assert_eq!(one.of, "CH de Grasse, Réanimation, Carbapénèmes");
    assert!((one.figure.numerator - 30.0).abs() < 1e-9, "{one:?}");
    let Some(Behind::Consumption { finess, year, sector, family, perimeter, .. }) = &one.behind
    else {
        panic!("{one:?}")
    };
    assert_eq!((finess.as_str(), *year, *perimeter), ("060000478", 2024, Perimeter::All));
    assert_eq!((sector.as_deref(), family.as_deref()), (Some("REA"), Some("CARBA")));
    let of_region = asked("qui=region-93&de=2023&a=2024");
    let figures = of_region.opened(&[answer(&[Axis::Year], None)], &names);
    assert!(figures.iter().all(|one| one.behind.is_none()), "rows are those of an establishment");
    assert_eq!(figures[0].period, "2023");
}
