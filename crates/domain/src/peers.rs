//! Where an establishment stands among others: the spread of their values, and what its sectors explain of its own.

use std::collections::{BTreeMap, BTreeSet};

use crate::consumption::{self, hide};
use crate::contributors::MIN_ESTABLISHMENTS;
use crate::dto::{
    ConsumptionAnalysis, Figure, Interval, PeerDistribution, PeerFigure, ResistanceGroup, Spread,
    Versions,
};
use crate::statistics::{Counted, Stratum, percentile_rank, quantile, standardise};

/// Fewest establishments whose percentiles are shown: below, the tenth percentile would be the value of one of them.
pub const MIN_PEERS: usize = 10;

/// Level of the intervals.
const LEVEL: f64 = 0.95;

/// What is known of one establishment.
#[derive(Debug, Clone, PartialEq)]
pub struct Member<T> {
    pub finess: String,
    pub name: String,
    pub answer: T,
}

/// Whose single figures the reader sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    All,
    Own(BTreeSet<String>),
}

/// The consumption of establishments side by side, from answers by sector; `nation` is the answer to the same question
/// about the nation, by sector: expected are its rates times the days of each sector (indirect standardisation).
pub fn of_consumption(
    members: Vec<Member<ConsumptionAnalysis>>,
    nation: &ConsumptionAnalysis,
    shown: &Shown,
    versions: &Versions,
) -> PeerDistribution {
    let rates = rates_by_sector(nation);
    let all = members.iter().map(|one| &one.answer.totals);
    let sum = all.fold((0.0, 0.0), |(ddj, days), one| {
        (ddj + one.ddd.unwrap_or(0.0), days + one.patient_days.unwrap_or(0.0))
    });
    let pooled = consumption::rate(sum.0, sum.1, versions);
    let figures = members.into_iter().map(|Member { finess, name, answer }| {
        let (ratio, not_standardised) = ratio(&answer, &rates, versions);
        let figure = answer.totals.rate;
        PeerFigure {
            finess,
            name,
            figure,
            percentile: None,
            ratio,
            ratio_percentile: None,
            not_standardised,
        }
    });
    distribution(pooled, figures.collect(), shown)
}

/// The proportions of establishments side by side.
pub fn of_resistance(
    members: Vec<Member<ResistanceGroup>>,
    pooled: Figure,
    shown: &Shown,
) -> PeerDistribution {
    let figures = members.into_iter().map(|Member { finess, name, answer }| PeerFigure {
        finess,
        name,
        figure: answer.proportion,
        percentile: None,
        ratio: None,
        ratio_percentile: None,
        not_standardised: Vec::new(),
    });
    distribution(pooled, figures.collect(), shown)
}

fn rates_by_sector(nation: &ConsumptionAnalysis) -> BTreeMap<&str, f64> {
    let rate = |group: &'_ crate::dto::ConsumptionGroup| Some(group.rate.value? / 1000.0);
    let groups = nation.groups.iter();
    groups.filter_map(|group| Some((group.key.get("sector")?.as_str(), rate(group)?))).collect()
}

/// Observed over expected, and the sectors that have nothing to expect.
fn ratio(
    answer: &ConsumptionAnalysis,
    rates: &BTreeMap<&str, f64>,
    versions: &Versions,
) -> (Option<Figure>, Vec<String>) {
    let strata: Vec<Stratum<'_>> = answer
        .groups
        .iter()
        .filter_map(|group| {
            let name = group.key.get("sector")?.as_str();
            let counted = Counted::new(group.ddd?, group.patient_days?);
            Some(Stratum { name, counted, reference: rates.get(name).copied() })
        })
        .collect();
    let Ok(standardised) = standardise(&strata, LEVEL) else { return (None, Vec::new()) };
    let ratio = standardised.ratio;
    let figure = Figure {
        value: Some(ratio.ratio),
        numerator: ratio.observed,
        denominator: ratio.expected,
        unit: "observé/attendu".to_owned(),
        interval: Some(Interval {
            low: ratio.interval.0,
            high: ratio.interval.1,
            level: LEVEL,
            method: "poisson_exact".to_owned(),
        }),
        versions: versions.clone(),
        notes: Vec::new(),
    };
    let names = standardised.left_out.names.into_iter().map(str::to_owned).collect();
    (Some(figure), names)
}

fn distribution(pooled: Figure, figures: Vec<PeerFigure>, shown: &Shown) -> PeerDistribution {
    let values: Vec<f64> = figures.iter().filter_map(|one| one.figure.value).collect();
    let ratios: Vec<f64> =
        figures.iter().filter_map(|one| one.ratio.as_ref().and_then(|ratio| ratio.value)).collect();
    let number = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    let without_value = number(figures.len() - values.len());
    let sees_all = *shown == Shown::All;
    let enough = |values: &[f64]| sees_all || values.len() >= MIN_PEERS;
    let placed = figures.into_iter().map(|mut one| {
        let place = |all: &[f64], own: Option<f64>| {
            own.filter(|_| enough(all)).and_then(|own| percentile_rank(own, all))
        };
        one.percentile = place(&values, one.figure.value);
        let ratio = one.ratio.as_ref().and_then(|ratio| ratio.value);
        one.ratio_percentile = place(&ratios, ratio);
        one
    });
    let (own, members) = match shown {
        Shown::All => (Vec::new(), placed.collect()),
        Shown::Own(own) => (placed.filter(|one| own.contains(&one.finess)).collect(), Vec::new()),
    };
    let mut notes = Vec::new();
    if !enough(&values) {
        notes.push(format!(
            "Moins de {MIN_PEERS}\u{a0}établissements ont une valeur\u{a0}: leurs percentiles montreraient celles \
             de l’un d’eux."
        ));
    }
    let mut pooled = pooled;
    if !sees_all && (1..MIN_ESTABLISHMENTS).contains(&values.len()) && own.len() < values.len() {
        hide(&mut pooled);
    }
    PeerDistribution {
        establishments: number(values.len()),
        without_value,
        pooled,
        values: spread(&values).filter(|_| enough(&values)),
        ratios: spread(&ratios).filter(|_| enough(&ratios)),
        own,
        members,
        notes,
    }
}

/// Percentiles of type 7; nothing without values.
fn spread(values: &[f64]) -> Option<Spread> {
    let mut ascending = values.to_vec();
    ascending.sort_by(f64::total_cmp);
    let at = |probability| quantile(&ascending, probability);
    Some(Spread { p10: at(0.1)?, p25: at(0.25)?, median: at(0.5)?, p75: at(0.75)?, p90: at(0.9)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dto::{ConsumptionGroup, ConsumptionTotals};

    /// DDJ and days of two sectors.
    fn answer(sectors: &[(&str, f64, f64)]) -> ConsumptionAnalysis {
        let versions = Versions::default();
        let group = |(sector, ddj, days): &(&str, f64, f64)| ConsumptionGroup {
            key: BTreeMap::from([("sector".to_owned(), (*sector).to_owned())]),
            labels: BTreeMap::new(),
            ddd: Some(*ddj),
            patient_days: Some(*days),
            rate: consumption::rate(*ddj, *days, &versions),
            share: None,
            dose: None,
        };
        let ddj = sectors.iter().map(|one| one.1).sum();
        let days = sectors.iter().map(|one| one.2).sum();
        ConsumptionAnalysis {
            groups: sectors.iter().map(group).collect(),
            totals: ConsumptionTotals {
                ddd: Some(ddj),
                patient_days: Some(days),
                rate: consumption::rate(ddj, days, &versions),
            },
        }
    }

    fn members(number: u32) -> Vec<Member<ConsumptionAnalysis>> {
        let member = |place: u32| Member {
            finess: format!("{place:09}"),
            name: format!("CH {place}"),
            answer: answer(&[("MED", f64::from(place) * 100.0, 1000.0)]),
        };
        (1..=number).map(member).collect()
    }

    fn told(number: u32, shown: &Shown) -> PeerDistribution {
        let nation = answer(&[("MED", 500.0, 1000.0)]);
        of_consumption(members(number), &nation, shown, &Versions::default())
    }

    fn own(place: u32) -> Shown {
        Shown::Own(BTreeSet::from([format!("{place:09}")]))
    }

    #[test]
    fn a_member_sees_percentiles_and_its_own_figure_alone() {
        let told = told(10, &own(3));
        let spread = told.values.unwrap();
        for (got, expected) in [(spread.p10, 190.0), (spread.median, 550.0), (spread.p90, 910.0)] {
            assert!((got - expected).abs() < 1e-9, "{got} {expected}");
        }
        assert!(told.members.is_empty() && told.own.len() == 1);
        let own = &told.own[0];
        assert!((own.percentile.unwrap() - 25.0).abs() < 1e-9, "{own:?}");
        assert!((own.ratio.as_ref().unwrap().value.unwrap() - 0.6).abs() < 1e-12);
    }

    #[test]
    fn percentiles_of_nine_are_for_their_centre_alone() {
        let member = told(9, &own(3));
        assert_eq!((member.values, member.own[0].percentile, member.notes.len()), (None, None, 1));
        let centre = told(9, &Shown::All);
        assert!(centre.values.is_some() && centre.members.len() == 9 && centre.notes.is_empty());
    }

    #[test]
    fn what_two_have_together_is_hidden_from_one_of_them() {
        assert_eq!(told(2, &own(1)).pooled.value, None);
        assert!(told(1, &own(1)).pooled.value.is_some());
        assert!(told(3, &own(1)).pooled.value.is_some());
    }

    #[test]
    fn sectors_explain_what_they_consume_in_the_nation() {
        let nation = answer(&[("MED", 400.0, 1000.0), ("REA", 1500.0, 1000.0)]);
        let hospital = Member {
            finess: "1".to_owned(),
            name: "CH".to_owned(),
            answer: answer(&[("MED", 400.0, 1000.0), ("REA", 3000.0, 2000.0), ("PSY", 9.0, 10.0)]),
        };
        let told = of_consumption(vec![hospital], &nation, &Shown::All, &Versions::default());
        let ratio = told.members[0].ratio.as_ref().unwrap();
        assert!((ratio.value.unwrap() - 1.0).abs() < 1e-12);
        assert!((ratio.denominator - 3400.0).abs() < 1e-9);
        assert_eq!(told.members[0].not_standardised, ["PSY"]);
    }
}
