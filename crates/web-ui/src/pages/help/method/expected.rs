//! What an establishment is expected to consume.

use domain::casemix::Rules;
use leptos::prelude::*;

use super::parts::{Formula, MethodPart};
use crate::format;

/// The part about observed over expected.
#[component]
pub fn Expected() -> impl IntoView {
    let rules = Rules::current();
    let all = format::count(rules.establishments_least as f64, "établissement", "établissements");
    let each =
        format::count(rules.level_establishments_least as f64, "établissement", "établissements");
    view! {
        <MethodPart anchor="attendu" tables=&["casemix"]>
            <p class="max-w-prose">
                "L’attendu d’un établissement est ce qu’il consommerait comme les autres de son type, secteur par secteur. Il vient d’un modèle ajusté, pour chaque question et chaque année, sur tous les établissements de la base\u{a0}:"
            </p>
            <Formula text="ln(DDJ attendues) = ln(JH) + constante + secteur + type d’établissement" />
            <p class="max-w-prose">
                {format!(
                    "Les secteurs et les types de moins de {each} sont réunis. En dessous de {all}, il n’y a pas de modèle\u{a0}: l’attendu est alors la somme, sur les secteurs, des journées de l’établissement par le taux de la France (standardisation indirecte).",
                )}
            </p>
            <p class="max-w-prose">
                "L’intervalle de l’observé sur attendu est celui de Poisson, élargi de ce dont les établissements diffèrent entre eux. Un rapport de 1 est la moyenne, non le bon usage, et deux rapports dont les intervalles se recouvrent ne se distinguent pas\u{a0}: ce n’est jamais un classement. Sous le graphique de la place parmi d’autres, la fiche du modèle donne ses termes, ses données et ses limites."
            </p>
        </MethodPart>
    }
}
