//! An alert in French words.

use domain::dto::{Alert, AlertContent, AlertDecision, AlertKind, AlertOrganism, AlertState};

use crate::components::Tone;
use crate::{format, labels};

/// `UF 238, Réanimation · Réanimation`
pub fn place(content: &AlertContent) -> String {
    let label = content.unit_label.iter().map(|label| format!(", {label}"));
    let sector = content.sector.iter().map(|code| format!(" · {}", labels::sector(code)));
    format!("UF {}{}", content.unit_code, label.chain(sector).collect::<String>())
}

/// `Klebsiella pneumoniae (2 patients), Escherichia coli (1 patient) · carbapénémase OXA-48-like`
pub fn organisms(content: &AlertContent) -> String {
    let several = content.organisms.len() > 1;
    let named = content.organisms.iter().map(|one| {
        let patients = format::count(one.patients, "patient", "patients");
        if several { format!("{} ({patients})", one.label) } else { one.label.clone() }
    });
    let named = named.collect::<Vec<_>>().join(", ");
    if content.mechanisms.is_empty() {
        return named;
    }
    format!("{named} · carbapénémase {}", content.mechanisms.join(", "))
}

/// `2 patients, 3 isolats`
pub fn numbers(content: &AlertContent) -> String {
    let patients = format::count(content.patients, "patient", "patients");
    format!("{patients}, {}", format::count(content.isolates, "isolat", "isolats"))
}

/// What was found in how many patients and when; the organism unless the name of the alert has it.
pub fn found(alert: &Alert) -> String {
    let content = &alert.content;
    let named = |one: &AlertOrganism| alert.label.starts_with(&one.label);
    let told = content.organisms.iter().all(named) && content.mechanisms.is_empty();
    let organisms = if told { String::new() } else { format!("{} · ", organisms(content)) };
    format!("{organisms}{}, {}", numbers(content), days(content))
}

/// `prélevé le 4 mars 2024`, `prélevés du 4 mars 2024 au 6 mars 2024`.
pub fn days(content: &AlertContent) -> String {
    match (&content.first_on, &content.last_on) {
        (Some(first), Some(last)) if first != last => {
            format!("prélevés du {} au {}", format::day(first), format::day(last))
        }
        (Some(first), _) if content.isolates > 1 => format!("prélevés le {}", format::day(first)),
        (Some(first), _) => format!("prélevé le {}", format::day(first)),
        (None, _) => "date de prélèvement illisible".to_owned(),
    }
}

/// Why some isolates count in no figure; nothing when all do.
pub fn uncounted(content: &AlertContent) -> Option<String> {
    let reasons = content.uncounted.iter().map(|(reason, number)| {
        format!("{} ({})", labels::reason(reason).to_lowercase(), format::integer(*number))
    });
    let reasons: Vec<String> = reasons.collect();
    (!reasons.is_empty())
        .then(|| format!("Hors des chiffres de résistance\u{a0}: {}.", reasons.join(", ")))
}

/// `Signalée le 18 mars 2025`, `Vue`.
pub fn decided(decision: &AlertDecision) -> String {
    let state = labels::alert_state(decision.state);
    match &decision.reported_on {
        Some(day) => format!("{state} le {}", format::day(day)),
        None => state.to_owned(),
    }
}

pub const fn state_tone(state: AlertState) -> Tone {
    match state {
        AlertState::New => Tone::Warning,
        AlertState::Reviewed => Tone::Information,
        AlertState::Reported => Tone::Success,
        AlertState::Dismissed => Tone::Neutral,
    }
}

pub const fn kind_tone(kind: AlertKind) -> Tone {
    match kind {
        AlertKind::Bhre | AlertKind::Emerging => Tone::Danger,
        AlertKind::Other => Tone::Neutral,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(first: &str, last: &str) -> AlertContent {
        let organism = |label: &str, patients| AlertOrganism {
            code: String::new(),
            label: label.to_owned(),
            patients,
        };
        AlertContent {
            unit_code: "238".to_owned(),
            unit_label: Some("Cardiologie".to_owned()),
            sector: Some("MED".to_owned()),
            organisms: vec![organism("Klebsiella pneumoniae", 2), organism("Escherichia coli", 1)],
            mechanisms: vec!["NDM".to_owned()],
            first_on: Some(first.to_owned()),
            last_on: Some(last.to_owned()),
            patients: 2,
            isolates: 3,
            uncounted: [("screening".to_owned(), 1)].into(),
            ..AlertContent::default()
        }
    }

    #[test]
    fn an_alert_is_told_in_words() {
        let content = content("2024-03-04", "2024-03-06");
        let said = [place(&content), organisms(&content), numbers(&content), days(&content)];
        let said = said.map(|text| text.replace('\u{a0}', " "));
        assert_eq!(
            said,
            [
                "UF 238, Cardiologie · Médecine",
                "Klebsiella pneumoniae (2 patients), Escherichia coli (1 patient) · carbapénémase NDM",
                "2 patients, 3 isolats",
                "prélevés du 4 mars 2024 au 6 mars 2024",
            ]
        );
        let reasons = uncounted(&content).unwrap().replace('\u{a0}', " ");
        assert_eq!(reasons, "Hors des chiffres de résistance : prélèvements de dépistage (1).");
    }

    #[test]
    fn one_isolate_has_one_day_or_none() {
        let one = AlertContent { isolates: 1, ..content("2024-03-04", "2024-03-04") };
        assert_eq!(days(&one), "prélevé le 4 mars 2024");
        assert_eq!(days(&AlertContent::default()), "date de prélèvement illisible");
    }
}
