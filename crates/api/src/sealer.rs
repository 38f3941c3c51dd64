//! Encrypts what the database must keep but not know: signing keys, second factors.
//!
//! XChaCha20-Poly1305 under a key made from the secret of the configuration. The context of a value
//! is bound to it: a sealed value moved to another row does not open.

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use hkdf::Hkdf;
use sha2::Sha256;

use crate::{config::Secret, error::ApiError, random};

const NONCE_BYTES: usize = 24;

/// Seals and opens values.
#[derive(Clone)]
pub struct Sealer(XChaCha20Poly1305);

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealer(…)")
    }
}

impl Sealer {
    /// The sealer of a server.
    pub fn new(secret: &Secret) -> Result<Self, ApiError> {
        let mut key = [0; 32];
        Hkdf::<Sha256>::new(None, secret.bytes())
            .expand(b"consores sealer", &mut key)
            .map_err(|error| failed("derive a key", &error))?;
        Ok(Self(XChaCha20Poly1305::new(&key.into())))
    }

    /// A value as text, bound to its context.
    pub fn seal(&self, context: &str, plain: &[u8]) -> Result<String, ApiError> {
        let nonce = random::bytes::<NONCE_BYTES>()?;
        let payload = Payload { msg: plain, aad: context.as_bytes() };
        let sealed = self
            .0
            .encrypt(&nonce.into(), payload)
            .map_err(|error| failed("seal a value", &error))?;
        Ok(STANDARD_NO_PAD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// The value of a sealed text with this context.
    pub fn open(&self, context: &str, sealed: &str) -> Result<Vec<u8>, ApiError> {
        let foreign = || ApiError::Unexpected("open a sealed value: not of this secret".into());
        let bytes = STANDARD_NO_PAD.decode(sealed).map_err(|_| foreign())?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_BYTES>().ok_or_else(foreign)?;
        let payload = Payload { msg: sealed, aad: context.as_bytes() };
        self.0.decrypt(&(*nonce).into(), payload).map_err(|_| foreign())
    }
}

fn failed(what: &str, error: &dyn std::fmt::Display) -> ApiError {
    ApiError::Unexpected(format!("{what}: {error}").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealer(secret: &str) -> Sealer {
        Sealer::new(&Secret::given(secret).unwrap()).unwrap()
    }

    #[test]
    fn a_value_opens_with_its_secret_and_context_alone() {
        let ours = sealer("ours.ours.ours.ours.ours.ours.ours");
        let sealed = ours.seal("here", b"value").unwrap();
        assert_eq!(ours.open("here", &sealed).unwrap(), b"value");
        assert!(ours.open("there", &sealed).is_err());
        assert!(sealer("theirs.theirs.theirs.theirs.theirs").open("here", &sealed).is_err());
        assert!(ours.open("here", "short").is_err());
        assert_ne!(sealed, ours.seal("here", b"value").unwrap());
    }
}
