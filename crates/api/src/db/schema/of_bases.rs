//! The roll-ups, live and frozen.

use diesel::table;

table! {
    consumption_totals (finess, base, year, period, scope, sector, subsector, atc, route) {
        finess -> Text,
        base -> Integer,
        year -> Integer,
        period -> Text,
        scope -> Text,
        sector -> Text,
        subsector -> Text,
        atc -> Text,
        route -> Text,
        ddj -> Double,
        quantity -> Double,
    }
}

table! {
    patient_day_totals (finess, base, year, period, scope, sector, subsector) {
        finess -> Text,
        base -> Integer,
        year -> Integer,
        period -> Text,
        scope -> Text,
        sector -> Text,
        subsector -> Text,
        days -> Double,
    }
}

table! {
    year_summaries (finess, base, year) {
        finess -> Text,
        base -> Integer,
        year -> Integer,
        summary -> Text,
        revision -> BigInt,
    }
}

table! {
    resistance_cells (finess, base, year, method, period, part) {
        finess -> Text,
        base -> Integer,
        year -> Integer,
        method -> Text,
        period -> Text,
        part -> Text,
        cells -> Text,
    }
}

table! {
    delivered_days (finess, base, year, period, sector) {
        finess -> Text,
        base -> Integer,
        year -> Integer,
        period -> Text,
        sector -> Text,
        days -> Double,
    }
}

table! {
    resistance_periods (finess, base, year, period) {
        finess -> Text,
        base -> Integer,
        year -> Integer,
        period -> Text,
    }
}

table! {
    year_findings (finess, base, year, side) {
        finess -> Text,
        base -> Integer,
        year -> Integer,
        side -> Text,
        findings -> Text,
    }
}

table! {
    population_sums (base, side, region, kind, year, period, part) {
        base -> Integer,
        side -> Text,
        region -> Text,
        kind -> Text,
        year -> Integer,
        period -> Text,
        part -> Text,
        sums -> Text,
    }
}

table! {
    population_changes (id) {
        id -> BigInt,
        base -> Integer,
        side -> Text,
        year -> Integer,
        region -> Text,
        kind -> Text,
    }
}

table! {
    snapshots (id) {
        id -> Integer,
        year -> Integer,
        kind -> Text,
        name -> Text,
        first_year -> Integer,
        versions -> Text,
        counts -> Text,
        digest -> Text,
        taken_by -> Nullable<Integer>,
        taken_at -> Timestamp,
    }
}

table! {
    snapshot_establishments (snapshot_id, finess) {
        snapshot_id -> Integer,
        finess -> Text,
        name -> Text,
        region -> Text,
        kind -> Text,
    }
}

table! {
    reports (id) {
        id -> Integer,
        scope -> Text,
        year -> Integer,
        kind -> Text,
        perimeter -> Text,
        attachment -> Text,
        title -> Text,
        snapshot_id -> Nullable<Integer>,
        digest -> Text,
        pdf -> Binary,
        xlsx -> Binary,
        made_by -> Integer,
        made_at -> Timestamp,
    }
}

table! {
    open_editions (snapshot_id) {
        snapshot_id -> Integer,
        content -> Binary,
        digest -> Text,
        withheld -> Integer,
        published_by -> Nullable<Integer>,
        published_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

table! {
    open_choices (id) {
        id -> Integer,
        indicators -> Text,
        chosen_by -> Nullable<Integer>,
        chosen_at -> Timestamp,
    }
}
