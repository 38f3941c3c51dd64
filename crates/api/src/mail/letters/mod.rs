//! The texts of the mails: French, short, without any health data, or any figure but how many things wait.
//!
//! Each says what happened, what to do next, how long a link serves, and what to do when the reader
//! has nothing to do with it. Subjects are fixed: nothing that people write gets there. The reader is
//! not called by name: until it is verified, an address may be that of a stranger.

pub mod account;
pub mod establishment;
pub mod tickets;

/// A mail before it has an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub subject: &'static str,
    body: String,
}

impl Letter {
    fn new(subject: &'static str, paragraphs: &[&str]) -> Self {
        Self { subject, body: paragraphs.join("\n\n") }
    }

    /// The whole text, signed by the service at `site`.
    pub fn text(&self, site: &str) -> String {
        format!(
            "Bonjour,\n\n{}\n\n-- \nConsoRes, {site}\nCe message est automatique\u{a0}: les réponses \
             ne sont pas lues.\n",
            self.body
        )
    }
}
