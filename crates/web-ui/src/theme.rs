//! Light or dark: the system's choice until the person chooses.

use leptos::prelude::*;

use crate::browser;

/// Key of the stored preference; `index.html` reads it before the first paint.
const KEY: &str = "theme";

/// A look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    /// Name of the theme in the style sheet.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "clair",
            Self::Dark => "sombre",
        }
    }

    pub const fn other(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::Light,
        }
    }

    fn parse(name: &str) -> Option<Self> {
        [Self::Light, Self::Dark].into_iter().find(|theme| theme.name() == name)
    }
}

/// The look in force.
pub fn current() -> Theme {
    let system = if browser::prefers_dark() { Theme::Dark } else { Theme::Light };
    browser::stored(KEY).as_deref().and_then(Theme::parse).unwrap_or(system)
}

/// Applies a look and keeps it for the next visits.
pub fn choose(theme: Theme) {
    browser::store(KEY, theme.name());
    if let Some(root) = document().document_element() {
        drop(root.set_attribute("data-theme", theme.name()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_look_leads_to_the_other() {
        assert_eq!(Theme::Light.other(), Theme::Dark);
        assert_eq!(Theme::parse("sombre"), Some(Theme::Dark));
        assert_eq!(Theme::parse("rose"), None);
    }
}
