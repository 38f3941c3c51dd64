//! What a caller says of a chart, and how it becomes the title and the sentences.

use std::collections::BTreeSet;

use super::{Point, Reading};
use crate::french;
use crate::statistics::Unsaid;

/// The words of a chart, which its caller knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// For example `Consommation d’antibiotiques`.
    pub measure: String,
    /// For example `DDJ/1000 JH`, or `%`.
    pub unit: String,
    /// Whose figures these are, for example `CH, court séjour`.
    pub scope: String,
    /// For example `2024`, or `2019 à 2024`.
    pub period: String,
    /// Where the figures come from, for example `ConsoRes, base figée de 2024`.
    pub source: String,
    /// What a point or a bar is.
    pub noun: Noun,
    pub matter: Matter,
}

/// What figures are about: it decides which cautions hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    Consumption,
    Resistance,
}

/// What one point of a chart stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    Establishment,
    Region,
    /// A type of establishment.
    Kind,
    Sector,
    Family,
    Organism,
    Year,
    Quarter,
    Month,
}

impl Noun {
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Establishment => ("établissement", "établissements"),
            Self::Region => ("région", "régions"),
            Self::Kind => ("type", "types"),
            Self::Sector => ("secteur", "secteurs"),
            Self::Family => ("famille", "familles"),
            Self::Organism => ("micro-organisme", "micro-organismes"),
            Self::Year => ("année", "années"),
            Self::Quarter => ("trimestre", "trimestres"),
            Self::Month => ("mois", "mois"),
        }
    }

    pub const fn singular(self) -> &'static str {
        self.names().0
    }

    pub const fn plural(self) -> &'static str {
        self.names().1
    }

    /// `d’établissements`, `de régions`.
    pub fn of_many(self) -> String {
        let elided = matches!(self, Self::Establishment | Self::Year);
        format!("{}{}", if elided { "d’" } else { "de " }, self.plural())
    }

    /// The heading of a column of them: `Année`.
    pub fn heading(self) -> String {
        french::capital(self.singular())
    }

    /// Whether they follow one another in time.
    pub const fn is_period(self) -> bool {
        matches!(self, Self::Year | Self::Quarter | Self::Month)
    }

    /// Whether a participle takes an `e` beside it.
    pub const fn is_feminine(self) -> bool {
        matches!(self, Self::Region | Self::Family | Self::Year)
    }

    /// The point that is marked, within a sentence.
    pub const fn own(self) -> &'static str {
        match self {
            Self::Establishment => "votre établissement",
            Self::Region => "votre région",
            Self::Kind => "ce type",
            Self::Sector => "ce secteur",
            Self::Family => "cette famille",
            Self::Organism => "ce micro-organisme",
            Self::Year => "cette année",
            Self::Quarter => "ce trimestre",
            Self::Month => "ce mois",
        }
    }

    /// `1 établissement`, `84 établissements`.
    pub fn counted(self, number: usize) -> String {
        let (singular, plural) = self.names();
        french::count(number as f64, singular, plural)
    }
}

impl Words {
    /// Measure, scope, period and n, composed in one way for every chart:
    /// `Consommation d’antibiotiques, en DDJ/1000 JH – CH, 2024 (n = 84 établissements)`.
    pub fn title(&self, count: usize) -> String {
        self.titled(&format!("{}, en {}", self.measure, self.unit), &self.noun.counted(count))
    }

    /// The same with a measure and an n of its own.
    pub(super) fn titled(&self, measure: &str, count: &str) -> String {
        let Self { scope, period, .. } = self;
        french::typeset(&format!("{measure} – {scope}, {period} (n\u{a0}=\u{a0}{count})"))
    }

    /// A value without its unit: `12,4`, `35,8 %`.
    pub fn value(&self, value: f64) -> String {
        french::figure(value, &self.unit)
    }

    /// A value with its unit, for a sentence.
    pub fn measured(&self, value: f64) -> String {
        with_unit(value, &self.unit)
    }

    /// A value with its interval: `12,4 (11,0 à 13,9)`.
    pub fn point(&self, point: Point) -> String {
        let value = self.value(point.value);
        match point.interval {
            Some((low, high)) => {
                format!("{value} ({})", french::range(low, high, &self.unit))
            }
            None => value,
        }
    }

    /// Why there is no chart.
    pub fn unsaid(&self, why: Unsaid) -> String {
        french::typeset(&match why {
            Unsaid::TooShort { have, need } => {
                format!("Il faut au moins {} ; il y en a {have}.", self.noun.counted(need))
            }
            Unsaid::TooFewEvents { have, need } => {
                format!("Il faut au moins {need} événements ; il y en a {have}.")
            }
            Unsaid::Constant => {
                "Toutes les valeurs sont les mêmes : il n’y a rien à comparer.".to_owned()
            }
            Unsaid::OutOfRange
            | Unsaid::TooManyColumns { .. }
            | Unsaid::Redundant { .. }
            | Unsaid::Unsettled => {
                "Une valeur manque ou ne peut pas être juste : rien n’est dessiné.".to_owned()
            }
        })
    }

    /// What a difference between places may come from besides the practices: the reservation of every
    /// comparison. Sources: SPARES, methodology of 2024 (rates by sector of activity); EARS-Net, annual report
    /// (representativity of specimens).
    pub(super) const fn other_causes(&self) -> &'static str {
        match self.matter {
            Matter::Consumption => {
                "Un écart peut tenir à la composition des services et aux patients accueillis : \
                 comparez aussi secteur par secteur. Il ne dit pas si les traitements étaient justifiés."
            }
            Matter::Resistance => {
                "Un écart peut tenir aux patients accueillis, aux habitudes de prélèvement et aux \
                 molécules testées. Il ne dit pas d’où viennent les résistances."
            }
        }
    }
}

/// `de 10,0 à 12,4 %`, or `10,0 % au début comme à la fin` where nothing that is written changes.
pub(super) fn from_to(before: f64, after: f64, unit: &str) -> String {
    let [was, is] = [before, after].map(|value| with_unit(value, unit));
    if was == is { format!("{is} au début comme à la fin") } else { format!("de {was} à {is}") }
}

/// What stands in the place of a figure that there is not, or that is not shown.
pub(super) const NO_VALUE: &str = "pas de valeur";

/// How many cells have no value, and why: what their figures say of it.
pub(super) fn without_value(cells: usize, why: &BTreeSet<&str>) -> Option<String> {
    let counted = french::count(cells as f64, "case sans valeur", "cases sans valeur");
    let told = [counted + "."].into_iter().chain(why.iter().map(|text| (*text).to_owned()));
    (cells > 0).then(|| told.collect::<Vec<_>>().join(" "))
}

/// What intervals of consumption leave out.
pub(crate) const DDJ_APART: &str = "L’intervalle compte chaque DDJ comme un événement à part\u{a0}; elles viennent par \
                                    traitements entiers, et il est plus étroit que l’incertitude réelle.";

/// A value with its unit: `12,4 DDJ/1000 JH`, `35,8 %`.
pub(super) fn with_unit(value: f64, unit: &str) -> String {
    let figure = french::figure(value, unit);
    if unit == "%" || unit.is_empty() { figure } else { format!("{figure}\u{a0}{unit}") }
}

/// `p = 0,023`, and no more digits than it has a meaning.
pub(super) fn p_value(p: f64) -> String {
    if p < 0.001 { "p < 0,001".to_owned() } else { format!("p = {}", french::significant(p, 2)) }
}

/// Sentences with the blanks of French, those that are empty left out.
pub(super) fn reading(says: &[String], limits: &[&str]) -> Reading {
    let set = |text: &str| french::typeset(text);
    let told = |text: &&String| !text.is_empty();
    Reading {
        says: says.iter().filter(told).map(|text| set(text)).collect(),
        limits: limits.iter().filter(|text| !text.is_empty()).map(|text| set(text)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::testing::{plain, words};

    #[test]
    fn a_title_says_measure_scope_period_and_number() {
        assert_eq!(
            plain(&words(Noun::Establishment).title(84)),
            "Consommation d’antibiotiques, en DDJ/1000 JH – CH, 2024 (n = 84 établissements)"
        );
    }

    #[test]
    fn the_reason_for_nothing_is_told_in_french() {
        let words = words(Noun::Region);
        assert_eq!(
            plain(&words.unsaid(Unsaid::TooShort { have: 3, need: 5 })),
            "Il faut au moins 5 régions ; il y en a 3."
        );
        assert!(words.unsaid(Unsaid::Constant).contains("rien à comparer"));
    }

    #[test]
    fn small_probabilities_are_not_counted_out() {
        for (p, text) in [(0.000_017, "p < 0,001"), (0.001_2, "p = 0,0012"), (0.53, "p = 0,53")] {
            assert_eq!(p_value(p), text);
        }
    }

    #[test]
    fn values_follow_their_unit() {
        assert_eq!(plain(&with_unit(12.41, "DDJ/1000 JH")), "12,4 DDJ/1000 JH");
        assert_eq!(plain(&with_unit(12.41, "%")), "12,4 %");
    }
}
