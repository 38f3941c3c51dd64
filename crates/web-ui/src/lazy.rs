//! Pages that are loaded when they are first opened, in a few parts; and the question that opens over any of them.
//!
//! The build takes the code that only these pages reach out of the first load. Nothing else may
//! name them, or they come back into it. Few parts: what some of them share becomes a file for each
//! combination, and a page asks for every file of its part.

#![expect(non_snake_case, reason = "a page is loaded by a function of its name")]

use leptos::prelude::*;
use leptos_router::LazyRoute;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::browser;
use crate::components::{Loading, Outdated};

/// Makes a route of each page; those of one part are loaded together.
macro_rules! part {
    ($part:ident: $($page:ident),+ $(,)?) => {$(
        #[doc = concat!("Loads and shows [`", stringify!($page), "`](crate::pages::", stringify!($page), ").")]
        #[derive(Debug)]
        pub struct $page {}

        impl $page {
            /// The page, once its part is loaded.
            pub async fn load() -> AnyView {
                #[wasm_split($part, fallible)]
                fn $page() -> Result<AnyView, SplitLoaderError> {
                    Ok(view! { <crate::pages::$page /> }.into_any())
                }
                $page().await.unwrap_or_else(|_| view! { <Outdated /> }.into_any())
            }
        }

        impl LazyRoute for $page {
            fn data() -> Self {
                Self {}
            }

            async fn view(_: Self) -> AnyView {
                Self::load().await
            }
        }
    )+};
}

part!(account: MyEstablishments, AddEhpad, EstablishmentLayout, DashboardPage, ResistancesPage,
    AntifungalsPage, ResistancePanelPage, AlertList, AlertPage, StructurePage, BedsPage, AnomaliesPage, ReportsPage, ClosingPage,
    ImportList, ImportDetail, Correspondences, CharterPage, PeoplePage, TokensPage, JournalPage,
    SynonymsPage, TicketList, TicketPage, AskForHelp, CockpitPage, AccountPage, AccountsPage,
    NewPasswordPage, VerificationPage, InvitationPage);
part!(analyses: AnalysesPage, ModelPage);
part!(open: OpenFigures, EmbeddedPage);
part!(texts: GuidePage, FaqPage, GlossaryPage, LegalPage, AccessibilityPage);
part!(help: HelpAnswers, ControlList, TableList);
part!(method: MethodParts);
part!(wizard: TrialSteps, TrialKind, TrialVerdict, WizardLayout, WizardKind, WizardFile, WizardColumns, WizardVerdict, WizardResult);

/// What comes after the first words of a page: nothing more is asked for until they are painted.
pub fn later(page: impl Future<Output = AnyView> + Send + 'static) -> impl IntoView {
    later_than(Loading.into(), page)
}

/// The same, with what stands there meanwhile.
pub fn later_than(
    waiting: ViewFn,
    page: impl Future<Output = AnyView> + Send + 'static,
) -> impl IntoView {
    let is_there = RwSignal::new(false);
    let painted = browser::first_paint();
    let loaded = async move {
        painted.await;
        let page = page.await;
        is_there.set(true);
        page
    };
    view! {
        {Suspend::new(loaded)}
        <Show when=move || !is_there.get()>
            {waiting.run()}
        </Show>
    }
}
