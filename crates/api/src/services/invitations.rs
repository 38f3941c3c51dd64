//! A référent asks people to come, by mail; who follows the link belongs to the establishment.
//!
//! As for other memberships, changes hold the lock of the establishment.

use chrono::{NaiveDateTime, TimeDelta};
use domain::dto::{
    Invitation, InvitationPreview, MembershipState, MyMembership, NewInvitation, Page, ProblemCode,
    Role,
};

use super::{
    accounts, email_proofs,
    journal::{self, Event},
    links,
    memberships::{lock, people_page},
};
use crate::{
    auth::{Caller, Member},
    clock,
    db::{
        AnyConn, establishments,
        invitations::{self, Invitation as Stored},
        memberships::{self, NewMember},
        users,
    },
    error::ApiError,
    mail::{Post, letters},
    random,
};

const PAGE: &str = "invitation";
const LIFETIME: TimeDelta = TimeDelta::days(14);
/// Mails that a person may have sent to strangers in a day, whatever the establishment.
const A_DAY: i64 = 50;

/// Invites a mail, in the place of an invitation before.
pub fn create(
    conn: &mut AnyConn,
    post: &Post,
    who: &Member,
    new: &NewInvitation,
    now: NaiveDateTime,
) -> Result<Invitation, ApiError> {
    let (user_id, finess) = (who.caller.user_id, who.finess.as_str());
    let email = accounts::check_email(&new.email)?;
    if new.role == Role::Referent {
        let detail = "Le rôle de référent se transmet\u{a0}: invitez d’abord la personne comme \
                      contributeur.";
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    journal::bound(conn, user_id, "person_invited", A_DAY, now)?;
    lock(conn, finess)?;
    if let Some((known, _)) = users::find_credentials(conn, &email)?
        && let Some((_, MembershipState::Active)) = memberships::find(conn, known, finess)?
    {
        let detail = "Cette personne est déjà rattachée à l’établissement.";
        return Err(ApiError::rule(ProblemCode::MemberAlready, detail));
    }
    let token = random::token()?;
    let token_hash = links::hash(&token);
    let stored = invitations::NewInvitation {
        finess,
        email: &email,
        role: new.role,
        token_hash: &token_hash,
        invited_by: user_id,
        created_at: now,
        expires_at: now + LIFETIME,
    };
    let id = invitations::replace(conn, stored)?;
    let event = Event::PersonInvited { invitation: id, role: new.role };
    journal::record(conn, (user_id, finess), now, None, &event)?;
    let inviter = users::find(conn, user_id)?.ok_or_else(ApiError::unauthorized)?;
    let place = establishments::find(conn, finess)?.ok_or_else(ApiError::not_found)?.title();
    let link = post.link(PAGE, &token);
    let letter = letters::establishment::invitation(&inviter.full_name, &place, new.role, &link);
    post.send(conn, &email, &letter, now)?;
    let made = invitations::of_establishment(conn, finess)?.into_iter().find(|one| one.id == id);
    made.map(|one| shown(one, now)).ok_or_else(ApiError::not_found)
}

/// The invitations that wait, newest first; also those that waited too long.
pub fn list(
    conn: &mut AnyConn,
    finess: &str,
    now: NaiveDateTime,
) -> Result<Page<Invitation>, ApiError> {
    let stored = invitations::of_establishment(conn, finess)?;
    let items: Vec<Invitation> = stored.into_iter().map(|one| shown(one, now)).collect();
    let total = i64::try_from(items.len()).unwrap_or(i64::MAX);
    Ok(Page { items, total, next: None })
}

/// Takes an invitation back: its link no longer serves.
pub fn withdraw(
    conn: &mut AnyConn,
    who: &Member,
    id: i32,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    lock(conn, &who.finess)?;
    if !invitations::delete(conn, &who.finess, id)? {
        return Err(ApiError::not_found());
    }
    let event = Event::InvitationWithdrawn { invitation: id };
    journal::record(conn, (who.caller.user_id, &who.finess), now, None, &event)
}

/// Takes back what a person has sent who may no longer log in, under [`lock_all_of`].
///
/// [`lock_all_of`]: super::memberships::lock_all_of
pub fn withdraw_all(
    conn: &mut AnyConn,
    who: i32,
    inviter: i32,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    for (id, finess) in invitations::of_inviter(conn, inviter)? {
        if invitations::delete(conn, &finess, id)? {
            let event = Event::InvitationWithdrawn { invitation: id };
            journal::record(conn, (who, &finess), now, None, &event)?;
        }
    }
    Ok(())
}

/// What an invitation says, for whoever has its link.
pub fn preview(
    conn: &mut AnyConn,
    token: &str,
    now: NaiveDateTime,
) -> Result<InvitationPreview, ApiError> {
    let invitation = found(conn, token, now)?;
    let place = establishments::find(conn, &invitation.finess)?.ok_or_else(ApiError::not_found)?;
    Ok(InvitationPreview {
        finess: place.finess,
        name: place.name,
        city: place.city,
        role: invitation.role,
        invited_by: invitation.invited_by,
        has_account: users::find_credentials(conn, &invitation.email)?.is_some(),
        email: invitation.email,
        expires_at: clock::iso(invitation.expires_at),
    })
}

/// Follows an invitation: in force at once, with the role of the invitation or a greater one held
/// already. Its link came by mail, which proves the mail.
pub fn accept(
    conn: &mut AnyConn,
    post: &Post,
    who: &Caller,
    token: &str,
    now: NaiveDateTime,
) -> Result<MyMembership, ApiError> {
    let user_id = who.user_id;
    users::lock_active(conn, user_id)?;
    let user = users::find(conn, user_id)?.ok_or_else(ApiError::unauthorized)?;
    let Stored { id, finess, email, role, .. } = found(conn, token, now)?;
    if user.email != email {
        let detail = "Cette invitation a été envoyée à une autre adresse que celle de votre compte. \
                      Connectez-vous avec le compte de cette adresse, ou demandez une invitation à la \
                      vôtre.";
        return Err(ApiError::rule(ProblemCode::Forbidden, detail));
    }
    email_proofs::accept(conn, user_id, now)?;
    lock(conn, &finess)?;
    if !invitations::delete(conn, &finess, id)? {
        return Err(links::expired());
    }
    let state = MembershipState::Active;
    let role = match memberships::find(conn, user_id, &finess)? {
        None => {
            let member = NewMember { user_id, finess: &finess, role, state, created_at: now };
            memberships::insert(conn, &member)?;
            role
        }
        Some((had, MembershipState::Active)) if had >= role => had,
        Some(_) => {
            memberships::activate(conn, user_id, &finess, role)?;
            role
        }
    };
    let event = Event::InvitationAccepted { invitation: id, role };
    journal::record(conn, (user_id, &finess), now, None, &event)?;
    let place = establishments::find(conn, &finess)?.ok_or_else(ApiError::not_found)?;
    if let Some(referent) = memberships::referent(conn, &finess)? {
        let people = people_page(post, &finess);
        let letter = letters::establishment::invitation_accepted(
            &user.full_name,
            &place.title(),
            role,
            &people,
        );
        post.tell(conn, referent, &letter, now)?;
    }
    Ok(MyMembership {
        finess,
        finess_legal: place.finess_legal,
        name: place.name,
        city: place.city,
        region: place.region,
        department: place.department,
        kind: place.kind,
        role,
        state,
    })
}

fn found(conn: &mut AnyConn, token: &str, now: NaiveDateTime) -> Result<Stored, ApiError> {
    invitations::find_by_hash(conn, &links::hash(token), now)?.ok_or_else(|| {
        let detail = "Cette invitation a expiré, a déjà servi ou a été retirée. Demandez-en une \
                      nouvelle à la personne qui vous a invité.";
        ApiError::rule(ProblemCode::LinkExpired, detail)
    })
}

fn shown(invitation: Stored, now: NaiveDateTime) -> Invitation {
    Invitation {
        id: invitation.id,
        email: invitation.email,
        role: invitation.role,
        invited_by: invitation.invited_by,
        created_at: clock::iso(invitation.created_at),
        expires_at: clock::iso(invitation.expires_at),
        expired: invitation.expires_at <= now,
    }
}
