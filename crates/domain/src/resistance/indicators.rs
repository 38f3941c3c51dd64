//! The ten national indicators: the national strategy, and what is followed beside it.

use std::sync::LazyLock;

use serde::Deserialize;

use super::cells::Sums;
use super::figures::{Question, Subject, figure, is_comparable};
use crate::consumption::{self, Totals, analyse, broad_spectrum, change};
use crate::dto::{
    Figure, Indicator, IndicatorTarget, Perimeter, ReferenceValue, ResistanceMetric, SeriesTarget,
    Versions,
};
use crate::french;
use crate::nomenclature::embedded;

/// A national indicator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NationalIndicator {
    pub id: &'static str,
    pub label: &'static str,
    /// In words, like the denominator.
    pub numerator: &'static str,
    pub denominator: &'static str,
    pub content: Content,
    pub target: Option<Target>,
    /// National value of 2019, and of 2023 (aggregated: not comparable).
    pub value_2019: f64,
    pub value_2023: f64,
    pub unit: &'static str,
    /// Decimals it is printed with.
    pub decimals: usize,
    /// Of the national strategy; the others are followed at national level.
    pub is_strategy: bool,
    pub source: &'static str,
}

/// What an indicator is computed from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Content {
    /// DDJ per 1000 patient-days.
    Consumption,
    BroadSpectrum,
    /// Resistant isolates among those tested.
    Proportion(Subject),
    /// Resistant isolates per 1000 patient-days.
    Density(Subject),
}

/// What the national strategy aims at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// At most this value: a reduction in % between 2019 and 2025, from the value of 2019.
    Reduction {
        percent: f64,
        at_most: f64,
    },
    Below(f64),
}

/// A value and its target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distance {
    pub reached: bool,
    /// Value less target, in the unit of the indicator.
    pub gap: f64,
    /// The gap in % of the target.
    pub relative: f64,
}

impl Target {
    /// The value aimed at.
    pub const fn value(self) -> f64 {
        match self {
            Self::Reduction { at_most, .. } => at_most,
            Self::Below(value) => value,
        }
    }

    /// The target in French words; `unit` is that of the value.
    pub fn label(self, unit: &str) -> String {
        let value = french::short(self.value(), 3);
        match self {
            Self::Reduction { percent, .. } => {
                let percent = french::short(percent, 1);
                format!("au plus {value}\u{a0}{unit} (− {percent}\u{a0}% depuis 2019)")
            }
            Self::Below(_) => format!("moins de {value}\u{a0}{unit}"),
        }
    }

    /// How far a value is from the target, from unrounded values.
    pub fn distance(self, value: f64) -> Distance {
        let gap = value - self.value();
        let reached = match self {
            Self::Reduction { .. } => gap <= 0.0,
            Self::Below(_) => gap < 0.0,
        };
        Distance { reached, gap, relative: 100.0 * gap / self.value() }
    }
}

#[derive(Debug, Deserialize)]
struct Row {
    id: &'static str,
    label: &'static str,
    numerator: &'static str,
    denominator: &'static str,
    metric: &'static str,
    taxon_kind: &'static str,
    taxon: &'static str,
    test: &'static str,
    part: &'static str,
    target: &'static str,
    target_value: Option<f64>,
    value_2019: f64,
    value_2023: f64,
    unit: &'static str,
    decimals: usize,
    status: &'static str,
    source: &'static str,
}

impl Row {
    fn content(&self) -> Option<Content> {
        let subject = || Subject::read((self.taxon_kind, self.taxon), self.test, self.part);
        match self.metric {
            "consumption" => Some(Content::Consumption),
            "broad_spectrum" => Some(Content::BroadSpectrum),
            "proportion" => subject().map(Content::Proportion),
            "density" => subject().map(Content::Density),
            _ => None,
        }
    }

    fn target(&self) -> Option<Target> {
        let value = self.target_value?;
        match self.target {
            "reduction" => {
                let at_most = self.value_2019 * (1.0 - value / 100.0);
                Some(Target::Reduction { percent: value, at_most })
            }
            "below" => Some(Target::Below(value)),
            _ => None,
        }
    }
}

impl NationalIndicator {
    fn of(row: &Row) -> Option<Self> {
        Some(Self {
            id: row.id,
            label: row.label,
            numerator: row.numerator,
            denominator: row.denominator,
            content: row.content()?,
            target: row.target(),
            value_2019: row.value_2019,
            value_2023: row.value_2023,
            unit: row.unit,
            decimals: row.decimals,
            is_strategy: row.status == "national_strategy",
            source: row.source,
        })
    }

    /// The indicator of a year, from the sums of consumption and of resistance.
    pub fn figure(
        &self,
        year: i32,
        (totals, sums): (&Totals, &Sums),
        versions: &Versions,
    ) -> Figure {
        let consumed = consumption::Question::year(year, Perimeter::Spares);
        let group = |subject| figure(sums, year, subject, versions);
        match self.content {
            Content::Consumption => analyse(totals, &consumed, versions).totals.rate,
            Content::BroadSpectrum => broad_spectrum(totals, &consumed, versions),
            Content::Proportion(subject) => group(subject).proportion,
            Content::Density(subject) => group(subject).density,
        }
    }

    /// Whether the figures of two years are read alike.
    pub fn is_comparable(&self, one: i32, other: i32) -> bool {
        match self.content {
            Content::Consumption | Content::BroadSpectrum => true,
            Content::Proportion(subject) | Content::Density(subject) => {
                is_comparable(subject.measure, one, other)
            }
        }
    }

    /// The indicator with its target and what it is compared to, as the API tells it.
    pub fn tell(&self, figure: Figure, previous: Option<Figure>) -> Indicator {
        let distance = self.distance(&figure);
        let target = self.target.map(|target| IndicatorTarget {
            value: target.value(),
            label: target.label(self.unit),
            reached: distance.map(|distance| distance.reached),
            gap: distance.map(|distance| distance.gap),
            relative_gap: distance.map(|distance| distance.relative),
        });
        let reference = |year, value| ReferenceValue { year, value };
        Indicator {
            id: self.id.to_owned(),
            label: self.label.to_owned(),
            numerator: self.numerator.to_owned(),
            denominator: self.denominator.to_owned(),
            change: change(previous.as_ref().and_then(|previous| previous.value), figure.value),
            previous,
            figure,
            target,
            reference_values: vec![
                reference(2019, self.value_2019),
                reference(2023, self.value_2023),
            ],
            decimals: self.decimals,
            is_strategy: self.is_strategy,
            source: self.source.to_owned(),
        }
    }

    /// How far a figure is from the target; nothing without a value or a target.
    pub fn distance(&self, figure: &Figure) -> Option<Distance> {
        Some(self.target?.distance(figure.value?))
    }
}

static INDICATORS: LazyLock<Vec<NationalIndicator>> = LazyLock::new(|| {
    let rows: Vec<Row> = embedded::read(embedded::NATIONAL_INDICATORS);
    rows.iter().filter_map(NationalIndicator::of).collect()
});

/// The targets of the national indicators that ask the same as a question.
pub fn targets(question: &Question) -> Vec<SeriesTarget> {
    let asked = question.subject();
    let target = |one: &NationalIndicator| {
        let (subject, metric) = match one.content {
            Content::Consumption | Content::BroadSpectrum => return None,
            Content::Proportion(subject) => (subject, ResistanceMetric::Proportion),
            Content::Density(subject) => (subject, ResistanceMetric::Density),
        };
        let target = one.target.filter(|_| asked == Some(subject))?;
        Some(SeriesTarget {
            indicator: one.id.to_owned(),
            metric,
            value: target.value(),
            label: target.label(one.unit),
        })
    };
    national_indicators().iter().filter_map(target).collect()
}

/// The national indicators in the order of their table.
pub fn national_indicators() -> &'static [NationalIndicator] {
    &INDICATORS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ten_indicators_are_read_and_seven_have_a_target() {
        embedded::assert_whole::<Row>(embedded::NATIONAL_INDICATORS);
        assert_eq!(national_indicators().len(), 10);
        let targets =
            national_indicators().iter().filter_map(|one| Some((one.id, one.target?.value())));
        let expected = [
            ("CONSO_DDJ", 256.5),
            ("ECDC_LARGE_SPECTRE", 30.15),
            ("SARM_HEMOC_PCT", 10.0),
            ("SARM_DI", 0.153),
            ("ERV_FAECIUM_HEMOC_PCT", 1.0),
            ("KP_BLSE_DI", 0.153),
            ("ENTEROB_CARBA_R_DI", 1.0),
        ];
        for ((id, target), (expected_id, expected)) in targets.zip(expected) {
            assert_eq!(id, expected_id);
            assert!((target - expected).abs() < 1e-9, "{id}: {target}");
        }
        let with_target = national_indicators().iter().filter(|one| one.target.is_some());
        assert!(with_target.eq(national_indicators().iter().filter(|one| one.is_strategy)));
    }

    #[test]
    fn a_question_has_the_targets_of_its_subject_alone() {
        for (organism, antibiotic, part, expected) in [
            ("STAAUR", "METI", "all", Some(("SARM_DI", ResistanceMetric::Density))),
            (
                "STAAUR",
                "METI",
                "specimen:1",
                Some(("SARM_HEMOC_PCT", ResistanceMetric::Proportion)),
            ),
            ("STAAUR", "METI", "specimen:2", None),
            ("KLEPNE", "BLSE", "all", Some(("KP_BLSE_DI", ResistanceMetric::Density))),
            ("ESCCOL", "BLSE", "all", None),
        ] {
            let subject = Subject::read(("organism", organism), antibiotic, part).unwrap();
            let found = targets(&Question::of(2024, subject));
            let found = found.first().map(|one| (one.indicator.as_str(), one.metric));
            assert_eq!(found, expected, "{organism} {antibiotic} {part}");
        }
    }

    #[test]
    fn targets_are_told_in_french() {
        let told = |target: Target, unit| target.label(unit);
        let reduction = Target::Reduction { percent: 10.0, at_most: 256.5 };
        assert_eq!(
            told(reduction, "DDJ/1000 JH"),
            "au plus 256,5\u{a0}DDJ/1000 JH (− 10\u{a0}% depuis 2019)"
        );
        assert_eq!(told(Target::Below(10.0), "%"), "moins de 10\u{a0}%");
    }

    #[test]
    fn a_reduction_is_reached_at_its_value_and_a_limit_below_it() {
        let reduction = Target::Reduction { percent: 10.0, at_most: 9.0 };
        assert!(reduction.distance(9.0).reached && !Target::Below(9.0).distance(9.0).reached);
        let far = reduction.distance(10.8);
        assert!((far.gap - 1.8).abs() < 1e-12 && (far.relative - 20.0).abs() < 1e-9, "{far:?}");
    }
}
