//! From tables to the engine's register.

use std::collections::HashMap;

use amt::{Error, Result};
use store::Tx;
use uuid::Uuid;
use zuordnung::{Adresse, Bereich, Hausnummer, Punkt, RegisterBauer, Strasse, StrasseNr, Strassenbereich};

use super::zuschnitt::{AdressKey, Zuschnitt};
use crate::{
    AdressStatus, GliederungKurz, Paritaet, RaumKurz,
    ablage::bestand::{self, AdressZeile, BereichZeile, RaumZeile},
    codes, geometrie,
};

struct Bau {
    bauer: RegisterBauer,
    strassen: HashMap<Uuid, (u32, StrasseNr)>,
    raeume: HashMap<Uuid, u32>,
}

/// Builds the register of a version; without addresses where only its ranges are looked at.
pub(super) async fn bauen(
    tx: &mut Tx,
    gliederung: GliederungKurz,
    registerstand: i64,
    mit_adressen: bool,
) -> Result<Zuschnitt> {
    let mut bau = Bau {
        bauer: RegisterBauer::neu(),
        strassen: HashMap::new(),
        raeume: HashMap::new(),
    };
    let zeilen = bestand::raeume(tx, gliederung.id).await?;
    let raeume = bau.raeume(zeilen);
    let schluessel = bau.strassen(tx).await?;
    for b in bestand::bereiche(tx, gliederung.id).await? {
        bau.bereich(&b)?;
    }
    for (strasse, nr, zusatz, raum, grund) in bestand::ausnahmen(tx, gliederung.id).await? {
        bau.ausnahme(strasse, nr, &zusatz, raum, &grund)?;
    }
    let mut adressen: Vec<AdressKey> = Vec::new();
    let mut nach = Uuid::nil();
    loop {
        let schub = if mit_adressen {
            bestand::adressen(tx, nach).await?
        } else {
            Vec::new()
        };
        let Some(letzte) = schub.last() else { break };
        nach = letzte.id;
        for a in &schub {
            adressen.extend(bau.adresse(a)?);
        }
        // a million rows take a second or two: other requests on this thread go in between
        tokio::task::yield_now().await;
    }
    adressen.sort_unstable();
    adressen.shrink_to_fit();
    Ok(Zuschnitt {
        gliederung,
        registerstand,
        register: bau.bauer.bauen(),
        raeume,
        nach_id: bau.raeume,
        strassen: schluessel,
        adressen,
    })
}

impl Bau {
    fn raeume(&mut self, zeilen: Vec<RaumZeile>) -> Vec<(RaumKurz, Option<u32>)> {
        for (nr, z) in (0_u32..).zip(&zeilen) {
            self.raeume.insert(z.id, nr);
        }
        let hat_kinder: Vec<Uuid> = zeilen.iter().filter_map(|z| z.eltern).collect();
        let mut aus = Vec::with_capacity(zeilen.len());
        for (nr, z) in (0_u32..).zip(zeilen) {
            self.bauer.einheit(nr, &z.name);
            // only the lowest level is assigned to
            if !hat_kinder.contains(&z.id) {
                if let Some(flaeche) = z.geometrie.as_deref().and_then(geometrie::lesen_gespeichert) {
                    self.bauer.flaeche(nr, flaeche);
                }
                if z.kommune_ags.is_some() {
                    self.bauer.ortsteil(&z.name, nr);
                }
            }
            let eltern = z.eltern.and_then(|e| self.raeume.get(&e).copied());
            let kurz = RaumKurz {
                id: base::Id::von(z.id),
                code: z.code,
                name: z.name,
                ebene: z.ebene,
            };
            aus.push((kurz, eltern));
        }
        aus
    }

    async fn strassen(&mut self, tx: &mut Tx) -> Result<HashMap<Box<str>, u32>> {
        let mut aliase: HashMap<Uuid, Vec<(String, String)>> = HashMap::new();
        for (strasse, name, hinweis) in bestand::aliase(tx).await? {
            aliase.entry(strasse).or_default().push((name, hinweis));
        }
        let mut schluessel = HashMap::new();
        for (i, s) in (0_u32..).zip(bestand::strassen(tx).await?) {
            schluessel.insert(s.schluessel.as_str().into(), i);
            let nr = self.bauer.strasse(Strasse {
                schluessel: s.schluessel,
                name: s.name,
                ort: s.ort,
                plz: None,
                aliase: aliase.remove(&s.id).unwrap_or_default(),
            });
            self.strassen.insert(s.id, (i, nr));
        }
        Ok(schluessel)
    }

    fn bereich(&mut self, b: &BereichZeile) -> Result<()> {
        let (Some((_, strasse)), Some(einheit)) =
            (self.strassen.get(&b.strasse), self.raeume.get(&b.raumeinheit))
        else {
            return Ok(());
        };
        let bereich = match (b.von_nr, b.bis_nr) {
            (Some(von), Some(bis)) => {
                let paritaet: Paritaet = codes::lesen(&b.paritaet)?;
                let (von, bis) = (nummer(von, &b.von_zusatz)?, nummer(bis, &b.bis_zusatz)?);
                Some(Bereich::neu(von, bis, paritaet.into()).map_err(|e| Error::Intern(e.to_string()))?)
            }
            _ => None,
        };
        let eintrag = Strassenbereich {
            strasse: *strasse,
            bereich,
            plz: (!b.plz.is_empty()).then(|| b.plz.clone()),
            einheit: *einheit,
            zeile: u32::try_from(b.zeile).unwrap_or(0),
        };
        self.bauer
            .bereich(eintrag)
            .map_err(|e| Error::Intern(e.to_string()))
    }

    fn ausnahme(&mut self, strasse: Uuid, nr: i64, zusatz: &str, raum: Uuid, grund: &str) -> Result<()> {
        let (Some((_, strasse)), Some(einheit)) = (self.strassen.get(&strasse), self.raeume.get(&raum))
        else {
            return Ok(());
        };
        self.bauer
            .ausnahme_adresse(*strasse, nummer(nr, zusatz)?, *einheit, grund)
            .map_err(|e| Error::Intern(e.to_string()))
    }

    fn adresse(&mut self, a: &AdressZeile) -> Result<Option<AdressKey>> {
        let Some((i, strasse)) = self.strassen.get(&a.strasse) else {
            return Ok(None);
        };
        let status: AdressStatus = codes::lesen(&a.status)?;
        let hausnummer = if a.nr == 0 {
            None
        } else {
            Some(nummer(a.nr, &a.zusatz)?)
        };
        let adresse = Adresse {
            strasse: *strasse,
            hausnummer,
            plz: a.plz.clone(),
            ortsteil: a.ortsteil.clone(),
            punkt: a.lat.zip(a.lon).map(|(lat, lon)| Punkt { lat, lon }),
            status: status.into(),
            einheit: None,
            zeile: u32::try_from(a.zeile).unwrap_or(0),
        };
        self.bauer
            .adresse(&adresse)
            .map_err(|e| Error::Intern(e.to_string()))?;
        let zusatz = a.zusatz.bytes().next().unwrap_or(0);
        Ok(Some((*i, u16::try_from(a.nr).unwrap_or(0), zusatz, a.id)))
    }
}

fn nummer(nr: i64, zusatz: &str) -> Result<Hausnummer> {
    u16::try_from(nr)
        .ok()
        .and_then(|nr| Hausnummer::neu(nr, zusatz.chars().next()).ok())
        .ok_or_else(|| Error::Intern(format!("Hausnummer {nr}{zusatz} im Register")))
}
