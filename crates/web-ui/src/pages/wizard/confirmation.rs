//! What somebody says of the findings to confirm.

use std::collections::BTreeMap;

use domain::dto::{IssueGroup, NewAcknowledgement};

/// What was said of one finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    pub verified: bool,
    pub comment: String,
}

/// By the code and the reason of the finding; kept while verdicts come and go.
pub type Confirmed = BTreeMap<(String, String), Said>;

/// Where a finding has its place.
pub fn place(group: &IssueGroup) -> (String, String) {
    (group.code.clone(), group.reason.clone())
}

fn verified<'a>(group: &IssueGroup, said: &'a Confirmed) -> Option<&'a Said> {
    said.get(&place(group)).filter(|said| said.verified)
}

/// Findings that nobody has said to have looked at.
pub fn waiting(groups: &[IssueGroup], said: &Confirmed) -> usize {
    groups.iter().filter(|group| verified(group, said).is_none()).count()
}

/// What is sent with the lines.
pub fn acknowledgements(groups: &[IssueGroup], said: &Confirmed) -> Vec<NewAcknowledgement> {
    let given = |group: &IssueGroup| {
        let comment = verified(group, said)?.comment.trim().to_owned();
        Some(NewAcknowledgement {
            code: group.code.clone(),
            reason: group.reason.clone(),
            comment: Some(comment).filter(|comment| !comment.is_empty()),
        })
    };
    groups.iter().filter_map(given).collect()
}

/// Why the import cannot be stored yet.
pub fn still_to_do(waiting: usize) -> Option<String> {
    let first = match waiting {
        0 => return None,
        1 => "Un constat attend votre confirmation".to_owned(),
        many => format!("{many}\u{a0}constats attendent votre confirmation"),
    };
    Some(format!(
        "{first}\u{a0}: pour enregistrer l’import, cochez «\u{a0}J’ai vérifié\u{a0}» après l’avoir regardé."
    ))
}

#[cfg(test)]
mod tests {
    use domain::dto::Severity;

    use super::*;

    fn group(code: &str) -> IssueGroup {
        IssueGroup {
            code: code.to_owned(),
            reason: "case".to_owned(),
            severity: Severity::Confirm,
            title: String::new(),
            remedy: String::new(),
            count: 1,
            of_rows: false,
        }
    }

    #[test]
    fn only_what_was_looked_at_is_sent_and_the_rest_waits() {
        let groups = [group("CO06"), group("JH04")];
        let mut said = Confirmed::new();
        let comment = " fermeture ".to_owned();
        said.insert(place(&groups[0]), Said { verified: false, comment });
        assert_eq!((waiting(&groups, &said), acknowledgements(&groups, &said)), (2, vec![]));
        said.entry(place(&groups[0])).or_default().verified = true;
        // Said of a finding that is gone by now.
        said.insert(place(&group("PH5")), Said { verified: true, comment: String::new() });
        assert_eq!(waiting(&groups, &said), 1);
        let given = acknowledgements(&groups, &said);
        assert_eq!(given.len(), 1);
        assert_eq!(given[0].comment.as_deref(), Some("fermeture"));
        assert_eq!(still_to_do(0), None);
    }
}
