//! How mails leave, and what their links begin with.

use std::{
    fmt, fs,
    net::IpAddr,
    path::{Path, PathBuf},
};

use lettre::{message::Mailbox, transport::smtp::client::Certificate};
use url::Url;

use super::{ConfigError, reader::Reader};

const OUTBOX: &str = "outbox";

/// Mails of a server.
#[derive(Debug, Clone)]
pub struct MailConfig {
    pub route: Route,
    pub from: Mailbox,
    /// Joining an establishment waits until the mail of the account has been verified.
    pub require_verified: bool,
}

/// Where mails go.
#[derive(Debug, Clone)]
pub enum Route {
    /// Files of a folder.
    Outbox(PathBuf),
    Smtp(Relay),
}

/// The server that takes mails.
#[derive(Clone)]
pub struct Relay {
    pub url: Url,
    pub host: String,
    pub encryption: Encryption,
    /// Trusted beside what the machine trusts.
    pub authority: Option<Certificate>,
}

/// How the way to the server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// From the first byte on.
    Tls,
    /// Before anything is said; a server that cannot is left.
    StartTls,
    /// Within one machine.
    None,
}

impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { url, host, encryption, .. } = self;
        write!(f, "{}://{host}:{:?} {encryption:?}", url.scheme(), url.port())
    }
}

impl MailConfig {
    /// Mails in a folder of the data.
    pub fn outbox(data_dir: &Path) -> Result<Self, String> {
        Ok(Self {
            route: Route::Outbox(data_dir.join(OUTBOX)),
            from: mailbox("ConsoRes <consores@localhost>")?,
            require_verified: false,
        })
    }

    pub(super) fn read(reader: &Reader, data_dir: &Path) -> Result<Self, ConfigError> {
        let refused = |variable| move |message: String| ConfigError::new(variable, message);
        let defaults = Self::outbox(data_dir).map_err(refused("CONSORES_MAIL"))?;
        let route = match reader.find("CONSORES_MAIL").filter(|text| !text.is_empty()) {
            None => defaults.route,
            Some(text) => {
                let mut relay = relay(text).map_err(refused("CONSORES_MAIL"))?;
                relay.authority = reader
                    .find("CONSORES_MAIL_CA")
                    .map(certificates)
                    .transpose()
                    .map_err(refused("CONSORES_MAIL_CA"))?;
                Route::Smtp(relay)
            }
        };
        let by_smtp = matches!(route, Route::Smtp(_));
        // What recipients see is nothing to guess.
        let needed = ["CONSORES_MAIL_FROM", "CONSORES_PUBLIC_URL"];
        let missing = needed.into_iter().find(|variable| reader.find(variable).is_none());
        if let Some(variable) = missing.filter(|_| by_smtp) {
            return Err(ConfigError::new(variable, "has to be given with SMTP"));
        }
        let from = reader.text("CONSORES_MAIL_FROM", &defaults.from.to_string());
        Ok(Self {
            from: mailbox(&from).map_err(refused("CONSORES_MAIL_FROM"))?,
            require_verified: reader.flag("CONSORES_REQUIRE_VERIFIED_MAIL", by_smtp)?,
            route,
        })
    }
}

fn mailbox(text: &str) -> Result<Mailbox, String> {
    text.parse().map_err(|_| "must be an address, or a name and an address in <>".to_owned())
}

/// The password is not repeated in any message.
fn relay(text: &str) -> Result<Relay, String> {
    let form = "must be smtps://user:password@host, or smtp://user:password@host?tls=required";
    let url = Url::parse(text).map_err(|_| form)?;
    let host = url.host_str().filter(|host| !host.is_empty()).ok_or(form)?.to_owned();
    let tls =
        url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
    let encryption = match (url.scheme(), tls.as_deref()) {
        ("smtps", None) => Encryption::Tls,
        ("smtp", Some("required")) => Encryption::StartTls,
        ("smtp", None) if is_loopback(&host) => Encryption::None,
        ("smtp", None) => {
            return Err("would send mails and password in the clear: add ?tls=required, or use \
                        smtps://"
                .to_owned());
        }
        _ => return Err(form.to_owned()),
    };
    if url.username().is_empty() != url.password().is_none() {
        return Err("must have both user and password, or neither".to_owned());
    }
    Ok(Relay { url, host, encryption, authority: None })
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

fn certificates(path: &str) -> Result<Certificate, String> {
    let pem = fs::read(path)
        .map_err(|error| format!("names a file that cannot be read: {path}: {error}"))?;
    let has_one = String::from_utf8_lossy(&pem).contains("-----BEGIN CERTIFICATE-----");
    let read = Certificate::from_pem(&pem).ok().filter(|_| has_one);
    read.ok_or_else(|| format!("names a file without a certificate in PEM: {path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMTP: [(&str, &str); 3] = [
        ("CONSORES_MAIL", "smtp://user:hunter%402@mail.example:587?tls=required"),
        ("CONSORES_MAIL_FROM", "ConsoRes <no-reply@hopital.example>"),
        ("CONSORES_PUBLIC_URL", "https://consores.example/"),
    ];

    fn read(variables: &[(&str, &str)]) -> Result<MailConfig, ConfigError> {
        let reader = Reader::of(variables).unwrap();
        MailConfig::read(&reader, Path::new("data"))
    }

    /// SMTP as above, with one variable otherwise.
    fn but(name: &'static str, value: &'static str) -> Result<MailConfig, ConfigError> {
        let mut variables = SMTP.to_vec();
        variables.retain(|(of, _)| *of != name);
        read(&[&variables[..], &[(name, value)]].concat())
    }

    fn check_refused(name: &'static str, value: &'static str) {
        let error = but(name, value).expect_err(value).to_string();
        assert!(error.starts_with(name), "{error}");
        assert!(!error.contains("hunter"), "{error}");
    }

    #[test]
    fn without_variables_mails_stay_in_a_folder_and_nothing_waits_for_them() {
        for variables in [&[][..], &[("CONSORES_MAIL", "")]] {
            let config = read(variables).unwrap();
            assert!(
                matches!(config.route, Route::Outbox(path) if path == Path::new("data/outbox"))
            );
            assert!(!config.require_verified);
        }
    }

    #[test]
    fn a_server_of_the_network_is_spoken_to_in_secret() {
        let encryption = |url| match but("CONSORES_MAIL", url).unwrap().route {
            Route::Smtp(relay) => relay.encryption,
            Route::Outbox(_) => panic!("{url}"),
        };
        assert_eq!(encryption("smtps://a:b@mail.example"), Encryption::Tls);
        assert_eq!(encryption("smtp://a:b@mail.example?tls=required"), Encryption::StartTls);
        for local in ["smtp://localhost:25", "smtp://127.0.0.1"] {
            assert_eq!(encryption(local), Encryption::None, "{local}");
        }
        for refused in [
            "smtp://user:hunter%402@mail.example",
            "smtp://user:hunter%402@mail.example?tls=opportunistic",
            "smtps://user@mail.example",
            "https://user:hunter%402@mail.example",
            "smtps://",
            "mail.example:25",
        ] {
            check_refused("CONSORES_MAIL", refused);
        }
    }

    #[test]
    fn smtp_needs_a_sender_and_the_address_of_the_service() {
        let config = read(&SMTP).unwrap();
        assert!(config.require_verified);
        for missing in ["CONSORES_MAIL_FROM", "CONSORES_PUBLIC_URL"] {
            let mut variables = SMTP.to_vec();
            variables.retain(|(of, _)| *of != missing);
            let error = read(&variables).expect_err(missing).to_string();
            assert!(error.starts_with(missing), "{error}");
        }
        check_refused("CONSORES_MAIL_FROM", "ConsoRes");
        check_refused("CONSORES_REQUIRE_VERIFIED_MAIL", "oui");
        check_refused("CONSORES_MAIL_CA", "/nowhere/ca.pem");
        assert!(!but("CONSORES_REQUIRE_VERIFIED_MAIL", "false").unwrap().require_verified);
    }

    #[test]
    fn a_file_without_certificate_is_refused() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let error = certificates(file.path().to_str().unwrap()).err().unwrap();
        assert!(error.contains("without a certificate"), "{error}");
    }

    #[test]
    fn the_password_of_the_mail_server_is_not_shown() {
        let shown = format!("{:?}", read(&SMTP).unwrap());
        assert!(shown.contains("mail.example") && !shown.contains("hunter"), "{shown}");
    }
}
