//! The pages of the documentation, in the order in which they are read.

use crate::routes;

/// A page of the documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doc {
    Guide,
    Faq,
    Method,
    Controls,
    Glossary,
    Tables,
}

impl Doc {
    pub const ALL: [Self; 6] =
        [Self::Guide, Self::Faq, Self::Method, Self::Controls, Self::Glossary, Self::Tables];

    pub const fn address(self) -> &'static str {
        match self {
            Self::Guide => routes::GUIDE,
            Self::Faq => routes::FAQ,
            Self::Method => routes::METHOD,
            Self::Controls => routes::CONTROLS,
            Self::Glossary => routes::GLOSSARY,
            Self::Tables => routes::TABLES,
        }
    }

    pub const fn title(self) -> &'static str {
        match self {
            Self::Guide => "Guide pas à pas",
            Self::Faq => "Questions fréquentes",
            Self::Method => "Méthodologie",
            Self::Controls => "Contrôles",
            Self::Glossary => "Glossaire",
            Self::Tables => "Tables de référence",
        }
    }

    /// What one finds there.
    pub const fn lead(self) -> &'static str {
        match self {
            Self::Guide => "De l’inscription aux rapports, chaque étape avec son écran.",
            Self::Faq => {
                "Les questions que posent les établissements, et où se fait ce qu’elles demandent."
            }
            Self::Method => {
                "Les règles qui font les chiffres, lues dans les tables du programme, avec des exemples \
                 calculés sous vos yeux."
            }
            Self::Controls => {
                "Ce que chaque contrôle vérifie, à partir de quand, et ce qu’il y a à faire."
            }
            Self::Glossary => "Les mots de l’application et des fichiers, de A à Z.",
            Self::Tables => {
                "Versions, sources et licences des tables avec lesquelles tout est calculé."
            }
        }
    }

    /// The page before and the page after.
    pub fn neighbours(self) -> (Option<Self>, Option<Self>) {
        let place = Self::ALL.into_iter().position(|one| one == self).unwrap_or_default();
        let before = place.checked_sub(1).and_then(|index| Self::ALL.get(index));
        (before.copied(), Self::ALL.get(place + 1).copied())
    }

    /// The page that has a part of the former single page.
    pub fn of_part(anchor: &str) -> Option<String> {
        match anchor {
            "guide" => Some(routes::GUIDE.to_owned()),
            "alertes" => Some(routes::ALERT_HELP.to_owned()),
            "glossaire" => Some(routes::GLOSSARY.to_owned()),
            "controles" => Some(routes::CONTROLS.to_owned()),
            "tables" => Some(routes::TABLES.to_owned()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_knows_its_neighbours() {
        assert_eq!(Doc::Guide.neighbours(), (None, Some(Doc::Faq)));
        assert_eq!(Doc::Tables.neighbours(), (Some(Doc::Glossary), None));
    }

    #[test]
    fn the_parts_of_the_former_page_lead_to_the_new_ones() {
        assert_eq!(Doc::of_part("alertes").as_deref(), Some("/aide/methodologie#alertes"));
        assert_eq!(Doc::of_part("contenu"), None);
    }
}
