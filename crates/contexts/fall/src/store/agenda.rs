//! The agenda of a team: cases that may be on it, what was put there, the order of a week.

use base::{Datum, Id, Zeitpunkt};
use store::{Result, Sql, Tx, Wert, werte};
use uuid::Uuid;

use super::{fall_akte::Wann, fall_liste::Bau, fall_liste::Fallsicht, fall_liste::sichtbar};
use crate::model::{Agendafall, Agendagrund, Anmeldung, Fall, Runde};

/// Lines of one agenda at most; no team talks about more in a week.
const ZEILEN: i64 = 200;

fn plaetze(b: &mut Bau, werte: impl IntoIterator<Item = impl Into<Wert>>) -> String {
    let alle: Vec<String> = werte.into_iter().map(|w| b.platz(w)).collect();
    alle.join(", ")
}

/// Open cases of the team in which something may be due until a day. The rule says what of it is.
pub(crate) async fn kandidaten(
    tx: &mut Tx,
    r: &Runde,
    neu_ab: Zeitpunkt,
    bis: Datum,
) -> Result<Vec<Agendafall>> {
    if r.raeume.is_empty() || r.sektoren.is_empty() {
        return Ok(Vec::new());
    }
    let mut b = Bau {
        wo: String::new(),
        werte: werte![],
    };
    let sektoren = plaetze(&mut b, r.sektoren.iter().map(String::as_str));
    let raeume = plaetze(&mut b, r.raeume.iter().copied());
    let (neu, bis, team) = (b.platz(neu_ab), b.platz(bis), b.platz(r.team));
    let sql = format!(
        "SELECT f.id, f.aktenzeichen, f.stand, f.bereich, f.raum_name, f.fallfuehrend, f.fallfuehrend_name,
            f.naechster_termin, f.angelegt_am, f.stand_am
         FROM fall f WHERE f.sektor IN ({sektoren})
         AND EXISTS (SELECT 1 FROM fall_raum r WHERE r.fall = f.id AND r.raumeinheit IN ({raeume}))
         AND f.stand NOT IN ('F11_ABGESCHLOSSEN', 'FX_WEITERGELEITET', 'G11_BEENDET', 'GX_WEITERGELEITET', 'P6_BEENDET', 'J6_ABGESCHLOSSEN', 'JX_ABGEGEBEN')
         AND (f.angelegt_am >= {neu} OR f.naechster_termin <= {bis} OR f.bereich = 'GRAU'
            OR f.stand IN ('F9_UEBERPRUEFUNG', 'G10_UEBERPRUEFUNG', 'P5_UEBERPRUEFUNG')
            OR EXISTS (SELECT 1 FROM fall_agenda a WHERE a.fall = f.id AND a.team = {team} AND a.erledigt_am IS NULL))
         ORDER BY f.id LIMIT {ZEILEN}"
    );
    tx.fetch_all(Sql::aus_konstanten(sql), b.werte).await
}

/// The days of the rounds about these cases.
pub(crate) async fn runden(tx: &mut Tx, faelle: &[Id<Fall>]) -> Result<Vec<(Id<Fall>, Datum)>> {
    if faelle.is_empty() {
        return Ok(Vec::new());
    }
    let mut b = Bau {
        wo: String::new(),
        werte: werte![],
    };
    let ids = plaetze(&mut b, faelle.iter().copied());
    let sql = format!("SELECT fall, datum FROM fall_konferenz WHERE fall IN ({ids})");
    tx.fetch_all(Sql::aus_konstanten(sql), b.werte).await
}

/// Which of these cases the user may open.
pub(crate) async fn sichtbare(tx: &mut Tx, sicht: &Fallsicht, faelle: &[Id<Fall>]) -> Result<Vec<Id<Fall>>> {
    if faelle.is_empty() {
        return Ok(Vec::new());
    }
    let mut b = Bau {
        wo: String::new(),
        werte: werte![],
    };
    let wo = sichtbar(&mut b, sicht);
    let ids = plaetze(&mut b, faelle.iter().copied());
    let sql = format!("SELECT f.id FROM fall f WHERE {wo} AND f.id IN ({ids})");
    let zeilen: Vec<(Id<Fall>,)> = tx.fetch_all(Sql::aus_konstanten(sql), b.werte).await?;
    Ok(zeilen.into_iter().map(|z| z.0).collect())
}

pub(crate) async fn anmelden(
    tx: &mut Tx,
    id: Uuid,
    (team, fall): (Uuid, Id<Fall>),
    (grund, worte): (Agendagrund, &str),
    w: Wann<'_>,
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_agenda (id, team, fall, grund, worte, zeit, benutzer, benutzer_name)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        werte![id, team, fall, grund, worte, w.zeit, w.von, w.name],
    )
    .await?;
    Ok(())
}

/// What stands open on the agenda of a team.
pub(crate) async fn offene(tx: &mut Tx, team: Uuid) -> Result<Vec<Anmeldung>> {
    tx.fetch_all(
        "SELECT fall, grund, worte, zeit, benutzer_name FROM fall_agenda WHERE team = $1 AND erledigt_am IS NULL
         ORDER BY zeit, id",
        werte![team],
    )
    .await
}

/// What stands open about one case, on whatever agenda.
pub(crate) async fn offene_zu(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Anmeldung>> {
    tx.fetch_all(
        "SELECT fall, grund, worte, zeit, benutzer_name FROM fall_agenda WHERE fall = $1 AND erledigt_am IS NULL
         ORDER BY zeit, id",
        werte![fall],
    )
    .await
}

/// A round has met: what stood open about the case is done.
pub(crate) async fn erledigen(tx: &mut Tx, fall: Id<Fall>, zeit: Zeitpunkt) -> Result<()> {
    tx.execute(
        "UPDATE fall_agenda SET erledigt_am = $2 WHERE fall = $1 AND erledigt_am IS NULL",
        werte![fall, zeit],
    )
    .await?;
    Ok(())
}

/// The places the team gave in this week.
pub(crate) async fn raenge(tx: &mut Tx, team: Uuid, woche: Datum) -> Result<Vec<(Id<Fall>, i64)>> {
    tx.fetch_all(
        "SELECT fall, rang FROM fall_agenda_rang WHERE team = $1 AND woche = $2",
        werte![team, woche],
    )
    .await
}

pub(crate) async fn raenge_setzen(tx: &mut Tx, team: Uuid, woche: Datum, folge: &[Id<Fall>]) -> Result<()> {
    tx.execute(
        "DELETE FROM fall_agenda_rang WHERE team = $1 AND woche = $2",
        werte![team, woche],
    )
    .await?;
    let zeilen = (1i64..)
        .zip(folge)
        .map(|(n, f)| werte![team, woche, *f, n])
        .collect();
    tx.insert_many(
        "INSERT INTO fall_agenda_rang (team, woche, fall, rang) VALUES",
        zeilen,
        "",
    )
    .await?;
    Ok(())
}
