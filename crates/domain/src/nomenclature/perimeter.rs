//! Where a unit counts: its DE and TA against the perimeters, which are data.

use std::sync::LazyLock;

use serde::Deserialize;

use super::activity::activity;
use super::discipline::{Discipline, answered, answers, disciplines, needs_answer};
use super::embedded::{PERIMETERS, read};
use crate::dto::UnitStatus;

/// One cell of the perimeters: a type of activity and a domain that count together.
#[derive(Debug, Deserialize)]
struct Rule {
    perimeter: Perimeter,
    ta: &'static str,
    domain: &'static str,
    sector: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Perimeter {
    Spares,
    Ehpad,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| read(PERIMETERS));

/// Where a unit counts, and what is to be said about its codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    pub status: UnitStatus,
    /// Set for units of a perimeter only.
    pub sector: Option<&'static str>,
    /// Part of the sector also shown apart: `HEM`, `MINF` or `UHCD`.
    pub subsector: Option<&'static str>,
    /// Whatever the status; in the order of [`Finding`].
    pub findings: Vec<Finding>,
}

/// What is worth telling about the codes of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// The DE is not in the national list.
    UnknownDe,
    /// The TA is not in the national list.
    UnknownTa,
    /// DE 195, 196 or 999 that may be in a perimeter: asked, answered or not.
    Ambiguous,
    /// Full hospitalisation on a DE of the domain médico-technique.
    TechnicalBeds,
}

/// Places a unit. `de` and `ta` as `normalise_de` and `normalise_ta` write them; `answer` is one
/// of the `choices` of its DE, another one is no answer.
pub fn classify(de: Option<&str>, ta: Option<&str>, answer: Option<&str>) -> Placement {
    let de = de.filter(|code| !code.is_empty());
    let ta = ta.filter(|code| !code.is_empty());
    let findings = findings(de, ta);
    let (Some(de), Some(ta)) = (de, ta) else {
        return Placement { findings, ..Placement::out(UnitStatus::Incomplete) };
    };
    let line = if findings.contains(&Finding::Ambiguous) {
        match answer.and_then(|answer| answered(de, answer)) {
            Some(line) => Some(line),
            None => return Placement { findings, ..Placement::out(UnitStatus::ToAnswer) },
        }
    } else {
        disciplines(de).iter().find(|line| line.in_list)
    };
    Placement { findings, ..place(line, ta) }
}

impl Placement {
    fn out(status: UnitStatus) -> Self {
        Self { status, sector: None, subsector: None, findings: Vec::new() }
    }
}

fn place(line: Option<&'static Discipline>, ta: &str) -> Placement {
    match line.and_then(|line| Some((line, rule(line, ta)?))) {
        Some((line, rule)) => Placement {
            status: match rule.perimeter {
                Perimeter::Spares => UnitStatus::Perimeter,
                Perimeter::Ehpad => UnitStatus::Ehpad,
            },
            sector: Some(rule.sector),
            subsector: line.subsector,
            findings: Vec::new(),
        },
        None if line.is_none() && is_full_hospitalisation(ta) => {
            Placement::out(UnitStatus::UnknownDe)
        }
        None => Placement::out(UnitStatus::Outside),
    }
}

fn rule(line: &Discipline, ta: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.ta == ta && Some(rule.domain) == line.domain)
}

fn findings(de: Option<&str>, ta: Option<&str>) -> Vec<Finding> {
    let mut found = Vec::new();
    if de.is_some_and(|de| !needs_answer(de) && !disciplines(de).iter().any(|line| line.in_list)) {
        found.push(Finding::UnknownDe);
    }
    if ta.is_some_and(|ta| !activity(ta).is_some_and(|activity| activity.in_list)) {
        found.push(Finding::UnknownTa);
    }
    if let (Some(de), Some(ta)) = (de, ta) {
        // Nothing to ask when no answer would bring the unit into a perimeter.
        if answers(de).iter().any(|(_, line)| rule(line, ta).is_some()) {
            found.push(Finding::Ambiguous);
        }
        if is_full_hospitalisation(ta) && disciplines(de).iter().any(Discipline::is_technical) {
            found.push(Finding::TechnicalBeds);
        }
    }
    found
}

fn is_full_hospitalisation(ta: &str) -> bool {
    activity(ta).is_some_and(|activity| activity.full_hospitalisation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nomenclature::embedded::assert_whole;

    #[track_caller]
    fn check(de: &str, ta: &str, answer: Option<&str>, expected: (UnitStatus, &str, &str)) {
        let placed = classify(Some(de), Some(ta), answer);
        let got = (placed.status, placed.sector.unwrap_or("-"), placed.subsector.unwrap_or("-"));
        assert_eq!(got, expected, "DE {de:?} TA {ta:?} answered {answer:?}");
    }

    #[test]
    fn a_unit_counts_by_its_type_of_activity_and_its_domain() {
        use UnitStatus::{Ehpad, Incomplete, Outside, Perimeter, UnknownDe};
        check("127", "03", None, (Perimeter, "MED", "-"));
        check("127", "20", None, (Perimeter, "MED", "-"));
        check("127", "04", None, (Outside, "-", "-"));
        check("104", "03", None, (Perimeter, "REA", "-"));
        check("123", "03", None, (Perimeter, "MED", "HEM"));
        check("102", "20", None, (Perimeter, "MED", "MINF"));
        check("740", "03", None, (Perimeter, "MED", "UHCD"));
        check("740", "10", None, (Outside, "-", "-"));
        check("924", "11", None, (Ehpad, "EHPAD", "-"));
        check("924", "03", None, (Outside, "-", "-"));
        check("127", "11", None, (Outside, "-", "-"));
        check("452", "03", None, (Outside, "-", "-"));
        check("952", "03", None, (UnknownDe, "-", "-"));
        check("9Z1", "20", None, (UnknownDe, "-", "-"));
        check("9Z1", "09", None, (Outside, "-", "-"));
        check("127", "", None, (Incomplete, "-", "-"));
        check("", "03", None, (Incomplete, "-", "-"));
        check("195A", "03", None, (Perimeter, "MED", "-"));
        check("195B", "03", None, (Perimeter, "PSY", "-"));
    }

    #[test]
    fn an_ambiguous_discipline_waits_for_its_answer() {
        use UnitStatus::{Ehpad, Outside, Perimeter, ToAnswer};
        check("999", "03", None, (ToAnswer, "-", "-"));
        check("999", "03", Some("MED"), (Perimeter, "MED", "-"));
        check("999", "20", Some("REA"), (Perimeter, "REA", "-"));
        check("999", "03", Some("EHPAD"), (Outside, "-", "-"));
        check("999", "11", None, (ToAnswer, "-", "-"));
        check("999", "11", Some("EHPAD"), (Ehpad, "EHPAD", "-"));
        check("999", "03", Some("URG"), (ToAnswer, "-", "-"));
        check("195", "03", None, (ToAnswer, "-", "-"));
        check("195", "03", Some("195A"), (Perimeter, "MED", "-"));
        check("196", "20", Some("196B"), (Perimeter, "PSY", "-"));
        check("195", "03", Some("MED"), (ToAnswer, "-", "-"));
        check("195", "07", None, (Outside, "-", "-"));
        check("195", "11", None, (Outside, "-", "-"));
        check("999", "04", None, (Outside, "-", "-"));
    }

    #[test]
    fn foreign_codes_are_told_whatever_the_status() {
        for (de, ta, expected) in [
            (Some("127"), Some("03"), &[][..]),
            (Some("952"), Some("03"), &[Finding::UnknownDe]),
            (Some("952"), Some("33"), &[Finding::UnknownDe, Finding::UnknownTa]),
            (Some("952"), None, &[Finding::UnknownDe]),
            (Some("195"), Some("03"), &[Finding::Ambiguous]),
            (Some("195"), Some("07"), &[]),
            (Some("452"), Some("20"), &[Finding::TechnicalBeds]),
            (Some("452"), Some("09"), &[]),
        ] {
            assert_eq!(classify(de, ta, None).findings, expected, "{de:?} {ta:?}");
        }
        assert_eq!(classify(Some("999"), Some("03"), Some("MED")).findings, [Finding::Ambiguous]);
    }

    #[test]
    fn the_perimeter_is_nine_domains_of_full_hospitalisation_and_the_ehpad_of_internat() {
        let of = |perimeter| RULES.iter().filter(move |rule| rule.perimeter == perimeter);
        assert_eq!(of(Perimeter::Spares).count(), 2 * 9);
        assert!(of(Perimeter::Spares).all(|rule| is_full_hospitalisation(rule.ta)));
        assert!(of(Perimeter::Ehpad).map(|rule| (rule.ta, rule.domain)).eq([("11", "EHPAD")]));
    }

    #[test]
    fn every_row_of_the_file_is_read() {
        assert_whole::<Rule>(PERIMETERS);
    }
}
