//! The band at the top of every page.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use super::{Glyph, Icon};
use crate::session::{SessionState, use_session};
use crate::{routes, theme};

/// Name of the product, main links, look, account.
#[component]
pub fn Header() -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    let sign_out = Callback::new(move |()| {
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            session.sign_out().await;
            navigate(routes::HOME, NavigateOptions::default());
        });
    });
    let account = move || {
        match session.state() {
        SessionState::Opening => ().into_any(),
        SessionState::Anonymous => view! {
            <a class="btn btn-sm btn-primary" href=routes::SIGN_IN>"Se connecter"</a>
        }
        .into_any(),
        SessionState::Open(me) => view! {
            <A href=routes::ESTABLISHMENTS exact=true attr:class="btn btn-ghost btn-sm max-sm:hidden">
                "Mes établissements"
            </A>
            <span class="max-w-48 truncate text-sm max-lg:hidden" title=me.email>{me.full_name}</span>
            <button class="btn btn-sm" on:click=move |_| sign_out.run(())>"Se déconnecter"</button>
        }
        .into_any(),
    }
    };
    view! {
        <header class="sticky top-0 z-20 border-b border-base-content/10 bg-base-100">
            <div class="mx-auto flex w-full max-w-7xl items-center gap-2 px-4 py-2 sm:px-6">
                <a href=move || if session.is_open() { routes::ESTABLISHMENTS } else { routes::HOME }
                    class="flex items-center gap-2 text-lg font-bold text-primary">
                    <Logo />
                    "ConsoRes"
                </a>
                <nav class="ms-auto flex items-center gap-1 sm:gap-2" aria-label="Navigation principale">
                    <A href=routes::HELP attr:class="btn btn-ghost btn-sm max-sm:hidden">"Aide"</A>
                    {account}
                    <ThemeToggle />
                </nav>
            </div>
        </header>
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
