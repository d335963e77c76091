use amt::{App, Result, go::Sektor, ordnung};
use base::{Datum, Id};
use raum::Raumeinheit;
use store::Tx;

use super::raeume;
use crate::{
    ablage,
    model::{Frage, Zustaendigkeit},
    rules::{
        abdeckung::{self, Luecke, Umfang},
        zustaendigkeit::{Umstaende, ermitteln},
    },
};

/// Who is responsible here: team, face with substitute, and why (Fachkonzept 3.5). Public contact data only, so every
/// room may ask for its own users; the answer is never empty where a Servicebereich is set up.
///
/// # Errors
/// `AMT-E20` when no Geschäftsordnung is in force; when the database cannot be read.
pub async fn zustaendig(app: &App, tx: &mut Tx, frage: &Frage) -> Result<Zustaendigkeit> {
    let go = ordnung::geltende(app, tx).await?;
    let raeume = raeume(app, tx, frage.stichtag).await?;
    let lage = ablage::lage::laden(tx, frage.stichtag, frage.stichtag).await?;
    let umstaende = Umstaende {
        lage: &lage,
        zuweisung: go.zuweisung(frage.sektor),
        partikel_ignorieren: go.abc.partikel_ignorieren,
        kette: raeume.kette(frage.raum),
    };
    Ok(ermitteln(&umstaende, frage))
}

/// Who is responsible in this space, for every active Sektor in the order of the Geschäftsordnung.
///
/// # Errors
/// As [`zustaendig`].
pub async fn gesichter(
    app: &App,
    tx: &mut Tx,
    raum: Id<Raumeinheit>,
    stichtag: Datum,
) -> Result<Vec<(Sektor, Zustaendigkeit)>> {
    let alle = matrix(app, tx, &[raum], stichtag, None).await?;
    Ok(alle
        .into_iter()
        .flat_map(|(_, z)| z)
        .map(|z| (z.sektor, z))
        .collect())
}

/// The matrix: for each of these spaces the answer per active Sektor. `nachname` is for the assignment by letters.
///
/// # Errors
/// As [`zustaendig`].
pub async fn matrix(
    app: &App,
    tx: &mut Tx,
    raum: &[Id<Raumeinheit>],
    stichtag: Datum,
    nachname: Option<&str>,
) -> Result<Vec<(Id<Raumeinheit>, Vec<Zustaendigkeit>)>> {
    let go = ordnung::geltende(app, tx).await?;
    let raeume = raeume(app, tx, stichtag).await?;
    let lage = ablage::lage::laden(tx, stichtag, stichtag).await?;
    let antwort = |id: Id<Raumeinheit>, sektor: Sektor| {
        let umstaende = Umstaende {
            lage: &lage,
            zuweisung: go.zuweisung(sektor),
            partikel_ignorieren: go.abc.partikel_ignorieren,
            kette: raeume.kette(id),
        };
        let nachname = nachname.map(str::to_owned);
        ermitteln(
            &umstaende,
            &Frage {
                nachname,
                ..Frage::neu(id, sektor, stichtag)
            },
        )
    };
    Ok(raum
        .iter()
        .map(|id| (*id, go.sektoren.iter().map(|s| antwort(*id, *s)).collect()))
        .collect())
}

/// The coverage check of Fachkonzept 6.4 over the days from `von` to `bis`, both included: TEAM-E01 … E04, RAUM-E30.
/// Also what `raum` asks before a Gliederung is decided (RAUM-E14).
///
/// # Errors
/// As [`zustaendig`].
pub async fn abdeckung_pruefen(app: &App, tx: &mut Tx, von: Datum, bis: Datum) -> Result<Vec<Luecke>> {
    let go = ordnung::geltende(app, tx).await?;
    let raeume = raeume(app, tx, von).await?;
    let lage = ablage::lage::laden(tx, von, bis).await?;
    let sektoren: Vec<_> = go.sektoren.iter().map(|s| (*s, go.zuweisung(*s))).collect();
    let umfang = Umfang {
        sektoren: &sektoren,
        partikel_ignorieren: go.abc.partikel_ignorieren,
        ketten: &raeume.unterste(),
        von,
        bis,
    };
    Ok(abdeckung::pruefen(&lage, &umfang))
}
