//! Variables by name: from the environment first, then from the file; secrets also from files of
//! their own.

use std::{
    collections::HashMap,
    env, fs,
    ops::RangeInclusive,
    path::{Path, PathBuf},
    str::FromStr,
};

use super::secret;

/// What may stand in a file of its own, as systemd and containers hand secrets over: the variable
/// `<name>_FILE` has its path.
const SECRETS: [&str; 5] = [
    "CONSORES_MAIL",
    "CONSORES_NEW_SECRET",
    "CONSORES_OIDC_CLIENT_SECRET",
    "CONSORES_SECRET",
    "DATABASE_URL",
];

/// The variable that is wrong, and why.
#[derive(Debug, thiserror::Error)]
#[error("{variable} {message}")]
pub struct ConfigError {
    variable: String,
    message: String,
}

impl ConfigError {
    pub(super) fn new(variable: &str, message: impl Into<String>) -> Self {
        Self { variable: variable.to_owned(), message: message.into() }
    }
}

/// Gives the text of a variable, or what it stands for. Values may be secrets: no `Debug`.
pub(super) struct Reader {
    variables: HashMap<String, String>,
    exposed_files: Vec<PathBuf>,
}

impl Reader {
    /// The file named by `CONSORES_CONFIG`, then the environment over it.
    pub fn from_environment() -> Result<Self, ConfigError> {
        let mut variables = match env::var("CONSORES_CONFIG") {
            Ok(path) => read_file(&path)?,
            Err(_) => HashMap::new(),
        };
        variables.extend(env::vars().filter(|(name, value)| is_ours(name) && !value.is_empty()));
        Self::new(variables)
    }

    fn new(mut variables: HashMap<String, String>) -> Result<Self, ConfigError> {
        let mut exposed_files = Vec::new();
        for name in SECRETS {
            let by_file = format!("{name}_FILE");
            let Some(path) = variables.get(&by_file).map(PathBuf::from) else { continue };
            if variables.contains_key(name) {
                return Err(ConfigError::new(&by_file, format!("is given beside {name}")));
            }
            let text = read_secret(&path).map_err(|message| ConfigError::new(&by_file, message))?;
            variables.insert(name.to_owned(), text);
            exposed_files.extend(Some(path).filter(|path| secret::is_exposed(path)));
        }
        Ok(Self { variables, exposed_files })
    }

    #[cfg(test)]
    pub fn of(variables: &[(&str, &str)]) -> Result<Self, ConfigError> {
        Self::new(variables.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    /// Files of secrets that were read and that everyone on the machine can read.
    pub fn exposed_files(&self) -> &[PathBuf] {
        &self.exposed_files
    }

    pub fn find(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str)
    }

    pub fn text(&self, name: &str, default: &str) -> String {
        self.find(name).unwrap_or(default).to_owned()
    }

    pub fn parse<T>(
        &self,
        name: &str,
        default: &str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<T, ConfigError> {
        parse(self.find(name).unwrap_or(default)).map_err(|message| ConfigError::new(name, message))
    }

    pub fn flag(&self, name: &str, default: bool) -> Result<bool, ConfigError> {
        self.parse(name, if default { "true" } else { "false" }, |text| {
            text.parse().map_err(|_| "must be true or false".to_owned())
        })
    }

    /// Values apart by commas.
    pub fn list<T>(
        &self,
        name: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Vec<T>, ConfigError> {
        let parts = self.find(name).unwrap_or_default().split(',').map(str::trim);
        let parsed: Result<_, _> = parts.filter(|part| !part.is_empty()).map(parse).collect();
        parsed.map_err(|message| ConfigError::new(name, message))
    }

    pub fn number<T>(
        &self,
        name: &str,
        default: T,
        range: RangeInclusive<T>,
    ) -> Result<T, ConfigError>
    where
        T: FromStr + PartialOrd + std::fmt::Display,
    {
        let Some(text) = self.find(name) else { return Ok(default) };
        text.parse().ok().filter(|number| range.contains(number)).ok_or_else(|| {
            let message = format!("must be a number from {} to {}", range.start(), range.end());
            ConfigError::new(name, message)
        })
    }
}

fn is_ours(name: &str) -> bool {
    matches!(name, "DATABASE_URL" | "DATABASE_URL_FILE") || name.starts_with("CONSORES_")
}

fn read_secret(path: &Path) -> Result<String, String> {
    let text = fs::read_to_string(path).map_err(|error| {
        format!("names a file that cannot be read: {}: {error}", path.display())
    })?;
    match text.trim_end_matches(['\r', '\n']) {
        "" => Err(format!("names an empty file: {}", path.display())),
        text => Ok(text.to_owned()),
    }
}

fn read_file(path: &str) -> Result<HashMap<String, String>, ConfigError> {
    let refused = |message: String| ConfigError::new("CONSORES_CONFIG", message);
    let text = fs::read_to_string(path)
        .map_err(|error| refused(format!("names a file that cannot be read: {path}: {error}")))?;
    parse_file(&text).map_err(|message| refused(format!("names a file with an error: {message}")))
}

fn parse_file(text: &str) -> Result<HashMap<String, String>, String> {
    let table: toml::Table = toml::from_str(text).map_err(|error| error.to_string())?;
    table
        .into_iter()
        .map(|(name, value)| match value {
            _ if !is_ours(&name) => Err(format!("{name} is no variable of ConsoRes")),
            toml::Value::String(text) => Ok((name, text)),
            toml::Value::Integer(number) => Ok((name, number.to_string())),
            toml::Value::Boolean(flag) => Ok((name, flag.to_string())),
            _ => Err(format!("{name} must be a text, a whole number, true or false")),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_holds_the_same_names_as_the_environment() {
        let file = "CONSORES_LISTEN = \"[::1]:80\"\nCONSORES_WORKERS = 3\n";
        let variables = parse_file(file).unwrap();
        assert_eq!(variables["CONSORES_LISTEN"], "[::1]:80");
        assert_eq!(variables["CONSORES_WORKERS"], "3");
    }

    #[test]
    fn an_unknown_name_in_the_file_is_refused() {
        assert!(parse_file("listen = \"[::1]:80\"").unwrap_err().contains("listen"));
        assert!(parse_file("[CONSORES_LISTEN]").unwrap_err().contains("CONSORES_LISTEN"));
    }
}
