//! The list of accounts.

use base::{Id, suchform};
use store::{Sql, Tx, werte};

use super::Benutzer;
use crate::{App, Result};

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Suche {
    /// Part of the name or the Kennung.
    pub text: String,
    /// Column of the order: `name`, `kennung`, `status`.
    pub spalte: String,
    /// Whether the order is turned.
    pub absteigend: bool,
    /// Page, from 1.
    pub seite: u64,
    /// Rows per page.
    pub je_seite: u64,
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Treffer {
    /// Key.
    pub id: Id<Benutzer>,
    /// Name at sign-in.
    pub kennung: String,
    /// Display name.
    pub name: String,
    /// Organisation, empty for the authority itself.
    pub organisation: String,
    /// `AKTIV` or `GESPERRT`.
    pub status: String,
    /// Codes of the roles in force, separated by commas.
    pub rollen: String,
}

/// The accounts found on this page, and how many there are in all.
///
/// # Errors
/// When the database refuses.
pub async fn suchen(app: &App, tx: &mut Tx, was: &Suche) -> Result<(Vec<Treffer>, u64)> {
    let text = suchform(&was.text).replace(['%', '_'], " ");
    let (gesamt,): (i64,) = tx
        .fetch_one(
            "SELECT count(*) FROM benutzer
             WHERE name_such LIKE '%'||$1||'%' OR kennung_such LIKE '%'||$1||'%'",
            werte![&text],
        )
        .await?;
    let gesamt = u64::try_from(gesamt).unwrap_or(0);
    let richtung = if was.absteigend { "DESC" } else { "ASC" };
    let spalte = match was.spalte.as_str() {
        "kennung" => "b.kennung_such",
        "status" => "b.status",
        _ => "b.name_such",
    };
    let je = was.je_seite.clamp(1, 10_000);
    let letzte = gesamt.div_ceil(je).max(1);
    let ab = (was.seite.clamp(1, letzte) - 1) * je;
    // the codes are put together by the database: one statement for the whole page
    let liste = "string_agg(r.rolle, ',' ORDER BY r.rolle)";
    let sql = format!(
        "SELECT b.id, b.kennung, b.name, b.organisation, b.status, COALESCE((SELECT {liste} FROM benutzer_rolle r
         WHERE r.benutzer = b.id AND r.ab <= $2 AND (r.bis IS NULL OR r.bis > $2)), '') AS rollen FROM benutzer b
         WHERE b.name_such LIKE '%'||$1||'%' OR b.kennung_such LIKE '%'||$1||'%'
         ORDER BY {spalte} {richtung}, b.id LIMIT $3 OFFSET $4"
    );
    let zahl = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let treffer = tx
        .fetch_all(
            Sql::aus_konstanten(sql),
            werte![text, app.uhr.heute(), zahl(je), zahl(ab)],
        )
        .await?;
    Ok((treffer, gesamt))
}
