//! Where a value stands among those of its peers.

use serde::Serialize;

use super::twin::{Cell, Column, TableTwin, TwinRow};
use super::words::{Words, reading};
use super::{Chart, Mark, Plot, Point, Reading};
use crate::dto::Spread;
use crate::french;
use crate::peers::MIN_PEERS;
use crate::statistics::{MIN_BOX, Unsaid, percentile_rank, quantile};

/// The percentiles that are drawn.
const LEVELS: [(f64, &str); 5] =
    [(0.1, "P10"), (0.25, "P25"), (0.5, "Médiane"), (0.75, "P75"), (0.9, "P90")];

/// P10, P25, median, P75 and P90, in ascending order.
type Quantiles = [f64; 5];

/// What is known of the peers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Peers<'a> {
    /// The value of each, own included: for who may see them.
    Values(&'a [f64]),
    /// No value of any: their number, how they spread, and the percentile rank (0 to 100) of the own value among
    /// them, where it is known.
    Summary { count: usize, spread: Spread, rank: Option<f64> },
}

/// A box of quantiles, and the values themselves where they may be seen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Distribution {
    pub unit: String,
    pub quantiles: Vec<Mark>,
    /// Empty where the values of peers are not to be seen.
    pub values: Vec<f64>,
    pub own: Option<Mark>,
    /// What is marked: `Votre établissement`.
    pub own_name: String,
}

/// The values of peers with `own` among them.
///
/// Errors: fewer than five values, or than the ten peers below which a percentile is the value of one of them
/// ([`MIN_PEERS`]); what is no number.
pub fn distribution(words: &Words, peers: Peers, own: Option<Point>) -> Result<Chart, Unsaid> {
    let (count, quantiles, rank) = summary(peers, own.map(|own| own.value))?;
    let values = match peers {
        Peers::Values(values) => values.to_vec(),
        Peers::Summary { .. } => Vec::new(),
    };
    let named = || LEVELS.iter().zip(quantiles);
    let mark = |((_, name), value): (&(f64, &str), f64)| {
        Mark::new(value, format!("{name}\u{a0}: {}", words.value(value)))
    };
    let place = own.map(|own| placed(own.value, &quantiles, rank));
    let own_name = french::capital(words.noun.own());
    let own_mark = own.map(|own| {
        let place = place.as_deref().unwrap_or_default();
        Mark::new(own.value, format!("{own_name}\u{a0}: {}, {place}", words.point(own)))
    });
    let mut rows: Vec<TwinRow> =
        named().map(|((_, name), value)| TwinRow::of(*name, vec![Cell::value(value)])).collect();
    rows.push(TwinRow::of(
        format!("Nombre {}", words.noun.of_many()),
        vec![Cell::Count(count as f64)],
    ));
    rows.extend(own.map(|own| TwinRow::of(&own_name, vec![Cell::Point(own)])));
    rows.extend(place.as_ref().map(|place| TwinRow::of("Place", vec![Cell::text(place.as_str())])));
    let measure = Column::in_unit(&words.measure, &words.unit);
    Ok(Chart {
        title: words.title(count),
        source: words.source.clone(),
        reading: told(words, count, &quantiles, own.zip(place), peers),
        plot: Plot::Distribution(Distribution {
            unit: words.unit.clone(),
            quantiles: named().map(mark).collect(),
            values,
            own: own_mark,
            own_name,
        }),
        twin: TableTwin { header: vec![Column::of("Repère"), measure], rows },
    })
}

/// Number of peers, how they spread, and the percentile rank of the own value where it is known.
fn summary(peers: Peers, own: Option<f64>) -> Result<(usize, Quantiles, Option<f64>), Unsaid> {
    let (count, need, quantiles, rank) = match peers {
        Peers::Values(values) => {
            let mut ascending = values.to_vec();
            ascending.sort_by(f64::total_cmp);
            let at = |(level, _): (f64, &str)| quantile(&ascending, level).unwrap_or(f64::NAN);
            let rank = own.and_then(|own| percentile_rank(own, values));
            (values.len(), MIN_BOX, LEVELS.map(at), rank)
        }
        Peers::Summary { count, spread, rank } => {
            let Spread { p10, p25, median, p75, p90 } = spread;
            (count, MIN_PEERS, [p10, p25, median, p75, p90], rank)
        }
    };
    if count < need {
        return Err(Unsaid::TooShort { have: count, need });
    }
    let ordered = quantiles.is_sorted() && quantiles.iter().all(|value| value.is_finite());
    let right = ordered && own.is_none_or(f64::is_finite);
    right.then_some((count, quantiles, rank)).ok_or(Unsaid::OutOfRange)
}

/// `au 63ᵉ percentile`; between two quantiles where the rank is not known.
fn placed(own: f64, quantiles: &Quantiles, rank: Option<f64>) -> String {
    if let Some(rank) = rank {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
        let rank = rank.clamp(1.0, 99.0).round() as usize;
        return format!("au {} percentile", french::ordinal(rank));
    }
    // A bound belongs to the side of the median, as in reports.
    let [low, first, middle, third, high] = *quantiles;
    match own {
        own if own < low => "au-dessous du 10ᵉ percentile",
        own if own < first => "entre le 10ᵉ et le 25ᵉ percentile",
        own if own < middle => "entre le 25ᵉ percentile et la médiane",
        own if own <= third => "entre la médiane et le 75ᵉ percentile",
        own if own <= high => "entre le 75ᵉ et le 90ᵉ percentile",
        _ => "au-dessus du 90ᵉ percentile",
    }
    .to_owned()
}

fn told(
    words: &Words,
    count: usize,
    quantiles: &Quantiles,
    own: Option<(Point, String)>,
    peers: Peers,
) -> Reading {
    let [low, first, middle, third, high] = *quantiles;
    let counted = words.noun.counted(count);
    let mut says = Vec::new();
    if let Some((Point { value, interval }, place)) = own {
        let around = interval.map(|(low, high)| {
            format!(" (intervalle de confiance : {})", french::range(low, high, &words.unit))
        });
        says.push(format!(
            "Avec {}{}, {} est {place}, parmi {counted} ({}).",
            words.measured(value),
            around.unwrap_or_default(),
            words.noun.own(),
            words.scope,
        ));
        says.push(
            match value {
                value if value > high => "C’est parmi les 10 % les plus élevés.",
                value if value < low => "C’est parmi les 10 % les plus bas.",
                value if (first..=third).contains(&value) => "C’est dans la moitié centrale.",
                _ => "",
            }
            .to_owned(),
        );
    }
    says.push(format!(
        "La moitié de ces {} est entre {} et {}, huit sur dix entre {} et {} ; la médiane est de {}.",
        words.noun.plural(),
        words.value(first),
        words.value(third),
        words.value(low),
        words.value(high),
        words.measured(middle),
    ));
    let hidden = match peers {
        Peers::Values(_) => "",
        Peers::Summary { .. } => {
            "Les valeurs des autres ne vous sont pas montrées : seuls leurs quantiles le sont."
        }
    };
    reading(
        &says,
        &[
            "Un percentile dit une place, pas une qualité : la médiane n’est pas une cible.",
            words.other_causes(),
            hidden,
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Noun;
    use crate::chart::testing::{plain, said, words};

    fn spread([p10, p25, median, p75, p90]: Quantiles) -> Spread {
        Spread { p10, p25, median, p75, p90 }
    }

    fn point(value: f64) -> Point {
        Point { value, interval: None }
    }

    fn check(chart: &Chart, sentence: &str) {
        assert!(said(chart).contains(sentence), "{}", said(chart));
    }

    #[test]
    fn the_reader_is_told_its_percentile() {
        let values: Vec<f64> = (1..=21).map(f64::from).collect();
        let chart =
            distribution(&words(Noun::Establishment), Peers::Values(&values), Some(point(20.0)))
                .unwrap();
        let Plot::Distribution(drawn) = &chart.plot else { panic!("{chart:?}") };
        assert_eq!(drawn.values.len(), 21);
        assert_eq!(
            drawn.quantiles.iter().map(|mark| mark.at).collect::<Vec<_>>(),
            [3.0, 6.0, 11.0, 16.0, 19.0]
        );
        check(
            &chart,
            "Avec 20,0 DDJ/1000 JH, votre établissement est au 93ᵉ percentile, parmi 21 établissements (CH).",
        );
        check(&chart, "C’est parmi les 10 % les plus élevés.");
        check(&chart, "Il ne dit pas si les traitements étaient justifiés.");
    }

    #[test]
    fn the_interval_of_the_own_value_is_told() {
        let values: Vec<f64> = (1..=21).map(f64::from).collect();
        let own = Point { value: 20.0, interval: Some((18.5, 21.6)) };
        let chart =
            distribution(&words(Noun::Establishment), Peers::Values(&values), Some(own)).unwrap();
        check(
            &chart,
            "Avec 20,0 DDJ/1000 JH (intervalle de confiance : 18,5 à 21,6), votre établissement est",
        );
    }

    #[test]
    fn who_may_not_see_the_others_has_their_quantiles() {
        let spread = spread([10.0, 20.0, 30.0, 40.0, 50.0]);
        for (own, rank, place) in [
            (5.0, None, "au-dessous du 10ᵉ percentile"),
            (10.0, None, "entre le 10ᵉ et le 25ᵉ percentile"),
            (45.0, None, "entre le 75ᵉ et le 90ᵉ percentile"),
            (50.0, None, "entre le 75ᵉ et le 90ᵉ percentile"),
            (50.1, None, "au-dessus du 90ᵉ percentile"),
            (45.0, Some(82.4), "au 82ᵉ percentile"),
            (60.0, Some(99.9), "au 99ᵉ percentile"),
        ] {
            let peers = Peers::Summary { count: 84, spread, rank };
            let chart = distribution(&words(Noun::Establishment), peers, Some(point(own))).unwrap();
            let Plot::Distribution(drawn) = &chart.plot else { panic!("{chart:?}") };
            assert!(drawn.values.is_empty());
            assert!(plain(&drawn.own.as_ref().unwrap().text).ends_with(place), "{drawn:?}");
            check(&chart, &format!("votre établissement est {place}, parmi 84 établissements"));
            check(&chart, "Les valeurs des autres ne vous sont pas montrées");
        }
    }

    #[test]
    fn few_peers_or_wrong_quantiles_are_not_drawn() {
        let words = words(Noun::Establishment);
        let few = Peers::Values(&[1.0, 2.0, 3.0, 4.0]);
        assert_eq!(distribution(&words, few, None), Err(Unsaid::TooShort { have: 4, need: 5 }));
        let spread = spread([10.0, 20.0, 15.0, 40.0, 50.0]);
        let nine = Peers::Summary { count: 9, spread, rank: None };
        assert_eq!(distribution(&words, nine, None), Err(Unsaid::TooShort { have: 9, need: 10 }));
        let wrong = Peers::Summary { count: 10, spread, rank: None };
        assert_eq!(distribution(&words, wrong, None), Err(Unsaid::OutOfRange));
    }
}
