//! The second factor: adding an authenticator, keeping the recovery codes, taking it away.

use domain::dto::{ProblemCode, TotpEnrolment};
use leptos::prelude::*;

use super::recovery_codes::Recovery;
use super::secret;
use crate::attempt::{Attempt, Fields};
use crate::browser;
use crate::components::{Badge, CopyButton, Dialog, Refused, Submit, TextField, Tone};
use crate::routes::encode;
use crate::session::{use_client, use_session};

const CODE: &str = "code-authentificateur";
const PASSWORD: &str = "mot-de-passe-second-facteur";
const CODE_FIELDS: Fields = &[(ProblemCode::TotpUnconfirmed, CODE)];
const PASSWORD_FIELDS: Fields = &[(ProblemCode::WrongPassword, PASSWORD)];

/// How far the person is.
#[derive(Clone, PartialEq)]
enum Stage {
    /// Nothing under way.
    Rest,
    /// The authenticator reads the code.
    Enrolling(TotpEnrolment),
    /// The recovery codes are on the screen.
    Recovery(Vec<String>),
}

/// Says whether there is one, and what can be done.
#[component]
pub fn SecondFactor() -> impl IntoView {
    let session = use_session();
    let stage = RwSignal::new(Stage::Rest);
    let in_service = Memo::new(move |_| session.me().is_some_and(|me| me.totp));
    let content = move || match stage.get() {
        Stage::Enrolling(enrolment) => view! { <Enrol enrolment stage /> }.into_any(),
        Stage::Recovery(codes) => {
            let kept = Callback::new(move |()| stage.set(Stage::Rest));
            view! { <Recovery codes kept /> }.into_any()
        }
        Stage::Rest if in_service.get() => view! { <InService /> }.into_any(),
        Stage::Rest => view! { <Begin stage /> }.into_any(),
    };
    view! {
        <p class="max-w-prose text-base-content/80">
            "Un code à six chiffres, affiché par une application de votre téléphone, s’ajoute au mot de "
            "passe. Un mot de passe volé ne suffit plus pour entrer."
        </p>
        {content}
    }
}

/// The button that begins.
#[component]
fn Begin(stage: RwSignal<Stage>) -> impl IntoView {
    let client = use_client();
    let attempt = Attempt::new();
    let begin = move |_| {
        attempt.run(async move {
            stage.set(Stage::Enrolling(client.enrol_totp().await?));
            request_animation_frame(|| browser::focus(CODE));
            Ok(())
        });
    };
    view! {
        <Refused attempt />
        <button
            type="button"
            class="btn btn-primary h-auto min-h-10 py-2"
            disabled=attempt.busy()
            on:click=begin
        >
            "Ajouter une application d’authentification"
        </button>
    }
}

/// The drawing to read, the secret to type, the code that proves it.
#[component]
fn Enrol(enrolment: TotpEnrolment, stage: RwSignal<Stage>) -> impl IntoView {
    let client = use_client();
    let session = use_session();
    let code = RwSignal::new(String::new());
    let attempt = Attempt::with_fields(CODE_FIELDS);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        attempt.run(async move {
            let recovery = client.confirm_totp(code.get_untracked().trim().to_owned()).await?;
            stage.set(Stage::Recovery(recovery.codes));
            session.reload().await;
            Ok(())
        });
    };
    let drawing = format!("data:image/svg+xml,{}", encode(&enrolment.qr_svg));
    view! {
        <ol class="list-decimal space-y-5 ps-5 marker:font-semibold">
            <li class="space-y-3">
                <p>
                    "Ouvrez une application d’authentification sur votre téléphone (celle de votre hôpital, "
                    "FreeOTP, Google Authenticator…) et lisez ce code\u{a0}:"
                </p>
                <img src=drawing alt="Code QR à lire avec l’application" class="size-52 rounded-field bg-white" />
                <p class="text-sm">
                    "Sans appareil photo, tapez ce secret\u{a0}: "
                    <code class="font-mono break-words">{secret::in_groups(&enrolment.secret)}</code>
                </p>
                <CopyButton text=enrolment.secret label="Copier le secret" />
            </li>
            <li>
                <form class="max-w-md space-y-4" on:submit=submit>
                    <TextField
                        id=CODE
                        label="Recopiez le code affiché par l’application"
                        value=code
                        autocomplete="one-time-code"
                        inputmode="numeric"
                        max_length=7
                        error=attempt.under(CODE)
                    />
                    <Refused attempt />
                    <div class="flex flex-wrap gap-3">
                        <Submit label="Mettre en service" busy=attempt.busy() />
                        <button type="button" class="btn btn-ghost" on:click=move |_| stage.set(Stage::Rest)>
                            "Abandonner"
                        </button>
                    </div>
                </form>
            </li>
        </ol>
    }
}

/// It counts; taking it away asks for the password.
#[component]
fn InService() -> impl IntoView {
    let asking = RwSignal::new(false);
    view! {
        <p class="flex flex-wrap items-center gap-3">
            <Badge tone=Tone::Success text="En service" />
            "Un code vous est demandé à chaque connexion."
        </p>
        <button type="button" class="btn btn-error btn-outline btn-sm" on:click=move |_| asking.set(true)>
            "Retirer le second facteur"
        </button>
        <Show when=move || asking.get()>
            <Removal close=Callback::new(move |()| asking.set(false)) />
        </Show>
    }
}

#[component]
fn Removal(close: Callback<()>) -> impl IntoView {
    let client = use_client();
    let session = use_session();
    let email = untrack(|| session.me()).map(|me| me.email).unwrap_or_default();
    let password = RwSignal::new(String::new());
    let attempt = Attempt::with_fields(PASSWORD_FIELDS);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        attempt.run(async move {
            client.remove_totp(password.get_untracked()).await?;
            close.run(());
            session.reload().await;
            Ok(())
        });
    };
    view! {
        <Dialog title="Retirer le second facteur\u{202f}?" on_close=close>
            <form class="space-y-5" on:submit=submit>
                <p>
                    "Votre mot de passe suffira de nouveau pour entrer, et vos codes de secours ne serviront "
                    "plus."
                </p>
                <input type="text" name="username" autocomplete="username" value=email readonly hidden />
                <TextField
                    id=PASSWORD
                    label="Votre mot de passe"
                    value=password
                    kind="password"
                    autocomplete="current-password"
                    autofocus=true
                    error=attempt.under(PASSWORD)
                />
                <Refused attempt />
                <div class="modal-action">
                    <button type="button" class="btn" on:click=move |_| close.run(())>"Le garder"</button>
                    <Submit label="Retirer" busy=attempt.busy() />
                </div>
            </form>
        </Dialog>
    }
}
