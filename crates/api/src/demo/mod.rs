//! Demonstration establishments: sample files through the same pipeline as everyone's, and a nation drawn from them.

mod invented;
pub mod nation;
mod pattern;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use checker::{Memory, Place};
use domain::{
    dto::{ImportKind, NewAccount, SectorAnswer, SectorAnswers},
    import::Period,
};
use ingest::Unwatched;
use serde::Deserialize;

use crate::{
    auth::{Caller, Member, Passwords, Right, require},
    clock,
    db::{AnyConn, Db, users},
    error::ApiError,
    legal::LegalTexts,
    mail::Post,
    sealer::Sealer,
    services::{
        accounts, charters, correspondences,
        imports::{self, Asked, Upload},
        memberships, pseudonym_secrets,
    },
};

/// Password of the demonstration accounts.
const PASSWORD: &str = "essai-antibiotiques-2024";

/// A demonstration hospital: its account, its folder, its years, quarterly or annual.
struct Hospital {
    email: &'static str,
    full_name: &'static str,
    finess: &'static str,
    folder: &'static str,
    years: &'static [i32],
    quarterly: bool,
}

const HOSPITALS: &[Hospital] = &[
    Hospital {
        email: "pharmacie@ch-grasse.example",
        full_name: "Claire Fontaine",
        finess: "060000478",
        folder: "ch-grasse",
        years: &[2023, 2024],
        quarterly: true,
    },
    Hospital {
        email: "pharmacie@ch-embrun.example",
        full_name: "Paul Gauthier",
        finess: "050000256",
        folder: "embrun-clean",
        years: &[2024],
        quarterly: false,
    },
];

/// An account to try the product with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    pub email: &'static str,
    pub password: &'static str,
    /// FINESS, or what the account follows.
    pub follows: &'static str,
}

/// What keeps the demonstration from being loaded.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error("read {0}: {1}")]
    Sample(PathBuf, std::io::Error),
    #[error("read {0}: {1}")]
    Json(PathBuf, serde_json::Error),
    #[error("load the demonstration: {0}")]
    Api(#[from] ApiError),
}

/// The part of a correspondence file that a demonstration needs.
#[derive(Deserialize)]
struct Correspondences {
    sector_answers: BTreeMap<String, Answer>,
}

#[derive(Deserialize)]
struct Answer {
    answer: String,
}

/// Loads the hospitals that are not there yet; gives the accounts.
pub fn load(
    db: &Db,
    passwords: &Passwords,
    texts: &LegalTexts,
    (post, sealer): (&Post, &Sealer),
    samples: &Path,
) -> Result<Vec<DemoAccount>, DemoError> {
    for hospital in HOSPITALS {
        let email = hospital.email;
        if db.read_blocking(|conn| Ok(users::find_credentials(conn, email)?))?.is_none() {
            deliver(db, passwords, texts, (post, sealer), samples, hospital)?;
        }
    }
    let account = |hospital: &Hospital| DemoAccount {
        email: hospital.email,
        password: PASSWORD,
        follows: hospital.finess,
    };
    Ok(HOSPITALS.iter().map(account).collect())
}

/// One transaction per hospital: a broken sample leaves nothing behind.
fn deliver(
    db: &Db,
    passwords: &Passwords,
    texts: &LegalTexts,
    (post, sealer): (&Post, &Sealer),
    samples: &Path,
    hospital: &Hospital,
) -> Result<(), DemoError> {
    let folder = samples.join(hospital.folder);
    let hash = passwords.hash_blocking(PASSWORD)?;
    let mut files = Vec::new();
    for year in hospital.years {
        files.push((*year, YearFiles::read(&folder, *year, hospital.quarterly)?));
    }
    db.write_blocking(|conn| {
        let who = referent(conn, hospital, &hash, texts, post)?;
        for (year, files) in files {
            files.store(conn, (post, sealer), &who, year)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn referent(
    conn: &mut AnyConn,
    hospital: &Hospital,
    hash: &str,
    texts: &LegalTexts,
    post: &Post,
) -> Result<Member, ApiError> {
    let now = clock::now();
    let account = NewAccount {
        email: hospital.email.to_owned(),
        password: String::new(),
        full_name: hospital.full_name.to_owned(),
        accept_terms: true,
    };
    let created = accounts::register(conn, &account, hash, &texts.terms.version, now)?;
    users::verify_email(conn, created.id, now)?;
    memberships::join(conn, post, created.id, hospital.finess, None, now)?;
    let who = require(conn, &Caller::operator(created.id), hospital.finess, Right::Manage)?;
    charters::sign(conn, &who, &texts.charter.version, texts, now)?;
    Ok(who)
}

/// The files of a year, read.
struct YearFiles {
    drugs: Upload,
    answers: SectorAnswers,
    imports: Vec<(ImportKind, Upload)>,
}

impl YearFiles {
    fn read(folder: &Path, year: i32, quarterly: bool) -> Result<Self, DemoError> {
        let upload = |name: String| read_file(&folder.join(name));
        let path = folder.join(format!("correspondences_{year}.json"));
        let text = fs::read(&path).map_err(|error| DemoError::Sample(path.clone(), error))?;
        let known: Correspondences =
            serde_json::from_slice(&text).map_err(|error| DemoError::Json(path, error))?;
        let items = known
            .sector_answers
            .into_iter()
            .map(|(label, answer)| SectorAnswer { label, code: Some(answer.answer) })
            .collect();
        let (days, consumption) = if quarterly {
            (format!("jh_trimestres_{year}.xlsx"), format!("consommations_trimestres_{year}.xlsx"))
        } else {
            (format!("jh_{year}.xls"), format!("consommations_{year}.xlsx"))
        };
        Ok(Self {
            drugs: upload(format!("medicaments_{year}.xlsx"))?,
            answers: SectorAnswers { items },
            imports: vec![
                (ImportKind::Structure, upload(format!("structure_{year}.xlsx"))?),
                (ImportKind::PatientDays, upload(days)?),
                (ImportKind::Consumption, upload(consumption)?),
                (ImportKind::Resistance, upload(format!("resistances_{year}.xlsx"))?),
            ],
        })
    }

    fn store(
        self,
        conn: &mut AnyConn,
        (post, sealer): (&Post, &Sealer),
        who: &Member,
        year: i32,
    ) -> Result<(), ApiError> {
        let now = clock::now();
        let drugs = self.drugs.drug_table()?;
        correspondences::replace_drugs(conn, who, drugs, now)?;
        correspondences::set_answers(conn, who, self.answers, now)?;
        for (kind, upload) in self.imports {
            let pseudonyms = match kind {
                ImportKind::Resistance => {
                    Some(pseudonym_secrets::for_reading(conn, sealer, who, now)?)
                }
                _ => None,
            };
            let of = (kind, Period::year(year));
            let file = upload.check(of, Memory::default(), pseudonyms.as_ref(), &Unwatched)?;
            imports::store(conn, post, who, &file, &Asked::acknowledging_all(), None, now)?;
        }
        Ok(())
    }
}

/// A file of the disk as an upload, columns as proposed.
pub fn read_file(path: &Path) -> Result<Upload, DemoError> {
    let bytes = fs::read(path).map_err(|error| DemoError::Sample(path.to_owned(), error))?;
    let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(Upload {
        bytes,
        file_name: file_name.unwrap_or_default(),
        place: Place::default(),
        mapping: None,
    })
}
