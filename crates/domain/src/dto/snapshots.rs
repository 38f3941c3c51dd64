//! Frozen bases: the roll-ups of a campaign, copied under a number.

use serde::{Deserialize, Serialize};

use super::Versions;

/// What a frozen base is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SnapshotKind {
    /// Everything that was delivered, closed or not.
    Provisional,
    /// Of years with a campaign, only what their establishments closed.
    Definitive,
}

/// A frozen base.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Snapshot {
    pub id: i32,
    /// Year of the campaign, and last year of the base.
    pub year: i32,
    pub first_year: i32,
    pub kind: SnapshotKind,
    pub name: String,
    /// UTC, ISO 8601.
    pub taken_at: String,
    /// Full name; `null` when the operator took it.
    pub taken_by: Option<String>,
    /// SHA-256 over every row of the base, in hexadecimal.
    pub digest: String,
    /// Of the rules and tables when it was taken.
    pub versions: Versions,
    pub counts: SnapshotCounts,
}

/// Who stands in a frozen base with the year of its campaign.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SnapshotCounts {
    /// Establishments with consumption.
    pub consumption: u32,
    /// Establishments with resistances.
    pub resistance: u32,
    /// Establishments that delivered something and are left out because their year is not closed.
    pub left_out: u32,
}

/// Body of `POST /campaigns/{year}/snapshots`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSnapshot {
    pub kind: SnapshotKind,
    /// How people call it: `Base définitive 2024`.
    pub name: String,
}

/// `GET /snapshots/{id}/verification`: the digest as it was told, and as the rows give it now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SnapshotVerification {
    pub digest: String,
    pub recomputed: String,
    /// Whether sums over establishments are those of its roll-ups.
    pub sums_agree: bool,
    /// Whether both hold.
    pub unchanged: bool,
}
