//! A year beside the year before, one case a line.

use std::collections::BTreeMap;

use super::tests::{days, hospital, line, unit};
use super::*;
use crate::dto::ImportKind;

/// The hospital in 2023: units of the structure, patient-days and vials of ceftriaxone by period.
fn year_before(units: &[&str], of_days: &[(&str, i32)], of_lines: &[(&str, f64)]) -> PreviousYear {
    let mut facts = YearFacts { year: 2023, ..hospital() };
    facts.units = units.iter().map(|code| unit(code, "127", "03")).collect();
    facts.days = of_days.iter().map(|(period, number)| days("101", period, *number)).collect();
    facts.lines = of_lines.iter().map(|(at, vials)| line("101", at, "CRO", *vials)).collect();
    facts.sort();
    let evaluation = evaluate(&facts);
    PreviousYear::of(&evaluation, &evaluation.totals, &BTreeMap::new())
}

/// What is told of 2024 beside 2023, without spaces that do not break.
fn told(
    mut facts: YearFacts,
    (kind, period): (ImportKind, &str),
    previous: &PreviousYear,
) -> Vec<(&'static str, String)> {
    facts.sort();
    let found =
        findings_of_period(&evaluate(&facts), kind, period.parse().unwrap(), Some(previous));
    let words = |found: &Finding| found.issue.message().replace(['\u{a0}', '\u{202f}'], " ");
    found.iter().map(|found| (found.issue.reason, words(found))).collect()
}

#[test]
fn units_of_the_year_before_are_compared() {
    let facts = || YearFacts {
        year: 2024,
        units: vec![unit("7", "127", "03"), unit("101", "127", "03")],
        ..YearFacts::default()
    };
    let of = (ImportKind::Structure, "2024");
    // A code that lost its zeros is the same unit.
    assert_eq!(told(facts(), of, &year_before(&["007", "101"], &[], &[])), []);
    let new = "L’UF 7 n’était pas dans la structure en vigueur en 2023.";
    let gone = "L’UF 9 de la structure en vigueur en 2023 n’est pas dans le fichier.";
    assert_eq!(
        told(facts(), of, &year_before(&["9", "101"], &[], &[])),
        [("new_unit", new.to_owned()), ("gone_unit", gone.to_owned())]
    );
}

#[test]
fn days_far_from_the_year_before_are_told() {
    let check =
        |of_2023: &[(&str, i32)], of_2024: &[(&str, i32)], period: &str, expected: &[&str]| {
            let mut facts = hospital();
            facts.units.push(unit("303", "127", "03"));
            facts.days = of_2024.iter().map(|(at, number)| days("101", at, *number)).collect();
            let found = told(
                facts,
                (ImportKind::PatientDays, period),
                &year_before(&["101", "303"], of_2023, &[]),
            );
            assert!(found.iter().all(|(reason, _)| *reason == "days_changed"), "{found:?}");
            let texts: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
            assert_eq!(texts, expected, "{of_2023:?} {of_2024:?}");
        };
    check(&[("2023", 1_000)], &[("2024", 1_300)], "2024", &[]);
    check(&[("2023", 1_000)], &[("2024", 700)], "2024", &[]);
    check(
        &[("2023", 1_000)],
        &[("2024", 1_350)],
        "2024",
        &[
            "Ensemble des UF : 1 350 JH en 2024 contre 1 000 en 2023 (+35,0 %).",
            "UF 101 : 1 350 JH en 2024 contre 1 000 en 2023 (+35,0 %).",
        ],
    );
    let quarters = [("2023-Q1", 100), ("2023-Q2", 100), ("2023-Q3", 100), ("2023-Q4", 100)];
    check(&quarters, &[("2024", 430)], "2024", &[]);
    check(
        &quarters,
        &[("2024-Q2", 50)],
        "2024-Q2",
        &[
            "Ensemble des UF : 50 JH au T2 2024 contre 100 au T2 2023 (−50,0 %).",
            "UF 101 : 50 JH au T2 2024 contre 100 au T2 2023 (−50,0 %).",
        ],
    );
    // A part is not compared with the whole, nor the other way round.
    check(&[("2023", 1_000)], &[("2024-Q2", 50)], "2024-Q2", &[]);
    check(&quarters[..3], &[("2024", 1_000)], "2024", &[]);
    check(&[("2023", 1_000)], &[("2024-Q1", 100), ("2024-Q2", 100)], "2024", &[]);
}

#[test]
fn rates_far_from_the_year_before_are_told() {
    let rates = |(before, vials_before): (&str, f64), (now, vials): (&str, f64)| {
        let previous = year_before(&["101"], &[(before, 1_000)], &[(before, vials_before)]);
        let of = |kind| {
            let mut facts = hospital();
            facts.days = vec![days("101", now, 1_000)];
            facts.lines = vec![line("101", now, "CRO", vials)];
            told(facts, (kind, now), &previous)
        };
        assert_eq!(of(ImportKind::Consumption), of(ImportKind::PatientDays));
        of(ImportKind::Consumption)
    };
    let told = |what: &str, words: &str| ("rate_changed", format!("{what} : {words}."));
    let families = [
        "Total antibiotiques (périmètre SPARES)",
        "Antibactériens à usage systémique",
        "Céphalosporines (toutes générations)",
        "Céphalosporines de 3e génération",
        "C3G injectables",
        "Ceftriaxone",
    ];
    assert_eq!(rates(("2023", 400.0), ("2024", 500.0)), []);
    assert_eq!(
        rates(("2023", 400.0), ("2024", 600.0)),
        families.map(|of| told(of, "300,0 DDJ/1000 JH en 2024 contre 200,0 en 2023 (+50,0 %)"))
    );
    assert_eq!(
        rates(("2023-Q1", 400.0), ("2024-Q1", 200.0)),
        families.map(|of| {
            told(of, "100,0 DDJ/1000 JH au T1 2024 contre 200,0 au T1 2023 (−50,0 %)")
        })
    );
    // A part is not compared with the whole.
    assert_eq!(rates(("2023", 400.0), ("2024-Q1", 600.0)), []);
    assert_eq!(rates(("2023-Q1", 400.0), ("2024", 600.0)), []);
}
