//! What the browser says about where a request comes from.

use axum::http::{HeaderMap, Uri, header};

/// The browser's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Herkunft {
    /// Our own page, the browser says so.
    Eigen,
    /// No word: an old browser or no browser. The token decides alone.
    Stumm,
    /// Another site.
    Fremd,
}

/// Reads `Sec-Fetch-Site` and `Origin`. `eigene` is the configured public address; without it the
/// host the request was sent to counts.
pub(super) fn herkunft(kopf: &HeaderMap, uri: &Uri, eigene: Option<&str>) -> Herkunft {
    let text = |n: header::HeaderName| kopf.get(n).map(|v| v.to_str().unwrap_or("?"));
    let site = kopf.get("sec-fetch-site").map(|v| v.to_str().unwrap_or("?"));
    let selbst = match site {
        Some("same-origin") => Some(true),
        // typed address or bookmark: never a form of another page
        Some("none") => None,
        Some(_) => return Herkunft::Fremd,
        None => None,
    };
    let host = text(header::HOST).or_else(|| uri.authority().map(|a| a.as_str()));
    match text(header::ORIGIN) {
        // Sandboxed and privacy contexts send `null`; then only Sec-Fetch-Site can vouch.
        Some("null") if selbst == Some(true) => Herkunft::Eigen,
        Some(origin) if gleich(origin, host, eigene) => Herkunft::Eigen,
        Some(_) => Herkunft::Fremd,
        None if selbst == Some(true) => Herkunft::Eigen,
        None => Herkunft::Stumm,
    }
}

fn gleich(origin: &str, host: Option<&str>, eigene: Option<&str>) -> bool {
    if eigene.is_some_and(|e| e.trim_end_matches('/').eq_ignore_ascii_case(origin)) {
        return true;
    }
    // Behind a proxy the scheme we see is not the browser's: compare hosts only.
    let (Some((_, o)), Some(h)) = (origin.split_once("://"), host) else {
        return false;
    };
    !o.is_empty() && o.eq_ignore_ascii_case(h)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Herkunft::{Eigen, Fremd, Stumm};

    #[test]
    fn the_browsers_word() {
        let faelle: [(&[(&str, &str)], Herkunft); 11] = [
            (
                &[("sec-fetch-site", "same-origin"), ("origin", "https://a.example")],
                Eigen,
            ),
            (&[("sec-fetch-site", "same-origin"), ("origin", "null")], Eigen),
            (&[("sec-fetch-site", "same-origin")], Eigen),
            (
                &[
                    ("sec-fetch-site", "same-origin"),
                    ("origin", "https://evil.example"),
                ],
                Fremd,
            ),
            (
                &[("sec-fetch-site", "cross-site"), ("origin", "https://a.example")],
                Fremd,
            ),
            (&[("sec-fetch-site", "same-site")], Fremd),
            (&[("origin", "https://a.example")], Eigen),
            (&[("origin", "https://a.example.evil")], Fremd),
            (&[("origin", "null")], Fremd),
            (&[("sec-fetch-site", "none")], Stumm),
            (&[], Stumm),
        ];
        for (kopf, erwartet) in faelle {
            let mut h: HeaderMap = kopf
                .iter()
                .map(|(k, v)| (k.parse::<header::HeaderName>().unwrap(), v.parse().unwrap()))
                .collect();
            h.insert(header::HOST, "a.example".parse().unwrap());
            assert_eq!(herkunft(&h, &Uri::from_static("/x"), None), erwartet, "{kopf:?}");
        }
    }

    #[test]
    fn the_configured_address_counts_behind_a_proxy() {
        let mut h = HeaderMap::new();
        h.insert(header::HOST, "127.0.0.1:8080".parse().unwrap());
        h.insert(header::ORIGIN, "https://gewebe.example".parse().unwrap());
        assert_eq!(
            herkunft(&h, &Uri::from_static("/"), Some("https://gewebe.example/")),
            Eigen
        );
        assert_eq!(herkunft(&h, &Uri::from_static("/"), None), Fremd);
    }
}
