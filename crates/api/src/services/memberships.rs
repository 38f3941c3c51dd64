//! Who belongs to an establishment: joining, the decisions of the référent, handing over.
//!
//! Every change holds the lock of the establishment: there is one référent, also when many act at
//! the same moment.

use chrono::NaiveDateTime;
use domain::dto::{Membership, MembershipCreated, MembershipState, Page, ProblemCode, Role};

use super::journal::{self, Event};
use crate::{
    auth::{Caller, Member, Right, require},
    db::{
        AnyConn, establishments, invitations,
        memberships::{self, NewMember},
        tokens, users,
    },
    error::ApiError,
    mail::{Post, letters::establishment as letters},
};

/// The first person becomes the référent; the next ones wait until the référent accepts them.
///
/// Where everyone has left, nobody becomes référent by asking: the national team appoints one.
pub fn join(
    conn: &mut AnyConn,
    post: &Post,
    user_id: i32,
    finess: &str,
    asked: Option<Role>,
    now: NaiveDateTime,
) -> Result<MembershipCreated, ApiError> {
    users::lock_active(conn, user_id)?;
    lock(conn, finess)?;
    if memberships::find(conn, user_id, finess)?.is_some() {
        let detail = "Vous êtes déjà rattaché à cet établissement, ou votre demande attend la \
                      réponse de son référent.";
        return Err(ApiError::rule(ProblemCode::MemberAlready, detail));
    }
    let (role, state) = if memberships::was_ever_joined(conn, finess)? {
        let asked = asked.unwrap_or(Role::Contributeur);
        (asked.min(Role::Contributeur), MembershipState::Pending)
    } else {
        (Role::Referent, MembershipState::Active)
    };
    let member = NewMember { user_id, finess, role, state, created_at: now };
    memberships::insert(conn, &member)?;
    journal::record(conn, (user_id, finess), now, None, &Event::MemberJoined { role, state })?;
    if state == MembershipState::Pending
        && let Some(referent) = memberships::referent(conn, finess)?
    {
        let (name, people) = (name_of(conn, user_id)?, people_page(post, finess));
        let letter = letters::request_received(&name, &title(conn, finess)?, role, &people);
        post.tell(conn, referent, &letter, now)?;
    }
    Ok(MembershipCreated { role, state })
}

/// The members and those who wait: who waits first, then by role and name.
pub fn list(conn: &mut AnyConn, finess: &str) -> Result<Page<Membership>, ApiError> {
    let mut items = memberships::of_establishment(conn, finess)?;
    items.sort_by(|a, b| {
        let key =
            |one: &Membership| (one.state == MembershipState::Active, std::cmp::Reverse(one.role));
        (key(a), &a.full_name, a.user_id).cmp(&(key(b), &b.full_name, b.user_id))
    });
    let total = i64::try_from(items.len()).unwrap_or(i64::MAX);
    Ok(Page { items, total, next: None })
}

/// Accepts a request, or changes the role of a member.
pub fn set_role(
    conn: &mut AnyConn,
    post: &Post,
    who: &Member,
    member: i32,
    role: Role,
    now: NaiveDateTime,
) -> Result<Membership, ApiError> {
    lock(conn, &who.finess)?;
    if role == Role::Referent {
        let detail = "Le rôle de référent se transmet\u{a0}: il ne s’attribue pas.";
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    let (was, state) = found(conn, member, &who.finess)?;
    if (was, state) == (Role::Referent, MembershipState::Active) {
        return Err(referent_stays());
    }
    not_oneself(who, member)?;
    memberships::activate(conn, member, &who.finess, role)?;
    invitations::forget(conn, member, &who.finess)?;
    let (place, home) = (title(conn, &who.finess)?, home_page(post, &who.finess));
    let (event, letter) = match state {
        MembershipState::Pending => (
            Event::MemberAccepted { member, role },
            Some(letters::request_accepted(&place, role, &home)),
        ),
        MembershipState::Active => (
            Event::RoleChanged { member, role },
            (was != role).then(|| letters::role_changed(&place, role, &home)),
        ),
    };
    journal::record(conn, (who.caller.user_id, &who.finess), now, None, &event)?;
    if let Some(letter) = letter {
        post.tell(conn, member, &letter, now)?;
    }
    let members = memberships::of_establishment(conn, &who.finess)?;
    members.into_iter().find(|one| one.user_id == member).ok_or_else(ApiError::not_found)
}

/// Refuses a request, removes a member, or leaves.
pub fn remove(
    conn: &mut AnyConn,
    post: &Post,
    who: &Caller,
    finess: &str,
    member: i32,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    if member != who.user_id {
        require(conn, who, finess, Right::Manage)?;
    }
    lock(conn, finess)?;
    let place = title(conn, finess)?;
    let (event, letter) = match found(conn, member, finess)? {
        (_, MembershipState::Pending) => {
            memberships::forget(conn, member, finess)?;
            (Event::RequestRefused { member }, letters::request_refused(&place))
        }
        (Role::Referent, MembershipState::Active) => return Err(referent_stays()),
        (_, MembershipState::Active) => {
            memberships::end(conn, member, finess)?;
            (Event::MemberRemoved { member }, letters::member_removed(&place))
        }
    };
    // What was made or asked before serves no more.
    invitations::forget(conn, member, finess)?;
    tokens::revoke_of_member(conn, member, finess, now)?;
    if member != who.user_id {
        post.tell(conn, member, &letter, now)?;
    }
    journal::record(conn, (who.user_id, finess), now, None, &event)
}

/// Makes another member, or someone who waits, the référent; the one before becomes contributeur.
pub fn hand_over(
    conn: &mut AnyConn,
    post: &Post,
    who: &Member,
    member: i32,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    lock(conn, &who.finess)?;
    // The right may have been handed over while this request waited for the lock.
    require(conn, &who.caller, &who.finess, Right::Manage)?;
    found(conn, member, &who.finess)?;
    let before = memberships::referent(conn, &who.finess)?;
    if before == Some(member) {
        return Ok(());
    }
    not_oneself(who, member)?;
    let place = title(conn, &who.finess)?;
    if let Some(before) = before {
        memberships::activate(conn, before, &who.finess, Role::Contributeur)?;
        let letter = letters::referent_handed_over(&place, &name_of(conn, member)?);
        post.tell(conn, before, &letter, now)?;
    }
    memberships::activate(conn, member, &who.finess, Role::Referent)?;
    let letter = letters::referent_became(&place, &people_page(post, &who.finess));
    post.tell(conn, member, &letter, now)?;
    let event = Event::ReferentChanged { member };
    journal::record(conn, (who.caller.user_id, &who.finess), now, None, &event)
}

/// The page of the people of an establishment.
pub fn people_page(post: &Post, finess: &str) -> String {
    post.page(&format!("etablissements/{finess}/utilisateurs"))
}

fn home_page(post: &Post, finess: &str) -> String {
    post.page(&format!("etablissements/{finess}"))
}

/// Name and town of an establishment.
fn title(conn: &mut AnyConn, finess: &str) -> Result<String, ApiError> {
    Ok(establishments::find(conn, finess)?.ok_or_else(ApiError::not_found)?.title())
}

fn name_of(conn: &mut AnyConn, user_id: i32) -> Result<String, ApiError> {
    let user = users::find(conn, user_id)?.ok_or_else(ApiError::not_found)?;
    Ok(user.full_name)
}

/// Makes other changes of who belongs to the establishment wait.
pub fn lock(conn: &mut AnyConn, finess: &str) -> Result<(), ApiError> {
    if establishments::lock(conn, finess)? { Ok(()) } else { Err(ApiError::not_found()) }
}

/// Makes other changes wait wherever a person belongs or has invited.
pub fn lock_all_of(conn: &mut AnyConn, user_id: i32) -> Result<(), ApiError> {
    let member_of = memberships::of_user(conn, user_id)?.into_iter().map(|one| one.finess);
    let invited_to = invitations::of_inviter(conn, user_id)?.into_iter().map(|(_, finess)| finess);
    Ok(establishments::lock_all(conn, member_of.chain(invited_to))?)
}

/// The national team acts for every establishment, and for nobody of its own in it.
fn not_oneself(who: &Member, member: i32) -> Result<(), ApiError> {
    if member != who.caller.user_id {
        return Ok(());
    }
    let detail = "Personne ne décide de son propre rattachement.";
    Err(ApiError::rule(ProblemCode::Forbidden, detail))
}

fn found(
    conn: &mut AnyConn,
    member: i32,
    finess: &str,
) -> Result<(Role, MembershipState), ApiError> {
    memberships::find(conn, member, finess)?.ok_or_else(ApiError::not_found)
}

/// The refusal of what would leave an establishment without its référent.
pub(super) fn referent_stays() -> ApiError {
    let detail = "Un établissement a toujours un référent\u{a0}: transmettez d’abord ce rôle à une \
                  autre personne de l’établissement.";
    ApiError::rule(ProblemCode::ReferentStays, detail)
}
