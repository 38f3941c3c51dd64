//! A refusal during the wizard, with the step that repairs it.

use domain::dto::{ImportKind, ProblemCode};
use leptos::prelude::*;

use super::state::{Whose, use_wizard};
use super::step::Step;
use crate::api::ApiError;
use crate::components::{AskHelp, ProblemAlert};
use crate::labels;
use crate::routes::{self, Tab};

/// What repairs a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WayOut {
    /// Another step of the same import.
    Step(Step),
    /// The structure has to come first.
    Structure,
    /// A screen of the establishment, with the words that lead there: a stored import stands in the
    /// way, the charter has to be signed.
    Tab(Tab, &'static str),
}

const fn way_out(code: ProblemCode) -> Option<WayOut> {
    match code {
        ProblemCode::WrongKind | ProblemCode::InvalidPeriod | ProblemCode::PeriodMismatch => {
            Some(WayOut::Step(Step::Kind))
        }
        ProblemCode::EmptyFile
        | ProblemCode::UnsupportedFile
        | ProblemCode::EncryptedFile
        | ProblemCode::DamagedFile
        | ProblemCode::FileTooLarge
        | ProblemCode::PayloadTooLarge => Some(WayOut::Step(Step::File)),
        ProblemCode::SheetNotFound
        | ProblemCode::HeaderNotFound
        | ProblemCode::MissingColumn
        | ProblemCode::ColumnUsedTwice
        | ProblemCode::UnknownColumn
        | ProblemCode::NothingUsable => Some(WayOut::Step(Step::Columns)),
        ProblemCode::StructureAbsent => Some(WayOut::Structure),
        ProblemCode::CharterUnsigned => Some(WayOut::Tab(Tab::Charter, "Voir la charte")),
        ProblemCode::DuplicateImport | ProblemCode::PeriodOverlap => {
            Some(WayOut::Tab(Tab::Imports, "Voir les imports"))
        }
        _ => None,
    }
}

/// What went wrong, the button that leads on, and the one that asks for help; what was entered stays.
#[component]
pub fn WizardProblem(
    error: ApiError,
    /// The step that is shown: it offers no link to itself.
    here: Step,
) -> impl IntoView {
    let wizard = use_wizard();
    let link = match error.code().and_then(way_out) {
        Some(WayOut::Step(step)) if step != here => Some((
            wizard.address(step),
            format!("Revenir à l’étape «\u{a0}{}\u{a0}»", step.label()),
        )),
        Some(WayOut::Structure) => {
            let year = wizard
                .period
                .get_untracked()
                .map(|period| period.chars().take(4).collect::<String>());
            let kind = labels::kind_code(ImportKind::Structure);
            let address = wizard.address_with(Step::Kind, Some(kind), year.as_deref());
            Some((address, labels::import_kind(ImportKind::Structure).to_owned()))
        }
        Some(WayOut::Tab(tab, text)) => match wizard.whose {
            Whose::Establishment(finess) => {
                Some((routes::tab(&finess.get_untracked(), tab), text.to_owned()))
            }
            Whose::Nobody => None,
        },
        _ => None,
    };
    view! {
        <ProblemAlert error>
            {link.map(|(href, text)| view! { <a class="btn btn-sm" href=href>{text}</a> })}
            <AskHelp class="btn btn-sm" />
        </ProblemAlert>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_leads_to_the_step_that_repairs_it() {
        assert_eq!(way_out(ProblemCode::EncryptedFile), Some(WayOut::Step(Step::File)));
        assert_eq!(way_out(ProblemCode::MissingColumn), Some(WayOut::Step(Step::Columns)));
        assert_eq!(way_out(ProblemCode::StructureAbsent), Some(WayOut::Structure));
        let imports = WayOut::Tab(Tab::Imports, "Voir les imports");
        assert_eq!(way_out(ProblemCode::DuplicateImport), Some(imports));
        assert_eq!(way_out(ProblemCode::Internal), None);
    }
}
