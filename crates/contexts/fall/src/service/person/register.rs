//! Which record of the register an Anliegen or a case refers to. Within one office only (RL-08).

use amt::{App, Error, Kontext, Result};
use base::Befund;
use store::Tx;
use uuid::Uuid;

use super::suchen;
use crate::{
    model::{Anliegen, Beteiligter, Person, Registerperson, Stelle},
    store::person as db,
};

/// The person somebody chose instead of taking them in a second time, if the user may see them and the office is the same.
///
/// # Errors
/// `FALL-E201` when there is none, it is out of reach, or it belongs to another office.
pub async fn gewaehlt(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Uuid,
    stelle: Stelle,
) -> Result<Registerperson> {
    let da = db::load(tx, id)
        .await?
        .filter(|p| p.stelle == stelle && p.ziel.is_none() && !p.geschuetzt);
    let sichtbar = match &da {
        Some(p) => suchen::sichtbar(app, tx, kontext, p.id).await?,
        None => false,
    };
    da.filter(|_| sichtbar).ok_or_else(|| {
        Error::from(
            Befund::neu(
                "FALL-E201",
                "Diese Person kann hier nicht gewählt werden. Bitte suchen Sie noch einmal oder nehmen Sie die Person neu auf.",
            )
            .an("bekannte_person"),
        )
    })
}

/// Takes over how the register writes a person; what was typed besides stays.
pub fn uebernehmen(p: &mut Person, aus: &Registerperson) {
    p.vorname.clone_from(&aus.vorname);
    p.nachname.clone_from(&aus.nachname);
    p.geburtsdatum = aus.geburtsdatum.or(p.geburtsdatum);
    p.unbekannt_grund = String::new();
    p.register = Some(aus.id);
}

/// Brings the record of an Anliegen's person up to date, or makes one; `p.register` says which. To be called before
/// `p` is stored. A record that others refer to as well is only completed, never rewritten from here.
pub(crate) async fn fuer_anliegen(app: &App, tx: &mut Tx, a: &Anliegen, p: &mut Person) -> Result<()> {
    if p.vorname.is_empty() && p.nachname.is_empty() {
        p.register = None;
        return Ok(());
    }
    let stelle = Stelle::von_sektor(&a.sektor);
    let da = match p.register {
        Some(id) => db::load(tx, id).await?.filter(|r| r.ziel.is_none()),
        None => None,
    };
    if let Some(alt) = da {
        let meine = crate::store::anliegen::person(tx, a.id)
            .await?
            .is_some_and(|b| b.register == Some(alt.id));
        let allein = db::verweise(tx, alt.id).await? == i64::from(meine);
        let neu = if allein {
            Registerperson {
                stelle,
                vorname: p.vorname.clone(),
                nachname: p.nachname.clone(),
                geburtsdatum: p.geburtsdatum,
                anschrift: p.anschrift.clone(),
                geschuetzt: p.geschuetzt,
                ..alt.clone()
            }
        } else {
            ergaenzt(&alt, p)
        };
        if neu.stelle == stelle {
            if neu != alt {
                db::update(tx, &neu).await?;
            }
            return Ok(());
        }
    }
    let neu = eintrag(app, stelle, p);
    db::insert(tx, &neu).await?;
    p.register = Some(neu.id);
    Ok(())
}

/// Protection counts for the whole record: an address protected here is not shown by way of another Anliegen.
fn ergaenzt(alt: &Registerperson, p: &Person) -> Registerperson {
    let geschuetzt = alt.geschuetzt || p.geschuetzt;
    Registerperson {
        geburtsdatum: alt.geburtsdatum.or(p.geburtsdatum),
        anschrift: match (geschuetzt, alt.anschrift.is_empty()) {
            (true, _) => String::new(),
            (false, true) => p.anschrift.clone(),
            (false, false) => alt.anschrift.clone(),
        },
        geschuetzt,
        ..alt.clone()
    }
}

fn eintrag(app: &App, stelle: Stelle, p: &Person) -> Registerperson {
    Registerperson {
        id: app.ids.uuid(),
        version: 1,
        stelle,
        vorname: p.vorname.clone(),
        nachname: p.nachname.clone(),
        geburtsdatum: p.geburtsdatum,
        anschrift: p.anschrift.clone(),
        geschuetzt: p.geschuetzt,
        ziel: None,
    }
}

/// The record of somebody in a case: the one given when it belongs to the office of the case, else a new one there.
pub(crate) async fn fuer_fall(
    app: &App,
    tx: &mut Tx,
    sektor: &str,
    b: &Beteiligter,
    (anschrift, geschuetzt): (&str, bool),
) -> Result<Option<Uuid>> {
    if b.vorname.is_empty() && b.nachname.is_empty() {
        return Ok(None);
    }
    let stelle = Stelle::von_sektor(sektor);
    if let Some(id) = b.register
        && let Some(da) = db::load(tx, id).await?
        && da.stelle == stelle
        && da.ziel.is_none()
    {
        if da.geburtsdatum.is_none() && b.geburtsdatum.is_some() {
            let neu = Registerperson {
                geburtsdatum: b.geburtsdatum,
                ..da.clone()
            };
            db::update(tx, &neu).await?;
        }
        return Ok(Some(id));
    }
    let neu = Registerperson {
        id: app.ids.uuid(),
        version: 1,
        stelle,
        vorname: b.vorname.clone(),
        nachname: b.nachname.clone(),
        geburtsdatum: b.geburtsdatum,
        anschrift: anschrift.to_owned(),
        geschuetzt,
        ziel: None,
    };
    db::insert(tx, &neu).await?;
    Ok(Some(neu.id))
}
