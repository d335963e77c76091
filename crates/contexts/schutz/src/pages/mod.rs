//! Pages of this room: one file per page with its form, handler and template struct. Every look at a Meldung is noted,
//! and every look that was refused.

mod akte;
mod angaben;
mod dienst;
mod erst;
mod gericht;
mod ief;
mod kind;
mod konzept;
mod liste;
mod neu;
mod notzugriff;
mod obhut;
mod rueck;
mod statistik;
mod zeit;

use amt::{
    App, Error, Kontext,
    meldung::weiter,
    navigation::{Eintrag, Gruppe},
    recht::{Bearbeiten, Bereich, Recht},
};
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use base::{Befund, Id};
use store::Tx;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Feldfehler, Formular, MeldungArt, Shell, Wahl, WebFehler, Weg};

use crate::{
    model::Meldung,
    nachbarn::nachbarn,
    rules::{fehlt::Gatter, sm},
    service::{
        lesen::{self, Akte},
        zugang::{self, Zugang},
    },
};

/// Form name of the drafts of the intake.
const FORM_NEU: &str = "schutz-meldung";
/// Form name of the drafts of an assessment.
const FORM_KIND: &str = "schutz-einschaetzung";

/// The routes of the pages.
pub fn routen() -> Router<App> {
    Router::new()
        .route("/meldungen", get(liste::zeigen))
        .route("/meldungen/neu", get(neu::zeigen).post(neu::speichern))
        .route("/meldungen/statistik", get(statistik::zeigen))
        .route("/meldungen/{id}", get(akte::zeigen))
        .route("/meldungen/{id}/melder", get(akte::melder))
        .route("/meldungen/{id}/schritt/{schritt}", post(akte::gehen))
        .route("/meldungen/{id}/zuteilen", post(akte::zuteilen))
        .route(
            "/meldungen/{id}/angaben",
            get(angaben::zeigen).post(angaben::speichern),
        )
        .route("/meldungen/{id}/kind", post(angaben::kind))
        .route(
            "/meldungen/{id}/erstbewertung",
            get(erst::zeigen).post(erst::speichern),
        )
        .route(
            "/meldungen/{id}/kind/{nr}",
            get(kind::zeigen).post(kind::speichern),
        )
        .route(
            "/meldungen/{id}/konzept",
            get(konzept::zeigen).post(konzept::speichern),
        )
        .route(
            "/meldungen/{id}/gericht",
            get(gericht::zeigen).post(gericht::speichern),
        )
        .route("/meldungen/{id}/gericht/{nr}", post(gericht::fortschreiben))
        .route("/meldungen/{id}/auszug", get(gericht::auszug))
        .route("/meldungen/{id}/obhut", get(obhut::zeigen).post(obhut::speichern))
        .route("/meldungen/{id}/obhut/{nr}", post(obhut::fortschreiben))
        .route(
            "/meldungen/{id}/rueckmeldung",
            get(rueck::zeigen).post(rueck::speichern),
        )
        .route(
            "/meldungen/{id}/bereich",
            get(rueck::bereich_zeigen).post(rueck::bereich_speichern),
        )
        .route("/schutz-hinweise/{id}", post(liste::kenntnis))
        .route("/notzugriff", get(notzugriff::zeigen).post(notzugriff::oeffnen))
        .route("/notzugriff/{id}/{wie}", post(notzugriff::pruefen))
        .route("/rufbereitschaft", get(dienst::zeigen).post(dienst::speichern))
        .route("/rufbereitschaft/{id}/entfernen", post(dienst::entfernen))
        .route("/ief-beratung", get(ief::zeigen).post(ief::speichern))
}

/// The entries of the main navigation.
#[must_use]
pub fn navigation() -> Vec<Eintrag> {
    let mit = |recht| Eintrag {
        text: "Kinderschutz",
        url: "/meldungen",
        gruppe: Gruppe::Taeglich,
        braucht: (Bereich::Schutz, recht),
    };
    // whoever may only report finds the way too
    vec![mit(Recht::Lesen), mit(Recht::Anlegen)]
}

/// Forms drafts are kept of, for [`amt::entwurf::Formulare`].
#[must_use]
pub fn entwuerfe() -> Vec<(&'static str, &'static str)> {
    vec![
        (FORM_NEU, "Meldung nach § 8a"),
        (FORM_KIND, "Einschätzung nach § 8a"),
    ]
}

/// The pages of a procedure, in the order of its life.
const SEITEN: [(&str, &str); 8] = [
    ("", "Überblick"),
    ("angaben", "Angaben"),
    ("erstbewertung", "Erste Bewertung"),
    ("konzept", "Schutzkonzept"),
    ("gericht", "Familiengericht"),
    ("obhut", "Inobhutnahme"),
    ("bereich", "Bereich"),
    ("rueckmeldung", "Rückmeldung"),
];

fn pfad(id: Id<Meldung>, seite: &str) -> String {
    if seite.is_empty() {
        format!("/meldungen/{id}")
    } else {
        format!("/meldungen/{id}/{seite}")
    }
}

/// What every page of a procedure carries.
struct Kopf {
    reiter: Vec<Weg>,
    hier: String,
    schritte: Vec<Naechster>,
}

/// One step of the box "was fehlt".
struct Naechster {
    id: &'static str,
    text: &'static str,
    norm: &'static str,
    uhr: &'static str,
    folgen: String,
    /// (words, norm, address of the field).
    fehlt: Vec<(&'static str, &'static str, String)>,
    /// Whether the user's role takes this step.
    darf: bool,
}

fn kopf(kontext: &Kontext, akte: &Akte, seite: &str) -> Kopf {
    let id = akte.meldung.id;
    let zeile = |g: &Gatter| {
        let a = g.angaben();
        let ort = if a.ort.starts_with('#') {
            format!("/meldungen/{id}{}", a.ort)
        } else {
            format!("/meldungen/{id}/{}", a.ort)
        };
        (a.text, a.norm, ort)
    };
    let schritte = sm::naechste(akte.meldung.stand, &akte.lage())
        .into_iter()
        .map(|(u, fehlt)| Naechster {
            id: u.id,
            text: u.text,
            norm: u.norm,
            uhr: u.uhr,
            folgen: u
                .wirkungen
                .iter()
                .map(|w| w.wort())
                .collect::<Vec<_>>()
                .join(", "),
            fehlt: fehlt.iter().map(zeile).collect(),
            darf: akte.bearbeiten && u.darf(kontext),
        })
        .collect();
    Kopf {
        reiter: SEITEN.map(|(s, t)| Weg::neu(t, pfad(id, s))).into(),
        hier: pfad(id, seite),
        schritte,
    }
}

fn shell(huelle: amt::Huelle, akte: &Akte, was: &str) -> Shell {
    let m = &akte.meldung;
    let s = if was.is_empty() {
        huelle.titel(format!("Meldung nach § 8a vom {}", m.eingang.lang()))
    } else {
        huelle.titel(format!("{was}, {}", m.kennzeichen))
    };
    let s = s.ueber("Kinderschutz", "/meldungen");
    if was.is_empty() {
        s
    } else {
        s.ueber(m.kennzeichen.clone(), pfad(m.id, ""))
    }
}

fn mit_befunden(f: Formular, befunde: Vec<Befund>) -> Formular {
    f.mit_fehlern(befunde.into_iter().map(|b| Feldfehler {
        feld: b.ort,
        code: b.code.to_owned(),
        text: format!("{} ({})", b.text, b.code),
    }))
}

/// Answers a refusal and notes it; no transaction may be open.
async fn abgewiesen(app: &App, kontext: &Kontext, id: Uuid, e: Error, aktion: &str) -> WebFehler {
    if matches!(e, Error::NichtGefunden)
        && let Err(fehler) = zugang::verweigert(app, kontext, id, aktion).await
    {
        return fehler.into();
    }
    e.into()
}

/// A procedure for a page, the look noted.
async fn akte(app: &App, kontext: &Kontext, id: Id<Meldung>) -> Ergebnis<Akte> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    match lesen::akte(app, &mut tx, kontext, id).await {
        Ok(a) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(a)
        }
        Err(e) => {
            drop(tx);
            Err(abgewiesen(app, kontext, id.uuid(), e, "lesen").await)
        }
    }
}

/// Saves one form of a procedure in one transaction: the proof, the Meldung as the form saw it, the use case, and back
/// to a page. Refused by a rule: the findings, so that the page comes again with the input.
async fn speichern<T>(
    app: &App,
    kontext: &Kontext,
    id: Id<Meldung>,
    e: &Eingaben,
    ziel: String,
    tun: T,
) -> Ergebnis<Result<Response, Vec<Befund>>>
where
    T: AsyncFnOnce(&mut Tx, &Zugang<Bearbeiten>, Meldung) -> amt::Result<()>,
{
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (z, m) = match zugang::befugt::<Bearbeiten>(app, &mut tx, kontext, id).await {
        Ok(da) => da,
        Err(f) => {
            drop(tx);
            return Err(abgewiesen(app, kontext, id.uuid(), f, "bearbeiten").await);
        }
    };
    let ergebnis = if e.roh("version").parse() == Ok(m.version) {
        tun(&mut tx, &z, m).await
    } else {
        Err(Error::Konflikt)
    };
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(Ok(weiter(ziel, MeldungArt::Erfolg, "Gespeichert.")))
        }
        Err(Error::Regel(b)) => Ok(Err(b)),
        Err(Error::Konflikt) => Ok(Err(vec![Befund::neu(
            "WEB-E09",
            "Jemand anderes hat das Verfahren inzwischen geändert. Ihre Eingaben stehen noch hier; bitte prüfen und noch einmal speichern.",
        )])),
        Err(andere) => Err(andere.into()),
    }
}

/// Fachkräfte to choose from.
async fn kraefte(app: &App) -> Ergebnis<Vec<Wahl>> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let alle = nachbarn(app)?.fachkraefte(app, &mut tx).await?;
    let wahl = |t: crate::rules::fachkraefte::Teilnahme| {
        let text = if t.asd {
            format!("{} (ASD)", t.name)
        } else {
            t.name
        };
        Wahl::neu(t.fachkraft, text)
    };
    Ok(alle.into_iter().map(wahl).collect())
}

/// The Fachkraft the user is.
async fn ich(app: &App, kontext: &Kontext) -> Ergebnis<Option<Uuid>> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let ich = nachbarn(app)?
        .fachkraft_von(app, &mut tx, kontext.benutzer().uuid())
        .await?;
    Ok(ich.map(|f| f.0))
}

/// Keys of `fachkraft-1` to `fachkraft-3`.
fn gewaehlte(e: &mut Eingaben) -> Vec<Uuid> {
    (1..=3)
        .filter_map(|n| e.auswahl::<Uuid>(&format!("fachkraft-{n}")))
        .collect()
}

/// Words of fields several forms have.
const NAMEN: &[(&str, &str)] = &[
    ("fachkraft-1", "Erste Fachkraft"),
    ("fachkraft-2", "Zweite Fachkraft"),
    ("fachkraft-3", "Weitere Fachkraft"),
    ("", "Das Verfahren"),
];

/// A question that is answered with yes or no.
fn ja_nein() -> Vec<Wahl> {
    vec![Wahl::neu("JA", "ja"), Wahl::neu("NEIN", "nein")]
}
