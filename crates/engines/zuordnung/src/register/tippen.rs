//! Type-ahead: streets and addresses for what has been typed so far.

use super::Register;
use super::bauer::plz_schreiben;
use super::namen::Verweis;
use super::stufen::Fundort;
use super::vorschlag::Bewertet;
use crate::{Anschrift, Hausnummer, Vorschlag, freitext, normalform};

/// Names looked at per key press; beyond that the beginning says too little anyway.
const NAMEN_MAX: usize = 400;
/// Streets looked at per key press (one name may occur in many places).
const STRASSEN_MAX: usize = 1_500;
/// Finds after which the search ends if neither PLZ nor place can put a later one first.
const GENUG: usize = 64;
/// Addresses taken per street.
const JE_STRASSE: usize = 12;

/// What was typed, in comparison form.
struct Getippt<'a> {
    /// Beginning of the street.
    anfang: String,
    /// Digits of the number and the letter after it.
    nummer: Option<(u16, Option<char>)>,
    plz: &'a str,
    ort: String,
}

impl Register {
    /// At most `n` streets or addresses for a text still being typed ("buch 1", "Buchenw"): exact names
    /// first, then beginnings, then beginnings with a typing error; within these, PLZ and place decide.
    #[must_use]
    pub fn vorschlaege(&self, text: &str, n: usize) -> Vec<Vorschlag> {
        let mut anschrift = freitext::zerlege(text);
        let mut treffer = self.getippt(&anschrift);
        if treffer.is_empty() && !anschrift.hausnummer.is_empty() {
            // "Straße 6": perhaps the beginning of "Straße 618".
            anschrift.strasse = [&anschrift.strasse, " ", &anschrift.hausnummer].concat();
            anschrift.hausnummer.clear();
            treffer = self.getippt(&anschrift);
        }
        treffer.sort_by_cached_key(|b| {
            let a = b.fundort.adresse.map(|a| (a.plz, a.ortsteil));
            let name = self.strassen.get(b.fundort.strasse as usize).map(|s| &s.name);
            (b.kosten, name, b.fundort.nummer, a, b.fundort.strasse)
        });
        treffer.truncate(n);
        treffer.iter().map(|b| self.vorschlag(b)).collect()
    }

    fn getippt(&self, a: &Anschrift) -> Vec<Bewertet> {
        let g = Getippt {
            anfang: normalform::anfang(&a.strasse),
            nummer: nummer(&a.hausnummer),
            plz: a.plz.trim(),
            ort: normalform::anfang(&a.ort),
        };
        if g.anfang.is_empty() {
            return Vec::new();
        }
        let voll = self.namen.finde(&normalform::strasse(&a.strasse));
        let mut namen: Vec<(u32, u16)> = voll.map(|v| (v, 0)).into_iter().collect();
        let weitere = self.namen.mit_anfang(&g.anfang).filter(|n| Some(*n) != voll);
        namen.extend(weitere.take(NAMEN_MAX).map(|n| (n, 10)));
        if namen.is_empty() && g.anfang.len() > 3 {
            let innen = self.namen.mit_inhalt(&g.anfang);
            namen.extend(innen.take(NAMEN_MAX).map(|n| (n, 15)));
        }
        if namen.is_empty() && g.anfang.len() > 2 {
            let grenze = if g.anfang.len() > 8 { 2 } else { 1 };
            let aehnlich = self.namen.aehnlicher_anfang(&g.anfang, grenze);
            namen.extend(
                aehnlich
                    .into_iter()
                    .take(NAMEN_MAX)
                    .map(|(n, d)| (n, 20 + 10 * u16::from(d))),
            );
        }
        let ohne_hinweis = g.plz.is_empty() && g.ort.is_empty();
        let mut treffer = Vec::new();
        let strassen = namen
            .iter()
            .flat_map(|(n, k)| self.namen.verweise(*n).iter().map(move |v| (v, *k)));
        for (v, kosten) in strassen.take(STRASSEN_MAX) {
            self.getippte_strasse(*v, kosten, &g, &mut treffer);
            // Names come in the order of their costs, so what follows is no better.
            if ohne_hinweis && treffer.len() >= GENUG {
                break;
            }
        }
        treffer
    }

    fn getippte_strasse(&self, v: Verweis, namenskosten: u16, g: &Getippt<'_>, treffer: &mut Vec<Bewertet>) {
        let Some(strasse) = self.strassen.get(v.strasse as usize) else {
            return;
        };
        let ort_passt = |o: u32| {
            g.ort.is_empty()
                || self
                    .orte
                    .get(o as usize)
                    .is_some_and(|o| o.form.starts_with(&*g.ort))
        };
        let plz_passt = |p: u32| g.plz.is_empty() || plz_schreiben(p).starts_with(g.plz);
        let in_strasse =
            ort_passt(strasse.ort) || self.ortsteile_von(v.strasse).iter().any(|o| ort_passt(*o));
        let plz_gut = g.plz.is_empty() || self.plz_von(v.strasse).iter().any(|p| plz_passt(*p));
        let fern = u16::from(!in_strasse) * 5 + u16::from(!plz_gut) * 5;
        let fehler = f32::from(namenskosten.saturating_sub(20)) / 10.0;
        let aehnlichkeit = 1.0 - fehler / f32::from(u16::try_from(g.anfang.len()).unwrap_or(u16::MAX));
        let nackt = Fundort {
            strasse: v.strasse,
            notiz: v.notiz,
            adresse: None,
            nummer: None,
        };
        let mut nimm = |fundort: Fundort, mehr: u16| {
            let kosten = namenskosten + fern + mehr;
            treffer.push(Bewertet {
                fundort,
                kosten,
                aehnlichkeit,
                nur_name: false,
            });
        };
        let Some((nr, zusatz)) = g.nummer else {
            return nimm(nackt, 0);
        };
        let passende = self.adressen_von(v.strasse).iter().filter_map(|a| {
            let h = a.hausnummer()?;
            beginnt(h, nr, zusatz).then_some((a, h))
        });
        let mut gefunden = false;
        for (a, h) in passende.take(JE_STRASSE) {
            gefunden = true;
            let daneben = !plz_passt(a.plz) || !ort_passt(a.ortsteil) && !ort_passt(strasse.ort);
            let mehr = u16::from((h.nr(), h.zusatz()) != (nr, zusatz)) + 4 * u16::from(daneben);
            nimm(
                Fundort {
                    adresse: Some(*a),
                    nummer: Some(h),
                    ..nackt
                },
                mehr,
            );
        }
        if !gefunden {
            // No such point: a range may hold the number, else only the street is offered.
            let nummer = Hausnummer::neu(nr, zusatz).ok();
            let ort = Fundort { nummer, ..nackt };
            if self.in_bereich(&ort) {
                nimm(ort, 0);
            } else {
                nimm(nackt, 8);
            }
        }
    }
}

/// Digits and letter of a number still being typed.
fn nummer(text: &str) -> Option<(u16, Option<char>)> {
    let text = text.trim().trim_start_matches('0');
    let ziffern = text.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let zusatz = text[ziffern..].chars().find(|c| !c.is_whitespace());
    let zusatz = zusatz
        .filter(char::is_ascii_alphabetic)
        .map(|c| c.to_ascii_lowercase());
    Some((text[..ziffern].parse().ok()?, zusatz))
}

/// Whether the house number begins with what was typed: 1 → 1, 1a, 10, 17; 1a → 1a.
fn beginnt(h: Hausnummer, nr: u16, zusatz: Option<char>) -> bool {
    if zusatz.is_some() {
        return h.nr() == nr && h.zusatz() == zusatz;
    }
    let mut kopf = h.nr();
    while kopf > nr {
        kopf /= 10;
    }
    kopf == nr
}
