//! What the wizard remembers from step to step.

use domain::dto::{ImportKind, WorkbookInspection};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use web_sys::File;

use super::columns_choice::{Columns, mapping, proposed, troubles};
use super::period;
use super::step::{Given, Step};
use crate::api::{ApiError, Client, Delivery, SheetChoice};
use crate::labels;
use crate::pages::establishment::{CurrentFiness, use_finess};
use crate::routes::{self, Tab};
use crate::session::use_client;

/// The state of the wizard. Kind and period come from the address, the rest is given by hand.
#[derive(Clone, Copy)]
pub struct Wizard {
    client: Client,
    finess: CurrentFiness,
    pub kind: Memo<Option<ImportKind>>,
    pub period: Memo<Option<String>>,
    pub file: RwSignal<Option<File>, LocalStorage>,
    place: RwSignal<SheetChoice>,
    pub inspection: RwSignal<Option<WorkbookInspection>>,
    pub columns: RwSignal<Columns>,
}

/// The wizard that is shown.
pub fn use_wizard() -> Wizard {
    expect_context()
}

impl Wizard {
    pub fn provide() -> Self {
        let query = use_location().query;
        let wizard = Self {
            client: use_client(),
            finess: use_finess(),
            kind: Memo::new(move |_| {
                query.with(|query| query.get_str("type").and_then(labels::parse_kind))
            }),
            period: Memo::new(move |_| {
                query
                    .with(|query| query.get("periode").filter(|text| period::split(text).is_some()))
            }),
            file: RwSignal::new_local(None),
            place: RwSignal::new(SheetChoice::default()),
            inspection: RwSignal::new(None),
            columns: RwSignal::new(Columns::new()),
        };
        provide_context(wizard);
        // The columns of a structure mean nothing for patient-days.
        Effect::new(move |before: Option<Option<ImportKind>>| {
            let kind = wizard.kind.get();
            if before.is_some_and(|before| before != kind && kind.is_some()) {
                wizard.inspection.set(None);
            }
            kind.or(before.flatten())
        });
        wizard
    }

    /// Address of a step, with kind and period.
    pub fn address(self, step: Step) -> String {
        let kind = self.kind.get_untracked().map(labels::kind_code);
        let period = self.period.get_untracked();
        self.address_with(step, kind, period.as_deref())
    }

    pub fn address_with(self, step: Step, kind: Option<&str>, period: Option<&str>) -> String {
        let imports = routes::tab(&self.finess.get_untracked(), Tab::Imports);
        let path = format!("{imports}/nouveau/{}", step.slug());
        routes::with_query(&path, [("type", kind), ("periode", period)])
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

    /// Looks into a new file; keeps it only when it can be read.
    pub async fn open_file(self, file: File) -> Result<(), ApiError> {
        self.read(&file, SheetChoice::default()).await?;
        self.file.set(Some(file));
        Ok(())
    }

    /// Looks at another sheet or another header row of the same file.
    pub async fn look_at(self, place: SheetChoice) -> Result<(), ApiError> {
        match self.file.get_untracked() {
            Some(file) => self.read(&file, place).await,
            None => Ok(()),
        }
    }

    async fn read(self, file: &File, place: SheetChoice) -> Result<(), ApiError> {
        let Some(kind) = self.kind.get_untracked() else { return Ok(()) };
        let finess = self.finess.get_untracked();
        let inspection = self.client.inspect(file, kind, &finess, &place).await?;
        self.columns.set(proposed(&inspection));
        self.place.set(SheetChoice {
            sheet: Some(inspection.sheet.clone()),
            header_row: Some(inspection.header_row.unwrap_or(0)),
        });
        self.inspection.set(Some(inspection));
        Ok(())
    }

    /// The import as it would be sent.
    pub fn delivery(self) -> Option<Delivery> {
        Some(Delivery {
            finess: self.finess.get_untracked(),
            kind: self.kind.get_untracked()?,
            period: self.period.get_untracked()?,
            place: self.place.get_untracked(),
            mapping: self.inspection.with_untracked(|inspection| {
                self.columns.with_untracked(|columns| mapping(inspection.as_ref(), columns))
            }),
        })
    }
}
