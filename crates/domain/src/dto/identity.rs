//! Logins through an identity provider.

use serde::{Deserialize, Serialize};

/// An item of `GET /auth/providers`: another way to log in than a password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoginProvider {
    /// What people call it, for a button.
    pub label: String,
    /// Address to send the browser to; it takes `next`, the page of the application to end at.
    pub start: String,
}

/// Why a login through the provider came to nothing: `erreur` in the address of the login page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginRefusal {
    /// The person said no, or the provider did.
    Denied,
    /// The provider tells no mail, and knows nobody whose account is linked.
    MailMissing,
    /// The provider does not vouch for the mail.
    MailUnverified,
    /// The account may not log in.
    Inactive,
    /// Anything else: begin again.
    Failed,
}

impl LoginRefusal {
    pub const ALL: [Self; 5] =
        [Self::Denied, Self::MailMissing, Self::MailUnverified, Self::Inactive, Self::Failed];

    /// The code in the address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::MailMissing => "mail_missing",
            Self::MailUnverified => "mail_unverified",
            Self::Inactive => "inactive",
            Self::Failed => "failed",
        }
    }

    /// Reads what [`LoginRefusal::as_str`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|refusal| refusal.as_str() == text)
    }
}
