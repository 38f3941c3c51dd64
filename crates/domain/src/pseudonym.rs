//! Pseudonyms: what leaves the hospital in the place of patient identifiers.
//!
//! HMAC-SHA-256 of the normal form of an identifier, under a secret that each establishment has to
//! itself. The same patient has the same pseudonym in every file of an establishment, another one in
//! every other establishment, and nobody without the secret can try identifiers out.

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use unicode_normalization::UnicodeNormalization;

use crate::import::collapse;

const SECRET_BYTES: usize = 32;
/// Block of SHA-256: a shorter key of an HMAC ends in zeros.
const BLOCK_BYTES: usize = 64;

/// The secret of an establishment, 256 bits; base64url where it is a text.
#[derive(Clone, PartialEq, Eq)]
pub struct PseudonymSecret([u8; SECRET_BYTES]);

impl fmt::Debug for PseudonymSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PseudonymSecret(…)")
    }
}

impl From<[u8; SECRET_BYTES]> for PseudonymSecret {
    fn from(bytes: [u8; SECRET_BYTES]) -> Self {
        Self(bytes)
    }
}

/// The text holds no secret of 256 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a secret of 256 bits in base64url")]
pub struct NotASecret;

impl FromStr for PseudonymSecret {
    type Err = NotASecret;

    fn from_str(text: &str) -> Result<Self, NotASecret> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotASecret)?;
        bytes.try_into().map(Self).map_err(|_| NotASecret)
    }
}

impl PseudonymSecret {
    /// The secret as it travels to those who make pseudonyms.
    pub fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// The pseudonym of an identifier, 43 characters; nothing for an empty identifier.
    pub fn pseudonym(&self, identifier: &str) -> Option<String> {
        let normal = normal_identifier(identifier);
        (!normal.is_empty()).then(|| URL_SAFE_NO_PAD.encode(hmac(&self.0, normal.as_bytes())))
    }
}

/// Whether a text is what a secret makes of an identifier.
pub fn is_pseudonym(text: &str) -> bool {
    URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == 32)
}

/// An identifier as it is compared: without outer blanks, each inner run of blanks (no-break spaces
/// and line breaks too) one space, in capitals, composed (Unicode NFC).
///
/// Leading zeros and punctuation stay: in some hospitals they tell two patients apart.
pub fn normal_identifier(identifier: &str) -> String {
    collapse(identifier).to_uppercase().nfc().collect()
}

/// RFC 2104 with SHA-256, for keys that fit into a block.
fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut block = [0; BLOCK_BYTES];
    block.iter_mut().zip(key).for_each(|(to, from)| *to = *from);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
            .collect()
    }

    /// RFC 4231, the cases whose key fits into a block.
    #[test]
    fn the_code_is_that_of_the_rfc() {
        let check = |key: &[u8], message: &[u8], expected: &str| {
            assert_eq!(hmac(key, message).to_vec(), bytes(expected));
        };
        check(
            &[0x0b; 20],
            b"Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        );
        check(
            b"Jefe",
            b"what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        );
        check(
            &[0xaa; 20],
            &[0xdd; 50],
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
        );
        let key: Vec<u8> = (1..=25).collect();
        check(
            &key,
            &[0xcd; 50],
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
        );
    }

    #[test]
    fn the_ways_to_write_an_identifier_are_one() {
        for typed in
            ["  ab 0123é ", "AB 0123É", "ab\u{a0}0123\u{e9}", "ab \n 0123e\u{301}", "Ab  0123É"]
        {
            assert_eq!(normal_identifier(typed), "AB 0123\u{c9}", "{typed:?}");
        }
    }

    #[test]
    fn zeros_and_punctuation_tell_patients_apart() {
        let secret = PseudonymSecret::from([7; 32]);
        let typed = ["0123", "123", "1-23", "12 3"];
        let mut pseudonyms: Vec<_> = typed.iter().map(|id| secret.pseudonym(id)).collect();
        pseudonyms.dedup();
        assert_eq!(pseudonyms.len(), typed.len());
    }

    #[test]
    fn a_pseudonym_belongs_to_its_establishment() {
        let (ours, theirs) = (PseudonymSecret::from([1; 32]), PseudonymSecret::from([2; 32]));
        let pseudonym = ours.pseudonym("8001234").unwrap();
        assert_eq!(pseudonym.len(), 43);
        assert_eq!(ours.pseudonym(" 8001234"), Some(pseudonym.clone()));
        assert_ne!(theirs.pseudonym("8001234"), Some(pseudonym));
        assert_eq!(ours.pseudonym(" \u{a0} "), None);
    }

    #[test]
    fn a_secret_is_read_back_from_its_text_and_never_shown() {
        let secret = PseudonymSecret::from([9; 32]);
        assert_eq!(secret.to_text().parse(), Ok(secret.clone()));
        assert_eq!("c2hvcnQ".parse::<PseudonymSecret>(), Err(NotASecret));
        assert!(!format!("{secret:?}").contains(&secret.to_text()));
    }
}
