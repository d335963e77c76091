//! A template as an answer.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::fehler::WebFehler;

/// Answers with a rendered template, whole page or partial. Not stored by browsers or proxies
/// unless the page says that it is public (ASVS 14.3.2: pages carry personal data by default).
#[derive(Debug)]
pub struct Seite<T> {
    vorlage: T,
    status: StatusCode,
    oeffentlich: bool,
}

impl<T: Template> Seite<T> {
    /// 200.
    pub const fn neu(vorlage: T) -> Self {
        Self {
            vorlage,
            status: StatusCode::OK,
            oeffentlich: false,
        }
    }

    /// 422: the same form again, with input and errors. htmx 4 swaps it like any answer.
    pub const fn ungueltig(vorlage: T) -> Self {
        Self {
            vorlage,
            status: StatusCode::UNPROCESSABLE_ENTITY,
            oeffentlich: false,
        }
    }

    /// 200, or 422 when the form on it comes back with errors.
    pub fn formular(vorlage: T, ungueltig: bool) -> Self {
        if ungueltig {
            Self::ungueltig(vorlage)
        } else {
            Self::neu(vorlage)
        }
    }

    /// Any other status, e.g. 409 for a conflict page that shows both texts.
    #[must_use]
    pub const fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The page holds nothing personal and may be kept for five minutes.
    #[must_use]
    pub const fn oeffentlich(mut self) -> Self {
        self.oeffentlich = true;
        self
    }
}

impl<T: Template> IntoResponse for Seite<T> {
    fn into_response(self) -> Response {
        match self.vorlage.render() {
            Ok(html) => {
                let mut antwort = (self.status, Html(html)).into_response();
                let kopf = antwort.headers_mut();
                let dauer = if self.oeffentlich {
                    "public, max-age=300"
                } else {
                    "no-store"
                };
                kopf.insert(header::CACHE_CONTROL, HeaderValue::from_static(dauer));
                // one address answers with page or partial
                kopf.insert(header::VARY, HeaderValue::from_static("HX-Request"));
                antwort
            }
            Err(e) => WebFehler::intern(e).into_response(),
        }
    }
}

/// 303 to another page after a successful post, so that reload does not post again. For htmx the
/// same status works: `fetch` follows it and swaps the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Umleitung(String);

impl Umleitung {
    /// To a path on this server. Anything else (`//host`, `https:`, backslashes, control
    /// characters) becomes `/`: no open redirect.
    #[must_use]
    pub fn nach(pfad: impl Into<String>) -> Self {
        let pfad = pfad.into();
        let eigen = pfad.starts_with('/')
            && !pfad.starts_with("//")
            && !pfad.contains('\\')
            && !pfad.chars().any(char::is_control);
        Self(if eigen { pfad } else { "/".to_owned() })
    }

    /// The path it leads to.
    #[must_use]
    pub fn pfad(&self) -> &str {
        &self.0
    }
}

impl IntoResponse for Umleitung {
    fn into_response(self) -> Response {
        let ziel = HeaderValue::from_str(&self.0).unwrap_or(HeaderValue::from_static("/"));
        let kopf = [
            (header::LOCATION, ziel),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        (StatusCode::SEE_OTHER, kopf).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Template)]
    #[template(source = "<p>{{ text }}</p>", ext = "html")]
    struct Probe {
        text: &'static str,
    }

    struct Kaputt;
    impl std::fmt::Display for Kaputt {
        fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            Err(std::fmt::Error)
        }
    }

    #[derive(Template)]
    #[template(source = "{{ text }}", ext = "txt")]
    struct Bricht {
        text: Kaputt,
    }

    #[test]
    fn pages_are_not_stored_unless_public() {
        let a = Seite::neu(Probe { text: "x" }).into_response();
        assert_eq!(a.headers()[header::CACHE_CONTROL], "no-store");
        assert_eq!(a.status(), 200);
        let a = Seite::neu(Probe { text: "x" }).oeffentlich().into_response();
        assert_eq!(a.headers()[header::CACHE_CONTROL], "public, max-age=300");
        assert_eq!(
            Seite::ungueltig(Probe { text: "x" }).into_response().status(),
            422
        );
    }

    #[test]
    fn a_template_that_fails_is_a_500() {
        assert_eq!(Seite::neu(Bricht { text: Kaputt }).into_response().status(), 500);
    }

    #[test]
    fn redirects_stay_here() {
        for boese in [
            "//evil.example",
            "https://evil.example",
            "/\\evil",
            "/a\r\nX: 1",
            "",
        ] {
            assert_eq!(Umleitung::nach(boese).pfad(), "/", "{boese:?}");
        }
        let a = Umleitung::nach("/raum/1?x=2#y").into_response();
        assert_eq!(
            (a.status().as_u16(), &a.headers()[header::LOCATION]),
            (303, &HeaderValue::from_static("/raum/1?x=2#y"))
        );
    }
}
