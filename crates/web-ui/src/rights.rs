//! What a person may do, to show what serves them. The server decides again.

use domain::dto::{Me, MembershipState, Role};

/// The scope of the national team.
pub const NATIONAL: &str = "national";
/// Before the INSEE code of a region.
const REGION: &str = "region:";

/// The role that the person holds in an establishment.
fn own_role(me: &Me, finess: &str) -> Option<Role> {
    let own = me.memberships.iter().find(|one| one.finess == finess)?;
    (own.state == MembershipState::Active).then_some(own.role)
}

/// Whether the person is the référent of an establishment.
pub fn is_referent(me: &Me, finess: &str) -> bool {
    own_role(me, finess) == Some(Role::Referent)
}

/// Whether the person delivers the files of an establishment, and answers what they ask.
pub fn delivers(me: &Me, finess: &str) -> bool {
    own_role(me, finess).is_some_and(|role| role >= Role::Contributeur) || is_national(me)
}

/// Whether the person is of the national team, and may act for it.
pub fn is_national(me: &Me) -> bool {
    counts(me, NATIONAL)
}

/// INSEE codes of the regions that the person follows.
pub fn followed_regions(me: &Me) -> Vec<String> {
    let regions = me.scopes.iter().filter(|scope| counts(me, scope));
    regions.filter_map(|scope| scope.strip_prefix(REGION)).map(str::to_owned).collect()
}

/// Whether the person manages people, structure and tokens of an establishment.
pub fn manages(me: &Me, finess: &str) -> bool {
    is_referent(me, finess) || is_national(me)
}

/// Whether the person decides about the alerts of an establishment: a member who delivers.
pub fn decides(me: &Me, finess: &str) -> bool {
    own_role(me, finess).is_some_and(|role| role >= Role::Contributeur)
}

/// Whether grants open the establishments of a region without a membership.
pub fn reads_region(me: &Me, region: &str) -> bool {
    is_national(me) || counts(me, &region_scope(region))
}

/// The scope of a region, by its INSEE code.
pub fn region_scope(region: &str) -> String {
    format!("{REGION}{region}")
}

/// The INSEE code in a scope of a region.
pub fn region_of(scope: &str) -> Option<&str> {
    scope.strip_prefix(REGION)
}

/// Grants wait while a second factor is missing.
fn counts(me: &Me, scope: &str) -> bool {
    !me.totp_required && me.scopes.iter().any(|own| own == scope)
}

#[cfg(test)]
mod tests {
    use domain::dto::MyMembership;

    use super::*;

    const FINESS: &str = "060000478";

    fn person(role: Role, state: MembershipState, scopes: &[&str]) -> Me {
        Me {
            id: 1,
            email: "a@example.org".to_owned(),
            full_name: "A".to_owned(),
            memberships: vec![MyMembership {
                finess: FINESS.to_owned(),
                finess_legal: "060780897".to_owned(),
                region: "93".to_owned(),
                department: Some("06".to_owned()),
                kind: "CH".to_owned(),
                name: "CH".to_owned(),
                city: "GRASSE".to_owned(),
                role,
                state,
            }],
            scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
            terms_outdated: false,
            totp: false,
            totp_required: false,
            password: true,
            identity_provider: false,
            email_verified: true,
            email_verification_required: false,
        }
    }

    #[test]
    fn a_referent_manages_their_establishment_alone() {
        let referent = person(Role::Referent, MembershipState::Active, &[]);
        assert!(manages(&referent, FINESS));
        assert!(!manages(&referent, "050000256"));
        assert!(!manages(&person(Role::Contributeur, MembershipState::Active, &[]), FINESS));
        assert!(!manages(&person(Role::Referent, MembershipState::Pending, &[]), FINESS));
    }

    #[test]
    fn an_observer_delivers_nothing() {
        let person = |role| person(role, MembershipState::Active, &[]);
        assert!(delivers(&person(Role::Contributeur), FINESS));
        assert!(delivers(&person(Role::Referent), FINESS));
        assert!(!delivers(&person(Role::Observateur), FINESS));
    }

    #[test]
    fn members_who_deliver_decide_about_alerts_and_nobody_else() {
        for (role, decide) in
            [(Role::Observateur, false), (Role::Contributeur, true), (Role::Referent, true)]
        {
            assert_eq!(
                decides(&person(role, MembershipState::Active, &["national"]), FINESS),
                decide
            );
            assert!(!decides(&person(role, MembershipState::Pending, &[]), FINESS));
        }
    }

    #[test]
    fn grants_open_what_they_name_once_they_count() {
        let mut regional = person(Role::Observateur, MembershipState::Active, &["region:93"]);
        assert!(reads_region(&regional, "93") && !reads_region(&regional, "84"));
        let national = person(Role::Observateur, MembershipState::Active, &["national"]);
        assert!(manages(&national, "050000256") && reads_region(&national, "84"));
        regional.totp_required = true;
        assert!(!reads_region(&regional, "93"));
    }
}
