//! Pages for everybody.

mod code_field;
mod home;
mod login_form;
mod providers;
mod sign_in;
mod sign_up;
mod sign_up_form;
mod terms;

pub use home::Home;
pub use login_form::LoginForm;
pub use providers::Providers;
pub use sign_in::SignIn;
pub use sign_up::SignUp;
pub use sign_up_form::SignUpForm;
pub use terms::Terms;
