//! Passwords: hashed with argon2id under the parameters OWASP recommends, never shown, never logged (GUETE S8, S13).

use std::fmt;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use base::{Befund, suchform};
use tokio::sync::Semaphore;
use web::Zufall;

use crate::{Error, Result};

/// Fewest characters of a chosen password.
pub const MINDESTENS: usize = 12;
/// Most characters of a chosen password.
pub const HOECHSTENS: usize = 128;

/// Words so common in leaked passwords that they protect nothing, in search form; digits and signs around them do
/// not help.
const VERBRAUCHT: &str = include_str!("verbraucht.txt");

/// Hash of a random password nobody knows: what a try for an unknown account is checked against, so that it costs
/// the same as one for a known account.
const NIEMAND: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c2Fsei1mdWVyLW5pZW1hbmQ$uBHLs9eytO3/Y2xU1P1dv/LIYlxlZtR8TiUdKOGVUTE";

/// Each hash takes 19 MiB: so many at once, the others wait.
static GLEICHZEITIG: Semaphore = Semaphore::const_new(4);

/// A typed password. `Debug` never shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Kennwort(String);

impl fmt::Debug for Kennwort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kennwort(geheim)")
    }
}

impl Kennwort {
    /// Wraps what was typed.
    #[must_use]
    pub fn neu(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// A random one for the first sign-in: 20 letters and digits without look-alikes, over 95 bits.
    #[must_use]
    pub fn zufaellig(zufall: &Zufall) -> Self {
        const ZEICHEN: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789A";
        let text = zufall
            .bytes::<20>()
            .map(|b| char::from(ZEICHEN[usize::from(b % 32)]));
        let gruppen: Vec<String> = text.chunks(5).map(|g| g.iter().collect()).collect();
        Self(gruppen.join("-"))
    }

    /// The text, to show a start password once.
    #[must_use]
    pub fn zeigen(&self) -> &str {
        &self.0
    }

    /// What speaks against choosing it. `eigenes` are words of the user and the authority that must not be the core
    /// of it.
    #[must_use]
    pub fn pruefen(&self, eigenes: &[&str]) -> Vec<Befund> {
        let laenge = self.0.chars().count();
        let fehler = |code, text: String| vec![Befund::neu(code, text).an("kennwort_neu")];
        if laenge < MINDESTENS {
            let text = format!(
                "Bitte mindestens {MINDESTENS} Zeichen. Ein Satz aus vier Wörtern ist leicht zu merken."
            );
            return fehler("AMT-E31", text);
        }
        if laenge > HOECHSTENS {
            return fehler("AMT-E31", format!("Bitte höchstens {HOECHSTENS} Zeichen."));
        }
        let form = suchform(&self.0);
        let kern = form.trim_matches(|c: char| !c.is_alphabetic());
        let bekannt = VERBRAUCHT.lines().any(|w| w == kern || w == form);
        if bekannt || eintoenig(&form) {
            let text =
                "Dieses Kennwort steht in Listen gestohlener Kennwörter. Bitte wählen Sie ein anderes.";
            return fehler("AMT-E32", text.to_owned());
        }
        let ohne = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let mein = ohne(kern);
        let enthaelt = |w: &&str| {
            suchform(w)
                .split([' ', '.', '-', '_', '@'])
                .chain([ohne(&suchform(w)).as_str()])
                .any(|teil| teil.len() >= 4 && mein.contains(teil) && mein.len() < teil.len() + 6)
        };
        if eigenes.iter().any(enthaelt) {
            let text = "Bitte nehmen Sie nicht Ihren Namen oder den der Behörde.";
            return fehler("AMT-E33", text.to_owned());
        }
        Vec::new()
    }
}

/// One sign repeated, or few signs in a row such as `123456789012` or `abcabcabcabc`.
fn eintoenig(form: &str) -> bool {
    let zeichen: Vec<char> = form.chars().collect();
    let periode =
        (1..=4).any(|p| zeichen.len() > p && zeichen[p..].iter().zip(&zeichen).all(|(a, b)| a == b));
    let folge = zeichen
        .windows(2)
        .filter(|w| {
            let (a, b) = (u32::from(w[0]), u32::from(w[1]));
            b == a + 1 || a == b + 1 || (w[0] == '9' && w[1] == '0')
        })
        .count();
    periode || folge + 2 >= zeichen.len()
}

/// The stored form of a password, with its own parameters and salt in it.
///
/// # Errors
/// [`Error::Intern`] when hashing fails, for example for lack of memory.
pub async fn hash(zufall: &Zufall, kennwort: Kennwort) -> Result<String> {
    let salz = zufall.bytes::<16>();
    rechnen(move || {
        let hash = Argon2::default().hash_password_with_salt(kennwort.0.as_bytes(), &salz);
        hash.map(|h| h.to_string())
            .map_err(|e| Error::Intern(e.to_string()))
    })
    .await?
}

/// How a try ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pruefung {
    /// Whether the password is the right one.
    pub passt: bool,
    /// How many hashes were computed: one, whoever asks.
    pub gerechnet: u32,
}

/// Checks a password against the stored hash; without an account against one nobody knows, at the same cost.
///
/// # Errors
/// [`Error::Intern`] when hashing fails.
pub async fn vergleichen(gespeichert: Option<String>, kennwort: Kennwort) -> Result<Pruefung> {
    rechnen(move || {
        let gespeichert = gespeichert.as_deref().and_then(|g| PasswordHash::new(g).ok());
        let bekannt = gespeichert.is_some();
        let Some(hash) = gespeichert.or_else(|| PasswordHash::new(NIEMAND).ok()) else {
            return Pruefung {
                passt: false,
                gerechnet: 0,
            };
        };
        let passt = Argon2::default()
            .verify_password(kennwort.0.as_bytes(), &hash)
            .is_ok();
        Pruefung {
            passt: passt && bekannt,
            gerechnet: 1,
        }
    })
    .await
}

async fn rechnen<T: Send + 'static>(tun: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let _platz = GLEICHZEITIG
        .acquire()
        .await
        .map_err(|e| Error::Intern(e.to_string()))?;
    tokio::task::spawn_blocking(tun)
        .await
        .map_err(|e| Error::Intern(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(kennwort: &str) -> Vec<&'static str> {
        Kennwort::neu(kennwort)
            .pruefen(&["s.yilmaz", "Sevgi Yılmaz", "Stadt Musterort"])
            .into_iter()
            .map(|b| b.code)
            .collect()
    }

    #[test]
    fn kurze_verbrauchte_und_eigene_kennwoerter_werden_abgelehnt() {
        assert_eq!(codes("kurz"), ["AMT-E31"]);
        assert_eq!(codes(&"ä".repeat(129)), ["AMT-E31"]);
        for k in [
            "Passwort12345!",
            "123456789012",
            "aaaaaaaaaaaa",
            "abcdabcdabcd",
            "qwertzuiopü+",
            "Willkommen2026",
        ] {
            assert_eq!(codes(k), ["AMT-E32"], "{k}");
        }
        for k in ["SevgiYilmaz1!", "s.yilmaz2026!", "Musterort-2026"] {
            assert_eq!(codes(k), ["AMT-E33"], "{k}");
        }
        for k in [
            "Regen fällt auf vier Dächer",
            "Musterort hat im Winter sieben Brücken",
            "k7#mQ2vX9pLw",
        ] {
            assert!(codes(k).is_empty(), "{k}");
        }
    }

    #[test]
    fn s_13_debug_zeigt_nichts() {
        let gezeigt = format!("{:?}", Kennwort::neu("kanarienvogel-geheim"));
        assert!(!gezeigt.contains("kanarien"), "{gezeigt}");
    }

    #[tokio::test]
    async fn s_8_unbekannte_konten_kosten_dieselbe_rechnung() {
        let zufall = Zufall::neu(|b| b.fill(9));
        let hash = hash(&zufall, Kennwort::neu("richtiges kennwort")).await.unwrap();
        let parameter = |h: &str| h.split('$').nth(3).map(str::to_owned);
        assert_eq!(parameter(&hash), parameter(NIEMAND));
        assert_eq!(parameter(&hash).as_deref(), Some("m=19456,t=2,p=1"));
        for (wer, kennwort, passt) in [
            (Some(hash.clone()), "richtiges kennwort", true),
            (Some(hash), "falsches kennwort", false),
            (Some("kaputt".to_owned()), "richtiges kennwort", false),
            (None, "richtiges kennwort", false),
        ] {
            let p = vergleichen(wer, Kennwort::neu(kennwort)).await.unwrap();
            assert_eq!(p, Pruefung { passt, gerechnet: 1 });
        }
    }
}
