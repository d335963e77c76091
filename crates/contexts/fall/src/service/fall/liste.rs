//! The list of cases, and for the Servicebereich the search for a contact person.

use amt::{App, Error, Kontext, Result};
use store::Tx;
use uuid::Uuid;

use super::zugang;
use crate::{
    nachbarn::nachbarn,
    store::{FallFilter, FallZeile, Neues, fall_liste as db},
};

/// Contact persons shown at most; a wider search is asked to say more.
const ANSPRECHPERSONEN: i64 = 20;

/// One page of the cases the user may see.
///
/// # Errors
/// [`Error::NichtGefunden`] when the user may see none.
pub async fn liste(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    filter: &FallFilter,
    seite: (i64, i64),
) -> Result<(Vec<FallZeile>, i64)> {
    let sicht = zugang::sicht(app, tx, kontext).await?;
    Ok(db::seite(tx, Some(&sicht), filter, seite).await?)
}

/// Notes in the journal that these rows were shown, in a transaction of its own.
///
/// # Errors
/// When the user may see none, or the database refuses.
pub async fn gezeigt(app: &App, kontext: &Kontext, zeilen: &[FallZeile], wo: &str) -> Result<()> {
    if zeilen.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.write().await?;
    for z in zeilen {
        zugang::gesehen(kontext, z.id, &z.sektor)?.notieren(app, &mut tx, wo);
    }
    tx.commit().await?;
    Ok(())
}

/// How many days back something is new.
pub const NEU_TAGE: i64 = 7;

/// What others did in the cases the user leads or stands in for, in the last [`NEU_TAGE`] days, the newest first.
///
/// # Errors
/// When the database refuses; whoever sees no cases has nothing new.
pub async fn neues(app: &App, tx: &mut Tx, kontext: &Kontext, hoechstens: usize) -> Result<Vec<Neues>> {
    let sicht = match zugang::sicht(app, tx, kontext).await {
        Err(Error::NichtGefunden) => return Ok(Vec::new()),
        s => s?,
    };
    let Some(fachkraft) = sicht.fachkraft else {
        return Ok(Vec::new());
    };
    let seit = app.uhr.jetzt().plus_sekunden(-NEU_TAGE * 86_400);
    let wer = (fachkraft, kontext.benutzer().uuid());
    Ok(crate::store::neues::neues(tx, &sicht, wer, seit, hoechstens).await?)
}

/// Notes in the journal that these lines were shown, in a transaction of its own.
///
/// # Errors
/// When the user may see none, or the database refuses.
pub async fn neues_gezeigt(app: &App, kontext: &Kontext, zeilen: &[Neues], wo: &str) -> Result<()> {
    if zeilen.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.write().await?;
    for z in zeilen {
        zugang::gesehen(kontext, z.fall, &z.sektor)?.notieren(app, &mut tx, wo);
    }
    tx.commit().await?;
    Ok(())
}

/// Spaces that occur, for the filter.
///
/// # Errors
/// When the database refuses.
pub async fn raeume(tx: &mut Tx) -> Result<Vec<(Uuid, String)>> {
    Ok(db::raeume(tx).await?)
}

/// Who to talk to about a case: all the Servicebereich learns of it (T-147).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Auskunft {
    /// The case.
    pub id: Uuid,
    /// Name of the person.
    pub name: String,
    /// Case-leading Fachkraft.
    pub fachkraft: String,
    /// Their telephone.
    pub telefon: String,
    /// Whether they are here today; empty when they are.
    pub hinweis: String,
    /// Substitute.
    pub vertretung: String,
    /// The next day somebody meets the family.
    pub termin: Option<base::Datum>,
}

async fn auskunft(app: &App, tx: &mut Tx, kontext: &Kontext, z: &FallZeile) -> Result<Auskunft> {
    let may = zugang::ansprechperson(kontext, z.id.uuid(), &z.sektor)?;
    if let Some(id) = may.objekt() {
        amt::journal::notieren(tx, &*app.uhr, &may, id, "ansprechperson");
    }
    let g = nachbarn(app)?.gesicht(app, tx, z.fallfuehrend).await?;
    Ok(Auskunft {
        id: z.id.uuid(),
        name: z.name().to_owned(),
        fachkraft: z.fallfuehrend_name.clone(),
        telefon: g.as_ref().map_or_else(String::new, |g| g.telefon.clone()),
        hinweis: g.map_or_else(String::new, |g| g.hinweis),
        vertretung: z.vertretung_name.clone(),
        termin: z.naechster_termin,
    })
}

/// Contact persons of cases whose people have this name; each one found is noted in the journal. Commit the
/// transaction.
///
/// # Errors
/// [`Error::NichtGefunden`] when the matrix gives the user none.
pub async fn ansprechpersonen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    name: &str,
) -> Result<Vec<Auskunft>> {
    if !zugang::nur_ansprechperson(kontext) {
        return Err(Error::NichtGefunden);
    }
    let suche = crate::rules::suchwort(name);
    if suche.chars().count() < 3 {
        return Ok(Vec::new());
    }
    let filter = FallFilter {
        suche,
        ..FallFilter::default()
    };
    let (zeilen, _) = db::seite(tx, None, &filter, (0, ANSPRECHPERSONEN)).await?;
    let mut aus = Vec::new();
    for z in &zeilen {
        match auskunft(app, tx, kontext, z).await {
            Ok(a) => aus.push(a),
            Err(Error::NichtGefunden) => {}
            Err(e) => return Err(e),
        }
    }
    Ok(aus)
}

/// The contact person of one case (T-147). Commit the transaction.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn ansprechperson(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: base::Id<crate::model::Fall>,
) -> Result<Auskunft> {
    let fall = crate::store::fall::load(tx, id)
        .await?
        .ok_or(Error::NichtGefunden)?;
    let name = crate::store::fall::beteiligte(tx, id)
        .await?
        .first()
        .map_or_else(|| "ohne Namen".to_owned(), crate::model::FallBeteiligter::name);
    let zeile = FallZeile {
        id,
        aktenzeichen: String::new(),
        sektor: fall.sektor,
        stand: fall.stand,
        bereich: fall.bereich,
        stand_am: fall.stand_am,
        raum_name: String::new(),
        fallfuehrend: fall.fallfuehrend,
        fallfuehrend_name: fall.fallfuehrend_name,
        vertretung_name: fall.vertretung_name,
        naechster_termin: fall.naechster_termin,
        person: Some(name),
    };
    auskunft(app, tx, kontext, &zeile).await
}
