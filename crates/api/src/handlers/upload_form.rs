//! Files as they arrive: multipart, to a bounded temporary file, parsed off the async threads.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader},
    path::Path,
};

use actix_multipart::form::{MultipartCollect, MultipartForm, tempfile::TempFile, text::Text};
use actix_web::{FromRequest, HttpRequest, dev::Payload, error::BlockingError, web};
use checker::Place;
use domain::{
    dto::{ImportKind, MappingChoice, ProblemCode},
    hex,
    import::{CheckedFile, NotAPeriod, Period},
};
use futures_util::future::LocalBoxFuture;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;
use utoipa::ToSchema;

use crate::{
    error::ApiError,
    services::imports::{self, Acknowledged, Incoming, Upload},
};

/// Files parsed at the same time: what bounds the memory of the server.
static PARSING: Semaphore = Semaphore::const_new(2);

/// A multipart form whose refusals are problems.
#[derive(Debug)]
pub struct Form<T>(pub T);

impl<T: MultipartCollect + 'static> FromRequest for Form<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let form = MultipartForm::<T>::from_request(req, payload);
        Box::pin(async move {
            let form = form.await.map_err(|error| ApiError::bad_form(&error))?;
            Ok(Self(form.into_inner()))
        })
    }
}

/// A file to be imported.
#[derive(Debug, MultipartForm, ToSchema)]
pub struct ImportForm {
    /// `.xlsx`, `.xls`, `.csv` or `.txt`.
    #[schema(value_type = String, format = Binary)]
    file: TempFile,
    #[schema(value_type = ImportKind)]
    kind: Text<ImportKind>,
    /// `2024` or `2024-Q3`.
    #[schema(value_type = String)]
    period: Text<String>,
    /// JSON object: field -> header or index of its column; for resistances also
    /// `antibiotic:<header>` -> code of the antibiotic. Proposed columns when absent.
    #[schema(value_type = Option<String>)]
    mapping: Option<Text<String>>,
    /// Name of the sheet; the first visible one that holds anything when absent.
    #[schema(value_type = Option<String>)]
    sheet: Option<Text<String>>,
    /// Row of the header, 1 = first, 0 = none; found when absent.
    #[schema(value_type = Option<u32>)]
    header_row: Option<Text<u32>>,
    /// `true`: the verdict only, nothing is stored.
    #[schema(value_type = Option<bool>)]
    dry_run: Option<Text<bool>>,
    /// JSON list of findings to confirm that somebody has looked at: `code`, `reason` and, where there is
    /// one, `comment`.
    #[schema(value_type = Option<String>)]
    acknowledgements: Option<Text<String>>,
    /// `all`: every finding to confirm is acknowledged, without comment.
    #[schema(value_type = Option<String>)]
    acknowledge: Option<Text<String>>,
}

/// A file to be looked at.
#[derive(Debug, MultipartForm, ToSchema)]
pub struct InspectionForm {
    #[schema(value_type = String, format = Binary)]
    file: TempFile,
    #[schema(value_type = ImportKind)]
    kind: Text<ImportKind>,
    /// FINESS number of the establishment that will deliver: its earlier imports tell the columns.
    #[schema(value_type = Option<String>)]
    finess: Option<Text<String>>,
    #[schema(value_type = Option<String>)]
    sheet: Option<Text<String>>,
    /// Row of the header, 1 = first, 0 = none; found when absent.
    #[schema(value_type = Option<u32>)]
    header_row: Option<Text<u32>>,
}

/// A file to be looked at, its options read.
#[derive(Debug)]
pub struct Inspection {
    pub kind: ImportKind,
    pub finess: Option<String>,
    pub received: Received,
}

/// A drug table.
#[derive(Debug, MultipartForm, ToSchema)]
pub struct DrugTableForm {
    #[schema(value_type = String, format = Binary)]
    file: TempFile,
}

/// Answers on labels.
#[derive(Debug, MultipartForm, ToSchema)]
pub struct LabelFileForm {
    /// Columns `champ`, `libellé` and `code`.
    #[schema(value_type = String, format = Binary)]
    file: TempFile,
}

/// A file that was checked in the browser.
#[derive(Debug, MultipartForm, ToSchema)]
pub struct CheckedForm {
    /// JSON, as it is or packed by gzip: the lines of the file, free of anything personal.
    #[schema(value_type = String, format = Binary)]
    file: TempFile,
    /// JSON list of findings to confirm that somebody has looked at: `code`, `reason` and, where there is
    /// one, `comment`.
    #[schema(value_type = Option<String>)]
    acknowledgements: Option<Text<String>>,
    /// `all`: every finding to confirm is acknowledged, without comment.
    #[schema(value_type = Option<String>)]
    acknowledge: Option<Text<String>>,
}

impl CheckedForm {
    /// What its sender says of the findings to confirm.
    pub fn acknowledged(&self) -> Result<Acknowledged, ApiError> {
        acknowledged(self.acknowledge.as_ref(), self.acknowledgements.as_ref())
    }
}

/// A file received, its options read.
#[derive(Debug)]
pub struct Received {
    file: TempFile,
    place: Place,
    mapping: Option<MappingChoice>,
}

impl Received {
    /// What is kept of the file until it is read.
    pub async fn incoming(&self, kind: ImportKind, period: Period) -> Result<Incoming, ApiError> {
        let path = self.file.file.path().to_owned();
        let failed = |error: io::Error| ApiError::Unexpected(error.into());
        let sha256 = web::block(move || digest(&path)).await.map_err(panicked)?.map_err(failed)?;
        Ok(Incoming { kind, period, file_name: self.file_name(), sha256 })
    }

    /// The name that its sender gives the file.
    fn file_name(&self) -> String {
        let name = self.file.file_name.as_deref().unwrap_or_default();
        base_name(name).chars().take(200).collect()
    }
}

impl ImportForm {
    /// What its sender says of the findings to confirm.
    pub fn acknowledged(&self) -> Result<Acknowledged, ApiError> {
        acknowledged(self.acknowledge.as_ref(), self.acknowledgements.as_ref())
    }

    /// Kind, period, whether to store, and the file.
    pub fn read(self) -> Result<(ImportKind, Period, bool, Received), ApiError> {
        let period = read_period(&self.period)?;
        let mapping = self.mapping.map(|text| read_mapping(&text)).transpose()?;
        let dry_run = self.dry_run.is_some_and(Text::into_inner);
        let received =
            Received { file: self.file, place: place(self.sheet, self.header_row), mapping };
        Ok((self.kind.into_inner(), period, dry_run, received))
    }
}

impl From<InspectionForm> for Inspection {
    fn from(form: InspectionForm) -> Self {
        let received =
            Received { file: form.file, place: place(form.sheet, form.header_row), mapping: None };
        let finess = form.finess.map(Text::into_inner);
        Self { kind: form.kind.into_inner(), finess, received }
    }
}

impl From<DrugTableForm> for Received {
    fn from(form: DrugTableForm) -> Self {
        Self { file: form.file, place: Place::default(), mapping: None }
    }
}

impl From<LabelFileForm> for Received {
    fn from(form: LabelFileForm) -> Self {
        Self { file: form.file, place: Place::default(), mapping: None }
    }
}

/// The period that a request names.
pub fn read_period(text: &str) -> Result<Period, ApiError> {
    text.parse().map_err(|error: NotAPeriod| {
        let detail = format!("Période incorrecte\u{a0}: {error}.");
        ApiError::rule(ProblemCode::InvalidPeriod, detail)
    })
}

fn acknowledged(
    all: Option<&Text<String>>,
    list: Option<&Text<String>>,
) -> Result<Acknowledged, ApiError> {
    Acknowledged::read(all.map(|text| text.as_str()), list.map(|text| text.as_str()))
}

fn place(sheet: Option<Text<String>>, header_row: Option<Text<u32>>) -> Place {
    Place { sheet: sheet.map(Text::into_inner), header_row: header_row.map(Text::into_inner) }
}

fn read_mapping(text: &str) -> Result<MappingChoice, ApiError> {
    serde_json::from_str(text).map_err(|_| {
        let detail = "«\u{a0}mapping\u{a0}» est un objet JSON\u{a0}: champ -> intitulé ou numéro de colonne.";
        ApiError::rule(ProblemCode::Invalid, detail)
    })
}

/// Runs `work` on the file, on a blocking thread, at most two files at a time.
pub async fn parse<T: Send + 'static>(
    received: Received,
    work: impl FnOnce(Upload) -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let file_name = received.file_name();
    let Received { file, place, mapping } = received;
    read(file, move |bytes| work(Upload { bytes, file_name, place, mapping })).await
}

/// Reads a file that was checked in the browser, with the same bounds.
pub async fn parse_checked(form: CheckedForm) -> Result<CheckedFile, ApiError> {
    read(form.file, |bytes| imports::read_checked(&bytes)).await
}

async fn read<T: Send + 'static>(
    file: TempFile,
    work: impl FnOnce(Vec<u8>) -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let permit = PARSING.acquire().await.map_err(|_| ApiError::busy())?;
    let result = web::block(move || {
        let bytes =
            fs::read(file.file.path()).map_err(|error| ApiError::Unexpected(error.into()))?;
        work(bytes)
    })
    .await
    .map_err(panicked)?;
    drop(permit);
    result
}

fn panicked(_: BlockingError) -> ApiError {
    ApiError::Unexpected("read a file: its thread panicked".into())
}

/// SHA-256 of a file, piece by piece.
fn digest(path: &Path) -> io::Result<String> {
    let mut reader = BufReader::new(File::open(path)?);
    let mut hasher = Sha256::new();
    loop {
        let piece = reader.fill_buf()?;
        if piece.is_empty() {
            return Ok(hex(&hasher.finalize()));
        }
        hasher.update(piece);
        let read = piece.len();
        reader.consume(read);
    }
}

/// A file name without the folders that some browsers send.
fn base_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}
