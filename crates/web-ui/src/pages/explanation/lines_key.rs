//! Which lines are shown, as a short text in the address.

use std::fmt;

use crate::api::LineFilter;
use crate::selection::Selection;

/// A row of the explanation whose lines are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinesKey {
    Unit(String),
    Molecule { atc: String, route: String },
    Reason(String),
}

impl LinesKey {
    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(':')?;
        match kind {
            "uf" => Some(Self::Unit(rest.to_owned())),
            "molecule" => {
                let (atc, route) = rest.split_once(':')?;
                Some(Self::Molecule { atc: atc.to_owned(), route: route.to_owned() })
            }
            "motif" => Some(Self::Reason(rest.to_owned())),
            _ => None,
        }
    }

    /// The lines of the API, inside the figure of `selection`.
    pub fn filter(&self, selection: &Selection) -> LineFilter {
        let selection = selection.clone();
        match self.clone() {
            Self::Unit(unit) => {
                LineFilter { selection, unit: Some(unit), reason: None, counted: true }
            }
            Self::Molecule { atc, route } => {
                let selection = Selection { atc: Some(atc), route: Some(route), ..selection };
                LineFilter { selection, unit: None, reason: None, counted: true }
            }
            Self::Reason(reason) => {
                LineFilter { selection, unit: None, reason: Some(reason), counted: false }
            }
        }
    }
}

impl fmt::Display for LinesKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unit(unit) => write!(f, "uf:{unit}"),
            Self::Molecule { atc, route } => write!(f, "molecule:{atc}:{route}"),
            Self::Reason(reason) => write!(f, "motif:{reason}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_the_address_bar() {
        for key in [
            LinesKey::Unit("08:3".to_owned()),
            LinesKey::Molecule { atc: "J01CR02".to_owned(), route: "O".to_owned() },
            LinesKey::Reason("unknown_unit".to_owned()),
        ] {
            assert_eq!(LinesKey::parse(&key.to_string()), Some(key));
        }
        assert_eq!(LinesKey::parse("autre"), None);
    }

    #[test]
    fn lines_stay_inside_the_figure() {
        let figure = Selection::sector("MED");
        let key = LinesKey::Molecule { atc: "J01".to_owned(), route: "P".to_owned() };
        let filter = key.filter(&figure);
        assert_eq!(filter.selection.sector.as_deref(), Some("MED"));
        assert_eq!(filter.selection.atc.as_deref(), Some("J01"));
        assert!(filter.counted);
        assert!(!LinesKey::Reason("no_ddd".to_owned()).filter(&figure).counted);
    }
}
