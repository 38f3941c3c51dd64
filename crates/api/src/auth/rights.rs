//! The one place that says who may do what in an establishment.

use domain::dto::{MembershipState, Role};

use crate::{
    db::{AnyConn, memberships, users},
    error::ApiError,
};

/// A person with a right in an establishment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub user_id: i32,
    pub full_name: String,
    pub finess: String,
    pub role: Role,
}

/// The person as a member with at least `role`.
///
/// For an outsider, or while the référent has not accepted them, the establishment does not
/// exist; a member without the right is told so.
pub fn require(
    conn: &mut AnyConn,
    user_id: i32,
    finess: &str,
    role: Role,
) -> Result<Member, ApiError> {
    let user = users::find(conn, user_id)?.ok_or_else(ApiError::unauthorized)?;
    match memberships::find(conn, user_id, finess)? {
        Some((has, MembershipState::Active)) if has >= role => {
            Ok(Member { user_id, full_name: user.full_name, finess: finess.to_owned(), role: has })
        }
        Some((_, MembershipState::Active)) => Err(ApiError::forbidden()),
        Some((_, MembershipState::Pending)) | None => Err(ApiError::not_found()),
    }
}
