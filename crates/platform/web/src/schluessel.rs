//! The server's secret, keys derived from it, and sealed values that pass through the browser.

use std::fmt;
use std::sync::Arc;

use chacha20poly1305::aead::{Aead, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

/// Source of random bytes, handed in by the binary so that tests are repeatable. In production it
/// must be the operating system's generator: tokens and nonces come from it.
#[derive(Clone)]
pub struct Zufall(Arc<Quelle>);

type Quelle = dyn Fn(&mut [u8]) + Send + Sync;

impl Zufall {
    /// Wraps a function that fills the slice.
    pub fn neu(quelle: impl Fn(&mut [u8]) + Send + Sync + 'static) -> Self {
        Self(Arc::new(quelle))
    }

    /// `N` fresh random bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut b = [0; N];
        (self.0)(&mut b);
        b
    }
}

impl fmt::Debug for Zufall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Zufall")
    }
}

/// A 32-byte secret. `Debug` never shows it (GUETE S13).
#[derive(Clone)]
pub struct Schluessel([u8; 32]);

impl fmt::Debug for Schluessel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Schluessel(geheim)")
    }
}

/// A sealed value was cut, changed, or sealed for another purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Das Siegel passt nicht.")]
pub struct SiegelFehler;

impl Schluessel {
    /// Takes 32 bytes of secret.
    #[must_use]
    pub const fn neu(geheimnis: [u8; 32]) -> Self {
        Self(geheimnis)
    }

    /// HMAC-SHA-256 over `nachricht` (RFC 2104).
    #[must_use]
    pub fn mac(&self, nachricht: &[u8]) -> [u8; 32] {
        // HMAC takes keys of any length, ours is always 32 bytes: this cannot fail.
        let Ok(mut m) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            unreachable!()
        };
        m.update(nachricht);
        m.finalize().into_bytes().into()
    }

    /// A key for one purpose; keys of different labels tell nothing about one another.
    #[must_use]
    pub fn unterschluessel(&self, zweck: &str) -> Self {
        Self(self.mac(zweck.as_bytes()))
    }

    /// Seals `klartext` with XChaCha20-Poly1305 and returns it as hex of nonce and ciphertext.
    /// `bezug` is bound but not carried: only who names the same purpose, user and path opens it.
    ///
    /// # Errors
    /// Only when the text is larger than the cipher allows (256 GB).
    pub fn versiegeln(&self, zufall: &Zufall, bezug: &[u8], klartext: &[u8]) -> Result<String, SiegelFehler> {
        let nonce: [u8; 24] = zufall.bytes();
        let daten = XChaCha20Poly1305::new(&self.0.into())
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: klartext,
                    aad: bezug,
                },
            )
            .map_err(|_| SiegelFehler)?;
        Ok(hex(&nonce) + &hex(&daten))
    }

    /// Opens what [`Schluessel::versiegeln`] sealed with the same `bezug`.
    ///
    /// # Errors
    /// [`SiegelFehler`] for anything else.
    pub fn entsiegeln(&self, bezug: &[u8], siegel: &str) -> Result<Vec<u8>, SiegelFehler> {
        let roh = aus_hex(siegel).ok_or(SiegelFehler)?;
        let (nonce, daten) = roh.split_first_chunk::<24>().ok_or(SiegelFehler)?;
        XChaCha20Poly1305::new(&self.0.into())
            .decrypt(
                &XNonce::from(*nonce),
                Payload {
                    msg: daten,
                    aad: bezug,
                },
            )
            .map_err(|_| SiegelFehler)
    }
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut s, b| {
            // writing to a String cannot fail
            let _ = write!(s, "{b:02x}");
            s
        })
}

/// Reads hexadecimal of even length; `None` for anything else.
#[must_use]
pub fn aus_hex(text: &str) -> Option<Vec<u8>> {
    let (paare, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let ziffer = |b: u8| char::from(b).to_digit(16).and_then(|z| u8::try_from(z).ok());
    paare
        .iter()
        .map(|[a, b]| Some(ziffer(*a)? << 4 | ziffer(*b)?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zufall() -> Zufall {
        Zufall::neu(|b| b.fill(7))
    }

    #[test]
    fn rfc_4231_case_1() {
        // RFC 4231 test case 1 uses a 20-byte key; padded with zeros to 32 it is the same HMAC key.
        let mut k = [0u8; 32];
        k[..20].fill(0x0b);
        assert_eq!(
            hex(&Schluessel::neu(k).mac(b"Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        );
    }

    #[test]
    fn sealed_text_opens_only_with_its_reference() {
        let k = Schluessel::neu([1; 32]);
        let s = k
            .versiegeln(&zufall(), b"person-1 /fall/neu", "zweitausend Wörter".as_bytes())
            .unwrap();
        assert!(!s.contains("Wort"));
        assert_eq!(
            k.entsiegeln(b"person-1 /fall/neu", &s).unwrap(),
            "zweitausend Wörter".as_bytes()
        );
        assert_eq!(k.entsiegeln(b"person-2 /fall/neu", &s), Err(SiegelFehler));
        assert_eq!(
            k.unterschluessel("x").entsiegeln(b"person-1 /fall/neu", &s),
            Err(SiegelFehler)
        );
        assert_eq!(k.entsiegeln(b"", "ab"), Err(SiegelFehler));
        let flip = if s.ends_with('0') { "1" } else { "0" };
        assert_eq!(
            k.entsiegeln(b"person-1 /fall/neu", &(s[..s.len() - 1].to_owned() + flip)),
            Err(SiegelFehler)
        );
    }

    #[test]
    fn debug_hides_the_secret() {
        assert_eq!(format!("{:?}", Schluessel::neu([9; 32])), "Schluessel(geheim)");
    }

    #[test]
    fn hex_round_trip_and_refusal() {
        assert_eq!(aus_hex(&hex(&[0, 15, 255])), Some(vec![0, 15, 255]));
        assert_eq!(aus_hex("abc"), None);
        assert_eq!(aus_hex("zz"), None);
    }
}
