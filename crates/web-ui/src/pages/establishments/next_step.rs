//! What a person does next in an establishment of theirs.

use domain::dto::{Charter, MembershipState, Role};

/// Something to do, or to wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStep {
    /// The référent answers the request.
    WaitForAnswer,
    SignCharter,
    /// The référent signs the charter.
    WaitForCharter,
    /// So many people ask to join.
    AnswerRequests(u32),
    /// So many alerts wait for a decision.
    ReadAlerts(u32),
}

/// The charter comes first: nothing is stored without it. Empty when nothing stands in the way.
pub fn next_steps(
    state: MembershipState,
    role: Role,
    charter: Option<&Charter>,
    waiting: usize,
    alerts: u32,
) -> Vec<NextStep> {
    if state == MembershipState::Pending {
        return vec![NextStep::WaitForAnswer];
    }
    let unsigned = charter.is_some_and(|charter| charter.required && !charter.signed);
    let charter = unsigned.then_some(role).and_then(|role| match role {
        Role::Referent => Some(NextStep::SignCharter),
        Role::Contributeur => Some(NextStep::WaitForCharter),
        Role::Observateur => None,
    });
    let requests = u32::try_from(waiting).unwrap_or(u32::MAX);
    charter
        .into_iter()
        .chain((requests > 0).then_some(NextStep::AnswerRequests(requests)))
        .chain((alerts > 0).then_some(NextStep::ReadAlerts(alerts)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn charter(signed: bool) -> Charter {
        Charter { version: "1".to_owned(), required: true, signed, signature: None }
    }

    #[test]
    fn a_request_waits_for_the_referent() {
        let steps = next_steps(MembershipState::Pending, Role::Contributeur, None, 0, 0);
        assert_eq!(steps, [NextStep::WaitForAnswer]);
    }

    #[test]
    fn the_referent_signs_then_answers_who_waits() {
        let next = |role, signed, waiting| {
            next_steps(MembershipState::Active, role, Some(&charter(signed)), waiting, 0)
        };
        let both = [NextStep::SignCharter, NextStep::AnswerRequests(2)];
        assert_eq!(next(Role::Referent, false, 2), both);
        assert_eq!(next(Role::Referent, true, 2), [NextStep::AnswerRequests(2)]);
        assert_eq!(next(Role::Contributeur, false, 0), [NextStep::WaitForCharter]);
        assert!(next(Role::Observateur, false, 0).is_empty());
        assert!(next(Role::Referent, true, 0).is_empty());
    }

    #[test]
    fn a_charter_that_nobody_asks_for_holds_nothing_up() {
        let charter = Charter { required: false, ..charter(false) };
        let steps = next_steps(MembershipState::Active, Role::Referent, Some(&charter), 0, 0);
        assert!(steps.is_empty());
    }

    #[test]
    fn alerts_are_for_everybody_who_belongs() {
        let steps =
            next_steps(MembershipState::Active, Role::Observateur, Some(&charter(true)), 0, 3);
        assert_eq!(steps, [NextStep::ReadAlerts(3)]);
    }
}
