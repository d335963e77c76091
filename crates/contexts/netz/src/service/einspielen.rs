//! Taking in many offers of another directory, so that doing it twice changes nothing.

use std::collections::HashMap;

use amt::{
    App, Result, journal,
    recht::{Anlegen, Befugnis},
};
use base::{Befund, Datum, Id};
use sha2::{Digest, Sha256};
use store::Tx;

use super::raum::verorten;
use crate::{
    Akteur, AkteurDaten, Angebot, AngebotDaten,
    ablage::{self, angebot::Neu, fremd, stand, verlauf::Aenderung},
    rules::pruefen,
};

/// One offer of another directory together with its Akteur.
#[derive(Debug, Clone, PartialEq)]
pub struct Einspielung {
    /// Where it stands in the source, for the report: a line or a number.
    pub stelle: String,
    /// Key of the offer in the source.
    pub extern_id: String,
    /// Key of the Akteur in the source.
    pub akteur_extern: String,
    /// The Akteur.
    pub akteur: AkteurDaten,
    /// The offer; its `akteur` is set here.
    pub angebot: AngebotDaten,
    /// The whole entry of the source as JSON, when it says more than we keep in fields; else empty.
    pub hsds_angebot: String,
    /// The same for the Akteur.
    pub hsds_akteur: String,
}

/// One Akteur of another directory, with or without offers.
#[derive(Debug, Clone, PartialEq)]
pub struct AkteurEintrag {
    /// Where it stands in the source, for the report.
    pub stelle: String,
    /// Key in the source.
    pub extern_id: String,
    /// The Akteur.
    pub daten: AkteurDaten,
    /// The whole entry of the source as JSON, or empty.
    pub hsds: String,
}

/// What became of every line.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Bericht {
    /// Offers that are new.
    pub neu: usize,
    /// Offers that were there and changed.
    pub geaendert: usize,
    /// Offers that were there as they are.
    pub unveraendert: usize,
    /// Akteure that are new.
    pub akteure_neu: usize,
    /// Taken in without coordinates: found by text, without a distance.
    pub ohne_ort: usize,
    /// Refused, each with its line, code and reason.
    pub abgelehnt: Vec<Befund>,
}

struct Lauf<'a> {
    app: &'a App,
    may: &'a Befugnis<Anlegen, Angebot>,
    quelle: &'a str,
    bericht: Bericht,
    /// Something changed that the report does not count.
    still: bool,
}

/// Takes them in: new ones are created, changed ones updated, others left alone. Lines that break a rule are refused
/// and named; the rest goes in. Everything or nothing is kept with the transaction.
///
/// # Errors
/// When the database refuses.
pub async fn angebote_einspielen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Angebot>,
    quelle: &str,
    eintraege: Vec<Einspielung>,
) -> Result<Bericht> {
    verzeichnis_einspielen(app, tx, may, quelle, eintraege, Vec::new()).await
}

/// Is told how many of the entries are done, and stops the run with its error.
pub type Weiter<'a> = dyn FnMut(u64) -> Result<()> + Send + 'a;

/// Entries between two reports of progress.
const SCHRITT: usize = 1_000;

/// As [`angebote_einspielen`], with institutions that may have no offer.
///
/// # Errors
/// When the database refuses.
pub async fn verzeichnis_einspielen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Angebot>,
    quelle: &str,
    eintraege: Vec<Einspielung>,
    akteure: Vec<AkteurEintrag>,
) -> Result<Bericht> {
    verzeichnis_mit_fortschritt(app, tx, may, quelle, eintraege, akteure, &mut |_| Ok(())).await
}

/// As [`verzeichnis_einspielen`], and says how far it is.
///
/// # Errors
/// When the database refuses, or `weiter` does.
pub async fn verzeichnis_mit_fortschritt(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Angebot>,
    quelle: &str,
    eintraege: Vec<Einspielung>,
    akteure: Vec<AkteurEintrag>,
    weiter: &mut Weiter<'_>,
) -> Result<Bericht> {
    let mut lauf = Lauf {
        app,
        may,
        quelle,
        bericht: Bericht::default(),
        still: false,
    };
    let mut gut = lauf.pruefen(eintraege);
    verorten(app, tx, gut.iter_mut().map(|e| &mut e.angebot)).await?;
    let weitere = lauf.akteure_pruefen(akteure);
    let akteure = lauf.akteure(tx, &gut, &weitere).await?;
    lauf.angebote(tx, gut, &akteure, weiter).await?;
    let b = &lauf.bericht;
    if b.neu + b.geaendert + b.akteure_neu > 0 {
        stand::geaendert(app, tx).await?;
        let was = format!("eingespielt,{},{} neu,{} geaendert", quelle, b.neu, b.geaendert);
        journal::notieren(tx, &*app.uhr, may, Id::von(app.ids.uuid()), was);
    } else if lauf.still {
        stand::geaendert(app, tx).await?;
    }
    Ok(lauf.bericht)
}

impl Lauf<'_> {
    fn pruefen(&mut self, eintraege: Vec<Einspielung>) -> Vec<Einspielung> {
        let heute = self.app.uhr.heute();
        let mut gesehen: HashMap<String, String> = HashMap::with_capacity(eintraege.len());
        let mut gut = Vec::with_capacity(eintraege.len());
        for mut e in eintraege {
            let mut befunde = pruefen::akteur(&mut e.akteur);
            befunde.extend(pruefen::angebot(&mut e.angebot, heute));
            befunde.extend(pruefen::kontakt(&e.akteur, &e.angebot, None));
            if let Some(vorher) = gesehen.get(&e.extern_id) {
                befunde.push(Befund::neu(
                    "NETZ-E26",
                    format!("Den Schlüssel „{}“ trägt schon {vorher}.", e.extern_id),
                ));
            }
            if befunde.is_empty() {
                gesehen.insert(e.extern_id.clone(), e.stelle.clone());
                let ort_fehlt = e.angebot.orte.iter().all(|o| o.punkt.is_none());
                self.bericht.ohne_ort += usize::from(ort_fehlt);
                gut.push(e);
            } else {
                self.ablehnen(&e.stelle, &e.angebot.titel, befunde);
            }
        }
        gut
    }

    fn akteure_pruefen(&mut self, eintraege: Vec<AkteurEintrag>) -> Vec<AkteurEintrag> {
        let mut gut = Vec::with_capacity(eintraege.len());
        for mut e in eintraege {
            let befunde = pruefen::akteur(&mut e.daten);
            if befunde.is_empty() {
                gut.push(e);
            } else {
                self.ablehnen(&e.stelle, &e.daten.name, befunde);
            }
        }
        gut
    }

    fn ablehnen(&mut self, stelle: &str, name: &str, befunde: Vec<Befund>) {
        self.bericht.abgelehnt.extend(befunde.into_iter().map(|mut b| {
            // who looks for the line in the source looks for its name
            if !name.is_empty() {
                b.text = format!("{name}: {}", b.text);
            }
            let ort = if b.ort.is_empty() {
                stelle.to_owned()
            } else {
                format!("{stelle}, {}", b.ort)
            };
            b.an(ort)
        }));
    }

    /// Own keys of the Akteure by their keys in the source.
    async fn akteure(
        &mut self,
        tx: &mut Tx,
        gut: &[Einspielung],
        weitere: &[AkteurEintrag],
    ) -> Result<HashMap<String, Id<Akteur>>> {
        let bekannt = fremd::bekannte(tx, self.quelle, fremd::Art::Akteur).await?;
        let (wer, jetzt) = (self.may.kontext().benutzer().uuid(), self.app.uhr.jetzt());
        let mut schluessel: HashMap<String, Id<Akteur>> = HashMap::new();
        let (mut neue, mut merken) = (Vec::new(), Vec::new());
        let aus_angeboten = gut.iter().map(|e| (&e.akteur_extern, &e.akteur, &e.hsds_akteur));
        let alle = aus_angeboten.chain(weitere.iter().map(|a| (&a.extern_id, &a.daten, &a.hsds)));
        for (extern_id, akteur, hsds) in alle {
            if schluessel.contains_key(extern_id) {
                continue;
            }
            let abdruck = abdruck(akteur, hsds)?;
            let id = match bekannt.get(extern_id) {
                Some((id, alt)) => {
                    let id = Id::von(*id);
                    if *alt != abdruck {
                        self.akteur_aktualisieren(tx, id, akteur, hsds).await?;
                        merken.push((extern_id.clone(), id.uuid(), abdruck));
                    }
                    id
                }
                None => {
                    let id: Id<Akteur> = self.app.ids.neu();
                    neue.push((id, akteur, hsds.as_str()));
                    merken.push((extern_id.clone(), id.uuid(), abdruck));
                    id
                }
            };
            schluessel.insert(extern_id.clone(), id);
        }
        self.bericht.akteure_neu = neue.len();
        ablage::akteur::einfuegen(tx, &neue, wer, jetzt).await?;
        fremd::merken(tx, self.quelle, fremd::Art::Akteur, merken).await?;
        Ok(schluessel)
    }

    async fn angebote(
        &mut self,
        tx: &mut Tx,
        gut: Vec<Einspielung>,
        akteure: &HashMap<String, Id<Akteur>>,
        weiter: &mut Weiter<'_>,
    ) -> Result<()> {
        let mut erledigt = 0;
        let bekannt = fremd::bekannte(tx, self.quelle, fremd::Art::Angebot).await?;
        let verdeckt = ablage::akteur::verdeckte(tx).await?;
        let (wer, jetzt) = (self.may.kontext().benutzer().uuid(), self.app.uhr.jetzt());
        let (mut neue, mut merken) = (Vec::new(), Vec::new());
        for mut e in gut {
            let Some(akteur) = akteure.get(&e.akteur_extern) else {
                continue;
            };
            e.angebot.akteur = *akteur;
            let abdruck = abdruck(&ohne_pruefung(&e.angebot), &e.hsds_angebot)?;
            if bekannt.contains_key(&e.extern_id) {
                erledigt += 1;
                if erledigt % SCHRITT == 0 {
                    weiter(erledigt as u64)?;
                }
            }
            if verdeckt.contains(&akteur.uuid()) {
                // no source knows of the consent that was not given to us
                e.angebot.telefon.clear();
                e.angebot.email.clear();
            }
            let id: Id<Angebot> = match bekannt.get(&e.extern_id) {
                Some((id, alt)) if *alt == abdruck => {
                    self.bericht.unveraendert += 1;
                    let (am, von) = (e.angebot.geprueft_am, &*e.angebot.geprueft_von);
                    self.still |= ablage::angebot::geprueft(tx, Id::von(*id), am, von).await?;
                    continue;
                }
                Some((id, _)) => {
                    let id = Id::von(*id);
                    self.aktualisieren(tx, id, &e).await?;
                    self.bericht.geaendert += 1;
                    id
                }
                None => {
                    let id = self.app.ids.neu();
                    self.bericht.neu += 1;
                    neue.push((id, e.clone()));
                    id
                }
            };
            merken.push((e.extern_id, id.uuid(), abdruck));
        }
        for teil in neue.chunks(SCHRITT) {
            let zeilen: Vec<Neu<'_>> = teil
                .iter()
                .map(|(id, e)| Neu {
                    id: *id,
                    daten: &e.angebot,
                    hsds: &e.hsds_angebot,
                })
                .collect();
            ablage::angebot::einfuegen(tx, &zeilen, wer, jetzt).await?;
            erledigt += teil.len();
            weiter(erledigt as u64)?;
        }
        fremd::merken(tx, self.quelle, fremd::Art::Angebot, merken).await
    }

    async fn aktualisieren(&self, tx: &mut Tx, id: Id<Angebot>, e: &Einspielung) -> Result<()> {
        let (wer, jetzt) = (self.may.kontext(), self.app.uhr.jetzt());
        let alt = ablage::angebot::laden(tx, id).await?;
        let mut daten = mit_eigenem(e.angebot.clone(), &alt.daten);
        if self.stand_selbst_gesetzt(tx, id, &alt.daten).await? {
            daten.status = alt.daten.status;
        }
        ablage::angebot::ersetzen(tx, id, alt.version, &daten, wer.benutzer().uuid(), jetzt).await?;
        ablage::angebot::hsds_merken(tx, id, &e.hsds_angebot).await?;
        let was = format!("{AUS_QUELLE} „{}“", self.quelle);
        let aenderung = Aenderung {
            id: self.app.ids.neu(),
            art: "ANGEBOT",
            objekt: id.uuid(),
            was: &was,
            vorher: serde_json::to_string(&alt.daten).map_err(|e| amt::Error::Intern(e.to_string()))?,
            version: alt.version + 1,
        };
        ablage::verlauf::notieren(tx, aenderung, wer, jetzt).await
    }

    /// Whether it was somebody here, and not the source, who last paused, ended or resumed the offer.
    async fn stand_selbst_gesetzt(&self, tx: &mut Tx, id: Id<Angebot>, jetzt: &AngebotDaten) -> Result<bool> {
        let mut danach = jetzt.status;
        for zeile in ablage::verlauf::von(tx, id.uuid()).await? {
            let Ok(davor) = serde_json::from_str::<AngebotDaten>(&zeile.vorher) else {
                break;
            };
            if davor.status != danach {
                return Ok(!zeile.was.starts_with(AUS_QUELLE));
            }
            danach = davor.status;
        }
        Ok(false)
    }

    async fn akteur_aktualisieren(
        &mut self,
        tx: &mut Tx,
        id: Id<Akteur>,
        neu: &AkteurDaten,
        hsds: &str,
    ) -> Result<()> {
        let (wer, jetzt) = (self.may.kontext(), self.app.uhr.jetzt());
        let alt = ablage::akteur::laden(tx, id).await?;
        let daten = akteur_mit_eigenem(neu.clone(), &alt.daten);
        ablage::akteur::ersetzen(tx, id, alt.version, &daten, wer.benutzer().uuid(), jetzt).await?;
        ablage::akteur::hsds_merken(tx, id, hsds).await?;
        let was = format!("{AUS_QUELLE} „{}“", self.quelle);
        let aenderung = Aenderung {
            id: self.app.ids.neu(),
            art: "AKTEUR",
            objekt: id.uuid(),
            was: &was,
            vorher: serde_json::to_string(&alt.daten).map_err(|e| amt::Error::Intern(e.to_string()))?,
            version: alt.version + 1,
        };
        self.still = true;
        ablage::verlauf::notieren(tx, aenderung, wer, jetzt).await
    }
}

/// How the history names a change that came from a source.
const AUS_QUELLE: &str = "aktualisiert aus";

/// The offer as far as the source changed it: the day of the check is often that of the run.
fn ohne_pruefung(d: &AngebotDaten) -> AngebotDaten {
    AngebotDaten {
        geprueft_am: Datum(jiff::civil::Date::ZERO),
        ..d.clone()
    }
}

/// What only we know stays: how the institution takes part, where it works, and what a private person agreed to.
fn akteur_mit_eigenem(mut neu: AkteurDaten, alt: &AkteurDaten) -> AkteurDaten {
    neu.beteiligungsstand = alt.beteiligungsstand;
    neu.entwicklungsstufe = neu.entwicklungsstufe.or(alt.entwicklungsstufe);
    neu.kontakt_privat |= alt.kontakt_privat;
    neu.einwilligung = alt.einwilligung;
    if !alt.raeume.is_empty() {
        neu.raeume.clone_from(&alt.raeume);
    }
    // a source that says nothing takes nothing away
    for (hier, da) in [
        (&mut neu.telefon, &alt.telefon),
        (&mut neu.email, &alt.email),
        (&mut neu.web, &alt.web),
        (&mut neu.anschrift, &alt.anschrift),
        (&mut neu.beschreibung, &alt.beschreibung),
    ] {
        if hier.is_empty() {
            hier.clone_from(da);
        }
    }
    if !neu.kontakt_offen() {
        neu.telefon.clear();
        neu.email.clear();
        neu.anschrift.clear();
    }
    neu
}

/// What only we know stays: who may see it, how often to ask again, and the places when the source is silent about
/// them.
fn mit_eigenem(mut neu: AngebotDaten, alt: &AngebotDaten) -> AngebotDaten {
    neu.sichtbarkeit = alt.sichtbarkeit;
    neu.geprueft_am = neu.geprueft_am.max(alt.geprueft_am);
    neu.pruef_tage = neu.pruef_tage.or(alt.pruef_tage);
    if neu.plaetze.is_none() && neu.frei.is_none() && neu.warteliste.is_none() {
        (neu.plaetze, neu.frei, neu.warteliste) = (alt.plaetze, alt.frei, alt.warteliste);
        (neu.platz_einheit, neu.platz_stand) = (alt.platz_einheit, alt.platz_stand);
        neu.platz_zielgruppe.clone_from(&alt.platz_zielgruppe);
    }
    neu
}

/// Fingerprint of what the source said, to see whether it says something new.
fn abdruck(daten: &impl serde::Serialize, hsds: &str) -> Result<String> {
    let json = serde_json::to_vec(daten).map_err(|e| amt::Error::Intern(e.to_string()))?;
    let summe = Sha256::new().chain_update(json).chain_update(hsds).finalize();
    Ok(summe.iter().map(|b| format!("{b:02x}")).collect())
}
