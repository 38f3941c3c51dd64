//! Documentation: the import guide, the glossary, the controls, the reference tables.

use leptos::prelude::*;

use super::alerts::Alerts;
use super::reference_tables::ReferenceTables;
use super::rules::Rules;
use crate::anchor::follow_anchor;
use crate::components::{Loaded, PageHeading, TableFrame};
use crate::remote::Remote;
use crate::session::use_client;

/// Kind of file, columns, what happens.
const FILES: [(&str, &str, &str); 4] = [
    (
        "1. Structure",
        "Code UF, libellé UF, code DE, code TA\u{202f}; au besoin service et pôle",
        "Chaque UF reçoit un secteur d’après sa discipline (DE) et compte si son activité (TA) est \
         une hospitalisation complète (03) ou de semaine (20). Une DE ou un TA inconnus mettent l’UF \
         hors périmètre avec un avertissement\u{202f}; pour 195, 196 et 999, la question vous est posée. Si \
         rien n’a changé, la structure de l’année précédente est reprise.",
    ),
    (
        "2. Journées d’hospitalisation",
        "Code UF, nombre de JH\u{202f}; au besoin la période",
        "Les JH des unités du périmètre forment le dénominateur. Les journées d’EHPAD sont comptées à \
         part, celles des autres unités sont ignorées et le disent.",
    ),
    (
        "3. Consommations",
        "Code UF, code UCD, quantité en unités UCD\u{202f}; au besoin libellé et période",
        "Les lignes d’une même UF et d’un même médicament sont additionnées, retours (quantités \
         négatives) compris. Quantité × dosage ÷ DDJ donne un nombre de DDJ. Les autres médicaments \
         du fichier sont ignorés.",
    ),
    (
        "4. Résistances",
        "Code UF, identifiant du patient, date de naissance ou âge, date de prélèvement, nature du \
         prélèvement, micro-organisme, puis une colonne par antibiotique, ou une ligne par résultat\u{202f}; au \
         besoin BLSE, carbapénémase, numéro de demande",
        "Chaque isolat est gardé, ignoré ou rejeté avec son motif. Les identifiants de patients sont \
         remplacés par des pseudonymes et les dates de naissance par des âges dans votre navigateur, avant \
         tout envoi. Les libellés du laboratoire sont reconnus\u{202f}; ceux qui ne le sont pas vous sont demandés \
         une fois.",
    ),
];

const GLOSSARY: [(&str, &str); 12] = [
    (
        "DDJ",
        "Dose définie journalière\u{a0}: dose d’entretien d’une molécule par voie, chez l’adulte, fixée \
         par l’OMS (classification ATC/DDD).",
    ),
    ("JH", "Journée d’hospitalisation complète ou de semaine, facturée dans l’année."),
    ("DDJ/1000 JH", "Somme des DDJ divisée par la somme des JH des mêmes unités, fois 1000."),
    ("UF", "Unité fonctionnelle\u{a0}: la maille de tous les fichiers. Son code est la clé."),
    (
        "DE",
        "Discipline d’équipement\u{a0}: trois chiffres, parfois une lettre. Elle donne le secteur.",
    ),
    (
        "TA",
        "Type d’activité\u{a0}: deux chiffres. 03 et 20 désignent l’hospitalisation qui compte.",
    ),
    (
        "UCD",
        "Unité commune de dispensation\u{a0}: un comprimé, un flacon. Code à 7 ou 13 chiffres.",
    ),
    (
        "BHRe",
        "Bactérie hautement résistante émergente\u{a0}: entérobactérie productrice de carbapénémase (EPC), \
         Enterococcus faecium résistant aux glycopeptides (ERG).",
    ),
    ("Périmètre sanitaire (SPARES)", "Hospitalisation complète et de semaine des neuf domaines."),
    ("Périmètre EHPAD", "Hébergement en EHPAD, présenté à part et jamais ajouté au sanitaire."),
    ("FINESS", "Numéro national d’un site (géographique) ou d’une entité juridique."),
    (
        "Intervalle de confiance à 95\u{202f}%",
        "Étendue où se trouverait le taux si seul le hasard jouait\u{202f}; il dit la précision du chiffre.",
    ),
];

/// The documentation page.
#[component]
pub fn Help() -> impl IntoView {
    follow_anchor();
    let client = use_client();
    let tables = Remote::new(move || client.reference_tables());
    let rules = Remote::new(move || client.rules());
    view! {
        <PageHeading
            title="Documentation"
            lead="Quels fichiers préparer, ce qu’il en advient, et ce que les mots veulent dire."
        />
        <div class="space-y-12">
            <section class="space-y-4" aria-labelledby="guide">
                <h2 id="guide" class="text-xl font-bold">"Guide d’import"</h2>
                <p class="max-w-prose">
                    "Quatre fichiers par an, la structure d’abord. Excel (.xlsx, .xlsb, .xls), OpenDocument (.ods) "
                    "ou CSV, dans votre mise en forme\u{a0}: votre navigateur trouve la ligne d’en-tête, propose "
                    "les colonnes et montre le verdict\u{202f}; rien n’est envoyé avant que vous confirmiez. Les JH et les consommations se livrent par an ou par "
                    "trimestre, avec le même rythme."
                </p>
                <TableFrame caption="Les quatre fichiers" quiet=true>
                    <thead>
                        <tr>
                            <th scope="col">"Fichier"</th>
                            <th scope="col">"Colonnes"</th>
                            <th scope="col">"Ce qu’il en advient"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {FILES
                            .map(|(file, columns, fate)| {
                                view! {
                                    <tr class="align-top">
                                        <th scope="row" class="min-w-36">{file}</th>
                                        <td class="min-w-48">{columns}</td>
                                        <td class="min-w-80">{fate}</td>
                                    </tr>
                                }
                            })
                            .into_iter()
                            .collect_view()}
                    </tbody>
                </TableFrame>
                <h3 class="text-lg font-semibold">"Lits et clôture de l’année"</h3>
                <p class="max-w-prose">
                    "Saisissez les lits de chaque secteur dans l’onglet Lits\u{202f}; ceux que l’établissement a déclarés à la "
                    "SAE sont proposés. Quand tout est livré et vérifié, le référent clôture l’année\u{a0}: l’onglet "
                    "Clôture dit ce qui manque encore. Rien d’une année clôturée ne change plus. Pour la corriger, "
                    "rouvrez-la en donnant la raison\u{202f}; après la date limite, l’équipe nationale donne son accord."
                </p>
                <h3 class="text-lg font-semibold">"Médicaments absents des tables"</h3>
                <p class="max-w-prose">
                    "Les tables de référence ne connaissent pas tous les codes UCD. Dans l’onglet "
                    "«\u{a0}Correspondances\u{a0}» de votre établissement, déposez le livret de la pharmacie\u{a0}: "
                    "code, libellé, ATC, voie, dosage par unité et unité de dosage. Il sert à tous les "
                    "imports suivants."
                </p>
                <h3 class="text-lg font-semibold">"Corriger, remplacer, annuler"</h3>
                <p class="max-w-prose">
                    "Un nouvel import de la même période remplace le précédent\u{202f}; un import s’annule en "
                    "entier, et les chiffres redeviennent exactement ce qu’ils étaient sans lui. Tout "
                    "reste inscrit au journal."
                </p>
            </section>
            <Alerts />
            <section class="space-y-4" aria-labelledby="glossaire">
                <h2 id="glossaire" class="text-xl font-bold">"Glossaire"</h2>
                <dl class="grid gap-x-8 gap-y-4 md:grid-cols-2">
                    {GLOSSARY
                        .map(|(term, meaning)| {
                            view! {
                                <div>
                                    <dt class="font-semibold">{term}</dt>
                                    <dd class="text-base-content/85">{meaning}</dd>
                                </div>
                            }
                        })
                        .into_iter()
                        .collect_view()}
                </dl>
            </section>
            <section class="space-y-4" aria-labelledby="controles">
                <h2 id="controles" class="text-xl font-bold">"Contrôles"</h2>
                <p class="max-w-prose">
                    "Ce que chaque contrôle vérifie et ce qu’il y a à faire. Rien n’est écarté sans être dit\u{a0}: "
                    "les lignes non comptées restent dans le verdict, avec leur motif."
                </p>
                <Loaded resource=rules view=|controls| view! { <Rules controls /> }.into_any() />
            </section>
            <section class="space-y-4" aria-labelledby="tables">
                <h2 id="tables" class="text-xl font-bold">"Tables de référence"</h2>
                <p class="max-w-prose">
                    "Les règles sont des données, avec leur version et leur source. Chaque chiffre dit "
                    "avec quelles versions il a été calculé."
                </p>
                <Loaded
                    resource=tables
                    view=|tables| view! { <ReferenceTables tables /> }.into_any()
                />
            </section>
        </div>
    }
}
