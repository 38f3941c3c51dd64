//! The configuration: read once at start, refused when wrong.
//!
//! Every variable may stand in the environment or, with the same name, in the TOML file named by
//! `CONSORES_CONFIG` (`CONSORES_LISTEN = "0.0.0.0:8080"`). The environment comes first.
//!
//! | variable | default | what |
//! | --- | --- | --- |
//! | `DATABASE_URL` | `sqlite://<data>/consores.db` | `sqlite://path` or `postgres://user@host/base` |
//! | `CONSORES_LISTEN` | `127.0.0.1:8080` | address and port |
//! | `CONSORES_SPA_DIR` | `dist` | the built single-page application |
//! | `CONSORES_DATA_DIR` | `data` | files of the server: embedded database, secret |
//! | `CONSORES_SECRET` | made once in `<data>/secret` | at least 32 bytes; has to be given with PostgreSQL |
//! | `CONSORES_COOKIE_SECURE` | `false` on loopback, else `true` | cookies over HTTPS only, and HSTS |
//! | `CONSORES_TEXTS_DIR` | none | the operator's `terms.md` and `charter.md`, in place of the models |
//! | `CONSORES_TRUSTED_PROXIES` | none | addresses, apart by commas, whose `X-Forwarded-For` is believed |
//! | `CONSORES_REQUIRE_CHARTER` | `true` | data entry waits until the référent has signed the charter |
//! | `CONSORES_REQUIRE_TOTP` | `false` | national and regional rights wait for a second factor |
//! | `CONSORES_UPLOAD_MAX_MB` | `64` | size of an uploaded file |
//! | `CONSORES_DATABASE_CONNECTIONS` | `10` | connections to the database |
//! | `CONSORES_WORKERS` | number of processors | threads that answer requests |
//! | `CONSORES_LOG` | `text` | `text` or `json` |
//! | `CONSORES_LOG_LEVEL` | `info` | `error` to `trace`, or directives such as `info,access=warn` |

mod reader;
mod secret;

use std::{
    net::{IpAddr, SocketAddr},
    num::{NonZeroU32, NonZeroUsize},
    path::PathBuf,
    thread,
};

use chrono::TimeDelta;

use crate::{auth::passwords::Cost, db::DbUrl};
pub use reader::ConfigError;
use reader::Reader;
pub use secret::Secret;

/// A hospital behind one address may have a dozen people at work.
pub const ATTEMPTS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(60).unwrap();

/// Everything that may differ from one server to another.
#[derive(Debug, Clone)]
pub struct Config {
    pub database: DbUrl,
    pub database_connections: u32,
    pub listen: SocketAddr,
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
    /// Logins, registrations and changes of password of one address in a minute.
    pub attempts_per_minute: NonZeroU32,
    pub secret: Secret,
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

    fn read(reader: &Reader) -> Result<Self, ConfigError> {
        let data_dir: PathBuf = reader.text("CONSORES_DATA_DIR", "data").into();
        let embedded = format!("sqlite://{}", data_dir.join("consores.db").display());
        let database = reader.parse("DATABASE_URL", &embedded, DbUrl::parse)?;
        let listen: SocketAddr = reader.parse("CONSORES_LISTEN", "127.0.0.1:8080", |text| {
            text.parse().map_err(|_| "must be address:port, such as 127.0.0.1:8080".to_owned())
        })?;
        let secure = if listen.ip().is_loopback() { "false" } else { "true" };
        let processors = thread::available_parallelism().map_or(2, NonZeroUsize::get);
        let secret = match (reader.find("CONSORES_SECRET"), &database) {
            (Some(text), _) => Secret::given(text),
            (None, DbUrl::Sqlite(_)) => Secret::kept(&data_dir.join("secret")),
            (None, DbUrl::Postgres(_)) => {
                Err("has to be given with PostgreSQL: at least 32 bytes".to_owned())
            }
        };
        Ok(Self {
            database,
            database_connections: reader.number("CONSORES_DATABASE_CONNECTIONS", 10, 1..=500)?,
            listen,
            workers: reader.number("CONSORES_WORKERS", processors, 1..=256)?,
            spa_dir: reader.text("CONSORES_SPA_DIR", "dist").into(),
            data_dir,
            texts_dir: reader.find("CONSORES_TEXTS_DIR").map(PathBuf::from),
            trusted_proxies: reader.parse("CONSORES_TRUSTED_PROXIES", "", |text| {
                let addresses = text.split(',').map(str::trim).filter(|part| !part.is_empty());
                addresses
                    .map(|part| part.parse().map_err(|_| format!("has no address in {part}")))
                    .collect()
            })?,
            require_charter: reader.parse("CONSORES_REQUIRE_CHARTER", "true", |text| {
                text.parse().map_err(|_| "must be true or false".to_owned())
            })?,
            require_totp: reader.parse("CONSORES_REQUIRE_TOTP", "false", |text| {
                text.parse().map_err(|_| "must be true or false".to_owned())
            })?,
            attempts_per_minute: ATTEMPTS_PER_MINUTE,
            secret: secret.map_err(|message| ConfigError::new("CONSORES_SECRET", message))?,
            cookie_secure: reader.parse("CONSORES_COOKIE_SECURE", secure, |text| {
                text.parse().map_err(|_| "must be true or false".to_owned())
            })?,
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
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    fn read(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let secret = ("CONSORES_SECRET", SECRET);
        Config::read(&Reader::of([&[secret], variables].concat()))
    }

    fn check_refused(name: &str, value: &str) {
        let error = read(&[(name, value)]).expect_err(value).to_string();
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
    }

    #[test]
    fn a_wrong_value_is_refused_by_the_name_of_its_variable() {
        check_refused("DATABASE_URL", "mysql://host/base");
        check_refused("CONSORES_LISTEN", "8080");
        check_refused("CONSORES_COOKIE_SECURE", "peut-être");
        check_refused("CONSORES_REQUIRE_CHARTER", "oui");
        check_refused("CONSORES_REQUIRE_TOTP", "peut-être");
        check_refused("CONSORES_UPLOAD_MAX_MB", "0");
        check_refused("CONSORES_DATABASE_CONNECTIONS", "many");
        check_refused("CONSORES_LOG", "xml");
        check_refused("CONSORES_TRUSTED_PROXIES", "10.0.0.1, proxy");
        check_refused("CONSORES_SECRET", "short");
    }

    #[test]
    fn the_secret_is_not_shown() {
        assert!(!format!("{:?}", read(&[]).unwrap()).contains(SECRET));
    }

    #[test]
    fn postgresql_needs_a_secret_of_its_own() {
        let reader = Reader::of(vec![("DATABASE_URL", "postgres://host/base")]);
        let error = Config::read(&reader).expect_err("no secret").to_string();
        assert!(error.starts_with("CONSORES_SECRET"), "{error}");
    }
}
