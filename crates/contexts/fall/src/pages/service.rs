//! `/servicebereich`: tickets, promises, and the figures of reachability.

use amt::{
    App, Error, Huelle, Kontext, einmal, entwurf,
    meldung::weiter,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug},
};
use askama::Template;
use axum::{
    extract::{Path, RawQuery, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id};
use uuid::Uuid;
use web::{Blaettern, Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Status, Wahl};

use super::neu_lesen;
use crate::{
    model::{Beschwerdeart, Hinweis, Kanal, KontaktErgebnis, Kontaktvorgang, Ueberlauf},
    rules::erreichbarkeit::{Zahlen, promille, prozent},
    service::kontakt::{self, Erledigung, Kontaktangaben},
};

const JE_SEITE: i64 = 50;
/// Days of each span when no other day is asked for.
const SPANNE_TAGE: i32 = 30;

struct Reihe {
    titel: &'static str,
    z: Zahlen,
    in_zeit: String,
    breite: i64,
}

#[derive(Template)]
#[template(path = "fall/service.html")]
struct Service {
    shell: Shell,
    f: Formular,
    offen: bool,
    einmal: Uuid,
    kanaele: Vec<Wahl>,
    ueberlaeufe: Vec<Wahl>,
    hinweise: Vec<Wahl>,
    ergebnisse: Vec<Wahl>,
    beschwerden: Vec<Wahl>,
    zeilen: Vec<Kontaktvorgang>,
    gesamt: i64,
    blaettern: Blaettern,
    heute: Datum,
    ueberfaellig: Status,
    stichtag: Datum,
    sla: u32,
    reihen: Vec<Reihe>,
}

fn reihe(titel: &'static str, z: Zahlen) -> Reihe {
    Reihe {
        titel,
        in_zeit: prozent(z.in_zeit, z.anrufe),
        breite: promille(z.sofort, z.kontakte).unwrap_or(0) / 5,
        z,
    }
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    e: Eingaben,
    seite: i64,
) -> amt::Result<Response> {
    // reading is noted, so this is a write
    let mut tx = app.db.write().await?;
    let seite = seite.clamp(1, 100_000);
    let (zeilen, gesamt) = kontakt::offene(app, &mut tx, kontext, ((seite - 1) * JE_SEITE, JE_SEITE)).await?;
    let go = amt::ordnung::geltende(app, &mut tx).await?;
    let heute = app.uhr.heute();
    let seit = e.roh("seit").parse::<Datum>().ok();
    let stichtag = seit.unwrap_or_else(|| heute.plus_tage(-SPANNE_TAGE));
    let tage = stichtag
        .0
        .until(heute.0)
        .map_or(SPANNE_TAGE, |s| s.get_days())
        .clamp(0, 3650)
        + 1;
    let vorher = kontakt::zahlen(app, &mut tx, stichtag.plus_tage(-tage), stichtag).await?;
    let nachher = kontakt::zahlen(app, &mut tx, stichtag, heute.plus_tage(1)).await?;
    tx.commit().await?;
    let fehler = e.hat_fehler();
    let antwort = Service {
        shell: huelle.titel("Servicebereich"),
        offen: fehler || gesamt == 0,
        einmal: app.ids.uuid(),
        kanaele: Kanal::wahlen(),
        ueberlaeufe: Ueberlauf::wahlen(),
        hinweise: Hinweis::wahlen(),
        ergebnisse: KontaktErgebnis::wahlen(),
        beschwerden: Beschwerdeart::wahlen(),
        zeilen,
        gesamt,
        blaettern: Blaettern::seiten(
            "/servicebereich",
            seite.unsigned_abs(),
            JE_SEITE.unsigned_abs(),
            gesamt.unsigned_abs(),
        ),
        heute,
        ueberfaellig: Status::ernst("überfällig"),
        stichtag,
        sla: go.service.anruf_sekunden,
        reihen: vec![reihe("vorher", vorher), reihe("nachher", nachher)],
        f: e.formular().benannt(&[
            ("anliegen_kurz", "Worum geht es?"),
            ("gefaehrdungshinweis", "Hinweis auf Gefahr"),
            ("ueberlauf", "Wie kam der Anruf hierher?"),
            ("kanal", "Wie?"),
        ]),
    };
    Ok(if fehler {
        Seite::ungueltig(antwort)
    } else {
        Seite::neu(antwort)
    }
    .into_response())
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    RawQuery(q): RawQuery,
) -> Ergebnis<Response> {
    let e = Eingaben::aus_bytes(q.unwrap_or_default().as_bytes())?;
    let seite = e.roh("seite").parse().unwrap_or(1);
    Ok(rendern(&app, &kontext, huelle, e, seite).await?)
}

pub(crate) async fn notieren(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Anlegen, Kontaktvorgang>::pruefen(&kontext, None, Bezug::default())?;
    let schluessel: Uuid = e.roh("einmal").parse().unwrap_or_else(|_| app.ids.uuid());
    let (kanal, ueberlauf) = (e.pflichtauswahl("kanal"), e.pflichtauswahl("ueberlauf"));
    let hinweis = e.pflichtauswahl("gefaehrdungshinweis");
    let wartezeit = e.zahl("wartezeit", 0, 86_400);
    let anliegen_kurz = e.pflichttext("anliegen_kurz", 200);
    let (anrufer, telefon) = (e.text("anrufer", 120), e.text("telefon", 60));
    let rueckruf_bis = e.datum("rueckruf_bis").map(Datum);
    let (ergebnis, beschwerdeart) = (e.auswahl("ergebnis"), e.auswahl("beschwerdeart"));
    if let (Some(kanal), Some(ueberlauf), Some(gefaehrdungshinweis), false) =
        (kanal, ueberlauf, hinweis, e.hat_fehler())
    {
        let ort = neu_lesen::ort(&e);
        let cmd = Kontaktangaben {
            einmal: schluessel,
            kanal,
            ueberlauf,
            wartezeit,
            anrufer,
            telefon,
            anliegen_kurz,
            gefaehrdungshinweis,
            ort,
            ergebnis,
            rueckruf_bis,
            beschwerdeart,
        };
        let mut tx = app.db.write().await.map_err(Error::from)?;
        if !einmal::verbrauchen(&mut tx, schluessel, &kontext).await? {
            return Ok(weiter(
                "/servicebereich",
                MeldungArt::Hinweis,
                "Dieser Vorgang war schon notiert.",
            ));
        }
        match kontakt::notieren(&app, &mut tx, &may, cmd).await {
            Ok(_) => {
                einmal::ergebnis(&mut tx, schluessel, &kontext, "/servicebereich").await?;
                entwurf::verwerfen(&mut tx, &kontext, "kontakt", "neu").await?;
                tx.commit().await.map_err(Error::from)?;
                return Ok(weiter(
                    "/servicebereich",
                    MeldungArt::Erfolg,
                    "Der Vorgang ist notiert.",
                ));
            }
            Err(Error::Regel(befunde)) => befunde.into_iter().for_each(|b| e.melde(&b.ort, b.code, b.text)),
            Err(andere) => return Err(andere.into()),
        }
    }
    Ok(rendern(&app, &kontext, huelle, e, 1).await?)
}

pub(crate) async fn erledigen(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Kontaktvorgang>>,
    e: Eingaben,
) -> Ergebnis<Response> {
    let was = match e.roh("was") {
        "rueckruf" => Erledigung::Rueckruf,
        "beschwerde" => Erledigung::Beschwerde,
        _ => Erledigung::Ergebnis(KontaktErgebnis::Erledigt),
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (may, _) = kontakt::befugt::<Bearbeiten>(&mut tx, &kontext, id).await?;
    kontakt::erledigen(&app, &mut tx, &may, was).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(weiter(
        "/servicebereich",
        MeldungArt::Erfolg,
        "Der Vorgang ist erledigt.",
    ))
}
