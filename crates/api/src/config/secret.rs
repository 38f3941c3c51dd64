//! The secret that signs tokens: given, or made once and kept in a file for the owner alone.

use std::{
    fmt, fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};

use crate::{error::ApiError, random};

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
        let secret = Self::random().map_err(|error| error.to_string())?;
        write_private(path, &secret)
            .map_err(|error| format!("cannot be kept in {}: {error}", path.display()))?;
        Ok(secret)
    }

    /// A secret that nobody has.
    pub fn random() -> Result<Self, ApiError> {
        Ok(Self(STANDARD_NO_PAD.encode(random::bytes::<48>()?).into_bytes()))
    }

    /// The bytes, for the one who signs.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A secret that waits beside the file of the one in force, to take its place.
#[derive(Debug)]
pub struct KeptSecret<'a> {
    file: &'a Path,
    waiting: PathBuf,
}

impl<'a> KeptSecret<'a> {
    /// Writes the secret to `<file>.new`; fails when one waits there already.
    pub fn wait(file: &'a Path, secret: &Secret) -> io::Result<Self> {
        let waiting = file.with_extension("new");
        write_private(&waiting, secret)?;
        Ok(Self { file, waiting })
    }

    /// Puts it in the place of the one in force.
    pub fn take_place(self) -> io::Result<()> {
        fs::rename(&self.waiting, self.file)
    }

    /// Gives it up.
    pub fn give_up(self) -> io::Result<()> {
        fs::remove_file(&self.waiting)
    }
}

fn write_private(path: &Path, secret: &Secret) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(secret.bytes())?;
    file.sync_all()
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
        assert_private(&path);
    }

    #[test]
    fn a_new_secret_takes_the_place_of_the_one_in_force() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        let before = Secret::kept(&path).unwrap();
        let new = Secret::random().unwrap();
        let waiting = KeptSecret::wait(&path, &new).unwrap();
        assert!(KeptSecret::wait(&path, &new).is_err(), "one waits already");
        assert_eq!(Secret::kept(&path).unwrap().bytes(), before.bytes());
        waiting.take_place().unwrap();
        assert_eq!(Secret::kept(&path).unwrap().bytes(), new.bytes());
        assert_private(&path);
    }

    fn assert_private(path: &Path) {
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
