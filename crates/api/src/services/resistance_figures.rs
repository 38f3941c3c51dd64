//! Figures of resistance from the roll-ups, for an establishment, a region or the nation.

use domain::{
    consumption::{self, Totals, change},
    dto::{Indicator, IndicatorCard, Indicators, ResistanceAnalysis},
    resistance::{
        Axis, Measure, Method, NationalIndicator, Part, Parts, Question, Subject, Sums, Taxa,
        breaks, figure, hide_few, is_comparable, national_indicators, targets, tell, year_notes,
    },
    verdict::versions,
};

use super::{
    analyses::{Across, sums_for},
    sums,
};
use crate::{
    auth::{self, Caller},
    db::{
        AnyConn,
        bases::{Base, Population},
        resistance_rollups::Wanted,
        sums::Periods,
    },
    error::ApiError,
};

/// The indicators are of all isolates or of blood cultures.
const OF_INDICATORS: Wanted = Wanted {
    method: Method::Spares,
    parts: Some(Parts::One(Part::BLOOD_CULTURES)),
    quarters: false,
};
/// Id, label, organism and antibiotic of the cards.
const CARDS: [(&str, &str, &str, &str); 4] = [
    ("SARM", "SARM parmi les S. aureus", "STAAUR", "METI"),
    ("EBLSE", "BLSE parmi les entérobactéries", "Enterobacterales", "BLSE"),
    ("EPC", "Carbapénémase parmi les entérobactéries", "Enterobacterales", "EPC"),
    ("ERV", "Vancomycine R parmi les E. faecium", "ENCFAI", "VAN"),
];

/// Answers a question about a population that the caller may see.
pub fn analyse(
    conn: &mut AnyConn,
    caller: &Caller,
    (base, population): (Base, &Population),
    (question, method): (&Question, Method),
) -> Result<ResistanceAnalysis, ApiError> {
    let seen = sums_for(conn, caller, base, population)?;
    analyse_as_seen(conn, &seen, (base, population), (question, method))
}

/// Answers a question about each part of a population, with the part in the key of its groups.
pub fn analyse_across(
    conn: &mut AnyConn,
    caller: &Caller,
    (base, population): (Base, &Population),
    (across, question, method): (Across, &Question, Method),
) -> Result<ResistanceAnalysis, ApiError> {
    let seen = sums_for(conn, caller, base, population)?;
    let mut groups = Vec::new();
    for (code, label, part) in across.parts(&seen, (base, population))? {
        let answer = analyse_as_seen(conn, &seen, (base, &part), (question, method))?;
        for mut group in answer.groups {
            // A part without isolates is answered where nothing splits: it is none.
            if group.isolates != Some(0) {
                group.key.insert(across.as_str().to_owned(), code.to_owned());
                group.labels.insert(across.as_str().to_owned(), label.to_owned());
                groups.push(group);
            }
        }
    }
    Ok(ResistanceAnalysis { groups, breaks: breaks(question), targets: targets(question) })
}

/// Answers a question for whoever sees so much of the sums.
pub(super) fn analyse_as_seen(
    conn: &mut AnyConn,
    seen: &auth::Sums,
    (base, population): (Base, &Population),
    (question, method): (&Question, Method),
) -> Result<ResistanceAnalysis, ApiError> {
    let years: Vec<i32> = question.years.iter().copied().collect();
    let wanted = Wanted {
        method,
        parts: Some(question.parts),
        quarters: question.by.contains(&Axis::Quarter),
    };
    let sums = sums::resistance(conn, (base, population), &years, wanted)?;
    let versions = versions(years.last().copied().unwrap_or_default());
    let mut groups = domain::resistance::analyse(&sums, question, &versions);
    let mut analysis = ResistanceAnalysis {
        groups: groups.drain(..).map(tell).collect(),
        breaks: breaks(question),
        targets: targets(question),
    };
    if let auth::Sums::OfMany { own } = seen {
        hide_few(&mut analysis, question, &sums, own);
    }
    Ok(analysis)
}

/// The national indicators of a year.
pub fn indicators(
    conn: &mut AnyConn,
    caller: &Caller,
    (base, population): (Base, &Population),
    year: i32,
) -> Result<Indicators, ApiError> {
    let seen = sums_for(conn, caller, base, population)?;
    indicators_as_seen(conn, &seen, (base, population), year)
}

/// The national indicators of a year for whoever sees so much of the sums.
pub(super) fn indicators_as_seen(
    conn: &mut AnyConn,
    seen: &auth::Sums,
    (base, population): (Base, &Population),
    year: i32,
) -> Result<Indicators, ApiError> {
    let (of, years) = ((base, population), [year - 1, year]);
    let sums = sums::resistance(conn, of, &years, OF_INDICATORS)?;
    let consumption = sums::consumption(conn, of, &years, Periods::Years)?;
    let mut indicators = of_sums(year, &consumption.totals, &sums);
    if let auth::Sums::OfMany { own } = seen
        && sums.contributors.are_hidden_from(own)
    {
        indicators.items.iter_mut().for_each(hide);
    }
    Ok(indicators)
}

/// The figures of an establishment that everybody looks at first, with what to know of all figures of
/// the year; none without isolates.
pub fn cards(
    conn: &mut AnyConn,
    (base, finess): (Base, &str),
    year: i32,
) -> Result<(Vec<IndicatorCard>, Vec<String>), ApiError> {
    let of_one = (base, &Population::Establishment(finess.to_owned()));
    let sums = sums::resistance(conn, of_one, &[year - 1, year], OF_INDICATORS)?;
    if !sums.cells.0.keys().any(|key| key.period.year == year) {
        return Ok((Vec::new(), Vec::new()));
    }
    let card = |(id, label, organism, antibiotic): (&str, &str, &str, &str)| {
        let (taxa, measure) = (Taxa::of(organism)?, Measure::of(antibiotic)?);
        let subject = Subject { taxa, measure, part: Part::All };
        let of_year = |year| figure(&sums, year, subject, &versions(year)).proportion;
        let figure = of_year(year);
        let previous = is_comparable(measure, year - 1, year).then(|| of_year(year - 1));
        let previous = previous.filter(|previous| previous.value.is_some());
        Some(IndicatorCard {
            id: id.to_owned(),
            label: label.to_owned(),
            change: change(previous.as_ref().and_then(|previous| previous.value), figure.value),
            previous,
            figure,
        })
    };
    Ok((CARDS.into_iter().filter_map(card).collect(), year_notes(&sums, year)))
}

fn of_sums(year: i32, totals: &Totals, sums: &Sums) -> Indicators {
    let told = |one: &NationalIndicator| {
        let figure = one.figure(year, (totals, sums), &versions(year));
        let before = || one.figure(year - 1, (totals, sums), &versions(year - 1));
        let previous = one.is_comparable(year - 1, year).then(before);
        one.tell(figure, previous.filter(|previous| previous.value.is_some()))
    };
    Indicators { year, items: national_indicators().iter().map(told).collect() }
}

fn hide(indicator: &mut Indicator) {
    consumption::hide(&mut indicator.figure);
    indicator.previous = None;
    indicator.change = None;
    if let Some(target) = &mut indicator.target {
        (target.reached, target.gap, target.relative_gap) = (None, None, None);
    }
}
