//! The records, column by column.

use crate::{
    datum::Geburtstag,
    werte::{Art, WertNr, Werte},
};

/// At most so many extra columns are compared; further ones are left aside.
pub const MAX_WEITERE: usize = 6;

/// One record as texts; empty = missing.
///
/// ```
/// use abgleich::{BestandBauer, Datensatz};
/// let mut bauer = BestandBauer::neu(&[]);
/// bauer.aufnehmen(&Datensatz { id: "a1", vorname: "Jürgen", nachname: "Groß", geburtstag: "1970-03-04", ..Datensatz::default() });
/// assert_eq!(bauer.fertig().anzahl(), 1);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Datensatz<'a> {
    /// The record's own mark, repeated in the output.
    pub id: &'a str,
    /// The register it comes from.
    pub quelle: &'a str,
    /// Given name or names.
    pub vorname: &'a str,
    /// Surname.
    pub nachname: &'a str,
    /// Surname at birth.
    pub geburtsname: &'a str,
    /// Date of birth in any common spelling.
    pub geburtstag: &'a str,
    /// Sex as the register codes it.
    pub geschlecht: &'a str,
    /// Street, without or with the number.
    pub strasse: &'a str,
    /// House number.
    pub hausnummer: &'a str,
    /// Postcode.
    pub plz: &'a str,
    /// Place.
    pub ort: &'a str,
    /// Values of the extra columns, in their order.
    pub weitere: &'a [&'a str],
}

/// One record as numbers of texts.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Satz {
    pub vorname: WertNr,
    pub nachname: WertNr,
    pub geburtsname: WertNr,
    pub geburtstag: Geburtstag,
    pub strasse: WertNr,
    pub haus: u32,
    pub plz: WertNr,
    pub ort: WertNr,
    pub quelle: u16,
    pub geschlecht: u8,
}

/// All records of a run.
pub struct Bestand {
    pub(crate) saetze: Vec<Satz>,
    pub(crate) namen: Werte,
    pub(crate) strassen: Werte,
    pub(crate) plz: Werte,
    pub(crate) orte: Werte,
    pub(crate) weitere: Vec<Weitere>,
    pub(crate) quellen: Vec<String>,
    kennungen: String,
    kennung_ende: Vec<u32>,
    /// numbers as read, in the order the records are kept
    pub(crate) gelesen_als: Vec<u32>,
}

impl Bestand {
    /// Puts records with like surnames side by side: they are compared with each other, and memory likes neighbours.
    fn ordnen(&mut self) {
        let schluessel = |i: &u32| {
            let s = &self.saetze[*i as usize];
            let nach = self.namen.wert(s.nachname);
            (nach.laute[0], s.geburtstag, *i)
        };
        let mut reihe: Vec<u32> = (0..u32::try_from(self.saetze.len()).unwrap_or(0)).collect();
        reihe.sort_unstable_by_key(schluessel);
        self.saetze = reihe.iter().map(|i| self.saetze[*i as usize]).collect();
        for w in &mut self.weitere {
            w.spalte = reihe.iter().map(|i| w.spalte[*i as usize]).collect();
        }
        self.gelesen_als = reihe;
    }
}

/// An extra column.
pub(crate) struct Weitere {
    pub name: String,
    pub werte: Werte,
    pub spalte: Vec<WertNr>,
}

impl Bestand {
    /// How many records.
    #[must_use]
    pub fn anzahl(&self) -> usize {
        self.saetze.len()
    }
    /// The mark of a record, by its number as read.
    #[must_use]
    pub fn kennung(&self, nr: u32) -> &str {
        let i = nr as usize;
        let von = if i == 0 {
            0
        } else {
            self.kennung_ende[i - 1] as usize
        };
        &self.kennungen[von..self.kennung_ende[i] as usize]
    }
}

/// Fills a [`Bestand`].
pub struct BestandBauer {
    bestand: Bestand,
}

impl BestandBauer {
    /// An empty one with the names of the extra columns.
    #[must_use]
    pub fn neu(weitere: &[&str]) -> Self {
        let spalten = weitere.iter().take(MAX_WEITERE).map(|name| Weitere {
            name: (*name).to_owned(),
            werte: Werte::neu(Art::Text),
            spalte: Vec::new(),
        });
        Self {
            bestand: Bestand {
                saetze: Vec::new(),
                namen: Werte::neu(Art::Name),
                strassen: Werte::neu(Art::Strasse),
                plz: Werte::neu(Art::Text),
                orte: Werte::neu(Art::Text),
                weitere: spalten.collect(),
                quellen: Vec::new(),
                kennungen: String::new(),
                kennung_ende: Vec::new(),
                gelesen_als: Vec::new(),
            },
        }
    }

    /// Adds a record and says its number, counted from 0.
    pub fn aufnehmen(&mut self, d: &Datensatz) -> u32 {
        self.aufnehmen_roh(
            &Rohsatz {
                id: d.id.as_bytes(),
                quelle: d.quelle.as_bytes(),
                vorname: d.vorname.as_bytes(),
                nachname: d.nachname.as_bytes(),
                geburtsname: d.geburtsname.as_bytes(),
                geburtstag: d.geburtstag.as_bytes(),
                geschlecht: d.geschlecht.as_bytes(),
                strasse: d.strasse.as_bytes(),
                hausnummer: d.hausnummer.as_bytes(),
                plz: d.plz.as_bytes(),
                ort: d.ort.as_bytes(),
            },
            d.weitere.iter().map(|w| w.as_bytes()),
        )
    }

    pub(crate) fn aufnehmen_roh<'a>(&mut self, r: &Rohsatz, weitere: impl Iterator<Item = &'a [u8]>) -> u32 {
        let b = &mut self.bestand;
        let nr = u32::try_from(b.saetze.len()).unwrap_or(u32::MAX);
        let (strasse, haus) = strasse_und_haus(r.strasse, r.hausnummer);
        let satz = Satz {
            vorname: b.namen.nummer(r.vorname),
            nachname: b.namen.nummer(r.nachname),
            geburtsname: b.namen.nummer(r.geburtsname),
            geburtstag: std::str::from_utf8(r.geburtstag)
                .map(Geburtstag::lesen)
                .unwrap_or_default(),
            strasse: b.strassen.nummer(strasse),
            haus,
            plz: b.plz.nummer(plz_kuerzen(r.plz)),
            ort: b.orte.nummer(r.ort),
            quelle: quelle(&mut b.quellen, r.quelle),
            geschlecht: geschlecht(r.geschlecht),
        };
        b.saetze.push(satz);
        let mut werte = weitere;
        for spalte in &mut b.weitere {
            let wert = werte.next().unwrap_or_default();
            let nr = spalte.werte.nummer(wert);
            spalte.spalte.push(nr);
        }
        b.kennungen.push_str(&String::from_utf8_lossy(r.id));
        b.kennung_ende
            .push(u32::try_from(b.kennungen.len()).unwrap_or(u32::MAX));
        nr
    }

    /// Ends the filling.
    #[must_use]
    pub fn fertig(mut self) -> Bestand {
        let b = &mut self.bestand;
        for w in [&mut b.namen, &mut b.strassen, &mut b.plz, &mut b.orte] {
            w.fertig();
        }
        for w in &mut b.weitere {
            w.werte.fertig();
        }
        b.ordnen();
        self.bestand
    }
}

/// One record as bytes, so that reading a file copies nothing.
#[derive(Default)]
pub(crate) struct Rohsatz<'a> {
    pub id: &'a [u8],
    pub quelle: &'a [u8],
    pub vorname: &'a [u8],
    pub nachname: &'a [u8],
    pub geburtsname: &'a [u8],
    pub geburtstag: &'a [u8],
    pub geschlecht: &'a [u8],
    pub strasse: &'a [u8],
    pub hausnummer: &'a [u8],
    pub plz: &'a [u8],
    pub ort: &'a [u8],
}

fn quelle(quellen: &mut Vec<String>, text: &[u8]) -> u16 {
    let text = std::str::from_utf8(text).unwrap_or_default().trim();
    let nr = quellen.iter().position(|q| q == text).unwrap_or_else(|| {
        // more than 65 535 registers share the last number
        if quellen.len() < usize::from(u16::MAX) {
            quellen.push(text.to_owned());
        }
        quellen.len() - 1
    });
    u16::try_from(nr).unwrap_or(u16::MAX)
}

fn geschlecht(text: &[u8]) -> u8 {
    let Some(erstes) = text.iter().find(|b| !b.is_ascii_whitespace()) else {
        return 0;
    };
    match erstes.to_ascii_lowercase() {
        b'm' | b'1' | b'h' => 1,
        b'w' | b'f' | b'2' => 2,
        b'd' | b'x' | b'3' | b'o' => 3,
        _ => 0,
    }
}

/// A number that stands behind the street belongs to the house.
fn strasse_und_haus<'a>(strasse: &'a [u8], haus: &[u8]) -> (&'a [u8], u32) {
    let haus = hausnummer(haus);
    if haus != 0 {
        return (strasse, haus);
    }
    let strasse = strasse.trim_ascii();
    if let Some(luecke) = strasse.iter().rposition(|b| *b == b' ') {
        let (vorn, hinten) = strasse.split_at(luecke);
        let hinten = hinten.trim_ascii();
        if hinten.first().is_some_and(u8::is_ascii_digit) && !vorn.trim_ascii().is_empty() {
            return (vorn, hausnummer(hinten));
        }
    }
    (strasse, 0)
}

/// Number × 32 + letter; 0 = missing.
fn hausnummer(text: &[u8]) -> u32 {
    let mut zahl = 0_u32;
    let mut rest = text.trim_ascii();
    let mut ziffern = 0;
    while let [b, hinten @ ..] = rest {
        if !b.is_ascii_digit() || ziffern == 6 {
            break;
        }
        zahl = zahl * 10 + u32::from(b - b'0');
        ziffern += 1;
        rest = hinten;
    }
    if ziffern == 0 {
        return if rest.is_empty() {
            0
        } else {
            crate::werte::spur(rest) | 1 << 31
        };
    }
    let zusatz = rest.iter().find(|b| b.is_ascii_alphabetic());
    let zusatz = zusatz.map_or(0, |b| u32::from(b.to_ascii_lowercase() - b'a') + 1);
    (zahl + 1) << 5 | zusatz
}

/// A country before the postcode (D-12345) says nothing.
fn plz_kuerzen(plz: &[u8]) -> &[u8] {
    let plz = plz.trim_ascii();
    match plz {
        [b'D' | b'A' | b'd' | b'a', b'-', rest @ ..] => rest,
        _ => plz,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hausnummern_werden_gefunden() {
        assert_eq!(
            strasse_und_haus(b"Am Bach 12 ", b""),
            (&b"Am Bach"[..], hausnummer(b"12"))
        );
        assert_eq!(strasse_und_haus(b"Am Bach", b"12 a").1, hausnummer(b"12A"));
        assert_ne!(hausnummer(b"12a"), hausnummer(b"12"));
        assert_eq!(hausnummer(b""), 0);
        assert_eq!(strasse_und_haus("Straße des 17. Juni".as_bytes(), b"").1, 0);
        assert_eq!(plz_kuerzen(b"D-12345"), b"12345");
    }
}
