//! Figures from a few isolates and patient-days.

use std::collections::BTreeSet;

use super::*;
use crate::consumption::{DaysKey, Place, Scope};
use crate::dto::Versions;
use crate::import::{Date, Period};
use crate::resistance::cells::{Cells, Measure, Part, Sums, whole_periods};
use crate::resistance::dedup::Method;
use crate::resistance::isolates::{Isolate, SectorId};
use crate::resistance::quarter::Quarter;
use crate::resistance::taxon::Taxon;
use crate::resistance::testing::{isolate, list};

fn sums(isolates: Vec<Isolate>) -> Sums {
    let year = Period::year(2024);
    let place =
        |sector: &str| Place { scope: Scope::Spares, sector: sector.into(), subsector: "".into() };
    let days = [("MED", 4000.0), ("REA", 1000.0)]
        .map(|(sector, days)| (DaysKey { period: year, place: place(sector) }, days));
    let cells = Cells::of(&list(isolates), Method::Spares);
    Sums::of("060780954", cells, &days.into(), &whole_periods([year].into_iter()))
}

/// So many patients with an isolate of a taxon.
fn patients(taxon: &str, results: &str, number: u32) -> impl Iterator<Item = Isolate> {
    let (taxon, isolate) = (Taxon::of(taxon).unwrap(), isolate(10, results));
    (0..number).map(move |patient| Isolate { patient, taxon, ..isolate })
}

fn measure(code: &str) -> Measure {
    Measure::of(code).unwrap()
}

fn ask(sums: &Sums, taxa: Taxa, code: &str) -> Group {
    let subject = Subject { taxa, measure: measure(code), part: Part::All };
    figure(sums, 2024, subject, &Versions::default())
}

#[track_caller]
fn close(got: Option<f64>, expected: f64) {
    assert!(got.is_some_and(|got| (got - expected).abs() < 1e-6), "{got:?}, not {expected}");
}

#[test]
fn few_isolates_hide_a_percentage_and_never_its_counts() {
    for (resistant, tested, shown, notes) in
        [(0, 0, false, 1), (3, 9, false, 1), (3, 10, true, 1), (3, 29, true, 1), (3, 30, true, 0)]
    {
        let figure = proportion(resistant, tested, &Versions::default());
        assert_eq!(figure.value.is_some(), shown, "{tested}");
        assert_eq!(figure.interval.is_some(), shown, "{tested}");
        assert_eq!(figure.notes.len(), notes, "{tested}");
        assert_eq!((figure.numerator, figure.denominator), (resistant.into(), tested.into()));
    }
}

#[test]
fn percentages_have_the_interval_of_wilson_and_densities_that_of_poisson() {
    let percentage = proportion(14, 185, &Versions::default());
    close(percentage.value, 7.567_567_57);
    let interval = percentage.interval.unwrap();
    close(Some(interval.low), 4.561_083_07);
    close(Some(interval.high), 12.300_393_76);
    assert_eq!(interval.method, "wilson");
    let density = density(10, 50_000.0, &Versions::default());
    close(density.value, 0.2);
    let interval = density.interval.unwrap();
    close(Some(interval.low), 0.095_907_774);
    close(Some(interval.high), 0.367_807_121);
    assert_eq!(interval.method, "poisson_exact");
}

#[test]
fn without_days_a_density_is_not_defined() {
    let figure = density(3, 0.0, &Versions::default());
    assert_eq!((figure.value, figure.interval, figure.notes.len()), (None, None, 1));
}

#[test]
fn increased_exposure_counts_as_susceptible() {
    let all = patients("ESCCOL", "CTX:SFP", 30).chain(patients("KLEPNE", "CTX:R", 20));
    let group = ask(&sums(all.collect()), Taxa::Group("Enterobacterales"), "CTX");
    assert_eq!((group.resistant, group.increased, group.tested), (20, 30, 50));
    close(group.proportion.value, 40.0);
    close(group.density.value, 4.0);
    close(group.isolates_density.value, 10.0);
}

/// The same isolates, whatever the year.
fn in_year(year: i32, isolates: impl Iterator<Item = Isolate>) -> Sums {
    let quarter = Quarter::of(Date::new(year, 3, 1).unwrap());
    let isolates = isolates.map(|isolate| Isolate { quarter, ..isolate }).collect();
    let whole = whole_periods([Period::year(year)].into_iter());
    Sums::of("060780954", Cells::of(&list(isolates), Method::Spares), &[].into(), &whole)
}

#[test]
fn intermediate_counts_with_resistant_before_2020_and_is_told_apart() {
    for (year, numerator, increased, intermediate, notes) in [
        (2018, 25.0, 0, 15, 1),
        (2019, 25.0, 0, 15, 1),
        (2020, 10.0, 15, 0, 0),
        (2024, 10.0, 15, 0, 0),
    ] {
        let of = |results, number, from| {
            let those = patients("ESCCOL", results, number);
            those.map(move |one| Isolate { patient: from + one.patient, ..one })
        };
        let all = of("CTX:R", 10, 0).chain(of("CTX:SFP", 15, 100)).chain(of("CTX:S", 25, 200));
        let subject = Subject { taxa: Taxa::All, measure: measure("CTX"), part: Part::All };
        let group = figure(&in_year(year, all), year, subject, &Versions::default());
        assert_eq!((group.increased, group.intermediate), (increased, intermediate), "{year}");
        assert_eq!((group.resistant, group.tested), (10, 50), "{year}");
        assert!((group.proportion.numerator - numerator).abs() < 1e-9, "{year}");
        assert_eq!(group.proportion.notes.len(), notes, "{year}");
    }
}

#[test]
fn a_phenotype_has_no_intermediate_and_no_break() {
    let years: BTreeSet<i32> = (2018..=2021).collect();
    for (code, by, crosses, mixes) in [
        ("CTX", Some(Axis::Year), 1, false),
        ("CTX", Some(Axis::Quarter), 1, false),
        ("CTX", None, 1, true),
        ("BLSE", None, 0, false),
    ] {
        let question = Question {
            years: years.clone(),
            by: by.into_iter().collect(),
            parts: Parts::One(Part::All),
            taxa: Taxa::All,
            measures: Measures::One(measure(code)),
        };
        assert_eq!(breaks(&question).len(), crosses, "{code}");
        assert_eq!(question.mixes_categories(), mixes, "{code}");
        let after = Question { years: (2020..=2024).collect(), ..question };
        assert!(breaks(&after).is_empty() && !after.mixes_categories(), "{code}");
    }
    assert!(
        is_comparable(measure("BLSE"), 2019, 2020) && is_comparable(measure("CTX"), 2018, 2019)
    );
    assert!(!is_comparable(measure("CTX"), 2019, 2020));
}

#[test]
fn a_year_without_all_its_quarters_says_so() {
    let quarter = |quarter| Period { year: 2024, quarter: Some(quarter) };
    let of = |delivered: &[Period]| {
        let cells = Cells::of(&list(patients("ESCCOL", "CTX:R", 30).collect()), Method::Spares);
        Sums::of("060780954", cells, &[].into(), &whole_periods(delivered.iter().copied()))
    };
    let two = of(&[quarter(1), quarter(3)]);
    let mut both = of(&[quarter(2)]);
    both.add(&two);
    for (sums, expected) in [
        (of(&[Period::year(2024)]), None),
        (of(&[1, 2, 3, 4].map(quarter)), None),
        (two, Some("Année 2024 incomplète\u{a0}: isolats livrés pour T1 et T3 seulement.")),
        (
            both,
            Some(
                "Année 2024 incomplète pour 2\u{a0}établissements\u{a0}: des trimestres manquent.",
            ),
        ),
    ] {
        let group = ask(&sums, Taxa::All, "CTX");
        assert_eq!(group.proportion.notes.first().map(String::as_str), expected);
        assert_eq!(group.density.notes.get(1).map(String::as_str), expected);
        let by_quarter = Question {
            by: BTreeSet::from([Axis::Quarter]),
            ..Question::of(
                2024,
                Subject { taxa: Taxa::All, measure: measure("CTX"), part: Part::All },
            )
        };
        let quarters = analyse(&sums, &by_quarter, &Versions::default());
        assert!(quarters.iter().all(|group| group.proportion.notes.is_empty()));
    }
}

#[test]
fn phenotypes_are_among_all_isolates_tested_or_not() {
    let mut all: Vec<Isolate> = patients("KLEPNE", "GEN:S", 40).collect();
    all[0].esbl = true;
    let klebsiella = Taxa::One(Taxon::of("KLEPNE").unwrap());
    let group = ask(&sums(all), klebsiella, "BLSE");
    assert_eq!((group.resistant, group.tested), (1, 40));
}

#[test]
fn taxa_are_one_a_group_its_rest_or_a_genus() {
    let mut all = Vec::new();
    for (taxon, number) in [("ESCCOL", 1), ("SERMAR", 2), ("KLEOXY", 4), ("STAAUR", 8)] {
        all.extend(patients(taxon, "GEN:S", number));
    }
    let sums = sums(all);
    for (taxa, expected) in [
        (Taxa::All, 15),
        (Taxa::One(Taxon::of("SERMAR").unwrap()), 2),
        (Taxa::Group("Enterobacterales"), 7),
        (Taxa::Rest("Enterobacterales"), 6),
        (Taxa::Genus("Klebsiella"), 4),
    ] {
        assert_eq!(ask(&sums, taxa, "GEN").tested, expected, "{taxa:?}");
    }
}

#[test]
fn questions_split_by_parts_organisms_quarters_and_measures() {
    let sector = SectorId::of("REA").unwrap();
    let mut all: Vec<Isolate> = patients("ESCCOL", "GEN:S CTX:R", 2).collect();
    all.push(Isolate { sector, patient: 9, ..isolate(100, "GEN:R") });
    let sums = sums(all);
    let subject = Subject { taxa: Taxa::All, measure: measure("GEN"), part: Part::All };
    let question = Question::of(2024, subject);
    let answer = |question: &Question| analyse(&sums, question, &Versions::default());
    let counts = |question: &Question| -> Vec<(u32, u32)> {
        answer(question).iter().map(|group| (group.resistant, group.tested)).collect()
    };
    assert_eq!(counts(&question), [(1, 3)]);
    let sectors = answer(&Question { parts: Parts::EachSector, ..question.clone() });
    assert_eq!(sectors.len(), 2);
    let of_sector = sectors.iter().find(|group| group.key.part == Some(Part::Sector(sector)));
    close(of_sector.unwrap().density.value, 1.0);
    let specimens = Question { parts: Parts::EachSpecimen, ..question.clone() };
    assert_eq!(counts(&specimens), [(1, 3)]);
    let quarters = Question { by: BTreeSet::from([Axis::Quarter]), ..question.clone() };
    assert_eq!(counts(&quarters), [(0, 2), (1, 1)]);
    assert!(answer(&quarters).iter().all(|group| group.density.value.is_none()));
    let measures = answer(&Question { measures: Measures::Each, ..question.clone() });
    let codes: Vec<&str> = measures.iter().map(|group| group.key.measure.code()).collect();
    assert_eq!(codes, ["CTX", "GEN", "C3G", "AMINO"]);
}

#[test]
fn implausible_isolates_can_be_left_out_before_deduplication() {
    let mut all: Vec<Isolate> = patients("ESCCOL", "GEN:R", 12).collect();
    all[3].implausible = true;
    let plausible = list(all.clone()).plausible();
    let coli = Taxa::One(Taxon::of("ESCCOL").unwrap());
    assert_eq!(ask(&sums(all), coli, "GEN").resistant, 12);
    assert_eq!(ask(&sums(plausible.all), coli, "GEN").resistant, 11);
}
