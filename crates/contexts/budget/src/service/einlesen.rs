//! Values of other programs, brought in as a table: first looked at line by line, then written, all good lines or none.

use std::collections::BTreeSet;

use amt::{
    App, Error, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Cent};
use einlesen::{
    Quelle,
    tabelle::{Optionen, Tabelle},
};
use raum::RaumKurz;
use store::Tx;

use super::Vorjahreswert;
use crate::{
    ablage::{self, Wann},
    model::{Arbeitsart, Haushaltsjahr, JahrStatus, NeuerTopf, TopfArt},
    rules::betrag,
};

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inhalt {
    /// `jahr; raum; ist; ansatz`: what the regions spent and had in earlier years.
    Vorjahr,
    /// `sortier; bezeichnung; art; arbeitsart; raum; ansatz`: the Töpfe of a year in planning.
    Ansaetze,
}

impl Inhalt {
    /// Both.
    pub const ALLE: [Self; 2] = [Self::Vorjahr, Self::Ansaetze];

    /// Code in the form.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vorjahr => "vorjahr",
            Self::Ansaetze => "ansaetze",
        }
    }

    /// Words, with the columns.
    #[must_use]
    pub const fn wort(self) -> &'static str {
        match self {
            Self::Vorjahr => "Werte früherer Jahre (jahr; raum; ist; ansatz)",
            Self::Ansaetze => "Ansätze dieses Jahres (sortier; bezeichnung; art; arbeitsart; raum; ansatz)",
        }
    }

    const fn spalten(self) -> &'static [&'static str] {
        match self {
            Self::Vorjahr => &["jahr", "raum", "ist", "ansatz"],
            Self::Ansaetze => &["sortier", "bezeichnung", "art", "arbeitsart", "raum", "ansatz"],
        }
    }
}

/// One good line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Satz {
    /// Of [`Inhalt::Vorjahr`].
    Vorjahr(Vorjahreswert),
    /// Of [`Inhalt::Ansaetze`].
    Ansatz(NeuerTopf),
}

/// What a table would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vorschau {
    /// Good lines.
    pub saetze: Vec<Satz>,
    /// Refused lines, with the number of the line as place.
    pub abgewiesen: Vec<Befund>,
    /// Sum of the Ansätze of the good lines, to hold against the other program.
    pub kontrollsumme: Cent,
}

/// Most lines of one table.
const HOECHSTENS: usize = 20_000;

/// Looks at a table without writing anything.
///
/// # Errors
/// `BUDGET-E39` when it is no table, or a column is missing; `BUDGET-E20` for Ansätze of a year that is decided.
pub async fn einlesen_pruefen(
    app: &App,
    tx: &mut Tx,
    jahr: &Haushaltsjahr,
    inhalt: Inhalt,
    bytes: Vec<u8>,
) -> Result<Vorschau> {
    if inhalt == Inhalt::Ansaetze && jahr.status != JahrStatus::Planung {
        return Err(beschlossen());
    }
    let kein = |text: String| Error::from(Befund::neu("BUDGET-E39", text).an("datei"));
    let quelle = Quelle::from(bytes);
    let wie = Optionen {
        kopf: Some(true),
        ..Optionen::default()
    };
    let tabelle = Tabelle::oeffnen(&quelle, wie).map_err(|e| kein(e.text))?;
    let mut wo = Vec::new();
    for spalte in inhalt.spalten() {
        let gleich = |s: &String| base::suchform(s) == *spalte;
        match tabelle.spalten.iter().position(gleich) {
            Some(i) => wo.push(i),
            None => {
                return Err(kein(format!(
                    "Die Spalte „{spalte}“ fehlt. Nötig sind: {}.",
                    inhalt.spalten().join(", ")
                )));
            }
        }
    }
    let raeume: Vec<RaumKurz> = team::service::raeume(app, tx, app.uhr.heute())
        .await?
        .alle()
        .cloned()
        .collect();
    let mut v = Vorschau::default();
    let mut schon: BTreeSet<String> = BTreeSet::new();
    for zeile in tabelle {
        if v.saetze.len() + v.abgewiesen.len() >= HOECHSTENS {
            return Err(kein(format!("Die Tabelle hat mehr als {HOECHSTENS} Zeilen.")));
        }
        let zeile = match zeile {
            Ok(z) => z,
            Err(m) => {
                v.abgewiesen.push(Befund::neu("BUDGET-E39", m.to_string()));
                continue;
            }
        };
        let felder: Vec<&str> = wo.iter().map(|i| zeile.felder[*i].as_str()).collect();
        if felder.iter().all(|f| f.is_empty()) {
            continue;
        }
        let gelesen = match inhalt {
            Inhalt::Vorjahr => vorjahr(&felder, &raeume),
            Inhalt::Ansaetze => ansatz(&felder, &raeume, jahr.jahr),
        };
        let ort = format!("Zeile {}", zeile.nr);
        match gelesen {
            Ok((schluessel, satz, betrag)) => {
                if !schon.insert(schluessel) {
                    let text = "Diese Zeile steht zweimal in der Tabelle.";
                    v.abgewiesen.push(Befund::neu("BUDGET-E39", text).an(ort));
                    continue;
                }
                v.kontrollsumme = Cent(v.kontrollsumme.0.saturating_add(betrag.0));
                v.saetze.push(satz);
            }
            Err(b) => v.abgewiesen.push(b.an(ort)),
        }
    }
    Ok(v)
}

fn beschlossen() -> Error {
    let text = "Das Budget ist beschlossen. Änderungen sind jetzt Umbuchungen.";
    Befund::neu("BUDGET-E20", text).an("datei").into()
}

type Gelesen = std::result::Result<(String, Satz, Cent), Befund>;

fn falsch(text: impl Into<String>) -> Befund {
    Befund::neu("BUDGET-E39", text)
}

fn raum<'a>(raeume: &'a [RaumKurz], code: &str) -> std::result::Result<&'a RaumKurz, Befund> {
    raeume
        .iter()
        .find(|r| r.code == code)
        .ok_or_else(|| Befund::neu("BUDGET-E03", format!("Den Raum „{code}“ gibt es nicht.")))
}

fn nicht_negativ(text: &str) -> std::result::Result<Cent, Befund> {
    match betrag::lesen(text)? {
        c if c.0 < 0 => Err(falsch(format!("„{text}“ ist negativ."))),
        c => Ok(c),
    }
}

fn vorjahr(f: &[&str], raeume: &[RaumKurz]) -> Gelesen {
    let [jahr, code, ist, ansatz] = f else {
        return Err(falsch("Die Zeile hat nicht alle Spalten."));
    };
    let jahr: i64 = jahr
        .parse()
        .ok()
        .filter(|j| (1990..=2200).contains(j))
        .ok_or_else(|| Befund::neu("BUDGET-E02", format!("„{jahr}“ ist kein Haushaltsjahr.")))?;
    let r = raum(raeume, code)?;
    let wert = Vorjahreswert {
        jahr,
        raum: r.code.clone(),
        ist: nicht_negativ(ist)?,
        ansatz: nicht_negativ(ansatz)?,
    };
    if wert.ist.0 == 0 && wert.ansatz.0 == 0 {
        let text = "Ist und Ansatz sind beide null. Die Zeile sagt nichts; bitte weglassen oder ergänzen.";
        return Err(Befund::neu("BUDGET-E01", text));
    }
    let summe = wert.ansatz;
    Ok((format!("{jahr}/{}", r.code), Satz::Vorjahr(wert), summe))
}

fn ansatz(f: &[&str], raeume: &[RaumKurz], jahr: i64) -> Gelesen {
    let [sortier, bezeichnung, art, arbeitsart, code, betrag] = f else {
        return Err(falsch("Die Zeile hat nicht alle Spalten."));
    };
    if sortier.is_empty() || bezeichnung.is_empty() {
        return Err(falsch("Sortierschlüssel oder Bezeichnung fehlt."));
    }
    let art: TopfArt = art
        .parse()
        .map_err(|_| falsch(format!("Die Art „{art}“ gibt es nicht.")))?;
    let arbeitsart: Arbeitsart = match *arbeitsart {
        "" => return Err(Befund::neu("BUDGET-E06", "Die Arbeitsart fehlt.")),
        a => a
            .parse()
            .map_err(|_| Befund::neu("BUDGET-E06", format!("Die Arbeitsart „{a}“ gibt es nicht.")))?,
    };
    let raum = if code.is_empty() {
        None
    } else {
        Some(raum(raeume, code)?.id)
    };
    if art == TopfArt::Regional && raum.is_none() {
        return Err(Befund::neu(
            "BUDGET-E03",
            "Ein Topf der Region braucht seinen Raum.",
        ));
    }
    let ansatz = nicht_negativ(betrag)?;
    if ansatz.0 == 0 {
        let text = "Der Ansatz ist null. Einen Topf ohne eigenes Geld legen Sie auf der Seite des Jahres an.";
        return Err(Befund::neu("BUDGET-E01", text));
    }
    let neu = NeuerTopf {
        jahr,
        art,
        raum,
        arbeitsart,
        bezeichnung: bezeichnung.chars().take(120).collect(),
        sortier: sortier.chars().take(40).collect(),
        traeger: String::new(),
        ansatz,
        elterntopf: None,
    };
    Ok((neu.sortier.clone(), Satz::Ansatz(neu), ansatz))
}

/// Writes the good lines, all or none. Lines that are there already are replaced, so it can be repeated.
///
/// # Errors
/// `BUDGET-E20` for Ansätze when the year is no longer planned.
pub async fn einspielen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Haushaltsjahr>,
    jahr: i64,
    saetze: &[Satz],
) -> Result<usize> {
    let wann = Wann::jetzt(app, may.kontext());
    let j = ablage::jahr::sperren(tx, jahr).await?;
    let vorhanden = ablage::topf::im_jahr(tx, jahr).await?;
    let mut werte = Vec::new();
    for s in saetze {
        match s {
            Satz::Vorjahr(v) => werte.push(v.clone()),
            Satz::Ansatz(_) if j.status != JahrStatus::Planung => {
                return Err(beschlossen());
            }
            Satz::Ansatz(n) => match vorhanden.iter().find(|t| t.sortier == n.sortier) {
                Some(t) => ablage::topf::ansatz(tx, t, n.ansatz, wann).await?,
                None => ablage::topf::anlegen(tx, app.ids.neu(), n, wann).await?,
            },
        }
    }
    if !werte.is_empty() {
        ablage::vorjahr::einspielen(tx, &werte, wann).await?;
    }
    journal::notieren(tx, &*app.uhr, may, j.id, format!("eingelesen={}", saetze.len()));
    Ok(saetze.len())
}
