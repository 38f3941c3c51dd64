//! Which figure is opened, as a short text in the address.

use std::fmt;

/// A part of the consumption of an establishment; everything when all is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    pub sector: Option<String>,
    pub atc: Option<String>,
    pub route: Option<String>,
    pub family: Option<String>,
    /// Class of the WHO.
    pub aware: Option<String>,
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
        if text == TOTAL {
            return Some(Self::default());
        }
        let mut selection = Self::default();
        for part in text.split(',') {
            let mut words = part.split(':');
            let filled = |code: &str| Some(code.to_owned()).filter(|code| !code.is_empty());
            match (words.next()?, words.next(), words.next()) {
                ("secteur", Some(code), None) => selection.sector = filled(code),
                ("famille", Some(code), None) => selection.family = filled(code),
                ("aware", Some(class), None) => selection.aware = filled(class),
                ("voie", Some(route), None) => selection.route = filled(route),
                ("molecule", Some(atc), Some(route)) => {
                    (selection.atc, selection.route) = (filled(atc), filled(route));
                }
                ("part", Some(family), Some(of)) => {
                    (selection.family, selection.share_of) = (filled(family), filled(of));
                }
                _ => return None,
            }
            if words.next().is_some() {
                return None;
            }
        }
        Some(selection)
    }
}

/// The selection of everything.
const TOTAL: &str = "total";

impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part =
            |name: &str, code: &Option<String>| code.as_ref().map(|code| format!("{name}:{code}"));
        let family = match (&self.family, &self.share_of) {
            (Some(family), Some(of)) => Some(format!("part:{family}:{of}")),
            (family, _) => part("famille", family),
        };
        let molecule = match (&self.atc, &self.route) {
            (Some(atc), route) => {
                Some(format!("molecule:{atc}:{}", route.as_deref().unwrap_or_default()))
            }
            (None, route) => part("voie", route),
        };
        let parts = [part("secteur", &self.sector), family, molecule, part("aware", &self.aware)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let all = parts.join(",");
        f.write_str(if all.is_empty() { TOTAL } else { &all })
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
            Selection {
                sector: Some("REA".to_owned()),
                atc: Some("J01DH02".to_owned()),
                aware: Some("watch".to_owned()),
                ..Selection::family("CARBA")
            },
            Selection { route: Some("P".to_owned()), ..Selection::sector("REA") },
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
