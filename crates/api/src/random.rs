//! Random values from the operating system.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::error::ApiError;

/// `N` random bytes.
pub fn bytes<const N: usize>() -> Result<[u8; N], ApiError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| ApiError::Unexpected(format!("draw random bytes: {error}").into()))?;
    Ok(bytes)
}

/// A secret of 256 bits that fits in a cookie.
pub fn token() -> Result<String, ApiError> {
    Ok(URL_SAFE_NO_PAD.encode(bytes::<32>()?))
}

/// An identifier of 128 bits.
pub fn id() -> Result<String, ApiError> {
    Ok(URL_SAFE_NO_PAD.encode(bytes::<16>()?))
}
