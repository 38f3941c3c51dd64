//! Tables and columns, the same in both databases; `migrations/` creates them.

mod of_alerts;
mod of_bases;
mod of_exports;
mod of_tickets;
mod of_years;

use diesel::{allow_tables_to_appear_in_same_query, joinable, table};

pub use of_alerts::{alert_cases, alert_decisions, alerts};
pub use of_bases::{
    consumption_totals, delivered_days, open_choices, open_editions, patient_day_totals,
    population_changes, population_sums, reports, resistance_cells, resistance_periods,
    snapshot_establishments, snapshots, year_findings, year_summaries,
};
pub use of_exports::{isolate_exports, laboratories};
pub use of_tickets::{ticket_messages, tickets};
pub use of_years::{anomaly_judgements, beds, campaign_extensions, campaigns, closures};

table! {
    settings (name) {
        name -> Text,
        value -> Text,
    }
}

table! {
    users (id) {
        id -> Integer,
        email -> Text,
        full_name -> Text,
        password_hash -> Text,
        terms_version -> Text,
        terms_accepted_at -> Timestamp,
        state -> Text,
        created_at -> Timestamp,
        email_verified_at -> Nullable<Timestamp>,
        last_seen_at -> Nullable<Timestamp>,
    }
}

table! {
    sessions (id) {
        id -> Integer,
        user_id -> Integer,
        family -> Text,
        token_hash -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
        agent -> Text,
        strong -> Bool,
    }
}

table! {
    establishments (finess) {
        finess -> Text,
        level -> Text,
        finess_legal -> Text,
        name -> Text,
        city -> Text,
        region -> Text,
        kind -> Text,
        beds -> Nullable<Integer>,
        days -> Nullable<Integer>,
        source -> Text,
        search_key -> Text,
        department -> Nullable<Text>,
    }
}

table! {
    memberships (user_id, finess) {
        user_id -> Integer,
        finess -> Text,
        role -> Text,
        state -> Text,
        created_at -> Timestamp,
    }
}

table! {
    grants (user_id, scope) {
        user_id -> Integer,
        scope -> Text,
        granted_at -> Timestamp,
    }
}

table! {
    charter_signatures (finess, version) {
        finess -> Text,
        version -> Text,
        user_id -> Integer,
        signed_at -> Timestamp,
    }
}

table! {
    login_failures (mail_hash) {
        mail_hash -> Text,
        failures -> Integer,
        last_at -> Timestamp,
        blocked_until -> Nullable<Timestamp>,
    }
}

table! {
    signing_keys (kid) {
        kid -> Text,
        sealed -> Text,
        created_at -> Timestamp,
    }
}

table! {
    tokens (id) {
        id -> Integer,
        jti -> Text,
        finess -> Text,
        user_id -> Integer,
        name -> Text,
        scopes -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        last_used_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
    }
}

table! {
    second_factors (user_id) {
        user_id -> Integer,
        sealed -> Text,
        confirmed_at -> Nullable<Timestamp>,
        last_step -> BigInt,
    }
}

table! {
    recovery_codes (user_id, code_hash) {
        user_id -> Integer,
        code_hash -> Text,
    }
}

table! {
    journal (id) {
        id -> Integer,
        finess -> Text,
        at -> Timestamp,
        user_id -> Integer,
        action -> Text,
        import_id -> Nullable<Integer>,
        detail -> Text,
        request_id -> Text,
        hash -> Text,
    }
}

table! {
    imports (id) {
        id -> Integer,
        finess -> Text,
        kind -> Text,
        year -> Integer,
        period -> Text,
        state -> Text,
        file_name -> Text,
        sha256 -> Text,
        sheet -> Text,
        header_row -> Nullable<Integer>,
        mapping -> Text,
        blank_rows -> Integer,
        reasons -> Text,
        idempotency_key -> Nullable<Text>,
        created_by -> Integer,
        created_at -> Timestamp,
        pseudonym_version -> Nullable<Integer>,
        content_sha256 -> Text,
        label_version -> Nullable<Integer>,
        problem -> Nullable<Text>,
    }
}

table! {
    acknowledgements (import_id, code, reason) {
        import_id -> Integer,
        code -> Text,
        reason -> Text,
        comment -> Nullable<Text>,
        user_id -> Integer,
        created_at -> Timestamp,
    }
}

table! {
    refused_rows (id) {
        id -> Integer,
        import_id -> Integer,
        row_number -> Integer,
        column_name -> Nullable<Text>,
        reason -> Text,
        words -> Text,
    }
}

table! {
    structure_units (id) {
        id -> Integer,
        import_id -> Integer,
        row_number -> Integer,
        code -> Text,
        label -> Text,
        service_code -> Nullable<Text>,
        service_label -> Nullable<Text>,
        pole_code -> Nullable<Text>,
        pole_label -> Nullable<Text>,
        de_code -> Nullable<Text>,
        ta_code -> Nullable<Text>,
    }
}

table! {
    import_labels (import_id, place) {
        import_id -> Integer,
        place -> Integer,
        field -> Text,
        label -> Text,
    }
}

table! {
    isolates (id) {
        id -> Integer,
        import_id -> Integer,
        row_numbers -> Text,
        unit_code -> Text,
        patient -> Nullable<Text>,
        sampled_day -> Nullable<Integer>,
        sampled_minute -> Integer,
        admitted_day -> Nullable<Integer>,
        admitted_minute -> Integer,
        age -> Nullable<Integer>,
        faults -> Text,
        sex -> Nullable<Integer>,
        sample_rank -> Nullable<Integer>,
        isolate_no -> Nullable<Text>,
        specimen -> Nullable<Integer>,
        organism -> Nullable<Integer>,
        esbl -> Nullable<Integer>,
        carbapenemase -> Nullable<Integer>,
        carbapenemase_type -> Nullable<Integer>,
        results -> Binary,
    }
}

table! {
    own_labels (finess, field, label) {
        finess -> Text,
        field -> Text,
        label -> Text,
        code -> Nullable<Text>,
    }
}

table! {
    saved_analyses (id) {
        id -> Integer,
        user_id -> Integer,
        name -> Text,
        query -> Text,
        created_at -> Timestamp,
    }
}

table! {
    synonym_decisions (id) {
        id -> Integer,
        field -> Text,
        label -> Text,
        code -> Nullable<Text>,
        accepted -> Bool,
        establishments -> Integer,
        user_id -> Integer,
        created_at -> Timestamp,
    }
}

table! {
    label_versions (finess) {
        finess -> Text,
        version -> Integer,
    }
}

table! {
    patient_days (id) {
        id -> Integer,
        import_id -> Integer,
        period -> Text,
        unit_code -> Text,
        days -> Integer,
        row_numbers -> Text,
    }
}

table! {
    consumption_lines (id) {
        id -> Integer,
        import_id -> Integer,
        period -> Text,
        unit_code -> Text,
        drug_code -> Text,
        drug_label -> Text,
        quantity -> Nullable<Double>,
        row_numbers -> Text,
    }
}

table! {
    sector_answers (finess, unit_code) {
        finess -> Text,
        unit_code -> Text,
        answer -> Text,
    }
}

table! {
    own_drugs (finess, code) {
        finess -> Text,
        code -> Text,
        label -> Text,
        atc -> Text,
        route -> Text,
        strength -> Nullable<Double>,
        unit -> Nullable<Text>,
    }
}

table! {
    mail_links (token_hash) {
        token_hash -> Text,
        purpose -> Text,
        user_id -> Integer,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

table! {
    invitations (id) {
        id -> Integer,
        finess -> Text,
        email -> Text,
        role -> Text,
        token_hash -> Text,
        invited_by -> Integer,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

table! {
    outgoing_mails (id) {
        id -> Integer,
        sealed -> Text,
        created_at -> Timestamp,
        attempts -> Integer,
        next_attempt_at -> Timestamp,
    }
}

table! {
    identities (issuer, subject) {
        issuer -> Text,
        subject -> Text,
        user_id -> Integer,
        linked_at -> Timestamp,
    }
}

table! {
    pseudonym_secrets (finess, version) {
        finess -> Text,
        version -> Integer,
        sealed -> Text,
        created_at -> Timestamp,
    }
}

table! {
    corrections (finess, kind, field, found) {
        finess -> Text,
        kind -> Text,
        field -> Text,
        found -> Text,
        meant -> Text,
        used_at -> Timestamp,
    }
}

table! {
    column_profiles (finess, kind, header_key) {
        finess -> Text,
        kind -> Text,
        header_key -> Text,
        sheet -> Text,
        header_row -> Integer,
        mapping -> Text,
        used_at -> Timestamp,
    }
}

joinable!(alerts -> establishments (finess));
joinable!(alert_cases -> alerts (alert_id));
joinable!(alert_decisions -> alerts (alert_id));
joinable!(alert_decisions -> users (user_id));
joinable!(grants -> users (user_id));
joinable!(invitations -> users (invited_by));
joinable!(identities -> users (user_id));
joinable!(charter_signatures -> users (user_id));
joinable!(tokens -> users (user_id));
joinable!(memberships -> users (user_id));
joinable!(memberships -> establishments (finess));
joinable!(journal -> users (user_id));
joinable!(imports -> users (created_by));
joinable!(reports -> users (made_by));
joinable!(open_editions -> snapshots (snapshot_id));
joinable!(isolate_exports -> users (made_by));
joinable!(reports -> snapshots (snapshot_id));
joinable!(imports -> establishments (finess));
joinable!(acknowledgements -> users (user_id));
joinable!(synonym_decisions -> users (user_id));
joinable!(tickets -> users (asked_by));
joinable!(tickets -> establishments (finess));
joinable!(ticket_messages -> users (written_by));
allow_tables_to_appear_in_same_query!(
    users,
    alerts,
    alert_cases,
    alert_decisions,
    grants,
    tokens,
    invitations,
    identities,
    charter_signatures,
    establishments,
    memberships,
    journal,
    imports,
    reports,
    isolate_exports,
    snapshots,
    snapshot_establishments,
    year_summaries,
    open_editions,
    acknowledgements,
    synonym_decisions,
    tickets,
    ticket_messages,
);
