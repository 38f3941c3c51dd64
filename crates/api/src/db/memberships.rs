//! Who belongs to which establishment, with which role.

use chrono::NaiveDateTime;
use diesel::{dsl::exists, prelude::*};
use domain::dto::{Membership, MembershipState, MyMembership, Role};

use super::{
    AnyConn,
    codes::{decode, encode},
    schema::{establishments, journal, memberships, users},
    users::ACTIVE,
};
use crate::clock;

/// State of a membership that is over: the row stays, for the establishment had a member.
const ENDED: &str = "ended";

/// A membership to be stored.
#[derive(Debug, Clone)]
pub struct NewMember<'a> {
    pub user_id: i32,
    pub finess: &'a str,
    pub role: Role,
    pub state: MembershipState,
    pub created_at: NaiveDateTime,
}

/// FINESS, that of the legal entity, name, city, region, department and type of an establishment.
type Place = (String, String, String, String, String, Option<String>, String);

/// Role and state of a person in an establishment, unless it is over.
pub fn find(
    conn: &mut AnyConn,
    user_id: i32,
    finess: &str,
) -> QueryResult<Option<(Role, MembershipState)>> {
    let row: Option<(String, String)> = memberships::table
        .find((user_id, finess))
        .filter(memberships::state.ne(ENDED))
        .select((memberships::role, memberships::state))
        .first(conn)
        .optional()?;
    row.map(|(role, state)| Ok((decode(&role)?, decode(&state)?))).transpose()
}

/// The establishments of a person, by name.
pub fn of_user(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<MyMembership>> {
    let rows: Vec<(Place, String, String)> = memberships::table
        .inner_join(establishments::table)
        .filter(memberships::user_id.eq(user_id))
        .filter(memberships::state.ne(ENDED))
        .select((
            (
                establishments::finess,
                establishments::finess_legal,
                establishments::name,
                establishments::city,
                establishments::region,
                establishments::department,
                establishments::kind,
            ),
            memberships::role,
            memberships::state,
        ))
        .load(conn)?;
    let mut mine = rows
        .into_iter()
        .map(|((finess, finess_legal, name, city, region, department, kind), role, state)| {
            let (role, state) = (decode(&role)?, decode(&state)?);
            Ok(MyMembership {
                finess,
                finess_legal,
                name,
                city,
                region,
                department,
                kind,
                role,
                state,
            })
        })
        .collect::<QueryResult<Vec<_>>>()?;
    mine.sort_by(|a, b| (&a.name, &a.finess).cmp(&(&b.name, &b.finess)));
    Ok(mine)
}

/// The members of an establishment and the people who wait, in no given order.
pub fn of_establishment(conn: &mut AnyConn, finess: &str) -> QueryResult<Vec<Membership>> {
    let rows: Vec<(i32, String, String, String, String, NaiveDateTime)> = memberships::table
        .inner_join(users::table)
        .filter(memberships::finess.eq(finess))
        .filter(memberships::state.ne(ENDED))
        .select((
            users::id,
            users::full_name,
            users::email,
            memberships::role,
            memberships::state,
            memberships::created_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(user_id, full_name, email, role, state, since)| {
            let (role, state) = (decode(&role)?, decode(&state)?);
            Ok(Membership { user_id, full_name, email, role, state, since: clock::iso(since) })
        })
        .collect()
}

/// Whether the establishment has, or once had, a member in force.
///
/// A membership that is over leaves no trace once its person asks again; the journal keeps all.
pub fn was_ever_joined(conn: &mut AnyConn, finess: &str) -> QueryResult<bool> {
    let joined = memberships::table
        .filter(memberships::finess.eq(finess))
        .filter(memberships::state.ne(encode(MembershipState::Pending)?));
    let told = journal::table
        .filter(journal::finess.eq(finess))
        .filter(journal::action.eq("member_joined"));
    diesel::select(exists(joined).or(exists(told))).get_result(conn)
}

/// The référent in force.
pub fn referent(conn: &mut AnyConn, finess: &str) -> QueryResult<Option<i32>> {
    memberships::table
        .filter(memberships::finess.eq(finess))
        .filter(memberships::role.eq(encode(Role::Referent)?))
        .filter(memberships::state.eq(encode(MembershipState::Active)?))
        .select(memberships::user_id)
        .first(conn)
        .optional()
}

/// The référents in force who may log in, each with an establishment; by person.
pub fn referents(conn: &mut AnyConn) -> QueryResult<Vec<(i32, String)>> {
    memberships::table
        .inner_join(users::table)
        .filter(users::state.eq(ACTIVE))
        .filter(memberships::role.eq(encode(Role::Referent)?))
        .filter(memberships::state.eq(encode(MembershipState::Active)?))
        .order((memberships::user_id.asc(), memberships::finess.asc()))
        .select((memberships::user_id, memberships::finess))
        .load(conn)
}

/// Number of members in force.
pub fn count_active(conn: &mut AnyConn, finess: &str) -> QueryResult<i64> {
    memberships::table
        .filter(memberships::finess.eq(finess))
        .filter(memberships::state.eq(encode(MembershipState::Active)?))
        .count()
        .get_result(conn)
}

/// Stores a membership, in the place of one that is over.
pub fn insert(conn: &mut AnyConn, member: &NewMember<'_>) -> QueryResult<()> {
    let ended = memberships::table
        .find((member.user_id, member.finess))
        .filter(memberships::state.eq(ENDED));
    diesel::delete(ended).execute(conn)?;
    let row = (
        memberships::user_id.eq(member.user_id),
        memberships::finess.eq(member.finess),
        memberships::role.eq(encode(member.role)?),
        memberships::state.eq(encode(member.state)?),
        memberships::created_at.eq(member.created_at),
    );
    diesel::insert_into(memberships::table).values(row).execute(conn)?;
    Ok(())
}

/// Puts a membership in force with a role.
pub fn activate(conn: &mut AnyConn, user_id: i32, finess: &str, role: Role) -> QueryResult<()> {
    diesel::update(memberships::table.find((user_id, finess)))
        .set((
            memberships::role.eq(encode(role)?),
            memberships::state.eq(encode(MembershipState::Active)?),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends a membership in force.
pub fn end(conn: &mut AnyConn, user_id: i32, finess: &str) -> QueryResult<()> {
    diesel::update(memberships::table.find((user_id, finess)))
        .set(memberships::state.eq(ENDED))
        .execute(conn)?;
    Ok(())
}

/// Forgets a request that was never accepted.
pub fn forget(conn: &mut AnyConn, user_id: i32, finess: &str) -> QueryResult<()> {
    diesel::delete(memberships::table.find((user_id, finess))).execute(conn)?;
    Ok(())
}
