//! The queue: what was found, beside what people said of it.

use std::collections::BTreeMap;

use super::found::YearFinding;
use crate::dto::{Anomaly, AnomalyState, AnomalyStep, ImportKind};
use crate::import::rule;

/// Longest note of a person, in characters.
pub const MAX_NOTE: usize = 500;

/// What people said of an anomaly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Message as it was when somebody said so.
    pub message: String,
    /// Whether somebody justified it.
    pub justified: bool,
    pub note: String,
    /// Whoever takes care of it.
    pub owner: Option<String>,
    /// Who said so last.
    pub by: String,
    /// UTC, ISO 8601.
    pub at: String,
}

/// What an anomaly is known by: kind of file, case, subject.
type Key = (ImportKind, String, String);

/// Everything found and everything that people spoke about, what is to do first: what is missing, then by effect,
/// then what nobody can weigh. What somebody spoke about and is not found any more was mended.
pub fn queue(found: Vec<YearFinding>, mut judged: BTreeMap<Key, Judgement>) -> Vec<Anomaly> {
    let mut items: Vec<Anomaly> = found
        .into_iter()
        .filter_map(|one| {
            let key = (one.kind, one.reason.clone(), one.subject.clone());
            anomaly(one, judged.remove(&key))
        })
        .collect();
    let mended = judged.into_iter().filter_map(|((kind, reason, subject), judgement)| {
        let message = judgement.message.clone();
        let gone =
            YearFinding { kind, reason, subject, message, import_id: None, count: 0, effect: None };
        let anomaly = anomaly(gone, Some(judgement))?;
        Some(Anomaly { state: AnomalyState::Corrected, ..anomaly })
    });
    items.extend(mended);
    items.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| weight(b).total_cmp(&weight(a))));
    items
}

fn anomaly(found: YearFinding, judged: Option<Judgement>) -> Option<Anomaly> {
    let rule = rule(found.kind, &found.reason)?;
    let justified = judged.as_ref().is_some_and(|one| one.justified);
    Some(Anomaly {
        code: rule.code.clone(),
        reason: found.reason,
        subject: found.subject,
        severity: rule.severity,
        title: rule.title.clone(),
        message: found.message,
        remedy: rule.remedy.clone(),
        kind: found.kind,
        import_id: found.import_id,
        count: found.count,
        effect: found.effect,
        step: step(&rule.reason, found.kind, found.import_id),
        state: if justified { AnomalyState::Justified } else { AnomalyState::ToDo },
        owner: judged.as_ref().and_then(|one| one.owner.clone()),
        note: judged.as_ref().map(|one| one.note.clone()).unwrap_or_default(),
        said_by: judged.as_ref().map(|one| one.by.clone()),
        said_at: judged.map(|one| one.at),
    })
}

/// Where it is mended.
fn step(reason: &str, kind: ImportKind, import: Option<i32>) -> AnomalyStep {
    match reason {
        "no_beds" | "days_without_beds" | "too_many_days_in_sector" => AnomalyStep::Beds,
        "to_answer" => AnomalyStep::Sectors,
        "unknown_code"
        | "bad_key"
        | "other_codes"
        | "no_strength"
        | "no_ddd"
        | "unit_not_convertible" => AnomalyStep::Drugs,
        "specimen_unmapped" | "organism_unmapped" | "antibiotic_unmapped" => AnomalyStep::Labels,
        _ if import.is_some() => AnomalyStep::Rows,
        _ if kind == ImportKind::Structure => AnomalyStep::Structure,
        _ => AnomalyStep::Import,
    }
}

/// To do before justified before mended; absences first.
fn rank(anomaly: &Anomaly) -> (u8, bool) {
    let state = match anomaly.state {
        AnomalyState::ToDo => 0,
        AnomalyState::Justified => 1,
        AnomalyState::Corrected => 2,
    };
    (state, !anomaly.code.starts_with("AN"))
}

fn weight(anomaly: &Anomaly) -> f64 {
    anomaly.effect.as_ref().map_or(-1.0, |effect| effect.percent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dto::{EffectMeasure, EffectOn};

    fn found(reason: &str, subject: &str, percent: Option<f64>) -> YearFinding {
        YearFinding {
            kind: ImportKind::Consumption,
            reason: reason.to_owned(),
            subject: subject.to_owned(),
            message: String::new(),
            import_id: Some(3),
            count: 1,
            effect: percent
                .map(|percent| EffectOn { measure: EffectMeasure::ConsumptionRate, percent }),
        }
    }

    fn judged(reason: &str, subject: &str, justified: bool) -> (Key, Judgement) {
        let key = (ImportKind::Consumption, reason.to_owned(), subject.to_owned());
        let judgement = Judgement {
            message: "avant".to_owned(),
            justified,
            note: String::new(),
            owner: None,
            by: "Anne".to_owned(),
            at: String::new(),
        };
        (key, judgement)
    }

    fn order(items: &[Anomaly]) -> Vec<(&str, AnomalyState)> {
        items.iter().map(|one| (one.subject.as_str(), one.state)).collect()
    }

    #[test]
    fn what_moves_a_figure_most_comes_first_and_what_is_missing_before_it() {
        let items = queue(
            vec![
                found("unknown_unit", "small", Some(0.5)),
                found("missing_quarter", "unweighed", None),
                found("unknown_unit", "large", Some(12.0)),
                found("no_consumption", "absent", None),
            ],
            BTreeMap::new(),
        );
        let subjects: Vec<&str> = items.iter().map(|one| one.subject.as_str()).collect();
        assert_eq!(subjects, ["absent", "large", "small", "unweighed"]);
    }

    #[test]
    fn what_somebody_spoke_about_is_justified_or_mended_by_itself() {
        let items = queue(
            vec![found("unknown_unit", "a", Some(9.0)), found("unknown_unit", "b", Some(1.0))],
            [
                judged("unknown_unit", "a", true),
                judged("unknown_unit", "b", false),
                judged("unknown_unit", "gone", true),
            ]
            .into(),
        );
        assert_eq!(
            order(&items),
            [
                ("b", AnomalyState::ToDo),
                ("a", AnomalyState::Justified),
                ("gone", AnomalyState::Corrected)
            ]
        );
        assert_eq!(items[2].message, "avant");
    }

    #[test]
    fn each_anomaly_leads_to_where_it_is_mended() {
        for (reason, import, step) in [
            ("unknown_unit", Some(3), AnomalyStep::Rows),
            ("missing_quarter", None, AnomalyStep::Import),
            ("unknown_code", Some(3), AnomalyStep::Drugs),
        ] {
            let one = YearFinding { import_id: import, ..found(reason, "", None) };
            assert_eq!(queue(vec![one], BTreeMap::new())[0].step, step, "{reason}");
        }
    }
}
