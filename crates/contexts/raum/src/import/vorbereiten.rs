//! From rows to the commands of the use cases.

use std::collections::HashMap;

use amt::{Error, Result};
use base::{Befund, Datum, Punkt, Text, suchform};
use einlesen::{
    abbildung::{Abbildung, Satz},
    geodaten::{Bezug, Geometrie},
};
use geo::MultiPolygon;
use zuordnung::Hausnummer;

use super::{Bericht, Importart, lesen::Zeile, unbrauchbar};
use crate::{
    AdressStatus, Paritaet,
    service::{NeueAdresse, NeueStrasse, NeuerBereich},
};

/// Everything of one file, ready to be stored.
pub(super) struct Menge {
    /// Name or key of the draft, where the mapping says one.
    pub zuschnitt: Option<String>,
    pub raeume: Vec<Raum>,
    pub strassen: Vec<NeueStrasse>,
    pub bereiche: Vec<NeuerBereich>,
    pub adressen: Vec<NeueAdresse>,
    pub werte: Vec<Raumwert>,
}

/// A unit.
pub(super) struct Raum {
    pub zeile: u64,
    pub code: Text<12>,
    pub name: Text<80>,
    pub ebene: String,
    pub eltern: String,
    pub kommune_ags: Option<Text<8>>,
    pub einwohner: Option<(u32, Datum)>,
    pub flaeche: Option<MultiPolygon<f64>>,
}

/// A number about a unit that is named somehow.
pub(super) struct Raumwert {
    pub zeile: u64,
    pub raum: String,
    pub stichtag: Datum,
    pub was: Was,
}

pub(super) enum Was {
    Einwohner(u32),
    Indikator {
        name: Text<60>,
        zaehler: i64,
        nenner: i64,
        anteil: bool,
        unterdrueckt: bool,
        quelle: Text<200>,
    },
}

/// Collects the rows of one file.
pub(super) struct Bauer {
    art: Importart,
    bezug: Option<Bezug>,
    /// Street key to its place in `menge.strassen`.
    strassen: HashMap<String, usize>,
    /// Whether some address had a point: then one without is worth a word.
    mit_punkt: bool,
    menge: Menge,
}

/// Codes live as long as the program; those of the reader come as text.
pub(super) fn befund(code: &str, text: &str) -> Befund {
    use einlesen::codes as c;
    let bekannt = [c::FEHLT, c::SPALTE_FEHLT, c::ABBILDUNG]
        .into_iter()
        .find(|b| *b == code);
    Befund::neu(bekannt.unwrap_or(c::ABBILDUNG), text)
}

type Verstanden<T> = Result<T, (&'static str, String)>;

fn text<const N: usize>(wert: &str, titel: &str) -> Verstanden<Text<N>> {
    Text::neu(wert).map_err(|e| ("EINLESEN-E14", format!("{titel}: {e}")))
}

fn nummer(wert: &str) -> Verstanden<Hausnummer> {
    Hausnummer::lesen(wert).map_err(|e| ("RAUM-E01", e.to_string()))
}

fn zeile(nr: u64) -> u32 {
    u32::try_from(nr).unwrap_or(u32::MAX)
}

impl Bauer {
    pub fn neu(art: Importart, a: &Abbildung) -> Result<Self> {
        let bezug = a
            .karte
            .epsg
            .map(|e| Bezug::neu(e, a.karte.achsen_tauschen))
            .transpose()
            .map_err(|e| unbrauchbar(&e))?;
        let menge = Menge {
            zuschnitt: a.ziel("zuschnitt").map(str::to_owned),
            raeume: Vec::new(),
            strassen: Vec::new(),
            bereiche: Vec::new(),
            adressen: Vec::new(),
            werte: Vec::new(),
        };
        if let Some((fremd, _)) = a.ziel.iter().find(|(k, _)| k != "zuschnitt") {
            let text = format!("Im Abschnitt [ziel] gibt es {fremd} nicht. Erlaubt ist zuschnitt.");
            return Err(Error::Regel(vec![befund(einlesen::codes::ABBILDUNG, &text)]));
        }
        Ok(Self {
            art,
            bezug,
            strassen: HashMap::new(),
            mit_punkt: false,
            menge,
        })
    }

    pub fn fertig(self) -> Menge {
        self.menge
    }

    pub fn nehmen(&mut self, z: Zeile<'_>, amtlich: Option<&(String, String)>, bericht: &mut Bericht) {
        let nr = z.satz.nr;
        let ergebnis = match self.art {
            Importart::Grenzen => self.raum(z),
            Importart::Strassenverzeichnis => self.bereiche(&z.satz, bericht),
            Importart::Adressen => self.adresse(&z, amtlich, bericht),
            Importart::Einwohner | Importart::Indikatoren => self.wert(&z.satz),
        };
        if let Err((code, text)) = ergebnis {
            bericht.abweisen(nr, code, text);
        }
    }

    fn raum(&mut self, z: Zeile<'_>) -> Verstanden<()> {
        let s = &z.satz;
        let flaeche = match z.geometrie {
            Some(Geometrie::Flaeche(f)) => Some(f),
            Some(Geometrie::Punkt(_)) => {
                return Err((
                    "RAUM-E16",
                    "Ein Raum braucht eine Fläche, keinen Punkt.".to_owned(),
                ));
            }
            None => None,
        };
        let einwohner = match (s.ganzzahl("einwohner"), s.datum("stichtag")) {
            (Some(n), Some(tag)) => {
                let n = u32::try_from(n)
                    .map_err(|_| (einlesen::codes::ZAHL, format!("{n} ist keine Einwohnerzahl.")))?;
                Some((n, tag))
            }
            (Some(_), None) => {
                return Err((
                    einlesen::codes::FEHLT,
                    "Zu den Einwohnern fehlt der Stichtag.".to_owned(),
                ));
            }
            _ => None,
        };
        let ags = s.text("kommune_ags");
        self.menge.raeume.push(Raum {
            zeile: s.nr,
            code: text(s.text("code"), "Code")?,
            name: text(s.text("name"), "Name")?,
            ebene: s.text("ebene").to_owned(),
            eltern: s.text("eltern").to_owned(),
            kommune_ags: if ags.is_empty() {
                None
            } else {
                Some(text(ags, "Gemeindeschlüssel")?)
            },
            einwohner,
            flaeche,
        });
        Ok(())
    }

    /// Notes the street once; a street without a key gets one from its name and place.
    fn strasse(&mut self, s: &Satz, name: &str, amtlich: Option<&(String, String)>) -> Verstanden<String> {
        let schluessel = match amtlich {
            Some((k, _)) => k.clone(),
            None if s.text("schluessel").is_empty() => {
                kunstschluessel(name, s.text("ort"), s.text("kommune_ags"))
            }
            None => s.text("schluessel").to_owned(),
        };
        if let Some(i) = self.strassen.get(&schluessel) {
            let da = &self.menge.strassen[*i];
            if suchform(&da.name) != suchform(name) {
                let text = format!(
                    "Der Straßenschlüssel {schluessel} gehört in Zeile {} zu „{}“, hier zu „{name}“.",
                    da.zeile, da.name
                );
                return Err(("RAUM-E23", text));
            }
            return Ok(schluessel);
        }
        let neu = NeueStrasse {
            schluessel: text(&schluessel, "Straßenschlüssel")?,
            name: text(name, "Straße")?,
            kommune_ags: text(
                amtlich.map_or_else(|| s.text("kommune_ags"), |(_, a)| a),
                "Gemeindeschlüssel",
            )?,
            ort: text(s.text("ort"), "Ort")?,
            aliase: Vec::new(),
            zeile: zeile(s.nr),
        };
        self.strassen
            .insert(schluessel.clone(), self.menge.strassen.len());
        self.menge.strassen.push(neu);
        Ok(schluessel)
    }

    fn bereiche(&mut self, s: &Satz, bericht: &mut Bericht) -> Verstanden<()> {
        let schluessel = self.strasse(s, s.text("name"), None)?;
        let mut neue = Vec::new();
        for (von, bis, paritaet) in [
            ("ungerade_von", "ungerade_bis", Paritaet::Ungerade),
            ("gerade_von", "gerade_bis", Paritaet::Gerade),
            ("von", "bis", seite(s.text("seite"))?),
        ] {
            let (mut von, mut bis) = (s.text(von), s.text(bis));
            if ohne_nummer(von) || ohne_nummer(bis) {
                let text = "Die Grenze 0 steht für „ohne Nummer“. Der Bereich beginnt bei der ersten Nummer der Seite; ohne weitere Angabe gilt die Zeile für die ganze Straße.";
                bericht.melden(einlesen::Meldung::hinweis(s.nr, "RAUM-E01", text));
                von = match (ohne_nummer(von), bis.is_empty() || ohne_nummer(bis), paritaet) {
                    (false, ..) => von,
                    (_, true, _) => "",
                    (_, _, Paritaet::Gerade) => "2",
                    _ => "1",
                };
                bis = if ohne_nummer(bis) { "" } else { bis };
            }
            match (von.is_empty(), bis.is_empty()) {
                (true, true) => {}
                // one end only: the number itself
                (false, true) => neue.push((Some((nummer(von)?, nummer(von)?)), paritaet)),
                (true, false) => neue.push((Some((nummer(bis)?, nummer(bis)?)), paritaet)),
                (false, false) => neue.push((Some((nummer(von)?, nummer(bis)?)), paritaet)),
            }
        }
        if !s.text("hausnummer").is_empty() {
            let n = nummer(&format!("{}{}", s.text("hausnummer"), s.text("zusatz")))?;
            neue.push((Some((n, n)), Paritaet::Alle));
        }
        if neue.is_empty() {
            neue.push((None, seite(s.text("seite"))?));
        }
        for (nummern, paritaet) in neue {
            self.menge.bereiche.push(NeuerBereich {
                strassenschluessel: schluessel.clone(),
                nummern,
                paritaet,
                plz: s.text("plz").to_owned(),
                raum: s.text("raum").to_owned(),
                zeile: zeile(s.nr),
            });
        }
        Ok(())
    }

    fn adresse(
        &mut self,
        z: &Zeile<'_>,
        amtlich: Option<&(String, String)>,
        bericht: &mut Bericht,
    ) -> Verstanden<()> {
        let s = &z.satz;
        let schluessel = self.strasse(s, s.text("strasse"), amtlich)?;
        let nr = s.text("hausnummer");
        let hausnummer = if nr.is_empty() {
            None
        } else {
            Some(nummer(&format!("{nr}{}", s.text("zusatz")))?)
        };
        let status = match s.text("status") {
            "" => AdressStatus::Aktiv,
            t => t.parse().map_err(|e| (einlesen::codes::WERTELISTE, e))?,
        };
        let punkt = match (
            &z.geometrie,
            s.dezimal("lat"),
            s.dezimal("lon"),
            s.dezimal("ost"),
            s.dezimal("nord"),
        ) {
            (Some(Geometrie::Punkt(p)), ..) => Some(Punkt {
                lat: p.y(),
                lon: p.x(),
            }),
            (_, Some(lat), Some(lon), ..) => Some(Punkt { lat, lon }),
            (.., Some(ost), Some(nord)) => Some(self.umrechnen(ost, nord)?),
            _ => None,
        };
        self.mit_punkt |= punkt.is_some();
        if punkt.is_none() && self.mit_punkt {
            bericht.melden(einlesen::Meldung::hinweis(
                s.nr,
                einlesen::codes::OHNE_GEOMETRIE,
                "Die Adresse hat keine Koordinate.",
            ));
        }
        self.menge.adressen.push(NeueAdresse {
            strassenschluessel: schluessel,
            hausnummer,
            plz: s.text("plz").to_owned(),
            ort: text(s.text("ort"), "Ort")?,
            ortsteil: text(s.text("ortsteil"), "Ortsteil")?,
            punkt,
            status,
            zeile: zeile(s.nr),
        });
        Ok(())
    }

    /// UTM with the zone before the east value says its system itself.
    fn umrechnen(&mut self, ost: f64, nord: f64) -> Verstanden<Punkt> {
        if self.bezug.is_none() {
            let epsg = match ost {
                3.2e7..3.3e7 => 4647,
                3.3e7..3.4e7 => 5650,
                _ => {
                    return Err((
                        einlesen::codes::EPSG,
                        "Bitte geben Sie das Koordinatensystem als EPSG-Nummer an.".to_owned(),
                    ));
                }
            };
            self.bezug = Bezug::neu(epsg, false).ok();
        }
        let wo = self
            .bezug
            .as_ref()
            .and_then(|b| b.nach_84(geo::Coord { x: ost, y: nord }));
        let daneben = || {
            (
                einlesen::codes::KOORDINATE,
                "Die Koordinate liegt außerhalb ihres Koordinatensystems.".to_owned(),
            )
        };
        wo.map(|c| Punkt { lat: c.y, lon: c.x }).ok_or_else(daneben)
    }

    fn wert(&mut self, s: &Satz) -> Verstanden<()> {
        let Some(stichtag) = s.datum("stichtag") else {
            return Err((einlesen::codes::FEHLT, "Der Stichtag fehlt.".to_owned()));
        };
        let was = match s.ganzzahl("einwohner") {
            Some(n) => Was::Einwohner(
                u32::try_from(n)
                    .map_err(|_| (einlesen::codes::ZAHL, format!("{n} ist keine Einwohnerzahl.")))?,
            ),
            None => Was::Indikator {
                name: text(s.text("indikator"), "Indikator")?,
                unterdrueckt: s.text("unterdrueckt").eq_ignore_ascii_case("ja"),
                // no number is a number nobody published, never 0
                zaehler: match s.ganzzahl("zaehler") {
                    Some(n) => n,
                    None if s.text("unterdrueckt").eq_ignore_ascii_case("ja") => 0,
                    None => {
                        let text = "Der Zähler fehlt. Wird der Wert nicht veröffentlicht, steht „ja“ bei „unterdrückt“.";
                        return Err((einlesen::codes::FEHLT, text.to_owned()));
                    }
                },
                nenner: s.ganzzahl("nenner").unwrap_or(0),
                anteil: s.text("anteil").eq_ignore_ascii_case("ja"),
                quelle: text(s.text("quelle"), "Quelle")?,
            },
        };
        self.menge.werte.push(Raumwert {
            zeile: s.nr,
            raum: s.text("raum").to_owned(),
            stichtag,
            was,
        });
        Ok(())
    }
}

/// Directories write 0 where a stretch has no number.
fn ohne_nummer(t: &str) -> bool {
    !t.is_empty() && t.bytes().all(|b| b == b'0')
}

fn seite(t: &str) -> Verstanden<Paritaet> {
    match suchform(t).as_str() {
        "" | "alle" | "a" => Ok(Paritaet::Alle),
        "gerade" | "g" => Ok(Paritaet::Gerade),
        "ungerade" | "u" => Ok(Paritaet::Ungerade),
        _ => Err((
            einlesen::codes::WERTELISTE,
            format!("„{t}“ ist keine Straßenseite. Erlaubt sind alle, gerade und ungerade."),
        )),
    }
}

/// FNV-1a over name and place, thirteen signs: the same street gets the same key in every import.
fn kunstschluessel(name: &str, ort: &str, ags: &str) -> String {
    let mut h: u64 = 0xcbf2_9ce4_8422_2325;
    for b in suchform(name)
        .bytes()
        .chain([0])
        .chain(suchform(ort).bytes())
        .chain([0])
        .chain(ags.bytes())
    {
        h = (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("~{:012x}", h & 0xffff_ffff_ffff)
}
