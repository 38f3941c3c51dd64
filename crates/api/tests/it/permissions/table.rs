//! Who gets which answer from which operation.

/// Answers to scripts where only a person may act.
const PERSON: [u16; 4] = [403, 403, 401, 401];
/// Answers to scripts where every token may read.
const READ: [u16; 4] = [200, 200, 401, 401];

/// Answers to scripts where a token has to have the scope to write.
const fn write(status: u16) -> [u16; 4] {
    [status, 403, 401, 401]
}

/// Operation, body, and the answers to nobody, an outsider, an observateur, a contributeur and the
/// référent of the establishment, a regional centre of another region and of its own, and the
/// national team; then to tokens for scripts: with every scope, without the one to write,
/// expired, revoked.
pub const TABLE: &[(&str, &str, [u16; 8], [u16; 4])] = &[
    ("POST /api/v1/auth/register", "{}", [422; 8], [422; 4]),
    ("POST /api/v1/auth/login", "{}", [422; 8], [422; 4]),
    ("POST /api/v1/auth/refresh", "", [204; 8], [204; 4]),
    ("POST /api/v1/auth/logout", "", [204; 8], [204; 4]),
    ("POST /api/v1/auth/password/forgot", r#"{"email":"x"}"#, [422; 8], [422; 4]),
    ("POST /api/v1/auth/password/reset", r#"{"token":"x","new_password":"y"}"#, [410; 8], [410; 4]),
    (
        "POST /api/v1/auth/email/verify",
        r#"{"token":"x"}"#,
        [401, 410, 410, 410, 410, 410, 410, 410],
        PERSON,
    ),
    // The link of the registration is too young.
    ("POST /api/v1/me/email/verification", "", [401, 429, 429, 429, 429, 429, 429, 429], PERSON),
    ("GET /api/v1/auth/providers", "", [200; 8], [200; 4]),
    // There is no provider.
    ("GET /api/v1/auth/oidc/start", "", [404; 8], [404; 4]),
    ("GET /api/v1/auth/oidc/callback", "", [404; 8], [404; 4]),
    ("POST /api/v1/auth/oidc/code", r#"{"code":"x"}"#, [401; 8], [401; 4]),
    ("GET /api/v1/me", "", [401, 200, 200, 200, 200, 200, 200, 200], PERSON),
    ("GET /api/v1/establishments", "", [401, 200, 200, 200, 200, 200, 200, 200], READ),
    (
        "POST /api/v1/establishments",
        r#"{"finess":"1","name":"x","city":"y","region":"93"}"#,
        [401, 422, 422, 422, 422, 422, 422, 422],
        PERSON,
    ),
    ("GET /api/v1/establishments/{finess}", "", [401, 200, 200, 200, 200, 200, 200, 200], READ),
    // Those of a region or of the nation are no members: they ask like everyone.
    (
        "POST /api/v1/establishments/{finess}/memberships",
        "{}",
        [401, 201, 409, 409, 409, 201, 201, 201],
        PERSON,
    ),
    (
        "GET /api/v1/establishments/{finess}/memberships",
        "",
        [401, 404, 403, 403, 200, 404, 403, 200],
        PERSON,
    ),
    (
        "PUT /api/v1/establishments/{finess}/memberships/{user_id}",
        r#"{"role":"observateur"}"#,
        [401, 404, 403, 403, 200, 404, 403, 200],
        PERSON,
    ),
    // Once removed there is nobody left to remove.
    (
        "DELETE /api/v1/establishments/{finess}/memberships/{user_id}",
        "",
        [401, 404, 403, 403, 204, 404, 403, 404],
        PERSON,
    ),
    // To the référent, who stays the référent.
    (
        "PUT /api/v1/establishments/{finess}/referent",
        r#"{"user_id":{referent}}"#,
        [401, 404, 403, 403, 204, 404, 403, 204],
        PERSON,
    ),
    (
        "POST /api/v1/establishments/{finess}/invitations",
        r#"{"email":"invited@hopital.example","role":"observateur"}"#,
        [401, 404, 403, 403, 201, 404, 403, 201],
        PERSON,
    ),
    (
        "GET /api/v1/establishments/{finess}/invitations",
        "",
        [401, 404, 403, 403, 200, 404, 403, 200],
        PERSON,
    ),
    // There is no such invitation.
    (
        "DELETE /api/v1/establishments/{finess}/invitations/{id}",
        "",
        [401, 404, 403, 403, 404, 404, 403, 404],
        PERSON,
    ),
    ("POST /api/v1/invitations/preview", r#"{"token":"x"}"#, [410; 8], [410; 4]),
    (
        "POST /api/v1/invitations/accept",
        r#"{"token":"x"}"#,
        [401, 410, 410, 410, 410, 410, 410, 410],
        PERSON,
    ),
    (
        "GET /api/v1/establishments/{finess}/charter",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    // The national team manages, but signs for nobody.
    (
        "PUT /api/v1/establishments/{finess}/charter",
        r#"{"version":"2026-2"}"#,
        [401, 404, 403, 403, 200, 404, 403, 403],
        PERSON,
    ),
    ("GET /api/v1/texts/terms", "", [200; 8], [200; 4]),
    ("GET /api/v1/texts/charter", "", [200; 8], [200; 4]),
    (
        "POST /api/v1/me/terms",
        r#"{"version":"2026-1"}"#,
        [401, 204, 204, 204, 204, 204, 204, 204],
        PERSON,
    ),
    (
        "PUT /api/v1/me/password",
        r#"{"current_password":"x","new_password":"y"}"#,
        [401, 422, 422, 422, 422, 422, 422, 422],
        PERSON,
    ),
    ("GET /api/v1/saved-analyses", "", [401, 200, 200, 200, 200, 200, 200, 200], PERSON),
    (
        "POST /api/v1/saved-analyses",
        r#"{"name":"a","query":"sujet=consommation"}"#,
        [401, 201, 201, 201, 201, 201, 201, 201],
        PERSON,
    ),
    ("DELETE /api/v1/saved-analyses/{id}", "", [401, 404, 404, 404, 404, 404, 404, 404], PERSON),
    ("GET /api/v1/me/sessions", "", [401, 200, 200, 200, 200, 200, 200, 200], PERSON),
    ("DELETE /api/v1/me/sessions/{id}", "", [401, 404, 404, 404, 404, 404, 404, 404], PERSON),
    (
        "POST /api/v1/establishments/{finess}/tokens",
        r#"{"name":"x","scopes":[],"expires_on":"2026-01-01"}"#,
        [401, 404, 403, 403, 422, 404, 403, 422],
        PERSON,
    ),
    (
        "GET /api/v1/establishments/{finess}/tokens",
        "",
        [401, 404, 403, 403, 200, 404, 403, 200],
        PERSON,
    ),
    // There is no such token.
    (
        "DELETE /api/v1/establishments/{finess}/tokens/{id}",
        "",
        [401, 404, 403, 403, 404, 404, 403, 404],
        PERSON,
    ),
    (
        "POST /api/v1/me/totp",
        r#"{"password":"quatre lampes sous la neige"}"#,
        [401, 200, 200, 200, 200, 200, 200, 200],
        PERSON,
    ),
    (
        "POST /api/v1/me/totp/confirm",
        r#"{"code":"x"}"#,
        [401, 422, 422, 422, 422, 422, 422, 422],
        PERSON,
    ),
    (
        "POST /api/v1/me/totp/remove",
        r#"{"password":"x"}"#,
        [401, 422, 422, 422, 422, 422, 422, 422],
        PERSON,
    ),
    ("GET /api/v1/users", "", [401, 403, 403, 403, 403, 403, 403, 200], PERSON),
    ("GET /api/v1/national-synonyms", "", [401, 403, 403, 403, 403, 403, 403, 200], PERSON),
    // Nobody says so.
    (
        "POST /api/v1/national-synonyms",
        r#"{"field":"organism","label":"Levures","code":"CANSPP","accepted":true}"#,
        [401, 403, 403, 403, 403, 403, 403, 404],
        PERSON,
    ),
    ("PATCH /api/v1/users/{id}", "{}", [401, 403, 403, 403, 403, 403, 403, 200], PERSON),
    (
        "GET /api/v1/establishments/{finess}/journal",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "GET /api/v1/establishments/{finess}/journal.csv",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "POST /api/v1/workbooks/inspect",
        "form",
        [401, 422, 422, 422, 422, 422, 422, 422],
        [422, 422, 401, 401],
    ),
    (
        "POST /api/v1/establishments/{finess}/imports",
        "form",
        [401, 404, 403, 422, 422, 404, 403, 422],
        write(422),
    ),
    // Before the kind of the file is known, whoever delivers may send one.
    (
        "POST /api/v1/establishments/{finess}/imports/checked",
        "form",
        [401, 404, 403, 422, 422, 404, 403, 422],
        write(422),
    ),
    (
        "GET /api/v1/establishments/{finess}/import-context?kind=structure&period=2024",
        "",
        [401, 404, 403, 403, 200, 404, 403, 200],
        write(200),
    ),
    (
        "GET /api/v1/establishments/{finess}/imports",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "GET /api/v1/analyses/resistance?establishment={finess}&years=2024",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    // Sums of a type are of the nation: for all who take part, and the centres.
    (
        "GET /api/v1/analyses/consumption/peers?type=CH&year=2024",
        "",
        [401, 403, 200, 200, 200, 200, 200, 200],
        READ,
    ),
    (
        "GET /api/v1/analyses/resistance/peers?type=CH&years=2024&antibiotic=METI",
        "",
        [401, 403, 200, 200, 200, 200, 200, 200],
        READ,
    ),
    (
        "GET /api/v1/analyses/resistance-panel?establishment={finess}&year=2024",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "GET /api/v1/indicators?establishment={finess}&year=2024",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "GET /api/v1/establishments/{finess}/isolates?year=2024",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "GET /api/v1/establishments/{finess}/deduplication?year=2024&antibiotic=METI",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    ("GET /api/v1/imports/{id}", "", [401, 404, 200, 200, 200, 404, 200, 200], READ),
    ("GET /api/v1/imports/{id}/events", "", [401, 404, 200, 200, 200, 404, 200, 200], READ),
    ("GET /api/v1/imports/{id}/issues", "", [401, 404, 200, 200, 200, 404, 200, 200], READ),
    ("GET /api/v1/imports/{id}/annotated.xlsx", "", [401, 404, 200, 200, 200, 404, 200, 200], READ),
    ("GET /api/v1/imports/{id}/issues.csv", "", [401, 404, 200, 200, 200, 404, 200, 200], READ),
    // A structure: the contributeur may not cancel it, the référent does; then it is done.
    ("DELETE /api/v1/imports/{id}", "", [401, 404, 403, 403, 204, 404, 403, 409], write(409)),
    (
        "GET /api/v1/establishments/{finess}/correspondences/drug",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "PUT /api/v1/establishments/{finess}/correspondences/drug",
        r#"{"items":[]}"#,
        [401, 404, 403, 200, 200, 404, 403, 200],
        write(200),
    ),
    (
        "POST /api/v1/establishments/{finess}/correspondences/drug/workbook",
        "form",
        [401, 404, 403, 422, 422, 404, 403, 422],
        write(422),
    ),
    (
        "GET /api/v1/establishments/{finess}/correspondences/sector",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "PUT /api/v1/establishments/{finess}/correspondences/sector",
        r#"{"items":[]}"#,
        [401, 404, 403, 403, 200, 404, 403, 200],
        write(200),
    ),
    (
        "GET /api/v1/establishments/{finess}/correspondences/{field}",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "PUT /api/v1/establishments/{finess}/correspondences/{field}",
        r#"{"items":[]}"#,
        [401, 404, 403, 200, 200, 404, 403, 200],
        write(200),
    ),
    (
        "POST /api/v1/establishments/{finess}/correspondences/{field}",
        r#"{"items":[]}"#,
        [401, 404, 403, 200, 200, 404, 403, 200],
        write(200),
    ),
    (
        "GET /api/v1/establishments/{finess}/labels",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "GET /api/v1/establishments/{finess}/labels.csv",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "POST /api/v1/establishments/{finess}/labels/workbook",
        "form",
        [401, 404, 403, 422, 422, 404, 403, 422],
        write(422),
    ),
    (
        "GET /api/v1/establishments/{finess}/structure?year=2024",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "GET /api/v1/establishments/{finess}/anomalies?year=2024",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "PUT /api/v1/establishments/{finess}/anomalies",
        r#"{"year":2024,"kind":"resistance","reason":"no_such","subject":"","justified":false}"#,
        [401, 404, 403, 404, 404, 404, 403, 404],
        write(404),
    ),
    (
        "GET /api/v1/establishments/{finess}/beds?year=2024",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "PUT /api/v1/establishments/{finess}/beds?year=2024",
        r#"{"items":[]}"#,
        [401, 404, 403, 200, 200, 404, 403, 200],
        write(200),
    ),
    (
        "GET /api/v1/establishments/{finess}/closures?year=2024",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "POST /api/v1/establishments/{finess}/closures",
        r#"{"year":2024}"#,
        [401, 404, 403, 403, 409, 404, 403, 409],
        PERSON,
    ),
    (
        "POST /api/v1/establishments/{finess}/closures/{year}/reopening",
        r#"{"reason":"x"}"#,
        [401, 404, 403, 403, 409, 404, 403, 409],
        PERSON,
    ),
    ("GET /api/v1/campaigns", "", [401, 200, 200, 200, 200, 200, 200, 200], PERSON),
    (
        "PUT /api/v1/campaigns/{year}",
        r#"{"opens_on":"2025-01-15","deadline":"2999-12-31"}"#,
        [401, 403, 403, 403, 403, 403, 403, 200],
        PERSON,
    ),
    (
        "PUT /api/v1/campaigns/{year}/extensions/{finess}",
        r#"{"until":"2999-12-31"}"#,
        [401, 403, 403, 403, 403, 403, 403, 204],
        PERSON,
    ),
    (
        "GET /api/v1/campaigns/{year}/cockpit?region=93",
        "",
        [401, 403, 403, 403, 403, 403, 200, 200],
        PERSON,
    ),
    (
        "GET /api/v1/campaigns/{year}/cockpit.csv?region=93",
        "",
        [401, 403, 403, 403, 403, 403, 200, 200],
        PERSON,
    ),
    (
        "POST /api/v1/campaigns/{year}/reminders",
        r#"{"establishments":["060000478"]}"#,
        [401, 403, 403, 403, 403, 403, 200, 200],
        PERSON,
    ),
    (
        "GET /api/v1/campaigns/{year}/snapshots",
        "",
        [401, 200, 200, 200, 200, 200, 200, 200],
        PERSON,
    ),
    (
        "POST /api/v1/campaigns/{year}/snapshots",
        r#"{"kind":"provisional","name":"Base provisoire"}"#,
        [401, 403, 403, 403, 403, 403, 403, 201],
        PERSON,
    ),
    // No edition is published, and no year is asked for.
    ("GET /api/v1/open/edition", "", [404; 8], [404; 4]),
    ("GET /api/v1/open/analyses/consumption", "", [422; 8], [422; 4]),
    ("GET /api/v1/open/analyses/resistance", "", [422; 8], [422; 4]),
    ("GET /api/v1/open/indicators", "", [422; 8], [422; 4]),
    ("GET /api/v1/open/datapackage.json", "", [404; 8], [404; 4]),
    ("GET /api/v1/open/tables/{table}.csv", "", [404; 8], [404; 4]),
    ("GET /api/v1/open/tables/{table}", "", [404; 8], [404; 4]),
    ("GET /api/v1/open-access", "", [401, 403, 403, 403, 403, 403, 403, 200], PERSON),
    (
        "PUT /api/v1/open-access/indicators",
        r#"{"indicators":["DDJ_TOTAL"]}"#,
        [401, 403, 403, 403, 403, 403, 403, 200],
        PERSON,
    ),
    // The frozen base is provisional.
    (
        "POST /api/v1/open-access/editions",
        r#"{"snapshot":1}"#,
        [401, 403, 403, 403, 403, 403, 403, 422],
        PERSON,
    ),
    (
        "DELETE /api/v1/open-access/editions/{snapshot}",
        "",
        [401, 403, 403, 403, 403, 403, 403, 404],
        PERSON,
    ),
    (
        "GET /api/v1/snapshots/{id}/verification",
        "",
        [401, 403, 403, 403, 403, 403, 403, 200],
        PERSON,
    ),
    (
        "POST /api/v1/reports",
        r#"{"scope":"060000478","year":2024,"kind":"provisional"}"#,
        [401, 404, 202, 202, 202, 404, 202, 202],
        [202, 202, 401, 401],
    ),
    ("GET /api/v1/reports?scope=060000478", "", [401, 404, 200, 200, 200, 404, 200, 200], READ),
    ("GET /api/v1/reports/{id}.pdf", "", [401, 404, 200, 200, 200, 404, 200, 200], READ),
    ("GET /api/v1/reports/{id}.xlsx", "", [401, 404, 200, 200, 200, 404, 200, 200], READ),
    ("GET /api/v1/verify/{hash}", "", [401, 404, 404, 404, 404, 404, 404, 404], PERSON),
    (
        "GET /api/v1/establishments/{finess}/dashboard",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "GET /api/v1/establishments/{finess}/explanation?year=2024",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "GET /api/v1/establishments/{finess}/lines?year=2024",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "GET /api/v1/analyses/consumption?establishment={finess}&years=2024",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "GET /api/v1/analyses/consumption?region=93&years=2024",
        "",
        [401, 403, 200, 200, 200, 403, 200, 200],
        READ,
    ),
    (
        "GET /api/v1/analyses/consumption?region=28&years=2024",
        "",
        [401, 403, 403, 403, 403, 200, 403, 200],
        [403, 403, 401, 401],
    ),
    (
        "GET /api/v1/analyses/consumption?nation=&years=2024",
        "",
        [401, 403, 200, 200, 200, 200, 200, 200],
        READ,
    ),
    (
        "GET /api/v1/exports/consumption.csv?establishment={finess}&years=2024",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    // Establishments one by one, unlike their sums, are for those who follow them.
    (
        "GET /api/v1/exports/consumption.csv?region=93&years=2024",
        "",
        [401, 403, 403, 403, 403, 403, 200, 200],
        [403, 403, 401, 401],
    ),
    (
        "GET /api/v1/exports/consumption.csv?nation=&years=2024",
        "",
        [401, 403, 403, 403, 403, 403, 403, 200],
        [403, 403, 401, 401],
    ),
    (
        "GET /api/v1/exports/resistance.csv?establishment={finess}&years=2024",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "GET /api/v1/exports/resistance.csv?region=93&years=2024",
        "",
        [401, 403, 403, 403, 403, 403, 200, 200],
        [403, 403, 401, 401],
    ),
    (
        "GET /api/v1/exports/resistance.csv?nation=&years=2024",
        "",
        [401, 403, 403, 403, 403, 403, 403, 200],
        [403, 403, 401, 401],
    ),
    ("GET /api/v1/exports", "", [401, 403, 403, 403, 403, 403, 403, 200], PERSON),
    (
        "POST /api/v1/exports/spares/{year}",
        r#"{"study":"x"}"#,
        [401, 403, 403, 403, 403, 403, 403, 200],
        PERSON,
    ),
    (
        "POST /api/v1/exports/ears-net/{year}",
        "{}",
        [401, 403, 403, 403, 403, 403, 403, 200],
        PERSON,
    ),
    (
        "GET /api/v1/establishments/{finess}/exports",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    (
        "GET /api/v1/establishments/{finess}/laboratory",
        "",
        [401, 403, 403, 403, 403, 403, 403, 200],
        PERSON,
    ),
    (
        "PUT /api/v1/establishments/{finess}/laboratory",
        r#"{"code":"FR001","hospital":"A"}"#,
        [401, 403, 403, 403, 403, 403, 403, 200],
        PERSON,
    ),
    (
        "GET /api/v1/alerts?establishment={finess}",
        "",
        [401, 404, 200, 200, 200, 404, 200, 200],
        READ,
    ),
    // Sums hide who is alone, alerts cannot: a region's are for its centre.
    (
        "GET /api/v1/alerts?region=93",
        "",
        [401, 403, 403, 403, 403, 403, 200, 200],
        [403, 403, 401, 401],
    ),
    (
        "GET /api/v1/alerts?nation=",
        "",
        [401, 403, 403, 403, 403, 403, 403, 200],
        [403, 403, 401, 401],
    ),
    ("GET /api/v1/alerts/{id}", "", [401, 404, 200, 200, 200, 404, 200, 200], READ),
    // By people of the establishment, in person: nobody decides for them.
    (
        "PATCH /api/v1/alerts/{id}",
        r#"{"state":"reviewed"}"#,
        [401, 404, 403, 200, 200, 404, 403, 403],
        PERSON,
    ),
    (
        "PUT /api/v1/alerts/{id}/draft",
        r#"{"fields":{}}"#,
        [401, 404, 403, 200, 200, 404, 403, 403],
        PERSON,
    ),
    (
        "POST /api/v1/tickets",
        r#"{"subject":"x","message":"y"}"#,
        [401, 201, 201, 201, 201, 201, 201, 201],
        PERSON,
    ),
    ("GET /api/v1/tickets", "", [401, 200, 200, 200, 200, 200, 200, 200], PERSON),
    // The contributeur asked: nobody else reads it but the national team, not even the référent.
    ("GET /api/v1/tickets/{id}", "", [401, 404, 404, 200, 404, 404, 404, 200], PERSON),
    (
        "POST /api/v1/tickets/{id}/messages",
        r#"{"text":"x"}"#,
        [401, 404, 404, 201, 404, 404, 404, 201],
        PERSON,
    ),
    ("POST /api/v1/tickets/{id}/closure", "", [401, 404, 404, 200, 404, 404, 404, 200], PERSON),
    ("GET /api/v1/reference-tables", "", [200; 8], [200; 4]),
    ("GET /api/v1/rules", "", [200; 8], [200; 4]),
    ("GET /api/v1/regions", "", [200; 8], [200; 4]),
    ("GET /api/v1/establishment-types", "", [200; 8], [200; 4]),
    // What region or nation grant makes nobody a member.
    (
        "GET /api/v1/establishments/{finess}/pseudonym-secret",
        "",
        [401, 404, 403, 200, 200, 404, 403, 403],
        write(200),
    ),
    (
        "POST /api/v1/establishments/{finess}/pseudonym-secret/rotation",
        "",
        [401, 404, 403, 403, 200, 404, 403, 403],
        PERSON,
    ),
    ("GET /api/v1/me/export", "", [401, 200, 200, 200, 200, 200, 200, 200], PERSON),
    (
        "POST /api/v1/me/deletion",
        r#"{"password":"x"}"#,
        [401, 422, 422, 422, 422, 422, 422, 422],
        PERSON,
    ),
    // The last one: nobody is signed in afterwards.
    ("DELETE /api/v1/me/sessions", "", [401, 204, 204, 204, 204, 204, 204, 204], PERSON),
];
