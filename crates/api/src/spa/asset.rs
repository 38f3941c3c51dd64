//! A file of the application: compressed beforehand when it can be, kept for ever when the name of
//! its folder holds a hash.

use std::path::{Component, Path, PathBuf};

use actix_files::NamedFile;
use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, ContentEncoding, HeaderValue},
};

use crate::error::ApiError;

/// The script of the import worker.
const WORKER: &str = "import-worker.js";
/// It compiles its program and reaches nothing: what a file holds cannot leave by it.
const WORKER_POLICY: &str =
    "default-src 'none'; script-src 'wasm-unsafe-eval'; frame-ancestors 'none'";

/// The file of an address, if there is one inside of `folder`.
pub fn find(folder: &Path, address: &str) -> Option<PathBuf> {
    let inside = Path::new(address.trim_start_matches('/'));
    let plain = inside.components().all(
        |part| matches!(part, Component::Normal(name) if !name.to_string_lossy().starts_with('.')),
    );
    // The page itself is served with its policy, never as a file.
    if !plain || address == "/" || inside == Path::new("index.html") {
        return None;
    }
    Some(folder.join(inside)).filter(|file| file.is_file())
}

/// The file, in the best encoding that the caller takes.
pub fn answer(request: &HttpRequest, file: &Path) -> Result<HttpResponse, ApiError> {
    let failed = |error: std::io::Error| ApiError::Unexpected(error.into());
    let kind = mime_of(file);
    let encoded = compressed(request, file);
    let named = match &encoded {
        Some((path, encoding)) => {
            NamedFile::open(path).map_err(failed)?.set_content_encoding(*encoding)
        }
        None => NamedFile::open(file).map_err(failed)?,
    };
    let mut response =
        named.set_content_type(kind).disable_content_disposition().into_response(request);
    let headers = response.headers_mut();
    let age =
        if is_hashed(request.path()) { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(age));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if file.file_name().is_some_and(|name| name == WORKER) {
        let policy = HeaderValue::from_static(WORKER_POLICY);
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

fn mime_of(file: &Path) -> mime::Mime {
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    actix_files::file_extension_to_mime(&extension)
}

/// The compressed file beside the file, when there is one that the caller takes.
fn compressed(request: &HttpRequest, file: &Path) -> Option<(PathBuf, ContentEncoding)> {
    let accepted = request.headers().get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    let takes = |name: &str| {
        accepted.split(',').any(|item| {
            let (coding, weight) = item.split_once(';').unwrap_or((item, ""));
            coding.trim() == name
                && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
        })
    };
    [("br", ContentEncoding::Brotli), ("gz", ContentEncoding::Gzip)]
        .into_iter()
        .filter(|(_, encoding)| takes(encoding.as_str()))
        .map(|(suffix, encoding)| (with_suffix(file, suffix), encoding))
        .find(|(path, _)| path.is_file())
}

fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

/// `/app-1f2e3d4c5b6a7988/app.js`: another content lies in another folder.
fn is_hashed(address: &str) -> bool {
    let folder = address.trim_start_matches('/').split('/').next().unwrap_or_default();
    folder.strip_prefix("app-").is_some_and(|hash| {
        hash.len() == 16 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_a_hash_is_kept_for_ever() {
        for (address, hashed) in [
            ("/app-1f2e3d4c5b6a7988/app.js", true),
            ("/app-1f2e3d4c5b6a7988/web-ui_bg.wasm", true),
            ("/app-1f2e/app.js", false),
            ("/1f2e3d4c5b6a7988/app.js", false),
            ("/icon.svg", false),
        ] {
            assert_eq!(is_hashed(address), hashed, "{address}");
        }
    }

    #[test]
    fn nothing_outside_of_the_folder_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let dist = folder.path().join("dist");
        std::fs::create_dir(&dist).unwrap();
        for name in ["secret", "dist/app.js", "dist/.env", "dist/index.html"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        assert_eq!(find(&dist, "/app.js"), Some(dist.join("app.js")));
        for address in ["/../secret", "/./../secret", "//secret", "/.env", "/", "/index.html"] {
            assert_eq!(find(&dist, address), None, "{address}");
        }
    }
}
