//! From a record to its bits.

use hmac::{Hmac, KeyInit, Mac};
use rustc_hash::FxHashMap;
use sha2::Sha256;

use super::{Kodiert, PrivatFehler, WORTE};
use crate::bestand::{Bestand, Satz};

/// First word and number of words of the three filters.
pub(super) const NAMEN: (usize, usize) = (0, 8);
pub(super) const DATUM: (usize, usize) = (8, 4);
pub(super) const ORT: (usize, usize) = (12, 4);

/// Of a thousand bits so many are turned over.
const RAUSCHEN: u64 = 10;

/// Turns records into filters under one key.
pub struct Kodierer {
    schluessel: Vec<u8>,
    /// what was hashed before
    gemerkt: FxHashMap<(u8, Box<[u8]>), [u8; 32]>,
}

impl Kodierer {
    /// With the key both offices share.
    ///
    /// # Errors
    /// If the key has fewer than 16 bytes.
    pub fn neu(schluessel: &[u8]) -> Result<Self, PrivatFehler> {
        let schluessel = schluessel.trim_ascii();
        if schluessel.len() < 16 {
            return Err(PrivatFehler::SchluesselZuKurz);
        }
        Ok(Self {
            schluessel: schluessel.to_vec(),
            gemerkt: FxHashMap::default(),
        })
    }

    fn hmac(&self, feld: u8, text: &[u8]) -> [u8; 32] {
        // HMAC takes keys of every length
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.schluessel) else {
            return [0; 32];
        };
        mac.update(b"gewebe abgleich v1");
        mac.update(&[feld]);
        mac.update(text);
        mac.finalize().into_bytes().into()
    }

    fn setzen(
        &mut self,
        bits: &mut [u64; WORTE],
        (von, worte): (usize, usize),
        feld: u8,
        text: &[u8],
        mal: usize,
    ) {
        let streu = if let Some(s) = self.gemerkt.get(&(feld, Box::from(text))) {
            *s
        } else {
            let s = self.hmac(feld, text);
            self.gemerkt.insert((feld, text.into()), s);
            s
        };
        for zwei in streu.as_chunks::<2>().0.iter().take(mal) {
            let platz = usize::from(u16::from_le_bytes(*zwei)) % (worte * 64);
            bits[von + platz / 64] |= 1 << (platz % 64);
        }
    }

    pub(super) fn kodieren(&mut self, bestand: &Bestand, s: &Satz, id: &str) -> Kodiert {
        let mut bits = [0; WORTE];
        // given name and surname share a field, so that swapped names keep most of their bits
        for nr in [s.vorname, s.nachname, s.geburtsname] {
            if nr == 0 || nr == s.geburtsname && s.geburtsname == s.nachname {
                continue;
            }
            let name: Vec<u8> = bestand.namen.bytes(nr).to_vec();
            // the name at birth is a hint only
            let mal = if nr == s.geburtsname { 4 } else { 13 };
            self.paare(&mut bits, NAMEN, b'n', &name, mal);
        }
        let g = s.geburtstag;
        if !g.fehlt() {
            let (j, m, t) = (g.jahr(), g.monat(), g.tag());
            let mut wort =
                |k: &mut Self, text: String, mal| k.setzen(&mut bits, DATUM, b'd', text.as_bytes(), mal);
            wort(self, format!("t{t}"), 16);
            wort(self, format!("m{m}"), 16);
            wort(self, format!("j{j}"), 16);
            // single digits, so that a typing error keeps some
            for (i, z) in format!("{j:04}{m:02}{t:02}").bytes().enumerate() {
                wort(self, format!("{i}:{z}"), 6);
            }
            // day and month in either order
            wort(self, format!("x{}-{}", t.min(m), t.max(m)), 10);
        }
        let strasse: Vec<u8> = bestand.strassen.bytes(s.strasse).to_vec();
        self.paare(&mut bits, ORT, b's', &strasse, 4);
        if s.haus != 0 {
            self.setzen(&mut bits, ORT, b'h', &(s.haus >> 5).to_le_bytes(), 14);
        }
        let plz: Vec<u8> = bestand.plz.bytes(s.plz).to_vec();
        if !plz.is_empty() {
            self.setzen(&mut bits, ORT, b'p', &plz, 12);
        }
        self.rauschen(&mut bits, s, id, bestand);
        Kodiert {
            id: id.to_owned(),
            quelle: bestand.quellen[usize::from(s.quelle)].clone(),
            bits,
        }
    }

    fn paare(&mut self, bits: &mut [u64; WORTE], wo: (usize, usize), feld: u8, text: &[u8], mal: usize) {
        if text.is_empty() {
            return;
        }
        let mut mit_rand = vec![b'_'];
        mit_rand.extend_from_slice(text);
        mit_rand.push(b'_');
        for zwei in mit_rand.windows(2) {
            self.setzen(bits, wo, feld, zwei, mal);
        }
    }

    /// Turns some bits over, each record its own; repeatable, so that the same file gives the same codes. A filter without
    /// any field stays empty and thereby says "missing".
    fn rauschen(&self, bits: &mut [u64; WORTE], s: &Satz, id: &str, bestand: &Bestand) {
        let mut anfang = id.as_bytes().to_vec();
        anfang.push(0);
        anfang.extend_from_slice(bestand.quellen[usize::from(s.quelle)].as_bytes());
        let streu = self.hmac(b'r', &anfang);
        let mut z = u64::from_le_bytes([
            streu[0], streu[1], streu[2], streu[3], streu[4], streu[5], streu[6], streu[7],
        ]);
        for (von, worte) in [NAMEN, DATUM, ORT] {
            if bits[von..von + worte].iter().all(|w| *w == 0) {
                continue;
            }
            for w in &mut bits[von..von + worte] {
                for b in 0..64 {
                    z = z
                        .wrapping_mul(6_364_136_223_846_793_005)
                        .wrapping_add(1_442_695_040_888_963_407);
                    if (z >> 33) % 1000 < RAUSCHEN {
                        *w ^= 1 << b;
                    }
                }
            }
        }
    }
}
