//! The catalogue of controls, as data: code, severity, French texts, source.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use crate::dto::{Control, ImportKind, IssueRow, Severity};
use crate::nomenclature::embedded;

/// One control. `code` is the family of the methodology (`CO02`), `reason` the case (`cip`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Rule {
    pub code: String,
    pub reason: String,
    pub kind: ImportKind,
    pub severity: Severity,
    pub title: String,
    /// With `{placeholders}`.
    message: String,
    pub remedy: String,
    pub source: String,
}

impl Rule {
    fn to_control(&self) -> Control {
        let Self { code, reason, kind, severity, title, message, remedy, source } = self.clone();
        Control { code, reason, kind, severity, title, message, remedy, source }
    }
}

static RULES: LazyLock<BTreeMap<(ImportKind, String), Rule>> = LazyLock::new(|| {
    csv::Reader::from_reader(embedded::RULES.as_bytes())
        .into_deserialize::<Rule>()
        .filter_map(Result::ok)
        .map(|rule| ((rule.kind, rule.reason.clone()), rule))
        .collect()
});

/// Every control as it travels: by kind of file, then by code.
pub fn controls() -> Vec<Control> {
    let mut controls: Vec<Control> = rules().map(Rule::to_control).collect();
    controls.sort_by(|a, b| (a.kind, &a.code, &a.reason).cmp(&(b.kind, &b.code, &b.reason)));
    controls
}

/// Every control.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    RULES.values()
}

/// The control behind a reason.
pub fn rule(kind: ImportKind, reason: &str) -> Option<&'static Rule> {
    RULES.get(&(kind, reason.to_owned()))
}

/// Something found: which control, where, and the words that fill its message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issue {
    pub kind: ImportKind,
    pub reason: &'static str,
    /// Row in the file (1 = first); `None` for a finding about the whole year.
    pub row: Option<u32>,
    pub column: Option<String>,
    /// Placeholder -> value.
    pub words: Vec<(Cow<'static, str>, String)>,
}

impl Issue {
    pub fn new(kind: ImportKind, reason: &'static str) -> Self {
        Self { kind, reason, row: None, column: None, words: Vec::new() }
    }

    /// Fills a placeholder of the message.
    #[must_use]
    pub fn word(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.words.push((name.into(), value.into()));
        self
    }

    /// Says where the issue is.
    #[must_use]
    pub fn at(mut self, row: u32, column: Option<&str>) -> Self {
        self.row = Some(row);
        self.column = column.map(str::to_owned);
        self
    }

    /// The French message with its words.
    pub fn message(&self) -> String {
        let template = rule(self.kind, self.reason).map_or("", |rule| rule.message.as_str());
        self.words.iter().fold(template.to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    }

    /// The issue as it travels.
    pub fn to_row(&self) -> IssueRow {
        let rule = rule(self.kind, self.reason);
        IssueRow {
            row: self.row,
            column: self.column.clone(),
            code: rule.map(|rule| rule.code.clone()).unwrap_or_default(),
            reason: self.reason.to_owned(),
            severity: rule.map_or(Severity::Information, |rule| rule.severity),
            message: self.message(),
            remedy: rule.map(|rule| rule.remedy.clone()).unwrap_or_default(),
        }
    }
}

/// An issue as it is read: its reason is one of the catalogue.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireIssue {
    kind: ImportKind,
    reason: String,
    row: Option<u32>,
    column: Option<String>,
    words: Vec<(Cow<'static, str>, String)>,
}

impl<'de> Deserialize<'de> for Issue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let WireIssue { kind, reason, row, column, words } = WireIssue::deserialize(deserializer)?;
        let known = rule(kind, &reason).ok_or_else(|| D::Error::custom("no such reason"))?;
        Ok(Self { kind, reason: &known.reason, row, column, words })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_catalogue_is_read_and_whole() {
        let lines = embedded::RULES.lines().count() - 1;
        assert_eq!(rules().count(), lines);
        for rule in rules() {
            for text in [&rule.title, &rule.message, &rule.remedy, &rule.source] {
                assert!(!text.is_empty(), "{} {}", rule.code, rule.reason);
            }
        }
    }

    #[test]
    fn messages_carry_their_words() {
        let issue = Issue::new(ImportKind::Consumption, "cip").word("drug", "3400936");
        assert!(issue.message().starts_with("Le code 3400936 est un code CIP"));
    }
}
