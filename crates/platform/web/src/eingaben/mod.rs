//! A posted form: read whole, cleaned, asked field by field, and given back with its errors.

mod formular;
mod lesen;
mod rein;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};

pub use formular::{Feldfehler, Formular};
pub use lesen::lies_datum;
pub use rein::rein;

use crate::fehler::WebFehler;

/// Largest body of a form in bytes (16 MB). A help plan has about 60 kB; but somebody may paste two million letters into
/// a field, browsers send an umlaut as six bytes, and the answer must be the form with its error, not a lost text.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Most fields of one form; more is an attack on the parser, not a form.
pub const MAX_FELDER: usize = 10_000;

/// The fields of a posted form, in the order the browser sent them.
///
/// Text is cleaned on arrival ([`rein`]): CRLF becomes LF, Unicode NFC (DIN SPEC 91379 asks for
/// it), white space at both ends goes, C0/C1 control characters except LF and tab go. A NUL is never
/// typed by a person: the field is refused with `WEB-E02`. Direction marks stay, names in Arabic
/// need them; templates isolate such text with `<bdi>`.
///
/// The getters collect errors instead of stopping at the first one, so that the page can show
/// all of them at once with the input kept.
#[derive(Debug, Clone, Default)]
pub struct Eingaben {
    felder: Vec<(String, String)>,
    fehler: Vec<Feldfehler>,
}

impl Eingaben {
    /// Parses `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// [`WebFehler`] 413 when there are too many fields.
    pub fn aus_bytes(rumpf: &[u8]) -> Result<Self, WebFehler> {
        let mut e = Self::default();
        for (name, wert) in form_urlencoded::parse(rumpf) {
            if e.felder.len() == MAX_FELDER {
                return Err(WebFehler::zu_gross());
            }
            if wert.contains('\0') {
                e.melde(
                    &name,
                    "WEB-E02",
                    "Dieses Feld enthält ein Zeichen, das nicht gespeichert werden kann.",
                );
            }
            e.felder.push((rein(&name), rein(&wert)));
        }
        Ok(e)
    }

    /// For tests and for forms filled by the server.
    #[must_use]
    pub fn aus_paaren<N: Into<String>, W: AsRef<str>>(paare: impl IntoIterator<Item = (N, W)>) -> Self {
        let felder = paare
            .into_iter()
            .map(|(n, w)| (n.into(), rein(w.as_ref())))
            .collect();
        Self {
            felder,
            fehler: Vec::new(),
        }
    }

    /// Records an error the getters cannot know, e.g. one a rule found. The first per field stays.
    pub fn melde(&mut self, feld: &str, code: &str, text: impl Into<String>) {
        if !self.fehler.iter().any(|f| f.feld == feld) {
            self.fehler.push(Feldfehler {
                feld: feld.to_owned(),
                code: code.to_owned(),
                text: text.into(),
            });
        }
    }

    /// Whether anything was wrong so far.
    #[must_use]
    pub fn hat_fehler(&self) -> bool {
        !self.fehler.is_empty()
    }

    /// The errors so far, in the order they were found.
    #[must_use]
    pub fn fehler(&self) -> &[Feldfehler] {
        &self.fehler
    }

    /// Values and errors for the template. The CSRF token is not among the values.
    #[must_use]
    pub fn formular(self) -> Formular {
        let werte = self
            .felder
            .into_iter()
            .filter(|(n, _)| n != crate::csrf::FELD)
            .collect();
        Formular::mit(werte, self.fehler)
    }
}

impl<S: Send + Sync> FromRequest<S> for Eingaben {
    type Rejection = WebFehler;

    async fn from_request(req: Request, state: &S) -> Result<Self, WebFehler> {
        let art = req
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .unwrap_or("");
        let art = art.split(';').next().unwrap_or("").trim();
        if !art.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return Err(WebFehler::falsches_format());
        }
        let rumpf = rumpf(req, state).await?;
        Self::aus_bytes(&rumpf)
    }
}

/// Reads a body up to [`MAX_BYTES`], whatever smaller or larger limit the router has by default.
pub(crate) async fn rumpf<S: Send + Sync>(req: Request, _: &S) -> Result<Bytes, WebFehler> {
    axum::body::to_bytes(req.into_body(), MAX_BYTES)
        .await
        .map_err(|e| {
            // `to_bytes` has one error for "too long" and for a broken connection.
            let zu_lang =
                std::error::Error::source(&e).is_some_and(|q| q.is::<http_body_util::LengthLimitError>());
            if zu_lang {
                WebFehler::zu_gross()
            } else {
                WebFehler::neu(StatusCode::BAD_REQUEST, "WEB-E07")
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn anfrage(art: &str, rumpf: impl Into<Body>) -> Request {
        Request::post("/")
            .header("content-type", art)
            .body(rumpf.into())
            .unwrap()
    }

    #[tokio::test]
    async fn reads_ordered_repeated_fields() {
        let r = anfrage(
            "application/x-www-form-urlencoded; charset=utf-8",
            "b=2&a=1&b=3+4&c=%C3%A4",
        );
        let e = Eingaben::from_request(r, &()).await.unwrap();
        assert_eq!(e.liste("b"), ["2", "3 4"]);
        assert_eq!(e.roh("c"), "ä");
    }

    #[tokio::test]
    async fn too_large_is_413_and_other_types_415() {
        let r = anfrage("application/x-www-form-urlencoded", vec![b'a'; MAX_BYTES + 1]);
        assert_eq!(
            Eingaben::from_request(r, &()).await.unwrap_err().status(),
            StatusCode::PAYLOAD_TOO_LARGE
        );
        let r = anfrage("text/plain", "a=1");
        assert_eq!(
            Eingaben::from_request(r, &()).await.unwrap_err().status(),
            StatusCode::UNSUPPORTED_MEDIA_TYPE
        );
        let viele = "a=&".repeat(MAX_FELDER + 1);
        assert_eq!(
            Eingaben::aus_bytes(viele.as_bytes()).unwrap_err().status(),
            StatusCode::PAYLOAD_TOO_LARGE
        );
    }

    #[test]
    fn nul_is_refused_by_field_and_the_rest_is_kept() {
        let e = Eingaben::aus_bytes(b"name=A%00B&ort=X").unwrap();
        assert_eq!(e.fehler()[0].feld, "name");
        assert_eq!(e.fehler()[0].code, "WEB-E02");
        let f = e.formular();
        assert_eq!((f.wert("name"), f.wert("ort")), ("AB", "X"));
    }

    #[test]
    fn the_token_does_not_travel_into_the_page_again() {
        let f = Eingaben::aus_bytes(b"_csrf=geheim&x=1").unwrap().formular();
        assert_eq!(f.wert("_csrf"), "");
        assert_eq!(f.wert("x"), "1");
    }
}
