//! The journal: what happened in an establishment, as events that explain themselves.

use chrono::NaiveDateTime;
use domain::{
    dto::{ImportKind, JournalEntry, MembershipState, Page, Role},
    import::kind_label,
};
use serde::{Deserialize, Serialize};

use crate::{
    clock, cursor,
    db::{
        AnyConn,
        journal::{self, Entry, NewEntry},
    },
    error::ApiError,
};

/// Something worth telling. A variant is never renamed: stored entries carry its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Event {
    EstablishmentAdded { name: String },
    MemberJoined { role: Role, state: MembershipState },
    ImportCreated { kind: ImportKind, period: String },
    ImportReplaced { kind: ImportKind, period: String },
    ImportCancelled { kind: ImportKind, period: String },
    DrugTableReplaced { drugs: usize },
    SectorAnswered { unit: String, answer: Option<String> },
}

impl Event {
    /// Name of the event, for programs.
    fn action(&self) -> &'static str {
        match self {
            Self::EstablishmentAdded { .. } => "establishment_added",
            Self::MemberJoined { .. } => "member_joined",
            Self::ImportCreated { .. } => "import_created",
            Self::ImportReplaced { .. } => "import_replaced",
            Self::ImportCancelled { .. } => "import_cancelled",
            Self::DrugTableReplaced { .. } => "drug_table_replaced",
            Self::SectorAnswered { .. } => "sector_answered",
        }
    }

    /// French sentence.
    fn message(&self) -> String {
        match self {
            Self::EstablishmentAdded { name } => {
                format!("Établissement «\u{a0}{name}\u{a0}» ajouté à la main")
            }
            Self::MemberJoined { role, state: MembershipState::Active } => {
                format!("Rattachement comme {}", role_label(*role))
            }
            Self::MemberJoined { role, state: MembershipState::Pending } => {
                format!("Demande de rattachement comme {}", role_label(*role))
            }
            Self::ImportCreated { kind, period } => {
                format!("Import\u{a0}: {} {period}", kind_label(*kind))
            }
            Self::ImportReplaced { kind, period } => {
                format!("Import remplacé\u{a0}: {} {period}", kind_label(*kind))
            }
            Self::ImportCancelled { kind, period } => {
                format!("Import annulé\u{a0}: {} {period}", kind_label(*kind))
            }
            Self::DrugTableReplaced { drugs } => {
                format!("Livret de la pharmacie remplacé\u{a0}: {drugs} médicaments")
            }
            Self::SectorAnswered { unit, answer: Some(answer) } => {
                format!("Secteur de l’UF {unit} précisé\u{a0}: {answer}")
            }
            Self::SectorAnswered { unit, answer: None } => {
                format!("Secteur de l’UF {unit} retiré")
            }
        }
    }
}

fn role_label(role: Role) -> &'static str {
    match role {
        Role::Observateur => "observateur",
        Role::Contributeur => "contributeur",
        Role::Referent => "référent",
    }
}

/// Adds an event of an establishment, by a person, about an import when there is one.
pub fn record(
    conn: &mut AnyConn,
    (user_id, finess): (i32, &str),
    now: NaiveDateTime,
    import_id: Option<i32>,
    event: &Event,
) -> Result<(), ApiError> {
    let detail = serde_json::to_string(event).map_err(|e| ApiError::Unexpected(e.into()))?;
    let action = event.action();
    let entry = NewEntry { finess, at: now, user_id, action, import_id, detail: &detail };
    Ok(journal::append(conn, &entry)?)
}

/// A page of the journal, newest first.
pub fn list(
    conn: &mut AnyConn,
    finess: &str,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<JournalEntry>, ApiError> {
    let before = cursor.map(cursor::decode).transpose()?;
    let total = journal::count(conn, finess)?;
    let fetch = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let entries = journal::newest(conn, finess, before, fetch)?;
    let items = entries.into_iter().map(describe).collect::<Result<Vec<_>, _>>()?;
    Ok(cursor::page(items, limit, total, |entry| entry.id))
}

fn describe(entry: Entry) -> Result<JournalEntry, ApiError> {
    let event: Event =
        serde_json::from_str(&entry.detail).map_err(|e| ApiError::Unexpected(e.into()))?;
    Ok(JournalEntry {
        id: entry.id,
        at: clock::iso(entry.at),
        who: entry.who,
        action: entry.action,
        message: event.message(),
        import_id: entry.import_id,
    })
}
