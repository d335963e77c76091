//! One range of house numbers of a draft, by hand.

use amt::{
    App, Error, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Id, suchform};
use store::{Tx, werte};
use uuid::Uuid;
use zuordnung::{Bereich, Hausnummer};

use super::{gliederung::entwurf_verlangen, strasse::zusatz};
use crate::{
    Gliederung, Hausnummernbereich, Paritaet, Raumeinheit,
    ablage::{bereich as db, stand},
};

/// A range as somebody types it.
#[derive(Debug, Clone)]
pub struct BereichAngaben {
    /// Street key or name of the street; a name must be the only one of its kind.
    pub strasse: String,
    /// First number; empty together with `bis` = the street as a whole.
    pub von: String,
    /// Last number.
    pub bis: String,
    /// Side.
    pub paritaet: Paritaet,
    /// PLZ of this stretch; may be empty.
    pub plz: String,
    /// The unit.
    pub raum: Id<Raumeinheit>,
}

/// A stored range.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct BereichDetail {
    /// Key.
    pub id: Uuid,
    /// Version it belongs to.
    pub gliederung: Uuid,
    /// The unit.
    pub raumeinheit: Uuid,
    /// Name of the street.
    pub strasse: String,
    /// Street key.
    pub schluessel: String,
    /// First number; `None` = whole street.
    pub von_nr: Option<i64>,
    /// Its letter.
    pub von_zusatz: String,
    /// Last number.
    pub bis_nr: Option<i64>,
    /// Its letter.
    pub bis_zusatz: String,
    /// Side.
    pub paritaet: String,
    /// PLZ.
    pub plz: String,
}

/// One range.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn hausnummernbereich_laden(tx: &mut Tx, id: Id<Hausnummernbereich>) -> Result<BereichDetail> {
    tx.fetch_optional(
        "SELECT b.id, b.gliederung, b.raumeinheit, s.name AS strasse, s.schluessel, b.von_nr, b.von_zusatz, b.bis_nr,
         b.bis_zusatz, b.paritaet, b.plz FROM hausnummernbereich b JOIN strasse s ON s.id = b.strasse WHERE b.id = $1",
        werte![id],
    )
    .await?
    .ok_or(Error::NichtGefunden)
}

/// Adds a range to a draft, or puts another in the place of one (`statt`).
///
/// # Errors
/// `RAUM-E19` when the version is decided; `RAUM-E02` unknown or ambiguous street, `RAUM-E01` a number that is none,
/// `RAUM-E25` a range that runs backwards or has one end only, `RAUM-E10` when it overlaps another one,
/// [`Error::NichtGefunden`] when unit or range are not of this version.
pub async fn hausnummernbereich_setzen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Gliederung>,
    gliederung: Id<Gliederung>,
    statt: Option<Id<Hausnummernbereich>>,
    neu: &BereichAngaben,
) -> Result<Id<Hausnummernbereich>> {
    entwurf_verlangen(tx, gliederung).await?;
    let raum: Option<(Uuid,)> = tx
        .fetch_optional(
            "SELECT id FROM raumeinheit WHERE id = $1 AND gliederung = $2",
            werte![neu.raum, gliederung],
        )
        .await?;
    raum.ok_or(Error::NichtGefunden)?;
    let strasse = strasse(tx, &neu.strasse).await?;
    let nummern = nummern(neu)?;
    if let Some(alt) = statt {
        let weg = tx
            .execute(
                "DELETE FROM hausnummernbereich WHERE id = $1 AND gliederung = $2",
                werte![alt, gliederung],
            )
            .await?;
        if weg == 0 {
            return Err(Error::NichtGefunden);
        }
    }
    frei(tx, gliederung, strasse, nummern, neu).await?;
    let id = statt.unwrap_or_else(|| app.ids.neu());
    let (von, bis) = (nummern.map(|n| n.0), nummern.map(|n| n.1));
    tx.insert_many(
        db::EINFUEGEN,
        vec![werte![
            id,
            gliederung,
            strasse,
            von.map(|n| i64::from(n.nr())),
            zusatz(von),
            bis.map(|n| i64::from(n.nr())),
            zusatz(bis),
            neu.paritaet.code(),
            &neu.plz,
            neu.raum,
            0_i64
        ]],
        "",
    )
    .await?;
    stand::erhoehen(app, tx).await?;
    journal::notieren(tx, &*app.uhr, may, gliederung, "bereich");
    Ok(id)
}

async fn strasse(tx: &mut Tx, gesucht: &str) -> Result<Uuid> {
    let alle: Vec<(Uuid, String)> = tx
        .fetch_all(
            "SELECT id, schluessel FROM strasse WHERE schluessel = $1 OR suchform = $2 ORDER BY schluessel",
            werte![gesucht.trim(), suchform(gesucht)],
        )
        .await?;
    let falsch = |text: String| Err(Befund::neu("RAUM-E02", text).an("strasse").into());
    match &alle[..] {
        [(id, _)] => Ok(*id),
        [] => falsch("Diese Straße steht nicht im Verzeichnis.".to_owned()),
        mehrere => {
            let schluessel: Vec<&str> = mehrere.iter().map(|(_, s)| s.as_str()).collect();
            falsch(format!(
                "Diese Straße gibt es mehrmals. Bitte geben Sie ihren Schlüssel an: {}.",
                schluessel.join(", ")
            ))
        }
    }
}

type Nummern = Option<(Hausnummer, Hausnummer)>;

fn nummern(neu: &BereichAngaben) -> Result<Nummern> {
    let eine = |text: &str, feld: &str| {
        text.parse::<Hausnummer>()
            .map_err(|e| Error::from(Befund::neu("RAUM-E01", e.to_string()).an(feld)))
    };
    match (neu.von.trim(), neu.bis.trim()) {
        ("", "") => Ok(None),
        (von, bis) if von.is_empty() || bis.is_empty() => {
            let text = "Bitte beide Grenzen angeben, oder keine für die ganze Straße.";
            Err(Befund::neu("RAUM-E25", text).an("bis").into())
        }
        (von, bis) => {
            let (von, bis) = (eine(von, "von")?, eine(bis, "bis")?);
            Bereich::neu(von, bis, neu.paritaet.into())
                .map_err(|e| Error::from(Befund::neu("RAUM-E25", e.to_string()).an("bis")))?;
            Ok(Some((von, bis)))
        }
    }
}

/// By hand nobody lays down what the check would refuse.
async fn frei(
    tx: &mut Tx,
    gliederung: Id<Gliederung>,
    strasse: Uuid,
    nummern: Nummern,
    neu: &BereichAngaben,
) -> Result<()> {
    type Zeile = (Option<i64>, String, Option<i64>, String, String, String);
    let andere: Vec<Zeile> = tx
        .fetch_all(
            "SELECT von_nr, von_zusatz, bis_nr, bis_zusatz, paritaet, plz FROM hausnummernbereich
             WHERE gliederung = $1 AND strasse = $2",
            werte![gliederung, strasse],
        )
        .await?;
    for (von, von_zusatz, bis, bis_zusatz, paritaet, plz) in andere {
        let doppelt = match (nummern, von.zip(bis)) {
            (None, None) => plz == neu.plz,
            (Some((a, b)), Some((von, bis))) => {
                let paritaet: Paritaet = crate::codes::lesen(&paritaet)?;
                let grenze = |nr: i64, z: &str| format!("{nr}{z}").parse::<Hausnummer>().ok();
                let alt = grenze(von, &von_zusatz)
                    .zip(grenze(bis, &bis_zusatz))
                    .and_then(|(v, b)| Bereich::neu(v, b, paritaet.into()).ok());
                let eigener = Bereich::neu(a, b, neu.paritaet.into()).ok();
                alt.zip(eigener).is_some_and(|(x, y)| x.ueberschneidet(y))
            }
            _ => false,
        };
        if doppelt {
            let text = "Ein anderer Bereich dieser Straße enthält schon eine dieser Nummern.";
            return Err(Befund::neu("RAUM-E10", text).an("von").into());
        }
    }
    Ok(())
}
