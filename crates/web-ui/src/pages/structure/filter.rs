//! Which units are shown.

use domain::dto::{StructureUnit, UnitStatus};

use crate::fold::fold;

/// A group of statuses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Filter {
    #[default]
    Everything,
    Counted,
    ToAnswer,
    Doubtful,
    Outside,
}

impl Filter {
    pub const ALL: [Self; 5] =
        [Self::Everything, Self::Counted, Self::ToAnswer, Self::Doubtful, Self::Outside];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Everything => "Toutes",
            Self::Counted => "Comptées",
            Self::ToAnswer => "Secteur à préciser",
            Self::Doubtful => "Codes à vérifier",
            Self::Outside => "Hors périmètre",
        }
    }

    /// Value in the address; the default has none.
    pub const fn slug(self) -> Option<&'static str> {
        match self {
            Self::Everything => None,
            Self::Counted => Some("comptees"),
            Self::ToAnswer => Some("a-preciser"),
            Self::Doubtful => Some("a-verifier"),
            Self::Outside => Some("hors-perimetre"),
        }
    }

    pub fn parse(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.slug() == Some(slug))
    }

    pub const fn keeps(self, unit: &StructureUnit) -> bool {
        match self {
            Self::Everything => true,
            Self::Counted => matches!(unit.status, UnitStatus::Perimeter | UnitStatus::Ehpad),
            Self::ToAnswer => matches!(unit.status, UnitStatus::ToAnswer),
            Self::Doubtful => matches!(unit.status, UnitStatus::Incomplete | UnitStatus::UnknownDe),
            Self::Outside => matches!(unit.status, UnitStatus::Outside),
        }
    }

    pub fn count(self, units: &[StructureUnit]) -> u32 {
        let number = units.iter().filter(|unit| self.keeps(unit)).count();
        u32::try_from(number).unwrap_or(u32::MAX)
    }
}

/// Whether the code or the label holds the text, whatever the case and the accents.
pub fn matches_text(unit: &StructureUnit, text: &str) -> bool {
    let text = fold(text);
    fold(&unit.unit_code).contains(&text) || fold(&unit.unit_label).contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(status: UnitStatus) -> StructureUnit {
        StructureUnit {
            unit_code: "083".to_owned(),
            unit_label: "UHCD Adultes".to_owned(),
            service_code: None,
            service_label: None,
            pole_code: None,
            pole_label: None,
            de_code: None,
            ta_code: None,
            status,
            sector: None,
            subsector: None,
            choices: Vec::new(),
            answer: None,
        }
    }

    #[test]
    fn every_unit_is_in_one_group_besides_all() {
        for status in [
            UnitStatus::Perimeter,
            UnitStatus::Ehpad,
            UnitStatus::Outside,
            UnitStatus::Incomplete,
            UnitStatus::UnknownDe,
            UnitStatus::ToAnswer,
        ] {
            let groups = Filter::ALL.iter().filter(|filter| filter.keeps(&unit(status))).count();
            assert_eq!(groups, 2, "{status:?}");
        }
    }

    #[test]
    fn filters_survive_the_address_bar() {
        for filter in Filter::ALL {
            assert_eq!(filter.slug().and_then(Filter::parse).unwrap_or_default(), filter);
        }
    }

    #[test]
    fn a_unit_is_found_by_code_or_label() {
        assert!(matches_text(&unit(UnitStatus::Perimeter), " uhcd"));
        assert!(matches_text(&unit(UnitStatus::Perimeter), "08"));
        assert!(!matches_text(&unit(UnitStatus::Perimeter), "chir"));
    }
}
