//! Who acts: a person who has logged in, a script in the name of one, or the operator.

use domain::dto::Scope;

/// Someone whose token is good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    pub user_id: i32,
    /// Rights beyond one establishment count.
    pub with_grants: bool,
    pub via: Via,
}

/// How someone came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Via {
    /// A login; its tokens share this family.
    Login(String),
    /// A token for scripts: the rights of its person in one establishment, as far as its scopes go.
    Script { finess: String, scopes: Vec<Scope> },
    /// The command line, which reads the database anyway.
    Operator,
}

impl Caller {
    /// A person for whom the operator acts.
    pub const fn operator(user_id: i32) -> Self {
        Self { user_id, with_grants: true, via: Via::Operator }
    }
}
