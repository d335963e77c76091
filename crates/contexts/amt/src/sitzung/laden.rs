//! From token to [`Kontext`], in one statement.

use base::{Datum, Id, Zeitpunkt};
use store::{Db, werte};
use uuid::Uuid;

use crate::{
    App, Benutzer, Error, Kontext, Result, RolleJetzt,
    nachweis::{self, Ruht},
    ordnung::{self, Fassung},
    recht::{OrganisationsArt, Rolle},
};

/// A session is marked as used at most this often, so that reading does not write.
const MERKEN_ALLE_S: i64 = 60;

const SITZUNG: &str =
    "SELECT b.id AS benutzer, b.name, b.organisation_art, b.status, b.kennwort_aendern, s.angelegt,
 s.zuletzt, r.id AS rolle_id, r.rolle, rr.raumeinheit AS raum,
 go.id AS go, go.version AS go_version
 FROM sitzung s JOIN benutzer b ON b.id = s.benutzer
 LEFT JOIN benutzer_rolle r ON r.benutzer = b.id AND r.ab <= $2 AND (r.bis IS NULL OR r.bis > $2)
 LEFT JOIN benutzer_rolle_raum rr ON rr.benutzer_rolle = r.id
 LEFT JOIN geschaeftsordnung go ON go.id = (SELECT g.id FROM geschaeftsordnung g
  WHERE g.status IN ('IN_KRAFT', 'ABGELOEST') AND g.gueltig_ab <= $2 AND (g.gueltig_bis IS NULL OR g.gueltig_bis > $2)
  ORDER BY g.gueltig_ab DESC LIMIT 1)
 WHERE s.token = $1 ORDER BY r.rolle, r.id";

const PROGRAMM: &str =
    "SELECT b.id AS benutzer, b.name, b.organisation_art, b.status, b.kennwort_aendern, s.angelegt,
 COALESCE(s.zuletzt, s.angelegt) AS zuletzt, r.id AS rolle_id, r.rolle, rr.raumeinheit AS raum,
 go.id AS go, go.version AS go_version
 FROM zugangsschluessel s JOIN benutzer b ON b.id = s.benutzer
 LEFT JOIN benutzer_rolle r ON r.benutzer = b.id AND r.ab <= $2 AND (r.bis IS NULL OR r.bis > $2)
 LEFT JOIN benutzer_rolle_raum rr ON rr.benutzer_rolle = r.id
 LEFT JOIN geschaeftsordnung go ON go.id = (SELECT g.id FROM geschaeftsordnung g
  WHERE g.status IN ('IN_KRAFT', 'ABGELOEST') AND g.gueltig_ab <= $2 AND (g.gueltig_bis IS NULL OR g.gueltig_bis > $2)
  ORDER BY g.gueltig_ab DESC LIMIT 1)
 WHERE s.token = $1 AND s.bis > $3 ORDER BY r.rolle, r.id";

#[derive(sqlx::FromRow)]
struct Zeile {
    benutzer: Id<Benutzer>,
    name: String,
    organisation_art: String,
    status: String,
    kennwort_aendern: bool,
    angelegt: Zeitpunkt,
    zuletzt: Zeitpunkt,
    rolle_id: Option<Uuid>,
    rolle: Option<String>,
    raum: Option<Uuid>,
    go: Option<Id<Fassung>>,
    go_version: Option<i64>,
}

/// What the token of a request leads to.
#[derive(Debug)]
pub(super) enum Stand {
    /// Nobody, or nobody any more.
    Niemand,
    /// It was this user's, but it is over.
    Abgelaufen(Id<Benutzer>),
    /// Signed in.
    Da {
        kontext: Kontext,
        kennwort_aendern: bool,
    },
}

pub(super) async fn laden(app: &App, token: &str) -> Result<Stand> {
    let hash = super::hash(token);
    let zeilen = zeilen(&app.db, &hash, app.uhr.heute()).await?;
    let Some(erste) = zeilen.first() else {
        return Ok(Stand::Niemand);
    };
    let (leerlauf, hoechstens) = super::grenzen(app);
    if erste.status != "AKTIV" {
        return Ok(Stand::Niemand);
    }
    if erste.zuletzt <= leerlauf || erste.angelegt <= hoechstens {
        return Ok(Stand::Abgelaufen(erste.benutzer));
    }
    let jetzt = app.uhr.jetzt();
    if erste.zuletzt < jetzt.plus_sekunden(-MERKEN_ALLE_S) {
        // with a full disk reading must go on: the session then only ends a little earlier
        if let Err(fehler) = merken(
            &app.db,
            "UPDATE sitzung SET zuletzt = $2 WHERE token = $1",
            &hash,
            jetzt,
        )
        .await
        {
            tracing::warn!(%fehler, "session not marked as used");
        }
    }
    let ruht = ruhende(app, erste, &zeilen).await?;
    let kontext = Kontext::mit_sitzung(
        erste.benutzer,
        erste.name.clone(),
        organisation(erste),
        rollen(&zeilen),
        hash,
    )
    .mit_ruhenden(ruht);
    Ok(Stand::Da {
        kontext,
        kennwort_aendern: erste.kennwort_aendern,
    })
}

/// Who acts with this key of a program; nobody when it is unknown or over, or when the account is not free to act.
pub(super) async fn programm(app: &App, geheimnis: &str) -> Result<Option<Kontext>> {
    let hash = super::hash(geheimnis);
    let jetzt = app.uhr.jetzt();
    let zeilen: Vec<Zeile> = app
        .db
        .read()
        .await?
        .fetch_all(PROGRAMM, werte![&hash[..], app.uhr.heute(), jetzt])
        .await?;
    let Some(erste) = zeilen.first() else {
        return Ok(None);
    };
    if erste.status != "AKTIV" || erste.kennwort_aendern {
        return Ok(None);
    }
    if erste.zuletzt < jetzt.plus_sekunden(-MERKEN_ALLE_S) {
        let merken = merken(
            &app.db,
            "UPDATE zugangsschluessel SET zuletzt = $2 WHERE token = $1",
            &hash,
            jetzt,
        );
        if let Err(fehler) = merken.await {
            tracing::warn!(%fehler, "key not marked as used");
        }
    }
    let ruht = ruhende(app, erste, &zeilen).await?;
    let kontext = Kontext::neu(
        erste.benutzer,
        erste.name.clone(),
        organisation(erste),
        rollen(&zeilen),
    );
    Ok(Some(kontext.mit_ruhenden(ruht)))
}

/// What rests for want of a proof. Nothing more is read while the version in force is in memory and demands none.
async fn ruhende(app: &App, erste: &Zeile, zeilen: &[Zeile]) -> Result<Vec<Ruht>> {
    let (Some(id), Some(version)) = (erste.go, erste.go_version) else {
        return Ok(Vec::new());
    };
    let bekannt = ordnung::bekannt(app, id, version);
    if bekannt.as_ref().is_some_and(|go| go.nachweise.is_empty()) {
        return Ok(Vec::new());
    }
    let mut tx = app.db.read().await?;
    let pflichten = match bekannt {
        Some(go) => go.nachweise.clone(),
        None => match nachweis::pflichten(app, &mut tx).await {
            Ok(p) => p,
            // a stored version the program no longer understands must not keep anybody from a child in danger
            Err(Error::Intern(fehler)) => {
                tracing::error!(%fehler, "Geschaeftsordnung not readable, no training demanded");
                return Ok(Vec::new());
            }
            Err(e) => return Err(e),
        },
    };
    let rollen: Vec<Rolle> = zeilen
        .iter()
        .filter_map(|z| z.rolle.as_deref().and_then(|r| r.parse().ok()))
        .collect();
    nachweis::fuer_konto(&mut tx, &pflichten, erste.benutzer, &rollen, app.uhr.heute()).await
}

fn organisation(zeile: &Zeile) -> OrganisationsArt {
    zeile.organisation_art.parse().unwrap_or(OrganisationsArt::Andere)
}

async fn merken(db: &Db, sql: &'static str, hash: &[u8], jetzt: Zeitpunkt) -> Result<()> {
    let mut tx = db.write().await?;
    tx.execute(sql, werte![hash, jetzt]).await?;
    tx.commit().await?;
    Ok(())
}

async fn zeilen(db: &Db, hash: &[u8], heute: Datum) -> Result<Vec<Zeile>> {
    Ok(db.read().await?.fetch_all(SITZUNG, werte![hash, heute]).await?)
}

fn rollen(zeilen: &[Zeile]) -> Vec<RolleJetzt> {
    let mut aus: Vec<(Uuid, RolleJetzt)> = Vec::new();
    for z in zeilen {
        let (Some(id), Some(rolle)) = (
            z.rolle_id,
            z.rolle.as_deref().and_then(|r| r.parse::<Rolle>().ok()),
        ) else {
            continue;
        };
        match aus.last_mut() {
            Some((letzte, r)) if *letzte == id => r.raeume.extend(z.raum),
            _ => aus.push((
                id,
                RolleJetzt {
                    rolle,
                    raeume: z.raum.into_iter().collect(),
                },
            )),
        }
    }
    aus.into_iter().map(|(_, r)| r).collect()
}
