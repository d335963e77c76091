use amt::{Benutzer, Result, go::modell::OrganisationArt};
use base::{Datum, Id, suchform};
use store::{Tx, werte};

use super::{Wann, da, liste};
use crate::model::{Fachkraft, FachkraftAmt, FachkraftKonto, FachkraftKurz, Organisation, Praesenz};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Fachkraft>,
    name: String,
    telefon: String,
    email: String,
    sprachen: String,
    qualifikation: String,
    ief: bool,
    organisation: Option<Id<Organisation>>,
    benutzer: Option<Id<Benutzer>>,
    version: i64,
}

impl Zeile {
    fn lesen(self) -> Fachkraft {
        Fachkraft {
            id: self.id,
            name: self.name,
            telefon: self.telefon,
            email: self.email,
            sprachen: liste(&self.sprachen).map(str::to_owned).collect(),
            qualifikation: self.qualifikation,
            ief: self.ief,
            organisation: self.organisation,
            benutzer: self.benutzer,
            version: self.version,
        }
    }
}

/// All whose name or languages contain the text; an empty text finds everybody. By name.
///
/// # Errors
/// When the database refuses.
pub async fn suchen(tx: &mut Tx, text: &str) -> Result<Vec<Fachkraft>> {
    let sql = "SELECT id, name, telefon, email, sprachen, qualifikation, ief, organisation, benutzer, version
        FROM fachkraft WHERE suche LIKE '%' || $1 || '%' ORDER BY suche, id LIMIT 2000";
    let muster = suchform(text).replace(['%', '_'], " ");
    let zeilen = tx.fetch_all::<Zeile>(sql, werte![muster.trim()]).await?;
    Ok(zeilen.into_iter().map(Zeile::lesen).collect())
}

/// One.
///
/// # Errors
/// [`amt::Error::NichtGefunden`], or when the database refuses.
pub async fn laden(tx: &mut Tx, id: Id<Fachkraft>) -> Result<Fachkraft> {
    let sql = "SELECT id, name, telefon, email, sprachen, qualifikation, ief, organisation, benutzer, version
        FROM fachkraft WHERE id = $1";
    Ok(da(tx.fetch_optional::<Zeile>(sql, werte![id]).await?)?.lesen())
}

/// The person behind an account.
///
/// # Errors
/// When the database refuses.
pub async fn von_benutzer(tx: &mut Tx, benutzer: Id<Benutzer>) -> Result<Option<Fachkraft>> {
    let sql = "SELECT id, name, telefon, email, sprachen, qualifikation, ief, organisation, benutzer, version
        FROM fachkraft WHERE benutzer = $1";
    Ok(tx
        .fetch_optional::<Zeile>(sql, werte![benutzer])
        .await?
        .map(Zeile::lesen))
}

/// The person behind an account, with the kind of employer.
///
/// # Errors
/// When the database refuses.
pub async fn amt_von(tx: &mut Tx, benutzer: Id<Benutzer>) -> Result<Option<FachkraftAmt>> {
    let sql = "SELECT f.id, f.name, o.art FROM fachkraft f LEFT JOIN organisation o ON o.id = f.organisation
        WHERE f.benutzer = $1";
    let zeile: Option<(Id<Fachkraft>, String, Option<String>)> =
        tx.fetch_optional(sql, werte![benutzer]).await?;
    Ok(zeile.map(|(id, name, art)| FachkraftAmt {
        id,
        name,
        organisation_oeffentlich: art.as_deref() == Some(OrganisationArt::Oeffentlich.code()),
    }))
}

/// Who works for the public Träger, by name, with the account of those who have one.
///
/// # Errors
/// When the database refuses.
pub async fn oeffentliche(tx: &mut Tx) -> Result<Vec<(Id<Fachkraft>, String, Option<Id<Benutzer>>)>> {
    let sql = "SELECT f.id, f.name, f.benutzer FROM fachkraft f JOIN organisation o ON o.id = f.organisation
        WHERE o.art = $1 ORDER BY f.suche, f.id";
    Ok(tx
        .fetch_all(sql, werte![OrganisationArt::Oeffentlich.code()])
        .await?)
}

/// Who works for a public body of any kind, the Jobcenter and the Gemeinden among them, by name, with the account of
/// those who have one.
///
/// # Errors
/// When the database refuses.
pub async fn in_aemtern(tx: &mut Tx) -> Result<Vec<(Id<Fachkraft>, String, Option<Id<Benutzer>>)>> {
    let sql = "SELECT f.id, f.name, f.benutzer FROM fachkraft f JOIN organisation o ON o.id = f.organisation
        WHERE o.art IN ($1, $2, $3) ORDER BY f.suche, f.id";
    let arten = [
        OrganisationArt::Oeffentlich,
        OrganisationArt::Jobcenter,
        OrganisationArt::Kommune,
    ];
    let [a, b, c] = arten.map(|a| a.code());
    Ok(tx.fetch_all(sql, werte![a, b, c]).await?)
}

/// Everybody with kind of employer and account, by name.
///
/// # Errors
/// When the database refuses.
pub async fn mit_konto(tx: &mut Tx) -> Result<Vec<FachkraftKonto>> {
    type Zeile = (Id<Fachkraft>, String, Option<String>, Option<Id<Benutzer>>);
    let zeilen: Vec<Zeile> = tx
        .fetch_all(
            "SELECT f.id, f.name, o.art, f.benutzer FROM fachkraft f LEFT JOIN organisation o ON o.id = f.organisation
             ORDER BY f.suche, f.id",
            werte![],
        )
        .await?;
    Ok(zeilen
        .into_iter()
        .map(|(id, name, art, benutzer)| FachkraftKonto {
            id,
            name,
            organisation_oeffentlich: art.as_deref() == Some(OrganisationArt::Oeffentlich.code()),
            benutzer,
        })
        .collect())
}

/// Everybody in one line each.
///
/// # Errors
/// When the database refuses.
pub async fn alle_kurz(tx: &mut Tx) -> Result<Vec<FachkraftKurz>> {
    let zeilen: Vec<(Id<Fachkraft>, String, String, String)> = tx
        .fetch_all(
            "SELECT id, name, telefon, email FROM fachkraft ORDER BY suche, id",
            werte![],
        )
        .await?;
    Ok(zeilen
        .into_iter()
        .map(|(id, name, telefon, email)| FachkraftKurz {
            id,
            name,
            telefon,
            email,
        })
        .collect())
}

fn suche(f: &Fachkraft) -> String {
    suchform(&format!("{} {}", f.name, f.qualifikation))
}

/// Writes a new one.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(tx: &mut Tx, f: &Fachkraft, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO fachkraft (id, name, telefon, email, sprachen, qualifikation, ief, organisation, benutzer, suche,
            version, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,1,$11,$12,$11,$12)",
        werte![
            f.id, &f.name, &f.telefon, &f.email, f.sprachen.join(","), &f.qualifikation, f.ief, f.organisation,
            f.benutzer, suche(f), w.am, w.von
        ],
    )
    .await?;
    Ok(())
}

/// Writes a changed one over the version it was read with.
///
/// # Errors
/// [`amt::Error::Konflikt`] when somebody saved in between.
pub async fn aendern(tx: &mut Tx, f: &Fachkraft, w: Wann) -> Result<()> {
    tx.execute_one(
        "UPDATE fachkraft SET name = $3, telefon = $4, email = $5, sprachen = $6, qualifikation = $7, ief = $8,
            organisation = $9, benutzer = $10, suche = $11, version = version + 1, geaendert_am = $12, geaendert_von = $13
         WHERE id = $1 AND version = $2",
        werte![
            f.id, f.version, &f.name, &f.telefon, &f.email, f.sprachen.join(","), &f.qualifikation, f.ief,
            f.organisation, f.benutzer, suche(f), w.am, w.von
        ],
    )
    .await?;
    Ok(())
}

/// Where the person is regularly to be found, by weekday.
///
/// # Errors
/// When the database refuses.
pub async fn praesenzen(tx: &mut Tx, wer: Id<Fachkraft>) -> Result<Vec<Praesenz>> {
    let zeilen: Vec<(Id<Praesenz>, String, i64, i64, i64, String)> = tx
        .fetch_all(
            "SELECT id, ort, wochentag, von_minute, bis_minute, zweck FROM praesenz WHERE fachkraft = $1
             ORDER BY wochentag, von_minute, id",
            werte![wer],
        )
        .await?;
    Ok(zeilen
        .into_iter()
        .filter_map(|(id, ort, tag, von, bis, zweck)| {
            Some(Praesenz {
                id,
                fachkraft: wer,
                ort,
                wochentag: u8::try_from(tag).ok()?,
                von_minute: u16::try_from(von).ok()?,
                bis_minute: u16::try_from(bis).ok()?,
                zweck,
            })
        })
        .collect())
}

/// Writes a new regular presence.
///
/// # Errors
/// When the database refuses.
pub async fn praesenz_anlegen(tx: &mut Tx, p: &Praesenz, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO praesenz (id, fachkraft, ort, wochentag, von_minute, bis_minute, zweck, version, angelegt_am,
            angelegt_von, geaendert_am, geaendert_von) VALUES ($1,$2,$3,$4,$5,$6,$7,1,$8,$9,$8,$9)",
        werte![
            p.id, p.fachkraft, &p.ort, u32::from(p.wochentag), p.von_minute, p.bis_minute, &p.zweck, w.am, w.von
        ],
    )
    .await?;
    Ok(())
}

/// Removes a regular presence.
///
/// # Errors
/// [`amt::Error::Konflikt`] when it is gone already.
pub async fn praesenz_entfernen(tx: &mut Tx, wer: Id<Fachkraft>, id: Id<Praesenz>) -> Result<()> {
    Ok(tx
        .execute_one(
            "DELETE FROM praesenz WHERE id = $1 AND fachkraft = $2",
            werte![id, wer],
        )
        .await?)
}

/// Who is away on this day.
///
/// # Errors
/// When the database refuses.
pub async fn abwesende_am(tx: &mut Tx, tag: Datum) -> Result<Vec<Id<Fachkraft>>> {
    let zeilen: Vec<(Id<Fachkraft>,)> = tx
        .fetch_all(
            "SELECT DISTINCT fachkraft FROM abwesenheit WHERE von <= $1 AND bis >= $1",
            werte![tag],
        )
        .await?;
    Ok(zeilen.into_iter().map(|z| z.0).collect())
}
