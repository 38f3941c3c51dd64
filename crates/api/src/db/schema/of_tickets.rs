//! The tables of requests for help.

use diesel::table;

table! {
    tickets (id) {
        id -> Integer,
        asked_by -> Integer,
        subject -> Text,
        state -> Text,
        screen -> Nullable<Text>,
        finess -> Nullable<Text>,
        year -> Nullable<Integer>,
        import_id -> Nullable<Integer>,
        rules -> Text,
        asked_at -> Timestamp,
        last_at -> Timestamp,
    }
}

table! {
    ticket_messages (id) {
        id -> Integer,
        ticket_id -> Integer,
        written_by -> Integer,
        text -> Text,
        written_at -> Timestamp,
    }
}
