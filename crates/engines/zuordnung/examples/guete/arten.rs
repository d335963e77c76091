//! The kinds of noise: what people and old lists do to an address.

use crate::wuerfel::{Wuerfel, vertippt};

/// Parts of a line while it is being disturbed.
pub struct Teile {
    pub strasse: String,
    pub nummer: String,
    pub plz: String,
    pub ort: String,
    /// Between street and number.
    pub vor_nummer: &'static str,
    /// Between number and PLZ.
    pub trenner: &'static str,
    /// PLZ and place come first.
    pub ort_zuerst: bool,
    /// Behind everything.
    pub anhang: &'static str,
}

impl Teile {
    pub fn zeile(&self) -> String {
        let strasse = [&self.strasse, self.vor_nummer, &self.nummer].concat();
        let ort = [self.plz.as_str(), self.ort.as_str()].join(" ");
        let ort = ort.trim();
        let (a, b) = if self.ort_zuerst {
            (ort, &*strasse)
        } else {
            (&*strasse, ort)
        };
        let trenner = if b.is_empty() { "" } else { self.trenner };
        [a, trenner, b, self.anhang].concat()
    }
}

type Stoerung = fn(&mut Wuerfel, &mut Teile);

/// Name of the kind as it stands in `truth.csv`, and what it does.
pub const ARTEN: [(&str, Stoerung); 19] = [
    ("tippfehler_strasse", |w, t| t.strasse = vertippt(w, &t.strasse).0),
    ("zwei_tippfehler_strasse", |w, t| {
        let einmal = vertippt(w, &t.strasse).0;
        t.strasse = vertippt(w, &einmal).0;
    }),
    ("tippfehler_nummer", |w, t| t.nummer = vertippt(w, &t.nummer).0),
    ("tippfehler_plz", |w, t| t.plz = vertippt(w, &t.plz).0),
    ("tippfehler_ort", |w, t| t.ort = vertippt(w, &t.ort).0),
    ("falsche_plz", |w, t| {
        let letzte = w.bis(10);
        t.plz.truncate(4);
        t.plz.push_str(&letzte.to_string());
    }),
    ("ohneplz", |_, t| t.plz.clear()),
    ("ohneort", |_, t| t.ort.clear()),
    ("abkuerzung", |_, t| {
        t.strasse = t
            .strasse
            .replace("straße", "str.")
            .replace("Straße", "Str.")
            .replace("platz", "pl.");
    }),
    ("umlaut", |_, t| {
        for (von, nach) in [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")] {
            t.strasse = t.strasse.replace(von, nach);
        }
    }),
    ("umlaut_verloren", |_, t| {
        for (von, nach) in [("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "s")] {
            t.strasse = t.strasse.replace(von, nach);
        }
    }),
    ("gross", |_, t| {
        t.strasse = t.strasse.to_uppercase();
        t.ort = t.ort.to_uppercase();
    }),
    ("ohnekomma", |_, t| t.trenner = " "),
    ("geklebt", |_, t| t.vor_nummer = ""),
    ("getrennt", |w, t| {
        let stellen: Vec<usize> = t.strasse.char_indices().skip(2).map(|(i, _)| i).collect();
        t.strasse.insert(stellen[w.bis(stellen.len())], ' ');
    }),
    ("nr", |_, t| t.vor_nummer = " Nr. "),
    ("bereich", |_, t| t.nummer.push_str("-99")),
    ("ort_zuerst", |_, t| t.ort_zuerst = true),
    ("land", |_, t| t.anhang = ", Deutschland"),
];
