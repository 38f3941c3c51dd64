//! Every address of the application, and the text of query strings.

use domain::inquiry::Inquiry;

/// Public pages.
pub const HOME: &str = "/";
pub const SIGN_IN: &str = "/connexion";
pub const SIGN_UP: &str = "/inscription";
/// A link for a new password.
pub const FORGOTTEN_PASSWORD: &str = "/mot-de-passe-oublie";
pub const HELP: &str = "/aide";
/// The pages of the documentation.
pub const GUIDE: &str = "/aide/guide";
pub const FAQ: &str = "/aide/faq";
pub const METHOD: &str = "/aide/methodologie";
pub const CONTROLS: &str = "/aide/controles";
pub const GLOSSARY: &str = "/aide/glossaire";
pub const TABLES: &str = "/aide/tables";
/// Requests for help.
pub const TICKETS: &str = "/aide/demandes";
/// The part of the methodology about alerts.
pub const ALERT_HELP: &str = "/aide/methodologie#alertes";
/// The part of the guide about the files.
pub const FILE_GUIDE: &str = "/aide/guide#fichiers";
/// Trying a file, for anybody.
pub const TRY: &str = "/tester";
pub const TERMS: &str = "/cgu";
pub const LEGAL: &str = "/mentions-legales";
pub const ACCESSIBILITY: &str = "/accessibilite";
/// The establishments of the person.
pub const ESTABLISHMENTS: &str = "/etablissements";
/// Adding an EHPAD by hand.
pub const NEW_EHPAD: &str = "/etablissements/ehpad";

/// The account of the person.
pub const ACCOUNT: &str = "/compte";
/// The part of it about the second factor.
pub const SECOND_FACTOR: &str = "/compte#second-facteur";
/// Every account, for the national team.
pub const ACCOUNTS: &str = "/comptes";
/// What establishments agree on about labels, for the national team.
pub const SYNONYMS: &str = "/synonymes";
/// Where a campaign stands, for those who follow a region or the nation.
pub const COCKPIT: &str = "/pilotage";
/// Figures for everybody.
pub const OPEN: &str = "/acces-libre";
/// One of them, for the frame of another site.
pub const EMBEDDED: &str = "/integrer";
/// What somebody wants to see of the figures.
pub const ANALYSES: &str = "/analyses";
/// The model that consumption is expected by.
pub const MODEL: &str = "/analyses/modele";
/// The API, described for programs; served apart from the application.
pub const API_DOCUMENTATION: &str = "/api/docs/";

/// The view of antifungals under the tab of resistances.
pub const ANTIFUNGALS: &str = "/antifongiques";

/// The view of the national panel under the tab of resistances.
pub const PANEL: &str = "/panel";

/// A screen of an establishment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Dashboard,
    Resistances,
    Alerts,
    Structure,
    Beds,
    Imports,
    Correspondences,
    Anomalies,
    Reports,
    Closing,
    Charter,
    People,
    Tokens,
    Journal,
}

impl Tab {
    pub const ALL: [Self; 14] = [
        Self::Dashboard,
        Self::Resistances,
        Self::Alerts,
        Self::Structure,
        Self::Beds,
        Self::Imports,
        Self::Correspondences,
        Self::Anomalies,
        Self::Reports,
        Self::Closing,
        Self::Charter,
        Self::People,
        Self::Tokens,
        Self::Journal,
    ];

    /// Last part of the address.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Dashboard => "tableau-de-bord",
            Self::Resistances => "resistances",
            Self::Alerts => "alertes",
            Self::Structure => "structure",
            Self::Beds => "lits",
            Self::Imports => "imports",
            Self::Correspondences => "correspondances",
            Self::Anomalies => "anomalies",
            Self::Reports => "rapports",
            Self::Closing => "cloture",
            Self::Charter => "charte",
            Self::People => "utilisateurs",
            Self::Tokens => "jetons",
            Self::Journal => "journal",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Dashboard => "Tableau de bord",
            Self::Resistances => "Résistances",
            Self::Alerts => "Alertes",
            Self::Structure => "Structure",
            Self::Beds => "Lits",
            Self::Imports => "Imports",
            Self::Correspondences => "Correspondances",
            Self::Anomalies => "Anomalies",
            Self::Reports => "Rapports",
            Self::Closing => "Clôture",
            Self::Charter => "Charte",
            Self::People => "Utilisateurs",
            Self::Tokens => "Jetons",
            Self::Journal => "Journal",
        }
    }

    /// Whether the tab is for those who manage the establishment.
    pub const fn is_for_managers(self) -> bool {
        matches!(self, Self::People | Self::Tokens)
    }
}

/// Address of a tab of an establishment.
pub fn tab(finess: &str, tab: Tab) -> String {
    format!("{ESTABLISHMENTS}/{finess}/{}", tab.slug())
}

/// Address of a stored import.
pub fn import(finess: &str, id: i32) -> String {
    format!("{}/{id}", tab(finess, Tab::Imports))
}

/// Address of an alert.
pub fn alert(finess: &str, id: i32) -> String {
    format!("{}/{id}", tab(finess, Tab::Alerts))
}

/// Address of a request for help.
pub fn ticket(id: i32) -> String {
    format!("{TICKETS}/{id}")
}

/// The address of a page with an inquiry.
pub fn of_inquiry(page: &str, inquiry: &Inquiry) -> String {
    let pairs = inquiry.pairs();
    with_query(page, pairs.iter().map(|(name, value)| (*name, Some(value.as_str()))))
}

/// Adds a query string to a path; absent values leave no trace.
pub fn with_query<'a>(
    path: &str,
    pairs: impl IntoIterator<Item = (&'a str, Option<&'a str>)>,
) -> String {
    let mut out = path.to_owned();
    let mut separator = '?';
    for (name, value) in pairs {
        if let Some(value) = value {
            out.push(separator);
            out.push_str(name);
            out.push('=');
            encode_into(&mut out, value);
            separator = '&';
        }
    }
    out
}

/// Percent-encodes one value of a query or one segment of a path.
pub fn encode(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    encode_into(&mut out, value);
    out
}

fn encode_into(out: &mut String, value: &str) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(hex(byte >> 4));
            out.push(hex(byte & 0xF));
        }
    }
}

fn hex(digit: u8) -> char {
    char::from_digit(digit.into(), 16).map_or('0', |digit| digit.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_french_and_stable() {
        assert_eq!(tab("060000478", Tab::Dashboard), "/etablissements/060000478/tableau-de-bord");
        assert_eq!(import("060000478", 12), "/etablissements/060000478/imports/12");
    }

    #[test]
    fn absent_values_leave_no_trace_in_a_query() {
        let address = with_query("/a", [("x", None), ("annee", Some("2024")), ("y", Some("é b"))]);
        assert_eq!(address, "/a?annee=2024&y=%C3%A9%20b");
        assert_eq!(with_query("/a", [("x", None)]), "/a");
    }
}
