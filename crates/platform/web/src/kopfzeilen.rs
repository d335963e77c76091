//! Security headers on every answer (ASVS 3.4, GUETE S5).

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::rahmen::Rahmen;

/// The headers, computed once.
#[derive(Debug, Clone)]
pub struct Kopfzeilen {
    alle: Arc<[(HeaderName, HeaderValue)]>,
    /// The policy of what may stand in a frame of other sites; `None` when nobody may.
    eingebettet: Option<HeaderValue>,
}

/// Marks an answer that the sites of [`Rahmen::einbetten`] may show in a frame. It must hold nothing that depends on who
/// asks, and nothing to press that changes anything; put it into the extensions of the response.
#[derive(Debug, Clone, Copy)]
pub struct Einbettbar;

/// The fixed ones. `same-origin` and not `no-referrer`: under `no-referrer` browsers send
/// `Origin: null` with our own forms, and the origin check could not tell them from foreign ones
/// on plain http, where `Sec-Fetch-Site` is missing. Other hosts still learn nothing.
const FEST: [(HeaderName, &str); 7] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("x-permitted-cross-domain-policies"),
        "none",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), \
         midi=(), payment=(), publickey-credentials-get=(self), serial=(), usb=()",
    ),
];

impl Kopfzeilen {
    /// Headers for these settings.
    #[must_use]
    pub fn neu(rahmen: &Rahmen) -> Self {
        let mut alle: Vec<_> = FEST
            .iter()
            .map(|(n, w)| (n.clone(), HeaderValue::from_static(w)))
            .collect();
        let karte = rahmen.kartenquelle.as_deref();
        if let Ok(wert) = HeaderValue::from_str(&csp(karte, "'none'")) {
            alle.push((header::CONTENT_SECURITY_POLICY, wert));
        }
        if rahmen.https() {
            // two years, the value preload lists ask for
            let hsts = HeaderValue::from_static("max-age=63072000; includeSubDomains");
            alle.push((header::STRICT_TRANSPORT_SECURITY, hsts));
        }
        let seiten: Vec<&str> = rahmen.einbetten.iter().filter_map(|s| herkunft(s)).collect();
        let eingebettet = Some(seiten)
            .filter(|s| !s.is_empty())
            .and_then(|s| HeaderValue::from_str(&csp(karte, &s.join(" "))).ok());
        Self {
            alle: alle.into(),
            eingebettet,
        }
    }
}

/// An origin as it may stand in the policy: https, a host without wildcard, perhaps a port; http only for this machine.
/// `None` for anything that could add directives or more hosts than somebody meant.
#[must_use]
pub fn herkunft(wert: &str) -> Option<&str> {
    let wert = wert.trim().trim_end_matches('/');
    let (host, lokal) = match (wert.strip_prefix("https://"), wert.strip_prefix("http://")) {
        (Some(h), _) => (h, false),
        (None, Some(h)) => (h, true),
        (None, None) => return None,
    };
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let gut = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let passt = !name.is_empty() && name.chars().all(gut) && port.parse::<u16>().is_ok();
    (passt && (!lokal || matches!(name, "localhost" | "127.0.0.1"))).then_some(wert)
}

/// The policy. `default` is the one Trusted Types policy, made by `app.js`: htmx and Leaflet
/// assign HTML; the policy passes HTML through (nothing inline can run under `script-src 'self'`)
/// and has no `createScript`, so that text never becomes code.
fn csp(kartenquelle: Option<&str>, rahmen: &str) -> String {
    // A source that could add directives or hosts is left out: only scheme, host and port.
    let karte = kartenquelle
        .filter(|q| {
            q.strip_prefix("https://").is_some_and(|h| {
                !h.is_empty()
                    && h.chars()
                        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '*'))
            })
        })
        .map_or_else(String::new, |q| format!(" {q}"));
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:{karte}; font-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {rahmen}; manifest-src 'self'; \
         require-trusted-types-for 'script'; trusted-types default"
    )
}

/// The outermost layer. A handler's own, stricter header (a sandbox CSP for uploads) stays.
pub async fn setzen(State(kopfzeilen): State<Kopfzeilen>, req: Request, next: Next) -> Response {
    let mut antwort = next.run(req).await;
    let eingebettet = kopfzeilen.eingebettet.as_ref();
    let eingebettet = eingebettet.filter(|_| antwort.extensions().get::<Einbettbar>().is_some());
    if let Some(csp) = eingebettet {
        antwort
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, csp.clone());
    }
    for (name, wert) in kopfzeilen.alle.iter() {
        // DENY would forbid what the policy allows, and the header knows no list of origins
        if eingebettet.is_some() && name == header::X_FRAME_OPTIONS {
            continue;
        }
        antwort.headers_mut().entry(name).or_insert_with(|| wert.clone());
    }
    antwort
}

#[cfg(test)]
mod tests {
    use super::{csp, herkunft};

    #[test]
    fn nothing_inline_and_no_eval() {
        let c = csp(None, "'none'");
        assert!(c.starts_with("default-src 'none'") && !c.contains("unsafe"));
        assert!(c.contains("require-trusted-types-for 'script'") && c.contains("frame-ancestors 'none'"));
    }

    #[test]
    fn only_a_plain_origin_may_frame() {
        for gut in [
            "https://www.stadt.example",
            "https://stadt.example:8443",
            "http://localhost:8000",
        ] {
            assert_eq!(herkunft(gut), Some(gut));
        }
        assert_eq!(
            herkunft(" https://stadt.example/ "),
            Some("https://stadt.example")
        );
        for boese in [
            "",
            "*",
            "https://",
            "https://*",
            "https://*.example",
            "http://stadt.example",
            "https://a b",
            "https://a; script-src *",
            "https://a/pfad",
            "https://a:port",
            "'self'",
            "data:",
        ] {
            assert_eq!(herkunft(boese), None, "{boese}");
        }
    }

    #[test]
    fn only_a_plain_https_origin_joins_the_pictures() {
        assert!(
            csp(Some("https://sgx.geodatenzentrum.de"), "'none'")
                .contains("data: https://sgx.geodatenzentrum.de;")
        );
        for boese in [
            "https://a; script-src *",
            "http://a",
            "https://",
            "https://a/b",
            "*",
        ] {
            assert_eq!(csp(Some(boese), "'none'"), csp(None, "'none'"), "{boese}");
        }
    }
}
