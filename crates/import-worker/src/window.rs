//! The issues of a file, a window at a time.

use domain::dto::{IssueQuery, IssueRow, IssueWindow};

/// Most issues of a window.
const MOST: usize = 200;

/// The window of the issues that fit.
pub fn window(issues: &[IssueRow], query: &IssueQuery) -> IssueWindow {
    let takes = |issue: &&IssueRow| {
        query.reason.as_ref().is_none_or(|reason| issue.reason == *reason)
            && query.severity.is_none_or(|severity| issue.severity == severity)
            && query.from_row.is_none_or(|from| issue.row.is_some_and(|row| row >= from))
    };
    let fitting = || issues.iter().filter(takes);
    let items = fitting().skip(query.skip).take(query.take.min(MOST)).cloned().collect();
    IssueWindow { total: fitting().count(), items }
}
