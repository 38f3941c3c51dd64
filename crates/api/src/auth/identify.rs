//! From the token of a request to the one who acts.

use chrono::{NaiveDateTime, TimeDelta};
use domain::dto::ProblemCode;

use super::{
    Caller, Via,
    jwt::{self, Bearer},
};
use crate::{
    db::{AnyConn, second_factors, sessions, tokens, users},
    error::ApiError,
    sealer::Sealer,
    services::{signing_keys, year::from_json},
};

/// How exactly the last use of a token is noted.
const USE_NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// What a server asks of everyone.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Version of the terms of use in force.
    pub terms_version: String,
    /// Grants wait for a second factor.
    pub require_totp: bool,
    /// Joining an establishment waits for a verified mail.
    pub require_verified_email: bool,
}

/// Someone whose token is good; what that is worth, the methods say.
#[derive(Debug)]
pub struct Known {
    caller: Caller,
    accepts_terms: bool,
    email_unverified: bool,
    /// The token for scripts whose use is to be noted.
    pub used_token: Option<i32>,
}

/// The holder of a token: of a login still open or a token still good, of an account in force.
pub fn identify(
    conn: &mut AnyConn,
    sealer: &Sealer,
    token: &str,
    policy: &Policy,
    now: NaiveDateTime,
) -> Result<Known, ApiError> {
    let keys = signing_keys::in_force(conn, sealer)?;
    let claimed = jwt::read(&keys, token).ok_or_else(ApiError::unauthorized)?;
    let user = users::find(conn, claimed.user_id)?.ok_or_else(ApiError::unauthorized)?;
    let (mut used_token, mut strong) = (None, false);
    let via = match claimed.bearer {
        Bearer::Sid(family) => {
            let open = sessions::find_open(conn, &family)?;
            strong = open.ok_or_else(ApiError::unauthorized)?;
            Via::Login(family)
        }
        Bearer::Script(jti) => {
            let token = tokens::find_by_jti(conn, &jti)?
                .filter(|token| token.revoked_at.is_none() && token.expires_at > now)
                .ok_or_else(ApiError::unauthorized)?;
            let noted = token.last_used_at.is_some_and(|at| at > now - USE_NOTED_EVERY);
            used_token = Some(token.id).filter(|_| !noted);
            Via::Script { finess: token.finess, scopes: from_json(&token.scopes)? }
        }
    };
    let with_grants =
        !policy.require_totp || strong || second_factors::is_confirmed(conn, user.id)?;
    Ok(Known {
        accepts_terms: user.terms_version == policy.terms_version,
        email_unverified: policy.require_verified_email && user.email_verified_at.is_none(),
        caller: Caller { user_id: user.id, with_grants, via },
        used_token,
    })
}

impl Known {
    /// The person and their login, whatever the terms of use.
    pub fn login(self) -> Result<(Caller, String), ApiError> {
        match &self.caller.via {
            Via::Login(family) => {
                let family = family.clone();
                Ok((self.caller, family))
            }
            Via::Script { .. } | Via::Operator => Err(not_a_person()),
        }
    }

    /// The person, who accepts the terms of use in force.
    pub fn person(self) -> Result<Caller, ApiError> {
        let accepts_terms = self.accepts_terms;
        let (caller, _) = self.login()?;
        if !accepts_terms {
            let detail = "Les conditions d’utilisation ont changé. Acceptez leur nouvelle version, \
                          puis recommencez.";
            return Err(ApiError::rule(ProblemCode::TermsOutdated, detail));
        }
        Ok(caller)
    }

    /// The person, whose mail is verified where the server asks for it.
    pub fn verified_person(self) -> Result<Caller, ApiError> {
        let unverified = self.email_unverified;
        let caller = self.person()?;
        if unverified {
            let detail = "Confirmez d’abord votre adresse\u{a0}: ouvrez le lien reçu par courrier \
                          électronique, ou demandez-en un autre.";
            return Err(ApiError::rule(ProblemCode::EmailUnverified, detail));
        }
        Ok(caller)
    }

    /// The person, or the script.
    pub fn anyone(self) -> Result<Caller, ApiError> {
        match self.caller.via {
            Via::Login(_) => self.person(),
            Via::Script { .. } | Via::Operator => Ok(self.caller),
        }
    }
}

fn not_a_person() -> ApiError {
    let detail = "Un jeton ne permet pas cette action\u{a0}: elle demande une personne connectée.";
    ApiError::rule(ProblemCode::Forbidden, detail)
}
