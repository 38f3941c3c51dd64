//! Terms of use.

use leptos::prelude::*;

use crate::components::{LegalBody, Loaded, PageHeading};
use crate::remote::Remote;
use crate::session::use_client;

/// What users agree to, as the operator has it.
#[component]
pub fn Terms() -> impl IntoView {
    let client = use_client();
    let terms = Remote::new(move || client.terms());
    view! {
        <Loaded
            resource=terms
            view=|text| {
                view! {
                    <PageHeading title=text.title lead=format!("Version {}", text.version) />
                    <LegalBody body=text.body />
                }
                .into_any()
            }
        />
    }
}
