//! The last step of a mail: a file of the outbox, or the mail server.

use std::{
    error::Error,
    fs::{self, DirBuilder},
    io::{self, Write},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use actix_web::web;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, SinglePart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp::{
        self,
        client::{Tls, TlsParameters},
        response::Category,
    },
};

use super::post::Mail;
use crate::config::{Encryption, MailConfig, Relay, Route};

/// The longest that one mail may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(50);

/// Brings mails away.
#[derive(Debug, Clone)]
pub struct Carrier {
    from: Mailbox,
    way: Way,
}

#[derive(Debug, Clone)]
enum Way {
    Outbox(PathBuf),
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

/// Why a mail did not leave, in words without any address.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The next mail would fare the same.
    #[error("{0}")]
    Unreachable(String),
    /// Not now; the next mail may fare better.
    #[error("{0}")]
    NotTaken(String),
    /// This mail will never be taken.
    #[error("{0}")]
    Refused(String),
}

impl Carrier {
    /// Opens the way that is configured; within the runtime that will carry.
    pub fn new(config: &MailConfig) -> Result<Self, smtp::Error> {
        let way = match &config.route {
            Route::Outbox(folder) => Way::Outbox(folder.clone()),
            Route::Smtp(relay) => Way::Smtp(transport(relay)?),
        };
        Ok(Self { from: config.from.clone(), way })
    }

    /// Brings one mail away; `name` names its file in the outbox.
    pub(super) async fn carry(&self, mail: &Mail, name: String) -> Result<(), Failure> {
        let message = message(&self.from, mail)?;
        match &self.way {
            Way::Outbox(folder) => {
                let (folder, bytes) = (folder.clone(), message.formatted());
                web::block(move || write(&folder, &name, &bytes))
                    .await
                    .map_err(|error| Failure::Unreachable(error.to_string()))?
                    .map_err(|error| Failure::Unreachable(format!("write to the outbox: {error}")))
            }
            Way::Smtp(transport) => {
                match tokio::time::timeout(PATIENCE, transport.send(message)).await {
                    Ok(Ok(_)) => Ok(()),
                    Ok(Err(error)) => Err(failure(&error)),
                    Err(_) => Err(Failure::Unreachable("the mail server is too slow".to_owned())),
                }
            }
        }
    }
}

fn transport(relay: &Relay) -> Result<AsyncSmtpTransport<Tokio1Executor>, smtp::Error> {
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(relay.url.as_str())?;
    if let Some(authority) = &relay.authority {
        let parameters = TlsParameters::builder(relay.host.clone())
            .add_root_certificate(authority.clone())
            .build()?;
        builder = match relay.encryption {
            Encryption::Tls => builder.tls(Tls::Wrapper(parameters)),
            Encryption::StartTls => builder.tls(Tls::Required(parameters)),
            Encryption::None => builder,
        };
    }
    Ok(builder.build())
}

/// The mail as it travels. Nothing that people write is in its headers.
fn message(from: &Mailbox, mail: &Mail) -> Result<Message, Failure> {
    let refused = |error: &dyn Error| Failure::Refused(format!("write the mail: {error}"));
    let to = mail.to.parse().map_err(|error: lettre::address::AddressError| refused(&error))?;
    let mut message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(&mail.subject)
        .date(SystemTime::from(mail.at.and_utc()))
        .message_id(Some(format!("<{}@{}>", mail.message_id, from.email.domain())))
        .singlepart(SinglePart::plain(mail.body.clone()))
        .map_err(|error| refused(&error))?;
    // RFC 3834: nobody's absence is to be answered.
    let name = HeaderName::new_from_ascii_str("Auto-Submitted");
    message.headers_mut().insert_raw(HeaderValue::new(name, "auto-generated".to_owned()));
    Ok(message)
}

/// The words of a server may repeat the address: its code alone is told.
fn failure(error: &smtp::Error) -> Failure {
    match error.status() {
        Some(code) if error.is_permanent() && code.category == Category::MailSystem => {
            Failure::Refused(format!("the mail server answered {code}"))
        }
        Some(code) => Failure::NotTaken(format!("the mail server answered {code}")),
        None if error.is_response() => {
            Failure::NotTaken("the mail server did not speak SMTP".to_owned())
        }
        None if error.is_client() => Failure::NotTaken(error.to_string()),
        None => Failure::Unreachable(error.to_string()),
    }
}

/// Puts a file into the outbox, whole and for the owner alone.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    if !fs::exists(folder)? {
        let mut private = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut private, 0o700);
        private.recursive(true).create(folder)?;
    }
    // Temporary files are made with mode 600.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(folder.join(name))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(to: &str, subject: &str) -> Mail {
        Mail {
            message_id: "1".to_owned(),
            to: to.to_owned(),
            subject: subject.to_owned(),
            body: "Été\n\nhttps://consores.example/#jeton=a_b\n".to_owned(),
            at: crate::clock::now(),
        }
    }

    fn written(to: &str, subject: &str) -> Result<String, Failure> {
        let from = "ConsoRes <no-reply@hopital.example>".parse().unwrap();
        message(&from, &mail(to, subject)).map(|m| String::from_utf8(m.formatted()).unwrap())
    }

    #[test]
    fn a_mail_says_from_whom_it_is_and_that_nobody_need_answer() {
        let text = written("claire@hopital.example", "ConsoRes\u{a0}: bienvenue").unwrap();
        for line in [
            "From: ConsoRes <no-reply@hopital.example>\r\n",
            "To: claire@hopital.example\r\n",
            "Message-ID: <1@hopital.example>\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Content-Type: text/plain; charset=utf-8\r\n",
        ] {
            assert!(text.contains(line), "{line}{text}");
        }
    }

    #[test]
    fn no_header_can_be_slipped_in() {
        let injected = "\r\nBcc: everyone@hopital.example";
        let subject = written("claire@hopital.example", &format!("a{injected}")).unwrap();
        assert!(!subject.contains("\r\nBcc:"), "{subject}");
        let to = written(&format!("claire@hopital.example{injected}"), "a");
        assert!(matches!(to, Err(Failure::Refused(_))), "{to:?}");
    }

    #[cfg(unix)]
    #[test]
    fn the_outbox_is_for_the_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let outbox = folder.path().join("data/outbox");
        write(&outbox, "1.eml", b"x").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&outbox), mode(&outbox.join("1.eml"))), (0o700, 0o600));
    }
}
