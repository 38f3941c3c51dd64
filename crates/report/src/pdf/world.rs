//! What the compiler may see: the template, four fonts and the data of one report.

use std::path::PathBuf;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt as _, World};

const MAIN: &str = "/main.typ";
/// Name of the data in the template.
const DATA: &str = "/report.json";
const TEMPLATE: [(&str, &str); 4] = [
    (MAIN, include_str!("../../template/main.typ")),
    ("/style.typ", include_str!("../../template/style.typ")),
    ("/table.typ", include_str!("../../template/table.typ")),
    ("/chart.typ", include_str!("../../template/chart.typ")),
];
/// Source Sans 3, SIL Open Font License 1.1 (`fonts/OFL.txt`).
const FONTS: [&[u8]; 4] = [
    include_bytes!("../../fonts/SourceSans3-Regular.ttf"),
    include_bytes!("../../fonts/SourceSans3-RegularItalic.ttf"),
    include_bytes!("../../fonts/SourceSans3-SemiBold.ttf"),
    include_bytes!("../../fonts/SourceSans3-SemiBoldItalic.ttf"),
];

/// What is the same for every report, read once.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: Vec<Source>,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    let features = [Feature::A11yExtras].into_iter().collect();
    let fonts: Vec<Font> = FONTS.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes))).collect();
    let sources = TEMPLATE
        .into_iter()
        .filter_map(|(path, text)| Some(Source::new(file(path)?, text.to_owned())))
        .collect();
    Shared {
        library: LazyHash::new(Library::builder().with_features(features).build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        sources,
    }
});

/// The fonts of the template.
pub fn fonts() -> &'static [Font] {
    &SHARED.fonts
}

fn file(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The world of one report.
pub struct ReportWorld {
    data: Bytes,
}

impl ReportWorld {
    /// `data` is the JSON that the template reads.
    pub fn new(data: Vec<u8>) -> Self {
        Self { data: Bytes::new(data) }
    }
}

fn is(id: FileId, path: &str) -> bool {
    id.get().vpath().get_with_slash() == path
}

fn unknown(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.get().vpath().get_with_slash()))
}

impl World for ReportWorld {
    fn library(&self) -> &LazyHash<Library> {
        &SHARED.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHARED.book
    }

    fn main(&self) -> FileId {
        SHARED.sources[0].id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = SHARED.sources.iter().find(|source| source.id() == id);
        found.cloned().ok_or_else(|| unknown(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if is(id, DATA) { Ok(self.data.clone()) } else { Err(unknown(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHARED.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_and_its_fonts_are_there_and_nothing_else_is() {
        assert_eq!((SHARED.sources.len(), SHARED.fonts.len()), (TEMPLATE.len(), FONTS.len()));
        let world = ReportWorld::new(b"{}".to_vec());
        assert!(world.file(file("/etc/passwd").unwrap()).is_err());
        assert!(world.source(file("/other.typ").unwrap()).is_err());
        assert_eq!(world.today(None), None);
    }
}
