//! Which screen an address shows, by name: what is told of it to who helps.

use domain::dto::Screen;

use crate::routes::Tab;

/// The screen of an address.
pub fn of_path(path: &str) -> Screen {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        ["etablissements", _, "imports", "nouveau", step, ..] => of_step(step),
        ["etablissements", _, "imports", _, ..] => Screen::Import,
        ["etablissements", _, slug, ..] => {
            let tab = Tab::ALL.into_iter().find(|tab| tab.slug() == *slug);
            tab.map_or(Screen::Other, of_tab)
        }
        ["etablissements", ..] => Screen::Establishments,
        ["compte", ..] => Screen::Account,
        ["pilotage", ..] => Screen::Cockpit,
        ["analyses", ..] => Screen::Analyses,
        ["tester", ..] => Screen::Trial,
        ["aide", ..] => Screen::Help,
        _ => Screen::Other,
    }
}

fn of_step(step: &str) -> Screen {
    match step {
        "fichier" => Screen::NewImportFile,
        "colonnes" => Screen::NewImportColumns,
        "verdict" => Screen::NewImportVerdict,
        "resultat" => Screen::NewImportResult,
        _ => Screen::NewImportKind,
    }
}

const fn of_tab(tab: Tab) -> Screen {
    match tab {
        Tab::Dashboard => Screen::Dashboard,
        Tab::Resistances => Screen::Resistances,
        Tab::Alerts => Screen::Alerts,
        Tab::Structure => Screen::Structure,
        Tab::Beds => Screen::Beds,
        Tab::Imports => Screen::Imports,
        Tab::Correspondences => Screen::Correspondences,
        Tab::Anomalies => Screen::Anomalies,
        Tab::Reports => Screen::Reports,
        Tab::Closing => Screen::Closing,
        Tab::Charter => Screen::Charter,
        Tab::People => Screen::People,
        Tab::Tokens => Screen::Tokens,
        Tab::Journal => Screen::Journal,
    }
}

/// What the screen is called; nothing for one without a name of its own.
pub const fn label(screen: Screen) -> Option<&'static str> {
    Some(match screen {
        Screen::Establishments => "Mes établissements",
        Screen::Dashboard => Tab::Dashboard.label(),
        Screen::Resistances => Tab::Resistances.label(),
        Screen::Alerts => Tab::Alerts.label(),
        Screen::Structure => Tab::Structure.label(),
        Screen::Beds => Tab::Beds.label(),
        Screen::Imports => Tab::Imports.label(),
        Screen::Import => "Import",
        Screen::NewImportKind => "Nouvel import, étape Type et période",
        Screen::NewImportFile => "Nouvel import, étape Fichier",
        Screen::NewImportColumns => "Nouvel import, étape Colonnes",
        Screen::NewImportVerdict => "Nouvel import, étape Verdict",
        Screen::NewImportResult => "Nouvel import, étape Résultat",
        Screen::Correspondences => Tab::Correspondences.label(),
        Screen::Anomalies => Tab::Anomalies.label(),
        Screen::Reports => Tab::Reports.label(),
        Screen::Closing => Tab::Closing.label(),
        Screen::Charter => Tab::Charter.label(),
        Screen::People => Tab::People.label(),
        Screen::Tokens => Tab::Tokens.label(),
        Screen::Journal => Tab::Journal.label(),
        Screen::Account => "Mon compte",
        Screen::Cockpit => "Pilotage",
        Screen::Analyses => "Analyses",
        Screen::Trial => "Tester mon fichier",
        Screen::Help => "Documentation",
        Screen::Other => return None,
    })
}

/// The year of a period: `2024`, `2024-Q3`.
pub fn year_of(period: &str) -> Option<i32> {
    period.get(..4)?.parse().ok().filter(|year| (2000..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_has_its_screen() {
        for (path, screen) in [
            ("/etablissements", Screen::Establishments),
            ("/etablissements/ehpad", Screen::Establishments),
            ("/etablissements/060000478/tableau-de-bord", Screen::Dashboard),
            ("/etablissements/060000478/resistances/panel", Screen::Resistances),
            ("/etablissements/060000478/imports", Screen::Imports),
            ("/etablissements/060000478/imports/12", Screen::Import),
            ("/etablissements/060000478/imports/nouveau/verdict", Screen::NewImportVerdict),
            ("/tester/colonnes", Screen::Trial),
            ("/aide/faq", Screen::Help),
            ("/comptes", Screen::Other),
        ] {
            assert_eq!(of_path(path), screen, "{path}");
        }
    }

    #[test]
    fn a_period_is_of_a_year() {
        assert_eq!(year_of("2024"), Some(2024));
        assert_eq!(year_of("2024-Q3"), Some(2024));
        assert_eq!(year_of("été"), None);
        assert_eq!(year_of("9999"), None);
    }
}
