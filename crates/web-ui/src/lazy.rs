//! Pages that are loaded when they are first opened, in a few parts; and the question that opens over any of them.
//!
//! The build takes the code that only these pages reach out of the first load. Nothing else may
//! name them, or they come back into it.

#![expect(non_snake_case, reason = "a page is loaded by a function of its name")]

use leptos::prelude::*;
use leptos_router::LazyRoute;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::components::Outdated;

/// Makes a route of each page; those of one part are loaded together.
macro_rules! part {
    ($part:ident: $($page:ident),+ $(,)?) => {$(
        #[doc = concat!("Loads and shows [`", stringify!($page), "`](crate::pages::", stringify!($page), ").")]
        #[derive(Debug)]
        pub struct $page {}

        impl LazyRoute for $page {
            fn data() -> Self {
                Self {}
            }

            async fn view(_: Self) -> AnyView {
                #[wasm_split($part, fallible)]
                fn $page() -> Result<AnyView, SplitLoaderError> {
                    Ok(view! { <crate::pages::$page /> }.into_any())
                }
                $page().await.unwrap_or_else(|_| view! { <Outdated /> }.into_any())
            }
        }
    )+};
}

part!(establishment: MyEstablishments, AddEhpad, EstablishmentLayout, DashboardPage, ResistancesPage,
    AntifungalsPage, ResistancePanelPage, AlertList, AlertPage, StructurePage, BedsPage, AnomaliesPage, ReportsPage, ClosingPage,
    ImportList, ImportDetail, Correspondences, CharterPage, PeoplePage, TokensPage, JournalPage,
    SynonymsPage);
part!(tickets: TicketList, TicketPage, AskForHelp);
part!(cockpit: CockpitPage);
part!(analyses: AnalysesPage, ModelPage, OpenPage, EmbeddedPage);
part!(account: AccountPage, AccountsPage, ForgottenPasswordPage, NewPasswordPage, VerificationPage,
    InvitationPage);
part!(help: HelpPage, GuidePage, FaqPage, MethodPage, ControlsPage, GlossaryPage, TablesPage, LegalPage,
    AccessibilityPage);
part!(wizard: TrialLayout, TrialKind, TrialVerdict, WizardLayout, WizardKind, WizardFile, WizardColumns, WizardVerdict, WizardResult);
