//! Offers as a kind of data that goes through the import: one upload, preview, job and report with boundaries and
//! addresses.

use amt::{
    App, Error, Kontext, Result,
    recht::{Anlegen, Befugnis, Bezug, Rolle},
};
use base::Befund;
use einlesen::{
    Meldung, Quelle, Schwere,
    abbildung::{Abbildung, Zielfeld},
    packen,
};
use raum::{
    abschnitt::Zukunft,
    import::{
        self, Bericht, Datei, Einleser, Fortschritt, Gelesen, Stand, VORSCHAU_ZEILEN, Vorschau, abgebrochen,
        unbrauchbar,
    },
};
use store::Tx;

use super::{
    Zuordnung,
    dateien::unlesbar,
    datensaetze,
    felder::{self, FELDER},
};
use crate::{
    Angebot,
    hsds::{self, Bestand, Tabellen, Vorgabe},
    service::{self, AkteurEintrag, Einspielung},
};

/// Offers of other directories.
#[derive(Debug, Clone, Copy)]
pub struct AngeboteEinlesen;

/// How a file is to be understood.
enum Wie {
    /// Columns of a table or map; for HSDS what is the same for all entries.
    Felder(Option<Abbildung>),
    /// Templates over the columns.
    Vorlage(Box<Zuordnung>),
    /// HSDS 3 with what the standard does not say.
    Hsds(Box<Vorgabe>),
    /// Three tables with the columns of HSDS.
    Tabellen(Box<Tabellen>),
}

impl Wie {
    /// What kind of mapping it is, its sections say.
    fn lesen(toml: &str) -> Result<Self> {
        let tabelle: toml::Table = toml.parse().unwrap_or_default();
        let falsch =
            |e: toml::de::Error| Error::regel("NETZ-E29", format!("Die Zuordnungsdatei stimmt nicht: {e}"));
        Ok(if tabelle.contains_key("vorgabe") {
            Self::Tabellen(Box::new(Tabellen::neu(toml)?))
        } else if tabelle.contains_key("akteur_art") {
            Self::Hsds(Box::new(toml::from_str(toml).map_err(falsch)?))
        } else if tabelle.contains_key("angebot") {
            Self::Vorlage(Box::new(Zuordnung::lesen(toml)?))
        } else {
            Self::Felder(import::abbildung_lesen(toml, FELDER)?)
        })
    }
}

/// HSDS is JSON that is no map, or a folder or archive of such files or of its three tables.
fn ist_hsds(quelle: &Quelle) -> Result<bool> {
    use std::io::Read;
    if let Quelle::Pfad(p) = quelle
        && p.is_dir()
    {
        return Ok(!packen::teile(quelle, &["shp"]).is_ok_and(|t| !t.is_empty()));
    }
    let mut anfang = Vec::new();
    let strom = quelle.oeffnen().map_err(|e| unbrauchbar(&e))?;
    strom
        .take(1 << 16)
        .read_to_end(&mut anfang)
        .map_err(|e| unbrauchbar(&e.into()))?;
    let text = anfang
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(&anfang)
        .trim_ascii_start();
    let kommt_vor = |wort: &[u8]| text.windows(wort.len()).any(|w| w == wort);
    let karte = kommt_vor(b"FeatureCollection") || kommt_vor(b"Topology");
    Ok(text.starts_with(b"[") || (text.starts_with(b"{") && !karte))
}

fn hsds_lesen(quelle: &Quelle, vorgabe: &Vorgabe) -> Result<Bestand> {
    let teile = packen::teile(quelle, &["json"]).map_err(|e| unbrauchbar(&e))?;
    let mehrere = teile.len() > 1;
    let mut alles = Bestand::default();
    for (name, inhalt) in teile {
        match hsds::lesen(&inhalt, vorgabe) {
            Ok(mut b) => {
                if mehrere {
                    b.eintraege
                        .iter_mut()
                        .for_each(|e| e.stelle = format!("{name}: {}", e.stelle));
                    b.akteure
                        .iter_mut()
                        .for_each(|a| a.stelle = format!("{name}: {}", a.stelle));
                    b.abgelehnt
                        .iter_mut()
                        .for_each(|f| f.ort = format!("{name}: {}", f.ort));
                }
                alles.eintraege.extend(b.eintraege);
                alles.akteure.extend(b.akteure);
                alles.abgelehnt.extend(b.abgelehnt);
            }
            // of a folder the other files still count; a single file has failed as a whole
            Err(f) if mehrere => alles.abgelehnt.push(f.an(name)),
            Err(f) => return Err(f.into()),
        }
    }
    Ok(alles)
}

async fn tabellen_lesen(quelle: &Quelle, t: &Tabellen) -> Result<Bestand> {
    let teile = packen::teile(quelle, &["csv"]).map_err(|e| unbrauchbar(&e))?;
    let mut drei = Vec::new();
    for name in ["organizations.csv", "locations.csv", "services.csv"] {
        let teil = teile
            .iter()
            .find(|(n, _)| n.rsplit('/').next() == Some(name))
            .ok_or_else(|| Error::from(unlesbar(format!("{name} fehlt."))))?;
        let datei = Datei::oeffnen(&teil.1.clone().into(), None).await?;
        let (saetze, schlecht) = datensaetze(datei);
        if let Some(m) = schlecht.first() {
            return Err(unlesbar(format!("{name}: {m}")).into());
        }
        drei.push(saetze);
    }
    Ok(t.anwenden(&drei[0], &drei[1], &drei[2])?)
}

/// What a file held, and under which name its entries are known.
struct Inhalt {
    /// Entries by the name of their source.
    quellen: Vec<(String, Vec<Einspielung>)>,
    akteure: Vec<AkteurEintrag>,
}

impl Inhalt {
    fn dazu(&mut self, quelle: String, e: Einspielung) {
        match self.quellen.iter_mut().find(|(q, _)| *q == quelle) {
            Some((_, liste)) => liste.push(e),
            None => self.quellen.push((quelle, vec![e])),
        }
    }

    fn aus_bestand(quelle: &str, b: Bestand, bericht: &mut Bericht) -> Self {
        bericht.gelesen += (b.eintraege.len() + b.abgelehnt.len()) as u64;
        b.abgelehnt.into_iter().for_each(|f| ablehnen(bericht, f));
        Self {
            quellen: vec![(quelle.to_owned(), b.eintraege)],
            akteure: b.akteure,
        }
    }
}

/// Places such as `Zeile 7, alter_von` become line and column; anything else stands before the reason.
pub(super) fn ablehnen(bericht: &mut Bericht, b: Befund) {
    let (stelle, spalte) = b.ort.split_once(", ").unwrap_or((&b.ort, ""));
    let nummer = ["Zeile ", "Eintrag "]
        .iter()
        .find_map(|w| stelle.strip_prefix(w))
        .and_then(|z| z.parse::<u64>().ok());
    let meldung = match nummer {
        Some(nr) => Meldung::fehler(nr, b.code, b.text).an(spalte),
        None if b.ort.is_empty() => Meldung::fehler(0, b.code, b.text),
        None => Meldung::fehler(0, b.code, format!("{}: {}", b.ort, b.text)),
    };
    bericht.melden(meldung);
}

async fn alles_lesen(
    quelle: Quelle,
    abbildung: String,
    fortschritt: Fortschritt,
) -> Result<(Inhalt, Bericht)> {
    let mut bericht = Bericht::default();
    let mut inhalt = Inhalt {
        quellen: Vec::new(),
        akteure: Vec::new(),
    };
    match Wie::lesen(&abbildung)? {
        Wie::Hsds(v) => {
            inhalt = Inhalt::aus_bestand(&v.quelle, hsds_lesen(&quelle, &v)?, &mut bericht);
        }
        Wie::Tabellen(t) => {
            let bestand = tabellen_lesen(&quelle, &t).await?;
            inhalt = Inhalt::aus_bestand(&t.vorgabe.quelle, bestand, &mut bericht);
        }
        Wie::Vorlage(z) => {
            let (saetze, schlecht) = datensaetze(Datei::oeffnen(&quelle, None).await?);
            // a hint belongs to a row that was read
            let verloren = schlecht
                .iter()
                .filter(|m| m.zeile > 0 && m.schwere != Schwere::Hinweis)
                .count();
            bericht.gelesen = (saetze.len() + verloren) as u64;
            schlecht.into_iter().for_each(|m| bericht.melden(m));
            let (gut, abgelehnt) = z.anwenden(&saetze);
            abgelehnt.into_iter().for_each(|b| ablehnen(&mut bericht, b));
            inhalt.quellen.push((z.quelle.clone(), gut));
        }
        Wie::Felder(a) if ist_hsds(&quelle)? => {
            let v = felder::vorgabe(&a.unwrap_or_default()).map_err(Error::Regel)?;
            inhalt = Inhalt::aus_bestand(&v.quelle, hsds_lesen(&quelle, &v)?, &mut bericht);
        }
        Wie::Felder(a) => {
            let datei = Datei::oeffnen(&quelle, a.as_ref()).await?;
            let abbildung = import::oder_vorschlag(FELDER, a, datei.spalten());
            import::durchgehen(datei, FELDER, &abbildung, &mut bericht, &fortschritt, |z, b| {
                match felder::angebot(&z.satz, z.geometrie.as_ref()) {
                    Ok((quelle, e)) => inhalt.dazu(quelle, e),
                    Err(f) => b.melden(Meldung::fehler(z.satz.nr, f.code, f.text).an(&f.ort)),
                }
            })?;
        }
    }
    Ok((inhalt, bericht))
}

/// Title, place and theme of the first entries: what a mapping that is not chosen column by column leads to.
fn ansehen(format: &str, inhalt: &Inhalt, bericht: Bericht) -> Vorschau {
    let zeile = |nr: u64, e: &Einspielung| {
        let ort = e.angebot.orte.first().cloned().unwrap_or_default();
        let themen: Vec<&str> = e.angebot.themen.iter().map(|t| t.text()).collect();
        (
            nr,
            vec![
                ("titel", e.angebot.titel.clone()),
                ("traeger", e.akteur.name.clone()),
                ("art", e.angebot.art.text().to_owned()),
                ("themen", themen.join(", ")),
                ("anschrift", ort.anschrift),
                ("plz", ort.plz),
                ("ort", ort.ort),
                ("telefon", e.angebot.telefon.clone()),
            ],
        )
    };
    let erste = inhalt.quellen.iter().flat_map(|(_, e)| e).take(VORSCHAU_ZEILEN);
    let meldung = |a: import::Ablehnung| Meldung::fehler(a.zeile, &a.code, a.text).an(&a.spalte);
    Vorschau {
        format: format.to_owned(),
        spalten: Vec::new(),
        abbildung: None,
        saetze: (1..).zip(erste).map(|(nr, e)| zeile(nr, e)).collect(),
        meldungen: bericht.abgewiesen.into_iter().map(meldung).collect(),
    }
}

async fn vorschau(quelle: Quelle, abbildung: String) -> Result<Vorschau> {
    let fortschritt: Fortschritt = std::sync::Arc::new(|_| true);
    let wie = Wie::lesen(&abbildung)?;
    let hsds = ist_hsds(&quelle)?;
    match wie {
        Wie::Felder(a) if !hsds => Ok(import::ansehen(
            Datei::oeffnen(&quelle, a.as_ref()).await?,
            FELDER,
            a,
        )),
        Wie::Felder(a) => {
            let a = a.unwrap_or_default();
            let mut v = match felder::vorgabe(&a) {
                Ok(_) => {
                    let (inhalt, bericht) = alles_lesen(quelle, abbildung, fortschritt).await?;
                    ansehen("HSDS 3", &inhalt, bericht)
                }
                Err(fehlt) => Vorschau {
                    format: "HSDS 3".to_owned(),
                    spalten: Vec::new(),
                    abbildung: None,
                    saetze: Vec::new(),
                    meldungen: fehlt
                        .into_iter()
                        .map(|b| Meldung::fehler(0, b.code, b.text).an(&b.ort))
                        .collect(),
                },
            };
            v.abbildung = Some(a);
            Ok(v)
        }
        _ => {
            let (inhalt, bericht) = alles_lesen(quelle, abbildung, fortschritt).await?;
            let format = if hsds { "HSDS 3" } else { "mit Zuordnungsdatei" };
            Ok(ansehen(format, &inhalt, bericht))
        }
    }
}

impl Einleser for AngeboteEinlesen {
    fn code(&self) -> &'static str {
        "angebote"
    }

    fn titel(&self) -> &'static str {
        "Angebote"
    }

    fn felder(&self) -> &'static [Zielfeld] {
        FELDER
    }

    fn darf(&self, kontext: &Kontext) -> Result<Rolle> {
        Befugnis::<Anlegen, Angebot>::pruefen(kontext, None, Bezug::default()).map(|b| b.rolle())
    }

    fn abbildung_pruefen(&self, toml: &str) -> Result<()> {
        Wie::lesen(toml).map(|_| ())
    }

    fn vorschau(&self, quelle: Quelle, abbildung: String) -> Zukunft<'static, Result<Vorschau>> {
        Box::pin(vorschau(quelle, abbildung))
    }

    fn lesen(
        &self,
        quelle: Quelle,
        abbildung: String,
        fortschritt: Fortschritt,
    ) -> Zukunft<'static, Result<(Box<dyn Gelesen>, Bericht)>> {
        Box::pin(async move {
            let (inhalt, bericht) = alles_lesen(quelle, abbildung, fortschritt).await?;
            Ok((Box::new(inhalt) as Box<dyn Gelesen>, bericht))
        })
    }
}

impl Gelesen for Inhalt {
    fn schreiben<'a>(
        self: Box<Self>,
        app: &'a App,
        tx: &'a mut Tx,
        kontext: &'a Kontext,
        bericht: &'a mut Bericht,
        fortschritt: &'a Fortschritt,
    ) -> Zukunft<'a, Result<()>> {
        Box::pin(async move {
            let may = Befugnis::<Anlegen, Angebot>::pruefen(kontext, None, Bezug::default())?;
            let gesamt = self.quellen.iter().map(|(_, e)| e.len() as u64).sum();
            let mut erledigt = 0;
            let mut akteure = self.akteure;
            for (quelle, eintraege) in self.quellen {
                if !fortschritt(Stand { erledigt, gesamt }) {
                    return Err(abgebrochen());
                }
                let (vorher, viele) = (erledigt, eintraege.len() as u64);
                let weitere = std::mem::take(&mut akteure);
                let mut weiter = |n: u64| {
                    let stand = Stand {
                        erledigt: vorher + n,
                        gesamt,
                    };
                    if fortschritt(stand) {
                        Ok(())
                    } else {
                        Err(abgebrochen())
                    }
                };
                let b = service::verzeichnis_mit_fortschritt(
                    app,
                    tx,
                    &may,
                    &quelle,
                    eintraege,
                    weitere,
                    &mut weiter,
                )
                .await?;
                erledigt += viele;
                bericht.neu += b.neu as u64;
                bericht.geaendert += b.geaendert as u64;
                bericht.unveraendert += b.unveraendert as u64;
                b.abgelehnt.into_iter().for_each(|f| ablehnen(bericht, f));
                if b.akteure_neu > 0 {
                    bericht
                        .saetze
                        .push(format!("{} Akteure sind neu.", b.akteure_neu));
                }
                if b.ohne_ort > 0 {
                    bericht.saetze.push(format!(
                        "{} Angebote haben keine Koordinaten. Sie werden gefunden, aber ohne Entfernung.",
                        b.ohne_ort
                    ));
                }
            }
            if !fortschritt(Stand { erledigt, gesamt }) {
                return Err(abgebrochen());
            }
            Ok(())
        })
    }
}
