//! Who belongs to which establishment, with which role.

use chrono::NaiveDateTime;
use diesel::{dsl::exists, prelude::*};
use domain::dto::{MembershipState, MyMembership, Role};

use super::{
    AnyConn,
    codes::{decode, encode},
    schema::{establishments, memberships},
};

/// A membership to be stored.
#[derive(Debug, Clone)]
pub struct NewMember<'a> {
    pub user_id: i32,
    pub finess: &'a str,
    pub role: Role,
    pub state: MembershipState,
    pub created_at: NaiveDateTime,
}

/// Role and state of a person in an establishment.
pub fn find(
    conn: &mut AnyConn,
    user_id: i32,
    finess: &str,
) -> QueryResult<Option<(Role, MembershipState)>> {
    let row: Option<(String, String)> = memberships::table
        .find((user_id, finess))
        .select((memberships::role, memberships::state))
        .first(conn)
        .optional()?;
    row.map(|(role, state)| Ok((decode(&role)?, decode(&state)?))).transpose()
}

/// The establishments of a person, by name.
pub fn of_user(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<MyMembership>> {
    let rows: Vec<(String, String, String, String, String)> = memberships::table
        .inner_join(establishments::table)
        .filter(memberships::user_id.eq(user_id))
        .select((
            memberships::finess,
            establishments::name,
            establishments::city,
            memberships::role,
            memberships::state,
        ))
        .load(conn)?;
    let mut mine = rows
        .into_iter()
        .map(|(finess, name, city, role, state)| {
            let (role, state) = (decode(&role)?, decode(&state)?);
            Ok(MyMembership { finess, name, city, role, state })
        })
        .collect::<QueryResult<Vec<_>>>()?;
    mine.sort_by(|a, b| (&a.name, &a.finess).cmp(&(&b.name, &b.finess)));
    Ok(mine)
}

/// Whether the establishment has a référent in force.
pub fn has_referent(conn: &mut AnyConn, finess: &str) -> QueryResult<bool> {
    let referent = memberships::table
        .filter(memberships::finess.eq(finess))
        .filter(memberships::role.eq(encode(Role::Referent)?))
        .filter(memberships::state.eq(encode(MembershipState::Active)?));
    diesel::select(exists(referent)).get_result(conn)
}

/// Stores a membership.
pub fn insert(conn: &mut AnyConn, member: &NewMember<'_>) -> QueryResult<()> {
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
