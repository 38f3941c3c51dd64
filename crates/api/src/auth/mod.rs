//! Who is calling, and what they may do.

pub mod access_token;
pub mod extractors;
pub mod password_rules;
pub mod passwords;
pub mod refresh_cookie;
pub mod rights;

pub use access_token::AccessTokens;
pub use extractors::{Contributor, Observer, Referent, SignedIn};
pub use passwords::Passwords;
pub use rights::{Member, require};
