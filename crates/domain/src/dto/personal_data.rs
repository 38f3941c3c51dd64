//! What is kept about a person, handed to them; and the secret that makes pseudonyms of patients.

use serde::{Deserialize, Serialize};

use super::{
    AlertState, ExportRecipient, ImportKind, ImportState, LabelField, Role, SavedAnalysis, Scope,
    Screen, TicketState,
};

/// `GET /establishments/{finess}/pseudonym-secret`: for members who deliver, and for nobody else.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PseudonymSecretInForce {
    /// Pseudonyms of different versions do not match.
    pub version: i32,
    /// 256 bits, base64url.
    pub secret: String,
}

impl std::fmt::Debug for PseudonymSecretInForce {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PseudonymSecretInForce")
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// Answer to `POST /establishments/{finess}/pseudonym-secret/rotation`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PseudonymSecretRotated {
    pub version: i32,
}

/// `GET /me/export`: all that is kept about the person who asks. Moments are UTC, ISO 8601.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountExport {
    pub exported_at: String,
    pub account: KeptAccount,
    pub memberships: Vec<KeptMembership>,
    pub scopes: Vec<KeptScope>,
    pub logins: Vec<KeptLogin>,
    /// Failed attempts to log in since the last success.
    pub failed_logins: i32,
    pub identities: Vec<KeptIdentity>,
    pub tokens: Vec<KeptToken>,
    pub charter_signatures: Vec<KeptSignature>,
    pub imports: Vec<KeptImport>,
    /// Findings of imports that the person acknowledged.
    pub acknowledgements: Vec<KeptAcknowledgement>,
    /// Years that the person closed, opened again, or asked to open.
    pub closings: Vec<KeptClosing>,
    /// Campaigns that the person set last.
    pub campaigns: Vec<KeptCampaign>,
    /// Frozen bases that the person took.
    pub snapshots: Vec<KeptSnapshot>,
    /// What the person opened to everybody.
    pub openings: Vec<KeptOpening>,
    /// Reports that the person made.
    pub reports: Vec<KeptReport>,
    /// Files of isolates for others that the person made.
    pub isolate_exports: Vec<KeptIsolateExport>,
    /// Anomalies that the person spoke about or takes care of.
    pub anomalies: Vec<KeptAnomaly>,
    /// Alerts that the person decided about.
    pub alert_decisions: Vec<KeptAlertDecision>,
    /// Synonyms that the person decided on for the national team.
    pub synonym_decisions: Vec<KeptSynonymDecision>,
    /// Analyses that the person keeps.
    pub saved_analyses: Vec<SavedAnalysis>,
    /// Requests for help of the person.
    pub tickets: Vec<KeptTicket>,
    /// What the person wrote in requests for help, their own or those of others.
    pub ticket_messages: Vec<KeptTicketMessage>,
    /// Entries of journals that the person caused or that are about them.
    pub journal: Vec<KeptEntry>,
    pub mail_links: Vec<KeptMailLink>,
    /// Invitations that the person sent, and those sent to their mail.
    pub invitations: Vec<KeptInvitation>,
}

/// The account itself. The password is kept as a hash, which is not handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptAccount {
    pub id: i32,
    pub email: String,
    pub full_name: String,
    pub state: String,
    pub created_at: String,
    pub email_verified_at: Option<String>,
    pub last_seen_at: Option<String>,
    pub terms_version: String,
    pub terms_accepted_at: String,
    pub second_factor_since: Option<String>,
    pub recovery_codes_left: i64,
}

/// A membership, in force, waiting or over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptMembership {
    pub finess: String,
    pub establishment: String,
    pub role: Role,
    /// `active`, `pending` or `ended`.
    pub state: String,
    pub since: String,
}

/// A right beyond one establishment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptScope {
    pub scope: String,
    pub granted_at: String,
}

/// One browser or program that logged in; each renewal follows from the one before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptLogin {
    pub agent: String,
    pub started_at: String,
    pub seen_at: String,
    pub expires_at: String,
    pub ended_at: Option<String>,
}

/// An account at an identity provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptIdentity {
    pub issuer: String,
    pub subject: String,
    pub linked_at: String,
}

/// A token for scripts; the token itself is kept by its holder alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptToken {
    pub finess: String,
    pub name: String,
    pub scopes: Vec<Scope>,
    pub created_at: String,
    pub expires_at: String,
    pub last_used_at: Option<String>,
    pub revoked_at: Option<String>,
}

/// A signature of the charter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptSignature {
    pub finess: String,
    pub version: String,
    pub signed_at: String,
}

/// A file that the person delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptImport {
    pub id: i32,
    pub finess: String,
    pub kind: ImportKind,
    pub period: String,
    pub state: ImportState,
    pub file_name: String,
    pub created_at: String,
}

/// A finding of an import that the person acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptAcknowledgement {
    pub import_id: i32,
    pub code: String,
    pub reason: String,
    pub comment: Option<String>,
    pub at: String,
}

/// What the person did about the closing of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptClosing {
    pub finess: String,
    pub year: i32,
    /// When the person closed it; `null` where somebody else did. So are the next two.
    pub closed_at: Option<String>,
    pub asked_at: Option<String>,
    pub reopened_at: Option<String>,
    /// Why the person asked to open it again.
    pub reason: Option<String>,
}

/// A campaign that the person set last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptCampaign {
    pub year: i32,
    pub at: String,
}

/// A frozen base that the person took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptSnapshot {
    pub snapshot: i32,
    pub name: String,
    pub at: String,
}

/// An edition that the person published, or a choice of open indicators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptOpening {
    /// Id of the frozen base; nothing for a choice of indicators.
    pub snapshot: Option<i32>,
    pub at: String,
}

/// A report that the person made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptReport {
    pub report: i32,
    pub scope: String,
    pub year: i32,
    pub at: String,
}

/// A file of isolates for others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptIsolateExport {
    pub export: i32,
    pub recipient: ExportRecipient,
    pub year: i32,
    pub study: Option<String>,
    pub at: String,
}

/// What the person said of an anomaly, or that it is theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptAnomaly {
    pub finess: String,
    pub year: i32,
    pub message: String,
    /// `null` where somebody else wrote it.
    pub note: Option<String>,
    pub is_owner: bool,
    pub at: String,
}

/// A decision of the person about an alert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptAlertDecision {
    pub alert: i32,
    pub state: AlertState,
    pub note: Option<String>,
    pub reported_on: Option<String>,
    pub at: String,
}

/// A synonym that the person accepted or refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptSynonymDecision {
    pub field: LabelField,
    pub label: String,
    pub code: Option<String>,
    pub accepted: bool,
    pub at: String,
}

/// A request for help of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptTicket {
    pub ticket: i32,
    pub subject: String,
    pub state: TicketState,
    pub screen: Option<Screen>,
    pub finess: Option<String>,
    pub year: Option<i32>,
    pub import_id: Option<i32>,
    pub at: String,
}

/// A message of the person in a request for help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptTicketMessage {
    pub ticket: i32,
    pub text: String,
    pub at: String,
}

/// An entry of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptEntry {
    pub finess: String,
    pub at: String,
    pub action: String,
    /// French sentence; other people are not named.
    pub message: String,
    /// The person caused the entry; else it is about them.
    pub caused: bool,
    pub request_id: String,
}

/// A link that was sent by mail and has not served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptMailLink {
    pub purpose: String,
    pub created_at: String,
    pub expires_at: String,
}

/// An invitation; other people are not named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptInvitation {
    pub finess: String,
    pub role: Role,
    /// The person sent it; else it was sent to their mail.
    pub sent: bool,
    pub created_at: String,
    pub expires_at: String,
}
