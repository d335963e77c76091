//! Points of the address register, and exceptions for single addresses.

use std::collections::HashMap;

use amt::{
    App, Error, Result, journal,
    recht::{Anlegen, Bearbeiten, Befugnis},
};
use base::{Befund, Id, Punkt, Text, suchform};
use store::{Tx, werte};
use uuid::Uuid;
use zuordnung::Hausnummer;

use super::{einspielen::Einspielbericht, strasse::zusatz};
use crate::{
    AdressStatus, Adresse, Ausnahme, Gliederung, Raumeinheit,
    ablage::{bereich as db, stand},
};

/// A register point as a file lists it.
#[derive(Debug, Clone)]
pub struct NeueAdresse {
    /// Key of its street.
    pub strassenschluessel: String,
    /// Number and letter; `None` for a place without numbers.
    pub hausnummer: Option<Hausnummer>,
    /// PLZ, four or five digits, or empty.
    pub plz: String,
    /// Place.
    pub ort: Text<80>,
    /// Ortsteil, or empty.
    pub ortsteil: Text<80>,
    /// Where it is.
    pub punkt: Option<Punkt>,
    /// Status.
    pub status: AdressStatus,
    /// Line of the source.
    pub zeile: u32,
}

const ENDE: &str = "ON CONFLICT (strasse, nr, zusatz) DO UPDATE SET plz = excluded.plz, ort = excluded.ort,
     ortsteil = excluded.ortsteil, lat = excluded.lat, lon = excluded.lon, status = excluded.status,
     suchform = excluded.suchform, zeile = excluded.zeile
     WHERE adresse.plz <> excluded.plz OR adresse.ort <> excluded.ort OR adresse.ortsteil <> excluded.ortsteil
     OR adresse.status <> excluded.status OR COALESCE(adresse.lat, 999) <> COALESCE(excluded.lat, 999)
     OR COALESCE(adresse.lon, 999) <> COALESCE(excluded.lon, 999)";

/// Creates or updates register points, idempotent by (street key, number, letter). A million in one call is fine; the
/// caller may also hand them over in parts within one transaction.
///
/// # Errors
/// When the database refuses. Single lines are refused in the report: `RAUM-E02` unknown street, `RAUM-E04` a PLZ that
/// is none, `RAUM-E26` the same address twice in this call, `RAUM-E16` a point off the earth.
pub async fn adressen_einspielen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Adresse>,
    neue: Vec<NeueAdresse>,
) -> Result<Einspielbericht> {
    let mut bericht = Einspielbericht::default();
    let strassen = db::strassen(tx).await?;
    let vorher = zahl(tx).await?;
    let mut gesehen: HashMap<(Uuid, u16, Option<char>), u32> = HashMap::with_capacity(neue.len());
    let mut zeilen = Vec::with_capacity(neue.len());
    for a in neue {
        let Some((strasse, name)) = strassen.get(&a.strassenschluessel) else {
            let text = format!(
                "Die Straße mit dem Schlüssel „{}“ gibt es nicht.",
                a.strassenschluessel
            );
            bericht.abweisen("RAUM-E02", a.zeile, text);
            continue;
        };
        if !ist_plz(&a.plz) {
            bericht.abweisen(
                "RAUM-E04",
                a.zeile,
                format!("„{}“ ist keine Postleitzahl.", a.plz),
            );
            continue;
        }
        if a.punkt
            .is_some_and(|p| !(p.lat.abs() <= 90.0 && p.lon.abs() <= 180.0))
        {
            bericht.abweisen("RAUM-E16", a.zeile, "Der Punkt liegt außerhalb der Erde.");
            continue;
        }
        let (nr, buchstabe) = a.hausnummer.map_or((0, None), |n| (n.nr(), n.zusatz()));
        let nummer = a.hausnummer.map(|n| format!(" {n}")).unwrap_or_default();
        if let Some(erste) = gesehen.insert((*strasse, nr, buchstabe), a.zeile) {
            let text = format!("{name}{nummer} steht schon in Zeile {erste}.");
            bericht.abweisen("RAUM-E26", a.zeile, text);
            continue;
        }
        zeilen.push(werte![
            app.ids.uuid(),
            *strasse,
            nr,
            zusatz(a.hausnummer),
            &a.plz,
            &a.ort,
            a.ortsteil,
            a.punkt.map(|p| p.lat),
            a.punkt.map(|p| p.lon),
            a.status.code(),
            suchform(&format!("{name}{nummer}")),
            a.zeile
        ]);
    }
    let angeboten = zeilen.len() as u64;
    let beruehrt = tx
        .insert_many(
            "INSERT INTO adresse (id, strasse, nr, zusatz, plz, ort, ortsteil, lat, lon, status, suchform, zeile) VALUES",
            zeilen,
            ENDE,
        )
        .await?;
    bericht.neu = zahl(tx).await? - vorher;
    bericht.geaendert = beruehrt - bericht.neu;
    bericht.unveraendert = angeboten - beruehrt;
    stand::erhoehen(app, tx).await?;
    journal::notieren(tx, &*app.uhr, may, app.ids.neu(), bericht.angaben());
    Ok(bericht)
}

/// Five digits in Germany, four in Austria and Switzerland; none where the source says none.
fn ist_plz(plz: &str) -> bool {
    matches!(plz.len(), 0 | 4 | 5) && plz.bytes().all(|b| b.is_ascii_digit())
}

async fn zahl(tx: &mut Tx) -> Result<u64> {
    let (n,): (i64,) = tx.fetch_one("SELECT COUNT(*) FROM adresse", werte![]).await?;
    Ok(u64::try_from(n).unwrap_or(0))
}

/// An exception for one address, laid down by a person.
#[derive(Debug, Clone)]
pub struct NeueAusnahme {
    /// Version it holds in, the one in force included: the street directory stays as it is, and this goes before it.
    pub gliederung: Id<Gliederung>,
    /// The address.
    pub adresse: Id<Adresse>,
    /// The unit.
    pub raum: Id<Raumeinheit>,
    /// Why.
    pub grund: Text<400>,
}

/// Lays down the unit of one address, before house number, street and polygon. One that was laid down before is lifted.
///
/// # Errors
/// `RAUM-E27` without a reason or when the unit is not of the lowest level; [`Error::NichtGefunden`].
pub async fn ausnahme_festlegen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Ausnahme>,
    neu: &NeueAusnahme,
) -> Result<Id<Ausnahme>> {
    if neu.grund.is_empty() {
        return Err(Befund::neu("RAUM-E27", "Bitte den Grund angeben.")
            .an("grund")
            .into());
    }
    let (strasse, nr, zusatz): (Uuid, i64, String) = tx
        .fetch_optional(
            "SELECT strasse, nr, zusatz FROM adresse WHERE id = $1",
            werte![neu.adresse],
        )
        .await?
        .ok_or(Error::NichtGefunden)?;
    let gut: Option<(Uuid,)> = tx
        .fetch_optional(
            "SELECT r.id FROM raumeinheit r WHERE r.id = $1 AND r.gliederung = $2
             AND NOT EXISTS (SELECT 1 FROM raumeinheit k WHERE k.eltern = r.id)",
            werte![neu.raum, neu.gliederung],
        )
        .await?;
    if gut.is_none() {
        let text = "Bitte einen Raum der untersten Ebene dieses Zuschnitts wählen.";
        return Err(Befund::neu("RAUM-E27", text).an("raum").into());
    }
    let (id, jetzt, wer) = (app.ids.neu(), app.uhr.jetzt(), may.kontext().benutzer());
    tx.execute(
        "UPDATE adress_ausnahme SET aufgehoben_am = $5, aufgehoben_von = $6
         WHERE gliederung = $1 AND strasse = $2 AND nr = $3 AND zusatz = $4 AND aufgehoben_am IS NULL",
        werte![neu.gliederung, strasse, nr, &zusatz, jetzt, wer],
    )
    .await?;
    tx.insert_many(
        db::AUSNAHME_EINFUEGEN,
        vec![werte![
            id,
            neu.gliederung,
            strasse,
            nr,
            zusatz,
            neu.raum,
            &neu.grund,
            jetzt,
            wer
        ]],
        "",
    )
    .await?;
    stand::erhoehen(app, tx).await?;
    journal::notieren(tx, &*app.uhr, may, id, "raumeinheit,grund");
    Ok(id)
}

/// Lifts an exception.
///
/// # Errors
/// [`Error::Konflikt`] when it does not exist or was lifted already.
pub async fn ausnahme_aufheben(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Ausnahme>,
    id: Id<Ausnahme>,
) -> Result<()> {
    tx.execute_one(
        "UPDATE adress_ausnahme SET aufgehoben_am = $2, aufgehoben_von = $3 WHERE id = $1 AND aufgehoben_am IS NULL",
        werte![id, app.uhr.jetzt(), may.kontext().benutzer()],
    )
    .await?;
    stand::erhoehen(app, tx).await?;
    journal::notieren(tx, &*app.uhr, may, id, "aufgehoben_am");
    Ok(())
}
