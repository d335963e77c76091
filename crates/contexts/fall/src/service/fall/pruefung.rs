//! Sozialraumprüfung: looks at offers one by one, then finishes; every gap is counted without a trace of the case.

use amt::{App, Error, Result, recht::Bearbeiten};
use base::Datum;
use store::Tx;
use uuid::Uuid;

use super::{lesen::Akte, wille::wann, zugang::FallMay};
use crate::{
    model::{
        Altersgruppe, Angebot, Bedarfsluecke, Fall, Geprueft, Gesamtergebnis, Passung, Pruefergebnis,
        Sozialraumpruefung, Suchprofil, Thema, Ueberspringgrund,
    },
    nachbarn::nachbarn,
    rules::fall::sozialraum as regel,
    store::{fall as db, pruefung as ablage},
};

/// Offers shown that do not fit.
const UNPASSEND: usize = 6;
/// Offers searched for one need.
const TREFFER: usize = 200;

/// Offers for a need, best first.
///
/// # Errors
/// When the Netz refuses.
pub async fn suchen(app: &App, tx: &mut Tx, profil: &Suchprofil) -> Result<Vec<Angebot>> {
    let profil = Suchprofil {
        limit: if profil.limit == 0 { TREFFER } else { profil.limit },
        ..profil.clone()
    };
    nachbarn(app)?.angebote(app, tx, profil).await
}

/// Offers that were found for the words but cannot be used by somebody with these needs.
///
/// # Errors
/// When the Netz refuses.
pub async fn unpassend(
    app: &App,
    tx: &mut Tx,
    profil: &Suchprofil,
    passend: &[Angebot],
) -> Result<Vec<Angebot>> {
    if profil.bedarfe.is_empty() {
        return Ok(Vec::new());
    }
    let ohne = Suchprofil {
        bedarfe: Vec::new(),
        limit: TREFFER,
        ..profil.clone()
    };
    let mit = Suchprofil {
        limit: TREFFER,
        ..profil.clone()
    };
    let n = nachbarn(app)?;
    let da = n.angebote(app, tx, mit).await?;
    let mut alle = n.angebote(app, tx, ohne).await?;
    alle.retain(|a| !da.iter().chain(passend).any(|b| b.id == a.id));
    alle.truncate(UNPASSEND);
    for a in &mut alle {
        a.passung = Passung::Nicht;
    }
    Ok(alle)
}

/// What the person needs so that a place can be used, as it was noted with the case.
///
/// # Errors
/// When the database cannot be read.
pub async fn profil(tx: &mut Tx, fall: &Fall) -> Result<Vec<String>> {
    Ok(ablage::bedarfe(tx, fall.id).await?)
}

/// Keeps it, so that it is asked once.
///
/// # Errors
/// `FALL-E74` in a state without this check.
pub async fn profil_merken(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    fall: &Fall,
    bedarfe: &[String],
) -> Result<()> {
    im_stand(fall)?;
    if ablage::bedarfe(tx, fall.id).await? != bedarfe {
        ablage::profil(tx, fall.id, &bedarfe.join(","), wann(app, may)).await?;
        may.notieren(app, tx, "suchprofil");
    }
    Ok(())
}

/// Asks that somebody goes and sees whether the person could use an offer. What is asked names no person and no case.
///
/// # Errors
/// `FALL-E285` before it is noted what is needed; `NETZ-E180` when it is known already.
pub async fn besuch_bitten(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    fall: &Fall,
    angebot: Uuid,
) -> Result<()> {
    im_stand(fall)?;
    let bedarfe = ablage::bedarfe(tx, fall.id).await?;
    if bedarfe.is_empty() {
        let text = "Bitte zuerst festhalten, was barrierefrei sein muss.";
        return Err(base::Befund::neu("FALL-E285", text).an("profil").into());
    }
    let kontext = may.kontext();
    nachbarn(app)?
        .pruefbesuch(app, tx, kontext, angebot, bedarfe)
        .await?;
    may.notieren(app, tx, "pruefbesuch erbeten");
    Ok(())
}

fn im_stand(fall: &Fall) -> Result<()> {
    if fall.stand.sozialraumpruefung() {
        Ok(())
    } else {
        Err(Error::regel(
            "FALL-E74",
            "Die Sozialraumprüfung gehört in den Stand „Sozialraumprüfung (F3)“, „Bedarf ermittelt (G3)“ oder in die Zeit vor „Sozialraum geprüft (P2)“.",
        ))
    }
}

/// What the form about one offer says.
#[derive(Debug, Clone)]
pub struct Blick {
    /// Offer of the Netz; `None` for one the person named.
    pub angebot: Option<Uuid>,
    /// Title, when it is not of the Netz.
    pub titel: String,
    /// What came of it.
    pub ergebnis: Pruefergebnis,
    /// Why.
    pub grund: String,
    /// Needed accessibility.
    pub bedarfe: Vec<String>,
    /// The theme it is about.
    pub thema: Option<Thema>,
}

/// Notes the look at one offer. NICHT_VERFUEGBAR and NICHT_BARRIEREFREI count as a gap of the quarter.
///
/// # Errors
/// `FALL-E20`; `FALL-E98` without an offer; `FALL-E61` a gap without a theme.
pub async fn ansehen(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    cmd: Blick,
) -> Result<()> {
    let fall = &akte.fall;
    im_stand(fall)?;
    let mut b = Vec::new();
    let (titel, passung) = match cmd.angebot {
        Some(id) => {
            let profil = Suchprofil {
                bedarfe: cmd.bedarfe.clone(),
                limit: TREFFER,
                ..Suchprofil::default()
            };
            let gefunden = suchen(app, tx, &profil).await?.into_iter().find(|a| a.id == id);
            match gefunden {
                Some(a) => (a.titel, a.passung),
                // left out by the search: it does not have what is needed
                None => {
                    let da = nachbarn(app)?.angebote_mit(app, tx, vec![id]).await?;
                    let titel = da.into_iter().next().map_or_else(String::new, |a| a.titel);
                    let passung = if cmd.bedarfe.is_empty() {
                        Passung::Erfuellt
                    } else {
                        Passung::Nicht
                    };
                    (titel, passung)
                }
            }
        }
        None => {
            let passung = if cmd.bedarfe.is_empty() {
                Passung::Erfuellt
            } else {
                Passung::Unklar
            };
            (cmd.titel.trim().to_owned(), passung)
        }
    };
    if titel.is_empty() {
        b.push(base::Befund::neu("FALL-E98", "Bitte ein Angebot wählen oder nennen.").an("angebot"));
    }
    // without a needed feature there is nothing that could be unknown
    if !cmd.bedarfe.is_empty() {
        b.extend(regel::angebot(passung, cmd.ergebnis));
    }
    if regel::luecke(cmd.ergebnis) && cmd.thema.is_none() {
        b.push(base::Befund::neu("FALL-E61", "Zu welchem Thema fehlt etwas?").an("thema"));
    }
    if !b.is_empty() {
        return Err(Error::Regel(b));
    }
    let w = wann(app, may);
    let g = Geprueft {
        id: app.ids.neu(),
        angebot: cmd.angebot,
        titel,
        ergebnis: cmd.ergebnis,
        grund: cmd.grund.trim().to_owned(),
    };
    ablage::geprueft(tx, fall.id, &g, w).await?;
    if let Some(thema) = cmd.thema.filter(|_| regel::luecke(cmd.ergebnis)) {
        let merkmale = if cmd.ergebnis == Pruefergebnis::NichtBarrierefrei {
            cmd.bedarfe.clone()
        } else {
            vec![String::new()]
        };
        for merkmal in merkmale {
            luecke(app, tx, akte, thema, &merkmal, cmd.ergebnis.code()).await?;
        }
    }
    db::anfassen(tx, fall, w.von, w.zeit).await?;
    may.notieren(app, tx, "angebot geprueft");
    Ok(())
}

async fn luecke(app: &App, tx: &mut Tx, akte: &Akte, thema: Thema, merkmal: &str, art: &str) -> Result<()> {
    let heute = app.uhr.heute();
    let l = Bedarfsluecke {
        raumeinheit: ablage::raum(tx, akte.fall.id).await?,
        thema: thema.code().to_owned(),
        altersgruppe: altersgruppe(akte, heute).map_or_else(String::new, |a| a.code().to_owned()),
        merkmal: merkmal.to_owned(),
        art: art.to_owned(),
        monat: format!("{:04}-{:02}", heute.0.year(), heute.0.month()),
        anzahl: 1,
    };
    Ok(ablage::luecke(tx, &l).await?)
}

/// Age band of the youngest main person whose birth date is known.
fn altersgruppe(akte: &Akte, heute: Datum) -> Option<Altersgruppe> {
    akte.beteiligte
        .iter()
        .filter(|b| b.hauptperson())
        .filter_map(|b| fristen::alter_am(b.person.geburtsdatum?.0, heute.0))
        .min()
        .map(Altersgruppe::von_alter)
}

/// What the form of the whole check says.
#[derive(Debug, Clone)]
pub struct Pruefdaten {
    /// Answer to „Gibt es schon etwas, das Sie kennen?“.
    pub frage_bekannt: String,
    /// Themes.
    pub themen: Vec<Thema>,
    /// Help from neighbours, relatives, volunteers.
    pub umfeld: String,
    /// None was found.
    pub keine_treffer: bool,
    /// The result.
    pub ergebnis: Gesamtergebnis,
    /// The person agrees.
    pub zustimmung: bool,
    /// Why it was skipped.
    pub grund: Option<Ueberspringgrund>,
}

/// Finishes the check.
///
/// # Errors
/// What [`regel::abschliessen`] misses.
pub async fn abschliessen(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    cmd: Pruefdaten,
) -> Result<()> {
    im_stand(&akte.fall)?;
    let b = regel::abschliessen(&regel::Abschluss {
        frage_bekannt: &cmd.frage_bekannt,
        themen: cmd.themen.len(),
        geprueft: akte.geprueft.len(),
        keine_treffer: cmd.keine_treffer,
        ergebnis: cmd.ergebnis,
        zustimmung: cmd.zustimmung,
        grund: cmd.grund,
    });
    if !b.is_empty() {
        return Err(Error::Regel(b));
    }
    let w = wann(app, may);
    let p = Sozialraumpruefung {
        id: app.ids.neu(),
        frage_bekannt: cmd.frage_bekannt.trim().to_owned(),
        themen: crate::service::hilfe::codes(&cmd.themen),
        umfeld: cmd.umfeld.trim().to_owned(),
        keine_treffer: cmd.keine_treffer,
        gesamtergebnis: cmd.ergebnis,
        zustimmung: cmd.zustimmung,
        grund: cmd
            .grund
            .filter(|_| cmd.ergebnis == Gesamtergebnis::Uebersprungen)
            .map(|g| g.code().to_owned()),
        benutzer_name: w.name.to_owned(),
        zeit: w.zeit,
    };
    ablage::abschluss(tx, akte.fall.id, &p, w).await?;
    if cmd.keine_treffer && cmd.ergebnis != Gesamtergebnis::Uebersprungen {
        for thema in &cmd.themen {
            luecke(app, tx, akte, *thema, "", "KEINE_TREFFER").await?;
        }
    }
    db::anfassen(tx, &akte.fall, w.von, w.zeit).await?;
    may.notieren(app, tx, "sozialraumpruefung");
    Ok(())
}

/// The gaps counted since a month (`2026-11`), for the rooms that plan. Small numbers are hidden where they are shown
/// (RL-09).
///
/// # Errors
/// When the database refuses.
pub async fn luecken(tx: &mut Tx, ab: &str) -> Result<Vec<Bedarfsluecke>> {
    Ok(ablage::luecken(tx, ab).await?)
}
