//! The table of pictures of surveys.

use amt::Result;
use base::Id;
use store::{Tx, werte};

use crate::{
    erfassung::{Erfassung, ErfassungFoto, FotoGespeichert},
    rules::foto::Bild,
};

type Zeile = (Id<ErfassungFoto>, Id<Erfassung>, String, i64, i64, bool);

fn lesen((id, erfassung, titel, breite, hoehe, offen): Zeile) -> FotoGespeichert {
    FotoGespeichert {
        id,
        erfassung,
        titel,
        breite,
        hoehe,
        offen,
    }
}

/// The pictures of a survey in their order, without their bytes.
pub(crate) async fn von(tx: &mut Tx, erfassung: Id<Erfassung>) -> Result<Vec<FotoGespeichert>> {
    let zeilen: Vec<Zeile> = tx
        .fetch_all(
            "SELECT id, erfassung, titel, breite, hoehe, offen FROM erfassung_foto WHERE erfassung = $1
             ORDER BY lfd, id",
            werte![erfassung],
        )
        .await?;
    Ok(zeilen.into_iter().map(lesen).collect())
}

/// One picture without its bytes; `NichtGefunden` when there is none.
pub(crate) async fn laden(tx: &mut Tx, id: Id<ErfassungFoto>) -> Result<FotoGespeichert> {
    let zeile: Option<Zeile> = tx
        .fetch_optional(
            "SELECT id, erfassung, titel, breite, hoehe, offen FROM erfassung_foto WHERE id = $1",
            werte![id],
        )
        .await?;
    zeile.map(lesen).ok_or(amt::Error::NichtGefunden)
}

/// The bytes.
pub(crate) async fn bytes(tx: &mut Tx, id: Id<ErfassungFoto>) -> Result<Vec<u8>> {
    let zeile: Option<(Vec<u8>,)> = tx
        .fetch_optional("SELECT bild FROM erfassung_foto WHERE id = $1", werte![id])
        .await?;
    zeile.map(|(b,)| b).ok_or(amt::Error::NichtGefunden)
}

/// The bytes of one that everybody may see: approved, and of a published Fassung.
pub(crate) async fn offene_bytes(tx: &mut Tx, id: Id<ErfassungFoto>) -> Result<Vec<u8>> {
    let zeile: Option<(Vec<u8>,)> = tx
        .fetch_optional(
            "SELECT f.bild FROM erfassung_foto f JOIN erfassung e ON e.id = f.erfassung
             WHERE f.id = $1 AND f.offen = $2 AND e.status = 'VEROEFFENTLICHT'",
            werte![id, true],
        )
        .await?;
    zeile.map(|(b,)| b).ok_or(amt::Error::NichtGefunden)
}

/// Keeps a picture; `false` when one with this key is there.
pub(crate) async fn einfuegen(
    tx: &mut Tx,
    id: Id<ErfassungFoto>,
    erfassung: Id<Erfassung>,
    titel: &str,
    b: &Bild,
) -> Result<bool> {
    let n = tx
        .execute(
            "INSERT INTO erfassung_foto (id, erfassung, titel, breite, hoehe, bild, offen, lfd)
             SELECT $1, $2, $3, $4, $5, $6, $7, COALESCE(MAX(lfd), 0) + 1 FROM erfassung_foto WHERE erfassung = $2
             ON CONFLICT (id) DO NOTHING",
            werte![
                id,
                erfassung,
                titel,
                i64::from(b.breite),
                i64::from(b.hoehe),
                &b.jpeg[..],
                false
            ],
        )
        .await?;
    Ok(n == 1)
}

/// Whether everybody may see it once the Fassung is published.
pub(crate) async fn zeigen(tx: &mut Tx, id: Id<ErfassungFoto>, offen: bool) -> Result<()> {
    tx.execute(
        "UPDATE erfassung_foto SET offen = $2 WHERE id = $1",
        werte![id, offen],
    )
    .await?;
    Ok(())
}

/// Takes a picture out.
pub(crate) async fn entfernen(tx: &mut Tx, id: Id<ErfassungFoto>) -> Result<()> {
    tx.execute("DELETE FROM erfassung_foto WHERE id = $1", werte![id])
        .await?;
    Ok(())
}

/// The next Fassung takes a picture over, not yet approved.
pub(crate) async fn uebernehmen(
    tx: &mut Tx,
    von: Id<ErfassungFoto>,
    neu: Id<ErfassungFoto>,
    erfassung: Id<Erfassung>,
) -> Result<()> {
    tx.execute(
        "INSERT INTO erfassung_foto (id, erfassung, titel, breite, hoehe, bild, offen, lfd)
         SELECT $2, $3, titel, breite, hoehe, bild, $4, lfd FROM erfassung_foto WHERE id = $1",
        werte![von, neu, erfassung, false],
    )
    .await?;
    Ok(())
}
