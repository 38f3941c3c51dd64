//! The establishments of the person, and how to join one.

mod add_ehpad;
mod membership;
mod mine;
mod next_step;
mod search;

pub use add_ehpad::AddEhpad;
pub use mine::MyEstablishments;
