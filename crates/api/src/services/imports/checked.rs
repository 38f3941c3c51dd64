//! A file that was checked in the browser.

use std::io::Read;

use domain::{dto::ProblemCode, import::CheckedFile};
use flate2::read::GzDecoder;

use crate::error::ApiError;

/// Largest checked file, unpacked: some 300 000 isolates.
const MOST_BYTES: u64 = 128 << 20;
/// How a file packed by gzip begins.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Reads a checked file; nothing in it is taken for granted. Heavy: for a blocking thread.
///
/// # Errors
/// `Invalid` for anything that no check gives, `FileTooLarge`.
pub fn read_checked(bytes: &[u8]) -> Result<CheckedFile, ApiError> {
    let unpacked = if bytes.starts_with(&GZIP) { Some(unpack(bytes)?) } else { None };
    let text = unpacked.as_deref().unwrap_or(bytes);
    let file: CheckedFile = serde_json::from_slice(text).map_err(|error| {
        // What stands there is not told again.
        let (line, column) = (error.line(), error.column());
        invalid(&format!("Le fichier vérifié est illisible, ligne {line}, caractère {column}."))
    })?;
    Ok(file.verified()?)
}

fn unpack(bytes: &[u8]) -> Result<Vec<u8>, ApiError> {
    let mut text = Vec::new();
    let read = GzDecoder::new(bytes).take(MOST_BYTES + 1).read_to_end(&mut text);
    read.map_err(|_| invalid("Le fichier vérifié est incomplet ou abîmé."))?;
    if text.len() as u64 > MOST_BYTES {
        let megabytes = MOST_BYTES >> 20;
        let detail =
            format!("Le fichier vérifié dépasse {megabytes}\u{a0}Mo une fois décompressé.");
        return Err(ApiError::rule(ProblemCode::FileTooLarge, detail));
    }
    Ok(text)
}

fn invalid(detail: &str) -> ApiError {
    ApiError::rule(ProblemCode::Invalid, detail)
}
