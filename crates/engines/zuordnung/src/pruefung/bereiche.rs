//! Overlaps, gaps and contradictions of a register, street by street.

use super::{Art, Befund};
use crate::register::{BereichEintrag, KEINE, Register};
use crate::{AdressStatus, Code, EinheitNr};

impl Register {
    /// Checks ranges and addresses: overlaps (`RAUM-E10`), active addresses without unit (`RAUM-E11`), and
    /// addresses listed twice with different units. Streets in the order of building.
    #[must_use]
    pub fn pruefen(&self) -> Vec<Befund> {
        let mut befunde = Vec::new();
        for strasse in 0..u32::try_from(self.strassen.len()).unwrap_or(KEINE) {
            self.ueberschneidungen(strasse, &mut befunde);
            self.widersprueche(strasse, &mut befunde);
            self.luecken(strasse, &mut befunde);
        }
        befunde
    }

    fn ueberschneidungen(&self, strasse: u32, befunde: &mut Vec<Befund>) {
        let alle = self.bereiche_von(strasse);
        for (i, a) in alle.iter().enumerate() {
            for b in &alle[i + 1..] {
                if !ueberschneiden(a, b) {
                    continue;
                }
                let gleich = a.einheit == b.einheit;
                // Two stretches "without numbers" of one street in one unit are no fault of the directory.
                if gleich && a.bereich.is_none() {
                    continue;
                }
                let name = self.strassenname(strasse);
                let text = format!(
                    "{name}: {} (Zeile {}) und {} (Zeile {}) überschneiden sich.",
                    nummern(a),
                    a.zeile,
                    nummern(b),
                    b.zeile
                );
                let art = if gleich {
                    Art::Doppelung
                } else {
                    Art::Ueberschneidung
                };
                let mut befund = Befund::neu(art, Some(Code::E10), text);
                befund.zeilen = sortiert([a.zeile, b.zeile]);
                befund.einheiten = sortiert([a.einheit, b.einheit]);
                befunde.push(befund);
            }
        }
    }

    fn widersprueche(&self, strasse: u32, befunde: &mut Vec<Befund>) {
        let gleiche = |a: &crate::register::AdresseEintrag, b: &crate::register::AdresseEintrag| {
            (a.nr, a.zusatz, a.plz, a.ortsteil) == (b.nr, b.zusatz, b.plz, b.ortsteil)
        };
        for gruppe in self
            .adressen_von(strasse)
            .chunk_by(gleiche)
            .filter(|g| g.len() > 1)
        {
            let einheiten: Vec<EinheitNr> = sortiert(gruppe.iter().map(|a| a.einheit));
            if einheiten.len() < 2 {
                continue;
            }
            let nummer = gruppe[0]
                .hausnummer()
                .map(|h| format!(" {h}"))
                .unwrap_or_default();
            let adresse = format!("{}{nummer}", self.strassenname(strasse));
            let text = format!(
                "{adresse} steht {}-mal im Register, mit verschiedenen Einheiten.",
                gruppe.len()
            );
            let mut befund = Befund::neu(Art::Widerspruch, Some(Code::E05), text);
            befund.zeilen = sortiert(gruppe.iter().map(|a| a.zeile));
            befund.adressen.push(adresse);
            befund.einheiten = einheiten.into_iter().filter(|e| *e != KEINE).collect();
            befunde.push(befund);
        }
    }

    fn luecken(&self, strasse: u32, befunde: &mut Vec<Befund>) {
        let mut ohne: Vec<(String, u32)> = self
            .adressen_von(strasse)
            .iter()
            // nobody lives yet where something is only planned
            .filter(|a| a.status == AdressStatus::Aktiv && !self.hat_einheit(strasse, a))
            .map(|a| {
                let nummer = a.hausnummer().map(|h| format!(" {h}")).unwrap_or_default();
                (format!("{}{nummer}", self.strassenname(strasse)), a.zeile)
            })
            .collect();
        if ohne.is_empty() {
            return;
        }
        ohne.dedup_by(|a, b| a.0 == b.0);
        let text = format!(
            "{}: {} Adresse(n) liegen in keinem Bereich.",
            self.strassenname(strasse),
            ohne.len()
        );
        let mut befund = Befund::neu(Art::Luecke, Some(Code::E11), text);
        befund.zeilen = sortiert(ohne.iter().map(|o| o.1));
        befund.adressen = ohne.into_iter().map(|o| o.0).collect();
        befunde.push(befund);
    }

    fn strassenname(&self, strasse: u32) -> &str {
        self.strassen.get(strasse as usize).map_or("", |s| &s.name)
    }

    /// Numbers of a street for which the directory leaves a hole between its ranges: first and last missing
    /// number per hole. For directories without address points, where `RAUM-E11` cannot be told.
    #[must_use]
    pub fn nummernluecken(&self) -> Vec<Befund> {
        let mut befunde = Vec::new();
        for strasse in 0..u32::try_from(self.strassen.len()).unwrap_or(KEINE) {
            for seite in [1_u16, 0] {
                let mut lage: Vec<(u16, u16, u32)> = self
                    .bereiche_von(strasse)
                    .iter()
                    .filter_map(|b| b.bereich.map(|r| (r, b.zeile)))
                    .filter(|(r, _)| r.paritaet().passt(seite))
                    .map(|(r, zeile)| (r.von().nr(), r.bis().nr(), zeile))
                    .collect();
                lage.sort_unstable();
                let Some(&(_, mut ende, mut zeile)) = lage.first() else {
                    continue;
                };
                for (von, bis, z) in lage.into_iter().skip(1) {
                    // The next number on this side after `ende`.
                    let naechste = ende + 1 + u16::from((ende + 1) % 2 != seite);
                    if von > naechste {
                        let letzte = von - 1 - u16::from((von - 1) % 2 != seite);
                        let name = self.strassenname(strasse);
                        let text = format!("{name}: Die Nummern {naechste}–{letzte} einer Seite fehlen.");
                        let mut befund = Befund::neu(Art::Luecke, None, text);
                        befund.zeilen = sortiert([zeile, z]);
                        befunde.push(befund);
                    }
                    if bis > ende {
                        (ende, zeile) = (bis, z);
                    }
                }
            }
        }
        befunde
    }
}

fn ueberschneiden(a: &BereichEintrag, b: &BereichEintrag) -> bool {
    match (a.bereich, b.bereich) {
        (Some(x), Some(y)) => x.ueberschneidet(y),
        // Two entries for the whole street contradict each other unless their PLZ tells them apart.
        (None, None) => a.plz == b.plz,
        _ => false,
    }
}

fn nummern(b: &BereichEintrag) -> String {
    b.bereich
        .map_or_else(|| "ganze Straße".to_owned(), |r| r.to_string())
}

fn sortiert(werte: impl IntoIterator<Item = u32>) -> Vec<u32> {
    let mut alle: Vec<u32> = werte.into_iter().collect();
    alle.sort_unstable();
    alle.dedup();
    alle
}
