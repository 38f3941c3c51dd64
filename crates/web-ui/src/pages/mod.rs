//! The screens. A page owns the data it shows.

mod account;
mod alerts;
mod analyses;
mod anomalies;
mod beds;
mod charter;
mod closing;
mod cockpit;
mod correspondences;
mod dashboard;
mod establishment;
mod establishments;
mod explanation;
mod help;
mod help_desk;
mod hurdles;
mod imports;
mod journal;
mod links;
mod not_found;
mod open;
mod people;
mod private;
mod public;
mod reports;
mod resistances;
mod sector_question;
mod structure;
mod synonyms;
mod tickets;
mod tokens;
mod users;
mod verdict;
mod wizard;

pub use account::AccountPage;
pub use alerts::{AlertList, AlertPage, WaitingAlerts};
pub use analyses::{AnalysesPage, ModelPage};
pub use anomalies::{AnomaliesPage, Corrections};
pub use beds::BedsPage;
pub use charter::CharterPage;
pub use closing::ClosingPage;
pub use cockpit::CockpitPage;
pub use correspondences::Correspondences;
pub use dashboard::DashboardPage;
pub use establishment::EstablishmentLayout;
pub use establishments::{AddEhpad, MyEstablishments};
pub use help::{
    AccessibilityPage, ControlList, ControlsPage, FaqPage, GlossaryPage, GuidePage, HelpAnswers,
    HelpPage, LegalPage, MethodPage, MethodParts, TableList, TablesPage,
};
pub use help_desk::{AskForHelp, HelpDialog};
pub use hurdles::Hurdles;
pub use imports::{ImportDetail, ImportList};
pub use journal::JournalPage;
pub use links::{ForgottenPasswordPage, InvitationPage, NewPasswordPage, VerificationPage};
pub use not_found::NotFound;
pub use open::{EmbeddedPage, OpenFigures, OpenPage};
pub use people::PeoplePage;
pub use private::Private;
pub use public::{Home, SignIn, SignUp, Terms};
pub use reports::{ReportsOf, ReportsPage};
pub use resistances::{
    AntifungalsPage, OpenedFigure, ResistanceCards, ResistancePanelPage, ResistancesPage,
};
pub use structure::StructurePage;
pub use synonyms::SynonymsPage;
pub use tickets::{TicketList, TicketPage, WaitingTickets};
pub use tokens::TokensPage;
pub use users::AccountsPage;
pub use wizard::{
    TrialFrame, TrialKind, TrialSteps, TrialVerdict, WizardColumns, WizardFile, WizardKind,
    WizardLayout, WizardResult, WizardVerdict,
};
