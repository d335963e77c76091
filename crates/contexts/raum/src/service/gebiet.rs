//! The municipality itself, its Kommunen, and indicators of its spaces.

use amt::{
    App, Result, journal,
    recht::{Anlegen, Bearbeiten, Befugnis},
};
use base::{Befund, Datum, Id, Text};
use store::{Tx, werte};

use super::einspielen::Einspielbericht;
use crate::{GebietTyp, Gebietskoerperschaft, Raumeinheit};

/// The municipality.
#[derive(Debug, Clone)]
pub struct Gebiet {
    /// Official name.
    pub name: Text<120>,
    /// AGS, 8 digits (Austria 5).
    pub ags: Text<8>,
    /// Bundesland, such as `SH`.
    pub land: Text<8>,
    /// Kind.
    pub typ: GebietTyp,
    /// Residents and the day they were counted.
    pub einwohner: Option<(u32, Datum)>,
    /// All Kommunen by AGS and name; empty when the municipality is one Kommune.
    pub kommunen: Vec<(Text<8>, Text<120>)>,
}

/// Notes the municipality, replacing what was noted before.
///
/// # Errors
/// `RAUM-E28` when the AGS has neither 8 nor 5 digits.
pub async fn gebiet_setzen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Gebietskoerperschaft>,
    g: &Gebiet,
) -> Result<Id<Gebietskoerperschaft>> {
    if !matches!(g.ags.len(), 5 | 8) || !g.ags.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Befund::neu(
            "RAUM-E28",
            "Der Gemeindeschlüssel hat 8 Ziffern, in Österreich 5.",
        )
        .an("ags")
        .into());
    }
    let (id, jetzt, wer) = (app.ids.neu(), app.uhr.jetzt(), may.kontext().benutzer());
    tx.execute("DELETE FROM gebietskoerperschaft", werte![]).await?;
    tx.execute("DELETE FROM kommune", werte![]).await?;
    tx.execute(
        "INSERT INTO gebietskoerperschaft (id, name, ags, land, typ, einwohner, einwohner_stand, version, angelegt_am,
         angelegt_von, geaendert_am, geaendert_von) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $8, $9)",
        werte![
            id,
            &g.name,
            &g.ags,
            &g.land,
            g.typ.code(),
            g.einwohner.map(|e| e.0),
            g.einwohner.map(|e| e.1),
            jetzt,
            wer
        ],
    )
    .await?;
    let zeilen = g.kommunen.iter().map(|(ags, name)| werte![ags, name]).collect();
    tx.insert_many(
        "INSERT INTO kommune (ags, name) VALUES",
        zeilen,
        "ON CONFLICT (ags) DO NOTHING",
    )
    .await?;
    journal::notieren(tx, &*app.uhr, may, id, "name,ags,kommunen");
    Ok(id)
}

/// A figure of a space on a day.
#[derive(Debug, Clone)]
pub struct NeuerIndikatorwert {
    /// Space.
    pub raum: Id<Raumeinheit>,
    /// Code of the indicator, such as `JUGENDQUOTIENT`.
    pub indikator: Text<60>,
    /// Day.
    pub stichtag: Datum,
    /// Counted.
    pub zaehler: i64,
    /// Out of; 0 means that there is no value.
    pub nenner: i64,
    /// Whether this is a share, so that `zaehler` cannot exceed `nenner`.
    pub anteil: bool,
    /// The source does not publish it because it is too small: it stays hidden, and what stands in `zaehler` is not
    /// kept.
    pub unterdrueckt: bool,
    /// Where it comes from.
    pub quelle: Text<200>,
    /// Line of the source.
    pub zeile: u32,
}

/// Stores indicator values, idempotent by space, indicator and day.
///
/// # Errors
/// When the database refuses. `RAUM-E40` in the report: a share above one, a negative count, no source.
pub async fn indikatorwerte_einspielen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Raumeinheit>,
    neue: Vec<NeuerIndikatorwert>,
) -> Result<Einspielbericht> {
    let mut bericht = Einspielbericht::default();
    let mut zeilen = Vec::with_capacity(neue.len());
    let mut gesehen = std::collections::HashSet::new();
    for w in neue {
        let grund = if w.anteil && w.nenner > 0 && w.zaehler > w.nenner {
            Some(format!("{} von {} ist mehr als alles.", w.zaehler, w.nenner))
        } else if w.zaehler < 0 || w.nenner < 0 {
            Some("Eine Anzahl kann nicht unter null liegen.".to_owned())
        } else if w.quelle.is_empty() || w.indikator.is_empty() {
            Some("Indikator und Quelle müssen angegeben sein.".to_owned())
        } else if !gesehen.insert((w.raum, w.indikator.to_string(), w.stichtag)) {
            Some("Diesen Wert gibt es in dieser Datei schon.".to_owned())
        } else {
            None
        };
        if let Some(grund) = grund {
            bericht.abweisen("RAUM-E40", w.zeile, grund);
            continue;
        }
        zeilen.push(werte![
            app.ids.uuid(),
            w.raum,
            w.indikator,
            w.stichtag,
            if w.unterdrueckt { 0 } else { w.zaehler },
            w.nenner,
            w.quelle,
            w.unterdrueckt
        ]);
    }
    bericht.neu = tx
        .insert_many(
            "INSERT INTO indikatorwert (id, raumeinheit, indikator, stichtag, zaehler, nenner, quelle, unterdrueckt)
             VALUES",
            zeilen,
            "ON CONFLICT (raumeinheit, indikator, stichtag) DO UPDATE SET zaehler = excluded.zaehler,
             nenner = excluded.nenner, quelle = excluded.quelle, unterdrueckt = excluded.unterdrueckt",
        )
        .await?;
    journal::notieren(tx, &*app.uhr, may, app.ids.neu(), bericht.angaben());
    Ok(bericht)
}
