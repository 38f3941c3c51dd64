//! The journal: what happened in an establishment, as events that explain themselves.

use std::collections::HashMap;

use chrono::{NaiveDateTime, TimeDelta};
use domain::{
    dto::{
        AlertState, ImportKind, JournalEntry, KeptEntry, LabelField, MembershipState, Page,
        ProblemCode, Role,
    },
    import::kind_label,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    clock, cursor,
    db::{
        AnyConn, establishments,
        journal::{self, Entry, Filter, Link, NewEntry},
        users,
    },
    error::ApiError,
    middleware::request_id,
    services::year::{from_json, json},
    text,
};

/// Something worth telling. A variant is never renamed: stored entries carry its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Event {
    EstablishmentAdded { name: String },
    CharterSigned { version: String },
    MemberJoined { role: Role, state: MembershipState },
    MemberAccepted { member: i32, role: Role },
    RoleChanged { member: i32, role: Role },
    RequestRefused { member: i32 },
    MemberRemoved { member: i32 },
    ReferentChanged { member: i32 },
    PersonInvited { invitation: i32, role: Role },
    InvitationWithdrawn { invitation: i32 },
    InvitationAccepted { invitation: i32, role: Role },
    TokenCreated { name: String },
    TokenRevoked { name: String },
    ImportCreated { kind: ImportKind, period: String },
    ImportReplaced { kind: ImportKind, period: String },
    ImportCancelled { kind: ImportKind, period: String },
    DrugTableReplaced { drugs: usize },
    SectorAnswered { unit: String, answer: Option<String> },
    PseudonymSecretMade { version: i32 },
    BedsEntered { year: i32, beds: u32 },
    LaboratoryCoded { hospital: Option<String> },
    AnomalyDecided { year: i32, code: String, justified: bool },
    YearClosed { year: i32 },
    ReopeningAsked { year: i32 },
    YearReopened { year: i32 },
    DeadlineExtended { year: i32, until: String },
    Reminded { year: i32 },
    Visited,
    LabelsAnswered { field: LabelField, labels: usize, version: Option<i32> },
    AlertsRaised { alerts: usize },
    AlertDecided { alert: i32, state: AlertState },
    AlertDraftCompleted { alert: i32 },
    AccountDeleted,
    AccountExpired,
}

impl Event {
    /// Name of the event, for programs.
    fn action(&self) -> &'static str {
        match self {
            Self::EstablishmentAdded { .. } => "establishment_added",
            Self::CharterSigned { .. } => "charter_signed",
            Self::MemberJoined { .. } => "member_joined",
            Self::MemberAccepted { .. } => "member_accepted",
            Self::RoleChanged { .. } => "role_changed",
            Self::RequestRefused { .. } => "request_refused",
            Self::MemberRemoved { .. } => "member_removed",
            Self::ReferentChanged { .. } => "referent_changed",
            Self::PersonInvited { .. } => "person_invited",
            Self::InvitationWithdrawn { .. } => "invitation_withdrawn",
            Self::InvitationAccepted { .. } => "invitation_accepted",
            Self::TokenCreated { .. } => "token_created",
            Self::TokenRevoked { .. } => "token_revoked",
            Self::ImportCreated { .. } => "import_created",
            Self::ImportReplaced { .. } => "import_replaced",
            Self::ImportCancelled { .. } => "import_cancelled",
            Self::DrugTableReplaced { .. } => "drug_table_replaced",
            Self::SectorAnswered { .. } => "sector_answered",
            Self::PseudonymSecretMade { .. } => "pseudonym_secret_made",
            Self::BedsEntered { .. } => "beds_entered",
            Self::LaboratoryCoded { .. } => "laboratory_coded",
            Self::AnomalyDecided { .. } => "anomaly_decided",
            Self::YearClosed { .. } => "year_closed",
            Self::ReopeningAsked { .. } => "reopening_asked",
            Self::YearReopened { .. } => "year_reopened",
            Self::DeadlineExtended { .. } => "deadline_extended",
            Self::Reminded { .. } => "reminded",
            Self::Visited => "visited",
            Self::LabelsAnswered { .. } => "labels_answered",
            Self::AlertsRaised { .. } => "alerts_raised",
            Self::AlertDecided { .. } => "alert_decided",
            Self::AlertDraftCompleted { .. } => "alert_draft_completed",
            Self::AccountDeleted => "account_deleted",
            Self::AccountExpired => "account_expired",
        }
    }

    /// The person whom the event is about. Entries keep the number: names change and are deleted.
    fn member(&self) -> Option<i32> {
        match self {
            Self::MemberAccepted { member, .. }
            | Self::RoleChanged { member, .. }
            | Self::RequestRefused { member }
            | Self::MemberRemoved { member }
            | Self::ReferentChanged { member } => Some(*member),
            _ => None,
        }
    }

    /// French sentence; `name` is the one of the member.
    fn message(&self, name: &str) -> String {
        match self {
            Self::EstablishmentAdded { name } => {
                format!("Établissement «\u{a0}{name}\u{a0}» ajouté à la main")
            }
            Self::CharterSigned { version } => {
                format!("Charte d’engagement signée, version {version}")
            }
            Self::MemberJoined { role, state: MembershipState::Active } => {
                format!("Rattachement comme {}", role_label(*role))
            }
            Self::MemberJoined { role, state: MembershipState::Pending } => {
                format!("Demande de rattachement comme {}", role_label(*role))
            }
            Self::MemberAccepted { role, .. } => {
                format!("{name}\u{a0}: rattachement accepté comme {}", role_label(*role))
            }
            Self::RoleChanged { role, .. } => {
                format!("{name}\u{a0}: désormais {}", role_label(*role))
            }
            Self::RequestRefused { .. } => format!("{name}\u{a0}: demande non retenue"),
            Self::MemberRemoved { .. } => format!("{name}\u{a0}: fin du rattachement"),
            Self::ReferentChanged { .. } => format!("{name}\u{a0}: désormais référent"),
            Self::PersonInvited { invitation, role } => {
                format!("Invitation n°\u{a0}{invitation} envoyée, comme {}", role_label(*role))
            }
            Self::InvitationWithdrawn { invitation } => {
                format!("Invitation n°\u{a0}{invitation} retirée")
            }
            Self::InvitationAccepted { invitation, role } => {
                format!("Invitation n°\u{a0}{invitation} acceptée, comme {}", role_label(*role))
            }
            Self::TokenCreated { name } => format!("Jeton «\u{a0}{name}\u{a0}» créé"),
            Self::TokenRevoked { name } => format!("Jeton «\u{a0}{name}\u{a0}» révoqué"),
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
            Self::BedsEntered { year, beds } => format!("Lits de {year}\u{a0}: {beds}"),
            Self::LaboratoryCoded { hospital } => laboratory_coded(hospital.as_deref()),
            Self::AnomalyDecided { year, code, justified } => {
                let said = if *justified { "justifiée" } else { "à traiter" };
                format!("Anomalie {code} de {year}\u{a0}: {said}")
            }
            Self::YearClosed { year } => format!("Année {year} clôturée"),
            Self::ReopeningAsked { year } => format!("Réouverture de {year} demandée"),
            Self::YearReopened { year } => format!("Année {year} rouverte"),
            Self::DeadlineExtended { year, until } => {
                format!("Délai pour {year} prolongé jusqu’au {until}")
            }
            Self::Reminded { year } => format!("Relance pour {year} envoyée au référent"),
            Self::Visited => {
                "Tableau de bord consulté au titre de la région ou de la nation".to_owned()
            }
            Self::LabelsAnswered { field, labels, version } => {
                let said = if *labels == 1 { "libellé changé" } else { "libellés changés" };
                let version = version.map(|version| format!(" (version {version})"));
                format!(
                    "Correspondances {}\u{a0}: {labels}\u{a0}{said}{}",
                    field_label(*field),
                    version.unwrap_or_default()
                )
            }
            Self::PseudonymSecretMade { version: 1 } => {
                "Clé de pseudonymisation des patients créée".to_owned()
            }
            Self::PseudonymSecretMade { version } => {
                format!("Clé de pseudonymisation des patients remplacée, version {version}")
            }
            Self::AlertsRaised { alerts: 1 } => "1\u{a0}alerte nouvelle ou complétée".to_owned(),
            Self::AlertsRaised { alerts } => {
                format!("{alerts}\u{a0}alertes nouvelles ou complétées")
            }
            Self::AlertDecided { alert, state } => {
                format!("Alerte n°\u{a0}{alert}\u{a0}: {}", alert_state(*state))
            }
            Self::AlertDraftCompleted { alert } => {
                format!("Alerte n°\u{a0}{alert}\u{a0}: brouillon de signalement complété")
            }
            Self::AccountDeleted => {
                "Compte supprimé par la personne\u{a0}: fin du rattachement".to_owned()
            }
            Self::AccountExpired => {
                "Compte longtemps inutilisé, fermé\u{a0}: fin du rattachement".to_owned()
            }
        }
    }
}

/// What the ECDC calls an establishment from now on, in a sentence.
fn laboratory_coded(hospital: Option<&str>) -> String {
    hospital.map_or_else(
        || "Code EARS-Net retiré".to_owned(),
        |hospital| format!("Code EARS-Net\u{a0}: {hospital}"),
    )
}

/// What the labels of a field name, in a sentence.
fn field_label(field: LabelField) -> &'static str {
    match field {
        LabelField::Specimen => "des natures de prélèvement",
        LabelField::Organism => "des micro-organismes",
        LabelField::Antibiotic => "des antibiotiques",
        LabelField::Result => "des résultats",
        LabelField::Esbl => "de la BLSE",
        LabelField::Carbapenemase => "de la carbapénémase",
        LabelField::CarbapenemaseType => "des types de carbapénémase",
        LabelField::Sex => "du sexe",
    }
}

/// The state of an alert in a sentence.
const fn alert_state(state: AlertState) -> &'static str {
    match state {
        AlertState::New => "à examiner",
        AlertState::Reviewed => "vue",
        AlertState::Reported => "signalée",
        AlertState::Dismissed => "écartée",
    }
}

/// The role in a sentence.
pub fn role_label(role: Role) -> &'static str {
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
    // One after the other, or two entries would follow the same one.
    establishments::lock(conn, finess)?;
    let before = journal::last_hash(conn, finess)?.unwrap_or_default();
    let mut link = Link {
        id: 0,
        finess: finess.to_owned(),
        at: now,
        user_id,
        action: event.action().to_owned(),
        import_id,
        detail: json(event)?,
        request_id: request_id::current(),
        hash: String::new(),
    };
    link.hash = hash(&before, &link);
    let entry = NewEntry {
        finess,
        at: now,
        user_id,
        action: &link.action,
        import_id,
        detail: &link.detail,
        request_id: &link.request_id,
        hash: &link.hash,
    };
    Ok(journal::append(conn, &entry)?)
}

/// Refuses what a person has done `most` times since a day ago, wherever they did it.
pub fn bound(
    conn: &mut AnyConn,
    user_id: i32,
    action: &str,
    most: i64,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    // One after the other, or many at once would all be below the bound.
    users::lock_active(conn, user_id)?;
    if journal::count_of_person(conn, user_id, action, now - TimeDelta::days(1))? < most {
        return Ok(());
    }
    let detail = format!("Cela n’est possible que {most}\u{a0}fois par jour. Continuez demain.");
    Err(ApiError::rule(ProblemCode::TooManyAttempts, detail))
}

/// The hash of an entry after the one whose hash is `before`: SHA-256 of the fields, each after its
/// length, so that no text can pass for two others.
fn hash(before: &str, link: &Link) -> String {
    let fields = [
        before,
        &link.finess,
        &link.at.and_utc().timestamp_millis().to_string(),
        &link.user_id.to_string(),
        &link.action,
        &link.import_id.map(|id| id.to_string()).unwrap_or_default(),
        &link.detail,
        &link.request_id,
    ];
    let mut digest = Sha256::new();
    for field in fields {
        digest.update((field.len() as u64).to_be_bytes());
        digest.update(field);
    }
    domain::hex(&digest.finalize())
}

/// The proof of the journal of an establishment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    pub entries: usize,
    /// Hash of the last entry: kept elsewhere, it proves later that none was taken from the end.
    pub head: String,
    /// The first entry that does not follow from the one before.
    pub broken_at: Option<i32>,
}

/// Follows the hashes of an establishment from the first entry on.
pub fn verify(conn: &mut AnyConn, finess: &str) -> Result<Proof, ApiError> {
    let chain = journal::chain(conn, finess)?;
    let mut before = String::new();
    let mut broken_at = None;
    for link in &chain {
        // Entries from before the chain have no hash, and come first.
        let older = link.hash.is_empty() && before.is_empty();
        if !older && link.hash != hash(&before, link) {
            broken_at = Some(link.id);
            break;
        }
        before.clone_from(&link.hash);
    }
    Ok(Proof { entries: chain.len(), head: before, broken_at })
}

/// Verifies every journal.
pub fn verify_all(conn: &mut AnyConn) -> Result<Vec<(String, Proof)>, ApiError> {
    let establishments = journal::establishments(conn)?;
    establishments
        .into_iter()
        .map(|finess| {
            let proof = verify(conn, &finess)?;
            Ok((finess, proof))
        })
        .collect()
}

/// A page of the journal, newest first.
pub fn list(
    conn: &mut AnyConn,
    finess: &str,
    filter: &Filter,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<JournalEntry>, ApiError> {
    let before = cursor.map(cursor::decode).transpose()?;
    let total = journal::count(conn, finess, filter)?;
    let fetch = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let entries = journal::newest(conn, finess, filter, before, fetch)?;
    let items = described(conn, entries)?;
    Ok(cursor::page(items, limit, total, |entry| entry.id))
}

/// The whole journal as a CSV file for a French spreadsheet, newest first.
pub fn export(conn: &mut AnyConn, finess: &str, filter: &Filter) -> Result<Vec<u8>, ApiError> {
    let entries = journal::newest(conn, finess, filter, None, i64::MAX)?;
    let entries = described(conn, entries)?;
    let mut file = csv::WriterBuilder::new().delimiter(b';').from_writer(text::BOM.to_vec());
    let failed = |error: csv::Error| ApiError::Unexpected(error.into());
    file.write_record(["Numéro", "Date (UTC)", "Personne", "Action", "Import"]).map_err(failed)?;
    for entry in entries {
        let import = entry.import_id.map(|id| id.to_string()).unwrap_or_default();
        let cells = [entry.id.to_string(), entry.at, entry.who, entry.message, import];
        file.write_record(cells.map(|cell| text::cell(&cell))).map_err(failed)?;
    }
    file.into_inner().map_err(|error| ApiError::Unexpected(error.to_string().into()))
}

/// The entries that a person caused or that are about them, oldest first; others are not named.
pub fn of_person(conn: &mut AnyConn, user_id: i32) -> Result<Vec<KeptEntry>, ApiError> {
    let mut kept = Vec::new();
    for link in journal::of_person(conn, user_id)? {
        let event: Event = from_json(&link.detail)?;
        let caused = link.user_id == user_id;
        let about = event.member() == Some(user_id);
        if !caused && !about {
            continue;
        }
        let name = if about { "Vous" } else { "Une autre personne" };
        kept.push(KeptEntry {
            finess: link.finess,
            at: clock::iso(link.at),
            action: link.action,
            message: event.message(name),
            caused,
            request_id: link.request_id,
        });
    }
    Ok(kept)
}

/// Entries in French.
fn described(conn: &mut AnyConn, entries: Vec<Entry>) -> Result<Vec<JournalEntry>, ApiError> {
    let events = entries
        .into_iter()
        .map(|entry| Ok((serde_json::from_str(&entry.detail)?, entry)))
        .collect::<Result<Vec<(Event, Entry)>, serde_json::Error>>()
        .map_err(|error| ApiError::Unexpected(error.into()))?;
    let members: Vec<i32> = events.iter().filter_map(|(event, _)| event.member()).collect();
    let names = users::names(conn, &members)?;
    Ok(events.into_iter().map(|(event, entry)| describe(&event, entry, &names)).collect())
}

fn describe(event: &Event, entry: Entry, names: &HashMap<i32, String>) -> JournalEntry {
    let name = event.member().and_then(|member| names.get(&member));
    JournalEntry {
        id: entry.id,
        at: clock::iso(entry.at),
        who: entry.who,
        action: entry.action,
        message: event.message(name.map_or("", String::as_str)),
        import_id: entry.import_id,
    }
}
