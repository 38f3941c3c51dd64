//! A button whose action is asked about first.

use futures::future::LocalBoxFuture;
use leptos::prelude::*;

use super::{Dialog, Refused};
use crate::api::ApiError;
use crate::attempt::Attempt;

/// What a confirmed button does.
pub type Action = Callback<(), LocalBoxFuture<'static, Result<(), ApiError>>>;

/// The button, the question with its consequence, the action.
#[component]
pub fn Confirm(
    /// What the button says.
    #[prop(into)]
    label: String,
    /// Name of the button where its words alone do not tell what it is about.
    #[prop(optional, into)]
    name: Option<String>,
    /// Look of the button.
    #[prop(default = "btn btn-sm")]
    class: &'static str,
    /// The question.
    #[prop(into)]
    title: String,
    /// What will happen.
    #[prop(into)]
    consequence: String,
    /// What the confirming button says.
    confirm: &'static str,
    #[prop(default = "Ne rien changer")] keep: &'static str,
    /// Takes something away.
    #[prop(optional)]
    danger: bool,
    action: Action,
) -> impl IntoView {
    let asking = RwSignal::new(false);
    let attempt = Attempt::new();
    let close = Callback::new(move |()| asking.set(false));
    let act = move |_| {
        let work = action.run(());
        attempt.run(async move {
            work.await?;
            asking.try_set(false);
            Ok(())
        });
    };
    let words = StoredValue::new((title, consequence));
    let look = if danger { "btn btn-error" } else { "btn btn-primary" };
    view! {
        <button type="button" class=class aria-label=name on:click=move |_| asking.set(true)>
            {label}
        </button>
        <Show when=move || asking.get()>
            <Dialog title=words.with_value(|(title, _)| title.clone()) on_close=close>
                <div class="space-y-4">
                    <p>{words.with_value(|(_, consequence)| consequence.clone())}</p>
                    <Refused attempt />
                </div>
                <div class="modal-action">
                    <button type="button" class="btn" on:click=move |_| close.run(())>{keep}</button>
                    <button type="button" class=look disabled=attempt.busy() on:click=act>
                        {confirm}
                    </button>
                </div>
            </Dialog>
        </Show>
    }
}
