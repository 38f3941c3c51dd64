//! Pages of a list: an opaque cursor names the last item of the page before.

use std::str::FromStr;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::dto::{Page, ProblemCode};

use crate::error::ApiError;

/// Items of a page when the caller does not say.
pub const DEFAULT_LIMIT: usize = 50;
/// Most items of a page.
pub const MAX_LIMIT: usize = 200;

/// The number of items asked for, within bounds.
pub fn limit(asked: Option<usize>) -> usize {
    asked.unwrap_or(DEFAULT_LIMIT).clamp(1, MAX_LIMIT)
}

/// The key in a cursor.
pub fn decode<K: FromStr>(cursor: &str) -> Result<K, ApiError> {
    URL_SAFE_NO_PAD
        .decode(cursor)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .and_then(|key| key.parse().ok())
        .ok_or_else(|| {
            let detail =
                "Le curseur n’est pas de ceux que donne l’API. Reprenez la liste au début.";
            ApiError::rule(ProblemCode::Invalid, detail)
        })
}

/// A page of `limit` items, of a list that was read one item further when there is one.
pub fn page<T, K: ToString>(
    mut items: Vec<T>,
    limit: usize,
    total: i64,
    key: impl Fn(&T) -> K,
) -> Page<T> {
    let more = items.len() > limit;
    items.truncate(limit);
    let last = items.last().filter(|_| more);
    let next = last.map(|item| URL_SAFE_NO_PAD.encode(key(item).to_string()));
    Page { items, total, next }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_not_the_last_leads_to_the_next() {
        let first = page(vec![9, 8, 7], 2, 3, |key| *key);
        assert_eq!(first.items, [9, 8]);
        assert_eq!(decode::<i32>(&first.next.unwrap()).unwrap(), 8);
        assert_eq!(page(vec![7], 2, 3, |key| *key).next, None);
    }

    #[test]
    fn a_cursor_of_another_make_is_refused() {
        assert!(decode::<i32>("8").is_err());
        assert!(decode::<i32>("%%%").is_err());
    }
}
