//! Pages for everybody.

mod alerts;
mod code_field;
mod help;
mod home;
mod legal;
mod login_form;
mod providers;
mod reference_tables;
mod rules;
mod sign_in;
mod sign_up;
mod sign_up_form;

pub use help::Help;
pub use home::Home;
pub use legal::{Legal, Terms};
pub use login_form::LoginForm;
pub use providers::Providers;
pub use sign_in::SignIn;
pub use sign_up::SignUp;
pub use sign_up_form::SignUpForm;
