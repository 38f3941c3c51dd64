//! Requests that actix could not read, as problems.

use std::io::ErrorKind;

use actix_multipart::MultipartError;
use actix_web::error::{JsonPayloadError, PathError, PayloadError, QueryPayloadError};
use domain::dto::ProblemCode;

use super::ApiError;

impl From<JsonPayloadError> for ApiError {
    fn from(error: JsonPayloadError) -> Self {
        match error {
            JsonPayloadError::OverflowKnownLength { .. }
            | JsonPayloadError::Overflow { .. }
            | JsonPayloadError::Payload(PayloadError::Overflow) => too_large(),
            JsonPayloadError::Payload(error) if is_too_slow(&error) => too_slow(),
            JsonPayloadError::ContentType => {
                let detail = "Envoyez un corps JSON avec l’en-tête Content-Type: application/json.";
                Self::rule(ProblemCode::Invalid, detail)
            }
            JsonPayloadError::Deserialize(error) => {
                invalid("Le corps de la demande n’a pas la forme attendue", &error)
            }
            other => invalid("Le corps de la demande n’a pas pu être lu", &other),
        }
    }
}

impl From<QueryPayloadError> for ApiError {
    fn from(error: QueryPayloadError) -> Self {
        invalid("Les paramètres de l’adresse n’ont pas la forme attendue", &error)
    }
}

impl ApiError {
    /// A multipart form that could not be read.
    pub fn bad_form(error: &actix_web::Error) -> Self {
        match error.as_error::<MultipartError>() {
            Some(MultipartError::Payload(PayloadError::Overflow)) => too_large(),
            Some(MultipartError::Payload(error)) if is_too_slow(error) => too_slow(),
            _ => invalid("Le formulaire n’a pas la forme attendue", error),
        }
    }
}

impl From<PathError> for ApiError {
    fn from(error: PathError) -> Self {
        invalid("L’adresse n’a pas la forme attendue", &error)
    }
}

/// The body did not arrive in the time that `middleware::time_limits` gives it.
fn is_too_slow(error: &PayloadError) -> bool {
    matches!(error, PayloadError::Io(error) if error.kind() == ErrorKind::TimedOut)
}

fn too_slow() -> ApiError {
    let detail = "La demande met trop de temps à arriver. Vérifiez la connexion, puis recommencez.";
    ApiError::rule(ProblemCode::TooSlow, detail)
}

fn too_large() -> ApiError {
    let detail = "La demande dépasse la taille permise.";
    ApiError::rule(ProblemCode::PayloadTooLarge, detail)
}

fn invalid(what: &str, error: &dyn std::fmt::Display) -> ApiError {
    let error = error.to_string();
    // What was sent instead may be a password or a patient: only what was expected is told.
    let told = error.rsplit_once(", expected ").map_or(error.as_str(), |(_, expected)| expected);
    let detail = format!("{what}\u{a0}: «\u{a0}{told}\u{a0}».");
    ApiError::rule(ProblemCode::Invalid, detail)
}
