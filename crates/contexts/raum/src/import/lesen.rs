//! From a file to prepared records, and the preview on the way.

use amt::{Error, Result};
use einlesen::{
    Quelle,
    abbildung::{self, Abbildung, Anwendung, Satz, Zielfeld},
    geodaten::{self, Geometrie, Sammlung},
    tabelle::{self, Tabelle},
};

use super::{
    Bericht, Fortschritt, Importart, Stand, abgebrochen, hauskoordinaten, unbrauchbar,
    vorbereiten::{self, Menge},
};

/// What is shown before anything is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Vorschau {
    /// Format and encoding in words.
    pub format: String,
    /// Columns of the file.
    pub spalten: Vec<String>,
    /// The mapping, proposed where none was given; `None` where a file fixes it and no column can be chosen.
    pub abbildung: Option<Abbildung>,
    /// Target fields and values of the first rows as understood.
    pub saetze: Vec<(u64, Vec<(&'static str, String)>)>,
    /// What is wrong with the mapping or the first rows.
    pub meldungen: Vec<einlesen::Meldung>,
}

/// How many rows a preview shows.
pub const VORSCHAU_ZEILEN: usize = 20;

/// One file of either kind.
pub enum Datei {
    /// Rows.
    Tabelle(Box<Tabelle>),
    /// Features.
    Karte(Sammlung),
}

impl Datei {
    /// Opens a file as what its first bytes say it is.
    ///
    /// # Errors
    /// `EINLESEN-E…` when it cannot be used at all.
    pub async fn oeffnen(quelle: &Quelle, wunsch: Option<&Abbildung>) -> Result<Self> {
        let wie = wunsch.map_or_else(tabelle::Optionen::default, |a| a.tabelle);
        if ist_karte(quelle)? {
            let karte = wunsch.map_or_else(geodaten::Optionen::default, |a| a.karte.clone());
            return geodaten::lesen(quelle, &karte)
                .await
                .map(Self::Karte)
                .map_err(|e| unbrauchbar(&e));
        }
        Tabelle::oeffnen(quelle, wie)
            .map(|t| Self::Tabelle(Box::new(t)))
            .map_err(|e| unbrauchbar(&e))
    }

    /// Names of the columns.
    #[must_use]
    pub fn spalten(&self) -> &[String] {
        match self {
            Self::Tabelle(t) => &t.spalten,
            Self::Karte(s) => &s.spalten,
        }
    }

    /// Format and encoding in words.
    #[must_use]
    pub fn format(&self) -> String {
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

async fn oeffnen(quelle: &Quelle, art: Importart, wunsch: Option<&Abbildung>) -> Result<Datei> {
    let kopf = wunsch.and_then(|a| a.tabelle.kopf);
    if art == Importart::Adressen
        && kopf.is_none()
        && !ist_karte(quelle)?
        && let Some(t) = hauskoordinaten::erkennen(quelle)
    {
        return Ok(Datei::Tabelle(Box::new(t)));
    }
    Datei::oeffnen(quelle, wunsch).await
}

/// Geodata begin with a brace, as an archive, or as an SQLite file; tables never do, but a workbook is an archive too.
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
    if text.starts_with(b"PK\x03\x04") {
        let mappe = einlesen::packen::enthaelt(quelle, "xl/workbook.xml").map_err(|e| unbrauchbar(&e))?;
        return Ok(!mappe);
    }
    Ok(text.starts_with(b"{") || text.starts_with(b"SQLite format 3"))
}

/// The given mapping, or one by the names of the columns.
pub fn oder_vorschlag(felder: &[Zielfeld], wunsch: Option<Abbildung>, spalten: &[String]) -> Abbildung {
    match wunsch {
        Some(w) if !w.felder.is_empty() => w,
        w => {
            let vorschlag = abbildung::vorschlagen(felder, spalten);
            Abbildung {
                felder: vorschlag.felder,
                ..w.unwrap_or_default()
            }
        }
    }
}

/// The beginning of a file as these fields understand it.
#[must_use]
pub fn ansehen(datei: Datei, felder: &'static [Zielfeld], wunsch: Option<Abbildung>) -> Vorschau {
    let (format, spalten) = (datei.format(), datei.spalten().to_vec());
    let abbildung = oder_vorschlag(felder, wunsch, &spalten);
    let mut meldungen = Vec::new();
    let mut saetze = Vec::new();
    match Anwendung::neu(&abbildung, felder, &spalten) {
        Err(m) => meldungen = m,
        Ok(an) => {
            let mut zeigen = |nr: u64, zellen: &[String]| match an.lesen(nr, zellen) {
                Ok(s) => saetze.push((nr, s.zeigen())),
                Err(m) => meldungen.extend(m),
            };
            match datei {
                Datei::Karte(s) => s
                    .merkmale
                    .iter()
                    .take(VORSCHAU_ZEILEN)
                    .for_each(|m| zeigen(m.nr, &m.felder)),
                Datei::Tabelle(t) => t
                    .take(VORSCHAU_ZEILEN)
                    .flatten()
                    .for_each(|z| zeigen(z.nr, &z.felder)),
            }
        }
    }
    Vorschau {
        format,
        spalten,
        abbildung: Some(abbildung),
        saetze,
        meldungen,
    }
}

/// Reads the beginning and shows how it is understood.
pub(super) async fn vorschau(quelle: &Quelle, art: Importart, wunsch: Option<Abbildung>) -> Result<Vorschau> {
    Ok(ansehen(
        oeffnen(quelle, art, wunsch.as_ref()).await?,
        art.felder(),
        wunsch,
    ))
}

/// A row as the target fields see it, together with its place on the map.
pub struct Zeile<'a> {
    /// The fields.
    pub satz: Satz,
    /// Where it is, when the format says so.
    pub geometrie: Option<Geometrie>,
    /// Names of all columns.
    pub spalten: &'a [String],
    /// All cells as they are in the file.
    pub zellen: &'a [String],
}

/// Hands out row by row; those that cannot be read go into the report.
///
/// # Errors
/// When the mapping does not fit the file, and `EINLESEN-E50` when somebody stopped it.
pub fn durchgehen(
    datei: Datei,
    felder: &'static [Zielfeld],
    abbildung: &Abbildung,
    bericht: &mut Bericht,
    fortschritt: &Fortschritt,
    mut nehmen: impl FnMut(Zeile<'_>, &mut Bericht),
) -> Result<()> {
    const MELDEN_ALLE: u64 = 5_000;
    let spalten = datei.spalten().to_vec();
    let an = Anwendung::neu(abbildung, felder, &spalten).map_err(|m| {
        Error::Regel(
            m.iter()
                .map(|m| vorbereiten::befund(&m.code, &m.text).an(m.spalte.as_str()))
                .collect(),
        )
    })?;
    let mut eine =
        |nr: u64, zellen: &[String], geometrie: Option<Geometrie>, gesamt: u64, b: &mut Bericht| {
            b.gelesen += 1;
            match an.lesen(nr, zellen) {
                Ok(satz) => nehmen(
                    Zeile {
                        satz,
                        geometrie,
                        spalten: &spalten,
                        zellen,
                    },
                    b,
                ),
                Err(m) => m.into_iter().for_each(|m| b.melden(m)),
            }
            let weiter = !b.gelesen.is_multiple_of(MELDEN_ALLE)
                || fortschritt(Stand {
                    erledigt: b.gelesen,
                    gesamt,
                });
            if weiter { Ok(()) } else { Err(abgebrochen()) }
        };
    match datei {
        Datei::Karte(s) => {
            let gesamt = s.merkmale.len() as u64;
            s.meldungen.into_iter().for_each(|m| bericht.melden(m));
            for m in s.merkmale {
                eine(m.nr, &m.felder, m.geometrie, gesamt, bericht)?;
            }
        }
        Datei::Tabelle(t) => {
            for z in *t {
                match z {
                    Ok(z) => eine(z.nr, &z.felder, None, 0, bericht)?,
                    Err(m) => {
                        bericht.gelesen += 1;
                        bericht.melden(m);
                    }
                }
            }
        }
    }
    Ok(())
}

/// Reads and prepares a whole file.
pub(super) async fn lesen(
    quelle: Quelle,
    art: Importart,
    wunsch: Option<Abbildung>,
    fortschritt: &Fortschritt,
) -> Result<(Menge, Bericht)> {
    let datei = oeffnen(&quelle, art, wunsch.as_ref()).await?;
    let abbildung = oder_vorschlag(art.felder(), wunsch, datei.spalten());
    let mut bericht = Bericht::default();
    let mut bauer = vorbereiten::Bauer::neu(art, &abbildung)?;
    durchgehen(
        datei,
        art.felder(),
        &abbildung,
        &mut bericht,
        fortschritt,
        |z, b| {
            let amtlich = hauskoordinaten::schluessel(z.spalten, z.zellen);
            bauer.nehmen(z, amtlich.as_ref(), b);
        },
    )?;
    Ok((bauer.fertig(), bericht))
}
