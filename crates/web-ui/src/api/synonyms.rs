//! National synonyms, for the national team.

use domain::dto::{NationalSynonym, NewSynonymDecision, Page, SynonymState};
use gloo_net::http::Method;

use super::{ApiError, Client};
use crate::routes::with_query;

impl Client {
    pub async fn synonyms(
        self,
        state: SynonymState,
        cursor: Option<&str>,
    ) -> Result<Page<NationalSynonym>, ApiError> {
        let state = match state {
            SynonymState::Candidate => None,
            SynonymState::Accepted => Some("accepted"),
            SynonymState::Refused => Some("refused"),
        };
        self.get(&with_query("/national-synonyms", [("state", state), ("cursor", cursor)])).await
    }

    /// Accepts or refuses one.
    pub async fn decide_synonym(
        self,
        decision: &NewSynonymDecision,
    ) -> Result<NationalSynonym, ApiError> {
        self.send_json(Method::POST, "/national-synonyms", decision).await
    }
}
