//! The report to the authorities, as far as the data can fill it in.
//!
//! The fields are those that the declaration asks for (code de la santé publique, art. R. 1413-79 and
//! R. 1413-80) and those of the BHRe form of e-SIN. What the data do not tell is left to a person. No
//! field holds anything of a patient.

use std::collections::BTreeMap;

use super::definition::{Definition, definition};
use crate::dto::{Alert, AlertContent, AlertDraft, DraftField, DraftFiller, Establishment};
use crate::french::day;
use crate::nomenclature::sector;

const TO_COMPLETE: &str = "«\u{a0}à compléter\u{a0}»";
const TITLE: &str = "Brouillon de signalement externe, préparé par ConsoRes. À relire, à compléter et à \
                     transmettre par l’établissement dans e-SIN.";

const PLACE: &str = "Établissement";
const EPISODE: &str = "Épisode";
const PATIENTS: &str = "Patients";
const MEASURES: &str = "Investigations et mesures";
const SENDER: &str = "Personne qui signale";

/// What a person says: field, section, label, what is to be said.
const PERSONS: [(&str, &str, &str, &str); 10] = [
    (
        "status",
        PATIENTS,
        "Infectés, colonisés",
        "Nombre de patients infectés et de patients porteurs sains",
    ),
    ("outcome", PATIENTS, "Évolution", "Décès, et lien possible avec l’infection"),
    ("origin", PATIENTS, "Origine", "Acquis dans l’établissement, ou importé\u{202f}; d’où"),
    (
        "abroad",
        PATIENTS,
        "Lien avec l’étranger",
        "Hospitalisation à l’étranger dans l’année, pays\u{202f}; antécédent de portage",
    ),
    ("grouped", PATIENTS, "Cas groupés", "Lien épidémiologique entre les cas, ou cas isolés"),
    ("contacts", MEASURES, "Patients contacts", "Nombre identifiés, nombre dépistés, résultats"),
    ("investigations", MEASURES, "Investigations réalisées", "À la date du signalement"),
    (
        "measures",
        MEASURES,
        "Premières mesures",
        "Précautions complémentaires, regroupement, personnel dédié, dépistage",
    ),
    (
        "strain",
        MEASURES,
        "Souche",
        "Envoyée au CNR, ou conservée\u{202f}; confirmation du mécanisme",
    ),
    ("help", MEASURES, "Aide demandée", "Appui attendu du CPias ou de l’ARS"),
];

/// Whether people complete a field here.
pub fn completable(field: &str) -> bool {
    PERSONS.iter().any(|(id, ..)| *id == field)
}

/// The draft of an alert, with what people said of the fields that are theirs.
pub fn draft(
    alert: &Alert,
    place: &Establishment,
    completed: &BTreeMap<String, String>,
) -> AlertDraft {
    let mut fields = place_fields(place);
    fields.extend(definition(&alert.definition).into_iter().flat_map(|d| episode_fields(alert, d)));
    fields.extend(PERSONS.iter().map(|(id, section, label, hint)| DraftField {
        id: (*id).to_owned(),
        section: (*section).to_owned(),
        label: (*label).to_owned(),
        filler: DraftFiller::Person,
        value: completed.get(*id).cloned(),
        origin: (*hint).to_owned(),
    }));
    fields.push(DraftField {
        id: "sender".to_owned(),
        section: SENDER.to_owned(),
        label: "Nom, fonction, coordonnées".to_owned(),
        filler: DraftFiller::Elsewhere,
        value: None,
        origin: "À remplir dans e-SIN\u{a0}: ConsoRes ne les garde pas".to_owned(),
    });
    let text = draft_text(&fields);
    AlertDraft { fields, text }
}

fn field(section: &str, id: &str, label: &str, value: Option<String>, origin: &str) -> DraftField {
    DraftField {
        id: id.to_owned(),
        section: section.to_owned(),
        label: label.to_owned(),
        filler: DraftFiller::Data,
        value,
        origin: origin.to_owned(),
    }
}

fn place_fields(place: &Establishment) -> Vec<DraftField> {
    let of = |id, label, value: String| {
        field(PLACE, id, label, Some(value), "Registre des établissements")
    };
    vec![
        of("establishment", "Établissement", format!("{} ({})", place.name, place.city)),
        of("finess", "FINESS", place.finess.clone()),
        of("finess_legal", "FINESS juridique", place.finess_legal.clone()),
        of("type", "Type d’établissement", place.type_label.clone()),
        of("region", "Région", place.region_label.clone()),
    ]
}

fn episode_fields(alert: &Alert, definition: &Definition) -> Vec<DraftField> {
    const FILE: &str = "Fichiers de résistances importés";
    let content = &alert.content;
    let of = |id, label, value, origin| field(EPISODE, id, label, value, origin);
    let some = |value: String| Some(value).filter(|value| !value.is_empty());
    let mechanism = match (definition.has_mechanism(), content.mechanisms.is_empty()) {
        (true, true) => None,
        (true, false) => Some(format!("Carbapénémase {}", content.mechanisms.join(", "))),
        (false, _) => Some(definition.label.to_owned()),
    };
    vec![
        of(
            "criterion",
            "Critère de signalement",
            some(definition.criterion.to_owned()),
            "Définition de l’alerte\u{a0}: à confirmer",
        ),
        of(
            "first_case",
            "Date du premier cas",
            content.first_on.as_deref().map(day),
            "Premier prélèvement",
        ),
        of("last_case", "Date du dernier prélèvement", content.last_on.as_deref().map(day), FILE),
        of("cases", "Nombre de cas", some(cases(content)), FILE),
        of("organism", "Micro-organisme", some(organisms(content)), FILE),
        of("mechanism", "Mécanisme de résistance", mechanism, "Type dit par le laboratoire"),
        of("specimens", "Site ou nature du prélèvement", some(specimens(content)), FILE),
        of(
            "unit",
            "Unité, secteur",
            some(unit(content)),
            "Fichiers de résistances et de structure",
        ),
    ]
}

fn count(number: u32, one: &str, many: &str) -> String {
    format!("{number}\u{a0}{}", if number < 2 { one } else { many })
}

fn cases(content: &AlertContent) -> String {
    let patients = count(content.patients, "patient", "patients");
    let isolates = count(content.isolates, "isolat", "isolats");
    match content.screenings {
        0 => format!("{patients}, {isolates}"),
        some => format!("{patients}, {isolates} dont {some} de dépistage"),
    }
}

fn organisms(content: &AlertContent) -> String {
    let several = content.organisms.len() > 1;
    let told = content.organisms.iter().map(|one| {
        let patients = format!(" ({})", count(one.patients, "patient", "patients"));
        format!("{}{}", one.label, if several { patients.as_str() } else { "" })
    });
    told.collect::<Vec<_>>().join(", ")
}

fn specimens(content: &AlertContent) -> String {
    let told = content
        .specimens
        .iter()
        .map(|one| format!("{}\u{a0}: {}", one.label, count(one.isolates, "isolat", "isolats")));
    told.collect::<Vec<_>>().join("\u{202f}; ")
}

fn unit(content: &AlertContent) -> String {
    let label = content.unit_label.iter().map(|label| format!(", {label}"));
    let known = content.sector.as_deref().and_then(sector);
    let sector = known.map(|sector| format!(", secteur {}", sector.label));
    let parts = label.chain(sector).collect::<String>();
    format!("UF {}{parts}", content.unit_code)
}

/// The fields as a text to be copied, section by section.
pub fn draft_text(fields: &[DraftField]) -> String {
    let mut text = TITLE.to_owned();
    let mut section = "";
    for field in fields {
        if field.section != section {
            section = &field.section;
            text.push_str("\n\n");
            text.push_str(&section.to_uppercase());
        }
        let value = field.value.as_deref().unwrap_or(TO_COMPLETE);
        for part in ["\n", &field.label, "\u{a0}: ", value] {
            text.push_str(part);
        }
    }
    text.push('\n');
    text
}
