//! Failures a handler cannot answer itself, and their way to the browser.
//!
//! A [`WebFehler`] becomes a bare response that carries the error as an extension. The layer
//! [`seiten`] at the edge, which knows the request, writes the page, the fragment for htmx, or
//! problem+json (RFC 9457); it does the same for the bare 404, 405 and 413 of the router.

mod ausgabe;

use std::fmt;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

pub use ausgabe::{panik, seiten};

use crate::eingaben::Feldfehler;

/// What a handler returns.
pub type Ergebnis<T> = Result<T, WebFehler>;

/// A failure with its status, its code, and the plain words for the person who meets it.
#[derive(Debug, Clone)]
pub struct WebFehler {
    status: StatusCode,
    code: String,
    text: String,
    felder: Vec<Feldfehler>,
    warten_s: Option<u32>,
    /// For the log only, never shown.
    ursache: Option<String>,
}

impl WebFehler {
    /// An error with the usual words of its status.
    #[must_use]
    pub fn neu(status: StatusCode, code: impl Into<String>) -> Self {
        let text = ausgabe::rat(status).to_owned();
        Self {
            status,
            code: code.into(),
            text,
            felder: Vec::new(),
            warten_s: None,
            ursache: None,
        }
    }

    /// Replaces the words: what happened and what to do, in plain German.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// 404: there is no such thing.
    #[must_use]
    pub fn nicht_gefunden() -> Self {
        Self::neu(StatusCode::NOT_FOUND, "WEB-E10")
    }

    /// 404 with the same words and code as [`WebFehler::nicht_gefunden`]: whoever may not see a
    /// thing must not learn that it exists.
    #[must_use]
    pub fn verboten() -> Self {
        Self::nicht_gefunden()
    }

    /// 422 with the fields that are wrong. Pages with a form use `Seite::ungueltig` instead.
    #[must_use]
    pub fn ungueltig(felder: Vec<Feldfehler>) -> Self {
        let mut f = Self::neu(StatusCode::UNPROCESSABLE_ENTITY, "WEB-E11");
        f.felder = felder;
        f
    }

    /// 422 with one reason of a rule, under the rule's own code.
    #[must_use]
    pub fn regel(code: impl Into<String>, text: impl Into<String>) -> Self {
        Self::neu(StatusCode::UNPROCESSABLE_ENTITY, code).text(text)
    }

    /// 409: somebody else saved in between.
    #[must_use]
    pub fn konflikt() -> Self {
        Self::neu(StatusCode::CONFLICT, "WEB-E12")
    }

    /// 429 with the seconds to wait.
    #[must_use]
    pub fn zu_viel(warten_s: u32) -> Self {
        let mut f = Self::neu(StatusCode::TOO_MANY_REQUESTS, "WEB-E13");
        f.warten_s = Some(warten_s);
        f
    }

    /// 503: the database or another part cannot be reached just now.
    #[must_use]
    pub fn nicht_verfuegbar(ursache: impl fmt::Display) -> Self {
        let mut f = Self::neu(StatusCode::SERVICE_UNAVAILABLE, "WEB-E14");
        f.warten_s = Some(5);
        f.ursache = Some(ursache.to_string());
        f
    }

    /// 500: our fault. The cause goes to the log under an id, the page shows only the id.
    #[must_use]
    pub fn intern(ursache: impl fmt::Display) -> Self {
        let mut f = Self::neu(StatusCode::INTERNAL_SERVER_ERROR, "WEB-E15");
        f.ursache = Some(ursache.to_string());
        f
    }

    /// 413.
    #[must_use]
    pub fn zu_gross() -> Self {
        Self::neu(StatusCode::PAYLOAD_TOO_LARGE, "WEB-E16")
    }

    /// 415.
    #[must_use]
    pub fn falsches_format() -> Self {
        Self::neu(StatusCode::UNSUPPORTED_MEDIA_TYPE, "WEB-E17")
    }

    /// 403: the request does not prove that it comes from a page of this server.
    #[must_use]
    pub fn herkunft() -> Self {
        Self::neu(StatusCode::FORBIDDEN, "WEB-E18")
    }

    /// Status of the answer.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// Code, e.g. `WEB-E10` or one of a rule.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }
}

impl fmt::Display for WebFehler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.text)
    }
}

impl std::error::Error for WebFehler {}

impl IntoResponse for WebFehler {
    fn into_response(self) -> Response {
        let mut antwort = (self.status, self.text.clone()).into_response();
        if let Some(s) = self.warten_s {
            antwort
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(s));
        }
        antwort.extensions_mut().insert(self);
        antwort
    }
}
