//! What goes wrong, for two audiences: a rule may be shown, everything else is logged once and
//! answered bare.

mod request;

use std::error::Error;

use actix_web::{HttpResponse, ResponseError, http::StatusCode, http::header};
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use domain::dto::{IssueRow, Problem, ProblemCode};

use crate::middleware::request_id;

/// The error of every handler and service.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// A rule of the product; its detail is a French text for the caller.
    #[error("{detail}")]
    Rule { code: ProblemCode, detail: String, issues: Vec<IssueRow> },
    #[error("use the database: {0}")]
    Database(DieselError),
    #[error("{0}")]
    Unexpected(Box<dyn Error + Send + Sync>),
}

impl ApiError {
    /// A rule without rows.
    pub fn rule(code: ProblemCode, detail: impl Into<String>) -> Self {
        Self::Rule { code, detail: detail.into(), issues: Vec::new() }
    }

    /// There is nothing here, or nothing for this caller.
    pub fn not_found() -> Self {
        let detail = "Cette adresse ne mène à rien, ou à rien qui vous soit accessible.";
        Self::rule(ProblemCode::NotFound, detail)
    }

    /// The caller belongs here but lacks the right.
    pub fn forbidden() -> Self {
        let detail = "Votre rôle dans cet établissement ne permet pas cette action. \
                      Adressez-vous à son référent.";
        Self::rule(ProblemCode::Forbidden, detail)
    }

    /// The caller must log in.
    pub fn unauthorized() -> Self {
        Self::rule(ProblemCode::Unauthorized, "Connectez-vous, puis recommencez.")
    }

    /// The caller should come back in a moment.
    pub fn busy() -> Self {
        let detail = "Le service traite beaucoup de demandes. Recommencez dans un instant.";
        Self::rule(ProblemCode::Busy, detail)
    }

    /// The answer takes longer than a caller may wait for it.
    pub fn unfinished() -> Self {
        let detail = "La demande prend plus de temps que permis. Elle peut encore aboutir\u{a0}: \
                      vérifiez son effet avant de recommencer.";
        Self::rule(ProblemCode::Busy, detail)
    }

    fn problem(&self) -> Problem {
        let (code, detail, issues) = match self {
            Self::Rule { code, detail, issues } => (*code, detail.clone(), issues.clone()),
            Self::Database(_) | Self::Unexpected(_) => {
                let detail = "La demande n’a pas abouti et rien n’a été enregistré. \
                              Recommencez\u{a0}; si cela se répète, signalez l’identifiant de la demande.";
                (ProblemCode::Internal, detail.to_owned(), Vec::new())
            }
        };
        Problem { request_id: request_id::current(), issues, ..Problem::new(code, detail) }
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        let code = match self {
            Self::Rule { code, .. } => *code,
            Self::Database(_) | Self::Unexpected(_) => ProblemCode::Internal,
        };
        StatusCode::from_u16(code.describe().0).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let problem = self.problem();
        if problem.code == ProblemCode::Internal {
            tracing::error!(request.id = problem.request_id, "Failed to {self}");
        }
        let mut response = HttpResponse::build(self.status_code());
        match problem.code {
            ProblemCode::Unauthorized => {
                response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
            }
            ProblemCode::TooManyAttempts => {
                response.insert_header((header::RETRY_AFTER, "60"));
            }
            ProblemCode::Busy => {
                response.insert_header((header::RETRY_AFTER, "5"));
            }
            _ => {}
        }
        response
            .insert_header((header::CONTENT_TYPE, "application/problem+json"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(serde_json::to_string(&problem).unwrap_or_default())
    }
}

impl From<DieselError> for ApiError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Self::not_found(),
            DieselError::DatabaseError(
                DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::ClosedConnection,
                _,
            ) => Self::busy(),
            DieselError::DatabaseError(_, info) if info.message().contains("deadlock") => {
                Self::busy()
            }
            // SQLite tells it by the text alone.
            DieselError::DatabaseError(_, info) if info.message() == "database is locked" => {
                Self::busy()
            }
            // PostgreSQL stores no NUL character.
            DieselError::DatabaseError(_, info)
                if info.message().starts_with("invalid byte sequence for encoding") =>
            {
                let detail = "La demande contient un caractère qui n’est pas permis.";
                Self::rule(ProblemCode::Invalid, detail)
            }
            other => Self::Database(other),
        }
    }
}

impl From<diesel::r2d2::PoolError> for ApiError {
    fn from(_: diesel::r2d2::PoolError) -> Self {
        Self::busy()
    }
}
