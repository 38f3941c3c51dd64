//! The mails of a test: what waits is put into the outbox, and read there.

use std::{fs, path::PathBuf};

use api::mail::{Carrier, worker};
use mail_parser::MessageParser;

use super::TestApp;

/// A mail as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub text: String,
    /// As it travelled.
    pub raw: String,
}

impl Mail {
    fn read(raw: &[u8]) -> Self {
        let message = MessageParser::default().parse(raw).unwrap();
        let to = message.to().and_then(|to| to.first()).and_then(|one| one.address());
        Self {
            to: to.unwrap().to_owned(),
            subject: message.subject().unwrap().to_owned(),
            text: message.body_text(0).unwrap().into_owned(),
            raw: String::from_utf8(raw.to_owned()).unwrap(),
        }
    }

    /// The token of the link, which leads to `page`.
    pub fn token(&self, page: &str) -> String {
        let start = format!("https://consores.example/{page}#jeton=");
        let (_, rest) = self.text.split_once(&start).unwrap_or_else(|| panic!("{}", self.text));
        rest.split_whitespace().next().unwrap().to_owned()
    }
}

impl TestApp {
    /// Every mail so far, oldest first.
    pub async fn mails(&self) -> Vec<Mail> {
        let carrier = Carrier::new(&self.parts().config().mail).unwrap();
        worker::deliver(self.db(), self.parts().post(), &carrier).await.unwrap();
        let outbox = self.folder().join("outbox");
        let mut files: Vec<PathBuf> = fs::read_dir(outbox)
            .map(|files| files.map(|file| file.unwrap().path()).collect())
            .unwrap_or_default();
        files.sort();
        files.iter().map(|file| Mail::read(&fs::read(file).unwrap())).collect()
    }

    /// The mails to an address so far, oldest first.
    pub async fn mails_to(&self, email: &str) -> Vec<Mail> {
        self.mails().await.into_iter().filter(|mail| mail.to == email).collect()
    }

    /// The subjects of the mails to an address, without what all begin with.
    pub async fn subjects_to(&self, email: &str) -> Vec<String> {
        let subject =
            |mail: Mail| mail.subject.strip_prefix("ConsoRes\u{a0}: ").unwrap().to_owned();
        self.mails_to(email).await.into_iter().map(subject).collect()
    }

    /// The last mail to an address.
    pub async fn last_mail(&self, email: &str) -> Mail {
        self.mails_to(email).await.pop().unwrap()
    }
}
