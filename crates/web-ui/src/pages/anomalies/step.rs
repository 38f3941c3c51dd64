//! Where an anomaly is mended.

use domain::dto::{Anomaly, AnomalyStep, ImportKind};

use crate::labels;
use crate::routes::{self, Tab};

/// Address of the screen, for the year.
pub fn address(anomaly: &Anomaly, finess: &str, year: i32) -> String {
    let year = year.to_string();
    let in_year = |tab| routes::with_query(&routes::tab(finess, tab), [("annee", Some(&*year))]);
    let wizard = |kind: ImportKind| {
        let wizard = format!("{}/nouveau/type", routes::tab(finess, Tab::Imports));
        let pairs = [("type", Some(labels::kind_code(kind))), ("periode", Some(year.as_str()))];
        routes::with_query(&wizard, pairs)
    };
    match (anomaly.step, anomaly.import_id) {
        (AnomalyStep::Beds, _) => in_year(Tab::Beds),
        (AnomalyStep::Sectors, _) => in_year(Tab::Structure),
        (AnomalyStep::Drugs | AnomalyStep::Labels, _) => routes::tab(finess, Tab::Correspondences),
        (AnomalyStep::Rows, Some(id)) => routes::with_query(
            &routes::import(finess, id),
            [("cas", Some(anomaly.reason.as_str()))],
        ),
        (AnomalyStep::Rows | AnomalyStep::Structure | AnomalyStep::Import, _) => {
            wizard(anomaly.kind)
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use domain::dto::{AnomalyState, Severity};

    use super::*;

    pub fn anomaly(step: AnomalyStep, import_id: Option<i32>) -> Anomaly {
        Anomaly {
            code: "JH02".to_owned(),
            reason: "unit_without_days".to_owned(),
            subject: "237".to_owned(),
            severity: Severity::Warning,
            title: String::new(),
            message: String::new(),
            remedy: String::new(),
            kind: ImportKind::PatientDays,
            import_id,
            count: 1,
            effect: None,
            step,
            state: AnomalyState::ToDo,
            owner: None,
            note: String::new(),
            said_by: None,
            said_at: None,
        }
    }

    #[test]
    fn each_anomaly_leads_to_the_screen_where_it_is_mended() {
        for (step, import, expected) in [
            (AnomalyStep::Beds, None, "lits?annee=2024"),
            (AnomalyStep::Sectors, Some(7), "structure?annee=2024"),
            (AnomalyStep::Drugs, Some(7), "correspondances"),
            (AnomalyStep::Labels, None, "correspondances"),
            (AnomalyStep::Rows, Some(7), "imports/7?cas=unit_without_days"),
            (AnomalyStep::Import, None, "imports/nouveau/type?type=patient_days&periode=2024"),
        ] {
            let found = address(&anomaly(step, import), "1", 2024);
            assert_eq!(found, format!("/etablissements/1/{expected}"), "{step:?}");
        }
    }
}
