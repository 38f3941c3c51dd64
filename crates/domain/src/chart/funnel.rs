//! A funnel plot: values against what they were counted on, within the limits of chance.

use serde::Serialize;

use super::twin::{Cell, Column, TableTwin, TwinRow};
use super::words::{Words, reading};
use super::{Chart, Mark, Plot, Point, Reading};
use crate::french;
use crate::statistics::{Counted, Funnel, FunnelKind, FunnelPoint, FunnelZone, Unsaid};

/// Places along the axis where the limits are computed.
const STEPS: u32 = 60;

/// How far the curves go beyond the points, as a factor.
const MARGIN: f64 = 1.15;

/// Where the largest exposure is more than this many times the smallest, the axis is logarithmic.
const WIDE: f64 = 30.0;

const INNER: f64 = 0.95;
const OUTER: f64 = 0.998;

/// What values were counted on.
#[derive(Debug, Clone, PartialEq)]
pub struct Exposure {
    /// For example `Journées d’hospitalisation`, `Souches testées`.
    pub name: String,
    /// Whether figures are rates or proportions.
    pub kind: FunnelKind,
    /// What an event over the exposure is multiplied by: 1000 for a rate per 1000 JH, 100 for %.
    pub per: f64,
}

/// A place with its events and its exposure.
#[derive(Debug, Clone, PartialEq)]
pub struct Exposed {
    /// Empty where the reader may not know which one it is.
    pub label: String,
    pub counted: Counted,
    pub own: bool,
}

/// What is known of the peers where none of them is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FunnelSummary {
    pub funnel: Funnel,
    /// Number of peers, own included.
    pub count: usize,
    /// Smallest and largest exposure.
    pub exposures: (f64, f64),
}

/// Points, the target and its limits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FunnelPlot {
    pub unit: String,
    /// What the axis at the bottom is of.
    pub exposure: String,
    pub logarithmic: bool,
    pub target: Mark,
    /// The limits of 95 %, then those of 99.8 %.
    pub limits: Vec<Limits>,
    pub points: Vec<Spot>,
}

/// Two curves, from the smallest exposure to the largest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Limits {
    pub name: String,
    pub low: Vec<(f64, f64)>,
    pub high: Vec<(f64, f64)>,
}

/// A place on a plane.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Spot {
    pub label: String,
    pub x: f64,
    pub y: f64,
    pub own: bool,
    /// Beyond a limit of 99.8 %, or of 95 %, or within.
    pub zone: Zone,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    Within,
    Outside,
    FarOutside,
}

/// The funnel of places that may all be shown, around all their events over all their exposures.
///
/// Errors: those of [`Funnel::of`].
pub fn funnel(words: &Words, exposure: &Exposure, all: &[Exposed]) -> Result<Chart, Unsaid> {
    let counted: Vec<Counted> = all.iter().map(|place| place.counted).collect();
    let (funnel, points) = Funnel::of(exposure.kind, &counted, None)?;
    let sizes = || counted.iter().map(|one| one.denominator);
    let exposures = (sizes().fold(f64::MAX, f64::min), sizes().fold(0.0, f64::max));
    let summary = FunnelSummary { funnel, count: all.len(), exposures };
    let placed: Vec<(&Exposed, FunnelPoint)> = all.iter().zip(points).collect();
    Ok(chart(words, exposure, &summary, &placed, true))
}

/// The funnel of peers that are not shown, with the place of the reader alone.
///
/// Errors: counts out of range.
pub fn funnel_alone(
    words: &Words,
    exposure: &Exposure,
    summary: &FunnelSummary,
    own: &Exposed,
) -> Result<Chart, Unsaid> {
    let point = summary.funnel.place(own.counted).ok_or(Unsaid::OutOfRange)?;
    let size = own.counted.denominator;
    let (least, most) = summary.exposures;
    let summary = FunnelSummary { exposures: (least.min(size), most.max(size)), ..*summary };
    Ok(chart(words, exposure, &summary, &[(own, point)], false))
}

fn chart(
    words: &Words,
    exposure: &Exposure,
    summary: &FunnelSummary,
    placed: &[(&Exposed, FunnelPoint)],
    all: bool,
) -> Chart {
    let funnel = &summary.funnel;
    let (least, most) = summary.exposures;
    let target = funnel.target * exposure.per;
    let spot = |(place, point): &(&Exposed, FunnelPoint)| {
        let value = point.value * exposure.per;
        let size = french::whole(place.counted.denominator);
        Spot {
            label: name(words, place),
            x: place.counted.denominator,
            y: value,
            own: place.own,
            zone: match point.zone {
                FunnelZone::Within => Zone::Within,
                FunnelZone::Above | FunnelZone::Below => Zone::Outside,
                FunnelZone::FarAbove | FunnelZone::FarBelow => Zone::FarOutside,
            },
            text: french::typeset(&format!(
                "{}, {} : {size} ; {}",
                words.value(value),
                exposure.name.to_lowercase(),
                zone_in_french(point.zone)
            )),
        }
    };
    let limits =
        [(INNER, "Seuils de vigilance (95\u{202f}%)"), (OUTER, "Seuils d’alarme (99,8\u{202f}%)")];
    let plot = FunnelPlot {
        unit: words.unit.clone(),
        exposure: exposure.name.clone(),
        logarithmic: most > WIDE * least,
        target: Mark::new(target, format!("Ensemble\u{a0}: {}", words.value(target))),
        limits: limits
            .map(|(level, name)| curves(funnel, exposure.per, summary.exposures, level, name))
            .into(),
        points: placed.iter().map(spot).collect(),
    };
    Chart {
        title: words.title(summary.count),
        source: words.source.clone(),
        plot: Plot::Funnel(plot),
        reading: told(words, exposure, summary, placed, all),
        twin: twin(words, exposure, funnel, placed),
    }
}

fn name(words: &Words, place: &Exposed) -> String {
    match (place.own, place.label.as_str()) {
        (true, _) => french::capital(words.noun.own()),
        (false, "") => format!(
            "Un{} {}",
            if words.noun.is_feminine() { "e" } else { "" },
            words.noun.singular()
        ),
        (false, label) => label.to_owned(),
    }
}

fn curves(funnel: &Funnel, per: f64, (least, most): (f64, f64), level: f64, name: &str) -> Limits {
    let (from, to) = ((least / MARGIN).ln(), (most * MARGIN).ln());
    let mut limits = Limits { name: name.to_owned(), low: Vec::new(), high: Vec::new() };
    for step in 0..=STEPS {
        let size = (from + (to - from) * f64::from(step) / f64::from(STEPS)).exp();
        if let Some((low, high)) = funnel.limits(size, level) {
            limits.low.push((size, low * per));
            limits.high.push((size, high * per));
        }
    }
    limits
}

const fn zone_in_french(zone: FunnelZone) -> &'static str {
    match zone {
        FunnelZone::FarBelow => "au-dessous du seuil d’alarme (99,8 %)",
        FunnelZone::Below => "au-dessous du seuil de vigilance (95 %)",
        FunnelZone::Within => "entre les seuils",
        FunnelZone::Above => "au-dessus du seuil de vigilance (95 %)",
        FunnelZone::FarAbove => "au-dessus du seuil d’alarme (99,8 %)",
    }
}

fn told(
    words: &Words,
    exposure: &Exposure,
    summary: &FunnelSummary,
    placed: &[(&Exposed, FunnelPoint)],
    all: bool,
) -> Reading {
    let (noun, funnel) = (words.noun, &summary.funnel);
    let mut says = Vec::new();
    if let Some((_, point)) = placed.iter().find(|(place, _)| place.own) {
        says.push(format!(
            "Avec {}, {} est {} : {}.",
            words.measured(point.value * exposure.per),
            noun.own(),
            zone_in_french(point.zone),
            match point.zone {
                FunnelZone::Within => "rien ne le distingue de l’ensemble, à sa taille",
                FunnelZone::Above | FunnelZone::Below =>
                    "à surveiller, le hasard peut encore l’expliquer",
                FunnelZone::FarAbove | FunnelZone::FarBelow =>
                    "un écart que le hasard fait rarement, à examiner",
            },
        ));
    }
    let outside = |zone: FunnelZone| placed.iter().filter(|(_, point)| point.zone == zone).count();
    if all {
        says.push(format!(
            "Sur {}, au-delà des seuils d’alarme : {} au-dessus, {} au-dessous.",
            noun.counted(placed.len()),
            or_none(words, outside(FunnelZone::FarAbove)),
            or_none(words, outside(FunnelZone::FarBelow)),
        ));
    }
    let dispersion = french::decimal(funnel.dispersion, 1);
    let widened = if funnel.is_overdispersed() {
        format!(
            "Les {} diffèrent plus que le seul hasard ne le ferait (surdispersion φ = {dispersion}) : les \
             seuils sont écartés d’autant.",
            noun.plural()
        )
    } else {
        "Les seuils sont ceux du seul hasard : il n’y a pas de surdispersion.".to_owned()
    };
    says.push(widened);
    // One in twenty lies beyond the limits of 95 % when nothing but chance is at work.
    let expected = french::whole((0.05 * summary.count as f64).round());
    let chance = format!(
        "Par le seul hasard, environ {expected} sur {} passeraient un seuil de vigilance : c’est une question, \
         pas une réponse.",
        summary.count
    );
    reading(&says, &[if summary.count >= 20 { &chance } else { CHANCE }, words.other_causes()])
}

const CHANCE: &str = "Par le seul hasard, un point sur vingt passe un seuil de vigilance : c’est une question, \
                      pas une réponse.";

fn or_none(words: &Words, count: usize) -> String {
    match count {
        0 if words.noun.is_feminine() => "aucune".to_owned(),
        0 => "aucun".to_owned(),
        more => french::whole(more as f64),
    }
}

fn twin(
    words: &Words,
    exposure: &Exposure,
    funnel: &Funnel,
    placed: &[(&Exposed, FunnelPoint)],
) -> TableTwin {
    let header = vec![
        Column::of(words.noun.heading()),
        Column::of(&exposure.name),
        Column::in_unit(&words.measure, &words.unit),
        Column::in_unit("Seuils de vigilance (95\u{202f}%)", &words.unit),
        Column::in_unit("Seuils d’alarme (99,8\u{202f}%)", &words.unit),
        Column::of("Place"),
    ];
    let row = |(place, point): &(&Exposed, FunnelPoint)| {
        let size = place.counted.denominator;
        let limits = |level: f64| match funnel.limits(size, level) {
            Some((low, high)) => {
                let (low, high) = (low * exposure.per, high * exposure.per);
                Cell::Text(french::range(low, high, &words.unit))
            }
            None => Cell::Empty,
        };
        let value = Point { value: point.value * exposure.per, interval: None };
        let cells = vec![
            Cell::Count(size),
            Cell::Point(value),
            limits(INNER),
            limits(OUTER),
            Cell::Text(french::typeset(zone_in_french(point.zone))),
        ];
        TwinRow::of(name(words, place), cells)
    };
    let target =
        TwinRow::of("Ensemble", vec![Cell::Empty, Cell::value(funnel.target * exposure.per)]);
    TableTwin { header, rows: placed.iter().map(row).chain([target]).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Noun;
    use crate::chart::testing::{said, words};

    fn exposure() -> Exposure {
        Exposure {
            name: "Journées d’hospitalisation".to_owned(),
            kind: FunnelKind::Rate,
            per: 1000.0,
        }
    }

    fn place(label: &str, events: f64, days: f64, own: bool) -> Exposed {
        Exposed { label: label.to_owned(), counted: Counted::new(events, days), own }
    }

    fn places() -> Vec<Exposed> {
        let near = (1..=24_u8).map(|index| {
            let days = f64::from(index) * 1000.0;
            place("", 0.3 * days + f64::from(index % 3) * 5.0, days, false)
        });
        near.chain([place("CH de la Vallée", 6000.0, 12_000.0, true)]).collect()
    }

    #[test]
    fn a_point_outside_is_told_with_the_dispersion() {
        let chart = funnel(&words(Noun::Establishment), &exposure(), &places()).unwrap();
        let Plot::Funnel(drawn) = &chart.plot else { panic!("{chart:?}") };
        assert_eq!(drawn.limits.len(), 2);
        assert_eq!(drawn.limits[0].low.len(), 61);
        let own = drawn.points.iter().find(|point| point.own).unwrap();
        assert_eq!((own.zone, own.label.as_str()), (Zone::FarOutside, "Votre établissement"));
        assert_eq!(drawn.points[0].label, "Un établissement");
        let text = said(&chart);
        assert!(text.contains("Avec 500,0 DDJ/1000 JH, votre établissement est au-dessus du seuil d’alarme (99,8 %) : un écart"), "{text}");
        assert!(
            text.contains("Sur 25 établissements, au-delà des seuils d’alarme : 1 au-dessus, aucun au-dessous."),
            "{text}"
        );
        assert!(text.contains("surdispersion") || text.contains("seul hasard"), "{text}");
        assert_eq!(chart.twin.rows.len(), 26);
    }

    #[test]
    fn limits_close_in_on_the_target() {
        let chart = funnel(&words(Noun::Establishment), &exposure(), &places()).unwrap();
        let Plot::Funnel(drawn) = &chart.plot else { panic!("{chart:?}") };
        for limits in &drawn.limits {
            let width = |at: usize| limits.high[at].1 - limits.low[at].1;
            assert!(width(0) > width(60));
            assert!(limits.low.iter().all(|(_, low)| *low <= drawn.target.at));
        }
    }

    #[test]
    fn who_may_not_see_the_others_sees_itself_between_the_limits() {
        let funnel = Funnel { kind: FunnelKind::Rate, target: 0.3, dispersion: 4.0 };
        let summary = FunnelSummary { funnel, count: 84, exposures: (1000.0, 200_000.0) };
        let own = place("CH de la Vallée", 310.0, 1000.0, true);
        let chart = funnel_alone(&words(Noun::Establishment), &exposure(), &summary, &own).unwrap();
        let Plot::Funnel(drawn) = &chart.plot else { panic!("{chart:?}") };
        assert!(drawn.logarithmic);
        assert_eq!(drawn.points.len(), 1);
        let text = said(&chart);
        assert!(text.contains("votre établissement est entre les seuils"), "{text}");
        assert!(text.contains("(surdispersion φ = 4,0) : les seuils sont écartés"), "{text}");
        assert!(text.contains("environ 4 sur 84 passeraient"), "{text}");
    }

    #[test]
    fn few_places_make_no_funnel() {
        let few = funnel(&words(Noun::Establishment), &exposure(), &places()[..4]);
        assert_eq!(few, Err(Unsaid::TooShort { have: 4, need: 5 }));
    }
}
