//! Findings to confirm: an import is stored once somebody has acknowledged each of them.

use std::collections::HashMap;

use domain::dto::{COMMENT_MAX, IssueGroup, NewAcknowledgement, ProblemCode, Severity, Verdict};

use crate::{error::ApiError, services::remarks::remark};

/// Rows told with a refusal.
const SHOWN_ROWS: usize = 20;
/// Most acknowledgements of one delivery; the catalogue has fewer controls.
const MOST: usize = 200;

/// What the sender of a file says of its findings to confirm.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Acknowledged {
    /// Everything that the verdict may find.
    all: bool,
    each: Vec<NewAcknowledgement>,
}

impl Acknowledged {
    /// Whatever the verdict finds.
    pub const fn all() -> Self {
        Self { all: true, each: Vec::new() }
    }

    /// Reads `acknowledge` and `acknowledgements` of a form.
    ///
    /// # Errors
    /// `Invalid`, without telling a comment again.
    pub fn read(acknowledge: Option<&str>, list: Option<&str>) -> Result<Self, ApiError> {
        let invalid = |detail: &str| ApiError::rule(ProblemCode::Invalid, detail);
        let all = match acknowledge {
            None => false,
            Some("all") => true,
            Some(_) => {
                return Err(invalid("«\u{a0}acknowledge\u{a0}» vaut «\u{a0}all\u{a0}» ou rien."));
            }
        };
        let mut each: Vec<NewAcknowledgement> = match list {
            None => Vec::new(),
            Some(text) => serde_json::from_str(text).map_err(|_| {
                invalid(
                    "«\u{a0}acknowledgements\u{a0}» est une liste JSON de constats\u{a0}: code, reason et, \
                     s’il y en a un, comment.",
                )
            })?,
        };
        if each.len() > MOST {
            return Err(invalid(&format!("Il y a plus de {MOST} constats confirmés.")));
        }
        for one in &mut each {
            one.comment = one.comment.take().map(|text| comment(&text)).transpose()?.flatten();
        }
        Ok(Self { all, each })
    }

    /// One acknowledgement for each finding of the verdict that needs it.
    ///
    /// # Errors
    /// `Unacknowledged` with the first rows of the findings that nobody acknowledged.
    pub fn of(&self, verdict: &Verdict) -> Result<Vec<NewAcknowledgement>, ApiError> {
        let said: HashMap<(&str, &str), &NewAcknowledgement> =
            self.each.iter().map(|one| ((one.code.as_str(), one.reason.as_str()), one)).collect();
        let found = |group: &&IssueGroup| said.contains_key(&(&*group.code, &*group.reason));
        let missing: Vec<&IssueGroup> =
            verdict.to_confirm().filter(|group| !self.all && !found(group)).collect();
        if !missing.is_empty() {
            return Err(unacknowledged(verdict, &missing));
        }
        let given = |group: &IssueGroup| NewAcknowledgement {
            code: group.code.clone(),
            reason: group.reason.clone(),
            comment: said.get(&(&*group.code, &*group.reason)).and_then(|one| one.comment.clone()),
        };
        Ok(verdict.to_confirm().map(given).collect())
    }
}

/// A comment without blanks around it; nobody's name, date or number may stand in it.
fn comment(text: &str) -> Result<Option<String>, ApiError> {
    let said = remark("Un commentaire", text, COMMENT_MAX)?;
    Ok(Some(said).filter(|said| !said.is_empty()))
}

fn unacknowledged(verdict: &Verdict, missing: &[&IssueGroup]) -> ApiError {
    let told = |group: &&IssueGroup| format!("{} {} ({})", group.code, group.title, group.count);
    let names: Vec<String> = missing.iter().map(told).collect();
    let issues = verdict.issues.iter().filter(|row| {
        row.severity == Severity::Confirm && missing.iter().any(|one| one.reason == row.reason)
    });
    ApiError::Rule {
        code: ProblemCode::Unacknowledged,
        detail: format!(
            "Rien n’est enregistré\u{a0}: ces constats attendent votre confirmation\u{a0}: {}. Vérifiez-les, \
             puis confirmez chacun d’eux.",
            names.join(", ")
        ),
        issues: issues.take(SHOWN_ROWS).cloned().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(all: Option<&str>, list: Option<&str>) -> Result<Acknowledged, String> {
        Acknowledged::read(all, list).map_err(|error| error.to_string())
    }

    #[test]
    fn what_a_form_says_is_read_or_refused() {
        assert_eq!(read(None, None), Ok(Acknowledged::default()));
        assert_eq!(read(Some("all"), None), Ok(Acknowledged::all()));
        let list = r#"[{"code":"CO06","reason":"implausible_rate","comment":"  lits\nfermés "}]"#;
        let each = read(None, Some(list)).unwrap().each;
        assert_eq!(each[0].comment.as_deref(), Some("lits\nfermés"));
        let blank = read(None, Some(r#"[{"code":"a","reason":"b","comment":" "}]"#)).unwrap();
        assert_eq!(blank.each[0].comment, None);
        assert!(read(Some("yes"), None).is_err());
        for list in ["", "all", "{}", r#"[{"code":"CO06"}]"#] {
            assert!(read(None, Some(list)).is_err(), "{list}");
        }
        for comment in ["é".repeat(501), "a@b.example".to_owned(), "né le 12/03/1957".to_owned()]
        {
            let list = serde_json::json!([{ "code": "a", "reason": "b", "comment": comment }]);
            let refused = read(None, Some(&list.to_string())).unwrap_err();
            assert!(!refused.contains(&comment), "{refused}");
        }
    }
}
