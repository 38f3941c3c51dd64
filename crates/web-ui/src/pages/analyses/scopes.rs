//! Whose figures may be asked, and beside whom.

use domain::dto::{MembershipState, MyMembership};
use domain::inquiry::{Beside, Inquiry, Names, Scope};
use domain::nomenclature::{
    Department, departments, establishment_type, establishment_types, region, regions,
};

use super::pick::Choice;
use crate::session::Session;

/// The establishments whose figures the person reads as a member.
pub fn own(session: Session) -> Vec<MyMembership> {
    let mut mine = session.memberships();
    mine.retain(|one| one.state == MembershipState::Active);
    mine
}

/// Names of the own establishments and of their legal entities.
pub fn names(session: Session) -> Names {
    let mine = own(session);
    let entities = mine.iter().map(|one| (one.finess_legal.clone(), one.name.clone()));
    let entities: Vec<(String, String)> = entities.collect();
    // The name of the entity itself comes last, and stands.
    entities.into_iter().chain(mine.into_iter().map(|one| (one.finess, one.name))).collect()
}

/// The own establishments and legal entities, the nation, the types, the regions and the departments that the person may
/// read; of what regions and types divide alone where a view divides it.
pub fn scopes(session: Session, names: &Names, divides: bool) -> Vec<Choice> {
    let mut mine = own(session);
    let mut open = readable(session, &mine);
    if divides {
        mine.clear();
        open.clear();
    }
    let one = |one: &MyMembership| {
        choice(&Scope::Establishment(one.finess.clone()), &one.name, "Mes établissements")
    };
    let mut entities: Vec<&str> = mine.iter().map(|one| one.finess_legal.as_str()).collect();
    entities.sort_unstable();
    entities.dedup();
    // Who is a member of one site alone does not read the others.
    entities.retain(|entity| {
        let inside = mine.iter().filter(|one| one.finess_legal == *entity);
        inside.clone().count() > 1 || inside.clone().any(|one| one.finess == *entity)
    });
    let entity = |finess: &&str| {
        let scope = Scope::LegalEntity((*finess).to_owned());
        choice(&scope, &scope.label(names), "Mes établissements")
    };
    let nation = choice(&Scope::NATION, "France", "Ensemble");
    let types = establishment_types()
        .iter()
        .map(|one| choice(&Scope::kind(one.code), one.label, "Types d’établissement"));
    let regions =
        regions().iter().map(|one| choice(&Scope::region(one.code), one.label, "Régions"));
    let departments = open.into_iter().map(|one| {
        let scope = Scope::Department(one.code.to_owned());
        choice(&scope, &scope.label(names), "Départements")
    });
    let own = mine.iter().map(one).chain(entities.iter().map(entity));
    own.chain([nation]).chain(types).chain(regions).chain(departments).collect()
}

/// The departments whose sums the person reads: those of the own establishments and of the regions that they follow.
fn readable(session: Session, mine: &[MyMembership]) -> Vec<&'static Department> {
    let (national, followed) = (session.is_national(), session.followed_regions());
    let is_readable = |one: &&Department| {
        national
            || followed.iter().any(|code| code == one.region)
            || mine.iter().any(|own| own.department.as_deref() == Some(one.code))
    };
    departments().iter().filter(is_readable).collect()
}

/// What a trend may be read against: what is like the own establishment first.
pub fn beside(session: Session, names: &Names, inquiry: &Inquiry) -> Vec<Choice> {
    let asked = inquiry.scope.slug();
    let mut all =
        vec![Choice::new("", "Rien"), Choice::new(Beside::Before.slug(), "La période précédente")];
    if inquiry.chooses_target() {
        all.push(Choice::new(Beside::Target.slug(), "La cible nationale"));
    }
    if let Scope::Establishment(finess) = &inquiry.scope
        && let Some(one) = own(session).into_iter().find(|one| one.finess == *finess)
    {
        all.extend(alike(&one));
    }
    let known: Vec<String> = all.iter().map(|one| one.value.clone()).collect();
    let others = scopes(session, names, false).into_iter();
    all.extend(others.filter(|one| one.value != asked && !known.contains(&one.value)));
    all
}

/// The establishments of the same type, of the same region and of the same department.
fn alike(one: &MyMembership) -> Vec<Choice> {
    const HEADING: &str = "Comme mon établissement";
    let kind = establishment_type(&one.kind);
    let place = region(&one.region);
    let same_department = one.department.as_ref().map(|code| {
        let scope = Scope::Department(code.clone());
        choice(&scope, &scope.label(&Names::new()), HEADING)
    });
    let same_kind = kind.map(|kind| choice(&Scope::kind(kind.code), kind.label, HEADING));
    let same_place = place.map(|place| choice(&Scope::region(place.code), place.label, HEADING));
    let both = kind.zip(place).map(|(kind, place)| {
        let scope =
            Scope::Many { region: Some(place.code.to_owned()), kind: Some(kind.code.to_owned()) };
        choice(&scope, &scope.label(&Names::new()), HEADING)
    });
    [same_kind, both, same_place, same_department].into_iter().flatten().collect()
}

fn choice(scope: &Scope, label: &str, heading: &'static str) -> Choice {
    Choice { value: scope.slug(), label: label.to_owned(), heading }
}
