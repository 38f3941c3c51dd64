//! Figures over years, of one population or of several side by side.

use super::frame::{Chart, Plot, Reading};
use super::spec::{Break, ChartSpec, Level, Point, Series, Shape};
use super::words::{DDJ_APART, Matter, Noun, Words, from_to};
use crate::french;
use crate::statistics::Unsaid;

/// What the lines of a chart are read against.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks {
    pub levels: Vec<Level>,
    pub breaks: Vec<Break>,
    /// Index of the first label whose values are projected; the sentences are about those before.
    pub projected: Option<usize>,
}

/// Lines over periods; the first series is the one that the sentences are about.
///
/// Errors: no series, or none with a value; series of another length than the labels; a value that is no number.
pub fn trend(
    words: &Words,
    labels: &[String],
    series: Vec<Series>,
    Marks { levels, breaks, projected }: Marks,
) -> Result<Chart, Unsaid> {
    let points = || series.iter().flat_map(|one| one.points.iter().flatten());
    let fits = series.iter().all(|one| one.points.len() == labels.len());
    if !fits || points().any(|point| !point.value.is_finite()) {
        return Err(Unsaid::OutOfRange);
    }
    let Some(first) = series.first().filter(|_| points().next().is_some()) else {
        return Err(Unsaid::TooShort { have: 0, need: 1 });
    };
    let seen = labels.get(..projected.unwrap_or(labels.len())).unwrap_or(labels);
    let reading = told(words, seen, (first, &series[1..]), &breaks);
    let with_a_value =
        (0..seen.len()).filter(|at| series.iter().any(|one| one.points[*at].is_some())).count();
    let mut spec = ChartSpec {
        title: words.title(with_a_value),
        unit: words.unit.clone(),
        axis: words.noun.heading(),
        labels: labels.to_vec(),
        shape: Shape::Line,
        series,
        levels,
        breaks,
        projected,
    };
    let twin = spec.table();
    // The last line is drawn as the present one.
    spec.series.reverse();
    Ok(Chart {
        title: spec.title.clone(),
        source: words.source.clone(),
        twin,
        plot: Plot::Series(spec),
        reading,
    })
}

/// A period of a series that has a value.
struct Known<'a> {
    index: usize,
    label: &'a str,
    point: Point,
}

fn known<'a>(labels: &'a [String], series: &Series) -> Vec<Known<'a>> {
    let all = series.points.iter().zip(labels).enumerate();
    let told = all.filter_map(|(index, (point, label))| {
        point.map(|point| Known { index, label: label.as_str(), point })
    });
    told.collect()
}

fn told(
    words: &Words,
    labels: &[String],
    (own, others): (&Series, &[Series]),
    breaks: &[Break],
) -> Reading {
    let mut reading = Reading::default();
    let values = known(labels, own);
    match values.as_slice() {
        [] => reading.says.push(format!("{}\u{a0}: pas de valeur sur la période.", own.name)),
        [only] => reading.says.push(format!(
            "{}\u{a0}: {} {} {}, seule valeur de la période.",
            own.name,
            words.measured(only.point.value),
            prepositions(words.noun).2.to_lowercase(),
            only.label
        )),
        [first, .., last] => {
            let broken =
                breaks.iter().any(|one| first.index < one.before && one.before <= last.index);
            reading.says.extend(change(words, &own.name, first, last, broken));
        }
    }
    if let Some(last) = values.last() {
        for other in others {
            reading.says.extend(beside(words, (&own.name, last), other));
        }
    }
    let missing = labels.len() - values.len();
    if missing > 0 && !values.is_empty() {
        let years = french::count(missing as f64, words.noun.singular(), words.noun.plural());
        reading.limits.push(format!("{years} sans valeur\u{a0}: la ligne s’interrompt."));
    }
    for one in breaks {
        reading.limits.push(format!(
            "Les règles changent {} {} ({})\u{a0}: les valeurs d’avant et d’après ne se comparent pas.",
            prepositions(words.noun).2.to_lowercase(),
            labels.get(one.before).map_or("", String::as_str),
            one.label
        ));
    }
    reading.limits.extend(cautions(words.matter).map(str::to_owned));
    reading
}

fn change(
    words: &Words,
    name: &str,
    first: &Known<'_>,
    last: &Known<'_>,
    broken: bool,
) -> Vec<String> {
    let (before, after) = (first.point.value, last.point.value);
    let is_same = before.total_cmp(&after).is_eq();
    let relative = if before > 0.0 && !is_same && !broken {
        format!(" ({})", french::change(100.0 * (after / before - 1.0)))
    } else {
        String::new()
    };
    let (from, to, _) = prepositions(words.noun);
    let years = format!("{from} {} {to} {}", first.label, last.label);
    // A name may be a country, a hospital or a sector: no verb and no article goes with all of them.
    let told = from_to(before, after, &words.unit);
    let mut says = vec![format!("{years}, {name}\u{a0}: {told}{relative}.")];
    if is_same {
        return says;
    }
    if let (Some(one), Some(other), false) = (first.point.interval, last.point.interval, broken) {
        says.push(if one.1 < other.0 || other.1 < one.0 {
            "Les intervalles de confiance de ces deux valeurs ne se recouvrent pas\u{a0}: le hasard seul n’explique \
             guère l’écart."
                .to_owned()
        } else {
            "Les intervalles de confiance de ces deux valeurs se recouvrent\u{a0}: le hasard peut expliquer l’écart."
                .to_owned()
        });
    }
    says
}

/// What another series has where the own one has its last value.
fn beside(words: &Words, (name, last): (&str, &Known<'_>), other: &Series) -> Option<String> {
    let theirs = other.points.get(last.index).copied().flatten()?.value;
    let own = last.point.value;
    let ratio = if theirs > 0.0 {
        format!(", soit {} pour {name}", french::change(100.0 * (own / theirs - 1.0)))
    } else {
        String::new()
    };
    let (.., at) = prepositions(words.noun);
    let (label, name) = (last.label, &other.name);
    Some(format!("{at} {label}, {name}\u{a0}: {}{ratio}.", words.measured(theirs)))
}

/// Before the first period, the last one, and one alone: a quarter has an article, a year has none.
pub(super) const fn prepositions(noun: Noun) -> (&'static str, &'static str, &'static str) {
    match noun {
        Noun::Quarter => ("Du", "au", "Au"),
        _ => ("De", "à", "En"),
    }
}

fn cautions(matter: Matter) -> impl Iterator<Item = &'static str> {
    let (interval, other) = match matter {
        Matter::Consumption => (
            Some(DDJ_APART),
            "Un changement d’activité ou de périmètre peut faire bouger le taux sans que les pratiques aient changé.",
        ),
        Matter::Resistance => (
            None,
            "Un pourcentage dépend aussi de qui est prélevé\u{a0}: un dépistage étendu ou des prélèvements plus \
             nombreux le font bouger sans que la résistance ait changé.",
        ),
    };
    interval.into_iter().chain([other])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words {
            measure: "Consommation de carbapénèmes".to_owned(),
            unit: "DDJ/1000 JH".to_owned(),
            scope: "Réanimation, Bretagne".to_owned(),
            period: "2022 à 2024".to_owned(),
            source: "ConsoRes".to_owned(),
            noun: Noun::Year,
            matter: Matter::Consumption,
        }
    }

    fn series(name: &str, values: &[Option<f64>]) -> Series {
        let point =
            |value: &f64| Point { value: *value, interval: Some((value - 5.0, value + 5.0)) };
        Series {
            name: name.to_owned(),
            points: values.iter().map(|value| value.as_ref().map(point)).collect(),
        }
    }

    fn labels() -> Vec<String> {
        ["2022", "2023", "2024"].map(str::to_owned).into()
    }

    fn read(series: Vec<Series>, breaks: Vec<Break>) -> Reading {
        let marks = Marks { breaks, ..Marks::default() };
        trend(&words(), &labels(), series, marks).unwrap().reading
    }

    #[test]
    fn the_change_is_told_from_the_first_value_to_the_last() {
        let own = series("Bretagne", &[Some(100.0), None, Some(90.0)]);
        let reading = read(vec![own, series("France", &[None, None, Some(100.0)])], Vec::new());
        assert_eq!(
            reading.says,
            [
                "De 2022 à 2024, Bretagne\u{a0}: de 100,0\u{a0}DDJ/1000 JH à 90,0\u{a0}DDJ/1000 JH (−10,0\u{202f}%).",
                "Les intervalles de confiance de ces deux valeurs se recouvrent\u{a0}: le hasard peut expliquer l’écart.",
                "En 2024, France\u{a0}: 100,0\u{a0}DDJ/1000 JH, soit −10,0\u{202f}% pour Bretagne.",
            ]
        );
        assert_eq!(reading.limits[0], "1\u{a0}année sans valeur\u{a0}: la ligne s’interrompt.");
    }

    #[test]
    fn a_value_that_stays_is_told_once_and_a_change_too_small_to_be_written_by_its_part() {
        let said = |before, after| {
            let own = series("France", &[Some(before), None, Some(after)]);
            crate::chart::testing::plain(&read(vec![own], Vec::new()).says[0])
        };
        let same = "De 2022 à 2024, France : 10,0 DDJ/1000 JH au début comme à la fin.";
        assert_eq!(said(10.0, 10.0), same);
        let small = "De 2022 à 2024, France : 0,0 DDJ/1000 JH au début comme à la fin (−75,0 %).";
        assert_eq!(said(0.04, 0.01), small);
    }

    #[test]
    fn a_quarter_has_an_article() {
        let words = Words { noun: Noun::Quarter, ..words() };
        let labels = ["T1 2024", "T2 2024"].map(str::to_owned);
        let own = |values: &[Option<f64>]| vec![series("France", values)];
        let only = trend(&words, &labels, own(&[None, Some(9.0)]), Marks::default()).unwrap();
        let text = crate::chart::testing::plain(&only.reading.says[0]);
        assert_eq!(text, "France : 9,0 DDJ/1000 JH au T2 2024, seule valeur de la période.");
        let breaks = vec![Break { before: 1, label: "CA-SFM 2020".to_owned() }];
        let marks = Marks { breaks, ..Marks::default() };
        let broken = trend(&words, &labels, own(&[Some(8.0), Some(9.0)]), marks).unwrap();
        assert!(broken.reading.limits[0].starts_with("Les règles changent au T2 2024"));
    }

    #[test]
    fn years_that_nobody_has_a_value_of_are_not_counted() {
        let own = series("Bretagne", &[None, None, Some(90.0)]);
        let beside = series("France", &[None, Some(80.0), None]);
        let chart = trend(&words(), &labels(), vec![own, beside], Marks::default()).unwrap();
        assert!(chart.title.ends_with("(n\u{a0}=\u{a0}2\u{a0}années)"), "{}", chart.title);
    }

    #[test]
    fn no_change_is_told_across_a_change_of_rules() {
        let one = Break { before: 1, label: "CA-SFM 2020".to_owned() };
        let reading =
            read(vec![series("Bretagne", &[Some(10.0), Some(30.0), Some(30.0)])], vec![one]);
        assert!(reading.says.iter().all(|text| !text.contains('%')), "{reading:?}");
        assert_eq!(reading.says.len(), 1);
        assert!(reading.limits[0].starts_with("Les règles changent en 2023 (CA-SFM 2020)"));
    }

    #[test]
    fn what_is_projected_is_marked_and_not_told_as_seen() {
        let own = series("Bretagne", &[Some(100.0), Some(90.0), Some(80.0)]);
        let marks = Marks { projected: Some(2), ..Marks::default() };
        let chart = trend(&words(), &labels(), vec![own], marks).unwrap();
        assert!(chart.reading.says[0].starts_with("De 2022 à 2023"), "{:?}", chart.reading);
        assert!(chart.title.ends_with("(n\u{a0}=\u{a0}2\u{a0}années)"));
        let rows: Vec<&str> = chart.twin.rows.iter().map(|row| row.label.as_str()).collect();
        assert_eq!(rows, ["2022", "2023", "2024 (projection)"]);
    }

    #[test]
    fn a_series_without_a_value_is_no_chart() {
        let none =
            trend(&words(), &labels(), vec![series("Bretagne", &[None; 3])], Marks::default());
        assert_eq!(none, Err(Unsaid::TooShort { have: 0, need: 1 }));
        let short = trend(&words(), &labels(), vec![series("Bretagne", &[None])], Marks::default());
        assert_eq!(short, Err(Unsaid::OutOfRange));
    }
}
