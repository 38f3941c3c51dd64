//! The identity provider: what it is asked, and what is believed of its answers.
//!
//! Authorization code with state, nonce and PKCE. Its addresses and keys are looked up when they
//! are first needed, and again when they get old or a key is unknown.

use std::{
    fmt::Display,
    ops::Deref,
    time::{Duration, Instant},
};

use openidconnect::{
    AccessTokenHash, AuthenticationContextClass, AuthorizationCode, ClaimsVerificationError,
    ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl,
    LocalizedClaim, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    Scope, SignatureVerificationError, TokenResponse,
    core::{
        CoreAuthenticationFlow, CoreClient, CoreIdToken, CoreIdTokenClaims,
        CoreJwsSigningAlgorithm as Algorithm, CoreProviderMetadata, CoreTokenResponse,
        CoreUserInfoClaims,
    },
};
use reqwest::redirect;
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;

use crate::config::{Config, OidcConfig};

/// Where the provider sends people back to.
pub const CALLBACK: &str = "/api/v1/auth/oidc/callback";

/// How long the provider may take for an answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long its addresses and keys are believed.
const FRESH: Duration = Duration::from_hours(1);
/// Signatures by a key pair: nobody who knows the secret of the client can make one.
const ALGORITHMS: [Algorithm; 7] = [
    Algorithm::RsaSsaPkcs1V15Sha256,
    Algorithm::RsaSsaPkcs1V15Sha384,
    Algorithm::RsaSsaPkcs1V15Sha512,
    Algorithm::RsaSsaPssSha256,
    Algorithm::EcdsaP256Sha256,
    Algorithm::EcdsaP384Sha384,
    Algorithm::EdDsa,
];

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Why the provider is not believed, for the log.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Disbelief(String);

impl Disbelief {
    fn of(what: &str, error: &(dyn std::error::Error + 'static)) -> Self {
        let causes = std::iter::successors(Some(error), |error| error.source());
        let told: Vec<String> = causes.map(ToString::to_string).collect();
        Self(format!("{what}: {}", told.join(": ")))
    }
}

/// What is kept of a login that has begun.
#[derive(Serialize, Deserialize)]
pub struct Begun {
    state: CsrfToken,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
    /// The page of the application to end at.
    pub next: String,
}

impl Begun {
    /// Whether an answer is to this login.
    pub fn is_answered_by(&self, state: &str) -> bool {
        self.state.secret() == state
    }
}

/// Who has logged in at the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub issuer: String,
    pub subject: String,
    pub email: Option<String>,
    /// The provider vouches for the mail.
    pub email_verified: bool,
    pub full_name: Option<String>,
}

/// The identity provider of the configuration.
#[derive(Debug)]
pub struct Provider {
    config: OidcConfig,
    redirect: String,
    http: reqwest::Client,
    known: Mutex<Option<(Instant, Client)>>,
}

impl Provider {
    /// The provider, when there is one. It is not asked anything yet.
    pub fn new(config: &Config) -> Result<Option<Self>, reqwest::Error> {
        let Some(oidc) = config.oidc.clone() else { return Ok(None) };
        let over_tls = oidc.issuer.starts_with("https://");
        let mut http = reqwest::Client::builder()
            .redirect(redirect::Policy::none())
            .https_only(over_tls)
            .tls_built_in_root_certs(over_tls)
            .connect_timeout(PATIENCE)
            .timeout(PATIENCE);
        if !over_tls {
            // On this machine, see the configuration.
            http = http.no_proxy();
        }
        Ok(Some(Self {
            config: oidc,
            redirect: format!("{}{CALLBACK}", config.public_url),
            http: http.build()?,
            known: Mutex::new(None),
        }))
    }

    /// What people call it.
    pub fn label(&self) -> &str {
        &self.config.label
    }

    /// A login there counts as one with a second factor.
    pub const fn is_strong(&self) -> bool {
        self.config.strong
    }

    /// Whether an answer that names its issuer names this one.
    pub fn is(&self, issuer: &str) -> bool {
        self.config.issuer == issuer
    }

    /// Begins a login: the address to send the browser to, and what has to be kept meanwhile.
    pub async fn begin(&self, next: String) -> Result<(String, Begun), Disbelief> {
        let client = self.client(FRESH).await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let scopes = self.config.scopes.iter().filter(|scope| *scope != "openid").cloned();
        let mut request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scopes(scopes.map(Scope::new))
            .set_pkce_challenge(challenge);
        for acr in &self.config.acr_values {
            request = request.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
        }
        let (url, state, nonce) = request.url();
        Ok((url.into(), Begun { state, nonce, verifier, next }))
    }

    /// Exchanges the code of an answer for the identity behind it.
    pub async fn identify(&self, begun: Begun, code: String) -> Result<Identity, Disbelief> {
        let client = self.client(FRESH).await?;
        let Begun { nonce, verifier, .. } = begun;
        let tokens: CoreTokenResponse = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| Disbelief::of("find where to exchange the code", &error))?
            .set_pkce_verifier(verifier)
            .request_async(&self.http)
            .await
            .map_err(|error| Disbelief::of("exchange the code", &error))?;
        let missing = || Disbelief("find who logged in: no ID token".to_owned());
        let token = tokens.id_token().ok_or_else(missing)?;
        let (client, claims) = match verify(&client, token, &nonce) {
            // The provider may have made a new key since.
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) => {
                let client = self.client(Duration::ZERO).await?;
                let claims = verify(&client, token, &nonce);
                (client, claims)
            }
            verified => (client, verified),
        };
        let claims = claims.map_err(|error| Disbelief::of("verify the ID token", &error))?;
        self.check_level(claims)?;
        check_access_token(&client, &tokens, token, claims)?;
        self.with_mail(&client, &tokens, claims).await
    }

    /// One of the levels that were asked for.
    fn check_level(&self, claims: &CoreIdTokenClaims) -> Result<(), Disbelief> {
        let level = claims.auth_context_ref().map(|acr| acr.as_str());
        let wanted = &self.config.acr_values;
        if wanted.is_empty() || wanted.iter().any(|acr| level == Some(acr)) {
            return Ok(());
        }
        Err(Disbelief(format!("find a level that was asked for: {level:?}")))
    }

    /// The identity of the claims; the provider is asked for a mail that they do not have.
    async fn with_mail(
        &self,
        client: &Client,
        tokens: &CoreTokenResponse,
        claims: &CoreIdTokenClaims,
    ) -> Result<Identity, Disbelief> {
        let mut identity = Identity {
            issuer: self.config.issuer.clone(),
            subject: claims.subject().to_string(),
            email: claims.email().map(|email| email.as_str().to_owned()),
            email_verified: claims.email_verified().unwrap_or(false),
            full_name: full_name([
                plain(claims.name()),
                plain(claims.given_name()),
                plain(claims.family_name()),
            ]),
        };
        let subject = Some(claims.subject().clone());
        let asked = client.user_info(tokens.access_token().clone(), subject);
        if let (None, Ok(asked)) = (&identity.email, asked) {
            let told: CoreUserInfoClaims = asked
                .request_async(&self.http)
                .await
                .map_err(|error| Disbelief::of("ask for the mail", &error))?;
            identity.email = told.email().map(|email| email.as_str().to_owned());
            identity.email_verified = told.email_verified().unwrap_or(false);
            identity.full_name = identity.full_name.or_else(|| {
                full_name([plain(told.name()), plain(told.given_name()), plain(told.family_name())])
            });
        }
        Ok(identity)
    }

    /// The client with the addresses and keys of the provider, no older than `fresh`.
    async fn client(&self, fresh: Duration) -> Result<Client, Disbelief> {
        let mut known = self.known.lock().await;
        if let Some((_, client)) = known.as_ref().filter(|(since, _)| since.elapsed() < fresh) {
            return Ok(client.clone());
        }
        let refused = |error: &dyn Display| Disbelief(format!("find the provider: {error}"));
        let issuer = IssuerUrl::new(self.config.issuer.clone()).map_err(|error| refused(&error))?;
        let metadata = CoreProviderMetadata::discover_async(issuer, &self.http)
            .await
            .map_err(|error| Disbelief::of("find the provider", &error))?;
        let redirect = RedirectUrl::new(self.redirect.clone()).map_err(|error| refused(&error))?;
        let client = CoreClient::from_provider_metadata(
            metadata,
            ClientId::new(self.config.client_id.clone()),
            Some(ClientSecret::new(self.config.client_secret.clone())),
        )
        .set_redirect_uri(redirect);
        *known = Some((Instant::now(), client.clone()));
        Ok(client)
    }
}

/// Signature, issuer, audience, time and nonce.
fn verify<'a>(
    client: &Client,
    token: &'a CoreIdToken,
    nonce: &Nonce,
) -> Result<&'a CoreIdTokenClaims, ClaimsVerificationError> {
    token.claims(&client.id_token_verifier().set_allowed_algs(ALGORITHMS), nonce)
}

/// The access token is the one of the ID token, where that says so.
fn check_access_token(
    client: &Client,
    tokens: &CoreTokenResponse,
    token: &CoreIdToken,
    claims: &CoreIdTokenClaims,
) -> Result<(), Disbelief> {
    let Some(expected) = claims.access_token_hash() else { return Ok(()) };
    let algorithm = token.signing_alg().map_err(|e| Disbelief::of("read the ID token", &e))?;
    let verifier = client.id_token_verifier();
    let key = token.signing_key(&verifier).map_err(|e| Disbelief::of("find its key", &e))?;
    let actual = AccessTokenHash::from_token(tokens.access_token(), algorithm, key)
        .map_err(|error| Disbelief::of("hash the access token", &error))?;
    if actual == *expected {
        return Ok(());
    }
    Err(Disbelief("check the access token: it belongs to another login".to_owned()))
}

/// A text in no given language.
fn plain<T: Deref<Target = String>>(claim: Option<&LocalizedClaim<T>>) -> Option<&str> {
    claim?.get(None).map(|text| text.as_str())
}

/// The whole name, or what it is made of.
fn full_name([whole, given, family]: [Option<&str>; 3]) -> Option<String> {
    let parts: Vec<&str> = match whole {
        Some(whole) => vec![whole],
        None => [given, family].into_iter().flatten().collect(),
    };
    Some(parts.join(" ")).filter(|name| !name.is_empty())
}
