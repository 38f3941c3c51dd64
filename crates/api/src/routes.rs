//! All URLs on one screen; the contract comes from the same list.

use utoipa_actix_web::service_config::ServiceConfig;

use crate::handlers::{
    alerts, analyses, anomalies, auth, beds, campaigns, closures, cockpit, correspondences,
    deliveries, email_proofs, establishments, exports, figures, identity, import_events, imports,
    invitations, isolate_exports, journal, labels, laboratories, laboratory_labels, legal,
    memberships, national_synonyms, open, open_access, passwords, people, personal_data,
    pseudonym_secrets, reference, reports, resistance, resistance_panel, saved_analyses,
    second_factor, snapshots, tickets, tokens, users,
};

/// Where the operations live.
pub const BASE: &str = "/api/v1";

/// The operations of version 1.
pub fn v1(cfg: &mut ServiceConfig) {
    cfg.service(auth::register)
        .service(auth::login)
        .service(auth::refresh)
        .service(auth::logout)
        .service(passwords::forget_password)
        .service(passwords::reset_password)
        .service(email_proofs::verify_email)
        .service(email_proofs::resend_verification)
        .service(people::find_me)
        .service(people::accept_terms)
        .service(people::change_password)
        .service(second_factor::enrol_totp)
        .service(second_factor::confirm_totp)
        .service(second_factor::remove_totp)
        .service(people::list_sessions)
        .service(people::end_session)
        .service(people::end_all_sessions)
        .service(personal_data::export_account)
        .service(personal_data::delete_account);
    cfg.service(identity::list_providers)
        .service(identity::start_oidc_login)
        .service(identity::finish_oidc_login)
        .service(identity::confirm_oidc_login);
    cfg.service(users::list_users).service(users::update_user);
    cfg.service(establishments::list_establishments)
        .service(establishments::create_establishment)
        .service(establishments::find_establishment)
        .service(memberships::create_membership)
        .service(memberships::list_memberships)
        .service(memberships::update_membership)
        .service(memberships::delete_membership)
        .service(memberships::replace_referent)
        .service(invitations::create_invitation)
        .service(invitations::list_invitations)
        .service(invitations::delete_invitation)
        .service(invitations::preview_invitation)
        .service(invitations::accept_invitation)
        .service(legal::find_charter)
        .service(legal::sign_charter)
        .service(journal::list_journal)
        .service(journal::export_journal);
    cfg.service(saved_analyses::list_saved_analyses)
        .service(saved_analyses::create_saved_analysis)
        .service(saved_analyses::delete_saved_analysis);
    cfg.service(tokens::create_token).service(tokens::list_tokens).service(tokens::revoke_token);
    cfg.service(imports::inspect_workbook)
        .service(deliveries::find_import_context)
        .service(deliveries::create_checked_import)
        .service(deliveries::create_import)
        .service(imports::list_imports)
        .service(imports::find_import)
        .service(import_events::follow_import)
        .service(imports::list_import_issues)
        .service(imports::read_annotated_import)
        .service(imports::export_import_issues)
        .service(imports::cancel_import)
        .service(pseudonym_secrets::find_pseudonym_secret)
        .service(pseudonym_secrets::rotate_pseudonym_secret);
    cfg.service(correspondences::list_own_drugs)
        .service(correspondences::replace_own_drugs)
        .service(correspondences::import_own_drugs)
        .service(correspondences::list_sector_answers)
        .service(correspondences::set_sector_answers)
        .service(correspondences::find_structure)
        .service(labels::list_labels)
        .service(labels::replace_labels)
        .service(labels::answer_labels)
        .service(laboratory_labels::list_laboratory_labels)
        .service(laboratory_labels::export_laboratory_labels)
        .service(laboratory_labels::import_laboratory_labels)
        .service(national_synonyms::list_national_synonyms)
        .service(national_synonyms::decide_national_synonym);
    read_figures(cfg);
    year_end(cfg);
    open_figures(cfg);
    files_for_others(cfg);
    cfg.service(alerts::list_alerts)
        .service(alerts::find_alert)
        .service(alerts::decide_alert)
        .service(alerts::complete_alert_draft);
    cfg.service(tickets::create_ticket)
        .service(tickets::list_tickets)
        .service(tickets::find_ticket)
        .service(tickets::create_ticket_message)
        .service(tickets::close_ticket);
    cfg.service(reference::list_reference_tables)
        .service(reference::list_rules)
        .service(reference::list_regions)
        .service(reference::list_establishment_types)
        .service(legal::find_terms)
        .service(legal::find_charter_text);
}

/// What somebody with an account reads of the figures.
fn read_figures(cfg: &mut ServiceConfig) {
    cfg.service(figures::find_dashboard)
        .service(figures::find_explanation)
        .service(figures::list_lines)
        .service(analyses::analyse_consumption)
        .service(analyses::compare_consumption)
        .service(resistance::analyse_resistance)
        .service(resistance::compare_resistance)
        .service(resistance::find_indicators)
        .service(resistance_panel::find_resistance_panel)
        .service(resistance::list_isolates)
        .service(resistance::compare_deduplication);
}

/// What everybody may read, and what the national team decides of it.
fn open_figures(cfg: &mut ServiceConfig) {
    cfg.service(open::find_open_edition)
        .service(open::analyse_open_consumption)
        .service(open::analyse_open_resistance)
        .service(open::find_open_indicators)
        .service(open::find_open_package)
        .service(open::read_open_table)
        .service(open::list_open_rows)
        .service(open_access::find_open_access)
        .service(open_access::choose_open_indicators)
        .service(open_access::publish_open_edition)
        .service(open_access::withdraw_open_edition);
}

/// What leaves as a file: figures of establishments one by one, isolates in the layouts of others.
fn files_for_others(cfg: &mut ServiceConfig) {
    cfg.service(exports::export_consumption)
        .service(exports::export_resistance)
        .service(isolate_exports::list_exports)
        .service(isolate_exports::export_spares)
        .service(isolate_exports::export_ears_net)
        .service(isolate_exports::list_establishment_exports)
        .service(laboratories::find_laboratory)
        .service(laboratories::replace_laboratory);
}

/// Bringing a year to its end: beds, anomalies, closing, campaigns.
fn year_end(cfg: &mut ServiceConfig) {
    cfg.service(beds::find_beds)
        .service(beds::replace_beds)
        .service(anomalies::list_anomalies)
        .service(anomalies::decide_anomaly)
        .service(closures::find_closing)
        .service(closures::close_year)
        .service(closures::reopen_year)
        .service(campaigns::list_campaigns)
        .service(campaigns::set_campaign)
        .service(campaigns::extend_deadline)
        .service(cockpit::find_cockpit)
        .service(cockpit::export_cockpit)
        .service(cockpit::send_reminders)
        .service(snapshots::list_snapshots)
        .service(snapshots::take_snapshot)
        .service(snapshots::verify_snapshot)
        .service(reports::create_report)
        .service(reports::list_reports)
        .service(reports::read_report_pdf)
        .service(reports::read_report_workbook)
        .service(reports::verify_report);
}
