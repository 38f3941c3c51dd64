//! Requests for help: what somebody asks the national team, where they were, and the answers.

use serde::{Deserialize, Serialize};

/// Longest subject of a request for help, in characters.
pub const TICKET_SUBJECT_MAX: usize = 120;
/// Longest message, in characters.
pub const TICKET_MESSAGE_MAX: usize = 4_000;

/// Where a request for help stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TicketState {
    /// Waits for an answer.
    Open,
    /// The national team has the last word.
    Answered,
    /// Whoever asked, or the national team, says that it is settled.
    Closed,
}

/// The screen that somebody was on. A closed list: nothing of what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Screen {
    Establishments,
    Dashboard,
    Resistances,
    Alerts,
    Structure,
    Beds,
    Imports,
    /// A stored import.
    Import,
    /// The steps of the import wizard.
    NewImportKind,
    NewImportFile,
    NewImportColumns,
    NewImportVerdict,
    NewImportResult,
    Correspondences,
    Anomalies,
    Reports,
    Closing,
    Charter,
    People,
    Tokens,
    Journal,
    Account,
    Cockpit,
    Analyses,
    /// Trying a file without delivering it.
    Trial,
    Help,
    Other,
}

/// `POST /tickets`. What is left out of the context is not told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewTicket {
    /// One line, at most 120 characters; tells of no person.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Des lignes rejetées que je ne comprends pas")
    )]
    pub subject: String,
    /// At most 4000 characters; tells of no person.
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "Les UF de chirurgie sont rejetées alors qu’elles sont dans la structure."
        )
    )]
    pub message: String,
    #[serde(default)]
    pub context: NewTicketContext,
}

/// Where somebody was when they asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewTicketContext {
    pub screen: Option<Screen>,
    /// An establishment that the person may read.
    pub finess: Option<String>,
    /// That of the import where this is left out.
    pub year: Option<i32>,
    /// An import of this establishment.
    pub import_id: Option<i32>,
    /// Codes of controls, `CO02`. Of an import, those that it does not have are left out.
    pub rules: Vec<String>,
}

/// `POST /tickets/{id}/messages`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewTicketMessage {
    /// At most 4000 characters; tells of no person.
    #[cfg_attr(feature = "openapi", schema(example = "Merci, c’est réglé."))]
    pub text: String,
}

/// `GET /tickets`: a request for help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ticket {
    pub id: i32,
    pub subject: String,
    pub state: TicketState,
    /// Full name.
    pub asked_by: String,
    /// Whoever reads asked it.
    pub own: bool,
    /// UTC, ISO 8601.
    pub asked_at: String,
    /// Who wrote last: full name.
    pub last_by: String,
    /// Whoever asked wrote last.
    pub last_by_asker: bool,
    /// The last message, or the closing; UTC, ISO 8601.
    pub last_at: String,
    pub context: TicketContext,
}

/// What was told with a request for help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketContext {
    pub screen: Option<Screen>,
    pub finess: Option<String>,
    /// Name and town.
    pub establishment: Option<String>,
    pub year: Option<i32>,
    pub import_id: Option<i32>,
    /// Codes of controls.
    pub rules: Vec<String>,
}

/// `GET /tickets/{id}`: the request with its messages, the first one first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketDetail {
    pub ticket: Ticket,
    pub messages: Vec<TicketMessage>,
}

/// A message of a request for help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketMessage {
    /// Full name.
    pub by: String,
    /// Written by whoever asked; else by the national team.
    pub by_asker: bool,
    /// UTC, ISO 8601.
    pub at: String,
    pub text: String,
}
