//! What a request may come back with instead of an answer.

use domain::dto::{IssueRow, Problem, ProblemCode};

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq)]
pub enum ApiError {
    /// The server said what is wrong.
    Problem(Box<Problem>),
    /// The server could not be reached, or answered something else than its contract.
    Unreachable,
    /// The person gave up.
    Stopped,
}

impl ApiError {
    /// Reads the body of an answer that is not a success.
    pub fn from_body(body: &str) -> Self {
        serde_json::from_str(body).map_or(Self::Unreachable, |p| Self::Problem(Box::new(p)))
    }

    /// What happened and what to do, when the server said it.
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Problem(problem) => Some(problem.detail.clone()),
            Self::Unreachable | Self::Stopped => None,
        }
    }

    /// The rows that a problem is about.
    pub fn issues(&self) -> &[IssueRow] {
        match self {
            Self::Problem(problem) => &problem.issues,
            Self::Unreachable | Self::Stopped => &[],
        }
    }

    /// The code of a problem.
    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            Self::Unreachable | Self::Stopped => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_read_with_its_code() {
        let body = r#"{"type":"/docs/problems#busy","title":"t","status":503,"detail":"d","code":"busy","request_id":"r"}"#;
        assert_eq!(ApiError::from_body(body).code(), Some(ProblemCode::Busy));
    }

    #[test]
    fn the_page_of_a_broken_proxy_is_no_problem_of_ours() {
        assert_eq!(ApiError::from_body("<html>502</html>"), ApiError::Unreachable);
    }
}
