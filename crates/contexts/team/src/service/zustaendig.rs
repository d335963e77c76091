use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::Arc,
};

use amt::{
    App, Result,
    go::{Geschaeftsordnung, Sektor},
    ordnung,
};
use base::{Datum, Id};
use raum::Raumeinheit;
use store::Tx;

use super::{Raeume, raeume};
use crate::{
    ablage,
    model::{Fachkraft, Frage, Gesicht, Zustaendigkeit},
    rules::{
        Lage,
        abdeckung::{self, Luecke, Umfang},
        zustaendigkeit::{Umstaende, ermitteln},
    },
};

/// What answers of one day need, read once.
struct Grundlage {
    go: Arc<Geschaeftsordnung>,
    raeume: Raeume,
    lage: Lage,
}

impl Grundlage {
    async fn laden(app: &App, tx: &mut Tx, tag: Datum) -> Result<Self> {
        Ok(Self {
            go: ordnung::geltende(app, tx).await?,
            raeume: raeume(app, tx, tag).await?,
            lage: ablage::lage::laden(tx, tag, tag).await?,
        })
    }

    fn antwort(&self, frage: &Frage) -> Zustaendigkeit {
        let umstaende = Umstaende {
            lage: &self.lage,
            zuweisung: self.go.zuweisung(frage.sektor),
            partikel_ignorieren: self.go.abc.partikel_ignorieren,
            kette: self.raeume.kette(frage.raum),
        };
        ermitteln(&umstaende, frage)
    }
}

/// Who is responsible here: team, face with substitute, and why (Fachkonzept 3.5). Public contact data only, so every
/// room may ask for its own users; the answer is never empty where a Servicebereich is set up.
///
/// # Errors
/// `AMT-E20` when no Geschäftsordnung is in force; when the database cannot be read.
pub async fn zustaendig(app: &App, tx: &mut Tx, frage: &Frage) -> Result<Zustaendigkeit> {
    Ok(Grundlage::laden(app, tx, frage.stichtag).await?.antwort(frage))
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
    let g = Grundlage::laden(app, tx, stichtag).await?;
    let antwort = |id: Id<Raumeinheit>, sektor: Sektor| {
        let nachname = nachname.map(str::to_owned);
        g.antwort(&Frage {
            nachname,
            ..Frage::neu(id, sektor, stichtag)
        })
    };
    Ok(raum
        .iter()
        .map(|id| (*id, g.go.sektoren.iter().map(|s| antwort(*id, *s)).collect()))
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

/// Who would be responsible for each of these on the day asked about, where that is somebody else than now: the list
/// of cases whose Fachkraft would change (seed C). The room that holds the cases asks, without their open Fall.
///
/// # Errors
/// As [`zustaendig`].
pub async fn neue_zustaendige(
    app: &App,
    tx: &mut Tx,
    fragen: &[(Frage, Id<Fachkraft>)],
) -> Result<Vec<Option<Gesicht>>> {
    let mut neue = Vec::with_capacity(fragen.len());
    let mut grundlagen: BTreeMap<Datum, Grundlage> = BTreeMap::new();
    for (frage, jetzt) in fragen {
        let grundlage = match grundlagen.entry(frage.stichtag) {
            Entry::Occupied(da) => da.into_mut(),
            Entry::Vacant(leer) => leer.insert(Grundlage::laden(app, tx, frage.stichtag).await?),
        };
        let antwort = grundlage.antwort(frage);
        neue.push(antwort.zustaendig.filter(|g| g.fachkraft != *jetzt));
    }
    Ok(neue)
}
