//! The chart of a trajectory, and its sentences.

use super::{Figures, LeftOut, Now, Projection, Standing, Trajectory, Unprojected, parameters};
use crate::chart::{
    Break, Chart, ChartSpec, Level, Marks, Noun, Period, QUARTERS, Series, Words, evolution, trend,
};
use crate::french::{self, typeset};
use crate::resistance::Target;
use crate::statistics::Unsaid;

impl Trajectory {
    /// The chart of the figures and of what is projected, with the target as a level; `figures` are those that it
    /// was made of. Without a projection it is that of the figures, and says why.
    pub fn chart(&self, figures: &Figures<'_>, words: &Words) -> Result<Chart, Unsaid> {
        let ChartSpec { mut labels, series, mut breaks, .. } =
            evolution(&words.scope, figures.points);
        let mut points = series.into_iter().next().map(|one| one.points).unwrap_or_default();
        breaks.extend(figures.breaks.iter().filter_map(|one| self.mark(one, figures)));
        breaks.sort_by_key(|one| one.before);
        breaks.dedup_by_key(|one| one.before);
        let mut projected = None;
        if let (Ok(projection), Some(now)) = (&self.projection, &self.now) {
            // What follows the last period that counts is projected, though an incomplete one may be there.
            let seen = labels.iter().position(|label| *label == now.period).map_or(0, |at| at + 1);
            labels.truncate(seen);
            points.truncate(seen);
            for (label, point) in &projection.points {
                labels.push(label.clone());
                points.push(Some(*point));
            }
            projected = Some(seen);
        }
        let level =
            |target: Target| Level { label: "Cible nationale".to_owned(), value: target.value() };
        let marks =
            Marks { levels: self.target.map(level).into_iter().collect(), breaks, projected };
        let series = vec![Series { name: words.scope.clone(), points }];
        let mut chart = trend(words, &labels, series, marks)?;
        let says = self.says(words);
        chart.reading.says.extend(says.iter().map(|text| typeset(text)));
        let limits = self.limits(words);
        chart.reading.limits.extend(limits.iter().map(|text| typeset(text)));
        Ok(chart)
    }

    fn says(&self, words: &Words) -> Vec<String> {
        let mut says = Vec::new();
        if let (Some(now), Some(target)) = (&self.now, self.target) {
            says.push(self.stands(now, target, words));
            says.extend(self.left(now));
        }
        says.push(match (&self.projection, self.target) {
            (Ok(projection), Some(target)) => goes(projection, target, words),
            (Err(why), _) => format!("Rien n’est projeté : {}.", why.told(self.noun())),
            (Ok(_), None) => String::new(),
        });
        says.retain(|text| !text.is_empty());
        says
    }

    fn stands(&self, now: &Now, target: Target, words: &Words) -> String {
        let at = format!(
            "Pour {}, {} ({}), cible : {}.",
            now.period,
            words.measured(now.value),
            french::range(now.interval.0, now.interval.1, &self.unit),
            target.label(&self.unit)
        );
        let Some((gap, (low, high))) = now.gap else { return at };
        let distance = format!(
            "L’écart est de {} ({} à {})",
            self.signed(gap, true),
            self.signed(low, false),
            self.signed(high, false)
        );
        let verdict = match now.standing {
            Some(Standing::Reached) => "la cible est atteinte",
            Some(Standing::NotReached) => "la cible n’est pas atteinte",
            _ if target.distance(now.value).reached => {
                "la cible est atteinte, mais le hasard peut l’expliquer"
            }
            _ => "la cible n’est pas atteinte, mais le hasard peut l’expliquer",
        };
        format!("{at} {distance} : {verdict}.")
    }

    /// A difference with its sign; percentages differ by points.
    fn signed(&self, gap: f64, with_unit: bool) -> String {
        let number = match self.unit.as_str() {
            "/1000 JH" => french::decimal(gap, 3),
            _ => french::decimal(gap, 1),
        };
        let is_zero = !number.contains(|char: char| ('1'..='9').contains(&char));
        let sign = if number.starts_with('−') || is_zero { "" } else { "+" };
        match (with_unit, self.unit.as_str()) {
            (false, _) => format!("{sign}{number}"),
            // As it is written: 1,96 is 2,0 points.
            (true, "%") if (10.0 * gap.abs()).round() < 20.0 => format!("{sign}{number} point"),
            (true, "%") => format!("{sign}{number} points"),
            (true, unit) => format!("{sign}{number} {unit}"),
        }
    }

    fn left(&self, now: &Now) -> Option<String> {
        let left = now.left.filter(|left| *left > 0.0)?.ceil();
        let proportion = self.unit == "%";
        let (what, over) = match (self.isolates, proportion) {
            (true, true) => {
                (french::count(left, "souche résistante", "souches résistantes"), "souches testées")
            }
            (true, false) => (
                french::count(left, "souche résistante", "souches résistantes"),
                "journées d’hospitalisation",
            ),
            (false, true) => (format!("{} DDJ", french::whole(left)), "DDJ au dénominateur"),
            (false, false) => {
                (format!("{} DDJ", french::whole(left)), "journées d’hospitalisation")
            }
        };
        let every = if self.quarterly { "par trimestre" } else { "par an" };
        Some(format!(
            "À nombre égal de {over}, il faudrait au moins {what} de moins {every} pour l’atteindre."
        ))
    }

    fn limits(&self, words: &Words) -> Vec<String> {
        let mut limits = Vec::new();
        let level = french::short(100.0 * parameters::level(), 1);
        if let Ok(projection) = &self.projection {
            let lost = french::short(100.0 * (1.0 - parameters::damping()), 1);
            limits.push(format!(
                "La projection prolonge la tendance, ne prédit pas : elle suppose que rien ne change, et que la pente \
                 perd {lost} % d’une année à l’autre."
            ));
            limits.push(format!(
                "L’intervalle projeté et celui de l’écart à la cible ({level} %) comptent l’écart des {} à leur \
                 tendance (dispersion {}) et le hasard des nombres ; ils ne comptent ni un changement de pratiques, \
                 d’activité ou de règles, ni le choix de l’amortissement.",
                words.noun.plural(),
                french::significant(projection.dispersion, 2)
            ));
        } else if self.now.is_some() && self.target.is_some() {
            limits.push(format!(
                "L’intervalle de l’écart à la cible ({level} %) ne compte que le hasard des nombres : il est plus \
                 étroit que l’incertitude réelle."
            ));
        }
        if self.target.is_some() {
            limits.push(
                "La cible est celle de la stratégie nationale : elle n’est fixée à aucun établissement."
                    .to_owned(),
            );
        }
        limits.extend(self.told_left_out());
        limits
    }

    /// The periods that do not count, by their reason.
    fn told_left_out(&self) -> Vec<String> {
        let mut reasons: Vec<&LeftOut> = Vec::new();
        for (_, why) in &self.left_out {
            if !reasons.contains(&why) {
                reasons.push(why);
            }
        }
        let told = |why: &LeftOut| {
            let same = self.left_out.iter().filter(|one| one.1 == *why);
            let labels: Vec<String> = same.map(|one| one.0.clone()).collect();
            format!("Hors de la tendance ({}) : {}.", why.told(), french::listed(&labels))
        };
        reasons.into_iter().map(told).collect()
    }

    const fn noun(&self) -> Noun {
        if self.quarterly { Noun::Quarter } else { Noun::Year }
    }

    /// A change of rules between two of the labels.
    fn mark(&self, change: &crate::dto::SeriesBreak, figures: &Figures<'_>) -> Option<Break> {
        let mut ranks: Vec<i32> = figures
            .points
            .iter()
            .filter_map(|one| Some(Period::parse(&one.period)?.rank()))
            .collect();
        ranks.sort_unstable();
        let first = *ranks.first()?;
        let last = *ranks.last()?;
        let step = if self.quarterly { 1 } else { QUARTERS };
        let rank = change.year * QUARTERS;
        let before = usize::try_from((rank - first).div_euclid(step)).ok()?;
        (rank > first && rank <= last).then(|| Break { before, label: change.label.clone() })
    }
}

/// Where the projection ends.
fn goes(projection: &Projection, target: Target, words: &Words) -> String {
    let Some((label, point)) = projection.points.last() else { return String::new() };
    let verdict = match projection.standing {
        Standing::Reached => "en deçà de la cible",
        Standing::NotReached => "au-delà de la cible",
        Standing::Undecided => "l’intervalle contient la cible",
    };
    let until = if words.noun == Noun::Quarter { "jusqu’au" } else { "jusqu’à" };
    let when = match target {
        Target::Reduction { .. } if label.ends_with(&parameters::target_year().to_string()) => {
            ", échéance de la cible"
        }
        _ => "",
    };
    format!(
        "Prolongée {until} {label}{when}, la tendance mène à {} : {verdict}.",
        words.point(*point)
    )
}

impl LeftOut {
    fn told(&self) -> String {
        match self {
            Self::Before(change) => format!("avant un changement de règles, {change}"),
            Self::Incomplete => "données incomplètes".to_owned(),
            Self::Small => "valeur masquée ou dénominateur trop petit".to_owned(),
        }
    }
}

impl Unprojected {
    /// The reason within a sentence.
    fn told(&self, noun: Noun) -> String {
        match self {
            Self::NoTarget => "cet indicateur n’a pas de cible nationale".to_owned(),
            Self::TooFew { have, need, because } => {
                let feminine = noun.is_feminine();
                let known = match (have, feminine) {
                    (0, true) => "aucune ne compte".to_owned(),
                    (0, false) => "aucun ne compte".to_owned(),
                    (1, true) => "une seule compte".to_owned(),
                    (1, false) => "un seul compte".to_owned(),
                    (_, true) => format!("seules {have} comptent"),
                    (_, false) => format!("seuls {have} comptent"),
                };
                let why = because
                    .as_ref()
                    .map_or_else(String::new, |why| format!(" ; pour les autres : {}", why.told()));
                format!("il faut au moins {}, et {known}{why}", noun.counted(*need))
            }
            Self::TooFewEvents { have, need } => {
                format!("il faut au moins {need} événements en tout ; il y en a {have}")
            }
            Self::Unsettled => "aucune tendance ne s’estime sur ces nombres".to_owned(),
        }
    }
}
