//! What ConsoRes is, and the two ways in.

use leptos::prelude::*;

use crate::components::{Glyph, Icon};
use crate::routes;
use crate::session::use_session;

/// The three promises, with their drawing.
const PROMISES: [(Glyph, &str, &str); 3] = [
    (
        Glyph::Formula,
        "Chaque chiffre s’ouvre",
        "Un clic sur un taux montre son numérateur, son dénominateur, les unités et les molécules \
         qui le composent, jusqu’aux lignes de votre fichier.",
    ),
    (
        Glyph::Check,
        "Rien ne disparaît",
        "Lignes lues = lignes gardées + ignorées + rejetées. Toujours, avec le motif de chacune et \
         ce qu’il faut corriger.",
    ),
    (
        Glyph::Upload,
        "Vos fichiers, tels quels",
        "Excel ou CSV, colonnes dans le désordre, zéros perdus, retours en pharmacie\u{a0}: l’assistant \
         propose, explique, et vous décidez avant d’enregistrer.",
    ),
];

/// The front door.
#[component]
pub fn Home() -> impl IntoView {
    document().set_title("ConsoRes");
    let session = use_session();
    let promises = PROMISES
        .map(|(glyph, title, text)| {
            view! {
                <li class="rounded-box border border-base-content/10 bg-base-100 p-6">
                    <Icon glyph class="size-7 text-primary" />
                    <h2 class="mt-3 text-lg font-semibold">{title}</h2>
                    <p class="mt-2 text-base-content/80">{text}</p>
                </li>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <section class="grid items-center gap-10 py-6 lg:grid-cols-[3fr_2fr] lg:py-12">
            <div>
                <h1 class="text-3xl font-bold tracking-tight text-balance sm:text-5xl">
                    "La consommation d’antibiotiques de votre hôpital, livrée et comprise"
                </h1>
                <p class="mt-5 max-w-prose text-lg text-base-content/85">
                    "ConsoRes recueille les consommations d’antibiotiques et d’antifongiques des "
                    "établissements de santé et des EHPAD, et les restitue en doses définies "
                    "journalières pour 1000 journées d’hospitalisation (DDJ/1000 JH)."
                </p>
                <div class="mt-8 flex flex-wrap gap-3">
                    <Show
                        when=move || session.is_open()
                        fallback=|| {
                            view! {
                                <a class="btn btn-primary btn-lg" href=routes::SIGN_UP>"S’inscrire"</a>
                                <a class="btn btn-lg" href=routes::SIGN_IN>"Se connecter"</a>
                            }
                        }
                    >
                        <a class="btn btn-primary btn-lg" href=routes::ESTABLISHMENTS>
                            "Mes établissements"
                        </a>
                    </Show>
                </div>
            </div>
            <Formula />
        </section>
        <ul class="grid gap-5 md:grid-cols-3">{promises}</ul>
        <p class="mt-8 flex flex-wrap gap-x-8 gap-y-3">
            <a class="link link-primary font-medium" href=routes::OPEN>
                "Voir les chiffres en accès libre"
            </a>
            <a class="link link-primary font-medium" href=routes::TRY>
                "Tester mon fichier, sans compte et sans rien envoyer"
            </a>
            <a class="link link-primary font-medium" href=routes::FILE_GUIDE>
                "Quels fichiers préparer\u{202f}? Lire le guide"
            </a>
        </p>
    }
}

/// The indicator in one drawing.
#[component]
fn Formula() -> impl IntoView {
    view! {
        <figure class="rounded-box border border-base-content/10 bg-base-100 p-6 sm:p-8">
            <div class="flex items-center justify-center gap-4 text-center">
                <div>
                    <p class="border-b-2 border-base-content/60 px-2 pb-2 font-semibold">
                        "DDJ dispensées"
                    </p>
                    <p class="px-2 pt-2 font-semibold">"Journées d’hospitalisation"</p>
                </div>
                <p class="text-xl font-semibold whitespace-nowrap">"× 1000"</p>
            </div>
            <figcaption class="mt-6 text-sm text-base-content/80">
                "Une DDJ est la dose quotidienne de référence d’une molécule, fixée par l’OMS. Le même "
                "indicateur, calculé partout de la même façon, se compare d’une année à l’autre et "
                "d’un établissement à l’autre."
            </figcaption>
        </figure>
    }
}
