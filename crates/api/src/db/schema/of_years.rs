//! The tables of the end of a year: beds, closings, campaigns.

use diesel::table;

table! {
    campaigns (year) {
        year -> Integer,
        opens_on -> Text,
        deadline -> Text,
        message -> Text,
        updated_by -> Integer,
        updated_at -> Timestamp,
    }
}

table! {
    campaign_extensions (year, finess) {
        year -> Integer,
        finess -> Text,
        until -> Text,
    }
}

table! {
    closures (id) {
        id -> Integer,
        finess -> Text,
        year -> Integer,
        waivers -> Text,
        figures -> Text,
        closed_by -> Integer,
        closed_at -> Timestamp,
        reopening_reason -> Nullable<Text>,
        asked_by -> Nullable<Integer>,
        asked_at -> Nullable<Timestamp>,
        reopened_by -> Nullable<Integer>,
        reopened_at -> Nullable<Timestamp>,
    }
}

table! {
    beds (finess, year, sector) {
        finess -> Text,
        year -> Integer,
        sector -> Text,
        number -> Integer,
    }
}

table! {
    anomaly_judgements (finess, year, kind, reason, subject) {
        finess -> Text,
        year -> Integer,
        kind -> Text,
        reason -> Text,
        subject -> Text,
        message -> Text,
        justified -> Bool,
        note -> Text,
        owner -> Nullable<Integer>,
        said_by -> Integer,
        said_at -> Timestamp,
    }
}
