//! `/auftraege`: what a Träger sees. Its own orders, each with its data package; nothing else of any case.

use amt::{App, Error, Huelle, Kontext, einmal, meldung::weiter};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use store::Tx;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Feldfehler, Formular, MeldungArt, Seite, Shell, Wahl};

use super::fall::ueberpruefung::{Zielfeld, daten, felder};
use crate::{
    model::{Auftragsstand, Beauftragung, FallStand, Kontaktart, Wertung},
    rules::rueckblick::{Rueckblick, Ziele},
    service::fall::{
        auftrag::{self as dienst, Auftragsakte, Ausfuehren, Kontaktdaten},
        rueckblick::fuer_traeger,
    },
};

#[derive(Template)]
#[template(path = "fall/auftraege.html")]
struct Liste {
    shell: Shell,
    traeger: String,
    alle: Vec<Beauftragung>,
    heute: Datum,
    r: Rueckblick,
}

impl Liste {
    fn anteil(&self, z: &Ziele) -> String {
        prozent(z.prozent())
    }

    fn andere(&self, z: &Ziele) -> String {
        prozent(self.r.andere_prozent(&z.bewerter))
    }
}

/// A share as people read it.
fn prozent(wert: Option<i64>) -> String {
    wert.map_or_else(|| "–".to_owned(), |w| format!("{w} %"))
}

pub(crate) async fn liste(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (traeger, alle) = dienst::liste(&app, &mut tx, &kontext).await?;
    let r = fuer_traeger(&app, &mut tx, &kontext).await?;
    tx.commit().await.map_err(Error::from)?;
    let seite = Liste {
        shell: huelle.titel("Aufträge"),
        traeger,
        alle,
        heute: app.uhr.heute(),
        r,
    };
    Ok(Seite::neu(seite).into_response())
}

const NAMEN: &[(&str, &str)] = &[
    ("grund", "Grund"),
    ("datum", "Tag"),
    ("beginn", "Beginn"),
    ("minuten", "Dauer"),
    ("ausfall", "Warum ausgefallen?"),
    ("rollen", "Wer war dabei?"),
    ("umfang", "Minuten in der Woche"),
];

#[derive(Template)]
#[template(path = "fall/auftrag.html")]
struct Blatt {
    shell: Shell,
    a: Auftragsakte,
    f: Formular,
    einmal: Uuid,
    angefragt: bool,
    kontakte: bool,
    umfang: bool,
    bewerten: bool,
    felder: Vec<Zielfeld>,
    wertungen: Vec<Wahl>,
    arten: Vec<Wahl>,
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Beauftragung>,
    f: Formular,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let a = dienst::akte(app, &mut tx, kontext, id).await?;
    tx.commit().await.map_err(Error::from)?;
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let f = f
        .mit_fehlern(befunde.into_iter().map(|b| Feldfehler {
            feld: b.ort,
            code: b.code.to_owned(),
            text: b.text,
        }))
        .benannt(NAMEN);
    let seite = Blatt {
        shell: huelle
            .titel(format!("Auftrag {}", a.nummer))
            .ueber("Aufträge", "/auftraege"),
        angefragt: a.stand == Auftragsstand::Angefragt,
        kontakte: a.auftrag.nimmt_kontakte(app.uhr.heute())
            && matches!(
                a.fall,
                FallStand::F7 | FallStand::F8 | FallStand::F9 | FallStand::F10
            ),
        umfang: a.stand == Auftragsstand::Aktiv && a.fall == FallStand::F8,
        bewerten: dienst::bewertbar(&a.auftrag, a.fall),
        felder: felder(&a.ziele, ""),
        wertungen: Wertung::wahlen(),
        arten: Kontaktart::wahlen(),
        einmal: f.wert("einmal").parse().unwrap_or_else(|_| app.ids.uuid()),
        a,
        f,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Beauftragung>>,
) -> Ergebnis<Response> {
    let f = Formular::leer().setze("datum", app.uhr.heute().0);
    rendern(&app, &kontext, huelle, id, f, vec![]).await
}

/// One act of the Träger in one transaction, and back to the page.
async fn tun<T>(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Beauftragung>,
    e: Eingaben,
    tat: T,
) -> Ergebnis<Response>
where
    T: AsyncFnOnce(
        &mut Tx,
        &amt::recht::Befugnis<Ausfuehren, Beauftragung>,
        &Beauftragung,
    ) -> amt::Result<()>,
{
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (may, b) = dienst::befugt::<Ausfuehren>(app, &mut tx, kontext, id).await?;
    if e.hat_fehler() {
        drop(tx);
        return rendern(app, kontext, huelle, id, e.formular(), vec![]).await;
    }
    // the same form sent twice counts once
    if let Ok(schluessel) = e.roh("einmal").parse()
        && !einmal::verbrauchen(&mut tx, schluessel, kontext).await?
    {
        return Ok(weiter(
            format!("/auftraege/{id}"),
            MeldungArt::Erfolg,
            "Das war schon gespeichert.",
        ));
    }
    match tat(&mut tx, &may, &b).await {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(
                format!("/auftraege/{id}"),
                MeldungArt::Erfolg,
                "Gespeichert.",
            ))
        }
        Err(Error::Regel(befunde)) => {
            drop(tx);
            rendern(app, kontext, huelle, id, e.formular(), befunde).await
        }
        Err(Error::Konflikt) => {
            drop(tx);
            let text = "Jemand anderes hat inzwischen etwas eingetragen. Ihre Eingaben stehen noch hier; bitte prüfen.";
            let b = vec![Befund::neu("WEB-E09", text)];
            rendern(app, kontext, huelle, id, e.formular(), b).await
        }
        Err(andere) => Err(andere.into()),
    }
}

pub(crate) async fn antworten(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Beauftragung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let annehmen = e.roh("antwort") == "ANNEHMEN";
    let grund = e.text("grund", 500);
    tun(&app, &kontext, huelle, id, e, async |tx, may, b| {
        dienst::antworten(&app, tx, may, b, annehmen, &grund).await
    })
    .await
}

pub(crate) async fn kontakt(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Beauftragung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let cmd = Kontaktdaten {
        datum: e.pflichtdatum("datum").map_or(app.uhr.heute(), Datum),
        beginn: e.text("beginn", 5),
        minuten: e.pflichtzahl("minuten", 1, 720).unwrap_or(0),
        art: e.pflichtauswahl("art").unwrap_or(Kontaktart::Persoenlich),
        ausfall: e.text("ausfall", 200),
        ort: e.text("ort", 120),
        rollen: e.text("rollen", 200),
    };
    tun(&app, &kontext, huelle, id, e, async |tx, may, b| {
        dienst::kontakt(&app, tx, may, b, cmd).await
    })
    .await
}

pub(crate) async fn umfang(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Beauftragung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let neu = e.pflichtzahl("umfang", 0, 10_080).unwrap_or(0);
    tun(&app, &kontext, huelle, id, e, async |tx, may, b| {
        dienst::umfang(&app, tx, may, b, neu).await
    })
    .await
}

/// The Träger rates the goals for itself.
pub(crate) async fn bewerten(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Beauftragung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let cmd = daten(&mut e, "");
    tun(&app, &kontext, huelle, id, e, async |tx, may, b| {
        crate::service::fall::bewerten::als_traeger(&app, tx, may, b, cmd).await
    })
    .await
}
