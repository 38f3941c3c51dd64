//! The identity provider that people may log in with.

use super::{ConfigError, origin, reader::Reader};

/// An OpenID Connect provider, and what this server is to it.
#[derive(Clone)]
pub struct OidcConfig {
    /// As the provider writes it, to the letter.
    pub issuer: String,
    pub client_id: String,
    pub client_secret: String,
    /// What people call the provider.
    pub label: String,
    /// One of these levels is asked for, and has to be kept.
    pub acr_values: Vec<String>,
    pub scopes: Vec<String>,
    /// A login there counts as one with a second factor.
    pub strong: bool,
}

impl std::fmt::Debug for OidcConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { issuer, client_id, .. } = self;
        f.debug_struct("OidcConfig")
            .field("issuer", issuer)
            .field("client_id", client_id)
            .finish_non_exhaustive()
    }
}

pub(super) fn read(reader: &Reader) -> Result<Option<OidcConfig>, ConfigError> {
    let Some(issuer) = reader.find("CONSORES_OIDC_ISSUER") else { return Ok(None) };
    let missing = |name: &str| {
        reader
            .find(name)
            .map(str::to_owned)
            .ok_or_else(|| ConfigError::new(name, "has to be given with CONSORES_OIDC_ISSUER"))
    };
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let scopes = words(&reader.text("CONSORES_OIDC_SCOPES", "openid email profile"));
    if !scopes.iter().any(|scope| scope == "openid") {
        return Err(ConfigError::new("CONSORES_OIDC_SCOPES", "must have openid"));
    }
    Ok(Some(OidcConfig {
        issuer: checked(issuer)
            .map_err(|message| ConfigError::new("CONSORES_OIDC_ISSUER", message))?,
        client_id: missing("CONSORES_OIDC_CLIENT_ID")?,
        client_secret: missing("CONSORES_OIDC_CLIENT_SECRET")?,
        label: reader.text("CONSORES_OIDC_LABEL", "Pro Santé Connect"),
        acr_values: words(reader.find("CONSORES_OIDC_ACR_VALUES").unwrap_or_default()),
        scopes,
        strong: reader.flag("CONSORES_OIDC_STRONG", false)?,
    }))
}

/// Over the network only by HTTPS: what the provider says opens accounts.
fn checked(issuer: &str) -> Result<String, String> {
    let (scheme, rest) = issuer.split_once("://").unwrap_or_default();
    let authority = rest.split('/').next().unwrap_or_default();
    let origin = origin::parse(&format!("{scheme}://{authority}"))?;
    if origin::is_loopback(&origin) || scheme == "https" {
        Ok(issuer.to_owned())
    } else {
        Err("must begin with https://".to_owned())
    }
}
