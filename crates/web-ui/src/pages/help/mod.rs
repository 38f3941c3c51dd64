//! The documentation: a short entrance, and a page for each way to look for an answer.

mod accessibility;
mod controls;
mod doc;
mod faq;
mod frame;
mod glossary;
mod guide;
mod home;
mod legal;
mod method;
mod prose;
mod search;
mod tables;

use leptos::prelude::RwSignal;

pub use accessibility::AccessibilityPage;
pub use controls::{ControlList, ControlsPage};
pub use faq::FaqPage;
pub use glossary::GlossaryPage;
pub use guide::GuidePage;
pub use home::{HelpAnswers, HelpPage};
pub use legal::LegalPage;
pub use method::{MethodPage, MethodParts};
pub use tables::{TableList, TablesPage};

/// What is searched on a page whose answers come later.
#[derive(Clone, Copy)]
struct Wanted(RwSignal<String>);
