//! Prepared records into the tables, all in the transaction of the caller.

use std::collections::HashMap;

use amt::{
    App, Error, Kontext, Result,
    recht::{Aktion, Befugnis, Bezug, Objektart},
};
use base::{Datum, Id, suchform};
use store::{Tx, werte};
use uuid::Uuid;

use super::{
    Bericht, Fortschritt, Gelesen, Stand, abgebrochen, verzeichnis,
    vorbereiten::{Menge, Raum, Raumwert, Was},
    zuschnitt,
};
use crate::{
    Gliederung, Raumeinheit,
    abschnitt::Zukunft,
    geometrie,
    service::{self, NeueRaumeinheit, NeuerIndikatorwert},
};

fn darf<A: Aktion, K: Objektart>(kontext: &Kontext) -> Result<Befugnis<A, K>> {
    Befugnis::pruefen(kontext, None, Bezug::default())
}

impl Gelesen for Menge {
    fn schreiben<'a>(
        self: Box<Self>,
        app: &'a App,
        tx: &'a mut Tx,
        kontext: &'a Kontext,
        bericht: &'a mut Bericht,
        fortschritt: &'a Fortschritt,
    ) -> Zukunft<'a, Result<()>> {
        Box::pin(schreiben(app, tx, kontext, *self, bericht, fortschritt))
    }
}

async fn schreiben(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    menge: Menge,
    bericht: &mut Bericht,
    fortschritt: &Fortschritt,
) -> Result<()> {
    let gesamt = (menge.raeume.len()
        + menge.strassen.len()
        + menge.bereiche.len()
        + menge.adressen.len()
        + menge.werte.len()) as u64;
    let mut erledigt = 0;
    let mut weiter = |n: usize| {
        erledigt += n as u64;
        if fortschritt(Stand { erledigt, gesamt }) {
            Ok(())
        } else {
            Err(abgebrochen())
        }
    };
    weiter(0)?;
    let ziel = if menge.raeume.is_empty() && menge.bereiche.is_empty() && menge.werte.is_empty() {
        None
    } else {
        Some(zuschnitt(tx, menge.zuschnitt.as_deref()).await?)
    };
    if let Some(ziel) = ziel {
        let n = menge.raeume.len();
        raeume(app, tx, kontext, ziel, menge.raeume, bericht).await?;
        weiter(n)?;
    }
    if !menge.strassen.is_empty() {
        let n = menge.strassen.len();
        let b = service::strassen_einspielen(app, tx, &darf(kontext)?, menge.strassen).await?;
        // streets come along with their ranges and addresses; only what was refused is news
        b.abgewiesen
            .iter()
            .for_each(|f| bericht.befunde(0, std::slice::from_ref(f)));
        weiter(n)?;
    }
    if let Some(ziel) = ziel.filter(|_| !menge.bereiche.is_empty()) {
        let n = menge.bereiche.len();
        bericht.einspielen(
            service::hausnummernbereiche_einspielen(app, tx, &darf(kontext)?, ziel, menge.bereiche).await?,
        );
        weiter(n)?;
        verzeichnis::pruefen(tx, ziel, bericht).await?;
    }
    if !menge.adressen.is_empty() {
        let n = menge.adressen.len();
        bericht.einspielen(service::adressen_einspielen(app, tx, &darf(kontext)?, menge.adressen).await?);
        weiter(n)?;
    }
    if let Some(ziel) = ziel {
        raumwerte(app, tx, kontext, ziel, menge.werte, bericht).await?;
    }
    Ok(())
}

/// Units that are there, by code.
async fn vorhandene(tx: &mut Tx, ziel: Id<Gliederung>) -> Result<HashMap<String, (Uuid, Option<String>)>> {
    let alle: Vec<(String, Uuid, Option<String>)> = tx
        .fetch_all(
            "SELECT code, id, geometrie FROM raumeinheit WHERE gliederung = $1",
            werte![ziel],
        )
        .await?;
    Ok(alle.into_iter().map(|(c, id, g)| (c, (id, g))).collect())
}

async fn raeume(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    ziel: Id<Gliederung>,
    mut offen: Vec<Raum>,
    bericht: &mut Bericht,
) -> Result<()> {
    let mut da = vorhandene(tx, ziel).await?;
    // parents may stand below their children in the file: go round until nothing moves any more
    loop {
        let vorher = offen.len();
        let mut spaeter = Vec::new();
        for r in offen {
            if !r.eltern.is_empty() && !da.contains_key(&r.eltern) {
                spaeter.push(r);
                continue;
            }
            match ein_raum(app, tx, kontext, ziel, &r, &da).await {
                Ok(Some(id)) => {
                    bericht.neu += 1;
                    da.insert(r.code.to_string(), (id, None));
                }
                Ok(None) => bericht.geaendert += 1,
                Err(Error::Regel(b)) if b.iter().all(|b| b.code != "RAUM-E19") => {
                    bericht.befunde(r.zeile, &b);
                }
                Err(e) => return Err(e),
            }
        }
        offen = spaeter;
        if offen.is_empty() || offen.len() == vorher {
            break;
        }
    }
    for r in offen {
        let text = format!(
            "Den übergeordneten Raum „{}“ gibt es in diesem Zuschnitt nicht.",
            r.eltern
        );
        bericht.abweisen(r.zeile, "RAUM-E24", text);
    }
    Ok(())
}

/// Creates or updates one unit; the key when it is new.
async fn ein_raum(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    ziel: Id<Gliederung>,
    r: &Raum,
    da: &HashMap<String, (Uuid, Option<String>)>,
) -> Result<Option<Uuid>> {
    if let Some((id, alt)) = da.get(r.code.as_str()) {
        let id = Id::<Raumeinheit>::von(*id);
        if let Some(f) = &r.flaeche
            && alt.as_deref() != Some(&*geometrie::schreiben(f))
        {
            service::geometrie_setzen(app, tx, &darf(kontext)?, id, f.clone()).await?;
        }
        if let Some((n, tag)) = r.einwohner {
            service::einwohner_setzen(app, tx, &darf(kontext)?, id, n, tag).await?;
        }
        return Ok(None);
    }
    let mut neu = NeueRaumeinheit::neu(ziel, r.ebene.clone(), r.code.clone(), r.name.clone());
    neu.eltern = da.get(&r.eltern).map(|(id, _)| Id::von(*id));
    neu.kommune_ags = r.kommune_ags.clone();
    neu.geometrie = r.flaeche.clone();
    neu.einwohner = r.einwohner;
    let (id, _) = service::raumeinheit_anlegen(app, tx, &darf(kontext)?, &neu).await?;
    Ok(Some(id.uuid()))
}

/// Residents and indicators: of several days the newest counts for the residents.
async fn raumwerte(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    ziel: Id<Gliederung>,
    neue: Vec<Raumwert>,
    bericht: &mut Bericht,
) -> Result<()> {
    if neue.is_empty() {
        return Ok(());
    }
    let alle: Vec<(Uuid, String, String, Option<String>)> = tx
        .fetch_all(
            "SELECT id, code, name, kommune_ags FROM raumeinheit WHERE gliederung = $1 ORDER BY tiefe DESC",
            werte![ziel],
        )
        .await?;
    let mut finden: HashMap<String, Uuid> = HashMap::new();
    // codes go before keys of municipalities, and those before names, which may stand for several
    for (id, code, ..) in &alle {
        finden.entry(schluessel(code)).or_insert(*id);
    }
    for (id, _, _, ags) in &alle {
        if let Some(a) = ags {
            finden.entry(schluessel(a)).or_insert(*id);
        }
    }
    for (id, _, name, _) in &alle {
        finden.entry(suchform(name)).or_insert(*id);
    }
    let mut einwohner: HashMap<Uuid, (Datum, u32)> = HashMap::new();
    let mut indikatoren = Vec::new();
    for w in neue {
        let raum = finden
            .get(&schluessel(&w.raum))
            .or_else(|| finden.get(&suchform(&w.raum)));
        let Some(raum) = raum else {
            bericht.abweisen(
                w.zeile,
                "RAUM-E24",
                format!("Den Raum „{}“ gibt es in diesem Zuschnitt nicht.", w.raum),
            );
            continue;
        };
        match w.was {
            Was::Einwohner(n) => {
                let da = einwohner.entry(*raum).or_insert((w.stichtag, n));
                if w.stichtag > da.0 {
                    *da = (w.stichtag, n);
                }
            }
            Was::Indikator {
                name,
                zaehler,
                nenner,
                anteil,
                unterdrueckt,
                quelle,
            } => indikatoren.push(NeuerIndikatorwert {
                raum: Id::von(*raum),
                indikator: name,
                stichtag: w.stichtag,
                zaehler,
                nenner,
                anteil,
                unterdrueckt,
                quelle,
                zeile: u32::try_from(w.zeile).unwrap_or(u32::MAX),
            }),
        }
    }
    let mut sortiert: Vec<_> = einwohner.into_iter().collect();
    sortiert.sort_unstable_by_key(|(id, _)| *id);
    for (raum, (tag, n)) in sortiert {
        service::einwohner_setzen(app, tx, &darf(kontext)?, Id::von(raum), n, tag).await?;
        bericht.geaendert += 1;
    }
    if !indikatoren.is_empty() {
        bericht.einspielen(service::indikatorwerte_einspielen(app, tx, &darf(kontext)?, indikatoren).await?);
    }
    Ok(())
}

/// Codes compare without leading zeros: a spreadsheet eats them.
fn schluessel(code: &str) -> String {
    let c = code.trim();
    let ohne = c.trim_start_matches('0');
    if c.bytes().all(|b| b.is_ascii_digit()) && !ohne.is_empty() {
        ohne.to_owned()
    } else {
        suchform(c)
    }
}
