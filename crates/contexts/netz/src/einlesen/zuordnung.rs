//! The mapping file.

use std::collections::BTreeMap;

use base::{Befund, Datum, Id, Punkt, Tri, suchform};

use super::{
    Datensatz,
    tags::{Art, Tags},
};
use crate::{
    AkteurDaten, Angabe, AngebotDaten, Ort, Zeit,
    codes::{AkteurArt, AngebotArt, Anmeldung, Merkmal, Ortsform, Thema},
    rules::zeiten::minuten,
    service::Einspielung,
};

/// Which column means what.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zuordnung {
    /// Name of the source: the same rows under the same name update instead of doubling.
    pub quelle: String,
    geprueft_am: String,
    geprueft_von: String,
    /// Rows whose column contains this text are refused.
    #[serde(default)]
    ablehnen: BTreeMap<String, String>,
    akteur: AkteurFelder,
    angebot: AngebotFelder,
    #[serde(default)]
    barriere: BTreeMap<Merkmal, BarriereFeld>,
    /// What the tags of a row make of it: the first that fits. Where there are some, one of them has to.
    #[serde(default)]
    tags: Vec<Tags>,
}

#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct AkteurFelder {
    name: String,
    art: Option<AkteurArt>,
    /// What tells two Akteure apart; without it their names do.
    schluessel: Option<String>,
}

#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct AngebotFelder {
    id: String,
    titel: String,
    kurzbeschreibung: String,
    #[serde(default)]
    anschrift: String,
    #[serde(default)]
    plz: String,
    #[serde(default)]
    ort: String,
    #[serde(default)]
    lat: String,
    #[serde(default)]
    lon: String,
    #[serde(default)]
    alter_von_monate: String,
    #[serde(default)]
    alter_bis_monate: String,
    #[serde(default)]
    tage: String,
    #[serde(default)]
    von: String,
    #[serde(default)]
    bis: String,
    #[serde(default)]
    telefon: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    web: String,
    /// Times in the words of the source.
    #[serde(default)]
    zeiten_text: String,
    art: Option<AngebotArt>,
    #[serde(default)]
    themen: Vec<Thema>,
    #[serde(default)]
    sektoren: Vec<String>,
    anmeldung: Anmeldung,
    #[serde(default)]
    kostenlos: Tri,
}

#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct BarriereFeld {
    spalte: String,
    werte: BTreeMap<String, Tri>,
}

impl Zuordnung {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// `NETZ-E29` with the place and what is wrong.
    pub fn lesen(toml: &str) -> Result<Self, Befund> {
        let falsch =
            |text: String| Befund::neu("NETZ-E29", format!("Die Zuordnungsdatei stimmt nicht: {text}"));
        let z: Self = toml::from_str(toml).map_err(|e| falsch(e.to_string()))?;
        z.geprueft_am
            .parse::<Datum>()
            .map_err(|e| falsch(e.to_string()))?;
        // what no row could become is said before the first is read
        if z.tags.is_empty() {
            z.art(None).map_err(|feld| falsch(format!("{feld} fehlt.")))?;
        }
        for (nr, t) in (1..).zip(&z.tags) {
            if t.wenn.is_empty() {
                return Err(falsch(format!("tags Nummer {nr} hat kein „wenn“.")));
            }
            z.art(Some(t))
                .map_err(|feld| falsch(format!("tags Nummer {nr}: {feld} fehlt.")))?;
        }
        Ok(z)
    }

    /// What a row with these tags becomes: what they say goes before what is said for all rows.
    ///
    /// # Errors
    /// Name of the field neither says.
    fn art<'a>(&'a self, tags: Option<&'a Tags>) -> Result<Art<'a>, &'static str> {
        let f = &self.angebot;
        let themen = tags.map(|t| &t.themen).filter(|t| !t.is_empty());
        let sektoren = tags.map(|t| &t.sektoren).filter(|s| !s.is_empty());
        let themen = themen.unwrap_or(&f.themen);
        if themen.is_empty() {
            return Err("themen");
        }
        Ok(Art {
            akteur: tags
                .and_then(|t| t.akteur_art)
                .or(self.akteur.art)
                .ok_or("akteur_art")?,
            angebot: tags.and_then(|t| t.art).or(f.art).ok_or("art")?,
            themen,
            sektoren: sektoren.unwrap_or(&f.sektoren),
            anmeldung: tags.and_then(|t| t.anmeldung).unwrap_or(f.anmeldung),
            name: tags.map_or("", |t| &t.name),
        })
    }

    /// The same for a row.
    fn art_von(&self, s: &Datensatz) -> Result<Art<'_>, Befund> {
        let tags = self.tags.iter().find(|t| t.passt(s));
        if tags.is_none() && !self.tags.is_empty() {
            let mut spalten: Vec<&str> = self
                .tags
                .iter()
                .flat_map(|t| t.wenn.keys())
                .map(String::as_str)
                .collect();
            spalten.sort_unstable();
            spalten.dedup();
            let werte: Vec<String> = spalten
                .iter()
                .filter_map(|n| Some(format!("{n} = {}", s.spalten.get(*n).filter(|w| !w.is_empty())?)))
                .collect();
            let was = if werte.is_empty() {
                format!("ohne {}", spalten.join(", "))
            } else {
                format!("mit {}", werte.join(", "))
            };
            return Err(Befund::neu(
                "NETZ-E37",
                format!("Die Zuordnungsdatei sagt nicht, was ein Eintrag {was} ist."),
            ));
        }
        self.art(tags).map_err(|feld| {
            Befund::neu(
                "NETZ-E29",
                format!("Die Zuordnungsdatei stimmt nicht: {feld} fehlt."),
            )
        })
    }

    /// Rows as offers, and the refused ones with their reason.
    #[must_use]
    pub fn anwenden(&self, saetze: &[Datensatz]) -> (Vec<Einspielung>, Vec<Befund>) {
        let (mut gut, mut abgelehnt) = (Vec::with_capacity(saetze.len()), Vec::new());
        for s in saetze {
            match self.einer(s) {
                Ok(e) => gut.push(e),
                Err(mut b) => {
                    // who looks for the line in the source looks for its name
                    let titel = fuellen(&self.angebot.titel, s);
                    if !titel.is_empty() {
                        b.text = format!("{}: {}", kuerzen(&titel, 80), b.text);
                    }
                    abgelehnt.push(b.an(s.stelle.clone()));
                }
            }
        }
        (gut, abgelehnt)
    }

    fn einer(&self, s: &Datensatz) -> Result<Einspielung, Befund> {
        for (spalte, text) in &self.ablehnen {
            if s.spalten.get(spalte).is_some_and(|w| w.contains(text)) {
                return Err(Befund::neu(
                    "NETZ-E30",
                    format!("Die Zuordnungsdatei lehnt Zeilen mit „{text}“ ab."),
                ));
            }
        }
        let f = &self.angebot;
        let extern_id = fuellen(&f.id, s);
        if extern_id.is_empty() {
            return Err(Befund::neu("NETZ-E31", "Die Zeile hat keinen Schlüssel."));
        }
        let art = self.art_von(s)?;
        let titel = Some(fuellen(&f.titel, s))
            .filter(|t| !t.is_empty())
            .unwrap_or_else(|| art.name.to_owned());
        let traeger = fuellen(&self.akteur.name, s);
        let schluessel = self.akteur.schluessel.as_ref().map(|v| fuellen(v, s));
        let schluessel = schluessel.filter(|k| !k.is_empty()).unwrap_or_else(|| {
            // without a Träger the institution stands for itself: the same name is not yet the same institution
            if traeger.is_empty() {
                extern_id.clone()
            } else {
                suchform(&traeger)
            }
        });
        let name = if traeger.is_empty() {
            titel.clone()
        } else {
            traeger
        };
        let geprueft = self
            .geprueft_am
            .parse()
            .map_err(|_| Befund::neu("NETZ-E29", "geprueft_am ist kein Datum"))?;
        let beschreibung = match fuellen(&f.kurzbeschreibung, s) {
            b if b.is_empty() => art.name.to_owned(),
            b => b,
        };
        let kurz = kuerzen(&titel, 200);
        // a title that is too long stays whole in the description
        let beschreibung = if kurz == titel {
            beschreibung
        } else {
            format!("{titel}. {beschreibung}")
        };
        let mut d = AngebotDaten::neu(Id::von(uuid::Uuid::nil()), kurz, art.angebot, geprueft);
        d.kurzbeschreibung = kuerzen(&beschreibung, 500);
        d.ortsform = Ortsform::VorOrt;
        d.orte = vec![Ort {
            name: String::new(),
            anschrift: fuellen(&f.anschrift, s),
            plz: fuellen(&f.plz, s),
            ort: fuellen(&f.ort, s),
            punkt: s
                .punkt
                .or_else(|| punkt(&fuellen(&f.lat, s), &fuellen(&f.lon, s))),
            raumeinheit: None,
        }];
        let jahre = |v: &str| fuellen(v, s).parse::<u16>().ok().map(|m| m / 12);
        (d.alter_von, d.alter_bis) = (jahre(&f.alter_von_monate), jahre(&f.alter_bis_monate));
        zeiten(
            &mut d,
            &fuellen(&f.tage, s),
            &fuellen(&f.von, s),
            &fuellen(&f.bis, s),
        );
        (d.telefon, d.email, d.web) = (fuellen(&f.telefon, s), fuellen(&f.email, s), fuellen(&f.web, s));
        if d.zeiten_text.is_empty() && d.zeiten.is_empty() {
            d.zeiten_text = kuerzen(&fuellen(&f.zeiten_text, s), 500);
        }
        d.themen = art.themen.to_vec();
        d.sektoren = art.sektoren.to_vec();
        (d.anmeldung, d.kostenlos) = (art.anmeldung, f.kostenlos);
        d.geprueft_von.clone_from(&self.geprueft_von);
        for (merkmal, feld) in &self.barriere {
            let wert = s.spalten.get(&feld.spalte).and_then(|w| feld.werte.get(w));
            if let Some(wert) = wert {
                d.barrieren.insert(*merkmal, Angabe::tri(*wert));
            }
        }
        Ok(Einspielung {
            stelle: s.stelle.clone(),
            extern_id,
            akteur_extern: schluessel,
            akteur: AkteurDaten::neu(kuerzen(&name, 200), art.akteur),
            angebot: d,
            hsds_angebot: String::new(),
            hsds_akteur: String::new(),
        })
    }
}

/// The windows are only taken over when they make sense; otherwise the times stay unknown and are said in words.
fn zeiten(d: &mut AngebotDaten, tage: &str, von: &str, bis: &str) {
    if tage.is_empty() || (von.is_empty() && bis.is_empty()) {
        return;
    }
    let (v, b) = (minuten(von), minuten(bis));
    if matches!((v, b), (Some(v), Some(b)) if v < b) {
        d.zeiten = vec![Zeit {
            rrule: format!("FREQ=WEEKLY;BYDAY={tage}"),
            von: v,
            bis: b,
            ..Zeit::default()
        }];
    } else {
        d.zeiten_text = format!("laut Quelle von {von} bis {bis}");
    }
}

fn punkt(lat: &str, lon: &str) -> Option<Punkt> {
    let zahl = |t: &str| t.replace(',', ".").parse::<f64>().ok();
    Some(Punkt {
        lat: zahl(lat)?,
        lon: zahl(lon)?,
    })
}

/// Puts the columns into the braces.
fn fuellen(vorlage: &str, s: &Datensatz) -> String {
    let mut aus = String::new();
    let mut rest = vorlage;
    while let Some((vorn, hinten)) = rest.split_once('{') {
        aus.push_str(vorn);
        let Some((spalte, weiter)) = hinten.split_once('}') else {
            rest = hinten;
            break;
        };
        aus.push_str(s.spalten.get(spalte).map_or("", |w| w.trim()));
        rest = weiter;
    }
    aus.push_str(rest);
    aus.trim().to_owned()
}

pub(super) fn kuerzen(text: &str, zeichen: usize) -> String {
    if text.chars().count() <= zeichen {
        return text.to_owned();
    }
    text.chars().take(zeichen - 1).chain(['…']).collect()
}
