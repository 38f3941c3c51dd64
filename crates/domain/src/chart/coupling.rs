//! Consumption and resistance on one plane: one point for each period.

use serde::Serialize;

use super::trend::prepositions;
use super::twin::{Cell, Column, TableTwin, TwinRow};
use super::words::{DDJ_APART, Words, from_to, p_value, reading, with_unit};
use super::{Chart, Plot, Point, Reading};
use crate::french;
use crate::statistics::{Lagged, Unsaid, benjamini_hochberg, lagged_associations, mann_kendall};

/// Fewest points that are drawn.
const MIN_COUPLED: usize = 2;

/// Steps of time that resistance may come after consumption; more would be found by looking long enough.
const MOST_LAG: usize = 2;

/// p at or below which an association, adjusted for the number that was looked at, is told as one.
const SHOWN: f64 = 0.05;

const LEVEL: f64 = 0.95;

/// What an axis is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    pub name: String,
    pub unit: String,
}

/// A period with both figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Coupled {
    pub label: String,
    /// Consumption.
    pub x: Option<Point>,
    /// Resistance.
    pub y: Option<Point>,
}

impl Coupled {
    fn consumption(&self) -> Option<f64> {
        self.x.map(|point| point.value)
    }

    fn resistance(&self) -> Option<f64> {
        self.y.map(|point| point.value)
    }
}

/// Points on a plane.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coupling {
    pub x: Axis,
    pub y: Axis,
    /// A line leads from each to the next.
    pub points: Vec<Pair>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Axis {
    pub name: String,
    pub unit: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    pub label: String,
    pub x: f64,
    pub y: f64,
    /// The confidence intervals of both, low and high bounds.
    pub x_interval: Option<(f64, f64)>,
    pub y_interval: Option<(f64, f64)>,
    pub text: String,
}

/// Consumption (`x`) against resistance (the measure of `words`). Points follow one another in
/// time, evenly spaced, and resistance may come one or two steps after consumption.
///
/// Errors: fewer than two points with both figures, a figure that is no number.
pub fn coupling(words: &Words, x: &Measure, points: &[Coupled]) -> Result<Chart, Unsaid> {
    let both: Vec<(&Coupled, Point, Point)> =
        points.iter().filter_map(|point| Some((point, point.x?, point.y?))).collect();
    if both.iter().any(|(_, x, y)| !(x.value.is_finite() && y.value.is_finite())) {
        return Err(Unsaid::OutOfRange);
    }
    if both.len() < MIN_COUPLED {
        return Err(Unsaid::TooShort { have: both.len(), need: MIN_COUPLED });
    }
    let pair = |(point, at, value): &(&Coupled, Point, Point)| Pair {
        label: point.label.clone(),
        x: at.value,
        y: value.value,
        x_interval: at.interval,
        y_interval: value.interval,
        text: french::typeset(&format!(
            "{} : {} ; {} : {}",
            x.name,
            told_point(*at, &x.unit),
            words.measure,
            told_point(*value, &words.unit)
        )),
    };
    let axis = |name: &str, unit: &str| Axis { name: name.to_owned(), unit: unit.to_owned() };
    let measure = format!("{} et {}", x.name, lower(&words.measure));
    Ok(Chart {
        title: words.titled(&measure, &words.noun.counted(both.len())),
        source: words.source.clone(),
        plot: Plot::Coupling(Coupling {
            x: axis(&x.name, &x.unit),
            y: axis(&words.measure, &words.unit),
            points: both.iter().map(pair).collect(),
        }),
        reading: told(words, x, points),
        twin: twin(words, x, points),
    })
}

/// A value with its unit and its interval: `43,7 DDJ/1000 JH (43,1 à 44,3)`.
fn told_point(point: Point, unit: &str) -> String {
    let around = point.interval.map(|(low, high)| format!(" ({})", french::range(low, high, unit)));
    with_unit(point.value, unit) + &around.unwrap_or_default()
}

/// Its first letter small, unless it begins with a name in capitals.
fn lower(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next();
    match (first, chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}

fn told(words: &Words, x: &Measure, points: &[Coupled]) -> Reading {
    let says: Vec<String> =
        ends(words, x, points).into_iter().chain(in_years(words, points)).collect();
    reading(
        &says,
        &[
            "Les axes ne partent pas forcément de zéro : un écart qui se voit peut être petit.",
            DDJ_APART,
            common_trend(points),
            // Robinson 1950, American Sociological Review 15:351.
            "Le lien porte sur des ensembles, pas sur des patients : il ne dit pas que ceux qui ont reçu \
             l’antibiotique sont ceux dont les souches résistent (erreur écologique).",
            "D’autres causes peuvent faire les deux : transmission croisée, patients accueillis, prélèvements.",
        ],
    )
}

/// Where both series begin and end.
fn ends(words: &Words, x: &Measure, points: &[Coupled]) -> Option<String> {
    let mut known = points
        .iter()
        .filter_map(|point| Some((&point.label, point.consumption()?, point.resistance()?)));
    let (from, x_before, y_before) = known.next()?;
    let (to, x_after, y_after) = known.next_back()?;
    let (since, until, _) = prepositions(words.noun);
    Some(format!(
        "{since} {from} {until} {to} : {}, {} ; {}, {}.",
        lower(&x.name),
        from_to(x_before, x_after, &x.unit),
        lower(&words.measure),
        from_to(y_before, y_after, &words.unit),
    ))
}

/// What is told of two series: the strongest association among the lags.
fn in_years(words: &Words, points: &[Coupled]) -> Vec<String> {
    let leading: Vec<Option<f64>> = points.iter().map(Coupled::consumption).collect();
    let following: Vec<Option<f64>> = points.iter().map(Coupled::resistance).collect();
    let lags = lagged_associations(&leading, &following, MOST_LAG);
    let known: Vec<&Lagged> = lags.iter().filter(|lagged| lagged.association.is_ok()).collect();
    let p_values: Vec<f64> =
        known.iter().filter_map(|lagged| Some(lagged.association.ok()?.p)).collect();
    let adjusted = benjamini_hochberg(&p_values).unwrap_or_default();
    let best = known.iter().zip(adjusted).min_by(|(_, one), (_, other)| one.total_cmp(other));
    let Some((best, p)) = best else {
        return vec![unsaid(words, lags.first().and_then(|lagged| lagged.association.err()))];
    };
    let Ok(found) = best.association else { return Vec::new() };
    let numbers = format!(
        "ρ de Spearman = {}, {} corrigé pour {}, {}",
        french::decimal(found.rho, 2),
        p_value(p),
        french::count(p_values.len() as f64, "décalage", "décalages"),
        words.noun.counted(found.pairs),
    );
    if p > SHOWN {
        return vec![format!(
            "Aucun lien ne se distingue du hasard ({numbers}). Avec si peu de points, seul un lien très fort se verrait."
        )];
    }
    let when = match best.lag {
        0 => "aussi".to_owned(),
        lag => format!("aussi, {} plus tard", words.noun.counted(lag)),
    };
    vec![if found.rho > 0.0 {
        format!("Quand la consommation est élevée, la résistance l’est {when} ({numbers}).")
    } else {
        let when = when.trim_start_matches("aussi");
        format!("Quand la consommation est élevée, la résistance est basse{when} ({numbers}).")
    }]
}

fn unsaid(words: &Words, why: Option<Unsaid>) -> String {
    let reason = why.map(|why| words.unsaid(why)).unwrap_or_default();
    format!("Le lien n’est pas mesuré. {reason}")
}

/// What two series that both move with time do not tell (Yule 1926, Journal of the Royal Statistical Society 89:1).
fn common_trend(points: &[Coupled]) -> &'static str {
    let trend = |value: fn(&Coupled) -> Option<f64>| {
        let timed = points.iter().enumerate();
        let series: Vec<(f64, f64)> =
            timed.filter_map(|(index, point)| Some((index as f64, value(point)?))).collect();
        let trend = mann_kendall(&series, LEVEL).ok()?;
        (trend.p <= SHOWN).then_some(trend.score > 0)
    };
    match (trend(Coupled::consumption), trend(Coupled::resistance)) {
        (Some(true), Some(true)) => {
            "Les deux courbes montent ensemble ; cela ne dit pas que l’une cause l’autre : deux séries qui \
             montent paraissent toujours liées."
        }
        (Some(false), Some(false)) => {
            "Les deux courbes descendent ensemble ; cela ne dit pas que l’une cause l’autre : deux séries qui \
             descendent paraissent toujours liées."
        }
        (Some(_), Some(_)) => {
            "L’une monte quand l’autre descend ; cela ne dit pas que l’une cause l’autre : deux séries qui vont \
             avec le temps paraissent toujours liées."
        }
        _ => "Un lien dans le temps ne dit pas que l’une des deux séries cause l’autre.",
    }
}

fn twin(words: &Words, x: &Measure, points: &[Coupled]) -> TableTwin {
    let header = vec![
        Column::of(words.noun.heading()),
        Column::in_unit(&x.name, &x.unit),
        Column::in_unit(&words.measure, &words.unit),
    ];
    let row = |point: &Coupled| {
        TwinRow::of(&point.label, vec![Cell::point(point.x), Cell::point(point.y)])
    };
    TableTwin { header, rows: points.iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::testing::{plain, said, words};
    use crate::chart::{Matter, Noun};

    fn resistance(noun: Noun) -> Words {
        Words {
            measure: "Résistance de P. aeruginosa".to_owned(),
            unit: "%".to_owned(),
            matter: Matter::Resistance,
            period: "2016 à 2024".to_owned(),
            ..words(noun)
        }
    }

    fn carbapenems() -> Measure {
        Measure {
            name: "Consommation de carbapénèmes".to_owned(), unit: "DDJ/1000 JH".to_owned()
        }
    }

    fn points(pairs: &[(f64, f64)]) -> Vec<Coupled> {
        let at = |value: f64| Some(Point { value, interval: Some((value - 0.5, value + 0.5)) });
        let point = |(index, (x, y)): (usize, &(f64, f64))| Coupled {
            label: (2016 + index).to_string(),
            x: at(*x),
            y: at(*y),
        };
        pairs.iter().enumerate().map(point).collect()
    }

    #[test]
    fn two_rising_series_are_linked_but_none_causes_the_other() {
        let rising: Vec<(f64, f64)> =
            (1..=9_u8).map(|step| (f64::from(step), f64::from(step) * 2.0)).collect();
        let chart = coupling(&resistance(Noun::Year), &carbapenems(), &points(&rising)).unwrap();
        let text = said(&chart);
        assert!(text.contains("Quand la consommation est élevée, la résistance l’est aussi (ρ de Spearman = 1,00, p < 0,001 corrigé"), "{text}");
        assert!(text.contains("corrigé pour 3 décalages, 9 années"), "{text}");
        assert!(
            text.contains(
                "Les deux courbes montent ensemble ; cela ne dit pas que l’une cause l’autre"
            ),
            "{text}"
        );
        assert!(text.contains("erreur écologique"), "{text}");
        assert!(plain(&chart.title).starts_with("Consommation de carbapénèmes et résistance de P. aeruginosa – CH, 2016 à 2024 (n = 9 années)"));
        let Plot::Coupling(drawn) = &chart.plot else { panic!("{chart:?}") };
        assert_eq!(drawn.points[0].y_interval, Some((1.5, 2.5)));
        assert!(plain(&drawn.points[0].text).ends_with("P. aeruginosa : 2,0 % (1,5 % à 2,5 %)"));
    }

    #[test]
    fn few_years_are_drawn_but_no_link_is_measured() {
        let chart = coupling(
            &resistance(Noun::Year),
            &carbapenems(),
            &points(&[(1.0, 2.0), (2.0, 3.0), (3.0, 1.0)]),
        )
        .unwrap();
        let text = said(&chart);
        assert!(
            text.contains("Le lien n’est pas mesuré. Il faut au moins 6 années ; il y en a 3."),
            "{text}"
        );
        assert!(text.contains("de 1,0 DDJ/1000 JH à 3,0 DDJ/1000 JH"), "{text}");
        assert!(text.contains("de 2,0 % à 1,0 %."), "{text}");
    }

    #[test]
    fn one_point_is_no_coupling() {
        let one = coupling(&resistance(Noun::Year), &carbapenems(), &points(&[(1.0, 2.0)]));
        assert_eq!(one, Err(Unsaid::TooShort { have: 1, need: 2 }));
    }
}
