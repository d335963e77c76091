//! Reads one TOML value against the kind the catalogue gives it, with all errors at their place.

use std::{cell::RefCell, collections::BTreeMap, ops::Range};

use base::{Code, Datum};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    Sektor, Stelle,
    katalog::Art,
    quelle::{Quelle, naechster},
    wert::{Wert, mit_einheit},
};

/// One value and everything needed to say what is wrong with it.
pub(super) struct Pruefung<'a, 't> {
    pub quelle: &'a Quelle<'t>,
    /// Code for values of the wrong kind or outside the bounds.
    pub code: Code,
    /// Where every value and member stands, by its dotted path.
    pub orte: &'a RefCell<BTreeMap<String, Stelle>>,
}

type Feld<'t> = Spanned<DeValue<'t>>;

impl<'t> Pruefung<'_, 't> {
    /// The checked value; `None` when an error was recorded for it or one of its members.
    pub fn lies(&self, pfad: &str, feld: &Feld<'t>, art: &Art) -> Option<Wert> {
        self.orte
            .borrow_mut()
            .insert(pfad.to_owned(), self.quelle.stelle(feld.span().start));
        match (art, feld.get_ref()) {
            (Art::Zahl(min, max, _), DeValue::Integer(_)) => self
                .ganzzahl(feld)
                .filter(|z| (min..=max).contains(&z))
                .map(Wert::Zahl)
                .or_else(|| self.ausserhalb(pfad, feld, art)),
            (Art::Zehntel(min, max, _), DeValue::Integer(_) | DeValue::Float(_)) => zehntel(feld.get_ref())
                .filter(|z| (min..=max).contains(&z))
                .map(Wert::Zahl)
                .or_else(|| self.ausserhalb(pfad, feld, art)),
            (Art::Wahr, DeValue::Boolean(w)) => Some(Wert::Wahr(*w)),
            (Art::Auswahl(paare), DeValue::String(s)) => {
                if paare.iter().any(|(c, _)| *c == s.as_ref()) {
                    return Some(Wert::Text(s.to_string()));
                }
                let nah = naechster(s, paare.iter().map(|(c, _)| *c));
                let text = match nah {
                    Some(n) => format!("„{s}“ gibt es hier nicht. Meinten Sie „{n}“?"),
                    None => format!("„{s}“ gibt es hier nicht."),
                };
                self.melde(feld.span(), pfad, text, art)
            }
            (Art::Text(max), DeValue::String(s)) => self.text(pfad, feld, s, *max, art),
            (Art::Datum, DeValue::Datetime(_) | DeValue::String(_)) => datum(feld.get_ref())
                .map(Wert::Datum)
                .or_else(|| self.ausserhalb(pfad, feld, art)),
            (Art::Uhrzeiten, DeValue::String(s)) if ist_zeitspanne(s) => Some(Wert::Text(s.to_string())),
            (Art::Liste(von, min, max), DeValue::Array(a)) => {
                self.liste(pfad, feld, a, (von, *min, *max), art)
            }
            (Art::Spanne(..), DeValue::Array(a)) => self.spanne(pfad, feld, a, art),
            (Art::Tabelle(namen, von), DeValue::Table(t)) => {
                let felder: Vec<_> = namen.iter().map(|(n, _)| (*n, **von)).collect();
                self.satz(pfad, t, &felder)
            }
            (Art::Satz(felder), DeValue::Table(t)) => {
                let felder: Vec<_> = felder.iter().map(|(n, _, a)| (*n, *a)).collect();
                self.satz(pfad, t, &felder)
            }
            (Art::Entweder(felder), DeValue::Table(t)) => {
                let felder: Vec<_> = felder.iter().map(|(n, _, a)| (*n, *a)).collect();
                let wert = self.satz(pfad, t, &felder)?;
                if wert.tabelle().len() == 1 {
                    return Some(wert);
                }
                self.melde(
                    feld.span(),
                    pfad,
                    "Hier steht nicht genau eine Angabe.".to_owned(),
                    art,
                )
            }
            (Art::FreieTabelle(von), DeValue::Table(t)) => {
                let mut eintraege: Vec<_> = t.iter().collect();
                eintraege.sort_by_key(|(k, _)| k.span().start);
                let gelesen: Vec<_> = eintraege
                    .iter()
                    .map(|(k, w)| {
                        let name = k.get_ref().to_string();
                        self.lies(&format!("{pfad}.{name}"), w, von).map(|w| (name, w))
                    })
                    .collect();
                gelesen.into_iter().collect::<Option<_>>().map(Wert::Tabelle)
            }
            (Art::JeSektor(von), DeValue::Table(t)) => {
                let felder: Vec<_> = Sektor::CODES.iter().map(|c| (*c, **von)).collect();
                self.satz(pfad, t, &felder)
            }
            (Art::JeSektor(von), _) => {
                let wert = self.lies(pfad, feld, von)?;
                let je = Sektor::CODES.iter().map(|c| ((*c).to_owned(), wert.clone()));
                Some(Wert::Tabelle(je.collect()))
            }
            _ => self.ausserhalb(pfad, feld, art),
        }
    }

    fn ganzzahl(&self, feld: &Feld<'t>) -> Option<i64> {
        let z = feld.get_ref().as_integer()?;
        i64::from_str_radix(z.as_str(), z.radix()).ok()
    }

    fn text(&self, pfad: &str, feld: &Feld<'t>, s: &str, max: usize, art: &Art) -> Option<Wert> {
        // The bound is only known at run time here; the widest Text does the normalising.
        let text = base::Text::<20_000>::neu(s)
            .map_err(|f| self.melde(feld.span(), pfad, f.to_string(), art))
            .ok()?;
        let laenge = text.chars().count();
        if laenge == 0 || laenge > max {
            return self.melde(feld.span(), pfad, format!("Der Text hat {laenge} Zeichen."), art);
        }
        Some(Wert::Text(text.into_string()))
    }

    fn liste(
        &self,
        pfad: &str,
        feld: &Feld<'t>,
        a: &[Feld<'t>],
        (von, min, max): (&Art, usize, usize),
        art: &Art,
    ) -> Option<Wert> {
        let gelesen: Vec<_> = a
            .iter()
            .enumerate()
            .map(|(i, w)| self.lies(&format!("{pfad}[{}]", i + 1), w, von))
            .collect();
        if a.len() < min || a.len() > max {
            return self.melde(
                feld.span(),
                pfad,
                format!("Die Liste hat {} Einträge.", a.len()),
                art,
            );
        }
        let werte: Vec<Wert> = gelesen.into_iter().collect::<Option<_>>()?;
        if let Art::Satz(felder) = von {
            for (i, w) in werte.iter().enumerate() {
                if let Some((fehlt, _, _)) = felder.iter().find(|(n, _, _)| w.feld(n).is_none()) {
                    return self.melde(a[i].span(), pfad, format!("Hier fehlt „{fehlt}“."), von);
                }
            }
        }
        for (i, w) in werte.iter().enumerate() {
            if werte[..i].contains(w) {
                let text = format!("„{}“ steht zweimal in der Liste.", w.lesbar(von));
                return self.melde(a[i].span(), pfad, text, art);
            }
        }
        Some(Wert::Liste(werte))
    }

    fn spanne(&self, pfad: &str, feld: &Feld<'t>, a: &[Feld<'t>], art: &Art) -> Option<Wert> {
        let Art::Spanne(min, max, _) = art else {
            return None;
        };
        let zahlen: Vec<i64> = a
            .iter()
            .map(|w| self.ganzzahl(w))
            .collect::<Option<_>>()
            .unwrap_or_default();
        match zahlen[..] {
            [von, bis] if von <= bis && von >= *min && bis <= *max => {
                Some(Wert::Liste(vec![Wert::Zahl(von), Wert::Zahl(bis)]))
            }
            [von, bis] if von > bis => self.melde(
                feld.span(),
                pfad,
                format!("Der Anfang {von} liegt über dem Ende {bis}."),
                art,
            ),
            _ => self.ausserhalb(pfad, feld, art),
        }
    }

    /// Named members in the order of the catalogue; unknown names are GO-E01.
    fn satz(&self, pfad: &str, t: &DeTable<'t>, felder: &[(&str, Art)]) -> Option<Wert> {
        let mut heil = true;
        for (k, _) in t {
            let name = k.get_ref().as_ref();
            if !felder.iter().any(|(f, _)| *f == name) {
                self.unbekannt(
                    k.span(),
                    &format!("{pfad}.{name}"),
                    name,
                    felder.iter().map(|(f, _)| *f),
                );
                heil = false;
            }
        }
        let mut gelesen = Vec::new();
        for (name, art) in felder {
            if let Some(w) = t.get(*name) {
                match self.lies(&format!("{pfad}.{name}"), w, art) {
                    Some(w) => gelesen.push(((*name).to_owned(), w)),
                    None => heil = false,
                }
            }
        }
        heil.then_some(Wert::Tabelle(gelesen))
    }

    /// GO-E01 with the nearest known name.
    pub fn unbekannt<'n>(
        &self,
        ort: Range<usize>,
        pfad: &str,
        name: &str,
        bekannte: impl IntoIterator<Item = &'n str> + Clone,
    ) {
        let text = match naechster(name, bekannte.clone()) {
            Some(nah) => format!("Diesen Schlüssel gibt es nicht. Meinten Sie „{nah}“?"),
            None => "Diesen Schlüssel gibt es nicht.".to_owned(),
        };
        let mut namen: Vec<_> = bekannte.into_iter().collect();
        // A list longer than a screen helps nobody; the README and `darstellen` show them all.
        let erlaubt = if namen.len() > 20 {
            String::new()
        } else {
            namen.dedup();
            format!("{}.", namen.join(", "))
        };
        self.quelle.melde("GO-E01", &ort, pfad, text, erlaubt);
    }

    fn ausserhalb(&self, pfad: &str, feld: &Feld<'t>, art: &Art) -> Option<Wert> {
        let text = match feld.get_ref() {
            DeValue::String(s) => format!("„{s}“ passt hier nicht."),
            DeValue::Integer(z) => format!("{z} passt hier nicht."),
            DeValue::Float(z) => format!("{z} passt hier nicht."),
            DeValue::Boolean(w) => format!("{w} passt hier nicht."),
            DeValue::Datetime(d) => format!("{d} passt hier nicht."),
            DeValue::Array(_) => "Eine Liste passt hier nicht oder hat unpassende Einträge.".to_owned(),
            DeValue::Table(_) => "Eine Tabelle passt hier nicht.".to_owned(),
        };
        self.melde(feld.span(), pfad, text, art)
    }

    /// Records the error; always `None`, so that callers can return it.
    fn melde(&self, ort: Range<usize>, pfad: &str, text: String, art: &Art) -> Option<Wert> {
        self.quelle
            .melde(self.code, &ort, pfad, text, format!("{}.", erlaubt(art)));
        None
    }
}

/// What this kind allows, in plain German and in the notation of the file.
pub(super) fn erlaubt(art: &Art) -> String {
    match art {
        Art::Zahl(min, max, e @ ("Cent" | "Bp")) => format!(
            "eine ganze Zahl von {min} bis {max} ({} bis {})",
            mit_einheit(*min, e),
            mit_einheit(*max, e)
        ),
        Art::Zahl(min, max, e) => format!("eine ganze Zahl von {min} bis {max} {e}")
            .trim_end()
            .to_owned(),
        Art::Zehntel(min, max, e) => format!(
            "eine Zahl von {},{} bis {},{} {e} mit höchstens einer Nachkommastelle, geschrieben mit Punkt, zum Beispiel 2.5",
            min / 10,
            min % 10,
            max / 10,
            max % 10
        ),
        Art::Wahr => "true (ja) oder false (nein)".to_owned(),
        Art::Auswahl(paare) => paare.iter().map(|(c, _)| *c).collect::<Vec<_>>().join(", "),
        Art::Text(max) => format!("Text in Anführungszeichen, 1 bis {max} Zeichen"),
        Art::Datum => "ein Datum wie 2026-07-01".to_owned(),
        Art::Uhrzeiten => "eine Zeitspanne wie \"08:00-12:30\"".to_owned(),
        Art::Liste(von, min, max) => format!(
            "eine Liste [ ] mit {min} bis {max} verschiedenen Einträgen: {}",
            erlaubt(von)
        ),
        Art::Spanne(min, max, e) => format!("zwei ganze Zahlen [von, bis] zwischen {min} und {max} {e}")
            .trim_end()
            .to_owned(),
        Art::Tabelle(namen, von) => format!(
            "eine Tabelle mit {}; Wert: {}",
            namen.iter().map(|(n, _)| *n).collect::<Vec<_>>().join(", "),
            erlaubt(von)
        ),
        Art::FreieTabelle(von) => format!("eine Tabelle mit eigenen Namen; Wert: {}", erlaubt(von)),
        Art::JeSektor(von) => format!(
            "ein Wert für alle oder eine Tabelle je Sektor; Wert: {}",
            erlaubt(von)
        ),
        Art::Entweder(felder) => {
            format!(
                "genau eines von {}",
                felder.iter().map(|(n, _, _)| *n).collect::<Vec<_>>().join(", ")
            )
        }
        Art::Satz(felder) => {
            format!(
                "eine Tabelle mit {}",
                felder.iter().map(|(n, _, _)| *n).collect::<Vec<_>>().join(", ")
            )
        }
    }
}

/// Tenths from `2`, `2.5` or `2.50`, exactly: the text is read, no binary fraction is touched.
fn zehntel(wert: &DeValue<'_>) -> Option<i64> {
    let text = match wert {
        DeValue::Integer(z) if z.radix() == 10 => z.as_str(),
        DeValue::Float(z) => z.as_str(),
        _ => return None,
    };
    let (ganz, rest) = text.split_once('.').unwrap_or((text, "0"));
    let rest = rest.trim_end_matches('0');
    let stelle: i64 = match rest.len() {
        0 => 0,
        1 => rest.parse().ok()?,
        _ => return None,
    };
    let ganz: i64 = ganz.parse().ok().filter(|g| *g >= 0)?;
    ganz.checked_mul(10)?.checked_add(stelle)
}

/// A date from a TOML date without time, or from a text in either notation.
pub(super) fn datum(wert: &DeValue<'_>) -> Option<Datum> {
    match wert {
        DeValue::Datetime(d) if d.time.is_none() => d.to_string().parse().ok(),
        DeValue::String(s) => s.parse().ok(),
        _ => None,
    }
}

fn ist_zeitspanne(s: &str) -> bool {
    let minuten = |u: &str| -> Option<u32> {
        let (h, m) = u.split_once(':')?;
        let ziffern = h.len() == 2 && m.len() == 2 && (h.to_owned() + m).bytes().all(|b| b.is_ascii_digit());
        let (h, m): (u32, u32) = (h.parse().ok()?, m.parse().ok()?);
        (ziffern && m < 60 && h * 60 + m <= 24 * 60).then_some(h * 60 + m)
    };
    s.split_once('-')
        .and_then(|(von, bis)| Some(minuten(von)? < minuten(bis)?))
        .unwrap_or(false)
}
