//! Disciplines d'équipement (DE): what a unit does, hence its domain.

use std::sync::LazyLock;

use serde::Deserialize;

use super::embedded::{EQUIPMENT_DISCIPLINES, read};
use super::sector::sector;
use crate::dto::SectorChoice;

/// Disciplines whose domain depends on who takes charge: the list has them with a letter.
const LETTERED: [&str; 2] = ["195", "196"];
/// COVID-19, listed in nine domains.
const COVID: &str = "999";

/// A discipline in one domain.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Discipline {
    /// As [`normalise_de`] writes it: `104`, `195A`, `999`.
    pub code: &'static str,
    pub label: &'static str,
    /// Domain of the national list, as a sector code (`URG` and `MT` included); none outside it.
    pub domain: Option<&'static str>,
    /// Part of the sector also shown apart: `HEM`, `MINF` or `UHCD`.
    pub subsector: Option<&'static str>,
    /// In the national list of 296 lines.
    pub in_list: bool,
}

impl Discipline {
    /// A discipline of the domain médico-technique, which has no beds.
    pub fn is_technical(&self) -> bool {
        self.domain == Some("MT")
    }
}

static TABLE: LazyLock<Vec<Discipline>> = LazyLock::new(|| read(EQUIPMENT_DISCIPLINES));

/// The lines with this code: several for 999, none for 195 and 196 without their letter.
pub fn disciplines(code: &str) -> &'static [Discipline] {
    let start = TABLE.partition_point(|line| line.code < code);
    let len = TABLE[start..].partition_point(|line| line.code == code);
    &TABLE[start..start + len]
}

/// Whether the establishment must say which line is meant: 195, 196 and 999.
pub fn needs_answer(code: &str) -> bool {
    code == COVID || LETTERED.contains(&code)
}

/// The answers a DE may get: disciplines with their letter (195, 196) or sectors (999).
pub fn choices(code: &str) -> Vec<SectorChoice> {
    answers(code)
        .into_iter()
        .map(|(answer, line)| {
            let label = sector(answer).map_or(line.label, |sector| sector.label);
            SectorChoice { code: answer.to_owned(), label: label.to_owned() }
        })
        .collect()
}

/// The line meant by an answer; none when the answer is not one of the [`choices`].
pub(super) fn answered(code: &str, answer: &str) -> Option<&'static Discipline> {
    answers(code).into_iter().find(|(known, _)| *known == answer).map(|(_, line)| line)
}

/// Every possible answer with the line it stands for.
pub(super) fn answers(code: &str) -> Vec<(&'static str, &'static Discipline)> {
    if code == COVID {
        disciplines(code).iter().filter_map(|line| Some((line.domain?, line))).collect()
    } else if LETTERED.contains(&code) {
        let letters = TABLE.iter().filter(|line| line.code.strip_prefix(code).is_some());
        letters.map(|line| (line.code, line)).collect()
    } else {
        Vec::new()
    }
}

/// Restores what spreadsheets take away: `38` is `038`, `195a` is `195A`.
pub fn normalise_de(raw: &str) -> String {
    let code = raw.trim().to_uppercase();
    let digits = code.trim_end_matches(|letter: char| letter.is_ascii_uppercase());
    if digits.is_empty() || !digits.chars().all(|char| char.is_ascii_digit()) {
        return code;
    }
    format!("{digits:0>3}{}", &code[digits.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nomenclature::embedded::assert_whole;

    #[test]
    fn lost_zeros_come_back() {
        for (raw, code) in [
            ("38", "038"),
            (" 104 ", "104"),
            ("1", "001"),
            ("195a", "195A"),
            ("9Z1", "9Z1"),
            ("", ""),
            ("DE", "DE"),
        ] {
            assert_eq!(normalise_de(raw), code, "{raw:?}");
        }
    }

    #[test]
    fn the_list_has_296_lines_in_domains_and_117_codes_without() {
        let (listed, foreign): (Vec<_>, Vec<_>) = TABLE.iter().partition(|line| line.in_list);
        assert_eq!((listed.len(), foreign.len()), (296, 117));
        assert!(listed.iter().all(|line| line.domain.is_some()));
        assert!(foreign.iter().all(|line| line.domain.is_none()));
        assert!(TABLE.is_sorted_by_key(|line| line.code), "looked up by binary search");
    }

    #[test]
    fn domains_and_parts_are_those_of_the_methodology() {
        for (code, domain, part) in [
            ("104", Some("REA"), None),
            ("641", Some("MED"), None),
            ("142", Some("CHIR"), None),
            ("635", Some("PED"), None),
            ("123", Some("MED"), Some("HEM")),
            ("722", Some("MED"), Some("MINF")),
            ("740", Some("URG"), Some("UHCD")),
            ("924", Some("EHPAD"), None),
            ("952", None, None),
        ] {
            let line = &disciplines(code)[0];
            assert_eq!((line.domain, line.subsector), (domain, part), "{code}");
        }
        assert_eq!(disciplines("999").len(), 9);
        assert_eq!(disciplines("195"), []);
    }

    #[test]
    fn ambiguous_disciplines_offer_their_answers() {
        let codes = |de| choices(de).into_iter().map(|choice| choice.code).collect::<Vec<_>>();
        assert_eq!(codes("195"), ["195A", "195B"]);
        assert_eq!(codes("196"), ["196A", "196B"]);
        let covid = ["MED", "CHIR", "REA", "PED", "GO", "SMR", "SLD", "PSY", "EHPAD"];
        assert_eq!(codes("999"), covid);
        assert_eq!(codes("104"), Vec::<String>::new());
        assert_eq!(choices("999")[0].label, "Médecine");
        assert!(choices("195")[0].label.starts_with("Soins aux toxicomanes"));
    }

    #[test]
    fn every_row_of_the_file_is_read() {
        assert_whole::<Discipline>(EQUIPMENT_DISCIPLINES);
    }
}
