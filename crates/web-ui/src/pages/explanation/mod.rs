//! "How this figure is computed": from the rate down to the rows of the file.

mod content;
mod lines;
mod lines_key;
mod share;
mod shares;

use domain::dto::{IndicatorCard, Perimeter};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::establishment::use_finess;
use crate::components::{Dialog, EXPLAIN, Loaded};
use crate::remote::Remote;
use crate::selection::Selection;
use crate::session::use_client;
use content::Content;
use lines::Lines;
use lines_key::LinesKey;

/// Query parameter that holds the lines shown instead of the explanation.
const LINES: &str = "lignes";

/// A dialog over the page, as long as the address names a figure.
#[component]
pub fn ExplanationPanel(
    year: i32,
    perimeter: Perimeter,
    /// The indicators of the page: a share is opened with its own figure.
    cards: Vec<IndicatorCard>,
) -> impl IntoView {
    let query = use_location().query;
    let selection =
        Memo::new(move |_| query.with(|query| query.get_str(EXPLAIN).and_then(Selection::parse)));
    let set = use_query_setter();
    let close = Callback::new(move |()| set(&[(EXPLAIN, None), (LINES, None)]));
    let cards = StoredValue::new(cards);
    move || {
        selection.get().map(|selection| {
            let share = cards.with_value(|cards| share::card_of(cards, &selection));
            view! {
                <Dialog title="Comment ce chiffre est calculé" wide=true on_close=close>
                    <Opened selection share year perimeter />
                </Dialog>
            }
        })
    }
}

/// The explanation, or the lines behind one of its rows.
#[component]
fn Opened(
    selection: Selection,
    share: Option<IndicatorCard>,
    year: i32,
    perimeter: Perimeter,
) -> impl IntoView {
    let client = use_client();
    let finess = use_finess();
    let query = use_location().query;
    let selection = StoredValue::new(selection);
    let explanation = Remote::new(move || {
        let (finess, selection, share) = (finess.get(), selection.get_value(), share.clone());
        async move {
            let explanation = client.explanation(&finess, year, perimeter, &selection).await?;
            Ok(match share {
                Some(card) => share::as_share(explanation, card),
                None => explanation,
            })
        }
    });
    let lines =
        Memo::new(move |_| query.with(|query| query.get_str(LINES).and_then(LinesKey::parse)));
    let set = use_query_setter();
    let show_lines = Callback::new({
        let set = set.clone();
        move |key: LinesKey| set(&[(LINES, Some(key.to_string()))])
    });
    let back = Callback::new({
        let set = set.clone();
        move |()| set(&[(LINES, None)])
    });
    let open =
        Callback::new(move |selection: Selection| set(&[(EXPLAIN, Some(selection.to_string()))]));
    move || {
        if let Some(key) = lines.get() {
            let filter = selection.with_value(|selection| key.filter(selection));
            return view! { <Lines key filter year perimeter back /> }.into_any();
        }
        let base = selection.with_value(|selection| selection.share_of.clone());
        view! {
            <Loaded
                resource=explanation
                view=move |explanation| {
                    let base = base.clone();
                    view! { <Content explanation base show_lines open /> }.into_any()
                }
            />
        }
        .into_any()
    }
}

/// Changes parameters of the address and keeps the others; the page does not scroll.
fn use_query_setter() -> impl Fn(&[(&'static str, Option<String>)]) + Clone + Send + Sync + 'static
{
    let location = use_location();
    let navigate = use_navigate();
    move |changes| {
        let mut query = location.query.get_untracked();
        for (name, value) in changes {
            query.remove(name);
            if let Some(value) = value {
                query.insert(*name, value.clone());
            }
        }
        let address = location.pathname.get_untracked() + &query.to_query_string();
        navigate(&address, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    }
}
