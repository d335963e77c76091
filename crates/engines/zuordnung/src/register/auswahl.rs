//! Which streets and addresses of the register a question may mean.

use super::frage::Frage;
use super::namen::Verweis;
use super::stufen::{Fundort, Umstand};
use super::{KEINE, Register};

/// Streets that fit the question, or why none does.
pub(super) enum Auswahl {
    Passend(Vec<Verweis>),
    PlzPasstNicht,
}

impl Register {
    /// Streets of the name that fit place and PLZ.
    pub(super) fn auswahl(&self, name: u32, frage: &Frage<'_>) -> Auswahl {
        let alle = self.namen.verweise(name);
        let ort = frage.ort_nr();
        let als_ortsteil = ort.is_some_and(|o| self.orte.get(o as usize).is_some_and(|o| o.als_ortsteil));
        let im_ort = |v: &Verweis, o: u32| {
            v.ort == o || als_ortsteil && self.ortsteile_von(v.strasse).binary_search(&o).is_ok()
        };
        // A place that has no such street helps nobody: the PLZ may still tell.
        let ort = ort.filter(|o| alle.iter().any(|v| im_ort(v, *o)));
        let passt = |v: &&Verweis| {
            let plz = self.plz_von(v.strasse);
            ort.is_none_or(|o| im_ort(v, o))
                && frage
                    .plz
                    .is_none_or(|p| plz.is_empty() || plz.binary_search(&p).is_ok())
        };
        let passend: Vec<Verweis> = alle.iter().filter(passt).copied().collect();
        if passend.is_empty() {
            Auswahl::PlzPasstNicht
        } else {
            Auswahl::Passend(passend)
        }
    }

    /// The addresses (or bare streets) the question may mean.
    pub(super) fn fundorte(&self, strassen: &[Verweis], frage: &Frage<'_>) -> Vec<Fundort> {
        let mut orte: Vec<Fundort> = Vec::with_capacity(strassen.len());
        let gepackt = frage.nummer.map_or((0, 0), |n| n.gepackt());
        for v in strassen {
            let nackt = Fundort {
                strasse: v.strasse,
                notiz: v.notiz,
                adresse: None,
                nummer: frage.nummer,
            };
            let adressen = self.adressen_gepackt(v.strasse, gepackt);
            orte.extend(adressen.iter().map(|a| Fundort {
                adresse: Some(*a),
                ..nackt
            }));
            if adressen.is_empty() && self.in_bereich(&nackt) {
                orte.push(nackt);
            }
        }
        if orte.is_empty() && frage.nummer.is_none() {
            return self.ganze_strassen(strassen);
        }
        if orte.is_empty() {
            // Neither point nor range: Ortsteil or polygon may still decide.
            let nackt = |v: &Verweis| Fundort {
                strasse: v.strasse,
                notiz: v.notiz,
                adresse: None,
                nummer: frage.nummer,
            };
            return strassen.iter().map(nackt).collect();
        }
        enger(&mut orte, |o| {
            o.adresse
                .is_none_or(|a| a.plz == KEINE || Some(a.plz) == frage.plz)
        });
        let ortsteil = frage.ortsteil.or(frage.ort_nr());
        enger(&mut orte, |o| {
            let kommune = self.strassen.get(o.strasse as usize).map(|s| s.ort);
            kommune == ortsteil || o.adresse.is_some_and(|a| Some(a.ortsteil) == ortsteil)
        });
        orte
    }

    pub(super) fn in_bereich(&self, ort: &Fundort) -> bool {
        let Some(n) = ort.nummer else { return false };
        self.bereiche_von(ort.strasse)
            .iter()
            .any(|b| b.bereich.is_none_or(|b| b.enthaelt(n)))
    }

    /// Without a number: one place of discovery for each unit the streets touch.
    fn ganze_strassen(&self, strassen: &[Verweis]) -> Vec<Fundort> {
        let mut orte: Vec<Fundort> = Vec::new();
        let mut gesehen: Vec<(u32, u32)> = Vec::new();
        for v in strassen {
            let nackt = Fundort {
                strasse: v.strasse,
                notiz: v.notiz,
                adresse: None,
                nummer: None,
            };
            let vorher = orte.len();
            let punkte = self.adressen_von(v.strasse).iter();
            let punkte = punkte.map(|a| Fundort {
                adresse: Some(*a),
                nummer: a.hausnummer(),
                ..nackt
            });
            let bereiche = self.bereiche_von(v.strasse).iter();
            let bereiche = bereiche.map(|b| Fundort {
                nummer: b.bereich.map(crate::Bereich::von),
                ..nackt
            });
            for ort in punkte.chain(bereiche) {
                for fund in self.funde(&ort, &Umstand::default(), true) {
                    if !gesehen.contains(&(v.strasse, fund.einheit)) {
                        gesehen.push((v.strasse, fund.einheit));
                        orte.push(ort);
                    }
                }
            }
            if orte.len() == vorher {
                orte.push(nackt);
            }
        }
        orte
    }
}

/// Keeps what fits, unless nothing does.
fn enger(orte: &mut Vec<Fundort>, passt: impl Fn(&Fundort) -> bool) {
    if orte.len() > 1 && orte.iter().any(&passt) {
        orte.retain(passt);
    }
}
