//! The configuration: read once at start, refused when wrong.
//!
//! Every variable may stand in the environment or, with the same name, in the TOML file named by
//! `CONSORES_CONFIG` (`CONSORES_LISTEN = "0.0.0.0:8080"`). The environment comes first.
//!
//! | variable | default | what |
//! | --- | --- | --- |
//! | `DATABASE_URL` | `sqlite://<data>/consores.db` | `sqlite://path` or `postgres://user@host/base` |
//! | `CONSORES_LISTEN` | `127.0.0.1:8080` | address and port |
//! | `CONSORES_PUBLIC_URL` | `http://<listen>` | where people reach the server: scheme, host and port |
//! | `CONSORES_TLS_CERT`, `CONSORES_TLS_KEY` | none | PEM files: the server speaks HTTPS itself |
//! | `CONSORES_SPA_DIR` | `dist` | the built single-page application |
//! | `CONSORES_DATA_DIR` | `data` | files of the server: embedded database, secret, mails without SMTP |
//! | `CONSORES_SECRET` | made once in `<data>/secret` | at least 32 bytes; has to be given with PostgreSQL |
//! | `CONSORES_NEW_SECRET` | none | what `consores secret rotate` puts in the place of the secret |
//! | `CONSORES_COOKIE_SECURE` | `false` on loopback without TLS, else `true` | cookies over HTTPS only, and HSTS |
//! | `CONSORES_OPEN_PER_MINUTE` | 600 | questions to open figures that one address may ask in a minute |
//! | `CONSORES_CORS_ORIGINS` | none | sites, apart by commas, whose pages may call the API with a token |
//! | `CONSORES_OIDC_ISSUER` | none | OpenID Connect provider that people may log in with |
//! | `CONSORES_OIDC_CLIENT_ID`, `CONSORES_OIDC_CLIENT_SECRET` | | what the provider knows this server by |
//! | `CONSORES_OIDC_LABEL` | `Pro Santé Connect` | what people call the provider |
//! | `CONSORES_OIDC_SCOPES` | `openid email profile` | what the provider is asked for |
//! | `CONSORES_OIDC_ACR_VALUES` | none | levels, apart by spaces, one of which a login there must have |
//! | `CONSORES_OIDC_STRONG` | `false` | a login there counts as one with a second factor |
//! | `CONSORES_TEXTS_DIR` | none | the operator's `terms.md` and `charter.md`, in place of the models |
//! | `CONSORES_TRUSTED_PROXIES` | none | addresses, apart by commas, whose `X-Forwarded-For` is believed |
//! | `CONSORES_REQUIRE_CHARTER` | `true` | data entry waits until the référent has signed the charter |
//! | `CONSORES_REQUIRE_TOTP` | `false` | national and regional rights wait for a second factor |
//! | `CONSORES_RETENTION_ACCOUNTS_MONTHS` | `36` | accounts unused for so long are erased; from 13, for a token lives a year |
//! | `CONSORES_RETENTION_SESSIONS_DAYS` | `90` | how long ended logins are kept |
//! | `CONSORES_RETENTION_LINKS_DAYS` | `30` | how long expired links and invitations are kept |
//! | `CONSORES_RETENTION_TICKETS_MONTHS` | `24` | how long requests for help are kept once answered or closed |
//! | `CONSORES_PUBLIC_URL` | `http://<listen>` | what links in mails begin with; has to be given with SMTP |
//! | `CONSORES_MAIL` | files in `<data>/outbox` | `smtps://user:password@host:port`, or `smtp://…?tls=required` for STARTTLS; without TLS on loopback alone |
//! | `CONSORES_MAIL_FROM` | `ConsoRes <consores@localhost>` | sender; has to be given with SMTP |
//! | `CONSORES_MAIL_CA` | none | PEM file of an authority that the mail server may be signed by |
//! | `CONSORES_REQUIRE_VERIFIED_MAIL` | `true` with SMTP, else `false` | joining an establishment waits until the mail of the account has been verified |
//! | `CONSORES_UPLOAD_MAX_MB` | `64` | size of an uploaded file |
//! | `CONSORES_DATABASE_CONNECTIONS` | `10` | connections to the database |
//! | `CONSORES_WORKERS` | number of processors | threads that answer requests |
//! | `CONSORES_LOG` | `text` | `text` or `json` |
//! | `CONSORES_LOG_LEVEL` | `info` | `error` to `trace`, or directives such as `info,access=warn` |
//!
//! Secrets (`CONSORES_SECRET`, `CONSORES_OIDC_CLIENT_SECRET`, `DATABASE_URL`) may stand in a file of
//! their own instead: its path is in the variable of the same name with `_FILE` at the end.

mod limits;
mod mail;
mod oidc;
pub mod origin;
mod reader;
mod retention;
mod secret;

use std::{
    net::{IpAddr, SocketAddr},
    num::{NonZeroU32, NonZeroUsize},
    path::PathBuf,
    thread,
};

use chrono::TimeDelta;

use crate::{auth::passwords::Cost, db::DbUrl};
pub use limits::Limits;
pub use mail::{Encryption, MailConfig, Relay, Route};
pub use oidc::OidcConfig;
pub use reader::ConfigError;
use reader::Reader;
pub use retention::Retention;
pub use secret::{KeptSecret, Secret};

const NEW_SECRET: &str = "CONSORES_NEW_SECRET";

/// A hospital behind one address may have a dozen people at work.
pub const ATTEMPTS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(60).unwrap();

/// A page of open figures asks some ten questions; a reader of rows some hundred.
const OPEN_PER_MINUTE: &str = "600";

/// Everything that may differ from one server to another.
#[derive(Debug, Clone)]
pub struct Config {
    pub database: DbUrl,
    pub database_connections: u32,
    pub listen: SocketAddr,
    /// Where people reach the server: scheme, host and port.
    pub public_url: String,
    pub tls: Option<TlsFiles>,
    /// Sites whose pages may call the API.
    pub cors_origins: Vec<String>,
    pub limits: Limits,
    pub oidc: Option<OidcConfig>,
    pub workers: usize,
    pub spa_dir: PathBuf,
    pub data_dir: PathBuf,
    /// Where the operator's texts are.
    pub texts_dir: Option<PathBuf>,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Data entry waits for the charter.
    pub require_charter: bool,
    /// Rights beyond one establishment wait for a second factor.
    pub require_totp: bool,
    pub mail: MailConfig,
    /// Logins, registrations and changes of password of one address in a minute.
    pub attempts_per_minute: NonZeroU32,
    /// Questions to open figures of one address in a minute.
    pub open_per_minute: NonZeroU32,
    pub secret: Secret,
    /// The file of the secret, when the configuration does not give one.
    pub secret_file: Option<PathBuf>,
    pub retention: Retention,
    pub cookie_secure: bool,
    pub upload_max_bytes: usize,
    pub log: LogFormat,
    pub log_level: String,
    /// Life of an access token.
    pub access_lifetime: TimeDelta,
    /// Life of a refresh token; every use gives a new one.
    pub refresh_lifetime: TimeDelta,
    /// How long a used refresh token still serves.
    pub refresh_grace: TimeDelta,
    pub password_cost: Cost,
    /// Files of secrets that everyone on the machine can read.
    pub exposed_files: Vec<PathBuf>,
}

/// The certificate of the server, those that vouch for it, and its private key, as PEM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    pub cert: PathBuf,
    pub key: PathBuf,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

impl Config {
    /// Reads the environment and the file it names.
    pub fn load() -> Result<Self, ConfigError> {
        Self::read(&Reader::from_environment()?)
    }

    /// The secret that `CONSORES_NEW_SECRET` gives, to take the place of the one in force.
    pub fn load_new_secret() -> Result<Option<Secret>, ConfigError> {
        let reader = Reader::from_environment()?;
        let given = reader.find(NEW_SECRET).map(Secret::given).transpose();
        given.map_err(|message| ConfigError::new(NEW_SECRET, message))
    }

    fn read(reader: &Reader) -> Result<Self, ConfigError> {
        let data_dir: PathBuf = reader.text("CONSORES_DATA_DIR", "data").into();
        let embedded = format!("sqlite://{}", data_dir.join("consores.db").display());
        let database = reader.parse("DATABASE_URL", &embedded, DbUrl::parse)?;
        let listen: SocketAddr = reader.parse("CONSORES_LISTEN", "127.0.0.1:8080", |text| {
            text.parse().map_err(|_| "must be address:port, such as 127.0.0.1:8080".to_owned())
        })?;
        let tls = tls_files(reader)?;
        let scheme = if tls.is_some() { "https" } else { "http" };
        let reached = format!("{scheme}://{listen}");
        let processors = thread::available_parallelism().map_or(2, NonZeroUsize::get);
        let kept = data_dir.join("secret");
        let mut secret_file = None;
        let secret = match (reader.find("CONSORES_SECRET"), &database) {
            (Some(text), _) => Secret::given(text),
            (None, DbUrl::Sqlite(_)) => Secret::kept(secret_file.insert(kept.clone())),
            (None, DbUrl::Postgres(_)) => {
                Err("has to be given with PostgreSQL: at least 32 bytes".to_owned())
            }
        };
        let mail = MailConfig::read(reader, &data_dir)?;
        let own_files = tls.iter().map(|tls| &tls.key).chain([&kept]);
        let exposed = own_files.filter(|path| secret::is_exposed(path));
        let exposed_files = reader.exposed_files().iter().chain(exposed).cloned().collect();
        Ok(Self {
            database,
            database_connections: reader.number("CONSORES_DATABASE_CONNECTIONS", 10, 1..=500)?,
            listen,
            public_url: reader.parse("CONSORES_PUBLIC_URL", &reached, origin::parse)?,
            cors_origins: reader.list("CONSORES_CORS_ORIGINS", origin::parse)?,
            limits: Limits::default(),
            oidc: oidc::read(reader)?,
            workers: reader.number("CONSORES_WORKERS", processors, 1..=256)?,
            spa_dir: reader.text("CONSORES_SPA_DIR", "dist").into(),
            data_dir,
            texts_dir: reader.find("CONSORES_TEXTS_DIR").map(PathBuf::from),
            trusted_proxies: reader.list("CONSORES_TRUSTED_PROXIES", |part| {
                part.parse().map_err(|_| format!("has no address in {part}"))
            })?,
            require_charter: reader.flag("CONSORES_REQUIRE_CHARTER", true)?,
            require_totp: reader.flag("CONSORES_REQUIRE_TOTP", false)?,
            mail,
            attempts_per_minute: ATTEMPTS_PER_MINUTE,
            open_per_minute: reader.parse("CONSORES_OPEN_PER_MINUTE", OPEN_PER_MINUTE, |text| {
                text.parse().map_err(|_| "must be a number from 1 on".to_owned())
            })?,
            secret: secret.map_err(|message| ConfigError::new("CONSORES_SECRET", message))?,
            secret_file,
            retention: Retention::read(reader)?,
            cookie_secure: reader
                .flag("CONSORES_COOKIE_SECURE", tls.is_some() || !listen.ip().is_loopback())?,
            tls,
            upload_max_bytes: reader.number("CONSORES_UPLOAD_MAX_MB", 64, 1..=2048)? << 20,
            log: reader.parse("CONSORES_LOG", "text", |text| match text {
                "text" => Ok(LogFormat::Text),
                "json" => Ok(LogFormat::Json),
                _ => Err("must be text or json".to_owned()),
            })?,
            log_level: reader.text("CONSORES_LOG_LEVEL", "info"),
            access_lifetime: TimeDelta::minutes(15),
            refresh_lifetime: TimeDelta::days(7),
            refresh_grace: TimeDelta::seconds(30),
            password_cost: Cost::default(),
            exposed_files,
        })
    }
}

fn tls_files(reader: &Reader) -> Result<Option<TlsFiles>, ConfigError> {
    match (reader.find("CONSORES_TLS_CERT"), reader.find("CONSORES_TLS_KEY")) {
        (Some(cert), Some(key)) => Ok(Some(TlsFiles { cert: cert.into(), key: key.into() })),
        (None, None) => Ok(None),
        (Some(_), None) => Err(ConfigError::new("CONSORES_TLS_KEY", "is missing")),
        (None, Some(_)) => Err(ConfigError::new("CONSORES_TLS_CERT", "is missing")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    fn read(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let secret = ("CONSORES_SECRET", SECRET);
        Config::read(&Reader::of(&[&[secret], variables].concat())?)
    }

    fn check_refused(name: &str, variables: &[(&str, &str)]) {
        let error = read(variables).expect_err(name).to_string();
        assert!(error.starts_with(name), "{error}");
    }

    #[test]
    fn without_variables_the_server_is_local_and_embedded() {
        let config = read(&[]).unwrap();
        assert_eq!(config.database, DbUrl::Sqlite("data/consores.db".into()));
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert!(!config.cookie_secure);
        assert!(config.require_charter);
    }

    #[test]
    fn cookies_are_secure_unless_the_server_is_local() {
        assert!(read(&[("CONSORES_LISTEN", "0.0.0.0:80")]).unwrap().cookie_secure);
        let tls = [("CONSORES_TLS_CERT", "cert.pem"), ("CONSORES_TLS_KEY", "key.pem")];
        let config = read(&tls).unwrap();
        assert!(config.cookie_secure);
        assert_eq!(config.public_url, "https://127.0.0.1:8080");
    }

    #[test]
    fn a_certificate_comes_with_its_key() {
        check_refused("CONSORES_TLS_CERT", &[("CONSORES_TLS_KEY", "key.pem")]);
        check_refused("CONSORES_TLS_KEY", &[("CONSORES_TLS_CERT", "cert.pem")]);
    }

    #[test]
    fn a_provider_comes_with_what_it_knows_the_server_by() {
        let issuer = ("CONSORES_OIDC_ISSUER", "https://provider.example/realm");
        let id = ("CONSORES_OIDC_CLIENT_ID", "consores");
        let secret = ("CONSORES_OIDC_CLIENT_SECRET", "very secret");
        let oidc = read(&[issuer, id, secret]).unwrap().oidc.unwrap();
        assert_eq!((oidc.label.as_str(), oidc.strong), ("Pro Santé Connect", false));
        assert!(!format!("{oidc:?}").contains("very secret"));
        check_refused("CONSORES_OIDC_CLIENT_ID", &[issuer, secret]);
        check_refused("CONSORES_OIDC_CLIENT_SECRET", &[issuer, id]);
        let scopes = ("CONSORES_OIDC_SCOPES", "email");
        check_refused("CONSORES_OIDC_SCOPES", &[issuer, id, secret, scopes]);
        let plain = ("CONSORES_OIDC_ISSUER", "http://provider.example");
        check_refused("CONSORES_OIDC_ISSUER", &[plain, id, secret]);
        let local = ("CONSORES_OIDC_ISSUER", "http://127.0.0.1:9000");
        assert!(read(&[local, id, secret]).is_ok());
    }

    #[test]
    fn a_secret_may_stand_in_a_file_of_its_own() {
        use std::{fs, os::unix::fs::PermissionsExt};

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        fs::write(&path, format!("{SECRET}\n")).unwrap();
        let by_file = [("CONSORES_SECRET_FILE", path.to_str().unwrap())];
        let of_mode = |mode| {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            Config::read(&Reader::of(&by_file).unwrap()).unwrap()
        };
        let config = of_mode(0o640);
        assert_eq!(config.secret.bytes(), SECRET.as_bytes());
        assert!(config.exposed_files.is_empty());
        assert_eq!(of_mode(0o644).exposed_files, [path.as_path()]);
        check_refused("CONSORES_SECRET_FILE", &by_file);
        check_refused("DATABASE_URL_FILE", &[("DATABASE_URL_FILE", "/nowhere/at/all")]);
    }

    #[test]
    fn a_wrong_value_is_refused_by_the_name_of_its_variable() {
        for (name, value) in [
            ("DATABASE_URL", "mysql://host/base"),
            ("CONSORES_LISTEN", "8080"),
            ("CONSORES_PUBLIC_URL", "consores.example.org"),
            ("CONSORES_COOKIE_SECURE", "peut-être"),
            ("CONSORES_CORS_ORIGINS", "https://a.example, *"),
            ("CONSORES_REQUIRE_CHARTER", "oui"),
            ("CONSORES_REQUIRE_TOTP", "peut-être"),
            ("CONSORES_UPLOAD_MAX_MB", "0"),
            ("CONSORES_DATABASE_CONNECTIONS", "many"),
            ("CONSORES_LOG", "xml"),
            ("CONSORES_TRUSTED_PROXIES", "10.0.0.1, proxy"),
            ("CONSORES_SECRET", "short"),
            ("CONSORES_RETENTION_ACCOUNTS_MONTHS", "12"),
            ("CONSORES_RETENTION_SESSIONS_DAYS", "0"),
            ("CONSORES_RETENTION_LINKS_DAYS", "toujours"),
            ("CONSORES_RETENTION_TICKETS_MONTHS", "0"),
        ] {
            check_refused(name, &[(name, value)]);
        }
    }

    #[test]
    fn the_secret_is_not_shown() {
        assert!(!format!("{:?}", read(&[]).unwrap()).contains(SECRET));
    }

    #[test]
    fn postgresql_needs_a_secret_of_its_own() {
        let reader = Reader::of(&[("DATABASE_URL", "postgres://host/base")]).unwrap();
        let error = Config::read(&reader).expect_err("no secret").to_string();
        assert!(error.starts_with("CONSORES_SECRET"), "{error}");
    }
}
