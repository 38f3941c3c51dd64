//! The secret that signs tokens: given, or made once and kept in a file for the owner alone.

use std::{
    fmt, fs,
    io::{self, Write},
    path::Path,
};

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};

use crate::random;

/// At least 32 bytes that never show.
#[derive(Clone)]
pub struct Secret(Vec<u8>);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// A secret from the configuration.
    pub fn given(text: &str) -> Result<Self, String> {
        if text.len() < 32 {
            return Err(format!("must have at least 32 bytes, not {}", text.len()));
        }
        Ok(Self(text.as_bytes().to_owned()))
    }

    /// The secret of the file, made if there is none.
    pub(super) fn kept(path: &Path) -> Result<Self, String> {
        match fs::read_to_string(path) {
            Ok(text) => Self::given(text.trim()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::make(path),
            Err(error) => Err(format!("cannot be read from {}: {error}", path.display())),
        }
    }

    fn make(path: &Path) -> Result<Self, String> {
        let bytes = random::bytes::<48>().map_err(|error| error.to_string())?;
        let text = STANDARD_NO_PAD.encode(bytes);
        write_private(path, &text)
            .map_err(|error| format!("cannot be kept in {}: {error}", path.display()))?;
        Self::given(&text)
    }

    /// The bytes, for the one who signs.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

fn write_private(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

/// Whether everyone on the machine can read a file. Those who share its group are the operator's
/// business: servers of certificates have one.
pub(super) fn is_exposed(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o004 != 0)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_made_secret_stays_the_same_and_private() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data").join("secret");
        let made = Secret::kept(&path).unwrap();
        assert_eq!(made.bytes(), Secret::kept(&path).unwrap().bytes());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
