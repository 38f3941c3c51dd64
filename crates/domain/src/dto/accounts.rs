//! People: registration, login, memberships.

use serde::{Deserialize, Serialize};

/// `POST /auth/register`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewAccount {
    pub email: String,
    pub password: String,
    pub full_name: String,
    /// The terms of use must be accepted.
    pub accept_terms: bool,
}

/// Answer to a registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountCreated {
    pub id: i32,
}

/// `POST /auth/login`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Credentials {
    pub email: String,
    pub password: String,
    /// Code of the authenticator, or a recovery code, when the account has a second factor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub totp: Option<String>,
}

/// A short-lived access token; the refresh token travels in a cookie.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccessToken {
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: String,
    /// Seconds until the token expires.
    pub expires_in: i64,
}

hidden_debug!(
    NewAccount,
    Credentials,
    AccessToken,
    PasswordChange,
    TotpEnrolment,
    TotpCode,
    RecoveryCodes,
    PasswordAgain,
    TokenCreated
);

/// Right of a person in an establishment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads analyses.
    Observateur,
    /// Also imports consumption, patient-days and resistance.
    Contributeur,
    /// Also manages the structure and the users. One per establishment.
    Referent,
}

/// Whether a membership is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MembershipState {
    Active,
    Pending,
}

/// One establishment of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyMembership {
    pub finess: String,
    /// Legal entity of a site; the establishment's own number at the level of the legal entity.
    pub finess_legal: String,
    pub name: String,
    pub city: String,
    /// INSEE code of the region.
    pub region: String,
    /// INSEE code of the department; nothing in a collectivity that is none.
    pub department: Option<String>,
    /// Code of `establishment_types`.
    #[serde(rename = "type")]
    pub kind: String,
    pub role: Role,
    pub state: MembershipState,
}

/// Someone who belongs to an establishment, or asks to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Membership {
    pub user_id: i32,
    pub full_name: String,
    pub email: String,
    pub role: Role,
    pub state: MembershipState,
    /// UTC, ISO 8601: when they joined or asked to.
    pub since: String,
}

/// `PUT /establishments/{finess}/memberships/{user_id}`: accepts a request or changes a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MembershipPatch {
    /// `observateur` or `contributeur`; the role of référent is handed over instead.
    pub role: Role,
}

/// `PUT /establishments/{finess}/referent`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewReferent {
    /// A member, or someone whose request waits.
    pub user_id: i32,
}

/// An account as the national team sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    pub id: i32,
    pub email: String,
    pub full_name: String,
    /// May log in.
    pub active: bool,
    /// `national`, or `region:` and the INSEE code of a region.
    pub scopes: Vec<String>,
}

/// `PATCH /users/{id}`: absent fields stay as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountPatch {
    /// `false` ends the sessions and memberships of the account.
    pub active: Option<bool>,
    /// The scopes that the account has from now on.
    pub scopes: Option<Vec<String>>,
}

/// `GET /me`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own on the wire")]
pub struct Me {
    pub id: i32,
    pub email: String,
    pub full_name: String,
    pub memberships: Vec<MyMembership>,
    /// `national`, or `region:` and the INSEE code of a region.
    pub scopes: Vec<String>,
    /// The terms of use have changed: nothing else works until the person accepts them.
    pub terms_outdated: bool,
    /// The mail is known to be that of the person.
    pub email_verified: bool,
    /// Joining an establishment waits until the mail is verified.
    pub email_verification_required: bool,
    /// The account has a second factor.
    pub totp: bool,
    /// The scopes wait until the account has a second factor.
    pub totp_required: bool,
    /// The account has a password; without one, it logs in through the identity provider.
    pub password: bool,
    /// The account is linked to an identity provider.
    pub identity_provider: bool,
}

/// `POST /me/totp`: what an authenticator needs. The second factor counts once it is confirmed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TotpEnrolment {
    /// Base 32, to type by hand.
    pub secret: String,
    /// `otpauth://totp/…`
    pub uri: String,
    /// The address as a QR code, an SVG document.
    pub qr_svg: String,
}

/// `POST /me/totp/confirm`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TotpCode {
    /// Six digits.
    pub code: String,
}

/// Codes that each replace the authenticator once; shown this one time.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    pub codes: Vec<String>,
}

/// What is asked of a person who has logged in before something that their login alone does not allow:
/// `POST /me/totp`, `POST /me/totp/remove`, `POST /me/deletion`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordAgain {
    /// The password of now.
    pub password: String,
}

/// A text that people accept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LegalText {
    pub version: String,
    pub title: String,
    /// Paragraphs apart by blank lines; `## ` begins a heading, `- ` a list item.
    pub body: String,
}

/// A version that is accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Acceptance {
    pub version: String,
}

/// `GET /establishments/{finess}/charter`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Charter {
    /// The version in force.
    pub version: String,
    /// Delivering data waits for the signature of the version in force.
    pub required: bool,
    /// The version in force is signed: data may be delivered.
    pub signed: bool,
    /// The last signature, of whatever version.
    pub signature: Option<Signature>,
}

/// Who signed what, when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Signature {
    pub version: String,
    /// Full name.
    pub by: String,
    /// UTC, ISO 8601.
    pub at: String,
}

/// One login of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Login {
    pub id: String,
    /// Browser or program, as it names itself.
    pub agent: String,
    /// UTC, ISO 8601.
    pub started_at: String,
    /// UTC, ISO 8601: the last renewal.
    pub seen_at: String,
    /// The login that asks.
    pub current: bool,
}

/// `PUT /me/password`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordChange {
    pub current_password: String,
    pub new_password: String,
}

/// What a token for scripts may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Scope {
    /// Deliver files, and read.
    #[serde(rename = "imports:write")]
    ImportsWrite,
    /// Read.
    #[serde(rename = "analyses:read")]
    AnalysesRead,
}

/// `POST /establishments/{finess}/tokens`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewToken {
    /// What it is for, at most 80 characters.
    pub name: String,
    pub scopes: Vec<Scope>,
    /// Last day, ISO 8601; at most one year from today.
    pub expires_on: String,
}

/// Answer to a new token: the only time that it is shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenCreated {
    pub id: i32,
    pub token: String,
}

/// A token for scripts, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Token {
    pub id: i32,
    pub name: String,
    pub scopes: Vec<Scope>,
    /// Full name.
    pub created_by: String,
    /// UTC, ISO 8601.
    pub created_at: String,
    pub expires_on: String,
    /// UTC, ISO 8601, to the minute.
    pub last_used_at: Option<String>,
    pub state: TokenState,
}

/// Whether a token serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TokenState {
    Active,
    Expired,
    Revoked,
}

/// `POST /establishments/{finess}/memberships`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewMembership {
    /// Role asked for; the first person becomes référent whatever it says. Default: contributeur.
    pub role: Option<Role>,
}

/// Answer to a request to join an establishment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MembershipCreated {
    pub role: Role,
    pub state: MembershipState,
}
