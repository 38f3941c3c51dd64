//! The four absences that ConsoRes has always named: beds, patient-days, consumption, resistances.

use super::found::YearFinding;
use crate::dto::ImportKind;
use crate::import::Issue;

/// What a year has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four things are there or not")]
pub struct Deliveries {
    pub beds: bool,
    pub patient_days: bool,
    pub consumption: bool,
    pub resistance: bool,
}

/// What is not there; nothing of a year that nobody has begun.
pub fn absences(year: i32, delivered: Deliveries) -> Vec<YearFinding> {
    let Deliveries { beds, patient_days, consumption, resistance } = delivered;
    if !(beds || patient_days || consumption || resistance) {
        return Vec::new();
    }
    let four = [
        (patient_days, ImportKind::PatientDays, "no_days"),
        (consumption, ImportKind::Consumption, "no_consumption"),
        (resistance, ImportKind::Resistance, "no_resistance"),
        (beds, ImportKind::Structure, "no_beds"),
    ];
    four.into_iter()
        .filter(|(there, _, _)| !there)
        .map(|(_, kind, reason)| {
            let issue = Issue::new(kind, reason).word("year", year.to_string());
            YearFinding::of("", &issue, None)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_the_four_absences_is_named() {
        let all =
            Deliveries { beds: true, patient_days: true, consumption: true, resistance: true };
        for (delivered, expected) in [
            (all, vec![]),
            (Deliveries { beds: false, ..all }, vec!["no_beds"]),
            (Deliveries { patient_days: false, ..all }, vec!["no_days"]),
            (Deliveries { consumption: false, ..all }, vec!["no_consumption"]),
            (Deliveries { resistance: false, ..all }, vec!["no_resistance"]),
            (Deliveries::default(), vec![]),
        ] {
            let found = absences(2024, delivered);
            let reasons: Vec<&str> = found.iter().map(|one| one.reason.as_str()).collect();
            assert_eq!(reasons, expected, "{delivered:?}");
            assert!(found.iter().all(|one| one.message.contains("2024")));
        }
    }
}
