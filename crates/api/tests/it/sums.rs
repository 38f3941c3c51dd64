//! Sums of regions and of the nation: for whom, and of how many.

use diesel::connection::SimpleConnection;
use domain::dto::{MembershipState, Role};
use serde_json::{Value, json};

use crate::harness::{Form, Person, TestApp};

on_both!(
    a_sum_of_few_establishments_is_hidden_from_their_neighbours,
    a_department_is_summed_for_its_establishments_and_for_those_who_follow_its_region,
    sums_are_for_those_who_take_part_in_them,
    a_script_sees_the_sums_that_its_establishment_sees,
    the_sum_of_a_legal_entity_is_for_those_who_read_all_of_its_sites,
);

/// Three hospitals of the region 93, the first two in one department: one unit of medicine each.
const HOSPITALS: [&str; 3] = ["040000093", "040000911", "060000478"];

const REGION: &str = "/api/v1/analyses/consumption?region=93&years=2024&by=sector";
const DEPARTMENT: &str = "/api/v1/analyses/consumption?department=04&years=2024&by=sector";
const NATION: &str = "/api/v1/analyses/consumption?nation=&years=2024&by=sector";

/// Delivers a year of a hospital, with an intensive care unit or without; gives its référent.
async fn deliver(app: &TestApp, finess: &str, intensive: bool) -> Person {
    let referent = app.person(finess).await;
    app.join(&referent, finess, Role::Referent, MembershipState::Active).await;
    app.sign_charter(&referent, finess).await;
    for (kind, first, second) in [
        (
            "structure",
            "Code UF;Libelle UF;Code DE;Code TA\n237;Cardiologie;127;03\n",
            "300;Rea;105;03\n",
        ),
        ("patient_days", "Code UF;Nombre de journées\n237;1000\n", "300;500\n"),
        ("consumption", "UF;UCD;Quantité\n237;9000255;300\n", "300;9000255;600\n"),
    ] {
        let text = format!("{first}{}", if intensive { second } else { "" });
        let fields = [("kind", kind), ("period", "2024")];
        let form = Form { file_name: "fichier.csv", bytes: text.as_bytes(), fields: &fields };
        let path = format!("/api/v1/establishments/{finess}/imports");
        let (status, created) = app.upload(&referent, &path, &form, &[]).await;
        assert_eq!(status, 202, "{kind}: {created}");
    }
    referent
}

/// Rate of each sector and of all, as far as the caller may see them.
async fn rates(app: &TestApp, who: &Person, path: &str) -> (Value, Value, Value) {
    let (status, analysis) = app.get(who, path).await;
    assert_eq!(status, 200, "{path}: {analysis}");
    app.settle_sums().await;
    assert_eq!(app.get(who, path).await.1, analysis, "a stored sum hides the same");
    let of = |sector: &str| {
        let groups = analysis["groups"].as_array().unwrap();
        let group = groups.iter().find(|group| group["key"]["sector"] == sector).unwrap();
        if group["rate"]["value"].is_null() {
            let note = group["rate"]["notes"][0].as_str().unwrap();
            assert!(note.contains("Moins de 3\u{a0}établissements"), "{note}");
            assert_eq!((&group["ddd"], &group["patient_days"]), (&Value::Null, &Value::Null));
            assert_eq!(
                (&group["share"], group["rate"]["numerator"].as_f64()),
                (&Value::Null, Some(0.0))
            );
        }
        group["rate"]["value"].clone()
    };
    (of("MED"), of("REA"), analysis["totals"]["rate"]["value"].clone())
}

async fn a_sum_of_few_establishments_is_hidden_from_their_neighbours(app: TestApp) {
    let first = deliver(&app, HOSPITALS[0], true).await;
    let hidden = Value::Null;
    let alone = rates(&app, &first, REGION).await;
    assert!(alone.0.is_number() && alone.2.is_number(), "their own alone: {alone:?}");
    let second = deliver(&app, HOSPITALS[1], true).await;
    let two = (hidden.clone(), hidden.clone(), hidden.clone());
    assert_eq!(rates(&app, &first, REGION).await, two);
    assert_eq!(rates(&app, &second, NATION).await, two);
    let third = deliver(&app, HOSPITALS[2], false).await;
    for path in [REGION, NATION] {
        let (medicine, intensive, all) = rates(&app, &third, path).await;
        assert!(medicine.is_number() && all.is_number(), "{path}: three are many");
        assert_eq!(intensive, hidden, "{path}: two are few");
    }

    app.join(&first, HOSPITALS[1], Role::Observateur, MembershipState::Pending).await;
    assert_eq!(rates(&app, &first, REGION).await.1, hidden, "not yet a member of both");
    let sql = "UPDATE memberships SET state = 'active' WHERE state = 'pending'";
    app.db().write(move |conn| Ok(conn.batch_execute(sql)?)).await.unwrap();
    assert!(rates(&app, &first, REGION).await.1.is_number(), "a member of both");

    let centre = app.person("centre").await;
    app.grant(&centre, "region:93").await;
    assert!(rates(&app, &centre, REGION).await.1.is_number());
    assert_eq!(rates(&app, &centre, NATION).await.1, hidden, "the nation is not its region");
    let national = app.person("national").await;
    app.grant(&national, "national").await;
    assert!(rates(&app, &national, NATION).await.1.is_number());
}

async fn a_department_is_summed_for_its_establishments_and_for_those_who_follow_its_region(
    app: TestApp,
) {
    let first = deliver(&app, HOSPITALS[0], true).await;
    deliver(&app, HOSPITALS[1], true).await;
    let national = app.person("national").await;
    app.grant(&national, "national").await;
    let both = rates(&app, &national, DEPARTMENT).await;
    assert!(both.2.is_number());
    assert_eq!(rates(&app, &national, REGION).await, both, "nobody else in the region yet");

    let elsewhere = deliver(&app, HOSPITALS[2], false).await;
    assert_eq!(rates(&app, &national, DEPARTMENT).await, both);
    assert_ne!(rates(&app, &national, REGION).await, both);

    let hidden = (Value::Null, Value::Null, Value::Null);
    assert_eq!(rates(&app, &first, DEPARTMENT).await, hidden, "two are few");
    assert_eq!(app.get(&elsewhere, DEPARTMENT).await.0, 403, "of another department");
    let centre = app.person("centre").await;
    app.grant(&centre, "region:93").await;
    assert_eq!(rates(&app, &centre, DEPARTMENT).await, both);
    let other_centre = app.person("other").await;
    app.grant(&other_centre, "region:28").await;
    assert_eq!(app.get(&other_centre, DEPARTMENT).await.0, 403);

    let resistance =
        "/api/v1/analyses/resistance?department=04&years=2024&organism=ESCCOL&antibiotic=C3G";
    assert_eq!(app.get(&centre, resistance).await.0, 200);
    assert_eq!(app.get(&elsewhere, resistance).await.0, 403);
    let alerts = "/api/v1/alerts?department=04";
    assert_eq!(app.get(&centre, alerts).await.0, 200);
    assert_eq!(app.get(&first, alerts).await.0, 403);

    for wrong in ["department=4", "department=04&region=93", "department=04&nation="] {
        let path = format!("/api/v1/analyses/consumption?{wrong}&years=2024");
        assert_eq!(app.get(&national, &path).await.0, 422, "{wrong}");
    }
    let divided = format!("{DEPARTMENT}&across=type");
    assert_eq!(app.get(&national, &divided).await.0, 422);
}

async fn sums_are_for_those_who_take_part_in_them(app: TestApp) {
    let stranger = app.person("stranger").await;
    for path in [REGION, NATION] {
        assert_eq!(app.get(&stranger, path).await.0, 403, "{path}");
    }
    app.join(&stranger, HOSPITALS[0], Role::Contributeur, MembershipState::Pending).await;
    for path in [REGION, NATION] {
        assert_eq!(
            app.get(&stranger, path).await.0,
            403,
            "{path}: while the référent has not said"
        );
    }
    let unknown = "/api/v1/analyses/consumption?region=00&years=2024";
    assert_eq!(app.get(&stranger, unknown).await.0, 422);
}

async fn a_script_sees_the_sums_that_its_establishment_sees(app: TestApp) {
    let referent = deliver(&app, HOSPITALS[0], true).await;
    deliver(&app, HOSPITALS[1], true).await;
    // What the person may do elsewhere is not for the script.
    app.grant(&referent, "national").await;
    let path = format!("/api/v1/establishments/{}/tokens", HOSPITALS[0]);
    let today = chrono::Utc::now().date_naive().to_string();
    let new = json!({ "name": "sums", "scopes": ["analyses:read"], "expires_on": today });
    let (status, created) = app.post(&referent, &path, new).await;
    assert_eq!(status, 201, "{created}");
    let token = created["token"].as_str().unwrap().to_owned();
    let script = Person { token, ..referent.clone() };
    assert!(rates(&app, &referent, NATION).await.2.is_number());
    assert_eq!(rates(&app, &script, NATION).await.2, Value::Null);
    let elsewhere = "/api/v1/analyses/consumption?region=28&years=2024";
    assert_eq!(app.get(&script, elsewhere).await.0, 403);
}

async fn the_sum_of_a_legal_entity_is_for_those_who_read_all_of_its_sites(app: TestApp) {
    let (legal, sites) = ("330796392", ["330780495", "330780529"]);
    let path = format!("/api/v1/analyses/consumption?legal_entity={legal}&years=2024");
    let of_one = deliver(&app, sites[0], false).await;
    deliver(&app, sites[1], false).await;
    assert_eq!(app.get(&of_one, &path).await.0, 404, "the other site is not theirs");
    let of_both = app.person("both").await;
    for site in sites {
        app.join(&of_both, site, Role::Observateur, MembershipState::Active).await;
    }
    let (status, analysis) = app.get(&of_both, &path).await;
    assert_eq!(status, 200, "{analysis}");
    assert_eq!(analysis["totals"]["patient_days"], 2000.0);
    let of_all = app.person("all").await;
    app.join(&of_all, legal, Role::Observateur, MembershipState::Active).await;
    assert_eq!(app.get(&of_all, &path).await.1, analysis);
    let classes = format!("{path}&by=aware&aware=rare");
    assert_eq!(app.get(&of_all, &classes).await.0, 422);
}
