//! Whose figures may be asked.

use domain::dto::MembershipState;
use domain::inquiry::Scope;
use domain::nomenclature::{establishment_types, regions};

use super::pick::Choice;
use crate::session::Session;

/// The own establishments, the nation, the types and the regions; establishments only where a view has them.
pub fn scopes(session: Session, with_establishments: bool) -> Vec<Choice> {
    let choice = |scope: Scope, label: &str, heading| Choice {
        value: scope.slug(),
        label: label.to_owned(),
        heading,
    };
    let mut mine = session.memberships();
    mine.retain(|one| with_establishments && one.state == MembershipState::Active);
    let own = mine.iter().map(|one| {
        choice(Scope::Establishment(one.finess.clone()), &one.name, "Mes établissements")
    });
    let nation = choice(Scope::NATION, "France", "Ensemble");
    let types = establishment_types()
        .iter()
        .map(|one| choice(Scope::kind(one.code), one.label, "Types d’établissement"));
    let regions = regions().iter().map(|one| choice(Scope::region(one.code), one.label, "Régions"));
    own.chain([nation]).chain(types).chain(regions).collect()
}
