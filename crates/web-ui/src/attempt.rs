//! A request that a form or a button makes: under way, done, or refused — and if refused, under
//! which field.

use domain::dto::ProblemCode;
use leptos::prelude::*;

use crate::api::ApiError;
use crate::browser;

/// Which problem is about which field, by the identifier of the field.
pub type Fields = &'static [(ProblemCode, &'static str)];

/// One form or button at work.
#[derive(Clone, Copy)]
pub struct Attempt {
    busy: RwSignal<bool>,
    failure: RwSignal<Option<ApiError>>,
    fields: Fields,
}

impl Attempt {
    /// For a button, or a form whose refusals are about no field in particular.
    pub fn new() -> Self {
        Self::with_fields(&[])
    }

    pub fn with_fields(fields: Fields) -> Self {
        Self { busy: RwSignal::new(false), failure: RwSignal::new(None), fields }
    }

    /// Starts the work, unless it is under way; a refusal about a field leads the focus there.
    pub fn run(self, work: impl Future<Output = Result<(), ApiError>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        leptos::task::spawn_local(async move {
            let failure = work.await.err();
            let field = failure.as_ref().and_then(|error| field_of(error, self.fields));
            // The page may be gone by now.
            self.busy.try_set(false);
            self.failure.try_set(failure);
            if let Some(field) = field {
                request_animation_frame(move || browser::focus(field));
            }
        });
    }

    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// What is wrong with a field.
    pub fn under(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.failure.with(|failure| {
                let error = failure.as_ref()?;
                (field_of(error, self.fields) == Some(field)).then(|| error.detail())?
            })
        })
    }

    /// A refusal that is about no field.
    pub fn aside(self) -> Option<ApiError> {
        self.failure.get().filter(|error| field_of(error, self.fields).is_none())
    }
}

fn field_of(error: &ApiError, fields: Fields) -> Option<&'static str> {
    let code = error.code()?;
    fields.iter().find(|(known, _)| *known == code).map(|(_, field)| *field)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: Fields =
        &[(ProblemCode::EmailTaken, "email"), (ProblemCode::WeakPassword, "password")];

    fn problem(code: &str) -> ApiError {
        ApiError::from_body(&format!(
            r#"{{"type":"t","title":"t","status":422,"detail":"d","code":"{code}","request_id":"r"}}"#
        ))
    }

    #[test]
    fn a_refusal_is_shown_under_the_field_it_is_about() {
        assert_eq!(field_of(&problem("email_taken"), FIELDS), Some("email"));
        assert_eq!(field_of(&problem("weak_password"), FIELDS), Some("password"));
    }

    #[test]
    fn a_refusal_about_no_field_stands_aside() {
        assert_eq!(field_of(&problem("too_many_attempts"), FIELDS), None);
        assert_eq!(field_of(&ApiError::Unreachable, FIELDS), None);
    }
}
