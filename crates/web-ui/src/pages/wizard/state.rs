//! What the wizard remembers from step to step.

use domain::dto::{
    ImportCreated, ImportKind, IssueQuery, MappingChoice, NewAcknowledgement,
    PseudonymSecretInForce, Verdict, WorkbookInspection,
};
use futures::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use web_sys::{Blob, File};

use super::columns_choice::{Columns, troubles};
use super::period;
use super::step::{Given, Step};
use crate::api::{ApiError, Client};
use crate::browser;
use crate::checker::{Checker, Opening, SheetChoice};
use crate::labels;
use crate::pages::establishment::{CurrentFiness, use_finess};
use crate::routes::{self, Tab};
use crate::session::use_client;

/// Issues shown at a time.
pub const WINDOW: usize = 10;

/// For whom a file is checked.
#[derive(Clone, Copy)]
pub enum Whose {
    Establishment(CurrentFiness),
    /// For somebody who delivers nothing: nothing is asked of the server, and nothing is sent.
    Nobody,
}

/// The state of the wizard. Kind and period come from the address, the rest is given by hand.
#[derive(Clone, Copy)]
pub struct Wizard {
    client: Client,
    pub whose: Whose,
    pub kind: Memo<Option<ImportKind>>,
    pub period: Memo<Option<String>>,
    pub file: RwSignal<Option<File>, LocalStorage>,
    /// The structure of somebody without an establishment.
    pub structure: RwSignal<Option<File>, LocalStorage>,
    pub inspection: RwSignal<Option<WorkbookInspection>>,
    pub columns: RwSignal<Columns>,
    /// Rows read so far of the file that is being opened.
    pub rows: RwSignal<u32>,
    /// Which issues are looked at; kept while rows are mended.
    pub query: RwSignal<IssueQuery>,
    checker: StoredValue<Option<Checker>, LocalStorage>,
    /// Ends what is waited for, a reading or a verdict.
    wait: StoredValue<Option<AbortHandle>>,
    /// The columns that the worker has read the rows with.
    checked: StoredValue<Option<MappingChoice>>,
}

/// The wizard that is shown.
pub fn use_wizard() -> Wizard {
    expect_context()
}

impl Wizard {
    /// For the establishment that is open.
    pub fn provide() -> Self {
        Self::provide_for(Whose::Establishment(use_finess()))
    }

    pub fn provide_for(whose: Whose) -> Self {
        let query = use_location().query;
        let wizard = Self {
            client: use_client(),
            whose,
            kind: Memo::new(move |_| {
                query.with(|query| query.get_str("type").and_then(labels::parse_kind))
            }),
            period: Memo::new(move |_| {
                query
                    .with(|query| query.get("periode").filter(|text| period::split(text).is_some()))
            }),
            file: RwSignal::new_local(None),
            structure: RwSignal::new_local(None),
            inspection: RwSignal::new(None),
            columns: RwSignal::new(Columns::default()),
            rows: RwSignal::new(0),
            query: RwSignal::new(IssueQuery::default()),
            checker: StoredValue::new_local(None),
            wait: StoredValue::new(None),
            checked: StoredValue::new(None),
        };
        provide_context(wizard);
        // The columns of a structure mean nothing for patient-days, nor the year before for this one.
        Effect::new(move |before: Option<Option<(ImportKind, String)>>| {
            let now = wizard.kind.get().zip(wizard.period.get());
            if before.as_ref().is_some_and(|before| *before != now && now.is_some()) {
                wizard.inspection.set(None);
            }
            now.or(before.flatten())
        });
        on_cleanup(move || wizard.stop());
        wizard
    }

    /// Address of a step, with kind and period.
    pub fn address(self, step: Step) -> String {
        let kind = self.kind.get_untracked().map(labels::kind_code);
        let period = self.period.get_untracked();
        self.address_with(step, kind, period.as_deref())
    }

    pub fn address_with(self, step: Step, kind: Option<&str>, period: Option<&str>) -> String {
        let start = match self.whose {
            Whose::Establishment(finess) => {
                format!("{}/nouveau", routes::tab(&finess.get_untracked(), Tab::Imports))
            }
            Whose::Nobody => routes::TRY.to_owned(),
        };
        let path = format!("{start}/{}", step.slug());
        routes::with_query(&path, [("type", kind), ("periode", period)])
    }

    /// The steps that this wizard has.
    pub fn steps(self) -> &'static [Step] {
        match self.whose {
            Whose::Establishment(_) => &Step::ALL,
            Whose::Nobody => &Step::ALL[..4],
        }
    }

    pub fn given(self) -> Given {
        Given {
            kind_and_period: self.kind.with(Option::is_some) && self.period.with(Option::is_some),
            file_read: self.file.with(Option::is_some) && self.inspection.with(Option::is_some),
            columns_complete: self.inspection.with(|inspection| {
                inspection.as_ref().is_some_and(|inspection| {
                    self.columns.with(|columns| troubles(inspection, columns).is_empty())
                })
            }),
        }
    }

    /// Reads a new file in a worker of its own; the file stays in hand also when it cannot be read.
    pub async fn open_file(self, file: File) -> Result<(), ApiError> {
        self.stop();
        self.until_stopped(self.read(file)).await
    }

    async fn read(self, file: File) -> Result<(), ApiError> {
        let Some((kind, period)) = self.kind.get_untracked().zip(self.period.get_untracked())
        else {
            return Ok(());
        };
        self.rows.set(0);
        self.inspection.set(None);
        self.checked.set_value(None);
        self.query.set(IssueQuery { take: WINDOW, ..IssueQuery::default() });
        self.file.set(Some(file.clone()));
        let checker = Checker::start(self.rows).await?;
        self.checker.set_value(Some(checker.clone()));
        let context = self.context().await?;
        let place = SheetChoice::default();
        let opening = Opening { file_name: file.name(), kind, period, place };
        let inspection = checker.open(&file, &opening, context.as_ref()).await?;
        if let Some(structure) = self.structure.get_untracked() {
            checker.add_structure(&structure).await?;
        }
        self.show(inspection);
        Ok(())
    }

    /// The step that follows the file: columns that were confirmed before are not asked about again.
    pub fn after_file(self) -> Step {
        let known = |inspection: &Option<WorkbookInspection>| {
            inspection.as_ref().is_some_and(|inspection| inspection.remembered)
        };
        let known = self.inspection.with_untracked(known);
        if known && untrack(|| self.given().columns_complete) {
            Step::Verdict
        } else {
            Step::Columns
        }
    }

    /// Takes a structure that is at hand; the verdict then knows the units.
    pub async fn add_structure(self, file: File) -> Result<(), ApiError> {
        if let Some(checker) = self.checker.get_value() {
            checker.add_structure(&file).await?;
            self.checked.set_value(None);
        }
        self.structure.set(Some(file));
        Ok(())
    }

    /// Looks at another sheet or another header row of the same file.
    pub async fn look_at(self, place: SheetChoice) -> Result<(), ApiError> {
        if let Some(checker) = self.checker.get_value() {
            let inspection = checker.look(&place).await?;
            self.checked.set_value(None);
            self.show(inspection);
        }
        Ok(())
    }

    fn show(self, inspection: WorkbookInspection) {
        self.columns.set(Columns::proposed(&inspection));
        self.inspection.set(Some(inspection));
    }

    /// Waits for a piece of work that can be given up, also before the worker has its part in it.
    async fn until_stopped<T>(
        self,
        work: impl Future<Output = Result<T, ApiError>>,
    ) -> Result<T, ApiError> {
        let (work, end) = abortable(work);
        self.wait.set_value(Some(end));
        work.await.unwrap_or(Err(ApiError::Stopped))
    }

    /// Ends the worker, whatever it does, and who waits for it.
    fn stop(self) {
        if let Some(wait) = self.wait.try_update_value(Option::take).flatten() {
            wait.abort();
        }
        if let Some(checker) = self.checker.try_update_value(Option::take).flatten() {
            checker.stop();
        }
    }

    /// Ends the worker at the wish of the person; the file stays in hand, to be opened again.
    pub fn give_up(self) {
        self.stop();
        self.inspection.set(None);
    }

    /// What the import would do. Rows are read once for a choice of columns; after that a verdict takes
    /// what the establishment has by now.
    pub async fn verdict(self) -> Result<Verdict, ApiError> {
        self.until_stopped(self.judge()).await
    }

    async fn judge(self) -> Result<Verdict, ApiError> {
        let choice = self.columns.with_untracked(Columns::mapping);
        let checker = self.checker()?;
        if self.checked.get_value().as_ref() == Some(&choice)
            && let Some(context) = self.context().await?
        {
            return checker.judge(&context).await;
        }
        let secret = self.secret().await?;
        let verdict = checker.check(&choice, secret.as_ref()).await?;
        self.checked.set_value(Some(choice));
        Ok(verdict)
    }

    /// The worker with the file.
    pub fn checker(self) -> Result<Checker, ApiError> {
        self.checker.get_value().ok_or(ApiError::Stopped)
    }

    /// Sends the lines as they were checked, with the findings that somebody has looked at.
    pub async fn store(
        self,
        finess: &str,
        acknowledged: &[NewAcknowledgement],
    ) -> Result<ImportCreated, ApiError> {
        let checker = self.checker()?;
        let file = checker.checked_file().await?;
        let stored = self.client.create_import(finess, &file, acknowledged).await;
        if stored.is_err() {
            // The secret may be another one by now: the next verdict reads the rows again.
            self.checked.set_value(None);
        }
        stored
    }

    async fn context(self) -> Result<Option<Blob>, ApiError> {
        let Whose::Establishment(finess) = self.whose else { return Ok(None) };
        let Some((kind, period)) = self.kind.get_untracked().zip(self.period.get_untracked())
        else {
            return Ok(None);
        };
        self.client.import_context(&finess.get_untracked(), kind, &period).await.map(Some)
    }

    /// The secret that makes pseudonyms; somebody without an establishment has one of the moment.
    async fn secret(self) -> Result<Option<PseudonymSecretInForce>, ApiError> {
        if self.kind.get_untracked() != Some(ImportKind::Resistance) {
            return Ok(None);
        }
        match self.whose {
            Whose::Establishment(finess) => {
                self.client.pseudonym_secret(&finess.get_untracked()).await.map(Some)
            }
            Whose::Nobody => {
                let secret = browser::random_secret().ok_or(ApiError::Unreachable)?;
                Ok(Some(PseudonymSecretInForce { version: 0, secret }))
            }
        }
    }
}
