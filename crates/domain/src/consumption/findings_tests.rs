//! What is told about rows and years, one case a line.

use super::tests::{days, hospital, line, unit};
use super::*;
use crate::dto::{ImportKind, OwnDrug};
use crate::import::Issue;

/// The controls that apply, all words of their messages said.
fn told(issues: impl IntoIterator<Item = Issue>) -> Vec<&'static str> {
    let tell = |issue: Issue| {
        let message = issue.message();
        assert!(!message.is_empty() && !message.contains('{'), "{} {message}", issue.reason);
        issue.reason
    };
    issues.into_iter().map(tell).collect()
}

/// What is told about the rows of a file; `import_id` as in the builders of lines.
fn rows(facts: &mut YearFacts, kind: ImportKind, import_id: i32) -> Vec<&'static str> {
    facts.sort();
    told(findings_of(&evaluate(facts), kind, import_id).into_iter().map(|found| found.issue))
}

/// What is told about the year.
fn year(facts: &mut YearFacts) -> Vec<&'static str> {
    facts.sort();
    told(year_issues(&evaluate(facts)).into_iter().map(|found| found.issue))
}

#[test]
fn units_whose_codes_do_not_place_them_are_told() {
    for (de, ta, expected) in [
        ("127", "03", vec![]),
        ("", "03", vec!["incomplete"]),
        ("127", "", vec!["incomplete"]),
        ("777", "03", vec!["unlisted_code"]),
        ("195", "03", vec!["to_answer"]),
        ("093", "03", vec!["technical_discipline"]),
    ] {
        let mut facts =
            YearFacts { year: 2024, units: vec![unit("1", de, ta)], ..Default::default() };
        assert_eq!(rows(&mut facts, ImportKind::Structure, 1), expected, "{de} {ta}");
    }
}

#[test]
fn days_of_units_that_do_not_count_are_told() {
    for (code, expected) in
        [("101", vec![]), ("202", vec!["days_out_of_perimeter"]), ("999", vec!["unknown_unit"])]
    {
        let mut facts = hospital();
        facts.days = vec![days(code, "2024", 100)];
        assert_eq!(rows(&mut facts, ImportKind::PatientDays, 2), expected, "{code}");
    }
}

#[test]
fn each_line_that_does_not_count_says_why() {
    for (code, drug, quantity, expected) in [
        ("101", "CRO", Some(1.0), vec![]),
        ("999", "CRO", Some(1.0), vec!["unknown_unit"]),
        ("202", "CRO", Some(1.0), vec!["unit_out_of_perimeter"]),
        ("101", "CRO", None, vec!["quantity_not_a_number"]),
        ("101", "", Some(1.0), vec!["no_code"]),
        ("101", "3400921", Some(1.0), vec!["cip"]),
        ("101", "9295508", Some(1.0), vec!["bad_key"]),
        ("101", "ZZZ", Some(1.0), vec!["unknown_code"]),
        ("101", "DOLIPRANE", Some(1.0), vec!["other_drug"]),
        ("101", "NO DOSE", Some(1.0), vec!["no_strength"]),
        ("101", "NO DDD", Some(1.0), vec!["no_ddd"]),
        ("101", "IN UNITS", Some(1.0), vec!["unit_not_convertible"]),
    ] {
        let mut facts = hospital();
        let mut own = |code: &str, atc: &str, strength: Option<f64>, unit: &str| {
            let drug = OwnDrug {
                code: code.to_owned(),
                label: code.to_owned(),
                atc: atc.to_owned(),
                route: "P".to_owned(),
                strength,
                unit: Some(unit.to_owned()),
            };
            facts.own_drugs.insert(code.to_owned(), drug);
        };
        own("DOLIPRANE", "N02BE01", Some(1.0), "g");
        own("NO DOSE", "J01DD04", None, "g");
        own("NO DDD", "J01FA02", Some(1.0), "g");
        own("IN UNITS", "J01DD04", Some(1.0), "MU");
        facts.days = vec![days("101", "2024", 1_000)];
        facts.lines = vec![line(code, "2024", drug, 0.0)];
        facts.lines[0].line.quantity = quantity;
        assert_eq!(rows(&mut facts, ImportKind::Consumption, 3), expected, "{code} {drug}");
    }
}

#[test]
fn more_returns_than_dispensed_are_told() {
    let mut facts = hospital();
    facts.days = vec![days("101", "2024", 1_000)];
    facts.lines = vec![line("101", "2024", "CRO", -3.0), line("101", "2024", "AMX", 3.0)];
    assert_eq!(rows(&mut facts, ImportKind::Consumption, 3), ["negative_total"]);
}

#[test]
fn units_with_one_side_only_are_told() {
    let mut facts = hospital();
    facts.units.extend([unit("303", "127", "03"), unit("404", "127", "03")]);
    facts.days = vec![days("101", "2024", 1_000), days("303", "2024", 10)];
    facts.lines = vec![line("101", "2024", "CRO", 300.0), line("404", "2024", "CRO", 1.0)];
    assert_eq!(year(&mut facts), ["unit_without_consumption", "unit_without_days"]);
}

#[test]
fn periods_that_do_not_match_are_told() {
    for (of_days, of_lines, expected) in [
        (vec!["2024"], vec!["2024"], vec![]),
        (vec!["2024-Q1"], vec!["2024"], vec!["period_mix", "missing_quarter"]),
        (
            vec!["2024-Q1", "2024-Q2", "2024-Q3"],
            vec!["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"],
            vec!["missing_quarter"],
        ),
    ] {
        let mut facts = hospital();
        facts.days = of_days.iter().map(|period| days("101", period, 1_000)).collect();
        facts.lines = of_lines.iter().map(|period| line("101", period, "CRO", 300.0)).collect();
        assert_eq!(year(&mut facts), expected, "{of_days:?} {of_lines:?}");
    }
}

#[test]
fn a_rate_outside_the_bounds_of_its_sector_is_told() {
    for (quantity, expected) in [(600.0, vec![]), (2.0, vec!["implausible_rate"])] {
        let mut facts = hospital();
        facts.days = vec![days("101", "2024", 1_000)];
        facts.lines = vec![line("101", "2024", "CRO", quantity)];
        assert_eq!(year(&mut facts), expected, "{quantity}");
    }
}

/// What is told about a year of 10 000 patient-days beside what is declared elsewhere.
fn declared(beds: Option<f64>, patient_days: Option<f64>) -> Vec<(&'static str, String)> {
    let mut facts = hospital();
    facts.days = vec![days("101", "2024", 10_000)];
    facts.lines = vec![line("101", "2024", "CRO", 4_000.0)];
    facts.declared = Declared { registry_beds: beds, patient_days, ..Declared::default() };
    let issues: Vec<Issue> =
        year_issues(&evaluate(&facts)).into_iter().map(|found| found.issue).collect();
    issues.iter().map(|issue| (issue.reason, issue.message().replace('\u{202f}', " "))).collect()
}

#[test]
fn more_days_than_the_beds_allow_are_told() {
    assert_eq!(declared(Some(25.0), None), []);
    let message = "10 000 JH pour 24 lits\u{a0}: plus que 9 662 possibles.";
    assert_eq!(declared(Some(24.0), None), [("too_many_days", message.to_owned())]);
}

#[test]
fn the_days_of_a_sector_are_told_beside_the_beds_entered_for_it() {
    let told = |beds: &[(&str, u32)]| {
        let mut facts = hospital();
        facts.days = vec![days("101", "2024", 10_000)];
        facts.lines = vec![line("101", "2024", "CRO", 4_000.0)];
        let beds = beds.iter().map(|(sector, beds)| ((*sector).to_owned(), *beds)).collect();
        facts.declared = Declared { beds, registry_beds: Some(1.0), ..Declared::default() };
        year_issues(&evaluate(&facts)).iter().map(|found| found.issue.reason).collect::<Vec<_>>()
    };
    assert_eq!(told(&[("MED", 28)]), [""; 0]);
    assert_eq!(told(&[("MED", 24), ("CHIR", 90)]), ["too_many_days_in_sector"]);
    assert_eq!(told(&[("CHIR", 90)]), ["days_without_beds"]);
}

#[test]
fn days_far_from_the_sae_are_told() {
    assert_eq!(declared(None, Some(9_600.0)), []);
    for (sae, words) in [(9_500.0, "5,3\u{a0}%"), (10_600.0, "−5,7\u{a0}%")] {
        let told = declared(None, Some(sae));
        assert!(
            matches!(&told[..], [("days_differ_from_sae", text)] if text.contains(words)),
            "{told:?}"
        );
    }
}

#[test]
fn unknown_codes_are_weighed_by_what_their_label_names() {
    let mut facts = hospital();
    facts.days = vec![days("101", "2024", 1000)];
    let named = |code: &str, label: &str, quantity| {
        let mut stored = line("101", "2024", code, quantity);
        label.clone_into(&mut stored.line.drug_label);
        stored
    };
    // Tetralysal: 0.226 g per capsule, DDD 0.6 g.
    facts.lines = vec![
        named("ZZ1", "TETRALYSAL 150 mg, gélule", 60.0),
        named("ZZ2", "PARACETAMOL 1 g, comprimé", 9000.0),
        named("ZZ3", "SODIUM CHLORURE 0,9 %", 5000.0),
        line("101", "2024", "CRO", 100.0),
    ];
    facts.sort();
    let issues = year_issues(&evaluate(&facts));
    let of = |reason: &str| issues.iter().find(|found| found.issue.reason == reason).unwrap();
    let tetralysal = of("unknown_code");
    assert_eq!(tetralysal.subject, "ZZ1");
    assert!((tetralysal.stake.unwrap().ddj - 60.0 * 0.226 / 0.6).abs() < 1e-9);
    let others = of("other_codes");
    assert_eq!((others.count, others.stake), (2, None));
    assert!(others.issue.message().starts_with("2 codes inconnus"));
}

#[test]
fn a_row_that_adds_the_others_up_weighs_nothing() {
    let mut facts = hospital();
    facts.days = vec![days("101", "2024", 1_000), days("TOTAL", "2024", 1_000)];
    facts.lines =
        vec![line("101", "2024", "CRO", 100.0), line("Total général", "2024", "CRO", 100.0)];
    facts.lines.push(line("999", "2024", "CRO", 10.0));
    facts.sort();
    let issues = year_issues(&evaluate(&facts));
    let weighs =
        |unit: &str| issues.iter().find(|issue| issue.subject == unit).unwrap().stake.unwrap();
    assert_eq!(weighs("TOTAL"), Stake::default());
    assert_eq!(weighs("Total général"), Stake::default());
    assert!(weighs("999").ddj > 0.0);
}
