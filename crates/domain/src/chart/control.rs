//! A control chart: whether a process moved, point by point.

use serde::Serialize;

use super::twin::{Cell, Column, TableTwin, TwinRow};
use super::words::{Words, reading};
use super::{Chart, Mark, Plot, Reading};
use crate::french;
use crate::statistics::{
    ControlChart, Counted, RunRule, Signal, Unsaid, Variance, individuals_chart, p_chart, u_chart,
};

/// Points below which limits are called provisional (Montgomery 2013, Statistical quality control, section 6.2: 20
/// to 25 samples).
const SETTLED: usize = 20;

/// What a control chart is made from, in the order of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ControlSeries<'a> {
    /// Values in the unit of the chart: XmR.
    Individuals(&'a [f64]),
    /// Events among trials, told per `per`: p, or p′ with the variance that is seen.
    Proportions { points: &'a [Counted], variance: Variance, per: f64 },
    /// Events over a denominator, told per `per`: u, or u′ with the variance that is seen.
    Rates { points: &'a [Counted], variance: Variance, per: f64 },
}

/// Points around a centre with their limits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ControlPlot {
    pub unit: String,
    pub axis: String,
    pub labels: Vec<String>,
    pub center: Mark,
    pub points: Vec<Watched>,
}

/// A point with its own limits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Watched {
    pub value: f64,
    pub low: f64,
    pub high: f64,
    /// Whether it ends a pattern that chance rarely makes.
    pub signal: bool,
    pub text: String,
}

/// What the statistics said, in the unit of the chart.
struct Judged {
    name: &'static str,
    chart: ControlChart,
    per: f64,
    /// Moves beyond their limit, by the index of the point that ends them.
    jumps: Vec<usize>,
}

/// A control chart of a series whose `labels` are its periods.
///
/// Errors: those of the chart; labels that are not one per point.
pub fn control(words: &Words, labels: &[String], series: ControlSeries) -> Result<Chart, Unsaid> {
    let judged = judge(series)?;
    let Judged { chart, per, .. } = &judged;
    if labels.len() != chart.points.len() {
        return Err(Unsaid::OutOfRange);
    }
    let ends = |index: usize| {
        let rules = chart.signals.iter().filter(move |signal| signal.index == index);
        rules.map(|signal| short(signal.rule)).collect::<Vec<_>>()
    };
    // What measures amounts is never below 0.
    let floor = if chart.points.iter().all(|point| point.value >= 0.0) { 0.0 } else { f64::MIN };
    let points: Vec<Watched> = chart
        .points
        .iter()
        .enumerate()
        .map(|(index, point)| {
            let (low, high) = ((point.low * per).max(floor), point.high * per);
            let told = ends(index);
            let pattern = if told.is_empty() {
                String::new()
            } else {
                format!(" ; signal : {}", told.join(", "))
            };
            let text = format!(
                "{}, limites {}{pattern}",
                words.value(point.value * per),
                french::range(low, high, &words.unit)
            );
            let text = french::typeset(&text);
            Watched { value: point.value * per, low, high, signal: !told.is_empty(), text }
        })
        .collect();
    let center = chart.center * per;
    Ok(Chart {
        title: words.title(labels.len()),
        source: words.source.clone(),
        reading: told(words, labels, &judged),
        twin: twin(words, labels, &points, &judged),
        plot: Plot::Control(ControlPlot {
            unit: words.unit.clone(),
            axis: words.noun.heading(),
            labels: labels.to_vec(),
            center: Mark::new(center, format!("Moyenne\u{a0}: {}", words.value(center))),
            points,
        }),
    })
}

fn judge(series: ControlSeries) -> Result<Judged, Unsaid> {
    let plain = |chart, name, per| Judged { name, chart, per, jumps: Vec::new() };
    Ok(match series {
        ControlSeries::Individuals(values) => {
            let both = individuals_chart(values)?;
            let beyond = |(_, range): &(usize, &f64)| **range > both.range_limit;
            let ranges = both.moving_ranges.iter().enumerate().filter(beyond);
            let jumps = ranges.map(|(index, _)| index + 1).collect();
            Judged { name: "XmR, valeurs individuelles", jumps, ..plain(both.values, "", 1.0) }
        }
        ControlSeries::Proportions { points, variance, per } => {
            let name = match variance {
                Variance::Nominal => "p, proportions",
                Variance::Observed => "p′, proportions à variance observée",
            };
            plain(p_chart(points, variance)?, name, per)
        }
        ControlSeries::Rates { points, variance, per } => {
            let name = match variance {
                Variance::Nominal => "u, taux",
                Variance::Observed => "u′, taux à variance observée",
            };
            plain(u_chart(points, variance)?, name, per)
        }
    })
}

const fn short(rule: RunRule) -> &'static str {
    match rule {
        RunRule::BeyondThree => "hors des limites",
        RunRule::TwoOfThreeBeyondTwo => "deux points sur trois loin du centre",
        RunRule::EightOnOneSide => "huit points du même côté",
        RunRule::SixInOneDirection => "six points dans le même sens",
    }
}

fn told(words: &Words, labels: &[String], judged: &Judged) -> Reading {
    let chart = &judged.chart;
    let mut says = vec![format!(
        "Carte {} : moyenne de {}, limites à trois écarts types.",
        judged.name,
        words.measured(chart.center * judged.per)
    )];
    let patterns = patterns(&chart.signals);
    says.extend(patterns.iter().map(|pattern| in_french(pattern, labels, chart)));
    says.extend(judged.jumps.iter().map(|index| {
        format!(
            "De {} à {}, l’écart d’un point au suivant est inhabituel.",
            labels[index - 1],
            labels[*index]
        )
    }));
    let quiet = patterns.is_empty() && judged.jumps.is_empty();
    says.push(if quiet {
        "Aucun signal : les points varient comme le hasard les fait varier.".to_owned()
    } else {
        "Le hasard fait rarement de telles figures : signal à examiner, pas une preuve. Cherchez d’abord ce \
         qui a changé alors : activité, recueil, approvisionnement, épidémie, protocole."
            .to_owned()
    });
    let count = labels.len();
    let few = format!(
        "Avec {} (moins de {SETTLED}), les limites sont provisoires et peu de changements se voient.",
        words.noun.counted(count)
    );
    reading(
        &says,
        &[
            "Une carte ne dit ni la cause d’un changement, ni s’il est souhaitable.",
            if quiet { "L’absence de signal ne prouve pas que rien n’a changé." } else { "" },
            if count < SETTLED { &few } else { "" },
        ],
    )
}

/// A rule that holds at one point, or at several in a row.
struct Pattern {
    rule: RunRule,
    first: usize,
    last: usize,
}

/// Signals of one rule at points in a row are one pattern; in the order of time.
fn patterns(signals: &[Signal]) -> Vec<Pattern> {
    let mut found: Vec<Pattern> = Vec::new();
    for signal in signals {
        let goes_on = |one: &&mut Pattern| one.rule == signal.rule && one.last + 1 == signal.index;
        match found.iter_mut().find(goes_on) {
            Some(pattern) => pattern.last = signal.index,
            None => {
                found.push(Pattern { rule: signal.rule, first: signal.index, last: signal.index });
            }
        }
    }
    found
}

fn in_french(pattern: &Pattern, labels: &[String], chart: &ControlChart) -> String {
    let Pattern { rule, first, last } = *pattern;
    let value = |index: usize| chart.points[index].value;
    let side = |index: usize| if value(index) > chart.center { "au-dessus" } else { "au-dessous" };
    // The pattern begins some points before the one that ends it.
    let from = |length: usize| &labels[(first + 1).saturating_sub(length)];
    let run = |length: usize| last - (first + 1).saturating_sub(length) + 1;
    match rule {
        RunRule::BeyondThree if first == last => {
            format!("{} est hors des limites, {} de la moyenne.", labels[first], side(first))
        }
        RunRule::BeyondThree => {
            format!("De {} à {}, les points sont hors des limites.", labels[first], labels[last])
        }
        RunRule::TwoOfThreeBeyondTwo => format!(
            "De {} à {}, deux points sur trois sont à plus de deux écarts types {} de la moyenne.",
            from(3),
            labels[last],
            side(last)
        ),
        RunRule::EightOnOneSide => format!(
            "De {} à {}, {} points de suite sont {} de la moyenne.",
            from(8),
            labels[last],
            run(8),
            side(last)
        ),
        RunRule::SixInOneDirection => format!(
            "De {} à {}, {} points de suite {}.",
            from(6),
            labels[last],
            run(6),
            if value(last) > value(last - 1) { "montent" } else { "descendent" }
        ),
    }
}

fn twin(words: &Words, labels: &[String], points: &[Watched], judged: &Judged) -> TableTwin {
    let unit = &words.unit;
    let header = vec![
        Column::of(words.noun.heading()),
        Column::in_unit(&words.measure, unit),
        Column::in_unit("Limite basse", unit),
        Column::in_unit("Limite haute", unit),
        Column::of("Signal"),
    ];
    let row = |(index, (label, point)): (usize, (&String, &Watched))| {
        let of_point = |signal: &&Signal| signal.index == index;
        let rules = judged.chart.signals.iter().filter(of_point).map(|signal| short(signal.rule));
        let jump = judged.jumps.contains(&index).then_some("écart inhabituel");
        let signal = rules.chain(jump).collect::<Vec<_>>().join(", ");
        let cells = [point.value, point.low, point.high].map(Cell::value);
        TwinRow::of(label, cells.into_iter().chain([Cell::text(signal)]).collect())
    };
    let center = TwinRow::of("Moyenne", vec![Cell::value(judged.chart.center * judged.per)]);
    let rows = labels.iter().zip(points).enumerate().map(row).chain([center]);
    TableTwin { header, rows: rows.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Noun;
    use crate::chart::testing::{said, words};

    fn quarters(count: u8) -> Vec<String> {
        (0..count)
            .map(|index| format!("T{} {}", index % 4 + 1, 2020 + u16::from(index / 4)))
            .collect()
    }

    fn xmr(values: &[f64]) -> Chart {
        let labels = quarters(u8::try_from(values.len()).unwrap());
        control(&words(Noun::Quarter), &labels, ControlSeries::Individuals(values)).unwrap()
    }

    #[test]
    fn a_run_is_told_as_a_signal_and_no_proof() {
        let values = [10.0, 11.0, 10.5, 9.5, 9.0, 9.2, 9.4, 9.9, 10.6, 11.4, 12.0];
        let chart = xmr(&values);
        let text = said(&chart);
        assert!(text.contains("De T1 2021 à T3 2022, 7 points de suite montent."), "{text}");
        assert!(text.contains("signal à examiner, pas une preuve"), "{text}");
        assert!(text.contains("Avec 11 trimestres (moins de 20), les limites sont provisoires"));
        let Plot::Control(drawn) = &chart.plot else { panic!("{chart:?}") };
        assert!(drawn.points[10].signal && !drawn.points[3].signal);
        assert!(drawn.points[10].text.contains("six points dans le même sens"));
    }

    #[test]
    fn a_point_outside_and_its_jump_are_told() {
        let values = [10.0, 10.2, 9.9, 10.1, 10.0, 9.8, 10.1, 10.0, 9.9, 10.2, 18.0, 10.0];
        let text = said(&xmr(&values));
        assert!(text.contains("T3 2022 est hors des limites, au-dessus de la moyenne."), "{text}");
        assert!(
            text.contains("De T2 2022 à T3 2022, l’écart d’un point au suivant est inhabituel.")
        );
    }

    #[test]
    fn a_quiet_process_is_not_said_to_be_unchanged() {
        let chart = xmr(&[10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 10.0, 11.0]);
        let text = said(&chart);
        assert!(text.contains("Aucun signal"), "{text}");
        assert!(text.contains("ne prouve pas que rien n’a changé"), "{text}");
    }

    #[test]
    fn rates_and_proportions_are_told_in_their_unit() {
        let points: Vec<Counted> =
            (0..9_u8).map(|index| Counted::new(20.0 + f64::from(index % 2), 100.0)).collect();
        let mut words = words(Noun::Quarter);
        words.unit = "%".to_owned();
        for (variance, name) in
            [(Variance::Nominal, "Carte p, "), (Variance::Observed, "Carte p′, ")]
        {
            let series = ControlSeries::Proportions { points: &points, variance, per: 100.0 };
            let chart = control(&words, &quarters(9), series).unwrap();
            assert!(said(&chart).starts_with(name), "{}", said(&chart));
            let Plot::Control(drawn) = &chart.plot else { panic!("{chart:?}") };
            assert!((drawn.center.at - 184.0 / 9.0).abs() < 1e-9);
        }
        let series =
            ControlSeries::Rates { points: &points, variance: Variance::Nominal, per: 1000.0 };
        assert!(control(&words, &quarters(9), series).is_ok());
    }

    #[test]
    fn short_series_and_wrong_labels_make_no_chart() {
        let words = words(Noun::Quarter);
        let short = control(&words, &quarters(3), ControlSeries::Individuals(&[1.0, 2.0, 3.0]));
        assert_eq!(short, Err(Unsaid::TooShort { have: 3, need: 8 }));
        let values = [1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0];
        let wrong = control(&words, &quarters(7), ControlSeries::Individuals(&values));
        assert_eq!(wrong, Err(Unsaid::OutOfRange));
    }
}
