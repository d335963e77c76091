//! The weekly agenda of a team. What is due comes by itself; somebody may put a case on it too. It names nobody: who may
//! open a case finds the number of its file, everybody else learns who leads it and why it is there (RL-07).

use amt::{
    App, Error, Kontext, Result,
    recht::{Bearbeiten, Bereich, Recht, Umfang},
};
use base::{Datum, Id, Zeitpunkt};
use store::Tx;
use uuid::Uuid;

use super::{
    wille::wann,
    zugang::{self, FallMay},
};
use crate::{
    model::{Agendagrund, Anmeldung, Fall, Richtung, Runde},
    nachbarn::nachbarn,
    rules::fall::agenda::{self as regel, Punkt},
    store::agenda as ablage,
};

/// One line as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zeile {
    /// The case and why it is here.
    pub punkt: Punkt,
    /// What was said when it was put here.
    pub angemeldet: Vec<Anmeldung>,
    /// The day of the last round.
    pub letzte: Option<Datum>,
    /// The user may open the case.
    pub meiner: bool,
}

/// An agenda.
#[derive(Debug, Clone)]
pub struct Agenda {
    /// The team.
    pub runde: Runde,
    /// The Monday.
    pub montag: Datum,
    /// Its lines in order.
    pub zeilen: Vec<Zeile>,
}

/// The teams the user belongs to.
///
/// # Errors
/// [`Error::NichtGefunden`] for somebody without a team who may not see cases either.
pub async fn runden(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Vec<Runde>> {
    let alle = nachbarn(app)?
        .runden_von(app, tx, kontext.benutzer().uuid())
        .await?;
    // a team has people of the desk and of the network too: the matrix gives them nothing of a round
    if alle.is_empty() || !beraet(kontext) {
        zugang::sicht(app, tx, kontext).await?;
    }
    Ok(alle)
}

/// Whether the matrix lets the user take part in rounds: with the cases, or without names.
fn beraet(kontext: &Kontext) -> bool {
    let gebiete = [Bereich::FallViii, Bereich::FallIx, Bereich::PflegeXii];
    kontext.rollen().iter().any(|r| {
        gebiete.iter().any(|b| {
            let z = kontext.zelle(r.rolle, *b);
            z.pseudonym || z.umfang(Recht::Lesen) != Umfang::Nichts
        })
    })
}

async fn runde(app: &App, tx: &mut Tx, kontext: &Kontext, team: Uuid) -> Result<Runde> {
    let alle = runden(app, tx, kontext).await?;
    alle.into_iter()
        .find(|r| r.team == team)
        .ok_or(Error::NichtGefunden)
}

/// The first moment of a day, as the office counts it.
fn anfang(tag: Datum, sonst: Zeitpunkt) -> Zeitpunkt {
    tag.0
        .in_tz("Europe/Berlin")
        .map_or(sonst, |z| Zeitpunkt(z.timestamp()))
}

/// The agenda of a team for the week of a day.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever is not in the team.
pub async fn agenda(app: &App, tx: &mut Tx, kontext: &Kontext, team: Uuid, tag: Datum) -> Result<Agenda> {
    let runde = runde(app, tx, kontext, team).await?;
    let montag = regel::montag(tag);
    let neu_ab = anfang(regel::neu_ab(montag), app.uhr.jetzt());
    let faelle = ablage::kandidaten(tx, &runde, neu_ab, regel::sonntag(montag)).await?;
    let ids: Vec<Id<Fall>> = faelle.iter().map(|f| f.id).collect();
    let (gewesen, angemeldet) = (ablage::runden(tx, &ids).await?, ablage::offene(tx, team).await?);
    let raenge = ablage::raenge(tx, team, montag).await?;
    let meine = match zugang::sicht(app, tx, kontext).await {
        Ok(sicht) => ablage::sichtbare(tx, &sicht, &ids).await?,
        // somebody of a free Träger at the table: sees that there is a case, opens none
        Err(Error::NichtGefunden) => Vec::new(),
        Err(e) => return Err(e),
    };
    let letzte = |f: Id<Fall>| gewesen.iter().filter(|g| g.0 == f).map(|g| g.1).max();
    let mut punkte: Vec<Punkt> = faelle
        .into_iter()
        .filter_map(|fall| {
            let seine: Vec<&Anmeldung> = angemeldet.iter().filter(|a| a.fall == fall.id).collect();
            let gruende = regel::gruende(&fall, &seine, letzte(fall.id), montag);
            (!gruende.is_empty()).then(|| Punkt {
                rang: raenge.iter().find(|r| r.0 == fall.id).map(|r| r.1),
                gruende,
                fall,
            })
        })
        .collect();
    regel::ordnen(&mut punkte);
    let zeilen = punkte
        .into_iter()
        .map(|punkt| Zeile {
            angemeldet: angemeldet
                .iter()
                .filter(|a| a.fall == punkt.fall.id)
                .cloned()
                .collect(),
            letzte: letzte(punkt.fall.id),
            meiner: meine.contains(&punkt.fall.id),
            punkt,
        })
        .collect();
    Ok(Agenda {
        runde,
        montag,
        zeilen,
    })
}

/// Puts a case one place up or down in the order of the week.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever is not in the team, or a case that is not on the agenda.
pub async fn verschieben(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    (team, tag): (Uuid, Datum),
    fall: Id<Fall>,
    wohin: Richtung,
) -> Result<()> {
    let a = agenda(app, tx, kontext, team, tag).await?;
    let folge: Vec<Id<Fall>> = a.zeilen.iter().map(|z| z.punkt.fall.id).collect();
    if !folge.contains(&fall) {
        return Err(Error::NichtGefunden);
    }
    let neu = regel::verschieben(&folge, fall, wohin);
    Ok(ablage::raenge_setzen(tx, team, a.montag, &neu).await?)
}

/// What stands open about one case.
///
/// # Errors
/// When the database refuses.
pub async fn offen(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Anmeldung>> {
    Ok(ablage::offene_zu(tx, fall).await?)
}

/// Puts a case on the agenda of the team of its space; once for each reason.
///
/// # Errors
/// `FALL-E194` when no team works there.
pub async fn anmelden(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    fall: &Fall,
    (grund, worte): (Agendagrund, &str),
) -> Result<()> {
    let wer = nachbarn(app)?
        .zustaendig(app, tx, fall.raumeinheit, None, app.uhr.heute())
        .await?;
    let team = wer
        .into_iter()
        .find(|z| z.sektor.code() == fall.sektor)
        .and_then(|z| z.team);
    let Some((team, _)) = team else {
        return Err(Error::regel(
            "FALL-E194",
            "In diesem Sozialraum arbeitet kein Team, auf dessen Agenda der Fall kommen kann.",
        ));
    };
    let schon = ablage::offene_zu(tx, fall.id).await?;
    if !schon.iter().any(|a| a.grund == grund) {
        let w = wann(app, may);
        ablage::anmelden(tx, app.ids.uuid(), (team, fall.id), (grund, worte.trim()), w).await?;
    }
    may.notieren(app, tx, &format!("agenda={}", grund.code()));
    Ok(())
}
