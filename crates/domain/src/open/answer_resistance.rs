//! Resistances and national indicators from an edition.

use super::edition::ResistanceRow;
use super::indicator::{PARTS, open_resistances};
use super::open_edition::{Across, NotOpen, Open, Placed, hidden, without_value};
use super::place::OpenPlace;
use crate::consumption::{self, broad_spectrum_share};
use crate::disclosure::Hidden;
use crate::dto::{Figure, Indicators, Perimeter, ResistanceAnalysis, ResistanceGroup, Versions};
use crate::import::Period;
use crate::resistance::{
    Axis, Content, Group, GroupKey, Measure, Measures, NationalIndicator, Part, Parts, Question,
    Subject, Taxa, Taxon, breaks, density, intermediate_note, is_intermediate, national_indicators,
    proportion, targets, tell,
};

/// An organism or group that is open, with what it is tested for.
type Asked = (&'static str, Taxa, Measure);

impl Open {
    /// Answers a question about a place, or about each of its parts, as `GET /analyses/resistance` does, by the rule of
    /// SPARES. Open are the axes year, organism, antibiotic and specimen; a pair that is not chosen is refused when
    /// it is asked for by its codes.
    pub fn resistance(
        &self,
        (place, across): (&OpenPlace, Option<Across>),
        question: &Question,
    ) -> Result<ResistanceAnalysis, NotOpen> {
        if question.by.contains(&Axis::Quarter) {
            return Err(NotOpen::Detail("Les trimestres ne sont pas en accès libre."));
        }
        let (parts, asked) = (parts(question.parts)?, self.asked(question)?);
        let years = self.years(&question.years, question.by.contains(&Axis::Year))?;
        let mut groups = Vec::new();
        for one in self.places(place, across)? {
            for year in &years {
                let cut = Cut { open: self, place: &one, year: *year, question };
                for part in &parts {
                    for of in &asked {
                        let Some(mut group) = cut.group(*part, *of) else { continue };
                        if across.is_some() {
                            group.key.insert(one.kind().to_owned(), one.code().to_owned());
                            group.labels.insert(one.kind().to_owned(), one.label().to_owned());
                        }
                        groups.push(group);
                    }
                }
            }
        }
        Ok(ResistanceAnalysis { groups, breaks: breaks(question), targets: targets(question) })
    }

    /// The organisms and antibiotics that are asked for, of those that are chosen.
    fn asked(&self, question: &Question) -> Result<Vec<Asked>, NotOpen> {
        let by_organism = question.by.contains(&Axis::Organism);
        let is_asked = |(_, taxa, measure): &Asked| {
            let of_taxa = match (*taxa, by_organism) {
                (Taxa::One(taxon), true) => question.taxa.holds(taxon),
                (_, true) => false,
                (taxa, false) => taxa == question.taxa,
            };
            of_taxa && question.measures.takes(*measure)
        };
        let found: Vec<Asked> = open_resistances().filter(is_asked).collect();
        let open = |(code, _, measure): &Asked| self.has_resistance(code, measure.code());
        let chosen: Vec<Asked> = found.into_iter().filter(open).collect();
        if chosen.is_empty() {
            let of = match question.measures {
                Measures::One(measure) => {
                    format!("{}\u{a0}: {}", question.taxa.label(), measure.label())
                }
                Measures::Each => question.taxa.label().to_owned(),
            };
            return Err(NotOpen::Indicator(of));
        }
        Ok(chosen)
    }

    /// The national indicators of a place whose figures are chosen, with the figures of the year before.
    pub fn indicators(&self, place: &OpenPlace, year: i32) -> Result<Indicators, NotOpen> {
        let years = self.edition().years();
        if !years.contains(&year) {
            return Err(NotOpen::Year(year));
        }
        let told = |one: &NationalIndicator| {
            let figure = self.indicator(place, year, one)?;
            let has_previous = years.contains(&(year - 1)) && one.is_comparable(year - 1, year);
            let previous = has_previous.then(|| self.indicator(place, year - 1, one)).flatten();
            Some(one.tell(figure, previous.filter(|previous| previous.value.is_some())))
        };
        Ok(Indicators { year, items: national_indicators().iter().filter_map(told).collect() })
    }

    fn indicator(&self, place: &OpenPlace, year: i32, one: &NationalIndicator) -> Option<Figure> {
        let group = |Subject { taxa, measure, part }: Subject| {
            let code = open_resistances().find(|of| (of.1, of.2) == (taxa, measure))?.0;
            let question = Question::of(year, Subject { taxa, measure, part });
            let is_open = self.has_resistance(code, measure.code()) && PARTS.contains(&part);
            let cut = Cut { open: self, place, year, question: &question };
            is_open.then(|| cut.group_or_none(part, (code, taxa, measure)))
        };
        match one.content {
            Content::Consumption => {
                let question = consumption::Question::year(year, Perimeter::Spares);
                Some(self.consumption((place, None), &question).ok()?.totals.rate)
            }
            Content::BroadSpectrum => {
                let ddd = |family: &str| {
                    let mut question = consumption::Question::year(year, Perimeter::Spares);
                    question.family = Some(family.to_owned());
                    Some(self.consumption((place, None), &question).ok()?.totals.ddd)
                };
                let versions = self.versions(year);
                Some(match (ddd("ECDC_LARGE")?, ddd("J01")?) {
                    (Some(large), Some(all)) => broad_spectrum_share(large, all, &versions),
                    _ => hidden("%", versions, Hidden::Amounts),
                })
            }
            Content::Proportion(subject) => Some(group(subject)?.proportion),
            Content::Density(subject) => Some(group(subject)?.density),
        }
    }
}

/// The parts that are asked for, of those that are open.
fn parts(asked: Parts) -> Result<Vec<Part>, NotOpen> {
    match asked {
        Parts::One(part) if PARTS.contains(&part) => Ok(vec![part]),
        Parts::EachSpecimen => {
            Ok(PARTS.into_iter().filter(|part| matches!(part, Part::Specimen(_))).collect())
        }
        Parts::One(_) | Parts::EachSector => Err(NotOpen::Detail(
            "En accès libre, specimen vaut 1 (hémocultures), 2 (urines) ou invasive.",
        )),
    }
}

/// A place in a year.
struct Cut<'a> {
    open: &'a Open,
    place: &'a OpenPlace,
    year: i32,
    question: &'a Question,
}

impl Cut<'_> {
    /// Nothing where there are no isolates and the question splits.
    fn group(&self, part: Part, of: Asked) -> Option<ResistanceGroup> {
        let splits = !self.question.by.is_empty() || self.question.measures == Measures::Each;
        let found = self.row(part, of).is_some();
        (found || !splits).then(|| self.group_or_none(part, of))
    }

    fn row(&self, part: Part, (code, _, measure): Asked) -> Option<&ResistanceRow> {
        let rows = ResistanceRow::of(&self.open.edition().resistance, self.place, self.year);
        let part = part.to_string();
        let is_it = |row: &&ResistanceRow| {
            row.organism == code && row.part == part && row.antibiotic == measure.code()
        };
        rows.iter().find(is_it)
    }

    fn group_or_none(&self, part: Part, of: Asked) -> ResistanceGroup {
        let versions = self.open.versions(self.year);
        let taxon = match (of.1, self.question.by.contains(&Axis::Organism)) {
            (Taxa::One(taxon), true) => Some(taxon),
            _ => None::<Taxon>,
        };
        let apart = !matches!(self.question.parts, Parts::One(_));
        let by_year = self.question.by.contains(&Axis::Year);
        let key = GroupKey {
            period: by_year.then_some(Period::year(self.year)),
            part: apart.then_some(part),
            taxon,
            measure: of.2,
        };
        let row = self.row(part, of);
        // Without a row there was nothing.
        let count = |of: fn(&ResistanceRow) -> Option<u32>| row.map_or(Some(0), of);
        let (isolates, tested, resistant) =
            (count(|row| row.isolates), count(|row| row.tested), count(|row| row.resistant));
        let of_patients = |unit: &str| hidden(unit, versions.clone(), Hidden::Patients);
        let mut of_tested = match (tested, resistant) {
            (Some(tested), Some(resistant)) => proportion(resistant, tested, &versions),
            _ => of_patients("%"),
        };
        if !of.2.is_phenotype() && is_intermediate(self.year) {
            of_tested.notes.push(intermediate_note());
        }
        let per_days = |number: fn(&ResistanceRow) -> Option<u32>| {
            per_thousand_days(row, part, number, &versions)
        };
        let group = Group {
            key,
            isolates: 0,
            tested: 0,
            increased: 0,
            intermediate: 0,
            resistant: 0,
            proportion: of_tested,
            density: per_days(|row| row.resistant_with_days),
            isolates_density: per_days(|row| row.isolates_with_days),
        };
        ResistanceGroup {
            isolates,
            tested,
            increased: None,
            intermediate: None,
            resistant,
            ..tell(group)
        }
    }
}

/// Isolates per 1000 patient-days: of all specimens together, where both sides show.
fn per_thousand_days(
    row: Option<&ResistanceRow>,
    part: Part,
    number: fn(&ResistanceRow) -> Option<u32>,
    versions: &Versions,
) -> Figure {
    let unit = "/1000 JH";
    if part != Part::All {
        let note = "En accès libre, les densités sont celles de tous les prélèvements.";
        return without_value(unit, versions.clone(), note.to_owned());
    }
    let Some(row) = row else {
        let note = "Aucun isolat.".to_owned();
        return without_value(unit, versions.clone(), note);
    };
    match (number(row), row.patient_days) {
        (Some(number), Some(days)) => density(number, days, versions),
        _ => hidden(unit, versions.clone(), Hidden::Patients),
    }
}
