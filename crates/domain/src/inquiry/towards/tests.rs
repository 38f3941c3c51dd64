use super::*;
use crate::chart::Plot;
use crate::chart::testing::{plain, said};
use crate::consumption::{
    Axis, DaysKey, Place, Question as Asked, Scope as Perimeters, Total, TotalKey, Totals, analyse,
};
use crate::dto::{ResistanceAnalysis, ResistanceGroup, SeriesBreak, Versions};
use crate::import::Period;
use crate::inquiry::{Names, Question};
use crate::resistance::{density, proportion};

fn site() -> Scope {
    Scope::Establishment("060000478".to_owned())
}

fn asked(query: &str) -> Inquiry {
    Inquiry::of_query(&format!("qui=060000478&{query}")).unwrap()
}

/// The DDJ and the days of periods.
fn answer(periods: &[(Period, f64, f64)], axis: Axis) -> Answer {
    let mut totals = Totals::default();
    for (period, ddj, days) in periods {
        let place = Place { scope: Perimeters::Spares, sector: "MED".into(), subsector: "".into() };
        totals.days.insert(DaysKey { period: *period, place: place.clone() }, *days);
        let key = TotalKey { period: *period, place, atc: "J01CR02".into(), route: "O".into() };
        totals.consumption.insert(key, Total { ddj: *ddj, quantity: 1.0 });
    }
    let question = Asked {
        years: (2019..=2024).collect(),
        ..Asked::year(2024, Perimeter::Spares).by(&[axis])
    };
    Answer::Consumption(analyse(&totals, &question, &Versions::default()))
}

fn years(first: i32) -> Answer {
    let ddj = [29_000.0, 28_500.0, 28_100.0, 27_400.0, 27_500.0, 26_900.0];
    let of = (2019..).zip(ddj).filter(|one| one.0 >= first);
    let of: Vec<_> = of.map(|(year, ddj)| (Period::year(year), ddj, 100_000.0)).collect();
    answer(&of, Axis::Year)
}

fn quarters_of(year: i32, quarters: &[u8]) -> Answer {
    let of = quarters
        .iter()
        .map(|quarter| (Period { year, quarter: Some(*quarter) }, 7_000.0, 25_000.0));
    answer(&of.collect::<Vec<_>>(), Axis::Quarter)
}

fn chart(inquiry: &Inquiry, answers: &[Answer]) -> Chart {
    inquiry.charts(answers, &Names::new()).remove(0).unwrap()
}

fn projected(chart: &Chart) -> Option<usize> {
    let Plot::Series(spec) = &chart.plot else { panic!("{chart:?}") };
    spec.projected
}

#[test]
fn every_indicator_with_a_target_has_a_question_but_the_share_of_broad_spectrum() {
    for one in national_indicators() {
        let found = Inquiry::towards(one.id, site(), 2024);
        let expected = one.target.is_some() && one.id != "ECDC_LARGE_SPECTRE";
        assert_eq!(found.is_some(), expected, "{}", one.id);
        let Some(inquiry) = found else { continue };
        assert_eq!(inquiry.indicator().map(|one| one.id), Some(one.id));
        assert_eq!((inquiry.view, inquiry.first, inquiry.last), (View::Target, 2020, 2024));
        assert_eq!(Inquiry::of_query(&inquiry.query()), Some(inquiry), "its address is all of it");
    }
    assert_eq!(Inquiry::towards("METEO", site(), 2024), None);
}

#[test]
fn the_view_is_offered_where_an_indicator_asks_the_same() {
    for (query, offered) in [
        ("sujet=consommation", true),
        ("sujet=consommation&secteur=REA", false),
        ("sujet=consommation&famille=FQ", false),
        ("sujet=consommation&perimetre=tout", false),
        ("sujet=consommation&quantite=ddj", false),
        ("sujet=resistance", false),
        ("sujet=resistance&germe=STAAUR&antibiotique=METI&prelevement=1", true),
        ("sujet=resistance&germe=STAAUR&antibiotique=METI", false),
        ("sujet=resistance&germe=STAAUR&antibiotique=METI&mesure=densite", true),
        ("sujet=resistance&germe=STAAUR&antibiotique=METI&mesure=souches", false),
        (
            "sujet=resistance&germe=STAAUR&antibiotique=METI&mesure=densite&dedoublonnage=aucun",
            false,
        ),
        ("sujet=resistance&germe=Enterobacterales&antibiotique=CARBA&mesure=densite", true),
        ("sujet=consommation-et-resistance", false),
    ] {
        let inquiry = asked(query);
        assert_eq!(inquiry.views().contains(&View::Target), offered, "{query}");
        assert_eq!(inquiry.open_views().contains(&View::Target), offered, "{query}");
        let view = if offered { View::Target } else { View::Trend };
        assert_eq!(asked(&format!("{query}&vue=vers-la-cible")).view, view, "{query}");
    }
}

#[test]
fn the_target_stands_alone_over_years_enough() {
    let short = asked("sujet=consommation&avec=france&de=2023&a=2024").seen_as(View::Target);
    assert_eq!((short.first, short.last, short.compared), (2020, 2024, None));
    assert_eq!(asked("sujet=consommation&de=2015&a=2024").seen_as(View::Target).first, 2015);
}

#[test]
fn quarters_are_asked_beside_the_years_of_one_establishment() {
    let paths = |query: &str| {
        let path = |question| match question {
            Question::Consumption(path) | Question::Resistance(path) | Question::Peers(path) => {
                path
            }
        };
        let inquiry = asked(&format!("{query}&vue=vers-la-cible&de=2020&a=2024"));
        inquiry.questions().into_iter().map(path).collect::<Vec<_>>()
    };
    let of = "/analyses/consumption?establishment=060000478&years=2020..2024&by=";
    let both = [format!("{of}year"), format!("{of}quarter")];
    assert_eq!(paths("sujet=consommation"), both);
    assert_eq!(paths("sujet=consommation&pas=trimestre"), both[1..]);
    let nation =
        Inquiry::towards("CONSO_DDJ", Scope::NATION, 2024).map(|one| one.questions().len());
    assert_eq!(nation, Some(1));
    assert_eq!(
        paths("sujet=resistance&germe=STAAUR&antibiotique=METI&prelevement=1"),
        [
            "/analyses/resistance?establishment=060000478&years=2020..2024&by=year&organism=STAAUR&antibiotic=METI&specimen=1"
        ]
    );
}

#[test]
fn years_are_carried_on_to_that_of_the_target() {
    let inquiry = asked("sujet=consommation&vue=vers-la-cible&de=2019&a=2024");
    let answers = [years(2019), quarters_of(2024, &[1, 2, 3, 4])];
    let chart = chart(&inquiry, &answers);
    assert_eq!(projected(&chart), Some(6));
    assert_eq!(chart.twin.rows[6].label, "2025 (projection)");
    let said = said(&chart);
    assert!(said.contains("L’écart est de +12,5 DDJ/1000 JH"), "{said}");
    assert!(said.contains("2025, échéance de la cible"), "{said}");
    let opened = inquiry.opened(&answers, &Names::new());
    assert_eq!(opened.len(), 6, "quarters are not those of the chart");
}

#[test]
fn a_year_without_all_of_its_quarters_does_not_count() {
    let inquiry = asked("sujet=consommation&vue=vers-la-cible&de=2019&a=2024");
    let chart = chart(&inquiry, &[years(2019), quarters_of(2024, &[1, 2])]);
    assert_eq!(projected(&chart), Some(5));
    assert!(said(&chart).contains("Hors de la tendance (données incomplètes) : 2024."));
}

#[test]
fn too_few_years_say_why_nothing_is_projected() {
    let inquiry = asked("sujet=consommation&vue=vers-la-cible&de=2019&a=2024");
    let chart = chart(&inquiry, &[years(2023)]);
    assert_eq!(projected(&chart), None);
    let reason = "Rien n’est projeté : il faut au moins 5 années, et seules 2 comptent.";
    assert!(said(&chart).contains(reason), "{}", said(&chart));
    let none = inquiry.charts(&[years(2030)], &Names::new()).remove(0).unwrap_err();
    assert_eq!(plain(&none), "Il faut au moins 1 année ; il y en a 0.");
}

#[test]
fn isolates_from_before_a_change_of_rules_do_not_count() {
    let inquiry = Inquiry::towards("SARM_HEMOC_PCT", site(), 2024).unwrap();
    let group = |(year, resistant): (i32, u32)| ResistanceGroup {
        key: [("year".to_owned(), year.to_string())].into(),
        labels: [].into(),
        isolates: Some(200),
        tested: Some(200),
        increased: Some(0),
        intermediate: Some(0),
        resistant: Some(resistant),
        proportion: proportion(resistant, 200, &Versions::default()),
        density: density(resistant, 90_000.0, &Versions::default()),
        isolates_density: density(200, 90_000.0, &Versions::default()),
    };
    let groups = (2019..).zip([40, 30, 28, 26, 25, 25]).map(group).collect();
    let change = SeriesBreak { year: 2020, label: "CA-SFM 2020".to_owned() };
    let answer = ResistanceAnalysis { groups, breaks: vec![change], targets: Vec::new() };
    let chart = chart(&inquiry, &[Answer::Resistance(answer)]);
    assert_eq!(projected(&chart), Some(6));
    let said = said(&chart);
    assert!(
        said.contains("Hors de la tendance (avant un changement de règles, CA-SFM 2020) : 2019."),
        "{said}"
    );
    assert!(said.contains("6 souches résistantes de moins par an"), "{said}");
}
