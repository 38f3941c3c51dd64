//! The tables of alerts.

use diesel::table;

table! {
    alerts (id) {
        id -> Integer,
        finess -> Text,
        year -> Integer,
        definition -> Text,
        unit -> Text,
        content -> Text,
        found -> Bool,
        state -> Text,
        draft -> Text,
        raised_at -> Timestamp,
        told -> Bool,
    }
}

table! {
    alert_cases (alert_id, place, mechanism) {
        alert_id -> Integer,
        place -> Text,
        mechanism -> Text,
    }
}

table! {
    alert_decisions (id) {
        id -> Integer,
        alert_id -> Integer,
        state -> Text,
        note -> Nullable<Text>,
        reported_on -> Nullable<Date>,
        user_id -> Integer,
        created_at -> Timestamp,
    }
}
