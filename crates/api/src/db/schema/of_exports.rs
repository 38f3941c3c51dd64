//! The tables of exports of isolates.

use diesel::table;

table! {
    laboratories (finess) {
        finess -> Text,
        code -> Text,
        hospital -> Text,
    }
}

table! {
    isolate_exports (id) {
        id -> Integer,
        recipient -> Text,
        year -> Integer,
        study -> Nullable<Text>,
        establishments -> Text,
        manifests -> Text,
        made_by -> Integer,
        made_at -> Timestamp,
    }
}
