//! The address of the database: its scheme chooses the kind.

use std::{fmt, path::PathBuf};

/// A parsed `DATABASE_URL`.
#[derive(Clone, PartialEq, Eq)]
pub enum DbUrl {
    Sqlite(PathBuf),
    Postgres(String),
}

impl DbUrl {
    /// Reads `sqlite://path` or `postgres://…`; anything else is refused, never guessed.
    pub fn parse(url: &str) -> Result<Self, String> {
        match url.split_once("://") {
            Some(("sqlite", path)) if !path.is_empty() => Ok(Self::Sqlite(path.into())),
            Some(("postgres" | "postgresql", rest)) if !rest.is_empty() => {
                Ok(Self::Postgres(url.to_owned()))
            }
            _ => Err("must start with sqlite:// or postgres://".to_owned()),
        }
    }
}

/// The address of a server may hold a password.
impl fmt::Debug for DbUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
            Self::Postgres(url) => {
                // Parameters first: one of them may be a password, with whatever it holds.
                let address = url.split('?').next().unwrap_or_default();
                let host = address.rsplit_once('@').map_or("…", |(_, host)| host);
                write!(f, "postgres://{host}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_chooses_the_database() {
        assert_eq!(DbUrl::parse("sqlite://data/a.db"), Ok(DbUrl::Sqlite("data/a.db".into())));
        assert_eq!(DbUrl::parse("sqlite:///a.db"), Ok(DbUrl::Sqlite("/a.db".into())));
        for url in ["postgres://u@h/d", "postgresql://u@h/d", "postgres:///d?host=/tmp"] {
            assert_eq!(DbUrl::parse(url), Ok(DbUrl::Postgres(url.to_owned())));
        }
        for url in ["", "data/a.db", "sqlite://", "mysql://h/d", "postgres:d"] {
            assert!(DbUrl::parse(url).is_err(), "{url}");
        }
    }

    #[test]
    fn a_password_is_not_shown() {
        for (url, shown) in [
            ("postgres://me:secret@host/base?password=secret", "postgres://host/base"),
            ("postgres://me:secret@host/base?password=a@secret", "postgres://host/base"),
            ("postgres:///base?host=/run&password=a@secret", "postgres://…"),
            ("postgres://me:s?ecret@host/base", "postgres://…"),
        ] {
            assert_eq!(format!("{:?}", DbUrl::Postgres(url.to_owned())), shown);
        }
    }
}
