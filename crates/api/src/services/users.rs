//! Accounts as the national team sees them: search, scopes, deactivation.

use chrono::NaiveDateTime;
use domain::{
    dto::{Account, AccountPatch, MembershipState, Page, ProblemCode},
    nomenclature::region,
};

use super::{
    invitations,
    journal::{self, Event},
    memberships::lock_all_of,
};
use crate::{
    auth::rights::{NATIONAL, REGION},
    cursor,
    db::{
        self, AnyConn, grants, memberships, sessions, tokens,
        users::{self, ACTIVE, INACTIVE, User},
    },
    error::ApiError,
    mail::{Post, letters},
};

/// A page of the accounts whose mail or name holds `text`.
pub fn list(
    conn: &mut AnyConn,
    text: &str,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<Account>, ApiError> {
    let after = cursor.map(cursor::decode).transpose()?;
    let fetch = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let found = users::search(conn, text, after, fetch)?;
    let items = found
        .into_iter()
        .map(|(user, state)| account(conn, user, &state))
        .collect::<Result<Vec<_>, _>>()?;
    let total = users::count(conn, text)?;
    Ok(cursor::page(items, limit, total, |account| account.id))
}

/// Changes scopes, or lets an account log in or not.
///
/// Deactivation ends every login and every membership, and takes invitations back; an establishment may be left without
/// référent until the national team appoints one.
pub fn update(
    conn: &mut AnyConn,
    post: &Post,
    who: i32,
    id: i32,
    patch: &AccountPatch,
    now: NaiveDateTime,
) -> Result<Account, ApiError> {
    users::find_any(conn, id)?.ok_or_else(ApiError::not_found)?;
    if id == who {
        let detail = "Un membre de l’équipe nationale ne change pas ses propres droits.";
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    if let Some(scopes) = &patch.scopes {
        if let Some(unknown) = scopes.iter().find(|scope| !is_scope(scope)) {
            let detail = format!(
                "«\u{a0}{unknown}\u{a0}» n’est pas un droit\u{a0}: donnez {NATIONAL}, ou {REGION} suivi du \
                 code INSEE de la région."
            );
            return Err(ApiError::rule(ProblemCode::Invalid, detail));
        }
        grants::delete_all(conn, id)?;
        for scope in scopes {
            grants::insert(conn, id, scope, now)?;
        }
    }
    match patch.active {
        Some(true) => users::set_state(conn, id, ACTIVE)?,
        Some(false) => deactivate(conn, post, who, id, now)?,
        None => {}
    }
    let (user, state) = users::find_any(conn, id)?.ok_or_else(ApiError::not_found)?;
    account(conn, user, &state)
}

/// Whether a text is a scope: `national`, or `region:` and the code of one.
pub fn is_scope(scope: &str) -> bool {
    scope == NATIONAL || scope.strip_prefix(REGION).is_some_and(|code| region(code).is_some())
}

fn deactivate(
    conn: &mut AnyConn,
    post: &Post,
    who: i32,
    id: i32,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    // While the account is one that mails go to.
    post.tell(conn, id, &letters::account::account_deactivated(), now)?;
    users::set_state(conn, id, INACTIVE)?;
    sessions::revoke_all(conn, id, None, now)?;
    tokens::revoke_of_user(conn, id, now)?;
    grants::delete_all(conn, id)?;
    lock_all_of(conn, id)?;
    for one in memberships::of_user(conn, id)? {
        db::invitations::forget(conn, id, &one.finess)?;
        let event = match one.state {
            MembershipState::Pending => {
                memberships::forget(conn, id, &one.finess)?;
                Event::RequestRefused { member: id }
            }
            MembershipState::Active => {
                memberships::end(conn, id, &one.finess)?;
                Event::MemberRemoved { member: id }
            }
        };
        journal::record(conn, (who, &one.finess), now, None, &event)?;
    }
    invitations::withdraw_all(conn, who, id, now)
}

fn account(conn: &mut AnyConn, user: User, state: &str) -> Result<Account, ApiError> {
    Ok(Account {
        id: user.id,
        email: user.email,
        full_name: user.full_name,
        active: state == ACTIVE,
        scopes: grants::of_user(conn, user.id)?,
    })
}
