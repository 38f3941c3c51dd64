//! A map of the regions of France.

use serde::Serialize;

use super::twin::{Cell, Column, TableTwin, TwinRow};
use super::words::{Words, reading};
use super::{Chart, Plot, Point, Reading};
use crate::french;
use crate::nomenclature::{MAP_SIZE, outline, region, region_outlines};
use crate::statistics::{Unsaid, quantile};

/// Fewest regions with a value: below it quartiles are no classes.
const MIN_REGIONS: usize = 4;

/// Whose outlines these are.
const CREDIT: &str = "Contours : Natural Earth.";

/// The figure of a region.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionValue {
    /// INSEE code.
    pub code: String,
    pub point: Option<Point>,
    /// Number of establishments, where it is known.
    pub count: Option<usize>,
    /// Whether it is the reader's.
    pub own: bool,
}

/// Regions in their classes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RegionMap {
    pub unit: String,
    /// Width and height of the board that the outlines are drawn on.
    pub size: (u32, u32),
    /// From the lowest to the highest.
    pub classes: Vec<String>,
    pub regions: Vec<Area>,
}

/// A region on the board.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Area {
    pub label: String,
    /// Whether it stands below the mainland, where its name is written: no neighbour tells it.
    pub is_overseas: bool,
    /// In the words of SVG.
    pub path: &'static str,
    /// Where its value is written.
    pub x: u32,
    pub y: u32,
    /// Index of its class; nothing without value.
    pub class: Option<usize>,
    pub own: bool,
    pub mark: String,
    pub text: String,
}

/// Regions coloured by the quarter of them that their value is in. Those overseas that no outline is carried of stand in
/// the table alone.
///
/// Errors: fewer than four regions with a value, a value that is no number, an unknown region.
pub fn region_map(words: &Words, values: &[RegionValue]) -> Result<Chart, Unsaid> {
    let mut ascending: Vec<f64> = values.iter().filter_map(|one| Some(one.point?.value)).collect();
    let known = values.iter().all(|one| region(&one.code).is_some());
    if !known || ascending.iter().any(|value| !value.is_finite()) {
        return Err(Unsaid::OutOfRange);
    }
    if ascending.len() < MIN_REGIONS {
        return Err(Unsaid::TooShort { have: ascending.len(), need: MIN_REGIONS });
    }
    ascending.sort_by(f64::total_cmp);
    let quartiles = [0.25, 0.5, 0.75].map(|at| quantile(&ascending, at).unwrap_or_default());
    let area = |code: &'static str| {
        let outline = outline(code)?;
        let value = values.iter().find(|one| one.code == code);
        let point = value.and_then(|one| one.point);
        Some(Area {
            label: region(code)?.label.to_owned(),
            is_overseas: outline.is_overseas(),
            path: outline.path,
            x: outline.x,
            y: outline.y,
            class: point.map(|point| class(point.value, quartiles)),
            own: value.is_some_and(|one| one.own),
            mark: point.map(|point| short(words, point.value)).unwrap_or_default(),
            text: text(words, value),
        })
    };
    Ok(Chart {
        title: words.title(ascending.len()),
        source: french::typeset(&format!("{}. {CREDIT}", words.source.trim_end_matches('.'))),
        plot: Plot::Regions(RegionMap {
            unit: words.unit.clone(),
            size: MAP_SIZE,
            classes: classes(words, &ascending, quartiles),
            regions: region_outlines().iter().filter_map(|outline| area(outline.code)).collect(),
        }),
        reading: told(words, values),
        twin: twin(words, values),
    })
}

/// Number of quartiles that are below the value.
fn class(value: f64, quartiles: [f64; 3]) -> usize {
    quartiles.iter().filter(|quartile| value > **quartile).count()
}

fn classes(words: &Words, ascending: &[f64], quartiles: [f64; 3]) -> Vec<String> {
    let name = |index: usize| {
        let mut inside = ascending.iter().filter(|value| class(**value, quartiles) == index);
        let first = inside.next()?;
        let last = inside.next_back().unwrap_or(first);
        Some(french::range(*first, *last, &words.unit))
    };
    (0..=quartiles.len()).map(|index| name(index).unwrap_or_else(|| "–".to_owned())).collect()
}

/// What fits into a region.
fn short(words: &Words, value: f64) -> String {
    match words.unit.as_str() {
        "/1000 JH" => french::significant(value, 2),
        _ if value.abs() < 100.0 => french::decimal(value, 1),
        _ => french::whole(value),
    }
}

fn text(words: &Words, value: Option<&RegionValue>) -> String {
    let Some((value, point)) = value.and_then(|one| Some((one, one.point?))) else {
        return "pas de valeur".to_owned();
    };
    let count = value.count.map(|count| {
        format!(", {}", french::count(count as f64, "établissement", "établissements"))
    });
    format!("{}{}", words.point(point), count.unwrap_or_default())
}

fn told(words: &Words, values: &[RegionValue]) -> Reading {
    let label = |value: &RegionValue| region(&value.code).map_or("", |region| region.label);
    let mut known: Vec<(&RegionValue, f64)> =
        values.iter().filter_map(|value| Some((value, value.point?.value))).collect();
    known.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let mut says = Vec::new();
    if let (Some((first, high)), Some((last, low))) = (known.first(), known.last()) {
        says.push(format!(
            "De « {} » ({}) à « {} » ({}), {}.",
            label(first),
            words.measured(*high),
            label(last),
            words.value(*low),
            if *low > 0.0 {
                format!("le rapport est de {}", french::decimal(high / low, 1))
            } else {
                "du plus élevé au plus bas".to_owned()
            },
        ));
    }
    if let Some(at) = known.iter().position(|(value, _)| value.own) {
        let (_, value) = known[at];
        let rank = known.iter().filter(|(_, other)| *other < value).count() + 1;
        says.push(format!(
            "Avec {}, votre région est au {} rang sur {}, du plus bas au plus élevé.",
            words.measured(value),
            french::ordinal(rank),
            known.len(),
        ));
    }
    let undrawn = values.iter().filter(|value| outline(&value.code).is_none()).count();
    if undrawn > 0 {
        let counted = french::count(undrawn as f64, "territoire", "territoires");
        says.push(format!("{counted} d’outre-mer dans le tableau seul."));
    }
    reading(
        &says,
        &[
            "Chaque couleur est un quart des régions : elle dit un rang, et deux régions voisines par leur valeur \
             peuvent avoir deux couleurs.",
            "La surface d’une région n’est pas son activité, et sa valeur n’est celle d’aucun de ses établissements.",
            words.other_causes(),
        ],
    )
}

fn twin(words: &Words, values: &[RegionValue]) -> TableTwin {
    let counted = values.iter().any(|value| value.count.is_some());
    let mut header = vec![Column::of("Région"), Column::in_unit(&words.measure, &words.unit)];
    if counted {
        header.push(Column::of("Établissements"));
    }
    let row = |value: &RegionValue| {
        let label = region(&value.code).map_or("", |region| region.label);
        let own = if value.own { " (votre région)" } else { "" };
        let count = value.count.map_or(Cell::Empty, |count| Cell::Count(count as f64));
        let cells = [Cell::point(value.point)].into_iter().chain(counted.then_some(count));
        TwinRow::of(format!("{label}{own}"), cells.collect())
    };
    TableTwin { header, rows: values.iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Noun;
    use crate::chart::testing::{plain, said, words};

    fn value(code: &str, value: Option<f64>) -> RegionValue {
        let point = value.map(|value| Point { value, interval: None });
        RegionValue { code: code.to_owned(), point, count: None, own: code == "28" }
    }

    fn values() -> Vec<RegionValue> {
        let known = [("11", 300.0), ("28", 250.0), ("53", 200.0), ("93", 400.0), ("988", 310.0)];
        let known = known.map(|(code, at)| value(code, Some(at)));
        known.into_iter().chain([value("94", None)]).collect()
    }

    #[test]
    fn every_region_is_drawn_and_classed_by_quarter() {
        let chart = region_map(&words(Noun::Region), &values()).unwrap();
        let Plot::Regions(drawn) = &chart.plot else { panic!("{chart:?}") };
        assert_eq!(drawn.regions.len(), 18);
        let area = |label: &str| drawn.regions.iter().find(|area| area.label == label).unwrap();
        assert_eq!(area("Bretagne").class, Some(0));
        assert_eq!(area("Provence-Alpes-Côte d’Azur").class, Some(3));
        assert_eq!((area("Corse").class, area("Corse").text.as_str()), (None, "pas de valeur"));
        assert!(area("Normandie").own);
        let overseas = drawn.regions.iter().filter(|area| area.is_overseas);
        let overseas: Vec<&str> = overseas.map(|area| area.label.as_str()).collect();
        assert_eq!(overseas, ["Guadeloupe", "Martinique", "Guyane", "La Réunion", "Mayotte"]);
        assert_eq!(drawn.classes[3], "400,0 à 400,0");
        assert!(plain(&chart.source).ends_with(". Contours : Natural Earth."));
        assert!(!chart.source.contains(".."));
    }

    #[test]
    fn the_extremes_and_the_region_of_the_reader_are_told() {
        let text = said(&region_map(&words(Noun::Region), &values()).unwrap());
        assert!(text.contains("De « Provence-Alpes-Côte d’Azur » (400,0 DDJ/1000 JH) à « Bretagne » (200,0), le rapport est de 2,0."), "{text}");
        assert!(text.contains("votre région est au 2ᵉ rang sur 5"), "{text}");
        assert!(text.contains("1 territoire d’outre-mer dans le tableau seul."), "{text}");
        assert!(text.contains("La surface d’une région"), "{text}");
    }

    #[test]
    fn few_values_and_unknown_regions_are_no_map() {
        let words = words(Noun::Region);
        assert!(region_map(&words, &values()[..3]).is_err());
        let wrong = [values(), vec![value("99", None)]].concat();
        assert_eq!(region_map(&words, &wrong), Err(Unsaid::OutOfRange));
    }
}
