use std::collections::BTreeMap;

use super::fit::fit_by;
use super::rules::Rules;
use super::*;
use crate::statistics::{Counted, Stratum, standardise};

const RULES: Rules =
    Rules { establishments_least: 5, level_establishments_least: 3, level_percent: 95 };

const SECTORS: [(&str, f64); 3] = [("MED", 0.4), ("CHIR", 0.5), ("REA", 1.4)];
const KINDS: [(&str, f64); 3] = [("CH", 1.0), ("CHU", 1.2), ("MCO", 0.9)];

fn row(finess: usize, kind: &str, sector: &str, ddj: f64, days: f64) -> Row {
    Row {
        finess: format!("{finess:09}"),
        kind: kind.to_owned(),
        sector: sector.to_owned(),
        ddj,
        days,
    }
}

/// Fourteen establishments, each without some sector; DDJ differ from their product of rates by up to 24 %.
fn base() -> Vec<Row> {
    let mut rows = Vec::new();
    for one in 0..14 {
        let (kind, times) = KINDS[one % 3];
        for (place, (sector, rate)) in SECTORS.iter().enumerate() {
            if (one + place) % 4 == 0 {
                continue;
            }
            let days = 1000.0 + 137.0 * (((one * 7 + place * 3) % 11) as f64);
            let off = 1.0 + 0.08 * (((one * 5 + place * 2) % 7) as f64 - 3.0);
            rows.push(row(one, kind, sector, (days * rate * times * off + 0.5).floor(), days));
        }
    }
    rows
}

fn fitted(rows: &[Row]) -> Model {
    fit_by(rows, ("Base figée de 2024", &Versions::default()), RULES).unwrap()
}

fn of(rows: &[Row], finess: usize) -> Vec<Row> {
    let finess = format!("{finess:09}");
    rows.iter().filter(|row| row.finess == finess).cloned().collect()
}

#[track_caller]
fn close(got: f64, right: f64) {
    assert!((got - right).abs() <= 1e-7 * right.abs().max(1.0), "{got}, not {right}");
}

// statsmodels 0.15: GLM of Poisson with ln(days) as offset and scale="X2"; the dispersion among establishments and
// the intervals of ratios from its fitted values, with chi2.ppf of scipy 1.17.

#[test]
fn the_model_is_that_of_statsmodels() {
    let model = fitted(&base());
    assert_eq!((model.rows, model.establishments), (32, 14));
    assert_eq!(model.sectors.reference_label(), "Chirurgie");
    assert_eq!(model.kinds.reference_label(), "Centre hospitalier universitaire (CHR/CHU)");
    close(model.fitted.dispersion, 37.022_278_22);
    close(model.fitted.deviance, 1_002.714_225);
    close(model.explained, 0.934_397_996_3);
    close(model.between, 37.169_968_49);
    for (axis, level, expected) in [
        (Axis::Sector, 0, Some((0.761_969_596_8, (0.627_034_805_3, 0.925_941_688_6)))),
        (Axis::Sector, 1, None),
        (Axis::Sector, 2, Some((2.809_520_835, (2.426_778_551, 3.252_627_775)))),
        (Axis::Kind, 0, None),
        (Axis::Kind, 1, Some((0.822_288_526, (0.714_394_922_8, 0.946_477_079_1)))),
        (Axis::Kind, 2, Some((0.716_395_360_7, (0.614_297_943_4, 0.835_461_551_3)))),
    ] {
        let got = model.effect(axis, level);
        assert_eq!(got.is_some(), expected.is_some(), "{axis:?} {level}");
        if let (Some(got), Some((ratio, interval))) = (got, expected) {
            close(got.ratio, ratio);
            close(got.interval.0, interval.0);
            close(got.interval.1, interval.1);
        }
    }
    close(model.expected("CHU", "REA", 1000.0).unwrap(), 1_714.186_374);
    assert_eq!(model.expected("CHU", "PSY", 1000.0), None);
}

#[test]
fn the_interval_of_a_ratio_counts_the_dispersion_among_establishments() {
    let rows = base();
    let model = fitted(&rows);
    for (finess, expected, ratio, interval) in [
        (1, 4_540.640_101, 0.911_985_955_3, (0.750_519_652_8, 1.097_894_168)),
        (6, 1_424.083_849, 1.008_367_591, (0.715_791_314_8, 1.380_494_323)),
    ] {
        let (figure, unknown) = model.ratio(&of(&rows, finess));
        let figure = figure.unwrap();
        close(figure.denominator, expected);
        close(figure.value.unwrap(), ratio);
        let got = figure.interval.unwrap();
        close(got.low, interval.0);
        close(got.high, interval.1);
        assert!(unknown.is_empty());
    }
}

#[test]
fn observed_and_expected_are_the_same_in_each_level() {
    let mut rows = base();
    rows.push(row(20, "LOC", "MED", 900.0, 1500.0));
    rows.push(row(21, "HIA", "REA", 2900.0, 2100.0));
    let model = fitted(&rows);
    let mut sums: BTreeMap<(bool, usize), (f64, f64)> = BTreeMap::new();
    for row in &rows {
        let expected = model.expected(&row.kind, &row.sector, row.days).unwrap();
        let sector = model.sectors.level_of(&row.sector).unwrap();
        let kind = model.kinds.level_of(&row.kind).unwrap();
        for level in [(true, sector), (false, kind)] {
            let sum = sums.entry(level).or_default();
            sum.0 += row.ddj;
            sum.1 += expected;
        }
    }
    assert_eq!(sums.len(), 6);
    for (seen, expected) in sums.into_values() {
        close(seen, expected);
    }
}

#[test]
fn a_base_of_one_type_gives_the_indirect_standardisation() {
    let rows: Vec<Row> =
        base().into_iter().map(|row| Row { kind: "CH".to_owned(), ..row }).collect();
    let model = fitted(&rows);
    let total = |sector: &str| {
        let inside = rows.iter().filter(|row| row.sector == sector);
        inside.fold((0.0, 0.0), |(ddj, days), row| (ddj + row.ddj, days + row.days))
    };
    for finess in 0..14 {
        let own = of(&rows, finess);
        let strata: Vec<Stratum<'_>> = own
            .iter()
            .map(|row| {
                let (ddj, days) = total(&row.sector);
                let counted = Counted::new(row.ddj, row.days);
                Stratum { name: &row.sector, counted, reference: Some(ddj / days) }
            })
            .collect();
        let standardised = standardise(&strata, 0.95).unwrap().ratio.ratio;
        close(model.ratio(&own).0.unwrap().value.unwrap(), standardised);
    }
}

#[test]
fn rows_scaled_alike_give_the_same_ratios() {
    let rows = base();
    let scaled: Vec<Row> = rows
        .iter()
        .map(|row| Row { ddj: 3.0 * row.ddj, days: 5.0 * row.days, ..row.clone() })
        .collect();
    let (one, other) = (fitted(&rows), fitted(&scaled));
    for finess in 0..14 {
        let ratio = |model: &Model, rows: &[Row]| model.ratio(&of(rows, finess)).0.unwrap();
        let (one, other) = (ratio(&one, &rows), ratio(&other, &scaled));
        close(one.value.unwrap(), other.value.unwrap());
        close(one.interval.unwrap().high, other.interval.unwrap().high);
    }
}

#[test]
fn levels_of_few_establishments_are_joined_until_they_are_enough() {
    let mut rows = base();
    rows.push(row(20, "LOC", "MED", 900.0, 1500.0));
    let kinds = fitted(&rows).kinds;
    // With one establishment of another type go the four of the smallest one.
    assert_eq!(kinds.levels[2].codes, ["LOC", "MCO"]);
    assert_eq!(
        (kinds.levels[2].label.as_str(), kinds.levels[2].establishments),
        ("Autres types", 5)
    );
    assert_eq!((kinds.other, kinds.level_of("CHU")), (Some(2), Some(0)));
}

#[test]
fn levels_where_nothing_was_consumed_are_joined_to_one_where_something_was() {
    let mut rows = base();
    for row in rows.iter_mut().filter(|row| row.sector != "MED") {
        row.ddj = 0.0;
    }
    rows.extend((30..36).map(|one| row(one, "CH", "SMR", 80.0 + one as f64, 1000.0)));
    let model = fitted(&rows);
    let other = &model.sectors.levels[model.sectors.other.unwrap()];
    assert_eq!(other.codes, ["CHIR", "REA", "SMR"], "the smallest of those that consumed");
    assert!(model.expected("CH", "REA", 1000.0).is_some());
}

#[test]
fn a_type_that_the_base_has_not_is_as_the_joined_ones_and_a_sector_is_not_compared() {
    let mut rows = base();
    assert_eq!(fitted(&rows).expected("DIAL", "MED", 1000.0), None);
    rows.push(row(20, "LOC", "MED", 900.0, 1500.0));
    rows.push(row(20, "LOC", "SLD", 90.0, 1500.0));
    let model = fitted(&rows);
    let expected = |kind, sector| model.expected(kind, sector, 1000.0);
    assert_eq!(expected("DIAL", "MED"), expected("LOC", "MED"));
    assert!(expected("LOC", "MED").is_some() && expected("LOC", "SLD").is_some());
    assert_eq!(expected("LOC", "PSY"), None);
}

#[test]
fn a_type_that_has_a_sector_of_its_own_is_joined_to_others() {
    let mut rows = base();
    rows.extend((30..34).map(|one| row(one, "PSY", "PSY", 80.0 + one as f64, 1000.0)));
    let model = fitted(&rows);
    assert_eq!(model.kinds.levels[2].codes, ["MCO", "PSY"]);
    assert!(model.expected("PSY", "PSY", 1000.0).is_some());
}

#[test]
fn rows_that_do_not_count_are_told_with_their_reason() {
    let mut rows = base();
    let count = rows.len();
    rows.push(row(1, "CHU", "HEM", 500.0, 300.0));
    rows.push(row(1, "CHU", "???", 500.0, 300.0));
    rows.push(row(1, "CHU", "CHIR", 500.0, 0.0));
    // Rows of the same establishment and sector are one.
    let half = Row { ddj: 0.5 * rows[0].ddj, days: 0.5 * rows[0].days, ..rows[0].clone() };
    rows[0] = half.clone();
    rows.push(half);
    let model = fitted(&rows);
    assert_eq!(model.rows, count);
    let reasons = [LeftOut::PartOfSector, LeftOut::UnknownSector, LeftOut::NoDays];
    assert_eq!(model.left_out, reasons.map(|reason| (reason, 1)));
    let own = [row(1, "CHU", "CHIR", 500.0, 900.0), row(1, "CHU", "PSY", 5.0, 900.0)];
    let (figure, unknown) = model.ratio(&own);
    close(figure.unwrap().numerator, 500.0);
    assert_eq!(unknown, ["PSY"]);
}

#[test]
fn rows_are_the_open_sectors_of_an_establishment() {
    let sum = |sector: &str, ddj, days| SectorSum { sector: sector.to_owned(), ddj, days };
    let sectors = vec![sum("MED", 400.0, 1000.0), sum("REA", 0.0, 0.0), sum("PSY", 0.0, 90.0)];
    let sums = BySector { sectors, ddj: 400.0, days: 1090.0 };
    let expected = [row(7, "CH", "MED", 400.0, 1000.0), row(7, "CH", "PSY", 0.0, 90.0)];
    assert_eq!(Row::of("000000007", "CH", &sums), expected);
}

#[test]
fn what_cannot_be_fitted_is_told_in_french() {
    let few = fit(&base(), "Base", &Versions::default()).unwrap_err();
    assert_eq!(few, Unfit::TooFewEstablishments { have: 14, need: 30 });
    assert!(few.told().starts_with("Il faut au moins 30 établissements"));
    let nothing: Vec<Row> = base().into_iter().map(|row| Row { ddj: 0.0, ..row }).collect();
    let unfit = fit_by(&nothing, ("Base", &Versions::default()), RULES).unwrap_err();
    assert_eq!(unfit, Unfit::Unsettled);
}

#[test]
fn the_card_says_what_the_model_is_and_is_not_for() {
    let mut rows = base();
    rows.push(row(20, "LOC", "MED", 900.0, 1500.0));
    rows.push(row(20, "LOC", "HEM", 400.0, 500.0));
    let card = fitted(&rows).card();
    assert_eq!(card.terms.len(), 6);
    assert_eq!(card.terms.iter().filter(|term| term.ratio.is_none()).count(), 2);
    assert!(card.limits[0].contains("Jamais pour classer"));
    let left_out = [
        "1\u{a0}ligne\u{a0}: parties d’un secteur qui y comptent déjà.",
        "Autres types\u{a0}: Ex-hôpital local (hôpital de proximité) et Clinique / établissement MCO privé.",
    ];
    assert_eq!(card.left_out, left_out);
    let of =
        |label: &str| card.fit.iter().find(|fact| fact.label == label).map(|fact| &*fact.value);
    assert_eq!(of("Lignes"), Some("33"));
    assert!(of("Niveau de référence").is_some_and(|text| text.starts_with("Chirurgie")));
    assert_eq!(card.rules, "2026-11");
}
