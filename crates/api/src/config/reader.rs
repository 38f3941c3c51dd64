//! Variables by name: from the environment first, then from the file.

use std::{collections::HashMap, env, fs, ops::RangeInclusive, str::FromStr};

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

/// Gives the text of a variable, or what it stands for.
#[derive(Debug, Default)]
pub(super) struct Reader(HashMap<String, String>);

impl Reader {
    /// The file named by `CONSORES_CONFIG`, then the environment over it.
    pub fn from_environment() -> Result<Self, ConfigError> {
        let mut variables = match env::var("CONSORES_CONFIG") {
            Ok(path) => read_file(&path)?,
            Err(_) => HashMap::new(),
        };
        variables.extend(env::vars().filter(|(name, value)| is_ours(name) && !value.is_empty()));
        Ok(Self(variables))
    }

    #[cfg(test)]
    pub fn of(variables: Vec<(&str, &str)>) -> Self {
        Self(variables.into_iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect())
    }

    pub fn find(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
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
    name == "DATABASE_URL" || name.starts_with("CONSORES_")
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
