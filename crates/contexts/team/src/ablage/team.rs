use amt::{
    Error, Result,
    go::{Sektor, modell::TeamTyp},
};
use base::{Datum, Id, Zeitraum, suchform};
use store::{Tx, werte};

use super::{Wann, code, da, liste};
use raum::Raumeinheit;

use crate::model::{Fachkraft, Mitglied, Organisation, Team};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Team>,
    name: String,
    typ: String,
    leitung: Option<Id<Fachkraft>>,
    standort: String,
    telefon: String,
    email: String,
    sektoren: String,
    version: i64,
}

impl Zeile {
    fn lesen(self, raeume: Vec<Id<Raumeinheit>>) -> Result<Team> {
        Ok(Team {
            id: self.id,
            name: self.name,
            typ: code(TeamTyp::von_code(&self.typ), &self.typ)?,
            leitung: self.leitung,
            standort: self.standort,
            telefon: self.telefon,
            email: self.email,
            sektoren: liste(&self.sektoren)
                .map(|s| code(Sektor::von_code(s), s))
                .collect::<Result<_>>()?,
            raeume,
            version: self.version,
        })
    }
}

/// All, by name.
///
/// # Errors
/// When the database refuses.
pub async fn alle(tx: &mut Tx) -> Result<Vec<Team>> {
    let raeume: Vec<(Id<Team>, Id<Raumeinheit>)> = tx
        .fetch_all(
            "SELECT team, raumeinheit FROM team_raum ORDER BY team, raumeinheit",
            werte![],
        )
        .await?;
    let sql = "SELECT id, name, typ, leitung, standort, telefon, email, sektoren, version FROM team ORDER BY suche, id";
    let zeilen = tx.fetch_all::<Zeile>(sql, werte![]).await?;
    zeilen
        .into_iter()
        .map(|z| {
            let seine = raeume.iter().filter(|r| r.0 == z.id).map(|r| r.1).collect();
            z.lesen(seine)
        })
        .collect()
}

/// One.
///
/// # Errors
/// [`Error::NichtGefunden`], or when the database refuses.
pub async fn laden(tx: &mut Tx, id: Id<Team>) -> Result<Team> {
    let sql =
        "SELECT id, name, typ, leitung, standort, telefon, email, sektoren, version FROM team WHERE id = $1";
    let zeile = da(tx.fetch_optional::<Zeile>(sql, werte![id]).await?)?;
    let raeume: Vec<(Id<Raumeinheit>,)> = tx
        .fetch_all(
            "SELECT raumeinheit FROM team_raum WHERE team = $1 ORDER BY raumeinheit",
            werte![id],
        )
        .await?;
    zeile.lesen(raeume.into_iter().map(|r| r.0).collect())
}

fn sektoren(t: &Team) -> String {
    t.sektoren.iter().map(|s| s.code()).collect::<Vec<_>>().join(",")
}

async fn raeume_schreiben(tx: &mut Tx, t: &Team) -> Result<()> {
    tx.execute("DELETE FROM team_raum WHERE team = $1", werte![t.id])
        .await?;
    let zeilen = t.raeume.iter().map(|r| werte![t.id, *r]).collect();
    tx.insert_many(
        "INSERT INTO team_raum (team, raumeinheit) VALUES",
        zeilen,
        "ON CONFLICT DO NOTHING",
    )
    .await?;
    Ok(())
}

/// Writes a new one.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(tx: &mut Tx, t: &Team, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO team (id, name, typ, leitung, standort, telefon, email, sektoren, suche, version, angelegt_am,
            angelegt_von, geaendert_am, geaendert_von) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,1,$10,$11,$10,$11)",
        werte![
            t.id, &t.name, t.typ.code(), t.leitung, &t.standort, &t.telefon, &t.email, sektoren(t), suchform(&t.name),
            w.am, w.von
        ],
    )
    .await?;
    raeume_schreiben(tx, t).await
}

/// Writes a changed one over the version it was read with.
///
/// # Errors
/// [`Error::Konflikt`] when somebody saved in between.
pub async fn aendern(tx: &mut Tx, t: &Team, w: Wann) -> Result<()> {
    tx.execute_one(
        "UPDATE team SET name = $3, typ = $4, leitung = $5, standort = $6, telefon = $7, email = $8, sektoren = $9,
            suche = $10, version = version + 1, geaendert_am = $11, geaendert_von = $12 WHERE id = $1 AND version = $2",
        werte![
            t.id, t.version, &t.name, t.typ.code(), t.leitung, &t.standort, &t.telefon, &t.email, sektoren(t),
            suchform(&t.name), w.am, w.von
        ],
    )
    .await?;
    raeume_schreiben(tx, t).await
}

#[derive(sqlx::FromRow)]
struct MitgliedZeile {
    id: Id<Mitglied>,
    team: Id<Team>,
    fachkraft: Id<Fachkraft>,
    funktion: String,
    von: Datum,
    bis: Option<Datum>,
    vzae: Option<i64>,
    version: i64,
}

impl MitgliedZeile {
    fn lesen(self) -> Result<Mitglied> {
        Ok(Mitglied {
            id: self.id,
            team: self.team,
            fachkraft: self.fachkraft,
            funktion: self.funktion,
            zeitraum: Zeitraum::neu(self.von, self.bis)
                .ok_or_else(|| Error::Intern("membership ends before it begins".to_owned()))?,
            vzae: self.vzae,
            version: self.version,
        })
    }
}

/// All memberships that hold on this day.
///
/// # Errors
/// When the database refuses.
pub async fn mitglieder_am(tx: &mut Tx, tag: Datum) -> Result<Vec<Mitglied>> {
    let sql = "SELECT id, team, fachkraft, funktion, von, bis, vzae, version FROM team_mitglied
        WHERE von <= $1 AND (bis IS NULL OR bis >= $1) ORDER BY team, funktion, id";
    tx.fetch_all::<MitgliedZeile>(sql, werte![tag])
        .await?
        .into_iter()
        .map(MitgliedZeile::lesen)
        .collect()
}

/// One membership.
///
/// # Errors
/// [`Error::NichtGefunden`], or when the database refuses.
pub async fn mitglied(tx: &mut Tx, id: Id<Mitglied>) -> Result<Mitglied> {
    let sql =
        "SELECT id, team, fachkraft, funktion, von, bis, vzae, version FROM team_mitglied WHERE id = $1";
    da(tx.fetch_optional::<MitgliedZeile>(sql, werte![id]).await?)?.lesen()
}

/// Writes a new membership.
///
/// # Errors
/// When the database refuses.
pub async fn mitglied_anlegen(tx: &mut Tx, m: &Mitglied, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO team_mitglied (id, team, fachkraft, funktion, von, bis, vzae, version, angelegt_am, angelegt_von,
            geaendert_am, geaendert_von) VALUES ($1,$2,$3,$4,$5,$6,$7,1,$8,$9,$8,$9)",
        werte![
            m.id, m.team, m.fachkraft, &m.funktion, m.zeitraum.von(), m.zeitraum.bis(), m.vzae, w.am, w.von
        ],
    )
    .await?;
    Ok(())
}

/// Ends a membership with this last day.
///
/// # Errors
/// [`Error::Konflikt`] when somebody saved in between.
pub async fn mitglied_beenden(tx: &mut Tx, m: &Mitglied, bis: Datum, w: Wann) -> Result<()> {
    tx.execute_one(
        "UPDATE team_mitglied SET bis = $3, version = version + 1, geaendert_am = $4, geaendert_von = $5
         WHERE id = $1 AND version = $2",
        werte![m.id, m.version, bis, w.am, w.von],
    )
    .await?;
    Ok(())
}

/// The last day somebody is in any team; `None` when no end is set or the person is in none.
///
/// # Errors
/// When the database refuses.
pub async fn letzter_tag(tx: &mut Tx, wer: Id<Fachkraft>) -> Result<Option<Datum>> {
    let sql = "SELECT MAX(bis) FROM team_mitglied WHERE fachkraft = $1
        AND NOT EXISTS (SELECT 1 FROM team_mitglied o WHERE o.fachkraft = $1 AND o.bis IS NULL)";
    let (tag,): (Option<Datum>,) = tx.fetch_one(sql, werte![wer]).await?;
    Ok(tag)
}

/// One Träger in one team of a space: (Träger, space, first day, last day).
pub type Dabei = (Id<Organisation>, Id<Raumeinheit>, Datum, Option<Datum>);

/// Which Träger have people in the Sozialraumteams, in which spaces and when.
///
/// # Errors
/// When the database refuses.
pub async fn traeger_in_teams(tx: &mut Tx) -> Result<Vec<Dabei>> {
    let sql = "SELECT DISTINCT k.organisation, r.raumeinheit, m.von, m.bis FROM team_mitglied m
        JOIN team t ON t.id = m.team JOIN team_raum r ON r.team = t.id JOIN fachkraft k ON k.id = m.fachkraft
        WHERE t.typ = 'SOZIALRAUMTEAM' AND k.organisation IS NOT NULL";
    Ok(tx.fetch_all(sql, werte![]).await?)
}
