//! The answers to what somebody wants to see.

use domain::dto::{Indicators, NewOpenEdition, OpenAccess, OpenChoice, OpenEdition};
use domain::inquiry::{Answer, Inquiry, Question};

use gloo_net::http::Method;

use super::{ApiError, Client};

impl Client {
    /// The answers to the questions of an inquiry, in their order.
    pub async fn answers(self, inquiry: &Inquiry) -> Result<Vec<Answer>, ApiError> {
        let mut answers = Vec::new();
        for question in inquiry.questions() {
            answers.push(match question {
                Question::Consumption(path) => Answer::Consumption(self.get(&path).await?),
                Question::Resistance(path) => Answer::Resistance(self.get(&path).await?),
                Question::Peers(path) => Answer::Peers(self.get(&path).await?),
            });
        }
        Ok(answers)
    }

    /// The same from the edition that everybody reads.
    pub async fn open_answers(self, inquiry: &Inquiry) -> Result<Vec<Answer>, ApiError> {
        let mut answers = Vec::new();
        for question in inquiry.questions() {
            answers.push(match question {
                Question::Consumption(path) => {
                    Answer::Consumption(self.get(&format!("/open{path}")).await?)
                }
                Question::Resistance(path) | Question::Peers(path) => {
                    Answer::Resistance(self.get(&format!("/open{path}")).await?)
                }
            });
        }
        Ok(answers)
    }

    /// What everybody may read.
    pub async fn open_edition(self) -> Result<OpenEdition, ApiError> {
        self.get("/open/edition").await
    }

    /// The open national indicators of a year.
    pub async fn open_indicators(self, year: i32) -> Result<Indicators, ApiError> {
        self.get(&format!("/open/indicators?year={year}")).await
    }

    /// What is open and can be, for the national team.
    pub async fn open_access(self) -> Result<OpenAccess, ApiError> {
        self.get("/open-access").await
    }

    /// Chooses the indicators that are open.
    pub async fn choose_open(self, choice: &OpenChoice) -> Result<OpenAccess, ApiError> {
        self.send_json(Method::PUT, "/open-access/indicators", choice).await
    }

    /// Opens a definitive base to everybody.
    pub async fn publish_open(self, snapshot: i32) -> Result<OpenAccess, ApiError> {
        self.send_json(Method::POST, "/open-access/editions", &NewOpenEdition { snapshot }).await
    }

    /// Takes an edition back.
    pub async fn withdraw_open(self, snapshot: i32) -> Result<OpenAccess, ApiError> {
        self.send_json(Method::DELETE, &format!("/open-access/editions/{snapshot}"), &()).await
    }
}
