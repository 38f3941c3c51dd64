//! Who is calling, and what they may do.

mod caller;
pub mod extractors;
mod identify;
pub mod jwt;
pub mod password_rules;
pub mod passwords;
pub mod refresh_cookie;
pub mod rights;
pub mod sealed_cookie;
pub mod throttle;

pub use caller::{Caller, Via};
pub use extractors::{
    Authenticated, Contributor, Deliverer, LoggedIn, National, Observer, Referent, SignedIn,
    StructureContributor, Verified,
};
pub use identify::{Known, Policy, identify};
pub use passwords::Passwords;
pub use rights::{
    Circle, Member, Right, Sums, is_national, require, require_centre, require_legal_entity,
    require_national, require_sums,
};
pub use throttle::{OpenThrottle, Throttle, Throttled};
