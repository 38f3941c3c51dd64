//! The frame of the wizard: the steps, and the way back when something is missing.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::{Outlet, Redirect};
use leptos_router::hooks::use_location;

use super::charter::CharterNotice;
use super::state::{Whose, Wizard};
use super::step::{Step, detour};
use crate::components::{Callout, Loading, Tone};
use crate::lazy::{self, later_than};

/// Provides the state and shows the step of the address.
#[component]
pub fn WizardLayout() -> impl IntoView {
    let wizard = Wizard::provide();
    let step = use_step();
    view! {
        <StepBar wizard step />
        <Show when=move || step.get() != Step::Result>
            <CharterNotice />
        </Show>
        <Current wizard step />
    }
}

/// What is told first to somebody who only tries a file; the steps come after it.
#[component]
pub fn TrialFrame() -> impl IntoView {
    document().set_title("Tester mon fichier – ConsoRes");
    // Each step has its own title, under the bar of the steps.
    let waiting = || {
        view! {
            <h1 class="sr-only">"Tester mon fichier"</h1>
            <Loading />
        }
    };
    view! {
        <Callout tone=Tone::Information title="Rien n’est envoyé">
            <p>
                "Le fichier est lu et contrôlé par votre navigateur, avec les mêmes règles qu’un import. "
                "Il ne quitte pas votre poste, et rien n’est enregistré."
            </p>
        </Callout>
        <div class="mt-8">{later_than(waiting.into(), lazy::TrialSteps::load())}</div>
    }
}

/// The steps of somebody who only tries a file.
#[component]
pub fn TrialSteps() -> impl IntoView {
    let wizard = Wizard::provide_for(Whose::Nobody);
    let step = use_step();
    view! {
        <StepBar wizard step />
        <Current wizard step />
    }
}

fn use_step() -> Memo<Step> {
    let location = use_location();
    Memo::new(move |_| location.pathname.with(|path| Step::of_path(path)))
}

/// The step of the address, or the one that has to come before it.
#[component]
fn Current(wizard: Wizard, step: Memo<Step>) -> impl IntoView {
    let detour = Memo::new(move |_| detour(step.get(), wizard.given()));
    move || match detour.get() {
        Some(other) => {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            view! { <Redirect path=wizard.address(other) options /> }.into_any()
        }
        None => view! { <Outlet /> }.into_any(),
    }
}

/// Where the person is; earlier steps are links.
#[component]
fn StepBar(wizard: Wizard, step: Memo<Step>) -> impl IntoView {
    let item = move |(index, one): (usize, Step)| {
        let number = index + 1;
        let content = move || {
            let current = step.get();
            let marker = view! {
                <span
                    class="flex size-7 shrink-0 items-center justify-center rounded-full border text-sm font-semibold"
                    class=("bg-primary", one <= current)
                    class=("text-primary-content", one <= current)
                    class=("border-primary", one <= current)
                    class=("border-base-content/40", one > current)
                    aria-hidden="true"
                >
                    {number}
                </span>
            };
            let name = view! {
                <span class="max-sm:sr-only" class=("font-semibold", one == current)>{one.label()}</span>
            };
            if one < current && current != Step::Result {
                let href = wizard.address(one);
                view! { <a class="flex items-center gap-2 hover:underline" href=href>{marker} {name}</a> }
                    .into_any()
            } else {
                view! { <span class="flex items-center gap-2">{marker} {name}</span> }.into_any()
            }
        };
        view! {
            <li
                class="flex items-center gap-2 not-last:after:h-px not-last:after:w-4 not-last:after:bg-base-content/40 sm:not-last:after:w-8"
                aria-current=move || (step.get() == one).then_some("step")
            >
                {content}
            </li>
        }
    };
    view! {
        <nav aria-label="Étapes de l’import" class="mb-8">
            <ol class="flex flex-wrap items-center gap-2">
                {wizard.steps().iter().copied().enumerate().map(item).collect_view()}
            </ol>
            <p class="mt-2 font-medium sm:hidden" aria-hidden="true">{move || step.get().label()}</p>
        </nav>
    }
}
