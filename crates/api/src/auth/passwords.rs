//! Password hashes: argon2id on blocking threads, a bounded number at a time.

use std::{num::NonZeroUsize, sync::Arc, thread};

use actix_web::web;
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use domain::dto::ProblemCode;
use tokio::sync::Semaphore;

use crate::{
    db::{Db, users},
    error::ApiError,
};

/// How hard a hash is to compute. The default is what OWASP advises for argon2id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    pub memory_kib: u32,
    pub passes: u32,
}

impl Default for Cost {
    fn default() -> Self {
        Self { memory_kib: 19 * 1024, passes: 2 }
    }
}

/// Computes and verifies password hashes.
#[derive(Debug, Clone)]
pub struct Passwords {
    hasher: Argon2<'static>,
    /// Verified when there is no such account, so that both answers take the same time.
    decoy: String,
    /// Each hash takes the memory of its cost: many logins at once wait for each other.
    places: Arc<Semaphore>,
}

impl Passwords {
    /// Hashes of a given cost.
    pub fn new(cost: Cost) -> Result<Self, ApiError> {
        let params =
            Params::new(cost.memory_kib, cost.passes, 1, None).map_err(|error| failed(&error))?;
        let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let decoy = hash(&hasher, "decoy")?;
        let processors = thread::available_parallelism().map_or(2, NonZeroUsize::get);
        Ok(Self { hasher, decoy, places: Arc::new(Semaphore::new(processors)) })
    }

    /// The hash to store.
    pub async fn hash(&self, password: String) -> Result<String, ApiError> {
        let hasher = self.hasher.clone();
        self.in_turn(move || hash(&hasher, &password)).await
    }

    /// [`Passwords::hash`] for callers that may block.
    pub fn hash_blocking(&self, password: &str) -> Result<String, ApiError> {
        hash(&self.hasher, password)
    }

    /// Whether the password belongs to the hash; without account or password, no, after as long a
    /// time.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool, ApiError> {
        let (hasher, decoy) = (self.hasher.clone(), self.decoy.clone());
        self.in_turn(move || {
            let stored = stored.filter(|hash| hash != users::NO_PASSWORD);
            let known = stored.is_some();
            let stored = stored.unwrap_or(decoy);
            let parsed = PasswordHash::new(&stored).map_err(|error| failed(&error))?;
            Ok(hasher.verify_password(password.as_bytes(), &parsed).is_ok() && known)
        })
        .await
    }

    /// Asks a person who has logged in for their password once more; gives their mail.
    pub async fn ask_again(
        &self,
        db: &Db,
        user_id: i32,
        password: String,
    ) -> Result<String, ApiError> {
        let (email, hash) = db
            .read(move |conn| users::password_of(conn, user_id)?.ok_or_else(ApiError::unauthorized))
            .await?;
        if hash == users::NO_PASSWORD {
            let detail = "Ce compte n’a pas de mot de passe. Choisissez-en un par «\u{a0}Mot de \
                          passe oublié\u{a0}», puis recommencez.";
            return Err(ApiError::rule(ProblemCode::WrongPassword, detail));
        }
        if !self.verify(password, Some(hash)).await? {
            let detail = "Le mot de passe actuel n’est pas le bon.";
            return Err(ApiError::rule(ProblemCode::WrongPassword, detail));
        }
        Ok(email)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let _place = self.places.acquire().await.map_err(|error| failed(&error))?;
        web::block(work).await.map_err(|error| failed(&error))?
    }
}

fn hash(hasher: &Argon2<'_>, password: &str) -> Result<String, ApiError> {
    let hash = hasher.hash_password(password.as_bytes()).map_err(|error| failed(&error))?;
    Ok(hash.to_string())
}

fn failed(error: &dyn std::fmt::Display) -> ApiError {
    ApiError::Unexpected(format!("compute a password hash: {error}").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn a_hash_knows_its_password_alone() {
        let passwords = Passwords::new(Cost { memory_kib: 8, passes: 1 }).unwrap();
        let hash = passwords.hash("une phrase de passe".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$"), "{hash}");
        let verify = |word: &str, hash| passwords.verify(word.to_owned(), hash);
        assert!(verify("une phrase de passe", Some(hash.clone())).await.unwrap());
        assert!(!verify("une autre phrase", Some(hash)).await.unwrap());
    }

    #[actix_web::test]
    async fn without_an_account_or_a_password_no_password_is_right() {
        let passwords = Passwords::new(Cost { memory_kib: 8, passes: 1 }).unwrap();
        for stored in [None, Some(users::NO_PASSWORD.to_owned())] {
            for password in ["decoy", ""] {
                assert!(!passwords.verify(password.to_owned(), stored.clone()).await.unwrap());
            }
        }
    }
}
