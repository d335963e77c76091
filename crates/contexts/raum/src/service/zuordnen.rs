//! One way from an address to its Raum, for every entry path.

use amt::{App, Error, Result};
use base::{Id, Punkt};
use store::{Tx, werte};
use zuordnung::{Anfrage, Anschrift};

use crate::{AdressVorschlag, Adresse, Ortsangabe, Zuordnung, halter::halter, rules::antwort, vorgaben};

/// Finds the Raum of an address, a point, or of somebody without either, on a given day. The order of precedence is
/// that of Fachkonzept 3.3: exception > house number > street > Ortsteil > polygon; the trace says which decided.
///
/// # Errors
/// When the database cannot be read, or the chosen address does not exist ([`Error::NichtGefunden`]).
pub async fn zuordnen(app: &App, tx: &mut Tx, ort: &Ortsangabe) -> Result<Zuordnung> {
    let Some(zuschnitt) = halter(app).am(app, tx, ort.stichtag).await? else {
        return Ok(antwort::ohne_gliederung(ort));
    };
    let (anfrage, punkt) = match ort.adresse {
        Some(id) => aus_register(tx, id, ort).await?,
        None => (aus_text(ort), None),
    };
    let text_leer = ort.text.as_deref().is_none_or(|t| t.trim().is_empty());
    if ort.adresse.is_none() && text_leer && ort.punkt.is_none() {
        let vorgaben = vorgaben::geltende(app, tx).await?;
        return Ok(antwort::auffang(
            &zuschnitt,
            ort,
            vorgaben.auffang_raum.as_deref(),
        ));
    }
    Ok(antwort::antworten(&zuschnitt, &anfrage, ort, punkt))
}

/// At most `n` streets or addresses for what somebody has typed so far, from memory.
///
/// # Errors
/// When the register has to be read from the database and cannot.
pub async fn vorschlaege(app: &App, text: &str, n: usize) -> Result<Vec<AdressVorschlag>> {
    // nobody types more than this before choosing; a pasted novel must not be searched for
    let text: String = text.chars().take(200).collect();
    let zuschnitt = halter(app).heute(app).await?;
    Ok(zuschnitt.map(|z| z.vorschlaege(&text, n)).unwrap_or_default())
}

/// As [`vorschlaege`], with streets of a similar name behind those that fit: for lists somebody chooses from.
///
/// # Errors
/// As [`vorschlaege`].
pub async fn vorschlaege_und_aehnliche(app: &App, text: &str, n: usize) -> Result<Vec<AdressVorschlag>> {
    let text: String = text.chars().take(200).collect();
    let zuschnitt = halter(app).heute(app).await?;
    Ok(zuschnitt
        .map(|z| z.vorschlaege_und_aehnliche(&text, n))
        .unwrap_or_default())
}

fn aus_text(ort: &Ortsangabe) -> Anfrage {
    let text: String = ort
        .text
        .as_deref()
        .unwrap_or_default()
        .chars()
        .take(300)
        .collect();
    Anfrage {
        punkt: ort.punkt.map(punkt),
        ..Anfrage::aus_text(&text)
    }
}

#[derive(sqlx::FromRow)]
struct Zeile {
    schluessel: String,
    name: String,
    ort: String,
    nr: i64,
    zusatz: String,
    plz: String,
    ortsteil: String,
    lat: Option<f64>,
    lon: Option<f64>,
}

async fn aus_register(
    tx: &mut Tx,
    id: Id<Adresse>,
    ort: &Ortsangabe,
) -> Result<(Anfrage, Option<antwort::Registerpunkt>)> {
    let z: Zeile = tx
        .fetch_optional(
            "SELECT s.schluessel, s.name, s.ort, a.nr, a.zusatz, a.plz, a.ortsteil, a.lat, a.lon
             FROM adresse a JOIN strasse s ON s.id = a.strasse WHERE a.id = $1",
            werte![id],
        )
        .await?
        .ok_or(Error::NichtGefunden)?;
    let eigener = z.lat.zip(z.lon).map(|(lat, lon)| Punkt { lat, lon });
    let anschrift = Anschrift {
        strasse: z.name,
        hausnummer: if z.nr == 0 {
            String::new()
        } else {
            format!("{}{}", z.nr, z.zusatz)
        },
        plz: z.plz,
        ort: z.ort,
        ortsteil: z.ortsteil,
    };
    let anfrage = Anfrage {
        anschrift,
        punkt: eigener.or(ort.punkt).map(punkt),
        ..Anfrage::default()
    };
    Ok((
        anfrage,
        Some(antwort::Registerpunkt {
            id,
            schluessel: z.schluessel,
        }),
    ))
}

const fn punkt(p: Punkt) -> zuordnung::Punkt {
    zuordnung::Punkt {
        lat: p.lat,
        lon: p.lon,
    }
}
