//! What is posted from the page of an Anliegen.

use amt::{App, Error, Huelle, Kontext, meldung::weiter, recht::Bearbeiten};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::{Datum, Id, Text};
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Feldfehler, Formular, MeldungArt, Seite, Shell, Wahl};

use super::{akte, kurz_lesen, neu_lesen};
use crate::{
    model::{Anliegen, Hinweis, Konsultationsergebnis, Ortsfrage},
    service::{
        aufnehmen::Abweichung,
        bearbeiten::{self, Aenderung, Neuzuordnung},
        lesen,
        schritt::{Falldaten, Schritt, schritt},
    },
};

fn version(e: &Eingaben) -> i64 {
    e.roh("version").parse().unwrap_or(0)
}

fn pfad(id: Id<Anliegen>) -> String {
    format!("/anliegen/{id}")
}

/// Shows the page of the Anliegen again with what was typed and what is wrong.
async fn nochmal(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Anliegen>,
    e: Eingaben,
    fehler: Error,
    offen: &str,
) -> Ergebnis<Response> {
    let Error::Regel(befunde) = fehler else {
        return Err(fehler.into());
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let antwort = akte::rendern(
        app,
        &mut tx,
        kontext,
        huelle,
        id,
        Some((e.formular(), befunde, offen)),
    )
    .await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(antwort)
}

fn schritt_lesen(e: &mut Eingaben, id: &str) -> Schritt {
    let mut cmd = Schritt {
        version: version(e),
        themen: e.auswahlliste("themen"),
        empfaenger: e.text("empfaenger", 200),
        weiter_am: e.datum("weiter_am").map(Datum),
        ist_antrag: e.haken("ist_antrag"),
        antrag_eingang: e.datum("antrag_eingang").map(Datum),
        grund: e.text("grund", 1000),
        ..Schritt::default()
    };
    match id {
        "A02" => cmd.hinweis = Some(Hinweis::Ja),
        "A04" => {
            let einmal = e.roh("einmal").parse().unwrap_or(Uuid::nil());
            cmd.kurz = kurz_lesen::angaben(e, einmal);
        }
        "A05" => {
            let bezug = e.pflichtauswahl("bezug");
            cmd.fall = bezug.map(|bezug| Falldaten {
                sektor: e.roh("sektor").to_owned(),
                norm: e.text("norm", 120),
                bezug,
                rolle: "LEISTUNGSBERECHTIGT".to_owned(),
                fallfuehrend: e.roh("fallfuehrend").parse().ok(),
                vertretung: e.roh("vertretung").parse().ok(),
            });
        }
        _ => {}
    }
    cmd
}

pub(crate) async fn gehen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, welcher)): Path<(Id<Anliegen>, String)>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let cmd = schritt_lesen(&mut e, &welcher);
    if e.hat_fehler() {
        return nochmal(&app, &kontext, huelle, id, e, Error::Regel(vec![]), &welcher).await;
    }
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (may, _) = lesen::befugt::<Bearbeiten>(&app, &mut tx, &kontext, id).await?;
    match schritt(&app, &mut tx, &may, &welcher, &cmd).await {
        Ok(_) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(
                pfad(id),
                MeldungArt::Erfolg,
                "Der Schritt ist gespeichert.",
            ))
        }
        Err(Error::Konflikt) => Ok(weiter(
            pfad(id),
            MeldungArt::Warnung,
            "Jemand anderes hat das Anliegen inzwischen geändert. Bitte sehen Sie den neuen Stand an und wiederholen Sie den Schritt.",
        )),
        Err(fehler) => {
            drop(tx);
            nochmal(&app, &kontext, huelle, id, e, fehler, &welcher).await
        }
    }
}

/// One of the short posts: does it, and leads back with a message.
macro_rules! kurztat {
    ($name:ident, $offen:literal, $text:literal, |$app:ident, $tx:ident, $may:ident, $e:ident| $tun:expr) => {
        pub(crate) async fn $name(
            State($app): State<App>,
            kontext: Kontext,
            huelle: Huelle,
            Path(id): Path<Id<Anliegen>>,
            mut $e: Eingaben,
        ) -> Ergebnis<Response> {
            let mut tx = $app.db.write().await.map_err(Error::from)?;
            let ($may, _) = lesen::befugt::<Bearbeiten>(&$app, &mut tx, &kontext, id).await?;
            let ergebnis = {
                let $tx = &mut tx;
                $tun
            };
            match ergebnis {
                Ok(()) => {
                    tx.commit().await.map_err(Error::from)?;
                    Ok(weiter(pfad(id), MeldungArt::Erfolg, $text))
                }
                Err(Error::Konflikt) => Ok(weiter(
                    pfad(id),
                    MeldungArt::Warnung,
                    "Jemand anderes hat das Anliegen inzwischen geändert. Bitte sehen Sie den neuen Stand an und versuchen Sie es noch einmal.",
                )),
                Err(fehler) => {
                    drop(tx);
                    nochmal(&$app, &kontext, huelle, id, $e, fehler, $offen).await
                }
            }
        }
    };
}

kurztat!(
    konsultation,
    "",
    "Das Gespräch ist festgehalten.",
    |app, tx, may, e| {
        let mit = e.text("konsultation_mit", 120);
        match e.pflichtauswahl::<Konsultationsergebnis>("konsultation_ergebnis") {
            Some(ergebnis) if !e.hat_fehler() => {
                bearbeiten::konsultiert(&app, tx, &may, version(&e), &mit, ergebnis).await
            }
            _ => Err(Error::Regel(vec![])),
        }
    }
);
kurztat!(
    rueckruf,
    "",
    "Der Rückruf ist festgehalten.",
    |app, tx, may, e| {
        let v = version(&e);
        e.text("version", 20);
        bearbeiten::zurueckgerufen(&app, tx, &may, v).await
    }
);
kurztat!(
    zuordnung_zurueck,
    "zuordnen",
    "Die Zuordnung ist wieder wie vorher.",
    |app, tx, may, e| {
        let v = version(&e);
        e.text("version", 20);
        bearbeiten::zuordnung_zurueck(&app, tx, &may, v).await
    }
);
kurztat!(
    zuordnen,
    "zuordnen",
    "Die Zuordnung ist geändert.",
    |app, tx, may, e| {
        let fachkraft: Option<Uuid> = e.auswahl("abweichung");
        let grund = e.text("abweichung_grund", 500);
        let text = e.text("neue_adresse", 200);
        let art = e.auswahl("neue_ortsart");
        let cmd = Neuzuordnung {
            version: version(&e),
            sektor: e.roh("neuer_sektor").to_owned(),
            ort: art.map(|art| {
                (
                    art,
                    Ortsfrage {
                        text,
                        ..Ortsfrage::default()
                    },
                )
            }),
            abweichung: fachkraft.map(|fachkraft| Abweichung { fachkraft, grund }),
        };
        if e.hat_fehler() {
            Err(Error::Regel(vec![]))
        } else {
            bearbeiten::zuordnen(&app, tx, &may, cmd).await
        }
    }
);

#[derive(Template)]
#[template(path = "fall/bearbeiten.html")]
struct Bearbeitung {
    shell: Shell,
    f: Formular,
    id: Id<Anliegen>,
    version: i64,
    hinweise: Vec<Wahl>,
    /// What the other person saved, when both changed it.
    andere: Option<Andere>,
}

/// The other text, beside the own one.
struct Andere {
    worte: String,
    hinweis: Hinweis,
    name: String,
    geburtsdatum: String,
    telefon: String,
    email: String,
    wer: String,
}

pub(crate) async fn formular(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Anliegen>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    lesen::befugt::<Bearbeiten>(&app, &mut tx, &kontext, id).await?;
    let akte = lesen::akte(&app, &mut tx, &kontext, id).await?;
    let entwurf = amt::entwurf::laden(&mut tx, &kontext, "anliegen-bearbeiten", &id.to_string()).await?;
    tx.commit().await.map_err(Error::from)?;
    let p = akte.person.unwrap_or_default();
    let a = akte.anliegen;
    let f = Formular::leer()
        .setze("worte", &a.worte)
        .setze("gefaehrdungshinweis", a.gefaehrdungshinweis.code())
        .setze("vorname", &p.vorname)
        .setze("nachname", &p.nachname)
        .setze("unbekannt_grund", &p.unbekannt_grund)
        .setze_wenn("geburtsdatum", p.geburtsdatum.map(|g| g.0))
        .setze("telefon", &p.telefon)
        .setze("email", &p.email);
    let f = entwurf.map_or(f, |e| e.als_formular());
    // a draft from before somebody else saved keeps its old version, so that the conflict is seen
    let version = f.wert("version").parse().unwrap_or(a.version);
    Ok(Seite::neu(Bearbeitung {
        shell: shell(huelle, id),
        f,
        id,
        version,
        hinweise: Hinweis::wahlen(),
        andere: None,
    })
    .into_response())
}

fn shell(huelle: Huelle, id: Id<Anliegen>) -> Shell {
    huelle
        .titel("Angaben ändern")
        .ueber("Anliegen", "/anliegen")
        .ueber("Zurück zum Anliegen", pfad(id))
}

pub(crate) async fn aendern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Anliegen>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let worte = e.text("worte", crate::model::WORTE_MAX);
    let hinweis: Option<Hinweis> = e.pflichtauswahl("gefaehrdungshinweis");
    let person = neu_lesen::person(&mut e);
    let v = version(&e);
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (may, _) = lesen::befugt::<Bearbeiten>(&app, &mut tx, &kontext, id).await?;
    let (Some(hinweis), Ok(worte), false) = (hinweis, Text::neu(&worte), e.hat_fehler()) else {
        let seite = Bearbeitung {
            shell: shell(huelle, id),
            f: e.formular(),
            id,
            version: v,
            hinweise: Hinweis::wahlen(),
            andere: None,
        };
        return Ok(Seite::ungueltig(seite).into_response());
    };
    let cmd = Aenderung {
        version: v,
        worte,
        gefaehrdungshinweis: hinweis,
        person,
    };
    match bearbeiten::aendern(&app, &mut tx, &may, cmd).await {
        Ok(()) => {
            amt::entwurf::verwerfen(&mut tx, &kontext, "anliegen-bearbeiten", &id.to_string()).await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(pfad(id), MeldungArt::Erfolg, "Gespeichert."))
        }
        Err(Error::Konflikt) => {
            // SQLite has one writer: the page of the conflict waits for it
            drop(tx);
            konflikt(&app, &kontext, huelle, id, e).await
        }
        Err(Error::Regel(befunde)) => {
            let fehler = befunde.into_iter().map(|b| Feldfehler {
                feld: b.ort,
                code: b.code.to_owned(),
                text: b.text,
            });
            let f = e.formular().mit_fehlern(fehler);
            let seite = Bearbeitung {
                shell: shell(huelle, id),
                f,
                id,
                version: v,
                hinweise: Hinweis::wahlen(),
                andere: None,
            };
            Ok(Seite::ungueltig(seite).into_response())
        }
        Err(andere) => Err(andere.into()),
    }
}

/// Both texts side by side; saving again takes what stands in the form then.
async fn konflikt(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Anliegen>,
    e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let akte = lesen::akte(app, &mut tx, kontext, id).await?;
    tx.commit().await.map_err(Error::from)?;
    let p = akte.person.unwrap_or_default();
    let andere = Andere {
        worte: akte.anliegen.worte,
        hinweis: akte.anliegen.gefaehrdungshinweis,
        name: p.name(),
        geburtsdatum: p.geburtsdatum.map_or_else(String::new, |g| g.to_string()),
        telefon: p.telefon,
        email: p.email,
        wer: akte
            .verlauf
            .first()
            .map_or_else(String::new, |v| format!("{}, {}", v.benutzer_name, v.zeit.lang())),
    };
    let seite = Bearbeitung {
        shell: shell(huelle, id),
        f: e.formular(),
        id,
        version: akte.anliegen.version,
        hinweise: Hinweis::wahlen(),
        andere: Some(andere),
    };
    Ok(Seite::neu(seite).status(StatusCode::CONFLICT).into_response())
}
