//! The frame of every page, and all the addresses on one screen.

use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Redirect, Route, Router, Routes};
use leptos_router::path;

use crate::components::{Footer, Header};
use crate::pages::{
    AccountPage, AccountsPage, AddEhpad, CharterPage, Correspondences, DashboardPage,
    EstablishmentLayout, Help, Home, Hurdles, ImportDetail, ImportList, JournalPage, Legal,
    MyEstablishments, NotFound, PeoplePage, Private, SignIn, SignUp, StructurePage, Terms,
    TokensPage, WizardColumns, WizardFile, WizardKind, WizardLayout, WizardResult, WizardVerdict,
};
use crate::session::Session;

/// The whole application.
#[component]
pub fn App() -> impl IntoView {
    Session::provide();
    view! {
        <Router>
            <a
                href="#contenu"
                rel="external"
                class="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-base-100 focus:p-3"
            >
                "Aller au contenu"
            </a>
            <div class="flex min-h-dvh flex-col">
                <Header />
                <main id="contenu" tabindex="-1" class="mx-auto w-full max-w-7xl grow px-4 py-8 outline-none sm:px-6">
                    <Routes fallback=NotFound>
                        <Route path=path!("/") view=Home />
                        <Route path=path!("/connexion") view=SignIn />
                        <Route path=path!("/inscription") view=SignUp />
                        <Route path=path!("/aide") view=Help />
                        <Route path=path!("/cgu") view=Terms />
                        <Route path=path!("/mentions-legales") view=Legal />
                        <ParentRoute path=path!("/compte") view=Private>
                            <Route path=path!("") view=AccountPage />
                        </ParentRoute>
                        <ParentRoute path=path!("/comptes") view=Private>
                            <Route path=path!("") view=AccountsPage />
                        </ParentRoute>
                        <ParentRoute path=path!("/etablissements") view=Private>
                            <Route path=path!("") view=MyEstablishments />
                            <Route path=path!("ehpad") view=AddEhpad />
                            <ParentRoute path=path!(":finess") view=EstablishmentLayout>
                                <Route path=path!("") view=|| view! { <Redirect path="tableau-de-bord" /> } />
                                <Route path=path!("tableau-de-bord") view=DashboardPage />
                                <Route path=path!("structure") view=StructurePage />
                                <Route path=path!("imports") view=ImportList />
                                <ParentRoute path=path!("imports/nouveau") view=WizardLayout>
                                    <Route path=path!("") view=|| view! { <Redirect path="type" /> } />
                                    <Route path=path!("type") view=WizardKind />
                                    <Route path=path!("fichier") view=WizardFile />
                                    <Route path=path!("colonnes") view=WizardColumns />
                                    <Route path=path!("verdict") view=WizardVerdict />
                                    <Route path=path!("resultat") view=WizardResult />
                                </ParentRoute>
                                <Route path=path!("imports/:id") view=ImportDetail />
                                <Route path=path!("correspondances") view=Correspondences />
                                <Route path=path!("charte") view=CharterPage />
                                <Route path=path!("utilisateurs") view=PeoplePage />
                                <Route path=path!("jetons") view=TokensPage />
                                <Route path=path!("journal") view=JournalPage />
                            </ParentRoute>
                        </ParentRoute>
                    </Routes>
                </main>
                <Footer />
            </div>
            <Hurdles />
        </Router>
    }
}
