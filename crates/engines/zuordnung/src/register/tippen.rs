//! Type-ahead: streets and addresses for what has been typed so far.

use super::Register;
use super::namen::Verweis;
use super::stufen::Fundort;
use super::vorschlag::Bewertet;
use crate::{Anschrift, Vorschlag, freitext, normalform};

/// Names looked at per key press; beyond that the beginning says too little anyway.
const NAMEN_MAX: usize = 400;
/// Addresses taken per street.
const JE_STRASSE: usize = 12;

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
            let a = b.fundort.adresse;
            let name = self
                .strassen
                .get(b.fundort.strasse as usize)
                .map(|s| s.name.clone());
            (
                b.kosten,
                name,
                b.fundort.nummer,
                a.map(|a| (a.plz, a.ortsteil)),
                b.fundort.strasse,
            )
        });
        treffer.truncate(n);
        treffer.iter().map(|b| self.vorschlag(b)).collect()
    }

    fn getippt(&self, a: &Anschrift) -> Vec<Bewertet> {
        let anfang = normalform::anfang(&a.strasse);
        if anfang.is_empty() {
            return Vec::new();
        }
        let voll = self.namen.finde(&normalform::strasse(&a.strasse));
        let mut namen: Vec<(u32, u16)> = voll.map(|v| (v, 0)).into_iter().collect();
        namen.extend(
            self.namen
                .mit_anfang(&anfang)
                .filter(|n| Some(*n) != voll)
                .take(NAMEN_MAX)
                .map(|n| (n, 10)),
        );
        if namen.is_empty() && anfang.len() > 2 {
            let grenze = if anfang.len() > 8 { 2 } else { 1 };
            let aehnlich = self.namen.aehnlicher_anfang(&anfang, grenze);
            namen.extend(
                aehnlich
                    .into_iter()
                    .take(NAMEN_MAX)
                    .map(|(n, d)| (n, 20 + 10 * u16::from(d))),
            );
        }
        let mut treffer = Vec::new();
        for (name, kosten) in namen {
            for v in self.namen.verweise(name) {
                self.getippte_strasse(*v, kosten, a, &anfang, &mut treffer);
            }
        }
        treffer
    }

    fn getippte_strasse(
        &self,
        v: Verweis,
        namenskosten: u16,
        a: &Anschrift,
        anfang: &str,
        treffer: &mut Vec<Bewertet>,
    ) {
        let ort = normalform::anfang(&a.ort);
        let ort_passt = |o: u32| {
            self.orte
                .get(o as usize)
                .is_some_and(|o| o.form.starts_with(&*ort))
        };
        let Some(strasse) = self.strassen.get(v.strasse as usize) else {
            return;
        };
        let in_strasse =
            ort_passt(strasse.ort) || self.ortsteile_von(v.strasse).iter().any(|o| ort_passt(*o));
        let plz = a.plz.trim();
        let plz_passt = |p: u32| format!("{p:05}").starts_with(plz);
        let plz_gut = plz.is_empty() || self.plz_von(v.strasse).iter().any(|p| plz_passt(*p));
        let fern = u16::from(!in_strasse) * 5 + u16::from(!plz_gut) * 5;
        let laenge = self
            .namen
            .form(self.namen.finde(anfang).unwrap_or(0))
            .len()
            .max(anfang.len());
        let fehler = f32::from(namenskosten.saturating_sub(20)) / 10.0;
        let aehnlichkeit = 1.0 - fehler / f32::from(u16::try_from(laenge).unwrap_or(u16::MAX));
        let nackt = Fundort {
            strasse: v.strasse,
            notiz: v.notiz,
            adresse: None,
            nummer: None,
        };
        let mut nimm = |fundort: Fundort, mehr: u16| {
            treffer.push(Bewertet {
                fundort,
                kosten: namenskosten + fern + mehr,
                aehnlichkeit,
            });
        };
        let nummer: String = normalform::anfang(&a.hausnummer);
        if nummer.is_empty() {
            nimm(nackt, 0);
            return;
        }
        let mut gefunden = 0;
        for adresse in self.adressen_von(v.strasse) {
            let Some(h) = adresse.hausnummer() else { continue };
            let text = h.to_string();
            if !text.starts_with(nummer.trim_start_matches('0')) || gefunden >= JE_STRASSE {
                continue;
            }
            gefunden += 1;
            let daneben = !plz.is_empty() && !plz_passt(adresse.plz)
                || !ort.is_empty() && !ort_passt(adresse.ortsteil) && !ort_passt(strasse.ort);
            let mehr = u16::from(text != nummer) + 4 * u16::from(daneben);
            nimm(
                Fundort {
                    adresse: Some(*adresse),
                    nummer: Some(h),
                    ..nackt
                },
                mehr,
            );
        }
        if gefunden == 0 {
            // No such point: a range may hold the number, else only the street is offered.
            let h = crate::Hausnummer::lesen(&nummer).ok();
            let im_bereich = h.filter(|h| {
                self.bereiche_von(v.strasse)
                    .iter()
                    .any(|b| b.bereich.is_none_or(|b| b.enthaelt(*h)))
            });
            nimm(
                Fundort {
                    nummer: im_bereich,
                    ..nackt
                },
                if im_bereich.is_some() { 0 } else { 8 },
            );
        }
    }
}
