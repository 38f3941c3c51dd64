//! French words for the codes of the API.

use domain::consumption::{Outcome, Reason};
use domain::dto::{
    AlertKind, AlertState, ImportKind, ImportState, MembershipState, Perimeter, Role, Scope,
    Severity, TokenState, UnitStatus,
};
use domain::import::EXCLUDED;
use domain::resistance as isolates;

use crate::format;

/// Kinds of file, in the order of delivery.
pub const KINDS: [ImportKind; 4] = [
    ImportKind::Structure,
    ImportKind::PatientDays,
    ImportKind::Consumption,
    ImportKind::Resistance,
];

/// Perimeters, in the order of the selector.
pub const PERIMETERS: [Perimeter; 3] = [Perimeter::Spares, Perimeter::Ehpad, Perimeter::All];

/// Name of a kind in the API.
pub const fn kind_code(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Structure => "structure",
        ImportKind::PatientDays => "patient_days",
        ImportKind::Consumption => "consumption",
        ImportKind::Resistance => "resistance",
    }
}

pub fn parse_kind(code: &str) -> Option<ImportKind> {
    KINDS.into_iter().find(|kind| kind_code(*kind) == code)
}

pub const fn kind(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Structure => "Structure",
        ImportKind::PatientDays => "Journées d’hospitalisation",
        ImportKind::Consumption => "Consommations",
        ImportKind::Resistance => "Résistances",
    }
}

/// The call to import a kind of file.
pub const fn import_kind(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Structure => "Importer la structure",
        ImportKind::PatientDays => "Importer les JH",
        ImportKind::Consumption => "Importer les consommations",
        ImportKind::Resistance => "Importer les résistances",
    }
}

/// What the file of a kind holds.
pub const fn kind_content(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Structure => {
            "Une ligne par unité fonctionnelle (UF)\u{a0}: code, libellé, discipline d’équipement (DE) \
             et type d’activité (TA). C’est elle qui dit quelles unités comptent, et dans quel \
             secteur."
        }
        ImportKind::PatientDays => {
            "Le nombre de journées d’hospitalisation complète, UF par UF, pour l’année ou le \
             trimestre\u{a0}: le dénominateur."
        }
        ImportKind::Consumption => {
            "Les quantités dispensées par la pharmacie, par UF et par médicament (code UCD), \
             retours déduits\u{a0}: le numérateur. Le fichier peut contenir tous les médicaments."
        }
        ImportKind::Resistance => {
            "Les isolats du laboratoire avec leurs antibiogrammes\u{a0}: une ligne par isolat, ou une \
             ligne par résultat."
        }
    }
}

pub const fn state(state: ImportState) -> &'static str {
    match state {
        ImportState::Queued => "En attente",
        ImportState::Running => "En cours",
        ImportState::Stored => "En vigueur",
        ImportState::Replaced => "Remplacé",
        ImportState::Cancelled => "Annulé",
        ImportState::Rejected => "Refusé",
        ImportState::Failed => "Échoué",
    }
}

pub const fn severity_code(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocking => "blocking",
        Severity::Ask => "ask",
        Severity::Confirm => "confirm",
        Severity::Warning => "warning",
        Severity::Information => "information",
    }
}

pub const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocking => "Non compté",
        Severity::Ask => "À répondre",
        Severity::Confirm => "À confirmer",
        Severity::Warning => "À vérifier",
        Severity::Information => "Pour information",
    }
}

/// Name of a perimeter in the API and in the address.
pub const fn perimeter_code(perimeter: Perimeter) -> &'static str {
    match perimeter {
        Perimeter::Spares => "spares",
        Perimeter::Ehpad => "ehpad",
        Perimeter::All => "all",
    }
}

pub fn parse_perimeter(code: &str) -> Option<Perimeter> {
    PERIMETERS.into_iter().find(|perimeter| perimeter_code(*perimeter) == code)
}

pub const fn perimeter(perimeter: Perimeter) -> &'static str {
    match perimeter {
        Perimeter::Spares => "Sanitaire (SPARES)",
        Perimeter::Ehpad => "EHPAD",
        Perimeter::All => "Toutes les unités",
    }
}

pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Observateur => "observateur",
        Role::Contributeur => "contributeur",
        Role::Referent => "référent",
    }
}

/// Roles that the référent gives, most usual first.
pub const ROLES: [Role; 2] = [Role::Contributeur, Role::Observateur];

pub const fn role_code(role: Role) -> &'static str {
    match role {
        Role::Observateur => "observateur",
        Role::Contributeur => "contributeur",
        Role::Referent => "referent",
    }
}

pub fn parse_role(code: &str) -> Option<Role> {
    ROLES.into_iter().find(|role| role_code(*role) == code)
}

/// What a role allows, in a few words.
pub const fn role_allows(role: Role) -> &'static str {
    match role {
        Role::Observateur => "lit les résultats",
        Role::Contributeur => "importe et lit",
        Role::Referent => "gère l’établissement, importe et lit",
    }
}

/// What a token for scripts may do.
pub const fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::ImportsWrite => "Livrer des fichiers et lire",
        Scope::AnalysesRead => "Lire seulement",
    }
}

pub const fn alert_state(state: AlertState) -> &'static str {
    match state {
        AlertState::New => "À examiner",
        AlertState::Reviewed => "Vue",
        AlertState::Reported => "Signalée",
        AlertState::Dismissed => "Écartée",
    }
}

/// `1 alerte attend d’être examinée`
pub fn waiting_alerts(number: u32) -> String {
    let waiting = format::count(number, "alerte attend", "alertes attendent");
    format!("{waiting} d’être examinée{}", if number < 2 { "" } else { "s" })
}

pub const fn alert_kind(kind: AlertKind) -> &'static str {
    match kind {
        AlertKind::Bhre => "BHRe",
        AlertKind::Emerging => "Agent émergent",
        AlertKind::Other => "À juger",
    }
}

pub const fn token_state(state: TokenState) -> &'static str {
    match state {
        TokenState::Active => "En service",
        TokenState::Expired => "Expiré",
        TokenState::Revoked => "Révoqué",
    }
}

/// What a membership allows, for its holder.
pub const fn membership(role: Role, state: MembershipState) -> &'static str {
    match (state, role) {
        (MembershipState::Pending, _) => "Demande en attente",
        (MembershipState::Active, Role::Referent) => "Référent",
        (MembershipState::Active, Role::Contributeur) => "Contributeur",
        (MembershipState::Active, Role::Observateur) => "Observateur",
    }
}

pub const fn unit_status(status: UnitStatus) -> &'static str {
    match status {
        UnitStatus::Perimeter => "Comptée",
        UnitStatus::Ehpad => "Comptée à part (EHPAD)",
        UnitStatus::Outside => "Hors périmètre",
        UnitStatus::Incomplete => "DE ou TA manquant",
        UnitStatus::UnknownDe => "DE hors liste",
        UnitStatus::ToAnswer => "Secteur à préciser",
    }
}

/// Name of a sector; the code itself when it is unknown.
pub fn sector(code: &str) -> &str {
    match code {
        "MED" => "Médecine",
        "CHIR" => "Chirurgie",
        "REA" => "Réanimation",
        "PED" => "Pédiatrie",
        "GO" => "Gynécologie-obstétrique",
        "SMR" => "Soins médicaux et de réadaptation",
        "SLD" => "Soins de longue durée",
        "PSY" => "Psychiatrie",
        "EHPAD" => "Hébergement en EHPAD",
        "URG" | "UHCD" => "Urgences (UHCD)",
        "HEM" => "Hématologie",
        "MINF" => "Maladies infectieuses",
        other => other,
    }
}

pub fn route(code: &str) -> &str {
    match code {
        "O" => "orale",
        "P" => "injectable",
        "R" => "rectale",
        "I" | "Inhal" => "inhalée",
        other => other,
    }
}

/// Why rows are kept, ignored or rejected; the code itself when it is unknown.
pub fn reason(code: &str) -> &str {
    let of_isolates = || isolates::Reason::named(code).map(isolates::Reason::label);
    let of_people = || (code == EXCLUDED).then_some("Lignes exclues par vous");
    let known = Reason::named(code).map(Reason::label).or_else(of_isolates);
    known.or_else(of_people).unwrap_or(code)
}

/// Whether rows of a reason do not count although they should.
pub fn is_rejected(reason: &str) -> bool {
    let of_isolates = || isolates::Reason::named(reason).map(isolates::Reason::outcome);
    let outcome = Reason::named(reason).map(Reason::outcome).or_else(of_isolates);
    outcome == Some(Outcome::Rejected)
}

/// Confidence of a proposed column, in words.
pub fn confidence(confidence: f64) -> &'static str {
    if confidence >= 0.9 {
        "Certain"
    } else if confidence >= 0.6 {
        "Probable"
    } else {
        "À vérifier"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_perimeters_survive_the_address_bar() {
        for kind in KINDS {
            assert_eq!(parse_kind(kind_code(kind)), Some(kind));
        }
        for perimeter in PERIMETERS {
            assert_eq!(parse_perimeter(perimeter_code(perimeter)), Some(perimeter));
        }
        assert_eq!(parse_kind("moon"), None);
    }

    #[test]
    fn the_role_of_referent_is_not_given_but_handed_over() {
        for role in ROLES {
            assert_eq!(parse_role(role_code(role)), Some(role));
        }
        assert_eq!(parse_role("referent"), None);
    }

    #[test]
    fn an_unknown_code_is_shown_as_it_is() {
        assert_eq!(reason("unknown_unit"), "UF absente de la structure");
        assert_eq!(reason("brand_new"), "brand_new");
        assert_eq!(sector("XYZ"), "XYZ");
    }
}
