//! From a file to prepared records, and the preview on the way.

use amt::{Error, Result};
use einlesen::{
    Quelle,
    abbildung::{self, Abbildung, Anwendung, Satz},
    geodaten::{self, Geometrie, Sammlung},
    tabelle::{self, Tabelle},
};

use super::{
    Bericht, Importart, Stand, abgebrochen, hauskoordinaten, unbrauchbar,
    vorbereiten::{self, Menge},
};

/// What is shown before anything is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Vorschau {
    /// Format and encoding in words.
    pub format: String,
    /// Columns of the file.
    pub spalten: Vec<String>,
    /// The mapping, proposed where none was given.
    pub abbildung: Abbildung,
    /// Target fields and values of the first rows as understood.
    pub saetze: Vec<(u64, Vec<(&'static str, String)>)>,
    /// What is wrong with the mapping or the first rows.
    pub meldungen: Vec<einlesen::Meldung>,
}

/// How many rows a preview shows.
const VORSCHAU: usize = 20;

/// One file of either kind.
enum Inhalt {
    Tabelle(Box<Tabelle>),
    Karte(Sammlung),
}

impl Inhalt {
    fn spalten(&self) -> &[String] {
        match self {
            Self::Tabelle(t) => &t.spalten,
            Self::Karte(s) => &s.spalten,
        }
    }

    fn format(&self) -> String {
        match self {
            Self::Karte(s) => format!("{}, EPSG:{}", s.format, s.epsg),
            Self::Tabelle(t) => {
                let trenner = match t.optionen.trenner {
                    Some(b'\t') => "Tabulator".to_owned(),
                    t => format!("„{}“", char::from(t.unwrap_or(b';'))),
                };
                let kodierung = t.optionen.kodierung.map_or("", einlesen::Kodierung::name);
                format!("Tabelle, {kodierung}, getrennt durch {trenner}")
            }
        }
    }
}

async fn oeffnen(quelle: &Quelle, art: Importart, wunsch: Option<&Abbildung>) -> Result<Inhalt> {
    let wie = wunsch.map_or_else(tabelle::Optionen::default, |a| a.tabelle);
    let karte = wunsch.map_or_else(geodaten::Optionen::default, |a| a.karte.clone());
    if ist_karte(quelle)? {
        return geodaten::lesen(quelle, &karte)
            .await
            .map(Inhalt::Karte)
            .map_err(|e| unbrauchbar(&e));
    }
    if art == Importart::Adressen
        && wie.kopf.is_none()
        && let Some(t) = hauskoordinaten::erkennen(quelle)
    {
        return Ok(Inhalt::Tabelle(Box::new(t)));
    }
    Tabelle::oeffnen(quelle, wie)
        .map(|t| Inhalt::Tabelle(Box::new(t)))
        .map_err(|e| unbrauchbar(&e))
}

/// Geodata begin with a brace, as an archive, or as an SQLite file; tables never do.
fn ist_karte(quelle: &Quelle) -> Result<bool> {
    use std::io::Read;
    if let Quelle::Pfad(p) = quelle
        && (p.is_dir() || p.extension().is_some_and(|e| e.eq_ignore_ascii_case("shp")))
    {
        return Ok(true);
    }
    let mut anfang = Vec::new();
    let strom = quelle.oeffnen().map_err(|e| unbrauchbar(&e))?;
    strom
        .take(64)
        .read_to_end(&mut anfang)
        .map_err(|e| unbrauchbar(&e.into()))?;
    let text = anfang
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(&anfang)
        .trim_ascii_start();
    Ok(text.starts_with(b"{") || text.starts_with(b"PK\x03\x04") || text.starts_with(b"SQLite format 3"))
}

/// The given mapping, or one by the names of the columns.
fn abbildung(art: Importart, wunsch: Option<Abbildung>, spalten: &[String]) -> Abbildung {
    match wunsch {
        Some(w) if !w.felder.is_empty() => w,
        w => {
            let vorschlag = abbildung::vorschlagen(art.felder(), spalten);
            Abbildung {
                felder: vorschlag.felder,
                ..w.unwrap_or_default()
            }
        }
    }
}

/// Reads the beginning and shows how it is understood.
///
/// # Errors
/// When the file cannot be used at all.
pub async fn vorschau(quelle: &Quelle, art: Importart, wunsch: Option<Abbildung>) -> Result<Vorschau> {
    let inhalt = oeffnen(quelle, art, wunsch.as_ref()).await?;
    let (format, spalten) = (inhalt.format(), inhalt.spalten().to_vec());
    let abbildung = abbildung(art, wunsch, &spalten);
    let mut meldungen = Vec::new();
    let mut saetze = Vec::new();
    match Anwendung::neu(&abbildung, art.felder(), &spalten) {
        Err(m) => meldungen = m,
        Ok(an) => {
            let mut zeigen = |nr: u64, felder: &[String]| match an.lesen(nr, felder) {
                Ok(s) => saetze.push((nr, s.zeigen())),
                Err(m) => meldungen.extend(m),
            };
            match inhalt {
                Inhalt::Karte(s) => s
                    .merkmale
                    .iter()
                    .take(VORSCHAU)
                    .for_each(|m| zeigen(m.nr, &m.felder)),
                Inhalt::Tabelle(t) => t.take(VORSCHAU).flatten().for_each(|z| zeigen(z.nr, &z.felder)),
            }
        }
    }
    Ok(Vorschau {
        format,
        spalten,
        abbildung,
        saetze,
        meldungen,
    })
}

/// A row together with its place on the map.
pub(super) struct Zeile {
    pub satz: Satz,
    pub geometrie: Option<Geometrie>,
    /// Street key and AGS of the official layout.
    pub amtlich: Option<(String, String)>,
}

/// Reads and prepares a whole file.
pub(super) async fn lesen(
    quelle: Quelle,
    art: Importart,
    wunsch: Option<Abbildung>,
    fortschritt: &(impl Fn(Stand) -> bool + Send + Sync),
) -> Result<(Menge, Bericht)> {
    const MELDEN_ALLE: u64 = 5_000;
    let inhalt = oeffnen(&quelle, art, wunsch.as_ref()).await?;
    let spalten = inhalt.spalten().to_vec();
    let abbildung = abbildung(art, wunsch, &spalten);
    let an = Anwendung::neu(&abbildung, art.felder(), &spalten).map_err(|m| {
        Error::Regel(
            m.iter()
                .map(|m| vorbereiten::befund(&m.code, &m.text).an(m.spalte.as_str()))
                .collect(),
        )
    })?;
    let mut bericht = Bericht::default();
    let mut bauer = vorbereiten::Bauer::neu(art, &abbildung)?;
    let mut eine =
        |nr: u64, felder: &[String], geometrie: Option<Geometrie>, gesamt: u64, b: &mut Bericht| {
            b.gelesen += 1;
            match an.lesen(nr, felder) {
                Ok(satz) => {
                    let amtlich = hauskoordinaten::schluessel(&spalten, felder);
                    bauer.nehmen(
                        Zeile {
                            satz,
                            geometrie,
                            amtlich,
                        },
                        b,
                    );
                }
                Err(m) => m.into_iter().for_each(|m| b.melden(m)),
            }
            let weiter = !b.gelesen.is_multiple_of(MELDEN_ALLE)
                || fortschritt(Stand {
                    erledigt: b.gelesen,
                    gesamt,
                });
            if weiter { Ok(()) } else { Err(abgebrochen()) }
        };
    match inhalt {
        Inhalt::Karte(s) => {
            let gesamt = s.merkmale.len() as u64;
            s.meldungen.into_iter().for_each(|m| bericht.melden(m));
            for m in s.merkmale {
                eine(m.nr, &m.felder, m.geometrie, gesamt, &mut bericht)?;
            }
        }
        Inhalt::Tabelle(t) => {
            for z in *t {
                match z {
                    Ok(z) => eine(z.nr, &z.felder, None, 0, &mut bericht)?,
                    Err(m) => {
                        bericht.gelesen += 1;
                        bericht.melden(m);
                    }
                }
            }
        }
    }
    Ok((bauer.fertig(), bericht))
}
