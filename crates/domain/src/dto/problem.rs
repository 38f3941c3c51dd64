//! RFC 9457 problems with a closed list of codes.

use serde::{Deserialize, Serialize};

use super::IssueRow;

/// What went wrong, for programs. A code is never renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    Unauthorized,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    Invalid,
    EmailTaken,
    EmailUnverified,
    LinkExpired,
    WeakPassword,
    TermsRefused,
    TermsOutdated,
    CharterUnsigned,
    TooManyAttempts,
    WrongPassword,
    TotpRequired,
    TotpWrong,
    TotpUnconfirmed,
    InvalidFiness,
    MemberAlready,
    ReferentStays,
    EstablishmentExists,
    PayloadTooLarge,
    TooSlow,
    EmptyFile,
    UnsupportedFile,
    EncryptedFile,
    DamagedFile,
    FileTooLarge,
    SheetNotFound,
    HeaderNotFound,
    WrongKind,
    NamesInFile,
    MissingColumn,
    ColumnUsedTwice,
    UnknownColumn,
    InvalidPeriod,
    PeriodMismatch,
    PeriodOverlap,
    StructureAbsent,
    NothingUsable,
    DuplicateImport,
    DeliveredElsewhere,
    Unacknowledged,
    ImportNotStored,
    YearClosed,
    YearIncomplete,
    YearOpen,
    TooManyTickets,
    ProviderUnreachable,
    Busy,
    Internal,
}

impl ProblemCode {
    /// HTTP status and short French title of a code.
    pub const fn describe(self) -> (u16, &'static str) {
        match self {
            Self::Unauthorized => (401, "Connexion nécessaire"),
            Self::Forbidden => (403, "Droit insuffisant"),
            Self::NotFound => (404, "Introuvable"),
            Self::MethodNotAllowed => (405, "Méthode non prévue"),
            Self::Invalid => (422, "Demande incorrecte"),
            Self::EmailTaken => (422, "Adresse déjà utilisée"),
            Self::EmailUnverified => (403, "Adresse non confirmée"),
            Self::LinkExpired => (410, "Lien expiré ou déjà utilisé"),
            Self::WeakPassword => (422, "Mot de passe trop faible"),
            Self::TermsRefused => (422, "Conditions d’utilisation non acceptées"),
            Self::TermsOutdated => (403, "Nouvelles conditions d’utilisation"),
            Self::CharterUnsigned => (409, "Charte non signée"),
            Self::TotpRequired => (401, "Code de l’authentificateur nécessaire"),
            Self::TotpWrong => (401, "Code de l’authentificateur incorrect"),
            Self::TotpUnconfirmed => (422, "Authentificateur non confirmé"),
            Self::WrongPassword => (422, "Mot de passe actuel incorrect"),
            Self::TooManyAttempts => (429, "Trop de tentatives"),
            Self::InvalidFiness => (422, "Numéro FINESS incorrect"),
            Self::MemberAlready => (409, "Rattachement déjà demandé"),
            Self::ReferentStays => (409, "Le référent ne peut pas être retiré"),
            Self::EstablishmentExists => (409, "Établissement déjà connu"),
            Self::PayloadTooLarge => (413, "Fichier trop volumineux"),
            Self::TooSlow => (408, "Envoi trop lent"),
            Self::EmptyFile => (422, "Fichier vide"),
            Self::UnsupportedFile => (415, "Type de fichier non pris en charge"),
            Self::EncryptedFile => (422, "Classeur protégé par un mot de passe"),
            Self::DamagedFile => (422, "Fichier endommagé"),
            Self::FileTooLarge => (413, "Feuille trop grande"),
            Self::SheetNotFound => (422, "Feuille introuvable"),
            Self::HeaderNotFound => (422, "Ligne d’en-tête introuvable"),
            Self::WrongKind => (422, "Ce n’est pas le fichier attendu"),
            Self::NamesInFile => (422, "Des noms de patients dans le fichier"),
            Self::MissingColumn => (422, "Colonne obligatoire manquante"),
            Self::ColumnUsedTwice => (422, "Colonne utilisée deux fois"),
            Self::UnknownColumn => (422, "Colonne introuvable"),
            Self::InvalidPeriod => (422, "Période incorrecte"),
            Self::PeriodMismatch => (422, "Période du fichier différente"),
            Self::PeriodOverlap => (409, "Période déjà couverte"),
            Self::StructureAbsent => (409, "Structure absente"),
            Self::NothingUsable => (422, "Aucune ligne utilisable"),
            Self::DuplicateImport => (409, "Fichier déjà importé"),
            Self::DeliveredElsewhere => (409, "Année déjà livrée à un autre niveau"),
            Self::Unacknowledged => (409, "Constats à confirmer"),
            Self::ImportNotStored => (409, "Import qui n’est pas en vigueur"),
            Self::YearClosed => (409, "Année clôturée"),
            Self::YearIncomplete => (409, "Année incomplète"),
            Self::YearOpen => (409, "Année ouverte"),
            Self::TooManyTickets => (409, "Trop de demandes d’aide"),
            Self::ProviderUnreachable => (503, "Fournisseur d’identité injoignable"),
            Self::Busy => (503, "Service momentanément occupé"),
            Self::Internal => (500, "Erreur interne"),
        }
    }
}

impl Problem {
    /// A problem without rows.
    pub fn new(code: ProblemCode, detail: String) -> Self {
        let (status, title) = code.describe();
        let name = serde_json::to_value(code).ok();
        let name = name.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
        Self {
            kind: format!("/docs/problems#{name}"),
            title: title.to_owned(),
            status,
            detail,
            code,
            request_id: String::new(),
            issues: Vec::new(),
        }
    }
}

/// `application/problem+json` body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// URI reference of the explanation of the code: `/docs/problems#<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    /// What happened and what to do, in French.
    pub detail: String,
    pub code: ProblemCode,
    pub request_id: String,
    /// Rows concerned, where rows are concerned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issues: Vec<IssueRow>,
}
