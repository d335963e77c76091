//! Whether the browser asks for a whole page or for the part htmx will swap in.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

/// The headers of htmx 4 a handler may care about. Every page must work without them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hx {
    /// The request was made by htmx (`HX-Request: true`).
    pub anfrage: bool,
    /// Id of the element that will be replaced (`HX-Target` is `tag#id` in htmx 4), without `#`.
    pub ziel: Option<String>,
    /// htmx wants a whole page (`HX-Request-Type: full`, e.g. boosted links).
    pub ganze_seite: bool,
}

impl Hx {
    /// True when only the partial struct should be rendered.
    #[must_use]
    pub const fn teil(&self) -> bool {
        self.anfrage && !self.ganze_seite
    }

    /// True when the partial goes into the element with this id.
    #[must_use]
    pub fn nach(&self, id: &str) -> bool {
        self.teil() && self.ziel.as_deref() == Some(id)
    }

    /// Reads the headers.
    #[must_use]
    pub fn aus(kopf: &axum::http::HeaderMap) -> Self {
        let wert = |name: &str| kopf.get(name).and_then(|v| v.to_str().ok());
        Self {
            anfrage: wert("hx-request") == Some("true"),
            ziel: wert("hx-target").map(|z| z.rsplit('#').next().unwrap_or(z).to_owned()),
            ganze_seite: wert("hx-request-type") == Some("full") || wert("hx-boosted") == Some("true"),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Hx {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::aus(&parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderMap;

    fn kopf(paare: &[(&'static str, &str)]) -> HeaderMap {
        paare
            .iter()
            .map(|(k, v)| (k.parse().unwrap(), v.parse().unwrap()))
            .collect()
    }

    #[test]
    fn a_partial_request_names_its_target() {
        let hx = Hx::aus(&kopf(&[("hx-request", "true"), ("hx-target", "div#treffer")]));
        assert!(hx.teil() && hx.nach("treffer") && !hx.nach("andere"));
    }

    #[test]
    fn boosted_and_plain_requests_get_the_whole_page() {
        assert!(!Hx::aus(&kopf(&[])).teil());
        assert!(!Hx::aus(&kopf(&[("hx-request", "true"), ("hx-request-type", "full")])).teil());
        assert!(!Hx::aus(&kopf(&[("hx-request", "true"), ("hx-boosted", "true")])).teil());
    }
}
