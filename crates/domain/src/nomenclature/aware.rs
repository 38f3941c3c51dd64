//! The `AWaRe` classes of antibiotics (WHO).

use std::sync::LazyLock;

use serde::Deserialize;

use super::embedded::{AWARE, read};

/// How much an antibiotic is to be spared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aware {
    /// First or second choice of common infections.
    Access,
    /// More prone to select resistance.
    Watch,
    /// Last resort.
    Reserve,
}

#[derive(Debug, Deserialize)]
struct Row {
    atc: &'static str,
    /// Empty where the class is that of every route.
    route: &'static str,
    class: Aware,
}

impl Aware {
    pub const ALL: [Self; 3] = [Self::Access, Self::Watch, Self::Reserve];

    /// Name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Watch => "watch",
            Self::Reserve => "reserve",
        }
    }

    /// Reads what [`Aware::as_str`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == text)
    }

    /// Name of the class, with its French meaning.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Access => "Access (d’accès)",
            Self::Watch => "Watch (à surveiller)",
            Self::Reserve => "Reserve (de réserve)",
        }
    }
}

static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| read(AWARE));

/// The class of a molecule by its route; nothing for what the WHO does not list.
pub fn aware(atc: &str, route: &str) -> Option<Aware> {
    let found =
        TABLE.iter().find(|row| row.atc == atc && (row.route.is_empty() || row.route == route));
    found.map(|row| row.class)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nomenclature::embedded::assert_whole;
    use crate::nomenclature::is_antibiotic;

    #[test]
    fn the_class_of_some_molecules_is_that_of_their_route() {
        for (atc, route, class) in [
            ("J01CR02", "P", Some(Aware::Access)),
            ("J01DD04", "P", Some(Aware::Watch)),
            ("J01XX08", "O", Some(Aware::Reserve)),
            ("J01XX01", "O", Some(Aware::Watch)),
            ("J01XX01", "P", Some(Aware::Reserve)),
            ("J01CR03", "P", None),
            ("J02AC01", "O", None),
        ] {
            assert_eq!(aware(atc, route), class, "{atc} {route}");
        }
    }

    #[test]
    fn every_row_is_read_and_is_an_antibiotic_of_the_perimeter() {
        assert_whole::<Row>(AWARE);
        assert!(TABLE.iter().all(|row| is_antibiotic(row.atc)));
    }
}
