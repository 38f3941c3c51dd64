//! The edition that everybody reads, in memory with the answers it gave.

use std::{
    collections::{BTreeSet, HashMap},
    io::{Read, Write},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use actix_web::web::Bytes;
use domain::{
    disclosure::{Hidden, Rule, hidden_text},
    dto::{CodeLabel, OpenEdition, OpenLicence, ProblemCode},
    french,
    open::{Edition, NotOpen, Open, OpenPlace, indicators, package},
};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use sha2::{Digest, Sha256};

use super::label;
use crate::{
    clock,
    db::{
        AnyConn, Db,
        bases::Base,
        open_editions::{self, Stamp},
        snapshots,
    },
    error::ApiError,
    services::year::json,
};

/// How long what other servers decided may go unseen.
const LOOK_EVERY: Duration = Duration::from_secs(10);
/// Answers that are kept; the first ones to be asked, until the edition changes.
const MOST_ANSWERS: usize = 2_000;

/// An edition as it is stored.
pub(super) fn pack(edition: &Edition) -> Result<Vec<u8>, ApiError> {
    let text = serde_json::to_vec(edition).map_err(|error| ApiError::Unexpected(error.into()))?;
    gzip(&text)
}

fn gzip(text: &[u8]) -> Result<Vec<u8>, ApiError> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    let written = packed.write_all(text).and_then(|()| packed.finish());
    written.map_err(|error| ApiError::Unexpected(error.into()))
}

fn unpack(content: &[u8]) -> Result<Edition, ApiError> {
    let mut text = Vec::new();
    let read = GzDecoder::new(content).read_to_end(&mut text);
    read.map_err(|error| ApiError::Unexpected(error.into()))?;
    serde_json::from_slice(&text).map_err(|error| ApiError::Unexpected(error.into()))
}

/// The edition that is published, with what it answered.
#[derive(Debug)]
pub struct Published {
    pub open: Open,
    pub told: OpenEdition,
    answers: Mutex<HashMap<String, Kept>>,
}

/// An answer as it leaves, so that nobody waits for it to be compressed again.
#[derive(Debug, Clone)]
pub struct Kept {
    pub plain: Bytes,
    pub gzip: Bytes,
}

impl Published {
    /// The answer to an address, made once.
    pub fn answer(
        &self,
        address: &str,
        make: impl FnOnce(&Self) -> Result<Vec<u8>, ApiError>,
    ) -> Result<Kept, ApiError> {
        let kept = || self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = kept().get(address) {
            return Ok(answer.clone());
        }
        let plain = make(self)?;
        let answer = Kept { gzip: gzip(&plain)?.into(), plain: plain.into() };
        let mut answers = kept();
        if answers.len() < MOST_ANSWERS {
            answers.insert(address.to_owned(), answer.clone());
        }
        Ok(answer)
    }
}

/// Finds the edition that is published, and notices when another one is.
#[derive(Debug)]
pub struct OpenReader(Mutex<State>);

#[derive(Debug)]
struct State {
    written: tokio::sync::watch::Receiver<()>,
    looked: Option<Instant>,
    current: Option<(Stamp, Arc<Published>)>,
}

impl OpenReader {
    pub fn new(db: &Db) -> Self {
        Self(Mutex::new(State { written: db.written(), looked: None, current: None }))
    }

    /// The edition that everybody reads; not found where none is published.
    pub async fn current(&self, db: &Db) -> Result<Arc<Published>, ApiError> {
        let known = {
            let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let fresh = state.looked.is_some_and(|at| at.elapsed() < LOOK_EVERY);
            let same = !state.written.has_changed().unwrap_or(true);
            if let (true, true, Some((_, published))) = (fresh, same, &state.current) {
                return Ok(Arc::clone(published));
            }
            state.written.mark_unchanged();
            state.current.as_ref().map(|(stamp, published)| (stamp.clone(), Arc::clone(published)))
        };
        let found = db.read(move |conn| look(conn, known)).await?;
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.looked = Some(Instant::now());
        state.current.clone_from(&found);
        let none = || {
            let detail =
                "Aucune base n’est encore ouverte à tous. Revenez après la clôture de la campagne.";
            ApiError::rule(ProblemCode::NotFound, detail)
        };
        found.map(|(_, published)| published).ok_or_else(none)
    }
}

/// What is published now: the same as known, or another edition.
fn look(
    conn: &mut AnyConn,
    known: Option<(Stamp, Arc<Published>)>,
) -> Result<Option<(Stamp, Arc<Published>)>, ApiError> {
    let Some(stamp) = open_editions::stamp(conn)? else { return Ok(None) };
    if let Some((before, published)) = known
        && before == stamp
    {
        return Ok(Some((stamp, published)));
    }
    let published = load(conn, &stamp)?;
    Ok(Some((stamp, Arc::new(published))))
}

fn load(conn: &mut AnyConn, stamp: &Stamp) -> Result<Published, ApiError> {
    let base = snapshots::find(conn, stamp.snapshot_id)?.ok_or_else(ApiError::not_found)?;
    let (stored, content) =
        open_editions::find(conn, stamp.snapshot_id)?.ok_or_else(ApiError::not_found)?;
    let chosen = super::chosen(conn)?;
    let version = version(&stored.digest, &chosen)?;
    let open = Open::of(unpack(&content)?, chosen);
    let shown = open.edition().shown();
    let rule = Rule::current();
    let published_at = clock::iso(stored.published_at);
    let places = open.edition().places();
    let of_kind = |kind: &str| {
        let those = places.iter().filter(|place| place.kind() == kind);
        let label = |place: &OpenPlace| CodeLabel {
            code: place.code().to_owned(),
            label: place.label().to_owned(),
        };
        those.map(label).collect::<Vec<_>>()
    };
    let is_open = |id: &str| open.has(id);
    let years = open.edition().years();
    let (frozen, last) = (Base::Snapshot(base.id), years.last().copied().unwrap_or(base.year));
    let number = |of: Vec<String>| u32::try_from(of.len()).unwrap_or(u32::MAX);
    let told = OpenEdition {
        year: base.year,
        years,
        citation: format!(
            "ConsoRes, chiffres en accès libre, {}, édition du {}, version {version}.",
            base.name,
            french::day(published_at.get(..10).unwrap_or_default())
        ),
        base: base.name,
        base_sha256: base.digest,
        published_at,
        consumption_establishments: number(snapshots::with_consumption(conn, frozen, last)?),
        resistance_establishments: number(snapshots::with_resistance(conn, frozen, last)?),
        regions: of_kind("region"),
        types: of_kind("type"),
        indicators: indicators().iter().filter(|one| is_open(one.id)).map(label).collect(),
        numbers: shown.numbers,
        hidden: shown.hidden,
        hidden_text: [Hidden::Patients, Hidden::Amounts]
            .map(|what| hidden_text(what, &rule))
            .into(),
        licence: OpenLicence {
            title: package::LICENCE.title.to_owned(),
            path: package::LICENCE.path.to_owned(),
        },
        version,
    };
    Ok(Published { open, told, answers: Mutex::default() })
}

/// Sixteen digits that change with the figures and with the choice.
fn version(digest: &str, chosen: &BTreeSet<String>) -> Result<String, ApiError> {
    let chosen = json(chosen)?;
    let mut whole = domain::hex(&Sha256::digest(format!("{digest} {chosen}")));
    whole.truncate(16);
    Ok(whole)
}

impl From<NotOpen> for ApiError {
    fn from(error: NotOpen) -> Self {
        Self::rule(ProblemCode::Invalid, error.to_string())
    }
}
