//! The files of a task. Readers never trust a file: every mistake becomes a [`LeseFehler`] with line and column.

use std::collections::HashMap;

use csv::ByteRecord;
use serde::Deserialize;

use crate::aufgabe::{
    Aufgabe, Ausgleich, Bestand, Einheit, Einrichtung, Gewichte, Kante, Vorgaben, WeitereLast,
};

mod tabelle;

use tabelle::Tabelle;

/// What is wrong with a file.
#[derive(Debug, thiserror::Error)]
pub enum LeseFehler {
    /// The table itself is broken.
    #[error("{datei}: {fehler}")]
    Tabelle {
        /// Its name.
        datei: &'static str,
        /// What the reader says.
        fehler: String,
    },
    /// A column is missing.
    #[error("{datei}: Es fehlt die Spalte „{spalte}“.")]
    Spalte {
        /// Name of the file.
        datei: &'static str,
        /// Name of the column.
        spalte: String,
    },
    /// A cell cannot be used.
    #[error("{datei}, Zeile {zeile}: „{wert}“ in der Spalte „{spalte}“ {grund}.")]
    Wert {
        /// Name of the file.
        datei: &'static str,
        /// Line, the header is 1.
        zeile: u64,
        /// Name of the column.
        spalte: String,
        /// What stands there.
        wert: String,
        /// What is wrong with it.
        grund: &'static str,
    },
    /// `task.json` or GeoJSON cannot be used.
    #[error("{datei}: {grund}")]
    Inhalt {
        /// Name of the file.
        datei: &'static str,
        /// What is wrong.
        grund: String,
    },
}

/// The files of a task as bytes; empty slices stand for files that are not there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dateien<'a> {
    /// `units.csv`
    pub einheiten: &'a [u8],
    /// `edges.csv`
    pub kanten: &'a [u8],
    /// `task.json`
    pub aufgabe: &'a [u8],
    /// `infra.csv`
    pub einrichtungen: &'a [u8],
    /// `barriers.csv`
    pub barrieren: &'a [u8],
    /// The zones of today.
    pub bestand: &'a [u8],
    /// Units bound to zones.
    pub gesperrt: &'a [u8],
}

/// Reads a whole task.
///
/// # Errors
/// The first mistake met, with file, line and column.
pub fn lesen(d: &Dateien) -> Result<Aufgabe, LeseFehler> {
    let auftrag = Auftrag::lesen(d.aufgabe)?;
    let mut a = Aufgabe::default();
    let (ids, spalten) = einheiten(d.einheiten, &auftrag, &mut a)?;
    a.kanten = kanten(d.kanten, &ids)?;
    ergaenzen(&mut a, d, auftrag, spalten)?;
    Ok(a)
}

/// Adds everything but units and edges: the planner's demands and the optional files.
pub(crate) fn ergaenzen(
    a: &mut Aufgabe,
    d: &Dateien,
    auftrag: Auftrag,
    personal: Vec<f64>,
) -> Result<(), LeseFehler> {
    let ids = Kennungen::neu(a);
    auftrag.uebernehmen(a, &ids)?;
    if !d.einrichtungen.is_empty() {
        a.einrichtungen = einrichtungen(d.einrichtungen)?;
    }
    if !d.barrieren.is_empty() {
        let mut t = Tabelle::neu("barriers.csv", d.barrieren, &["a", "b"], &[])?;
        a.barrieren = ids
            .paare(&mut t, false)?
            .into_iter()
            .map(|(x, y, _)| (x, y))
            .collect();
    }
    if !d.bestand.is_empty() {
        a.bestand = Some(bestand(d.bestand, &ids, personal)?);
    }
    if !d.gesperrt.is_empty() {
        let mut t = Tabelle::neu("locks.csv", d.gesperrt, &["unit_id", "zone"], &[])?;
        while t.weiter()? {
            let u = ids.finden(&t, 0)?;
            let zone = t.text(1)?.to_owned();
            a.vorgaben.gesperrt.push((u, zone));
        }
    }
    Ok(())
}

/// The ids of the units.
pub(crate) struct Kennungen {
    nummer: HashMap<String, usize>,
}

impl Kennungen {
    pub(crate) fn neu(a: &Aufgabe) -> Self {
        Self {
            nummer: a
                .einheiten
                .iter()
                .enumerate()
                .map(|(i, e)| (e.kennung.clone(), i))
                .collect(),
        }
    }

    fn finden(&self, t: &Tabelle, s: usize) -> Result<usize, LeseFehler> {
        self.nummer
            .get(t.text(s)?)
            .copied()
            .ok_or_else(|| t.fehler(s, "ist keine der Einheiten"))
    }

    /// Pairs of units. As in the published format they are line numbers from 0; if one does not fit, all are ids.
    fn paare(&self, t: &mut Tabelle, laenge: bool) -> Result<Vec<(usize, usize, f64)>, LeseFehler> {
        let n = self.nummer.len();
        let mut zeilen: Vec<(usize, usize, f64)> = Vec::new();
        let mut texte: Vec<(ByteRecord, f64)> = Vec::new();
        let mut als_nummern = true;
        while t.weiter()? {
            let l = if laenge { t.menge(2)? } else { 0.0 };
            if als_nummern {
                let paar = (nummer(t.roh(0), n), nummer(t.roh(1), n));
                if let (Some(a), Some(b)) = paar {
                    zeilen.push((a, b, l));
                } else {
                    als_nummern = false;
                }
            }
            if !als_nummern {
                texte.push((t.zeile.clone(), l));
            }
        }
        if als_nummern {
            return Ok(zeilen);
        }
        // the lines read as numbers before are ids too
        let mut alle = Vec::with_capacity(zeilen.len() + texte.len());
        for (a, b, l) in zeilen {
            let id = |x: usize| self.nummer.get(&x.to_string()).copied();
            match (id(a), id(b)) {
                (Some(a), Some(b)) => alle.push((a, b, l)),
                _ => {
                    return Err(LeseFehler::Inhalt {
                        datei: t.datei,
                        grund: format!(
                            "{a},{b} sind weder durchweg Zeilennummern noch Kennungen von Einheiten."
                        ),
                    });
                }
            }
        }
        for (zeile, l) in texte {
            t.zeile = zeile;
            let (a, b) = (self.finden(t, 0)?, self.finden(t, 1)?);
            alle.push((a, b, l));
        }
        Ok(alle)
    }
}

fn nummer(roh: &[u8], n: usize) -> Option<usize> {
    let text = std::str::from_utf8(roh).ok()?;
    // "01" is an id, not the number 1
    if text.len() > 1 && text.starts_with('0') {
        return None;
    }
    text.parse().ok().filter(|&i| i < n)
}

fn einheiten(roh: &[u8], auftrag: &Auftrag, a: &mut Aufgabe) -> Result<(Kennungen, Vec<f64>), LeseFehler> {
    let muss = [
        "unit_id",
        "pop",
        "load",
        "area",
        "perim",
        "political_id",
        "x",
        "y",
    ];
    let mut t = Tabelle::neu("units.csv", roh, &muss, &["staff"])?;
    let mut weitere: Vec<WeitereLast> = Vec::new();
    for l in &auftrag.loads {
        let spalte = l.column.to_lowercase();
        let stelle = t.kopf.iter().position(|k| *k == spalte);
        if stelle.is_none() {
            return Err(LeseFehler::Spalte {
                datei: "units.csv",
                spalte: l.column.clone(),
            });
        }
        t.stellen.push(stelle);
        t.namen.push(l.column.clone());
        weitere.push(WeitereLast {
            name: l.column.clone(),
            werte: Vec::new(),
            toleranz: l.tol,
        });
    }
    let mut politisch: HashMap<String, usize> = HashMap::new();
    let mut personal = Vec::new();
    let hat_personal = t.stellen[8].is_some();
    let mut ids = HashMap::new();
    while t.weiter()? {
        let kennung = t.text(0)?.to_owned();
        if ids.insert(kennung.clone(), a.einheiten.len()).is_some() {
            return Err(t.fehler(0, "kommt doppelt vor"));
        }
        let name = t.text(5)?;
        let pol = match politisch.get(name) {
            Some(&p) => p,
            None => {
                a.politisch.push(name.to_owned());
                politisch.insert(name.to_owned(), a.politisch.len() - 1);
                a.politisch.len() - 1
            }
        };
        a.einheiten.push(Einheit {
            kennung,
            einwohner: t.menge(1)?,
            last: t.menge(2)?,
            flaeche: t.menge(3)?,
            umfang: t.menge(4)?,
            politisch: pol,
            x: t.zahl(6)?,
            y: t.zahl(7)?,
        });
        if hat_personal {
            personal.push(t.menge(8)?);
        }
        for (i, l) in weitere.iter_mut().enumerate() {
            l.werte.push(t.menge(9 + i)?);
        }
    }
    a.weitere_lasten = weitere;
    Ok((Kennungen { nummer: ids }, personal))
}

fn kanten(roh: &[u8], ids: &Kennungen) -> Result<Vec<Kante>, LeseFehler> {
    let mut t = Tabelle::neu("edges.csv", roh, &["a", "b", "len"], &[])?;
    Ok(ids
        .paare(&mut t, true)?
        .into_iter()
        .map(|(a, b, laenge)| Kante { a, b, laenge })
        .collect())
}

fn einrichtungen(roh: &[u8]) -> Result<Vec<Einrichtung>, LeseFehler> {
    let mut t = Tabelle::neu("infra.csv", roh, &["point_id", "type", "x", "y"], &[])?;
    let mut alle = Vec::new();
    while t.weiter()? {
        alle.push(Einrichtung {
            kennung: t.text(0)?.to_owned(),
            art: t.text(1)?.to_owned(),
            x: t.zahl(2)?,
            y: t.zahl(3)?,
        });
    }
    Ok(alle)
}

fn bestand(roh: &[u8], ids: &Kennungen, personal: Vec<f64>) -> Result<Bestand, LeseFehler> {
    let mut t = Tabelle::neu("today.csv", roh, &["unit_id", "zone"], &["staff"])?;
    let n = ids.nummer.len();
    let mut b = Bestand {
        namen: Vec::new(),
        zone: vec![None; n],
        personal,
    };
    let eigenes = t.stellen[2].is_some();
    if eigenes {
        b.personal = vec![0.0; n];
    }
    let mut nummern: HashMap<String, usize> = HashMap::new();
    while t.weiter()? {
        let u = ids.finden(&t, 0)?;
        let name = t.text(1)?;
        if !name.is_empty() {
            let z = *nummern.entry(name.to_owned()).or_insert_with(|| {
                b.namen.push(name.to_owned());
                b.namen.len() - 1
            });
            b.zone[u] = Some(z);
        }
        if eigenes && !t.roh(2).is_empty() {
            b.personal[u] = t.menge(2)?;
        }
    }
    Ok(b)
}

/// `task.json`.
#[derive(Debug, Deserialize)]
pub(crate) struct Auftrag {
    k: usize,
    tol: f64,
    #[serde(default)]
    balance: Option<String>,
    /// Fewest and most residents of a zone.
    #[serde(default)]
    pop_corridor: Option<(f64, f64)>,
    /// Fewest and most units of a zone.
    #[serde(default)]
    unit_corridor: Option<(f64, f64)>,
    #[serde(default)]
    together: Vec<Vec<serde_json::Value>>,
    #[serde(default)]
    apart: Vec<Vec<serde_json::Value>>,
    #[serde(default)]
    pub(crate) loads: Vec<AuftragLast>,
    #[serde(default)]
    weights: AuftragGewichte,
}

#[derive(Debug, Deserialize)]
pub(crate) struct AuftragLast {
    pub(crate) column: String,
    pub(crate) tol: f64,
}

#[derive(Debug, Default, Deserialize)]
struct AuftragGewichte {
    compact: Option<f64>,
    political: Option<f64>,
    barriers: Option<f64>,
    infra: Option<f64>,
    change: Option<f64>,
}

impl Auftrag {
    pub(crate) fn lesen(roh: &[u8]) -> Result<Self, LeseFehler> {
        let falsch = |grund: String| LeseFehler::Inhalt {
            datei: "task.json",
            grund,
        };
        let a: Self = serde_json::from_slice(roh).map_err(|e| falsch(e.to_string()))?;
        if a.k == 0 || a.k > 1 << 20 {
            return Err(falsch(
                "„k“ muss mindestens 1 und höchstens 1048576 sein.".to_owned(),
            ));
        }
        if !(0.0..=1e6).contains(&a.tol) || a.loads.iter().any(|l| !(0.0..=1e6).contains(&l.tol)) {
            return Err(falsch("„tol“ muss eine Zahl ab 0 sein.".to_owned()));
        }
        for (lo, hi) in a.pop_corridor.iter().chain(&a.unit_corridor) {
            if !(lo.is_finite() && hi.is_finite() && lo <= hi) {
                return Err(falsch(
                    "Ein Korridor braucht zwei Zahlen, die kleinere zuerst.".to_owned(),
                ));
            }
        }
        let w = &a.weights;
        for g in [w.compact, w.political, w.barriers, w.infra, w.change]
            .into_iter()
            .flatten()
        {
            if !(0.0..=1e6).contains(&g) {
                return Err(falsch("Gewichte müssen Zahlen ab 0 sein.".to_owned()));
            }
        }
        Ok(a)
    }

    fn uebernehmen(self, a: &mut Aufgabe, ids: &Kennungen) -> Result<(), LeseFehler> {
        let ausgleich = match self.balance.as_deref() {
            None | Some("load") => Ausgleich::Last,
            Some("pop") => Ausgleich::Einwohner,
            Some(anderes) => {
                return Err(LeseFehler::Inhalt {
                    datei: "task.json",
                    grund: format!("„balance“ ist „{anderes}“; möglich sind load und pop."),
                });
            }
        };
        let gruppen = |alle: Vec<Vec<serde_json::Value>>| -> Result<Vec<Vec<usize>>, LeseFehler> {
            alle.into_iter()
                .map(|g| {
                    g.into_iter()
                        .map(|w| {
                            let id = w.as_str().map_or_else(|| w.to_string(), str::to_owned);
                            ids.nummer.get(&id).copied().ok_or_else(|| LeseFehler::Inhalt {
                                datei: "task.json",
                                grund: format!("„{id}“ ist keine der Einheiten."),
                            })
                        })
                        .collect()
                })
                .collect()
        };
        a.vorgaben = Vorgaben {
            k: self.k,
            toleranz: self.tol,
            ausgleich,
            einwohner: self.pop_corridor,
            einheiten: self.unit_corridor,
            gesperrt: Vec::new(),
            zusammen: gruppen(self.together)?,
            getrennt: gruppen(self.apart)?,
        };
        let (g, w) = (Gewichte::default(), &self.weights);
        a.gewichte = Gewichte {
            kompakt: w.compact.unwrap_or(g.kompakt),
            politisch: w.political.unwrap_or(g.politisch),
            barrieren: w.barriers.unwrap_or(g.barrieren),
            infrastruktur: w.infra.unwrap_or(g.infrastruktur),
            aenderung: w.change.unwrap_or(g.aenderung),
        };
        Ok(())
    }
}
