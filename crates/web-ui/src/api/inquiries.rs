//! The answers to what somebody wants to see.

use domain::inquiry::{Answer, Inquiry, Question};

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
}
