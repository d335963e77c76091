use base::Datum;

use super::{Abbildung, Art, Herkunft, Wert, Zielfeld};
use crate::{Meldung, codes, wert};

/// A mapping fitted to the columns of one file.
#[derive(Debug)]
pub struct Anwendung<'a> {
    ziel: &'a [Zielfeld],
    herkunft: Vec<Option<(&'a Herkunft, Option<usize>)>>,
    dezimal: wert::Dezimal,
    spalten: &'a [String],
}

/// One row as the target fields see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Satz {
    /// Line or number of the feature.
    pub nr: u64,
    felder: Vec<(&'static str, Wert)>,
}

impl<'a> Anwendung<'a> {
    /// Looks up the columns.
    ///
    /// # Errors
    /// `EINLESEN-E21` for each column the file does not have, `EINLESEN-E10` for each mandatory field without one.
    pub fn neu(
        abbildung: &'a Abbildung,
        ziel: &'a [Zielfeld],
        spalten: &'a [String],
    ) -> Result<Self, Vec<Meldung>> {
        let mut fehler = Vec::new();
        let mut herkunft = Vec::with_capacity(ziel.len());
        for z in ziel {
            let h = abbildung.herkunft(z.name);
            let spalte = h.and_then(|h| h.spalte.as_ref());
            let wo = spalte.and_then(|s| spalten.iter().position(|x| x == s));
            if let (Some(s), None) = (spalte, wo) {
                let text = format!(
                    "Die Datei hat keine Spalte „{s}“ für „{}“. Es gibt: {}.",
                    z.titel,
                    spalten.join(", ")
                );
                fehler.push(Meldung::fehler(0, codes::SPALTE_FEHLT, text).an(z.name));
            }
            if h.is_none() && z.pflicht {
                let text = format!("Für „{}“ ist keine Spalte gewählt.", z.titel);
                fehler.push(Meldung::fehler(0, codes::FEHLT, text).an(z.name));
            }
            herkunft.push(h.map(|h| (h, wo)));
        }
        if !fehler.is_empty() {
            return Err(fehler);
        }
        Ok(Self {
            ziel,
            herkunft,
            dezimal: abbildung.dezimal,
            spalten,
        })
    }

    /// Reads one row.
    ///
    /// # Errors
    /// Everything that is wrong with it: `EINLESEN-E10` … `E13`.
    pub fn lesen(&self, nr: u64, felder: &[String]) -> Result<Satz, Vec<Meldung>> {
        let mut aus = Vec::with_capacity(self.ziel.len());
        let mut fehler = Vec::new();
        for (z, h) in self.ziel.iter().zip(&self.herkunft) {
            let Some((h, wo)) = h else { continue };
            let roh = wo.and_then(|i| felder.get(i)).map_or("", String::as_str);
            let spalte = wo
                .and_then(|i| self.spalten.get(i))
                .map_or(z.name, String::as_str);
            match self.wert(nr, z, h, roh) {
                Ok(w) => aus.push((z.name, w)),
                Err(m) => fehler.push(m.an(spalte)),
            }
        }
        if fehler.is_empty() {
            Ok(Satz { nr, felder: aus })
        } else {
            Err(fehler)
        }
    }

    fn wert(&self, nr: u64, z: &Zielfeld, h: &Herkunft, roh: &str) -> Result<Wert, Meldung> {
        let roh = h.fest.as_deref().unwrap_or(roh).trim();
        let text = match h.werte.iter().find(|(von, _)| von == roh) {
            Some((_, nach)) => nach.as_str(),
            None if h.werte.is_empty() || h.fest.is_some() => roh,
            None => match &h.sonst {
                Some(s) => s,
                None => {
                    let text = format!("„{roh}“ steht nicht in der Werteliste für „{}“.", z.titel);
                    return Err(Meldung::fehler(nr, codes::WERTELISTE, text));
                }
            },
        };
        // lists of statistics write a dash, a dot or "NA" where there is no value
        let leer = text.is_empty()
            || (z.art != Art::Text
                && matches!(text, "-" | "–" | "." | "…" | "NA" | "NULL" | "k.A." | "k. A."));
        if leer {
            if z.pflicht {
                return Err(Meldung::fehler(
                    nr,
                    codes::FEHLT,
                    format!("„{}“ ist leer.", z.titel),
                ));
            }
            return Ok(Wert::Leer);
        }
        let stil = h.dezimal.unwrap_or(self.dezimal);
        let keine_zahl = |was: &str| Meldung::fehler(nr, codes::ZAHL, format!("„{text}“ ist keine {was}."));
        match z.art {
            Art::Text => Ok(Wert::Text(text.to_owned())),
            Art::Ganzzahl => wert::ganzzahl(text, stil)
                .map(Wert::Ganzzahl)
                .ok_or_else(|| keine_zahl("ganze Zahl")),
            Art::Dezimal => wert::dezimal(text, stil)
                .map(Wert::Dezimal)
                .ok_or_else(|| keine_zahl("Zahl")),
            Art::Datum => {
                let datum = if h.formate.is_empty() {
                    wert::datum(text, &wert::DATUMSFORMATE)
                } else {
                    wert::datum(text, &h.formate)
                };
                datum
                    .map(Wert::Datum)
                    .ok_or_else(|| Meldung::fehler(nr, codes::DATUM, format!("„{text}“ ist kein Datum.")))
            }
        }
    }
}

impl Satz {
    /// The value of this field.
    #[must_use]
    pub fn wert(&self, feld: &str) -> &Wert {
        self.felder
            .iter()
            .find(|(f, _)| *f == feld)
            .map_or(&Wert::Leer, |(_, w)| w)
    }

    /// The text of this field, empty when there is none.
    #[must_use]
    pub fn text(&self, feld: &str) -> &str {
        match self.wert(feld) {
            Wert::Text(t) => t,
            _ => "",
        }
    }

    /// The whole number of this field.
    #[must_use]
    pub fn ganzzahl(&self, feld: &str) -> Option<i64> {
        match self.wert(feld) {
            Wert::Ganzzahl(z) => Some(*z),
            _ => None,
        }
    }

    /// The number of this field.
    #[must_use]
    pub fn dezimal(&self, feld: &str) -> Option<f64> {
        match self.wert(feld) {
            Wert::Dezimal(z) => Some(*z),
            _ => None,
        }
    }

    /// The date of this field.
    #[must_use]
    pub fn datum(&self, feld: &str) -> Option<Datum> {
        match self.wert(feld) {
            Wert::Datum(d) => Some(*d),
            _ => None,
        }
    }

    /// The fields with their values as text, for the preview.
    #[must_use]
    pub fn zeigen(&self) -> Vec<(&'static str, String)> {
        self.felder
            .iter()
            .map(|(f, w)| {
                let text = match w {
                    Wert::Leer => String::new(),
                    Wert::Text(t) => t.clone(),
                    Wert::Ganzzahl(z) => z.to_string(),
                    Wert::Dezimal(z) => z.to_string().replace('.', ","),
                    Wert::Datum(d) => d.to_string(),
                };
                (*f, text)
            })
            .collect()
    }
}
