//! The second factor: adding an authenticator, keeping the recovery codes, taking it away.

use domain::dto::{ProblemCode, TotpEnrolment};
use futures::FutureExt;
use leptos::prelude::*;

use super::recovery_codes::Recovery;
use super::secret;
use super::with_password::{WithPassword, Words};
use crate::attempt::{Attempt, Fields};
use crate::browser;
use crate::components::{Badge, CopyButton, Refused, Submit, TextField, Tone};
use crate::routes::encode;
use crate::session::{use_client, use_session};

const CODE: &str = "code-authentificateur";
const CODE_FIELDS: Fields = &[(ProblemCode::TotpUnconfirmed, CODE)];

const ADDITION: Words = Words {
    title: "Ajouter un second facteur",
    consequence: "Votre mot de passe assure que c’est bien vous qui ajoutez une application d’authentification.",
    confirm: "Continuer",
    keep: "Abandonner",
};
const REMOVAL: Words = Words {
    title: "Retirer le second facteur\u{202f}?",
    consequence: "Votre mot de passe suffira de nouveau pour entrer, et vos codes de secours ne serviront plus.",
    confirm: "Retirer",
    keep: "Le garder",
};

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
    let begin = Callback::new(move |password| {
        async move {
            stage.set(Stage::Enrolling(client.enrol_totp(password).await?));
            request_animation_frame(|| browser::focus(CODE));
            Ok(())
        }
        .boxed_local()
    });
    view! {
        <WithPassword
            label="Ajouter une application d’authentification"
            class="btn btn-primary h-auto min-h-10 py-2"
            purpose="ajouter un second facteur"
            words=ADDITION
            action=begin
        />
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
    let client = use_client();
    let session = use_session();
    let remove = Callback::new(move |password| {
        async move {
            client.remove_totp(password).await?;
            session.reload().await;
            Ok(())
        }
        .boxed_local()
    });
    view! {
        <p class="flex flex-wrap items-center gap-3">
            <Badge tone=Tone::Success text="En service" />
            "Un code vous est demandé à chaque connexion."
        </p>
        <WithPassword
            label="Retirer le second facteur"
            class="btn btn-error btn-outline btn-sm"
            purpose="retirer le second facteur"
            words=REMOVAL
            action=remove
        />
    }
}
