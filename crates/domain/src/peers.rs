//! Where an establishment stands among others: the spread of their values, and what its sectors explain of its own.

use std::collections::{BTreeMap, BTreeSet};

use crate::casemix::{Model, Row, Unfit};
use crate::consumption::{self, BySector, hide};
use crate::contributors::MIN_ESTABLISHMENTS;
use crate::dto::{
    ConsumptionAnalysis, Figure, Interval, PeerDistribution, PeerFigure, ResistanceGroup, Spread,
    Versions,
};
use crate::statistics::{Counted, Stratum, percentile_rank_in, quantile, standardise};

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

/// The consumption of one establishment.
#[derive(Debug, Clone, PartialEq)]
pub struct Consumer {
    /// Code of `establishment_types`.
    pub kind: String,
    pub sums: BySector,
}

/// Whose single figures the reader sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    All,
    Own(BTreeSet<String>),
}

/// What the expected consumption of an establishment is that of.
#[derive(Debug, Clone, Copy)]
pub enum Reference<'a> {
    /// The others of the nation, by sector and type.
    Model(&'a Model),
    /// Where there is no model: the answer to the same question about the nation, by sector. Expected are its rates
    /// times the days of each sector (indirect standardisation).
    Sectors(&'a ConsumptionAnalysis, &'a Unfit),
}

impl Reference<'_> {
    /// How a ratio was made, in French.
    const fn told(self) -> &'static str {
        match self {
            Self::Model(_) => {
                "Attendu\u{a0}: modèle de case-mix, par secteur et par type d’établissement."
            }
            Self::Sectors(..) => {
                "Attendu\u{a0}: taux de la nation par secteur (standardisation indirecte)."
            }
        }
    }
}

/// The rates of establishments that consumed something, with observed over expected; percentiles come with
/// [`of_consumption`].
pub fn figures(
    members: &[Member<Consumer>],
    reference: Reference<'_>,
    versions: &Versions,
) -> Vec<PeerFigure> {
    let rates = match reference {
        Reference::Model(_) => BTreeMap::new(),
        Reference::Sectors(nation, _) => rates_by_sector(nation),
    };
    let taking_part = members.iter().filter(|one| one.answer.sums.ddj > 0.0);
    let figure = |Member { finess, name, answer: Consumer { kind, sums } }: &Member<Consumer>| {
        let (mut ratio, not_standardised) = match reference {
            Reference::Model(model) => model.ratio(&Row::of(finess, kind, sums)),
            Reference::Sectors(..) => standardised(sums, &rates, versions),
        };
        if let Some(ratio) = &mut ratio {
            ratio.notes.push(reference.told().to_owned());
        }
        PeerFigure {
            finess: finess.clone(),
            name: name.clone(),
            figure: consumption::rate(sums.ddj, sums.days, versions),
            percentile: None,
            ratio,
            ratio_percentile: None,
            not_standardised,
        }
    };
    taking_part.map(figure).collect()
}

/// The consumption of establishments side by side, from their [`figures`] by the same reference.
pub fn of_consumption(
    figures: Vec<PeerFigure>,
    reference: Reference<'_>,
    shown: &Shown,
    versions: &Versions,
) -> PeerDistribution {
    let all = figures.iter().map(|one| &one.figure);
    let sum =
        all.fold((0.0, 0.0), |(ddj, days), one| (ddj + one.numerator, days + one.denominator));
    let pooled = consumption::rate(sum.0, sum.1, versions);
    let (model, without_model) = match reference {
        Reference::Model(model) => (Some(Box::new(model.card())), None),
        Reference::Sectors(_, why) => (None, Some(why.told())),
    };
    let mut told = distribution(pooled, figures, shown);
    told.notes.extend(without_model.iter().cloned());
    told.notes.push(reference.told().to_owned());
    PeerDistribution { model, without_model, ..told }
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
fn standardised(
    sums: &BySector,
    rates: &BTreeMap<&str, f64>,
    versions: &Versions,
) -> (Option<Figure>, Vec<String>) {
    let strata: Vec<Stratum<'_>> = sums
        .sectors
        .iter()
        .map(|one| Stratum {
            name: &one.sector,
            counted: Counted::new(one.ddj, one.days),
            reference: rates.get(one.sector.as_str()).copied(),
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
    let values = ascending(figures.iter().filter_map(|one| one.figure.value));
    let ratio = |one: &PeerFigure| one.ratio.as_ref().and_then(|ratio| ratio.value);
    let ratios = ascending(figures.iter().filter_map(ratio));
    let number = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    let without_value = number(figures.len() - values.len());
    let sees_all = *shown == Shown::All;
    let enough = |values: &[f64]| sees_all || values.len() >= MIN_PEERS;
    let placed = figures.into_iter().map(|mut one| {
        let place = |all: &[f64], own: Option<f64>| {
            own.filter(|_| enough(all)).and_then(|own| percentile_rank_in(own, all))
        };
        one.percentile = place(&values, one.figure.value);
        one.ratio_percentile = place(&ratios, ratio(&one));
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
        model: None,
        without_model: None,
    }
}

fn ascending(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

/// Percentiles of type 7 of values in ascending order; nothing without values.
fn spread(ascending: &[f64]) -> Option<Spread> {
    let at = |probability| quantile(ascending, probability);
    Some(Spread { p10: at(0.1)?, p25: at(0.25)?, median: at(0.5)?, p75: at(0.75)?, p90: at(0.9)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::casemix;
    use crate::consumption::SectorSum;
    use crate::dto::{ConsumptionGroup, ConsumptionTotals};

    const UNFIT: Unfit = Unfit::TooFewEstablishments { have: 4, need: 30 };

    /// Sector, DDJ and days.
    type Sectors<'a> = &'a [(&'a str, f64, f64)];

    fn by_sector(sectors: Sectors<'_>) -> BySector {
        let sum = |(sector, ddj, days): &(&str, f64, f64)| SectorSum {
            sector: (*sector).to_owned(),
            ddj: *ddj,
            days: *days,
        };
        BySector {
            sectors: sectors.iter().map(sum).collect(),
            ddj: sectors.iter().map(|one| one.1).sum(),
            days: sectors.iter().map(|one| one.2).sum(),
        }
    }

    fn nation(sectors: Sectors<'_>) -> ConsumptionAnalysis {
        let versions = Versions::default();
        let BySector { ddj, days, .. } = by_sector(sectors);
        let group = |(sector, ddj, days): &(&str, f64, f64)| ConsumptionGroup {
            key: BTreeMap::from([("sector".to_owned(), (*sector).to_owned())]),
            labels: BTreeMap::new(),
            ddd: Some(*ddj),
            patient_days: Some(*days),
            rate: consumption::rate(*ddj, *days, &versions),
            share: None,
            dose: None,
        };
        ConsumptionAnalysis {
            groups: sectors.iter().map(group).collect(),
            totals: ConsumptionTotals {
                ddd: Some(ddj),
                patient_days: Some(days),
                rate: consumption::rate(ddj, days, &versions),
            },
        }
    }

    fn member(place: u32, kind: &str, sectors: Sectors<'_>) -> Member<Consumer> {
        Member {
            finess: format!("{place:09}"),
            name: format!("CH {place}"),
            answer: Consumer { kind: kind.to_owned(), sums: by_sector(sectors) },
        }
    }

    fn compare(
        members: &[Member<Consumer>],
        reference: Reference<'_>,
        shown: &Shown,
    ) -> PeerDistribution {
        let versions = Versions::default();
        of_consumption(figures(members, reference, &versions), reference, shown, &versions)
    }

    fn told(number: u32, shown: &Shown) -> PeerDistribution {
        let member = |place: u32| member(place, "CH", &[("MED", f64::from(place) * 100.0, 1000.0)]);
        let members: Vec<_> = (1..=number).map(member).collect();
        let nation = nation(&[("MED", 500.0, 1000.0)]);
        compare(&members, Reference::Sectors(&nation, &UNFIT), shown)
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
        assert_eq!((member.values, member.own[0].percentile), (None, None));
        assert!(member.notes[0].starts_with("Moins de 10"), "{:?}", member.notes);
        let centre = told(9, &Shown::All);
        assert!(centre.values.is_some() && centre.members.len() == 9);
    }

    #[test]
    fn what_two_have_together_is_hidden_from_one_of_them() {
        assert_eq!(told(2, &own(1)).pooled.value, None);
        assert!(told(1, &own(1)).pooled.value.is_some());
        assert!(told(3, &own(1)).pooled.value.is_some());
    }

    #[test]
    fn sectors_explain_what_they_consume_in_the_nation() {
        let nation = nation(&[("MED", 400.0, 1000.0), ("REA", 1500.0, 1000.0)]);
        let sectors = [("MED", 400.0, 1000.0), ("REA", 3000.0, 2000.0), ("PSY", 9.0, 10.0)];
        let hospital = member(1, "CH", &sectors);
        let told = compare(&[hospital], Reference::Sectors(&nation, &UNFIT), &Shown::All);
        let ratio = told.members[0].ratio.as_ref().unwrap();
        assert!((ratio.value.unwrap() - 1.0).abs() < 1e-12);
        assert!((ratio.denominator - 3400.0).abs() < 1e-9);
        assert!(ratio.notes[0].contains("taux de la nation par secteur"), "{:?}", ratio.notes);
        assert_eq!(told.members[0].not_standardised, ["PSY"]);
        assert_eq!((told.model, told.without_model), (None, Some(UNFIT.told())));
        assert_eq!(told.notes[0], UNFIT.told());
    }

    #[test]
    fn a_model_expects_what_establishments_of_the_type_consume() {
        let of = |place: u32| {
            let kind = if place.is_multiple_of(2) { "CH" } else { "CHU" };
            let ddj = f64::from(place % 7) * 10.0 + if kind == "CH" { 400.0 } else { 800.0 };
            member(place, kind, &[("MED", ddj, 1000.0), ("REA", 3.0 * ddj, 1000.0)])
        };
        let members: Vec<_> =
            (1..=40).map(of).chain([member(41, "CH", &[("MED", 0.0, 10.0)])]).collect();
        let rows =
            members.iter().flat_map(|one| Row::of(&one.finess, &one.answer.kind, &one.answer.sums));
        let rows: Vec<Row> = rows.collect();
        let model = casemix::fit(&rows, "Base", &Versions::default()).unwrap();
        let told = compare(&members, Reference::Model(&model), &own(3));
        assert_eq!((told.establishments, told.members.len(), told.own.len()), (40, 0, 1));
        assert_eq!((told.model, told.without_model), (Some(Box::new(model.card())), None));
        let ratio = told.own[0].ratio.as_ref().unwrap();
        assert_eq!(ratio.value, model.ratio(&rows[4..6]).0.unwrap().value);
        assert!((0.9..1.1).contains(&ratio.value.unwrap()), "a CHU among its own: {ratio:?}");
        assert!(ratio.notes[0].contains("modèle de case-mix"), "{:?}", ratio.notes);
        assert!(told.own[0].ratio_percentile.is_some());
    }
}
