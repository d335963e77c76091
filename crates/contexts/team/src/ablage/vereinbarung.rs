use amt::Result;
use base::{Bp, Datum, Gueltigkeit, Id};
use raum::Raumeinheit;
use store::{Tx, werte};

use super::{Wann, code, da};
use crate::model::{Anteil, Organisation, Schwerpunkt, Vereinbarung, Vereinbarungsart, Verfahren};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Vereinbarung>,
    organisation: Id<Organisation>,
    art: String,
    gueltig_ab: Datum,
    gueltig_bis: Option<Datum>,
    inhalt: String,
    fundstelle: String,
}

impl Zeile {
    fn lesen(self) -> Result<Vereinbarung> {
        Ok(Vereinbarung {
            id: self.id,
            organisation: self.organisation,
            art: code(Vereinbarungsart::von_code(&self.art), &self.art)?,
            gueltigkeit: zeit(self.gueltig_ab, self.gueltig_bis)?,
            inhalt: self.inhalt,
            fundstelle: self.fundstelle,
        })
    }
}

fn zeit(ab: Datum, bis: Option<Datum>) -> Result<Gueltigkeit> {
    code(Gueltigkeit::neu(ab, bis), "gueltig_bis")
}

/// All without those of a Schwerpunkt; with `organisation` of one Träger only.
///
/// # Errors
/// When the database refuses.
pub async fn alle(tx: &mut Tx, organisation: Option<Id<Organisation>>) -> Result<Vec<Vereinbarung>> {
    let sql =
        "SELECT id, organisation, art, gueltig_ab, gueltig_bis, inhalt, fundstelle FROM traeger_vereinbarung
               WHERE art <> 'SCHWERPUNKT' ORDER BY gueltig_ab, art, id";
    let zeilen = tx.fetch_all::<Zeile>(sql, werte![]).await?;
    zeilen
        .into_iter()
        .filter(|z| organisation.is_none_or(|o| z.organisation == o))
        .map(Zeile::lesen)
        .collect()
}

/// One.
///
/// # Errors
/// [`amt::Error::NichtGefunden`], or when the database refuses.
pub async fn laden(tx: &mut Tx, id: Id<Vereinbarung>) -> Result<Vereinbarung> {
    let sql =
        "SELECT id, organisation, art, gueltig_ab, gueltig_bis, inhalt, fundstelle FROM traeger_vereinbarung
               WHERE id = $1 AND art <> 'SCHWERPUNKT'";
    da(tx.fetch_optional::<Zeile>(sql, werte![id]).await?)?.lesen()
}

/// Writes a new one.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(tx: &mut Tx, v: &Vereinbarung, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO traeger_vereinbarung (id, organisation, art, gueltig_ab, gueltig_bis, inhalt, fundstelle, angelegt_am,
            angelegt_von) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)",
        werte![
            v.id,
            v.organisation,
            v.art.code(),
            v.gueltigkeit.ab(),
            v.gueltigkeit.bis(),
            &v.inhalt,
            &v.fundstelle,
            w.am,
            w.von
        ],
    )
    .await?;
    Ok(())
}

/// Ends one that is open or ends later.
///
/// # Errors
/// [`amt::Error::Konflikt`] when somebody ended it in between.
pub async fn beenden(tx: &mut Tx, id: Id<Vereinbarung>, bis: Datum) -> Result<()> {
    tx.execute_one(
        "UPDATE traeger_vereinbarung SET gueltig_bis = $2 WHERE id = $1 AND (gueltig_bis IS NULL OR gueltig_bis > $2)",
        werte![id, bis],
    )
    .await?;
    Ok(())
}

/// In which of these spaces who is preferred on a day.
///
/// # Errors
/// When the database refuses.
pub async fn bevorzugte(tx: &mut Tx, tag: Datum) -> Result<Vec<(Id<Organisation>, Id<Raumeinheit>)>> {
    Ok(tx
        .fetch_all(
            "SELECT v.organisation, s.raumeinheit FROM traeger_vereinbarung v
             JOIN schwerpunkttraegerschaft s ON s.id = v.schwerpunkt
             WHERE s.gueltig_ab <= $1 AND (s.gueltig_bis IS NULL OR s.gueltig_bis > $1)",
            werte![tag],
        )
        .await?)
}

#[derive(sqlx::FromRow)]
struct SchwerpunktZeile {
    id: Id<Schwerpunkt>,
    raumeinheit: Id<Raumeinheit>,
    bezeichnung: String,
    verfahren: String,
    beschluss: String,
    beschluss_am: Datum,
    gueltig_ab: Datum,
    gueltig_bis: Option<Datum>,
}

/// All Schwerpunktträgerschaften, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn schwerpunkte(tx: &mut Tx) -> Result<Vec<Schwerpunkt>> {
    let zeilen: Vec<SchwerpunktZeile> = tx
        .fetch_all(
            "SELECT id, raumeinheit, bezeichnung, verfahren, beschluss, beschluss_am, gueltig_ab, gueltig_bis
             FROM schwerpunkttraegerschaft ORDER BY gueltig_ab DESC, id",
            werte![],
        )
        .await?;
    let mitglieder: Vec<(Id<Schwerpunkt>, Id<Organisation>, i64, bool)> = tx
        .fetch_all(
            "SELECT schwerpunkt, organisation, anteil_bp, federfuehrung FROM traeger_vereinbarung
             WHERE schwerpunkt IS NOT NULL ORDER BY anteil_bp DESC, id",
            werte![],
        )
        .await?;
    zeilen
        .into_iter()
        .map(|z| {
            let dabei = mitglieder.iter().filter(|m| m.0 == z.id);
            Ok(Schwerpunkt {
                raum: z.raumeinheit,
                verfahren: code(Verfahren::von_code(&z.verfahren), &z.verfahren)?,
                beschluss: z.beschluss,
                beschluss_am: z.beschluss_am,
                gueltigkeit: zeit(z.gueltig_ab, z.gueltig_bis)?,
                bezeichnung: z.bezeichnung,
                mitglieder: dabei
                    .map(|(_, organisation, anteil, federfuehrung)| Anteil {
                        organisation: *organisation,
                        anteil: Bp(*anteil),
                        federfuehrung: *federfuehrung,
                    })
                    .collect(),
                id: z.id,
            })
        })
        .collect()
}

/// Writes a new one with its members.
///
/// # Errors
/// When the database refuses.
pub async fn schwerpunkt_anlegen(tx: &mut Tx, ids: &dyn base::Ids, s: &Schwerpunkt, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO schwerpunkttraegerschaft (id, raumeinheit, bezeichnung, verfahren, beschluss, beschluss_am, gueltig_ab,
            gueltig_bis, angelegt_am, angelegt_von) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
        werte![
            s.id,
            s.raum,
            &s.bezeichnung,
            s.verfahren.code(),
            &s.beschluss,
            s.beschluss_am,
            s.gueltigkeit.ab(),
            s.gueltigkeit.bis(),
            w.am,
            w.von
        ],
    )
    .await?;
    for m in &s.mitglieder {
        tx.execute(
            "INSERT INTO traeger_vereinbarung (id, organisation, art, raumeinheit, gueltig_ab, gueltig_bis, schwerpunkt,
                anteil_bp, federfuehrung, angelegt_am, angelegt_von) VALUES ($1,$2,'SCHWERPUNKT',$3,$4,$5,$6,$7,$8,$9,$10)",
            werte![
                ids.uuid(),
                m.organisation,
                s.raum,
                s.gueltigkeit.ab(),
                s.gueltigkeit.bis(),
                s.id,
                m.anteil.0,
                m.federfuehrung,
                w.am,
                w.von
            ],
        )
        .await?;
    }
    Ok(())
}

/// Ends one with the lines of its members.
///
/// # Errors
/// [`amt::Error::Konflikt`] when somebody ended it in between.
pub async fn schwerpunkt_beenden(tx: &mut Tx, id: Id<Schwerpunkt>, bis: Datum) -> Result<()> {
    tx.execute_one(
        "UPDATE schwerpunkttraegerschaft SET gueltig_bis = $2
         WHERE id = $1 AND (gueltig_bis IS NULL OR gueltig_bis > $2)",
        werte![id, bis],
    )
    .await?;
    tx.execute(
        "UPDATE traeger_vereinbarung SET gueltig_bis = $2 WHERE schwerpunkt = $1",
        werte![id, bis],
    )
    .await?;
    Ok(())
}
