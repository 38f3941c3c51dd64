//! Which figure is opened, as a short text in the address.

use std::fmt;

/// A part of the consumption of an establishment; everything when all is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    pub sector: Option<String>,
    pub atc: Option<String>,
    pub route: Option<String>,
    pub family: Option<String>,
    /// Family that the other one is a share of.
    pub share_of: Option<String>,
}

impl Selection {
    pub fn sector(code: &str) -> Self {
        Self { sector: Some(code.to_owned()), ..Self::default() }
    }

    pub fn molecule(atc: &str, route: &str) -> Self {
        Self { atc: Some(atc.to_owned()), route: Some(route.to_owned()), ..Self::default() }
    }

    pub fn family(code: &str) -> Self {
        Self { family: Some(code.to_owned()), ..Self::default() }
    }

    pub fn share(family: &str, of: &str) -> Self {
        Self { share_of: Some(of.to_owned()), ..Self::family(family) }
    }

    /// The figure of an indicator card.
    pub fn of_card(id: &str) -> Self {
        match id {
            "ECDC_LARGE_SPECTRE" => Self::share("ECDC_LARGE", "J01"),
            "ATF_DDJ" => Self::family("ATF"),
            _ => Self::default(),
        }
    }

    /// Reads what [`fmt::Display`] writes; an unknown text is no selection.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let selection = match (parts.next()?, parts.next(), parts.next()) {
            ("total", None, None) => Self::default(),
            ("secteur", Some(code), None) => Self::sector(code),
            ("famille", Some(code), None) => Self::family(code),
            ("molecule", Some(atc), Some(route)) => Self::molecule(atc, route),
            ("part", Some(family), Some(of)) => Self::share(family, of),
            _ => return None,
        };
        parts.next().is_none().then_some(selection)
    }
}

impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.sector, &self.family, &self.atc) {
            (Some(sector), _, _) => write!(f, "secteur:{sector}"),
            (_, Some(family), _) => match &self.share_of {
                Some(of) => write!(f, "part:{family}:{of}"),
                None => write!(f, "famille:{family}"),
            },
            (_, _, Some(atc)) => {
                write!(f, "molecule:{atc}:{}", self.route.as_deref().unwrap_or_default())
            }
            _ => f.write_str("total"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_survives_the_address_bar() {
        for selection in [
            Selection::default(),
            Selection::sector("MED"),
            Selection::family("ATF"),
            Selection::molecule("J01CR02", "O"),
            Selection::share("ECDC_LARGE", "J01"),
        ] {
            assert_eq!(Selection::parse(&selection.to_string()), Some(selection));
        }
    }

    #[test]
    fn an_address_that_was_tampered_with_opens_nothing() {
        for text in ["", "secteur", "secteur:MED:x", "molecule:J01", "total:1", "a:b:c:d"] {
            assert_eq!(Selection::parse(text), None, "{text}");
        }
    }

    #[test]
    fn each_indicator_opens_its_own_figure() {
        assert_eq!(Selection::of_card("CONSO_DDJ"), Selection::default());
        assert_eq!(Selection::of_card("ATF_DDJ"), Selection::family("ATF"));
    }
}
