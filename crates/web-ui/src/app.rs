//! The frame of every page, and all the addresses on one screen.

use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Redirect, Route, Router, Routes};
use leptos_router::{Lazy, path};

use crate::components::{Footer, Header};
use crate::help_desk::HelpDesk;
use crate::lazy::{self, later};
use crate::pages::{
    ControlsPage, ForgottenPasswordPage, HelpDialog, HelpPage, Home, Hurdles, MethodPage, NotFound,
    OpenPage, Private, SignIn, SignUp, TablesPage, Terms, TrialFrame,
};
use crate::session::Session;

/// The whole application.
#[component]
pub fn App() -> impl IntoView {
    Session::provide();
    HelpDesk::provide();
    view! {
        <Router>
            <SkipLink />
            <div class="flex min-h-dvh flex-col">
                <Header />
                <main id="contenu" tabindex="-1" class="mx-auto w-full max-w-7xl grow empty:min-h-dvh has-[.loading]:min-h-dvh px-4 py-8 outline-none sm:px-6">
                    <Routes fallback=NotFound>
                        <Route path=path!("/") view=Home />
                        <Route path=path!("/connexion") view=SignIn />
                        <Route path=path!("/inscription") view=SignUp />
                        <ParentRoute path=path!("/aide") view=Outlet>
                            <Route path=path!("") view=HelpPage />
                            <Route path=path!("guide") view={Lazy::<lazy::GuidePage>::new()} />
                            <Route path=path!("faq") view={Lazy::<lazy::FaqPage>::new()} />
                            <Route path=path!("methodologie") view=MethodPage />
                            <Route path=path!("controles") view=ControlsPage />
                            <Route path=path!("glossaire") view={Lazy::<lazy::GlossaryPage>::new()} />
                            <Route path=path!("tables") view=TablesPage />
                            <ParentRoute path=path!("demandes") view=Private>
                                <Route path=path!("") view={Lazy::<lazy::TicketList>::new()} />
                                <Route path=path!(":id") view={Lazy::<lazy::TicketPage>::new()} />
                            </ParentRoute>
                        </ParentRoute>
                        <Route path=path!("/cgu") view=Terms />
                        <Route path=path!("/mentions-legales") view={Lazy::<lazy::LegalPage>::new()} />
                        <Route path=path!("/accessibilite") view={Lazy::<lazy::AccessibilityPage>::new()} />
                        <ParentRoute path=path!("/tester") view=TrialFrame>
                            <Route path=path!("") view=|| view! { <Redirect path="type" /> } />
                            <Route path=path!("type") view=|| later(lazy::TrialKind::load()) />
                            <Route path=path!("fichier") view=|| later(lazy::WizardFile::load()) />
                            <Route path=path!("colonnes") view=|| later(lazy::WizardColumns::load()) />
                            <Route path=path!("verdict") view=|| later(lazy::TrialVerdict::load()) />
                        </ParentRoute>
                        <Route path=path!("/mot-de-passe-oublie") view=ForgottenPasswordPage />
                        <Route path=path!("/nouveau-mot-de-passe") view={Lazy::<lazy::NewPasswordPage>::new()} />
                        <Route path=path!("/verification") view={Lazy::<lazy::VerificationPage>::new()} />
                        <Route path=path!("/invitation") view={Lazy::<lazy::InvitationPage>::new()} />
                        <ParentRoute path=path!("/compte") view=Private>
                            <Route path=path!("") view={Lazy::<lazy::AccountPage>::new()} />
                        </ParentRoute>
                        <ParentRoute path=path!("/comptes") view=Private>
                            <Route path=path!("") view={Lazy::<lazy::AccountsPage>::new()} />
                        </ParentRoute>
                        <ParentRoute path=path!("/synonymes") view=Private>
                            <Route path=path!("") view={Lazy::<lazy::SynonymsPage>::new()} />
                        </ParentRoute>
                        <Route path=path!("/acces-libre") view=OpenPage />
                        <Route path=path!("/integrer") view={Lazy::<lazy::EmbeddedPage>::new()} />
                        <ParentRoute path=path!("/analyses") view=Private>
                            <Route path=path!("") view={Lazy::<lazy::AnalysesPage>::new()} />
                            <Route path=path!("modele") view={Lazy::<lazy::ModelPage>::new()} />
                        </ParentRoute>
                        <ParentRoute path=path!("/pilotage") view=Private>
                            <Route path=path!("") view={Lazy::<lazy::CockpitPage>::new()} />
                        </ParentRoute>
                        <ParentRoute path=path!("/etablissements") view=Private>
                            <Route path=path!("") view={Lazy::<lazy::MyEstablishments>::new()} />
                            <Route path=path!("ehpad") view={Lazy::<lazy::AddEhpad>::new()} />
                            <ParentRoute path=path!(":finess") view={Lazy::<lazy::EstablishmentLayout>::new()}>
                                <Route path=path!("") view=|| view! { <Redirect path="tableau-de-bord" /> } />
                                <Route path=path!("tableau-de-bord") view={Lazy::<lazy::DashboardPage>::new()} />
                                <Route path=path!("resistances") view={Lazy::<lazy::ResistancesPage>::new()} />
                                <Route path=path!("resistances/antifongiques") view={Lazy::<lazy::AntifungalsPage>::new()} />
                                <Route path=path!("resistances/panel") view={Lazy::<lazy::ResistancePanelPage>::new()} />
                                <Route path=path!("alertes") view={Lazy::<lazy::AlertList>::new()} />
                                <Route path=path!("alertes/:id") view={Lazy::<lazy::AlertPage>::new()} />
                                <Route path=path!("structure") view={Lazy::<lazy::StructurePage>::new()} />
                                <Route path=path!("lits") view={Lazy::<lazy::BedsPage>::new()} />
                                <Route path=path!("imports") view={Lazy::<lazy::ImportList>::new()} />
                                <ParentRoute path=path!("imports/nouveau") view={Lazy::<lazy::WizardLayout>::new()}>
                                    <Route path=path!("") view=|| view! { <Redirect path="type" /> } />
                                    <Route path=path!("type") view={Lazy::<lazy::WizardKind>::new()} />
                                    <Route path=path!("fichier") view={Lazy::<lazy::WizardFile>::new()} />
                                    <Route path=path!("colonnes") view={Lazy::<lazy::WizardColumns>::new()} />
                                    <Route path=path!("verdict") view={Lazy::<lazy::WizardVerdict>::new()} />
                                    <Route path=path!("resultat") view={Lazy::<lazy::WizardResult>::new()} />
                                </ParentRoute>
                                <Route path=path!("imports/:id") view={Lazy::<lazy::ImportDetail>::new()} />
                                <Route path=path!("correspondances") view={Lazy::<lazy::Correspondences>::new()} />
                                <Route path=path!("anomalies") view={Lazy::<lazy::AnomaliesPage>::new()} />
                                <Route path=path!("rapports") view={Lazy::<lazy::ReportsPage>::new()} />
                                <Route path=path!("cloture") view={Lazy::<lazy::ClosingPage>::new()} />
                                <Route path=path!("charte") view={Lazy::<lazy::CharterPage>::new()} />
                                <Route path=path!("utilisateurs") view={Lazy::<lazy::PeoplePage>::new()} />
                                <Route path=path!("jetons") view={Lazy::<lazy::TokensPage>::new()} />
                                <Route path=path!("journal") view={Lazy::<lazy::JournalPage>::new()} />
                            </ParentRoute>
                        </ParentRoute>
                    </Routes>
                </main>
                <Footer />
            </div>
            <HelpDialog />
            <Hurdles />
        </Router>
    }
}

/// For the keyboard: past the band at the top.
#[component]
fn SkipLink() -> impl IntoView {
    view! {
        <a
            href="#contenu"
            rel="external"
            class="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-base-100 focus:p-3"
        >
            "Aller au contenu"
        </a>
    }
}
