//! The ledger as a file: for people, or in the layout a finance system wants. The layout is text, so that every Land can
//! have its own without a new program.

use base::{Befund, Cent};
use web::WebFehler;

use super::hilfen::zelle;
use crate::{
    model::{Buchung, Haushaltsjahr},
    rules::betrag,
    service::Blick,
};

/// Which columns, in which order, with which marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout<S = Spalte> {
    /// Between columns.
    pub trenner: u8,
    /// With a line of titles.
    pub kopf: bool,
    /// With a control total.
    pub summe: bool,
    /// Amounts in cents.
    pub cent: bool,
    /// Columns with their titles.
    pub spalten: Vec<(S, String)>,
}

/// A column of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spalte {
    Nr,
    Jahr,
    Datum,
    DatumIso,
    Topf,
    Sortier,
    Art,
    Arbeitsart,
    Betrag,
    SollHaben,
    Beleg,
    Traeger,
    Fall,
    Leistungsart,
    Text,
    Produkt,
    Storno,
}

const NAMEN: &[(&str, Spalte)] = &[
    ("nr", Spalte::Nr),
    ("jahr", Spalte::Jahr),
    ("datum", Spalte::Datum),
    ("datum_iso", Spalte::DatumIso),
    ("topf", Spalte::Topf),
    ("sortier", Spalte::Sortier),
    ("art", Spalte::Art),
    ("arbeitsart", Spalte::Arbeitsart),
    ("betrag", Spalte::Betrag),
    ("soll_haben", Spalte::SollHaben),
    ("beleg", Spalte::Beleg),
    ("traeger", Spalte::Traeger),
    ("fall", Spalte::Fall),
    ("leistungsart", Spalte::Leistungsart),
    ("text", Spalte::Text),
    ("produkt", Spalte::Produkt),
    ("storno", Spalte::Storno),
];

/// For people at a spreadsheet.
const TABELLE: &str = "trenner=; kopf=ja summe=nein einheit=euro spalten=nr:Nr.,datum:Tag,topf:Topf,art:Art,\
                       arbeitsart:Arbeitsart,betrag:Betrag,beleg:Beleg,leistungsart:Leistung,traeger:Träger,fall:Fall,text:Text";
/// For a finance system that reads plain columns and wants to check the total.
const FINANZWESEN: &str = "trenner=; kopf=ja summe=ja einheit=cent spalten=jahr,nr,datum_iso,produkt,sortier,art,\
                           soll_haben,betrag,beleg,storno";

impl<S: Copy> Layout<S> {
    /// A named layout, or one written out: `trenner=; kopf=ja summe=ja einheit=cent spalten=nr,datum,betrag:Betrag`.
    ///
    /// # Errors
    /// `BUDGET-E38` names the first thing that is not understood.
    pub fn aus(text: &str, benannte: &[(&str, &str)], namen: &[(&str, S)]) -> amt::Result<Self> {
        let text = benannte.iter().find(|(n, _)| *n == text).map_or(text, |(_, t)| t);
        let falsch = |was: &str| {
            Befund::neu("BUDGET-E38", format!("Im Layout ist „{was}“ nicht bekannt.")).an("layout")
        };
        let mut aus = Self {
            trenner: b';',
            kopf: true,
            summe: false,
            cent: false,
            spalten: Vec::new(),
        };
        let (vorn, spalten) = text.split_once("spalten=").ok_or_else(|| falsch(text))?;
        for teil in vorn.split_whitespace() {
            match teil.split_once('=') {
                Some(("trenner", "tab")) => aus.trenner = b'\t',
                Some(("trenner", t)) if [";", ",", "|"].contains(&t) => aus.trenner = t.as_bytes()[0],
                Some(("kopf", j @ ("ja" | "nein"))) => aus.kopf = j == "ja",
                Some(("summe", j @ ("ja" | "nein"))) => aus.summe = j == "ja",
                Some(("einheit", j @ ("cent" | "euro"))) => aus.cent = j == "cent",
                _ => return Err(falsch(teil).into()),
            }
        }
        for spalte in spalten.split(',') {
            let (name, titel) = spalte.split_once(':').unwrap_or((spalte, spalte));
            let (_, s) = namen
                .iter()
                .find(|(n, _)| *n == name.trim())
                .ok_or_else(|| falsch(name))?;
            aus.spalten.push((*s, titel.to_owned()));
        }
        Ok(aus)
    }

    /// An amount as this layout writes it.
    pub fn betrag(&self, c: Cent) -> String {
        if self.cent {
            c.0.to_string()
        } else {
            betrag::eingabe(c)
        }
    }

    /// The file: titles, lines, control total.
    pub fn datei(
        &self,
        zeilen: impl Iterator<Item = Vec<String>>,
        anzahl: i64,
        summe: Cent,
    ) -> Result<Vec<u8>, WebFehler> {
        let mut datei = csv::WriterBuilder::new()
            .delimiter(self.trenner)
            .flexible(true)
            .from_writer(vec![0xEF, 0xBB, 0xBF]);
        if self.kopf {
            datei
                .write_record(self.spalten.iter().map(|(_, t)| t.as_str()))
                .map_err(WebFehler::intern)?;
        }
        for z in zeilen {
            datei.write_record(z).map_err(WebFehler::intern)?;
        }
        if self.summe {
            let ende = ["KONTROLLSUMME".to_owned(), anzahl.to_string(), self.betrag(summe)];
            datei.write_record(ende).map_err(WebFehler::intern)?;
        }
        datei.into_inner().map_err(WebFehler::intern)
    }
}

impl Layout {
    /// A layout of the ledger.
    ///
    /// # Errors
    /// `BUDGET-E38`.
    pub fn lesen(text: &str) -> amt::Result<Self> {
        Self::aus(
            text,
            &[("", TABELLE), ("tabelle", TABELLE), ("finanzwesen", FINANZWESEN)],
            NAMEN,
        )
    }

    fn wert(&self, s: Spalte, b: &Buchung, blick: &Blick, j: &Haushaltsjahr) -> String {
        let topf = blick.topf(b.topf).ok();
        match s {
            Spalte::Nr => b.nr.to_string(),
            Spalte::Jahr => b.jahr.to_string(),
            Spalte::Datum => b.datum.to_string(),
            Spalte::DatumIso => b.datum.0.to_string(),
            Spalte::Topf => zelle(topf.map_or("", |t| &t.bezeichnung)),
            Spalte::Sortier => zelle(topf.map_or("", |t| &t.sortier)),
            Spalte::Art => b.art.code().to_owned(),
            Spalte::Arbeitsart => b.arbeitsart.code().to_owned(),
            // a number of our own making is no formula, also with a minus
            Spalte::Betrag => self.betrag(b.betrag),
            Spalte::SollHaben => if b.betrag.0 < 0 { "H" } else { "S" }.to_owned(),
            Spalte::Beleg => zelle(&b.beleg),
            Spalte::Traeger => zelle(&b.bezug.traeger),
            Spalte::Fall => zelle(&b.bezug.fall),
            Spalte::Leistungsart => zelle(&b.leistungsart),
            Spalte::Text => zelle(&b.text),
            Spalte::Produkt => zelle(&j.produkt),
            Spalte::Storno => if b.storno_von.is_some() { "J" } else { "N" }.to_owned(),
        }
    }
}

/// The file. With a control total its last line holds the number of lines and their sum.
pub fn schreiben(
    layout: &Layout,
    zeilen: &[Buchung],
    blick: &Blick,
    j: &Haushaltsjahr,
    anzahl: i64,
    summe: Cent,
) -> Result<Vec<u8>, WebFehler> {
    let zeile = |b: &Buchung| {
        layout
            .spalten
            .iter()
            .map(|(s, _)| layout.wert(*s, b, blick, j))
            .collect()
    };
    layout.datei(zeilen.iter().map(zeile), anzahl, summe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ein_layout_nennt_was_es_nicht_kennt() {
        assert!(Layout::lesen("").is_ok() && Layout::lesen("finanzwesen").is_ok());
        let eigenes = Layout::lesen("trenner=tab kopf=nein einheit=cent spalten=nr,betrag:Betrag").unwrap();
        assert_eq!(
            (eigenes.trenner, eigenes.kopf, eigenes.cent),
            (b'\t', false, true)
        );
        assert_eq!(eigenes.spalten[1].1, "Betrag");
        for falsch in [
            "nr,betrag",
            "spalten=nr,gehalt",
            "trenner=x spalten=nr",
            "kopf=vielleicht spalten=nr",
        ] {
            let fehler = Layout::lesen(falsch).unwrap_err();
            assert_eq!(fehler.befunde()[0].code, "BUDGET-E38", "{falsch}");
        }
    }
}
