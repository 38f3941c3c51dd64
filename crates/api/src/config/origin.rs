//! Addresses of sites: scheme, host and port, and nothing after them.

use std::net::IpAddr;

use actix_web::http::Uri;

/// The origin as browsers write it, from what an operator wrote.
pub(super) fn parse(text: &str) -> Result<String, String> {
    let refused = || format!("must be such as https://consores.example.org, not {text}");
    let uri: Uri = text.parse().map_err(|_| refused())?;
    let (Some(scheme @ ("http" | "https")), Some(authority)) = (uri.scheme_str(), uri.authority())
    else {
        return Err(refused());
    };
    if authority.as_str().contains('@') || uri.path() != "/" || uri.query().is_some() {
        return Err(refused());
    }
    Ok(format!("{scheme}://{}", authority.as_str().to_lowercase()))
}

/// Whether an origin is on this machine.
pub fn is_loopback(origin: &str) -> bool {
    let host = origin.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::to_owned));
    host.is_some_and(|host| {
        let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_known_by_its_addresses() {
        for (origin, expected) in [
            ("http://127.0.0.1:9", true),
            ("http://[::1]:9", true),
            ("http://localhost", true),
            ("http://localhost.example", false),
            ("http://10.0.0.1", false),
        ] {
            assert_eq!(is_loopback(origin), expected, "{origin}");
        }
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        for (text, expected) in [
            ("https://a.example", Some("https://a.example")),
            ("http://127.0.0.1:8080/", Some("http://127.0.0.1:8080")),
            ("https://A.Example:8443", Some("https://a.example:8443")),
            ("*", None),
            ("null", None),
            ("a.example", None),
            ("ftp://a.example", None),
            ("https://a.example/path", None),
            ("https://a.example/?x", None),
            ("https://me@a.example", None),
        ] {
            assert_eq!(parse(text).ok().as_deref(), expected, "{text}");
        }
    }
}
