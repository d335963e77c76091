use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Abbildung, Herkunft, Zielfeld};
use crate::{
    Kodierung, codes,
    meldung::zeigbar,
    wert::{DATUMSFORMATE, Dezimal},
};

/// What is wrong with a mapping file and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Zeile {zeile}, {schluessel}: {text} ({code})", code = codes::ABBILDUNG)]
pub struct AbbildungsFehler {
    /// Line, from 1.
    pub zeile: u32,
    /// Key, for example `felder.name.spalte`; empty when the file is no TOML.
    pub schluessel: String,
    /// What is wrong and what is allowed.
    pub text: String,
}

type Feld<'a> = Spanned<DeValue<'a>>;

struct Leser<'t> {
    text: &'t str,
    fehler: Vec<AbbildungsFehler>,
}

/// Reads a mapping file for these target fields.
///
/// # Errors
/// Everything that is wrong with it, in the order of the lines.
pub fn lesen(text: &str, ziel: &[Zielfeld]) -> Result<Abbildung, Vec<AbbildungsFehler>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut l = Leser {
        text,
        fehler: Vec::new(),
    };
    let (wurzel, fehler) = DeTable::parse_recoverable(text);
    for f in fehler {
        l.melde(
            f.span().map_or(0, |s| s.start),
            "",
            &format!("Hier ist die Datei kein gültiges TOML: {}.", f.message()),
        );
    }
    let mut aus = Abbildung::default();
    for (k, v) in wurzel.get_ref() {
        let ab = k.span().start;
        match (k.get_ref().as_ref(), v.get_ref()) {
            ("tabelle", DeValue::Table(t)) => l.tabelle(t, &mut aus),
            ("felder", DeValue::Table(t)) => l.felder(t, ziel, &mut aus),
            ("karte", DeValue::Table(t)) => l.karte(t, &mut aus),
            ("ziel", DeValue::Table(t)) => {
                for (k, v) in t {
                    if let Some(text) = l.text(v, &format!("ziel.{}", k.get_ref())) {
                        aus.ziel.push((k.get_ref().to_string(), text));
                    }
                }
            }
            ("tabelle" | "felder" | "karte" | "ziel", _) => l.melde(
                ab,
                k.get_ref(),
                "Hier muss ein Abschnitt stehen, zum Beispiel [felder].",
            ),
            (fremd, _) => l.melde(
                ab,
                fremd,
                "Diesen Abschnitt gibt es nicht. Erlaubt sind [tabelle], [felder], [karte] und [ziel].",
            ),
        }
    }
    l.fehler.sort_by_key(|f| f.zeile);
    if l.fehler.is_empty() {
        Ok(aus)
    } else {
        Err(l.fehler)
    }
}

impl Leser<'_> {
    fn melde(&mut self, byte: usize, schluessel: &str, text: &str) {
        let zeile = self
            .text
            .as_bytes()
            .iter()
            .take(byte)
            .filter(|b| **b == b'\n')
            .count()
            + 1;
        self.fehler.push(AbbildungsFehler {
            zeile: u32::try_from(zeile).unwrap_or(u32::MAX),
            schluessel: zeigbar(schluessel),
            text: zeigbar(text),
        });
    }

    fn text(&mut self, v: &Feld<'_>, schluessel: &str) -> Option<String> {
        match v.get_ref() {
            DeValue::String(s) => Some(s.to_string()),
            DeValue::Integer(z) => Some(z.to_string()),
            _ => {
                self.melde(
                    v.span().start,
                    schluessel,
                    "Hier muss ein Text in Anführungszeichen stehen.",
                );
                None
            }
        }
    }

    fn tabelle(&mut self, t: &DeTable<'_>, aus: &mut Abbildung) {
        for (k, v) in t {
            let schluessel = format!("tabelle.{}", k.get_ref());
            let ab = v.span().start;
            match k.get_ref().as_ref() {
                "kodierung" => {
                    let Some(name) = self.text(v, &schluessel) else {
                        continue;
                    };
                    aus.tabelle.kodierung = Kodierung::ALLE.into_iter().find(|k| k.name() == name);
                    if aus.tabelle.kodierung.is_none() {
                        self.melde(
                            ab,
                            &schluessel,
                            "Erlaubt sind utf-8, utf-16le, utf-16be und windows-1252.",
                        );
                    }
                }
                "trenner" => match self.text(v, &schluessel).as_deref() {
                    Some(";") => aus.tabelle.trenner = Some(b';'),
                    Some(",") => aus.tabelle.trenner = Some(b','),
                    Some("\t") => aus.tabelle.trenner = Some(b'\t'),
                    Some("|") => aus.tabelle.trenner = Some(b'|'),
                    Some(_) => self.melde(ab, &schluessel, "Erlaubt sind „;“, „,“, „|“ und „\\t“."),
                    None => {}
                },
                "kopf" => match v.get_ref() {
                    DeValue::Boolean(b) => aus.tabelle.kopf = Some(*b),
                    _ => self.melde(ab, &schluessel, "Erlaubt sind true und false."),
                },
                "dezimal" => {
                    if let Some(d) = self.dezimal(v, &schluessel) {
                        aus.dezimal = d;
                    }
                }
                _ => self.melde(
                    k.span().start,
                    &schluessel,
                    "Diesen Schlüssel gibt es nicht. Erlaubt sind kodierung, trenner, kopf und dezimal.",
                ),
            }
        }
    }

    fn karte(&mut self, t: &DeTable<'_>, aus: &mut Abbildung) {
        for (k, v) in t {
            let schluessel = format!("karte.{}", k.get_ref());
            match (k.get_ref().as_ref(), v.get_ref()) {
                ("epsg", _) => {
                    aus.karte.epsg = self.text(v, &schluessel).and_then(|t| t.parse().ok());
                    if aus.karte.epsg.is_none() {
                        self.melde(
                            v.span().start,
                            &schluessel,
                            "Hier muss eine EPSG-Nummer stehen, zum Beispiel 25832.",
                        );
                    }
                }
                ("achsen_tauschen", DeValue::Boolean(b)) => aus.karte.achsen_tauschen = *b,
                ("achsen_tauschen", _) => {
                    self.melde(v.span().start, &schluessel, "Erlaubt sind true und false.");
                }
                ("ebene", _) => aus.karte.ebene = self.text(v, &schluessel),
                _ => self.melde(
                    k.span().start,
                    &schluessel,
                    "Diesen Schlüssel gibt es nicht. Erlaubt sind epsg, achsen_tauschen und ebene.",
                ),
            }
        }
    }

    fn dezimal(&mut self, v: &Feld<'_>, schluessel: &str) -> Option<Dezimal> {
        match self.text(v, schluessel)?.as_str() {
            "," => Some(Dezimal::Komma),
            "." => Some(Dezimal::Punkt),
            _ => {
                self.melde(v.span().start, schluessel, "Erlaubt sind „,“ und „.“.");
                None
            }
        }
    }

    fn felder(&mut self, t: &DeTable<'_>, ziel: &[Zielfeld], aus: &mut Abbildung) {
        for (k, v) in t {
            let name = k.get_ref().to_string();
            let schluessel = format!("felder.{name}");
            if !ziel.iter().any(|z| z.name == name) {
                let alle: Vec<&str> = ziel.iter().map(|z| z.name).collect();
                self.melde(
                    k.span().start,
                    &schluessel,
                    &format!("Dieses Feld gibt es nicht. Erlaubt sind {}.", alle.join(", ")),
                );
                continue;
            }
            let herkunft = match v.get_ref() {
                DeValue::Table(t) => self.herkunft(t, &schluessel),
                _ => Herkunft {
                    spalte: self.text(v, &schluessel),
                    ..Herkunft::default()
                },
            };
            if herkunft.spalte.is_some() == herkunft.fest.is_some() && self.fehler.is_empty() {
                self.melde(
                    v.span().start,
                    &schluessel,
                    "Bitte geben Sie entweder spalte oder fest an.",
                );
            }
            aus.felder.push((name, herkunft));
        }
    }

    fn herkunft(&mut self, t: &DeTable<'_>, ueber: &str) -> Herkunft {
        let mut h = Herkunft::default();
        for (k, v) in t {
            let schluessel = format!("{ueber}.{}", k.get_ref());
            let ab = v.span().start;
            match (k.get_ref().as_ref(), v.get_ref()) {
                ("spalte", _) => h.spalte = self.text(v, &schluessel),
                ("fest", _) => h.fest = self.text(v, &schluessel),
                ("sonst", _) => h.sonst = self.text(v, &schluessel),
                ("dezimal", _) => h.dezimal = self.dezimal(v, &schluessel),
                ("werte", DeValue::Table(w)) => {
                    for (von, nach) in w {
                        if let Some(nach) = self.text(nach, &schluessel) {
                            h.werte.push((von.get_ref().to_string(), nach));
                        }
                    }
                }
                ("formate", DeValue::Array(a)) => {
                    for f in a {
                        match self.text(f, &schluessel) {
                            Some(f) if DATUMSFORMATE.contains(&&*f) => h.formate.push(f),
                            Some(_) => self.melde(f.span().start, &schluessel, &format!("Erlaubt sind {}.", DATUMSFORMATE.join(", "))),
                            None => {}
                        }
                    }
                }
                ("werte" | "formate", _) => self.melde(ab, &schluessel, "Hier muss eine Liste stehen: werte = { a = \"b\" } oder formate = [\"JJJJ\"]."),
                _ => self.melde(k.span().start, &schluessel, "Diesen Schlüssel gibt es nicht. Erlaubt sind spalte, fest, werte, sonst, formate und dezimal."),
            }
        }
        h
    }
}
