//! The catalogue of controls, as data: code, severity, texts, parameters, source.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::rule_parameters::{fill, in_english, in_french, read_parameters};
use crate::dto::{Control, ImportKind, IssueRow, Severity};
use crate::nomenclature::embedded;

/// A row of the catalogue. `code` is the family of the methodology (`CO02`), `reason` the case (`cip`).
#[derive(Debug, Deserialize)]
struct Row {
    code: String,
    reason: String,
    kind: ImportKind,
    severity: Severity,
    title: String,
    message: String,
    remedy: String,
    source: String,
    parameters: String,
    criterion: String,
    title_en: String,
    message_en: String,
    remedy_en: String,
    criterion_en: String,
    test: String,
}

impl Row {
    /// The control, whose texts tell its parameters.
    fn into_control(self) -> Control {
        let parameters = read_parameters(&self.parameters);
        Control {
            code: self.code,
            reason: self.reason,
            kind: self.kind,
            severity: self.severity,
            title: self.title,
            message: fill(&self.message, &parameters, in_french),
            remedy: self.remedy,
            source: self.source,
            criterion: fill(&self.criterion, &parameters, in_french),
            title_en: self.title_en,
            message_en: fill(&self.message_en, &parameters, in_english),
            remedy_en: self.remedy_en,
            criterion_en: fill(&self.criterion_en, &parameters, in_english),
            test: self.test,
            parameters,
        }
    }
}

static RULES: LazyLock<BTreeMap<(ImportKind, String), Control>> = LazyLock::new(|| {
    csv::Reader::from_reader(embedded::RULES.as_bytes())
        .into_deserialize::<Row>()
        .filter_map(Result::ok)
        .map(Row::into_control)
        .map(|rule| ((rule.kind, rule.reason.clone()), rule))
        .collect()
});

/// Every control as it travels: by kind of file, then by code.
pub fn controls() -> Vec<Control> {
    let mut controls: Vec<Control> = rules().cloned().collect();
    controls.sort_by(|a, b| (a.kind, &a.code, &a.reason).cmp(&(b.kind, &b.code, &b.reason)));
    controls
}

/// Every control.
pub fn rules() -> impl Iterator<Item = &'static Control> {
    RULES.values()
}

/// The control behind a reason.
pub fn rule(kind: ImportKind, reason: &str) -> Option<&'static Control> {
    RULES.get(&(kind, reason.to_owned()))
}

/// The French title of a control, for a finding that is told without its kind of file.
pub fn control_title(code: &str, reason: &str) -> Option<&'static str> {
    let named = rules().find(|rule| rule.code == code && rule.reason == reason);
    named.map(|rule| rule.title.as_str())
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
