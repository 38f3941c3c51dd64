//! People with an account, and their places in an establishment.

use actix_web::test::TestRequest;
use api::{
    clock,
    db::{
        grants,
        memberships::{self, NewMember},
    },
};
use domain::dto::{MembershipState, Role};
use serde_json::{Value, json};

use super::{Answer, TestApp};

/// The password of everyone.
pub const PASSWORD: &str = "quatre lampes sous la neige";

/// Someone who has logged in.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: i32,
    pub email: String,
    pub token: String,
}

/// One person for each way to stand to an establishment.
pub struct Cast {
    pub outsider: Person,
    pub observateur: Person,
    pub contributeur: Person,
    pub referent: Person,
    pub regional_elsewhere: Person,
    pub regional: Person,
    pub national: Person,
}

impl TestApp {
    /// Registers and logs in `<name>@hopital.example`.
    pub async fn person(&self, name: &str) -> Person {
        let email = format!("{name}@hopital.example");
        let account = json!({
            "email": email, "password": PASSWORD, "full_name": name, "accept_terms": true,
        });
        let (status, created) = self.post(None, "/api/v1/auth/register", account).await;
        assert_eq!(status, 201, "{created}");
        let answer = self.login(&email, PASSWORD).await;
        let token = answer.json()["access_token"].as_str().unwrap().to_owned();
        let id = created["id"].as_i64().unwrap().try_into().unwrap();
        Person { id, email, token }
    }

    pub async fn login(&self, email: &str, password: &str) -> Answer {
        let credentials = json!({ "email": email, "password": password });
        let request = TestRequest::post().uri("/api/v1/auth/login").set_json(credentials);
        self.send(request).await
    }

    /// Gives a person a place, whoever is there already.
    pub async fn join(&self, person: &Person, finess: &str, role: Role, state: MembershipState) {
        let (user_id, finess) = (person.id, finess.to_owned());
        self.db()
            .write(move |conn| {
                let created_at = clock::now();
                let member = NewMember { user_id, finess: &finess, role, state, created_at };
                Ok(memberships::insert(conn, &member)?)
            })
            .await
            .unwrap();
    }

    /// Signs the charter as the référent.
    pub async fn sign_charter(&self, referent: &Person, finess: &str) {
        let (_, text) = self.get(None, "/api/v1/texts/charter").await;
        let path = format!("/api/v1/establishments/{finess}/charter");
        let version = json!({ "version": text["version"] });
        let (status, signed) = self.call(referent, "PUT", &path, version).await;
        assert_eq!((status, &signed["signed"]), (200, &json!(true)), "{signed}");
    }

    /// Gives a person a right beyond one establishment.
    pub async fn grant(&self, person: &Person, scope: &'static str) {
        let user_id = person.id;
        let granted =
            self.db().write(move |conn| Ok(grants::insert(conn, user_id, scope, clock::now())?));
        granted.await.unwrap();
    }

    /// Someone in every place of an establishment of the region 93.
    pub async fn cast(&self, finess: &str) -> Cast {
        let cast = Cast {
            outsider: self.person("outsider").await,
            observateur: self.person("observateur").await,
            contributeur: self.person("contributeur").await,
            referent: self.person("referent").await,
            regional_elsewhere: self.person("regional-elsewhere").await,
            regional: self.person("regional").await,
            national: self.person("national").await,
        };
        self.grant(&cast.regional_elsewhere, "region:28").await;
        self.grant(&cast.regional, "region:93").await;
        self.grant(&cast.national, "national").await;
        for (person, role) in [
            (&cast.observateur, Role::Observateur),
            (&cast.contributeur, Role::Contributeur),
            (&cast.referent, Role::Referent),
        ] {
            self.join(person, finess, role, MembershipState::Active).await;
        }
        self.sign_charter(&cast.referent, finess).await;
        cast
    }
}

/// The codes of a problem: its status and its code.
pub fn problem((status, body): (u16, Value)) -> (u16, String) {
    assert_eq!(body["status"], status, "{body}");
    (status, body["code"].as_str().unwrap_or_default().to_owned())
}
