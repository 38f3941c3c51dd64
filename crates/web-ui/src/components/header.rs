//! The band at the top of every page.

use domain::dto::Me;
use leptos::{html, prelude::*};
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use super::{Glyph, Icon};
use crate::help_desk::use_help_desk;
use crate::session::{Session, SessionState, use_client, use_session, use_sign_out};
use crate::{routes, theme};

/// Name of the product, main links, look, account.
#[component]
pub fn Header() -> impl IntoView {
    let session = use_session();
    let client = use_client();
    let is_waiting = Memo::new(move |_| client.is_waiting());
    let path = use_location().pathname;
    // A frame of another site has a chart alone.
    let is_framed = move || path.with(|path| path == routes::EMBEDDED);
    let account = move || {
        match session.state() {
        SessionState::Opening => ().into_any(),
        SessionState::Anonymous => view! {
            <A href=routes::OPEN attr:class="btn btn-ghost btn-sm max-sm:hidden">"Accès libre"</A>
            <A href=routes::HELP attr:class="btn btn-ghost btn-sm max-sm:hidden">"Aide"</A>
            <a class="btn btn-sm btn-primary" href=routes::SIGN_IN>"Se connecter"</a>
        }
        .into_any(),
        SessionState::Open(me) => view! {
            {links(session)
                .map(|(href, text)| {
                    view! {
                        <A href exact=true attr:class="btn btn-ghost btn-sm max-md:hidden">{text}</A>
                    }
                })
                .collect_view()}
            <AccountMenu me />
        }
        .into_any(),
    }
    };
    view! {
        <header class:hidden=is_framed class="sticky top-0 z-20 border-b border-base-content/10 bg-base-100">
            <div class="mx-auto flex w-full max-w-7xl items-center gap-2 px-4 py-2 sm:px-6">
                <a href=move || if session.is_open() { routes::ESTABLISHMENTS } else { routes::HOME }
                    class="flex items-center gap-2 text-lg font-bold text-primary">
                    <Logo />
                    "ConsoRes"
                </a>
                <nav class="ms-auto flex items-center gap-1 sm:gap-2" aria-label="Navigation principale">
                    {account}
                    <ThemeToggle />
                </nav>
            </div>
            <Show when=move || is_waiting.get()>
                <div class="waiting" role="progressbar" aria-label="Chargement"></div>
            </Show>
        </header>
    }
}

/// The main links of someone who is signed in.
fn links(session: Session) -> impl Iterator<Item = (&'static str, &'static str)> {
    let national = session.is_national();
    let follows = national || !session.followed_regions().is_empty();
    let everybody = [
        (routes::HELP, "Aide"),
        (routes::ESTABLISHMENTS, "Mes établissements"),
        (routes::ANALYSES, "Analyses"),
    ];
    let centre = [(routes::COCKPIT, "Pilotage")].into_iter().filter(move |_| follows);
    let team = [(routes::ACCOUNTS, "Comptes"), (routes::SYNONYMS, "Synonymes")];
    everybody.into_iter().chain(centre).chain(team.into_iter().filter(move |_| national))
}

/// What is about the person; on a small screen the main links too.
#[component]
fn AccountMenu(me: Me) -> impl IntoView {
    let session = use_session();
    let panel = NodeRef::<html::Div>::new();
    let sign_out = use_sign_out();
    let hide = move || {
        if let Some(panel) = panel.get() {
            // Fails only when it is closed already.
            drop(panel.hide_popover());
        }
    };
    let desk = use_help_desk();
    let ask = move |_| {
        // First, so that the focus comes back to the button of the menu and not into what is hidden.
        hide();
        desk.asking.set(true);
    };
    view! {
        <button type="button" class="btn btn-sm" popovertarget="menu-compte">
            <span class="md:hidden"><Icon glyph=Glyph::Menu class="size-4" /></span>
            <span class="md:hidden">"Menu"</span>
            <span class="max-w-48 truncate max-md:hidden">{me.full_name.clone()}</span>
            <span class="max-md:hidden"><Icon glyph=Glyph::Chevron class="size-4" /></span>
        </button>
        <div
            node_ref=panel
            id="menu-compte"
            popover="auto"
            class="top-12 right-[max(1rem,calc((100vw-80rem)/2+1.5rem))] bottom-auto left-auto w-64 rounded-box border border-base-content/15 bg-base-100 p-2 text-base-content shadow-lg"
            on:click=move |_| hide()
        >
            <p class="px-3 py-2">
                <span class="block font-medium wrap-anywhere">{me.full_name}</span>
                <span class="block text-sm wrap-anywhere text-base-content/75">{me.email}</span>
            </p>
            <ul class="menu w-full p-0">
                {links(session)
                    .map(|(href, text)| {
                        view! { <li class="md:hidden"><A href exact=true>{text}</A></li> }
                    })
                    .collect_view()}
                <li>
                    <button type="button" on:click=ask>"Demander de l’aide"</button>
                </li>
                <li>
                    <A href=routes::TICKETS>
                        {if session.is_national() { "Demandes d’aide" } else { "Mes demandes d’aide" }}
                    </A>
                </li>
                <li><A href=routes::ACCOUNT>"Mon compte"</A></li>
                <li>
                    <button type="button" on:click=move |_| sign_out.run(())>"Se déconnecter"</button>
                </li>
            </ul>
        </div>
    }
}

/// Four bars: the product's mark.
#[component]
fn Logo() -> impl IntoView {
    view! {
        <svg class="size-7" viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="8" fill="currentColor"></rect>
            <path
                d="M8 22V17M13.3 22V11M18.7 22v-7M24 22V8"
                class="stroke-primary-content"
                stroke-width="3"
                stroke-linecap="round"
            ></path>
        </svg>
    }
}

/// Goes from light to dark and back.
#[component]
fn ThemeToggle() -> impl IntoView {
    let look = RwSignal::new(theme::current());
    let toggle = move |_| {
        look.update(|look| *look = look.other());
        theme::choose(look.get_untracked());
    };
    let label = move || match look.get() {
        theme::Theme::Light => "Passer en sombre",
        theme::Theme::Dark => "Passer en clair",
    };
    view! {
        <button class="btn btn-circle btn-ghost btn-sm" aria-label=label title=label on:click=toggle>
            {move || {
                let glyph = match look.get() {
                    theme::Theme::Light => Glyph::Moon,
                    theme::Theme::Dark => Glyph::Sun,
                };
                view! { <Icon glyph /> }
            }}
        </button>
    }
}
