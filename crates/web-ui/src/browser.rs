//! What the browser knows: the clock, the document, the stored preference.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::FutureExt;
use futures::channel::oneshot;
use js_sys::{Date, Function, Promise, Reflect};
use leptos::prelude::{document, request_animation_frame, set_timeout};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition, Url};

use crate::format;

/// Identifier of the title of a page.
pub const TITLE_ID: &str = "page-title";

/// Takes away the notice that `index.html` shows while the application loads.
pub fn remove_boot_notice() {
    if let Some(notice) = document().get_element_by_id("boot") {
        notice.remove();
    }
}

/// Waits until the browser has painted once since the application began; not at all after that, nor in a hidden tab.
pub fn first_paint() -> impl Future<Output = ()> + Send {
    static IS_PAINTED: AtomicBool = AtomicBool::new(false);
    let (painted, waits) = oneshot::channel::<()>();
    // No frame begins in a tab that nobody looks at.
    if !IS_PAINTED.load(Ordering::Relaxed) && !document().hidden() {
        // A frame begins, and is painted before the next task.
        request_animation_frame(move || {
            let next_task = move || {
                IS_PAINTED.store(true, Ordering::Relaxed);
                drop(painted);
            };
            set_timeout(next_task, Duration::ZERO);
        });
    }
    // The wait ends when its other side is dropped, at once where there is nothing to wait for.
    waits.map(drop)
}

/// The last whole calendar year: the one that is being collected.
pub fn last_year() -> i32 {
    i32::try_from(Date::new_0().get_full_year()).unwrap_or(2024) - 1
}

/// A UTC date of the API in local French words; the text itself when it is no date.
pub fn local_date_time(iso: &str) -> String {
    let utc =
        if iso.ends_with('Z') || iso.contains('+') { iso.to_owned() } else { format!("{iso}Z") };
    let date = Date::new(&JsValue::from_str(&utc));
    if date.get_time().is_nan() {
        return iso.to_owned();
    }
    let year = i32::try_from(date.get_full_year()).unwrap_or_default();
    format::date_time(
        year,
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes(),
    )
}

/// Moves the keyboard focus to the element with an identifier.
pub fn focus(id: &str) {
    focus_element(document().get_element_by_id(id));
}

/// Moves the keyboard focus; nothing happens when the element is gone.
pub fn focus_element(element: Option<Element>) {
    if let Some(element) = element.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // Focus fails only for an element that left the document in between.
        drop(element.focus());
    }
}

/// Moves the keyboard focus to the title, unless the address names a part of the page, or the page has led it to one
/// of its own headings.
pub fn focus_title() {
    let hash = leptos::prelude::window().location().hash().unwrap_or_default();
    let named = document().get_element_by_id(hash.trim_start_matches('#'));
    let focused = document().active_element().map(|element| element.tag_name());
    let led = matches!(focused.as_deref(), Some("H2" | "H3"));
    if named.is_none() && !led {
        focus(TITLE_ID);
    }
}

/// Shows a part of the page from its beginning, with the focus on it; false where there is none.
pub fn to_part(id: &str) -> bool {
    let part = document().get_element_by_id(id);
    if let Some(part) = &part {
        part.scroll_into_view();
    }
    let is_there = part.is_some();
    focus_element(part);
    is_there
}

/// Scrolls what is around an element no further than it takes to see it.
pub fn bring_into_view(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Shows the page from its beginning, with the focus on its title.
pub fn to_top() {
    leptos::prelude::window().scroll_to_with_x_and_y(0.0, 0.0);
    focus(TITLE_ID);
}

/// Today, `2025-11-22`, by the calendar of the person; `months` later when there are any.
pub fn day_in_months(months: u32) -> String {
    let date = Date::new_0();
    date.set_month(date.get_month() + months);
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// Whole days since a UTC moment of the API, by the calendar of the person; nothing when it is none.
pub fn days_since(iso: &str) -> Option<u32> {
    let day = |date: &Date| {
        let start = Date::new_with_year_month_day(
            date.get_full_year(),
            i32::try_from(date.get_month()).unwrap_or_default(),
            i32::try_from(date.get_date()).unwrap_or(1),
        );
        start.get_time()
    };
    let then = Date::new(&JsValue::from_str(iso));
    // Half a day: a night may have an hour more or less.
    let days = ((day(&Date::new_0()) - day(&then)) / 86_400_000.0).round();
    let is_number = days.is_finite() && (0.0..1_000_000.0).contains(&days);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
    let days = days as u32;
    is_number.then_some(days)
}

/// Puts a text on the clipboard; `false` where there is none, or it is refused.
pub async fn copy(text: &str) -> bool {
    let window = leptos::prelude::window();
    if !window.is_secure_context() {
        return false;
    }
    let written = window.navigator().clipboard().write_text(text);
    JsFuture::from(written).await.is_ok()
}

/// The token of a link that came by mail: it stands behind the `#`, which no server sees.
pub fn link_token() -> Option<String> {
    let hash = leptos::prelude::window().location().hash().ok()?;
    let token = hash.strip_prefix("#jeton=")?;
    (!token.is_empty()).then(|| token.to_owned())
}

/// Whose an access token is, by what it says of itself.
pub fn subject(token: &str) -> Option<String> {
    let claims = token.split('.').nth(1)?.replace('-', "+").replace('_', "/");
    let claims = leptos::prelude::window().atob(&claims).ok()?;
    let claims: serde_json::Value = serde_json::from_str(&claims).ok()?;
    claims.get("sub")?.as_str().map(str::to_owned)
}

/// Saves a text as a file of the person.
pub fn save(name: &str, kind: &str, text: &str) {
    let link = document().create_element("a").map(JsCast::dyn_into::<HtmlElement>);
    if let Ok(Ok(link)) = link {
        let address = format!("data:{kind};charset=utf-8,{}", crate::routes::encode(text));
        // Both fail for names that are none only.
        drop(link.set_attribute("href", &address));
        drop(link.set_attribute("download", name));
        link.click();
    }
}

/// Saves the sheets of a workbook (JSON) as a file of the person, by `js/workbook.js`; `false` where that script cannot
/// be fetched.
pub async fn save_workbook(name: &str, json: &str) -> bool {
    let made = async {
        let save = Reflect::get(&js_sys::global(), &"saveWorkbook".into()).ok()?;
        let save = save.dyn_into::<Function>().ok()?;
        let saved = save.call2(&JsValue::UNDEFINED, &name.into(), &json.into()).ok()?;
        JsFuture::from(saved.dyn_into::<Promise>().ok()?).await.ok()
    };
    made.await.is_some()
}

/// The address of a file of the application, which the page knows.
pub fn application_file(name: &str) -> String {
    let folder = document()
        .document_element()
        .and_then(|page| page.get_attribute("data-application"))
        .unwrap_or_default();
    format!("{folder}/{name}")
}

/// 256 bits of chance, base64url.
pub fn random_secret() -> Option<String> {
    let mut bytes = [0; 32];
    let window = leptos::prelude::window();
    window.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    let binary: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let text = window.btoa(&binary).ok()?;
    Some(text.trim_end_matches('=').replace('+', "-").replace('/', "_"))
}

/// Saves a blob as a file of the person.
pub fn save_blob(name: &str, blob: &Blob) {
    let link = document().create_element("a").map(JsCast::dyn_into::<HtmlElement>);
    if let (Ok(Ok(link)), Ok(address)) = (link, Url::create_object_url_with_blob(blob)) {
        // All fail for names that are none only.
        drop(link.set_attribute("href", &address));
        drop(link.set_attribute("download", name));
        link.click();
        drop(Url::revoke_object_url(&address));
    }
}

/// A preference kept by the browser, when it keeps any.
pub fn stored(key: &str) -> Option<String> {
    leptos::prelude::window().local_storage().ok()??.get_item(key).ok()?
}

/// Keeps a preference; a browser that refuses storage simply forgets it.
pub fn store(key: &str, value: &str) {
    if let Ok(Some(storage)) = leptos::prelude::window().local_storage() {
        drop(storage.set_item(key, value));
    }
}

/// Whether the system asks for a dark look.
pub fn prefers_dark() -> bool {
    leptos::prelude::window()
        .match_media("(prefers-color-scheme: dark)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches())
}
