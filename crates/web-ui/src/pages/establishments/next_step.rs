//! What a person does next in an establishment of theirs.

use domain::dto::{Charter, MembershipState, Role};

/// The one thing to do, or to wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStep {
    /// The référent answers the request.
    WaitForAnswer,
    SignCharter,
    /// The référent signs the charter.
    WaitForCharter,
    /// So many people ask to join.
    AnswerRequests(u32),
    /// Nothing stands in the way.
    Work,
}

/// The charter comes first: nothing is stored without it.
pub fn next_step(
    state: MembershipState,
    role: Role,
    charter: Option<&Charter>,
    waiting: usize,
) -> NextStep {
    if state == MembershipState::Pending {
        return NextStep::WaitForAnswer;
    }
    let unsigned = charter.is_some_and(|charter| charter.required && !charter.signed);
    match (unsigned, role) {
        (true, Role::Referent) => NextStep::SignCharter,
        (true, Role::Contributeur) => NextStep::WaitForCharter,
        _ if waiting > 0 => NextStep::AnswerRequests(u32::try_from(waiting).unwrap_or(u32::MAX)),
        _ => NextStep::Work,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn charter(signed: bool) -> Charter {
        Charter { version: "1".to_owned(), required: true, signed, signature: None }
    }

    #[test]
    fn a_request_waits_for_the_referent() {
        let step = next_step(MembershipState::Pending, Role::Contributeur, None, 0);
        assert_eq!(step, NextStep::WaitForAnswer);
    }

    #[test]
    fn the_referent_signs_before_anything_else() {
        let next = |role, signed, waiting| {
            next_step(MembershipState::Active, role, Some(&charter(signed)), waiting)
        };
        assert_eq!(next(Role::Referent, false, 2), NextStep::SignCharter);
        assert_eq!(next(Role::Referent, true, 2), NextStep::AnswerRequests(2));
        assert_eq!(next(Role::Contributeur, false, 0), NextStep::WaitForCharter);
        assert_eq!(next(Role::Observateur, false, 0), NextStep::Work);
        assert_eq!(next(Role::Referent, true, 0), NextStep::Work);
    }

    #[test]
    fn a_charter_that_nobody_asks_for_holds_nothing_up() {
        let charter = Charter { required: false, ..charter(false) };
        let step = next_step(MembershipState::Active, Role::Referent, Some(&charter), 0);
        assert_eq!(step, NextStep::Work);
    }
}
