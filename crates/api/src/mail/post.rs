//! The queue, from the side of the use cases: a mail is stored with what it tells about, so it
//! leaves if and only if that was stored.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::Letter;
use crate::{
    config::Config,
    db::{AnyConn, outgoing_mails, users},
    error::ApiError,
    random,
    sealer::Sealer,
    services::year::json,
};

/// What sealed mails are bound to.
pub const CONTEXT: &str = "outgoing mail";

/// Puts letters into the queue.
#[derive(Debug, Clone)]
pub struct Post {
    sealer: Sealer,
    site: String,
}

/// What waits in the queue.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Queued {
    Mail(Mail),
    /// Someone has forgotten their password. Whether there is an account is looked up later: the
    /// answer takes the same time either way.
    ForgottenPassword {
        email: String,
    },
}

/// A mail that waits to leave.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Mail {
    /// The same at each attempt: a mail that arrives twice is known as one.
    pub message_id: String,
    pub to: String,
    pub subject: String,
    pub body: String,
    pub at: NaiveDateTime,
}

impl Post {
    /// The post of a server.
    pub fn new(config: &Config) -> Result<Self, ApiError> {
        let sealer = Sealer::new(&config.secret)?;
        Ok(Self { sealer, site: config.public_url.clone() })
    }

    /// The address of a page of the application.
    pub fn page(&self, path: &str) -> String {
        format!("{}/{path}", self.site)
    }

    /// A page with a token behind the `#`, which browsers send to no server.
    pub fn link(&self, page: &str, token: &str) -> String {
        format!("{}#jeton={token}", self.page(page))
    }

    /// Sends a letter to the holder of an account that may log in.
    pub fn tell(
        &self,
        conn: &mut AnyConn,
        user_id: i32,
        letter: &Letter,
        now: NaiveDateTime,
    ) -> Result<(), ApiError> {
        match users::find(conn, user_id)? {
            Some(user) => self.send(conn, &user.email, letter, now),
            None => Ok(()),
        }
    }

    /// Sends a letter to an address.
    pub fn send(
        &self,
        conn: &mut AnyConn,
        to: &str,
        letter: &Letter,
        now: NaiveDateTime,
    ) -> Result<(), ApiError> {
        let mail = Mail {
            message_id: random::id()?,
            to: to.to_owned(),
            subject: letter.subject.to_owned(),
            body: letter.text(&self.site),
            at: now,
        };
        self.queue(conn, &Queued::Mail(mail), now)
    }

    /// Notes that someone has forgotten the password of an account, if there is one.
    pub fn note_forgotten_password(
        &self,
        conn: &mut AnyConn,
        email: &str,
        now: NaiveDateTime,
    ) -> Result<(), ApiError> {
        self.queue(conn, &Queued::ForgottenPassword { email: email.to_owned() }, now)
    }

    /// What a sealed text of the queue says.
    pub(super) fn open(&self, sealed: &str) -> Result<Queued, ApiError> {
        let plain = self.sealer.open(CONTEXT, sealed)?;
        serde_json::from_slice(&plain).map_err(|error| ApiError::Unexpected(error.into()))
    }

    fn queue(
        &self,
        conn: &mut AnyConn,
        queued: &Queued,
        now: NaiveDateTime,
    ) -> Result<(), ApiError> {
        let sealed = self.sealer.seal(CONTEXT, json(queued)?.as_bytes())?;
        Ok(outgoing_mails::insert(conn, &sealed, now)?)
    }
}
