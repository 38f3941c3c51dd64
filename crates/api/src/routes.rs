//! All URLs on one screen; the contract comes from the same list.

use utoipa_actix_web::service_config::ServiceConfig;

use crate::handlers::{
    analyses, auth, correspondences, establishments, figures, imports, journal, memberships,
    people, reference,
};

/// Where the operations live.
pub const BASE: &str = "/api/v1";

/// The operations of version 1.
pub fn v1(cfg: &mut ServiceConfig) {
    cfg.service(auth::register)
        .service(auth::login)
        .service(auth::refresh)
        .service(auth::logout)
        .service(people::find_me);
    cfg.service(establishments::list_establishments)
        .service(establishments::create_establishment)
        .service(establishments::find_establishment)
        .service(memberships::create_membership)
        .service(journal::list_journal);
    cfg.service(imports::inspect_workbook)
        .service(imports::create_import)
        .service(imports::list_imports)
        .service(imports::find_import)
        .service(imports::list_import_issues)
        .service(imports::cancel_import);
    cfg.service(correspondences::list_own_drugs)
        .service(correspondences::replace_own_drugs)
        .service(correspondences::import_own_drugs)
        .service(correspondences::list_sector_answers)
        .service(correspondences::set_sector_answers)
        .service(correspondences::find_structure);
    cfg.service(figures::find_dashboard)
        .service(figures::find_explanation)
        .service(figures::list_lines)
        .service(analyses::analyse_consumption);
    cfg.service(reference::list_reference_tables)
        .service(reference::list_regions)
        .service(reference::list_establishment_types);
}
