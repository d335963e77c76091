//! Typed getters. They record what is wrong and go on.

use std::str::FromStr;

use jiff::civil::Date;

use super::Eingaben;

impl Eingaben {
    /// First value as it was sent (cleaned), without any check. Empty when absent.
    #[must_use]
    pub fn roh(&self, feld: &str) -> &str {
        self.felder.iter().find(|(n, _)| n == feld).map_or("", |(_, w)| w)
    }

    /// Optional text of at most `max` characters; empty when absent. `WEB-E03` when longer.
    pub fn text(&mut self, feld: &str, max: usize) -> String {
        let wert = self.roh(feld).to_owned();
        let laenge = wert.chars().count();
        if laenge > max {
            self.melde(
                feld,
                "WEB-E03",
                format!("Bitte kürzen: höchstens {max} Zeichen, es sind {laenge}."),
            );
        }
        wert
    }

    /// Text that must not be empty (`WEB-E01`).
    pub fn pflichttext(&mut self, feld: &str, max: usize) -> String {
        let wert = self.text(feld, max);
        if wert.is_empty() {
            self.melde(feld, "WEB-E01", "Bitte ausfüllen.");
        }
        wert
    }

    /// Optional date, as the date field sends it (`2026-11-21`) or as people type it
    /// (`21.11.2026`, `1.3.26` is refused: two-digit years are ambiguous). `WEB-E04` when wrong.
    pub fn datum(&mut self, feld: &str) -> Option<Date> {
        let wert = self.roh(feld).to_owned();
        if wert.is_empty() {
            return None;
        }
        let datum = lies_datum(&wert);
        if datum.is_none() {
            self.melde(feld, "WEB-E04", "Bitte ein Datum wie 01.03.2026 eingeben.");
        }
        datum
    }

    /// Date that must be there (`WEB-E01`).
    pub fn pflichtdatum(&mut self, feld: &str) -> Option<Date> {
        self.pflicht(feld, "Bitte ein Datum eingeben.");
        self.datum(feld)
    }

    /// Optional whole number between `von` and `bis`; dots between groups of three are allowed.
    /// `WEB-E05` when it is none or outside.
    pub fn zahl(&mut self, feld: &str, von: i64, bis: i64) -> Option<i64> {
        let wert = self.roh(feld).to_owned();
        if wert.is_empty() {
            return None;
        }
        match lies_zahl(&wert) {
            Some(z) if (von..=bis).contains(&z) => Some(z),
            _ => {
                self.melde(
                    feld,
                    "WEB-E05",
                    format!("Bitte eine ganze Zahl von {von} bis {bis} eingeben."),
                );
                None
            }
        }
    }

    /// Number that must be there (`WEB-E01`).
    pub fn pflichtzahl(&mut self, feld: &str, von: i64, bis: i64) -> Option<i64> {
        self.pflicht(feld, "Bitte eine Zahl eingeben.");
        self.zahl(feld, von, bis)
    }

    /// Optional choice: `None` when nothing was chosen; `WEB-E06` when the value is not offered.
    pub fn auswahl<T: FromStr>(&mut self, feld: &str) -> Option<T> {
        let wert = self.roh(feld);
        if wert.is_empty() {
            return None;
        }
        let gelesen = wert.parse().ok();
        if gelesen.is_none() {
            self.melde(feld, "WEB-E06", "Bitte einen Eintrag aus der Liste wählen.");
        }
        gelesen
    }

    /// Choice that must be made (`WEB-E01`).
    pub fn pflichtauswahl<T: FromStr>(&mut self, feld: &str) -> Option<T> {
        self.pflicht(feld, "Bitte auswählen.");
        self.auswahl(feld)
    }

    /// All values of the field, empty ones left out.
    #[must_use]
    pub fn liste(&self, feld: &str) -> Vec<String> {
        let treffer = self.felder.iter().filter(|(n, w)| n == feld && !w.is_empty());
        treffer.map(|(_, w)| w.clone()).collect()
    }

    /// All values of the field as choices; `WEB-E06` when one is not offered.
    pub fn auswahlliste<T: FromStr>(&mut self, feld: &str) -> Vec<T> {
        let werte = self.liste(feld);
        let gelesen: Vec<T> = werte.iter().filter_map(|w| w.parse().ok()).collect();
        if gelesen.len() != werte.len() {
            self.melde(feld, "WEB-E06", "Bitte nur Einträge aus der Liste wählen.");
        }
        gelesen
    }

    /// Whether the box was ticked (any value counts, browsers send `on` or the box's own).
    #[must_use]
    pub fn haken(&self, feld: &str) -> bool {
        !self.roh(feld).is_empty()
    }

    /// Fields whose name begins with `vorsatz`, as (rest of the name, value), in order: rows of a
    /// table that is one form (`anteil-<id>`).
    pub fn mit_vorsatz<'a>(&'a self, vorsatz: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.felder
            .iter()
            .filter_map(move |(n, w)| Some((n.strip_prefix(vorsatz)?, w.as_str())))
    }

    fn pflicht(&mut self, feld: &str, text: &str) {
        if self.roh(feld).is_empty() {
            self.melde(feld, "WEB-E01", text);
        }
    }
}

/// A date as the date field sends it (`2026-11-21`) or as people type it (`21.11.2026`).
#[must_use]
pub fn lies_datum(wert: &str) -> Option<Date> {
    if let Some((tag, rest)) = wert.split_once('.') {
        let (monat, jahr) = rest.split_once('.')?;
        if jahr.trim().len() != 4 {
            return None;
        }
        let teil = |t: &str| t.trim().parse::<i8>().ok();
        return Date::new(jahr.trim().parse().ok()?, teil(monat)?, teil(tag)?).ok();
    }
    // Only the short ISO form; jiff alone would also take times and zones.
    if wert.len() == 10 { wert.parse().ok() } else { None }
}

fn lies_zahl(wert: &str) -> Option<i64> {
    let ohne_vorzeichen = wert.strip_prefix(['-', '−']);
    let mut teile = ohne_vorzeichen.unwrap_or(wert).split('.');
    let kopf = teile.next()?;
    let rest: Vec<&str> = teile.collect();
    let gruppiert = rest.is_empty() || (kopf.len() <= 3 && rest.iter().all(|t| t.len() == 3));
    let ziffern = kopf.to_owned() + &rest.concat();
    if !gruppiert || ziffern.is_empty() || !ziffern.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let betrag: i64 = ziffern.parse().ok()?;
    Some(if ohne_vorzeichen.is_some() {
        -betrag
    } else {
        betrag
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn e(wert: &str) -> Eingaben {
        Eingaben::aus_paaren([("f", wert)])
    }

    #[test]
    fn text_counts_characters_not_bytes() {
        let mut ein = e("ÄÖÜ");
        assert_eq!(ein.text("f", 3), "ÄÖÜ");
        assert!(!ein.hat_fehler());
        ein.text("f", 2);
        assert_eq!(ein.fehler()[0].code, "WEB-E03");
    }

    #[test]
    fn dates_as_sent_and_as_typed() {
        for gut in ["2026-03-01", "01.03.2026", "1.3.2026", "1. 3. 2026"] {
            assert_eq!(e(gut).datum("f"), Some(date(2026, 3, 1)), "{gut}");
        }
        for schlecht in [
            "31.02.2026",
            "1.3.26",
            "2026-13-01",
            "heute",
            "2026-03-01T10:00",
            "1.3.",
        ] {
            let mut ein = e(schlecht);
            assert_eq!(ein.datum("f"), None);
            assert_eq!(ein.fehler()[0].code, "WEB-E04", "{schlecht}");
        }
        let mut leer = e("");
        assert_eq!(leer.datum("f"), None);
        assert!(!leer.hat_fehler());
        assert_eq!(leer.pflichtdatum("f"), None);
        assert_eq!(leer.fehler()[0].code, "WEB-E01");
    }

    #[test]
    fn numbers_with_groups_and_limits() {
        assert_eq!(e("1.234").zahl("f", 0, 9999), Some(1234));
        assert_eq!(e("-5").zahl("f", -9, 9), Some(-5));
        for schlecht in ["1,5", "12.34", "1e3", "10000", "--5", "5-", "١٢"] {
            let mut ein = e(schlecht);
            assert_eq!(ein.zahl("f", 0, 9999), None, "{schlecht}");
            assert_eq!(ein.fehler()[0].code, "WEB-E05");
        }
    }

    #[test]
    fn choices_lists_and_ticks() {
        assert_eq!(e("7").auswahl::<u8>("f"), Some(7));
        let mut falsch = e("300");
        assert_eq!(falsch.pflichtauswahl::<u8>("f"), None);
        assert_eq!(falsch.fehler()[0].code, "WEB-E06");
        let mut mehr = Eingaben::aus_paaren([("f", "1"), ("g", "x"), ("f", ""), ("f", "2")]);
        assert_eq!(mehr.auswahlliste::<u8>("f"), [1, 2]);
        assert!(mehr.haken("g") && !mehr.haken("h"));
    }

    #[test]
    fn rows_by_prefix_and_one_error_per_field() {
        let mut ein = Eingaben::aus_paaren([("anteil-a", "1"), ("x", ""), ("anteil-b", "2")]);
        assert_eq!(
            ein.mit_vorsatz("anteil-").collect::<Vec<_>>(),
            [("a", "1"), ("b", "2")]
        );
        ein.melde("x", "A", "eins");
        ein.melde("x", "B", "zwei");
        assert_eq!(ein.fehler().len(), 1);
    }
}
