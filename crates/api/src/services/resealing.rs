//! Everything that is sealed, sealed anew under another secret.

use super::{pseudonym_secrets as pseudonyms, second_factors as factors, signing_keys as keys};
use crate::{
    db::{AnyConn, outgoing_mails, pseudonym_secrets, second_factors, signing_keys},
    error::ApiError,
    mail::post,
    sealer::Sealer,
};

/// From the sealer of one secret to that of another.
#[derive(Debug, Clone)]
pub struct Resealing {
    pub from: Sealer,
    pub to: Sealer,
}

impl Resealing {
    /// Seals every value anew; gives their number. Each table that holds sealed values has a line.
    pub fn all(&self, conn: &mut AnyConn) -> Result<usize, ApiError> {
        let mut values = 0;
        values += self.each(
            conn,
            signing_keys::sealed,
            |kid| keys::context(kid),
            |conn, kid, sealed| signing_keys::set_sealed(conn, kid, sealed),
        )?;
        values += self.each(
            conn,
            second_factors::sealed,
            |id| factors::context(*id),
            |conn, id, sealed| second_factors::set_sealed(conn, *id, sealed),
        )?;
        values += self.each(
            conn,
            pseudonym_secrets::sealed,
            pseudonyms::context,
            pseudonym_secrets::set_sealed,
        )?;
        values += self.each(
            conn,
            outgoing_mails::sealed,
            |_| post::CONTEXT.to_owned(),
            |conn, id, sealed| outgoing_mails::set_sealed(conn, *id, sealed),
        )?;
        Ok(values)
    }

    /// One table: how its values are read, what each is bound to, how it is kept.
    fn each<K, E>(
        &self,
        conn: &mut AnyConn,
        read: impl Fn(&mut AnyConn) -> Result<Vec<(K, String)>, E>,
        context: impl Fn(&K) -> String,
        keep: impl Fn(&mut AnyConn, &K, &str) -> Result<(), E>,
    ) -> Result<usize, ApiError>
    where
        ApiError: From<E>,
    {
        let values = read(conn)?;
        for (key, sealed) in &values {
            let context = context(key);
            let plain = self.from.open(&context, sealed)?;
            keep(conn, key, &self.to.seal(&context, &plain)?)?;
        }
        Ok(values.len())
    }
}
