//! The second factor of an account: a code of time (RFC 6238), or a recovery code.

use chrono::NaiveDateTime;
use domain::dto::{ProblemCode, RecoveryCodes, TotpEnrolment};
use qrcode::{QrCode, render::svg};
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};

use crate::{
    db::{AnyConn, second_factors as factors},
    error::ApiError,
    mail::{Post, letters},
    random,
    sealer::Sealer,
    services::password_resets::FORGOTTEN_PAGE,
};

const ISSUER: &str = "ConsoRes";
const SECRET_BYTES: usize = 20;
const RECOVERY_CODES: usize = 10;
/// Letters of recovery codes: none that is mistaken for another.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789-";

/// Begins an enrolment; the factor counts once a code has confirmed it.
pub fn enrol(
    conn: &mut AnyConn,
    sealer: &Sealer,
    user_id: i32,
    email: &str,
) -> Result<TotpEnrolment, ApiError> {
    if factors::is_confirmed(conn, user_id)? {
        let detail = "Ce compte a déjà un second facteur. Retirez-le d’abord.";
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    let bytes = random::bytes::<SECRET_BYTES>()?;
    factors::replace(conn, user_id, &sealer.seal(&context(user_id), &bytes)?)?;
    let totp = totp(&bytes, email)?;
    let uri = totp.to_url().map_err(|error| failed(&error))?;
    let code = QrCode::new(&uri).map_err(|error| failed(&error))?;
    Ok(TotpEnrolment {
        secret: Secret::from(bytes.to_vec()).to_base32(),
        qr_svg: code.render::<svg::Color<'_>>().min_dimensions(200, 200).build(),
        uri,
    })
}

/// Confirms an enrolment by a first code; gives the recovery codes, and tells the person by mail.
pub fn confirm(
    conn: &mut AnyConn,
    sealer: &Sealer,
    post: &Post,
    user_id: i32,
    code: &str,
    now: NaiveDateTime,
) -> Result<RecoveryCodes, ApiError> {
    let waiting = factors::find(conn, user_id)?.is_some_and(|one| one.confirmed_at.is_none());
    if !waiting {
        let detail = "Commencez par ajouter un authentificateur.";
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    if !serves(conn, sealer, user_id, code, now)? {
        let detail = "Ce code n’est pas celui de l’authentificateur. Vérifiez l’heure de \
                      l’appareil, puis donnez le code affiché maintenant.";
        return Err(ApiError::rule(ProblemCode::TotpUnconfirmed, detail));
    }
    factors::confirm(conn, user_id, now)?;
    let mut codes = Vec::new();
    for _ in 0..RECOVERY_CODES {
        let code = recovery_code()?;
        factors::insert_code(conn, user_id, &hash(&code))?;
        codes.push(code);
    }
    let letter = letters::account::second_factor_added(&post.page(FORGOTTEN_PAGE));
    post.tell(conn, user_id, &letter, now)?;
    Ok(RecoveryCodes { codes })
}

/// Whether a login may go on: without a second factor, or with a good code.
pub fn check(
    conn: &mut AnyConn,
    sealer: &Sealer,
    user_id: i32,
    code: Option<&str>,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    if !factors::is_confirmed(conn, user_id)? {
        return Ok(());
    }
    let Some(code) = code.map(str::trim).filter(|code| !code.is_empty()) else {
        let detail =
            "Donnez le code à six chiffres de votre authentificateur, ou un code de secours.";
        return Err(ApiError::rule(ProblemCode::TotpRequired, detail));
    };
    if serves(conn, sealer, user_id, code, now)?
        || factors::use_code(conn, user_id, &hash(&code.to_lowercase()))?
    {
        return Ok(());
    }
    let detail = "Ce code est incorrect ou a déjà servi. Attendez le suivant.";
    Err(ApiError::rule(ProblemCode::TotpWrong, detail))
}

/// Takes the second factor away; the person is told by mail.
pub fn remove(
    conn: &mut AnyConn,
    post: &Post,
    user_id: i32,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    if factors::is_confirmed(conn, user_id)? {
        let letter = letters::account::second_factor_removed(&post.page(FORGOTTEN_PAGE));
        post.tell(conn, user_id, &letter, now)?;
    }
    Ok(factors::delete(conn, user_id)?)
}

/// Whether a code is that of now, and has not served.
fn serves(
    conn: &mut AnyConn,
    sealer: &Sealer,
    user_id: i32,
    code: &str,
    now: NaiveDateTime,
) -> Result<bool, ApiError> {
    let Some(factor) = factors::find(conn, user_id)? else { return Ok(false) };
    let totp = totp(&sealer.open(&context(user_id), &factor.sealed)?, "")?;
    let seconds = u64::try_from(now.and_utc().timestamp()).unwrap_or_default();
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let step = totp.check(&digits, seconds).and_then(|step| i64::try_from(step).ok());
    match step {
        Some(step) => Ok(factors::use_step(conn, user_id, step)?),
        None => Ok(false),
    }
}

fn totp(secret: &[u8], account: &str) -> Result<Totp, ApiError> {
    Builder::new()
        .with_secret(secret.to_vec())
        .with_account_name(account.replace(':', " "))
        .with_issuer(Some(ISSUER))
        .build()
        .map_err(|error| failed(&error))
}

/// What a sealed secret is bound to.
pub(super) fn context(user_id: i32) -> String {
    format!("second factor of {user_id}")
}

/// Twelve letters and digits, in three groups.
fn recovery_code() -> Result<String, ApiError> {
    let letters = random::bytes::<12>()?.map(|byte| char::from(ALPHABET[usize::from(byte % 31)]));
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    Ok(groups.join("-"))
}

fn hash(code: &str) -> String {
    domain::hex(&Sha256::digest(code.as_bytes()))
}

fn failed(error: &dyn std::fmt::Display) -> ApiError {
    ApiError::Unexpected(format!("make a second factor: {error}").into())
}
