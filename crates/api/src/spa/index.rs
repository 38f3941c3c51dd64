//! The page of the application and the policy that lets only its own scripts run.

use std::{fs, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The page with its Content-Security-Policy.
#[derive(Debug, PartialEq, Eq)]
pub struct Page {
    pub html: String,
    pub policy: String,
}

impl Page {
    /// Reads the page each time: a new build is served without a restart. `frames` are the sites that may show
    /// it in theirs.
    pub fn read(path: &Path, frames: &str) -> Option<Self> {
        let html = fs::read_to_string(path).ok()?;
        let policy = policy(&html, frames);
        Some(Self { html, policy })
    }
}

fn policy(html: &str, frames: &str) -> String {
    let sources: Vec<String> = ["'self'", "'wasm-unsafe-eval'"]
        .map(str::to_owned)
        .into_iter()
        .chain(inline_scripts(html).map(hash))
        .collect();
    let scripts = sources.join(" ");
    // Charts place their parts by style attributes.
    format!(
        "default-src 'self'; script-src {scripts}; style-src 'self'; \
         style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; \
         frame-ancestors {frames}; base-uri 'none'; form-action 'self'; object-src 'none'"
    )
}

fn hash(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script.as_bytes())))
}

/// The text of each script that stands in the page itself.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=")).then_some(script)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_scripts_of_the_page_may_run() {
        let html = "<script type=\"module\">alert(1)</script><script src=\"/a.js\"></script>";
        // Computed apart: printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        let hash = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";
        let policy = policy(html, "'none'");
        assert!(
            policy.contains(&format!("script-src 'self' 'wasm-unsafe-eval' {hash};")),
            "{policy}"
        );
        assert_eq!(policy.matches("sha256-").count(), 1);
    }
}
