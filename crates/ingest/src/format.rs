//! Which format the bytes are, whatever the name of the file.

use domain::import::FileProblem;

use crate::problem;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    Xls,
    Text,
}

/// First bytes of a compound file: old workbooks, and encrypted new ones.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

pub fn detect(bytes: &[u8]) -> Result<Format, FileProblem> {
    if bytes.is_empty() {
        return Err(problem::empty());
    }
    if bytes.starts_with(b"PK") {
        return detect_zip(bytes);
    }
    if bytes.starts_with(COMPOUND) {
        // A stream of this name, in UTF-16, is how an encrypted workbook is stored.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = bytes.windows(name.len()).any(|window| window == name);
        return if encrypted { Err(problem::encrypted()) } else { Ok(Format::Xls) };
    }
    let head = &bytes[..bytes.len().min(4096)];
    if bytes.starts_with(b"%PDF") {
        return Err(problem::unsupported("Le fichier est un PDF."));
    }
    let lower = String::from_utf8_lossy(head).trim_start().to_lowercase();
    if lower.starts_with("<html") || lower.starts_with("<!doctype") || lower.contains("<table") {
        return Err(problem::unsupported("Le fichier est une page web nommée comme un classeur."));
    }
    // UTF-16 text has a mark and zeros; anything else with zeros is no text.
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if !utf16 && head.contains(&0) {
        return Err(problem::unsupported("Le fichier n’est ni un classeur ni un texte."));
    }
    Ok(Format::Text)
}

fn detect_zip(bytes: &[u8]) -> Result<Format, FileProblem> {
    let archive =
        zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(|_| problem::damaged())?;
    if archive.index_for_name("xl/workbook.xml").is_some() {
        Ok(Format::Xlsx)
    } else {
        Err(problem::unsupported("L’archive n’est pas un classeur .xlsx."))
    }
}
