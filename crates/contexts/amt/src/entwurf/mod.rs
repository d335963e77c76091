//! Drafts on the server: what somebody typed and has not sent yet (GUETE R7, U22). Each belongs to one user, one
//! form and one object; nobody else can read it. Kept 90 days.

mod seiten;
mod wieder;

use base::{Clock, Zeitpunkt};
use store::{Tx, werte};
use uuid::Uuid;
use web::Formular;

use crate::{Error, Kontext, Result};

pub use seiten::{Formulare, Liste, Listenzeile, liste, routen};
pub(crate) use wieder::aufbewahren;

/// How long an untouched draft is kept, in seconds.
const BEHALTEN_S: i64 = 90 * 24 * 3600;
/// Form of a draft that was sent off but met an ended session.
const ABGEWIESEN: &str = "abgewiesen";

/// A stored draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entwurf {
    /// Key.
    pub id: Uuid,
    /// Which form.
    pub formular: String,
    /// Which object, or `neu`.
    pub objekt: String,
    /// Path of the page with the form; empty when it is not known.
    pub pfad: String,
    /// Names and values, in the order of the form, without tokens and passwords.
    pub felder: Vec<(String, String)>,
    /// When it was stored last.
    pub geaendert: Zeitpunkt,
}

impl Entwurf {
    /// As the values of a form, for the template.
    #[must_use]
    pub fn als_formular(&self) -> Formular {
        self.felder
            .iter()
            .fold(Formular::leer(), |f, (name, wert)| f.setze(name, wert))
    }
}

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Uuid,
    formular: String,
    objekt: String,
    pfad: String,
    felder: String,
    geaendert: Zeitpunkt,
}

impl From<Zeile> for Entwurf {
    fn from(z: Zeile) -> Self {
        Self {
            id: z.id,
            formular: z.formular,
            objekt: z.objekt,
            pfad: z.pfad,
            felder: form_urlencoded::parse(z.felder.as_bytes()).into_owned().collect(),
            geaendert: z.geaendert,
        }
    }
}

/// The user's draft of this form for this object.
///
/// # Errors
/// When the database refuses.
pub async fn laden(tx: &mut Tx, kontext: &Kontext, formular: &str, objekt: &str) -> Result<Option<Entwurf>> {
    let zeile: Option<Zeile> = tx
        .fetch_optional(
            "SELECT id, formular, objekt, pfad, felder, geaendert FROM entwurf
             WHERE benutzer = $1 AND formular = $2 AND objekt = $3",
            werte![kontext.benutzer(), formular, objekt],
        )
        .await?;
    Ok(zeile.map(Entwurf::from))
}

/// Where a draft belongs.
#[derive(Debug, Clone, Copy)]
pub struct Ort<'a> {
    /// Which form, for example `anliegen`.
    pub formular: &'a str,
    /// Which object: its id, or `neu`.
    pub objekt: &'a str,
    /// Path of the page with the form; empty keeps the one stored before.
    pub pfad: &'a str,
}

/// Stores the draft in place of the one before. `rumpf` is the urlencoded form as the browser sent it.
///
/// # Errors
/// When a name is no plain word, or the database refuses.
pub async fn speichern(
    tx: &mut Tx,
    app: &crate::App,
    kontext: &Kontext,
    ort: Ort<'_>,
    rumpf: &[u8],
) -> Result<()> {
    let wort = |s: &str| {
        (1..=80).contains(&s.len())
            && s.bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    if !wort(ort.formular) || !wort(ort.objekt) {
        return Err(Error::NichtGefunden);
    }
    tx.execute(
        "INSERT INTO entwurf (id, benutzer, formular, objekt, pfad, felder, geaendert)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (benutzer, formular, objekt) DO UPDATE SET felder = excluded.felder,
         geaendert = excluded.geaendert,
         pfad = CASE WHEN excluded.pfad = '' THEN entwurf.pfad ELSE excluded.pfad END",
        werte![
            app.ids.uuid(),
            kontext.benutzer(),
            ort.formular,
            ort.objekt,
            ort.pfad,
            ohne_geheimes(rumpf, ort.formular == ABGEWIESEN),
            app.uhr.jetzt()
        ],
    )
    .await?;
    Ok(())
}

/// Throws the draft away, for example because the form was sent.
///
/// # Errors
/// When the database refuses.
pub async fn verwerfen(tx: &mut Tx, kontext: &Kontext, formular: &str, objekt: &str) -> Result<()> {
    tx.execute(
        "DELETE FROM entwurf WHERE benutzer = $1 AND formular = $2 AND objekt = $3",
        werte![kontext.benutzer(), formular, objekt],
    )
    .await?;
    Ok(())
}

/// All drafts of the user, the newest first. Those whose form arrived in the meantime are left out.
///
/// # Errors
/// When the database refuses.
pub async fn alle(tx: &mut Tx, kontext: &Kontext) -> Result<Vec<Entwurf>> {
    let zeilen: Vec<Zeile> = tx
        .fetch_all(
            "SELECT id, formular, objekt, pfad, felder, geaendert FROM entwurf WHERE benutzer = $1
             ORDER BY geaendert DESC, id",
            werte![kontext.benutzer()],
        )
        .await?;
    let mut aus = Vec::with_capacity(zeilen.len());
    for entwurf in zeilen.into_iter().map(Entwurf::from) {
        if !wieder::angekommen(tx, kontext, &entwurf).await? {
            aus.push(entwurf);
        }
    }
    Ok(aus)
}

/// Deletes drafts nobody touched for 90 days; for the daily job.
///
/// # Errors
/// When the database refuses.
pub async fn aufraeumen(tx: &mut Tx, uhr: &dyn Clock) -> Result<u64> {
    let grenze = uhr.jetzt().plus_sekunden(-BEHALTEN_S);
    Ok(tx
        .execute("DELETE FROM entwurf WHERE geaendert < $1", werte![grenze])
        .await?)
}

/// Tokens never, passwords never; the key against double submits only where the same post is to be repeated.
fn ohne_geheimes(rumpf: &[u8], einmal_bleibt: bool) -> String {
    let bleibt = |name: &str| {
        name != web::csrf::FELD && !name.contains("kennwort") && (einmal_bleibt || name != "einmal")
    };
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form_urlencoded::parse(rumpf).filter(|(name, _)| bleibt(name)))
        .finish()
}
