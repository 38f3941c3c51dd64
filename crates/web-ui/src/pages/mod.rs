//! The screens. A page owns the data it shows.

mod correspondences;
mod dashboard;
mod establishment;
mod establishments;
mod explanation;
mod imports;
mod journal;
mod not_found;
mod private;
mod public;
mod sector_question;
mod structure;
mod verdict;
mod wizard;

pub use correspondences::Correspondences;
pub use dashboard::DashboardPage;
pub use establishment::EstablishmentLayout;
pub use establishments::{AddEhpad, MyEstablishments};
pub use imports::{ImportDetail, ImportList};
pub use journal::JournalPage;
pub use not_found::NotFound;
pub use private::Private;
pub use public::{Help, Home, Legal, SignIn, SignUp, Terms};
pub use structure::StructurePage;
pub use wizard::{
    WizardColumns, WizardFile, WizardKind, WizardLayout, WizardResult, WizardVerdict,
};
