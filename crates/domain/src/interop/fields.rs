//! The fields of one line, and back.

use std::borrow::Cow;

/// A field as it stands in a line: quoted where it has to be.
pub fn quoted(field: &str, delimiter: char) -> Cow<'_, str> {
    if field.contains([delimiter, '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\"")).into()
    } else {
        field.into()
    }
}

/// The fields of a line without its line feed; nothing where a quote stands where none may.
pub fn fields(line: &str, delimiter: char) -> Option<Vec<Cow<'_, str>>> {
    let mut fields = Vec::new();
    let mut rest = line;
    loop {
        let (field, after) = match rest.strip_prefix('"') {
            None => {
                let end = rest.find(delimiter).unwrap_or(rest.len());
                let (field, after) = rest.split_at(end);
                (!field.contains('"')).then_some((Cow::Borrowed(field), after))?
            }
            Some(rest) => {
                let end = closing_quote(rest)?;
                (Cow::Owned(rest[..end].replace("\"\"", "\"")), &rest[end + 1..])
            }
        };
        fields.push(field);
        if after.is_empty() {
            return Some(fields);
        }
        rest = after.strip_prefix(delimiter)?;
    }
}

/// The quote that ends a field: the first that is not one of two.
fn closing_quote(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let quote = from + text[from..].find('"')?;
        if !text[quote + 1..].starts_with('"') {
            return Some(quote);
        }
        from = quote + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_comes_apart_into_the_fields_it_was_made_of() {
        for all in [
            &["a", "b"][..],
            &["", "", ""],
            &["a|b", "say \"x\"", "\"", "é"],
            &["\"\"", "|", ""],
            &[""],
        ] {
            let written: Vec<_> = all.iter().map(|field| quoted(field, '|')).collect();
            assert_eq!(fields(&written.join("|"), '|').unwrap(), all);
        }
    }

    #[test]
    fn a_stray_quote_is_told() {
        for line in ["a\"b|c", "\"a|b", "\"a\"b|c", "a|b\""] {
            assert_eq!(fields(line, '|'), None, "{line}");
        }
    }
}
