//! Which format the bytes are, whatever the name of the file.

use domain::import::FileProblem;

use crate::package::Package;
use crate::problem;
use crate::text_file::utf16_without_mark;

pub enum Format<'a> {
    Xlsx(Package<'a>),
    Xlsb(Package<'a>),
    Ods(Package<'a>),
    Xls,
    Text,
}

/// First bytes of a compound file: old workbooks, and encrypted new ones.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

pub fn detect(bytes: &[u8]) -> Result<Format<'_>, FileProblem> {
    if bytes.is_empty() {
        return Err(problem::empty());
    }
    if bytes.starts_with(b"PK") {
        return detect_package(bytes);
    }
    if bytes.starts_with(COMPOUND) {
        // A stream of this name, in UTF-16, is how an encrypted workbook is stored.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = memchr::memmem::find(bytes, &name).is_some();
        return if encrypted { Err(problem::encrypted()) } else { Ok(Format::Xls) };
    }
    let head = &bytes[..bytes.len().min(4096)];
    if bytes.starts_with(b"%PDF") {
        return Err(problem::unsupported("Le fichier est un PDF."));
    }
    if bytes.starts_with(&[0x1F, 0x8B]) {
        return Err(problem::unsupported("Le fichier est une archive .gz\u{a0}: décompressez-la."));
    }
    let lower = String::from_utf8_lossy(head).trim_start().to_lowercase();
    if lower.starts_with("<html") || lower.starts_with("<!doctype") || lower.contains("<table") {
        return Err(problem::unsupported("Le fichier est une page web nommée comme un classeur."));
    }
    if lower.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Err(problem::unsupported("Le fichier est un classeur XML d’Excel 2003."));
    }
    // UTF-16 has zeros; any other text with zeros is none.
    let utf16 = bytes.starts_with(&[0xFF, 0xFE])
        || bytes.starts_with(&[0xFE, 0xFF])
        || utf16_without_mark(bytes).is_some();
    if !utf16 && head.contains(&0) {
        return Err(problem::unsupported("Le fichier n’est ni un classeur ni un texte."));
    }
    Ok(Format::Text)
}

fn detect_package(bytes: &[u8]) -> Result<Format<'_>, FileProblem> {
    let mut package = Package::open(bytes)?;
    if package.has("xl/workbook.xml") {
        return Ok(Format::Xlsx(package));
    }
    if package.has("xl/workbook.bin") {
        return Ok(Format::Xlsb(package));
    }
    let kind = package.head("mimetype", 80);
    if kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
        return Ok(Format::Ods(package));
    }
    Err(problem::unsupported("L’archive n’est pas un classeur."))
}
