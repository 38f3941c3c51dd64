//! Asking for help from any page: what the page that is shown tells of itself, and what is being written.
//!
//! Pages say which establishment and which file they are of; the rest is in the address. Names, numbers and codes
//! alone: never what a file says.

use std::collections::BTreeSet;

use domain::dto::IssueGroup;
use leptos::prelude::*;

use crate::screen;

/// An establishment that the person reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub finess: String,
    pub name: String,
}

/// A file that is shown with what was found in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShownFile {
    /// Number of the import, once it is stored.
    pub import: Option<i32>,
    /// Year of its period.
    pub year: Option<i32>,
    /// Codes of the controls, each once.
    pub rules: Vec<String>,
}

impl ShownFile {
    /// `period` is that of the file: `2024`, `2024-Q3`.
    pub fn new(import: Option<i32>, period: &str, found: &[IssueGroup]) -> Self {
        let codes: BTreeSet<&str> = found.iter().map(|group| group.code.as_str()).collect();
        let year = screen::year_of(period);
        Self { import, year, rules: codes.into_iter().map(str::to_owned).collect() }
    }
}

/// What is known when somebody asks for help.
#[derive(Clone, Copy)]
pub struct HelpDesk {
    /// Somebody is asking.
    pub asking: RwSignal<bool>,
    /// What they have written so far; kept while they look at the page again.
    pub subject: RwSignal<String>,
    pub message: RwSignal<String>,
    place: RwSignal<Option<Place>>,
    file: RwSignal<Option<ShownFile>>,
}

impl HelpDesk {
    pub fn provide() {
        provide_context(Self {
            asking: RwSignal::new(false),
            subject: RwSignal::new(String::new()),
            message: RwSignal::new(String::new()),
            place: RwSignal::new(None),
            file: RwSignal::new(None),
        });
    }

    /// Nothing is asked any more, and nothing is left of what was written.
    pub fn clear(self) {
        self.asking.set(false);
        self.subject.set(String::new());
        self.message.set(String::new());
    }

    /// The establishment of the page.
    pub fn place(self) -> Option<Place> {
        self.place.get_untracked()
    }

    /// The file of the page.
    pub fn file(self) -> Option<ShownFile> {
        self.file.get_untracked()
    }

    /// The part that is being drawn is of an establishment, as long as it is shown.
    pub fn tell_place(self, place: Place) {
        tell(self.place, place);
    }

    /// The part that is being drawn shows a file, as long as it is shown.
    pub fn tell_file(self, file: ShownFile) {
        tell(self.file, file);
    }
}

/// Keeps what a part tells until it goes, unless another one has told something else by then.
fn tell<T: Clone + PartialEq + Send + Sync + 'static>(kept: RwSignal<Option<T>>, told: T) {
    kept.set(Some(told.clone()));
    on_cleanup(move || {
        if kept.try_with_untracked(|kept| *kept == Some(told)) == Some(true) {
            kept.try_set(None);
        }
    });
}

/// The help desk of the application.
pub fn use_help_desk() -> HelpDesk {
    expect_context()
}

#[cfg(test)]
mod tests {
    use domain::dto::Severity;

    use super::*;

    #[test]
    fn a_shown_file_tells_each_control_once_by_its_code() {
        let group = |code: &str, reason: &str| IssueGroup {
            code: code.to_owned(),
            reason: reason.to_owned(),
            severity: Severity::Warning,
            title: "Un titre".to_owned(),
            remedy: String::new(),
            count: 1,
            of_rows: true,
        };
        let found = [group("CO11", "a"), group("CO02", "b"), group("CO11", "c")];
        let shown = ShownFile::new(Some(12), "2024-Q3", &found);
        assert_eq!(shown.rules, ["CO02", "CO11"]);
        assert_eq!(shown.year, Some(2024));
    }
}
