//! What comes and goes by mail: proofs of an address, new passwords, invitations.

use serde::{Deserialize, Serialize};

use super::Role;

/// The token of a link that came by mail: `POST /auth/email/verify`, `POST /invitations/preview`,
/// `POST /invitations/accept`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkToken {
    pub token: String,
}

/// `POST /auth/password/forgot`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ForgottenPassword {
    pub email: String,
}

/// `POST /auth/password/reset`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordReset {
    /// Of the link that came by mail.
    pub token: String,
    pub new_password: String,
}

hidden_debug!(LinkToken, PasswordReset);

/// `POST /establishments/{finess}/invitations`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewInvitation {
    pub email: String,
    /// `observateur` or `contributeur`.
    pub role: Role,
}

/// An invitation that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    pub id: i32,
    pub email: String,
    pub role: Role,
    /// Full name.
    pub invited_by: String,
    /// UTC, ISO 8601.
    pub created_at: String,
    /// UTC, ISO 8601.
    pub expires_at: String,
    /// It waited too long: its link no longer serves.
    pub expired: bool,
}

/// What an invitation says to whoever has its link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationPreview {
    pub finess: String,
    pub name: String,
    pub city: String,
    pub role: Role,
    /// Full name.
    pub invited_by: String,
    /// The mail whose account may accept.
    pub email: String,
    /// There is such an account already.
    pub has_account: bool,
    /// UTC, ISO 8601.
    pub expires_at: String,
}
