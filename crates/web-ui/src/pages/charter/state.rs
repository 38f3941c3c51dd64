//! Where the signature of the charter stands, for the person who looks.

use domain::dto::Charter;

/// What the person should know or do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CharterState {
    /// The version in force is signed.
    Signed,
    /// The person can sign it.
    ToSign,
    /// Somebody else has to; `required` when data wait for it.
    Awaited { required: bool },
}

pub const fn charter_state(charter: &Charter, is_referent: bool) -> CharterState {
    match (charter.signed, is_referent) {
        (true, _) => CharterState::Signed,
        (false, true) => CharterState::ToSign,
        (false, false) => CharterState::Awaited { required: charter.required },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_referent_is_asked_to_sign() {
        let charter =
            |signed| Charter { version: "1".to_owned(), required: true, signed, signature: None };
        assert_eq!(charter_state(&charter(false), true), CharterState::ToSign);
        assert_eq!(charter_state(&charter(false), false), CharterState::Awaited { required: true });
        assert_eq!(charter_state(&charter(true), true), CharterState::Signed);
    }
}
