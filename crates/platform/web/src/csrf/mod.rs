//! Proof that a changing request comes from one of our own pages (GUETE S6).
//!
//! Two checks, both must pass for every method but GET, HEAD and OPTIONS: the browser's own word
//! (`Sec-Fetch-Site`, `Origin`), and a token bound to the session. Requests that authenticate by
//! `Authorization: Bearer` are exempt: a foreign page cannot make a browser send that header.
//!
//! The token is `nonce ‖ (nonce xor HMAC(key, session))`: another one on every page, so that
//! compression cannot leak it (BREACH), and nothing is stored.

mod herkunft;
mod schutz;

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use subtle::ConstantTimeEq as _;

pub use schutz::{AbgewieseneEingabe, schutz};

use crate::schluessel::{Schluessel, Zufall, aus_hex, hex};

/// Name of the form field and of the query parameter for multipart forms.
pub const FELD: &str = "_csrf";
/// Name of the header for scripts.
pub const KOPF: &str = "x-csrf-token";
const ZWECK: &str = "csrf-v1";

/// What the token is bound to. The middleware that loads the session puts it into the request's
/// extensions; it must change at login and logout. Without it a cookie of its own serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitzungsKennung(pub String);

/// The token for the forms of this page; an extractor (empty outside of [`schutz`]).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CsrfToken(pub String);

impl<S: Send + Sync> FromRequestParts<S> for CsrfToken {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// A fresh token for the session.
#[must_use]
pub fn token(schluessel: &Schluessel, zufall: &Zufall, sitzung: &str) -> String {
    let maske: [u8; 32] = zufall.bytes();
    hex(&maske) + &hex(&verdeckt(maske, schluessel, sitzung))
}

/// Whether the token was made for this session.
#[must_use]
pub fn gueltig(schluessel: &Schluessel, sitzung: &str, token: &str) -> bool {
    let Some(roh) = aus_hex(token) else { return false };
    let Some((maske, rest)) = roh.split_first_chunk::<32>() else {
        return false;
    };
    verdeckt(*maske, schluessel, sitzung).ct_eq(rest).into()
}

fn verdeckt(maske: [u8; 32], schluessel: &Schluessel, sitzung: &str) -> [u8; 32] {
    let mac = schluessel.unterschluessel(ZWECK).mac(sitzung.as_bytes());
    std::array::from_fn(|i| maske[i] ^ mac[i])
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU8, Ordering};

    use super::*;

    #[test]
    fn tokens_differ_by_page_and_hold_for_one_session() {
        let n = AtomicU8::new(0);
        let z = Zufall::neu(move |b| b.fill(n.fetch_add(1, Ordering::Relaxed)));
        let k = Schluessel::neu([3; 32]);
        let (a, b) = (token(&k, &z, "s1"), token(&k, &z, "s1"));
        assert_ne!(a, b);
        assert!(gueltig(&k, "s1", &a) && gueltig(&k, "s1", &b));
        assert!(!gueltig(&k, "s2", &a));
        assert!(!gueltig(&Schluessel::neu([4; 32]), "s1", &a));
        for falsch in ["", "00", &a[1..], &a[..64], "zz"] {
            assert!(!gueltig(&k, "s1", falsch), "{falsch}");
        }
    }
}
