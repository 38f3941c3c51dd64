//! How a figure is carried on towards its national target.

use domain::french::typeset;
use domain::trajectory::trajectory_rows;
use leptos::prelude::*;

use super::parts::{MethodPart, Texts};

const COLUMNS: &[&str] = &["Paramètre", "Valeur", "Source"];

/// The part about trajectories.
#[component]
pub fn Trajectories() -> impl IntoView {
    let rows = trajectory_rows()
        .iter()
        .map(|row| vec![name(row.id).to_owned(), row.value.to_string(), typeset(row.source)]);
    view! {
        <MethodPart anchor="vers-la-cible" tables=&["trajectory"]>
            <p class="max-w-prose">
                "La vue «\u{a0}Vers la cible nationale\u{a0}» situe un indicateur par rapport à sa cible, puis prolonge sa tendance. "
                "Seules comptent les années, ou les trimestres, qui suivent le dernier changement de règles, qui sont complets, montrés, et dont le dénominateur suffit\u{202f}; les autres sont nommés avec leur raison."
            </p>
            <p class="max-w-prose">
                "Écart à la cible\u{a0}: la valeur moins la cible. La cible est atteinte, ou non, quand tout l’intervalle de confiance est du même côté\u{202f}; sinon la valeur ne s’en distingue pas. "
                "Ce qui reste\u{a0}: les DDJ, ou les souches résistantes, de moins qui feraient atteindre la cible sur le même dénominateur."
            </p>
            <p class="max-w-prose">
                "Projection\u{a0}: une régression de Poisson (taux) ou binomiale (pourcentages) donne un niveau, une pente et, pour des trimestres, trois saisons\u{202f}; la pente s’amortit ensuite. "
                "L’intervalle compte le hasard des nombres et la dispersion des périodes autour de leur tendance. Il ne compte ni un changement de pratiques, d’activité ou de règles, ni le choix de l’amortissement\u{a0}: la projection prolonge, elle ne prédit pas. "
                "Quand les périodes ou les événements manquent, rien n’est projeté et la raison est dite."
            </p>
            <Texts caption="Paramètres des trajectoires" columns=COLUMNS rows=rows.collect() />
        </MethodPart>
    }
}

fn name(id: &str) -> &str {
    match id {
        "level_percent" => "Niveau des intervalles, en %",
        "damping_percent" => "Ce qui reste de la pente d’une année à l’autre, en %",
        "years_least" => "Années au moins",
        "quarters_least" => "Trimestres au moins",
        "years_ahead" => "Années projetées, quand la cible n’a pas d’échéance à venir",
        "years_ahead_most" => "Années projetées au plus",
        "tested_least" => "Dénominateur d’un pourcentage au moins, chaque période",
        "days_least" => "Journées d’hospitalisation au moins, chaque période",
        "events_least" => "Événements au moins, toutes périodes ensemble",
        "target_year" => "Échéance des cibles de réduction",
        other => other,
    }
}
