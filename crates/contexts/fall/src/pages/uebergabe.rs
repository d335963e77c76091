//! `/uebergaben`: handovers somebody gives or takes, and one of them with its steps.

use amt::{
    App, Error, Huelle, Kontext,
    druck::{Blatt, Dateiart, antwort_als, geltender_kopf},
    meldung::weiter,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use web::{Eingaben, Ergebnis, Feldfehler, Formular, MeldungArt, Seite, Shell};

use crate::{
    model::{Uebergabe, Uebergabestand},
    nachbarn::nachbarn,
    rules::uebergabe::Zeile,
    service::{
        fall::zugang,
        uebergabe::{self as dienst, Einsicht, Schrittangaben},
    },
};

const NAMEN: &[(&str, &str)] = &[
    ("familie_informiert_am", "Familie informiert am"),
    ("familie_wunsch", "Wunsch der Familie"),
    ("gespraech_am", "Übergabegespräch am"),
    ("teilnehmende", "Wer war dabei?"),
    ("annahme", "Annahme"),
    ("worte", "Grund"),
    ("neuer_tag", "Neuer Tag"),
    ("unterschrieben", "Unterschriften"),
];

#[derive(Template)]
#[template(path = "fall/uebergaben.html")]
struct Liste {
    shell: Shell,
    zeilen: Vec<(Uebergabe, String)>,
    ich: Option<uuid::Uuid>,
    heute: Datum,
}

impl Liste {
    fn nehme(&self, u: &Uebergabe) -> bool {
        self.ich == Some(u.an)
    }

    fn vorbei(&self, u: &Uebergabe) -> bool {
        u.geplant_zum < self.heute
    }
}

pub(crate) async fn liste(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let ich = nachbarn(&app)?
        .fachkraft_von(&app, &mut tx, kontext.benutzer().uuid())
        .await?;
    // only for whoever may see cases at all
    zugang::sicht(&app, &mut tx, &kontext).await?;
    let zeilen = match ich {
        Some(f) => dienst::meine(&mut tx, f).await?,
        None => Vec::new(),
    };
    Ok(Seite::neu(Liste {
        shell: huelle.titel("Übergaben"),
        zeilen,
        ich,
        heute: app.uhr.heute(),
    })
    .into_response())
}

#[derive(Template)]
#[template(path = "fall/uebergabe.html")]
struct Eine {
    shell: Shell,
    e: Einsicht,
    schritte: Vec<&'static Zeile>,
    f: Formular,
    /// The step whose form was sent.
    gesendet: String,
    /// Whose turn it is, in words; empty at the end.
    dran: String,
}

impl Eine {
    fn hat(&self, schritt: &str) -> bool {
        self.schritte.iter().any(|z| z.id == schritt)
    }

    fn uebernimmt(&self) -> Option<&'static Zeile> {
        self.schritte
            .iter()
            .find(|z| z.nach == Uebergabestand::Uebernommen)
            .copied()
    }

    fn auf(&self, schritt: &str) -> bool {
        self.gesendet == schritt
    }
}

fn dran(e: &Einsicht) -> String {
    let u = &e.uebergabe;
    match u.stand {
        Uebergabestand::Geplant => format!("{} informiert die Familie.", u.von_name),
        Uebergabestand::Informiert if e.hilfeplan => {
            format!("{} und {} führen das Übergabegespräch.", u.von_name, u.an_name)
        }
        Uebergabestand::Informiert => {
            format!(
                "{} und {} sprechen miteinander, oder {} übernimmt gleich.",
                u.von_name, u.an_name, u.an_name
            )
        }
        Uebergabestand::Gespraech => format!("{} übernimmt den Fall.", u.an_name),
        Uebergabestand::Zurueckgestellt => "Die Teamleitung nimmt die Übergabe wieder auf.".to_owned(),
        Uebergabestand::Uebernommen | Uebergabestand::Sofort | Uebergabestand::Abgebrochen => String::new(),
    }
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Uebergabe>,
    (f, befunde, gesendet): (Formular, Vec<Befund>, String),
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let e = dienst::einsehen(app, &mut tx, kontext, id).await?;
    tx.commit().await.map_err(Error::from)?;
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let fehler = befunde.into_iter().map(|b| Feldfehler {
        feld: b.ort,
        code: b.code.to_owned(),
        text: b.text,
    });
    let shell = huelle
        .titel(format!("Übergabe, Fall {}", e.fall.aktenzeichen))
        .ueber("Übergaben", "/uebergaben");
    let seite = Eine {
        shell,
        schritte: e.schritte(),
        f: f.mit_fehlern(fehler).benannt(NAMEN),
        gesendet,
        dran: dran(&e),
        e,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Uebergabe>>,
) -> Ergebnis<Response> {
    let leer = (Formular::leer(), vec![], String::new());
    rendern(&app, &kontext, huelle, id, leer).await
}

pub(crate) async fn gehen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, schritt)): Path<(Id<Uebergabe>, String)>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let cmd = Schrittangaben {
        familie_informiert_am: e.datum("familie_informiert_am").map(Datum),
        familie_wunsch: e.text("familie_wunsch", 1_000),
        gespraech_am: e.datum("gespraech_am").map(Datum),
        teilnehmende: e.text("teilnehmende", 500),
        protokoll: e.text("protokoll", 5_000),
        offene_punkte: e.text("offene_punkte", 2_000),
        annahme: e.haken("annahme"),
        worte: e.text("worte", 1_000),
        neuer_tag: e.datum("neuer_tag").map(Datum),
        unterschrieben: e.haken("unterschrieben"),
    };
    if e.hat_fehler() {
        return rendern(&app, &kontext, huelle, id, (e.formular(), vec![], schritt)).await;
    }
    // a form without its version is an old one; whether the person may is asked first
    let version = e.roh("version").parse().unwrap_or(0);
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let befunde = match dienst::gehen(&app, &mut tx, &kontext, (id, version), &schritt, cmd).await {
        Ok(_) => {
            tx.commit().await.map_err(Error::from)?;
            return Ok(weiter(
                format!("/uebergaben/{id}"),
                MeldungArt::Erfolg,
                "Festgehalten.",
            ));
        }
        Err(Error::Regel(b)) => b,
        Err(Error::Konflikt) => vec![Befund::neu(
            "WEB-E09",
            "Jemand anderes hat die Übergabe oder den Fall inzwischen geändert. Ihre Eingaben stehen noch hier; bitte prüfen und noch einmal speichern.",
        )],
        Err(andere) => return Err(andere.into()),
    };
    drop(tx);
    rendern(&app, &kontext, huelle, id, (e.formular(), befunde, schritt)).await
}

#[derive(Template)]
#[template(path = "uebergabebrief.xml")]
struct Brief<'a> {
    e: &'a Einsicht,
    heute: Datum,
}

/// The letter to the family in plain words; the look is noted by the service.
pub(crate) async fn brief(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Uebergabe>>,
    art: Dateiart,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let e = dienst::einsehen(&app, &mut tx, &kontext, id).await?;
    let kopf = geltender_kopf(&app, &mut tx).await?;
    tx.commit().await.map_err(Error::from)?;
    let az = &e.fall.aktenzeichen;
    let blatt = Blatt {
        titel: "Ihre neue Ansprechperson".to_owned(),
        kennung: format!("Az. {az}"),
        vermerk: "Brief".to_owned(),
        datei: format!("uebergabe {az}"),
        tag: app.uhr.heute(),
    };
    let brief = Brief {
        e: &e,
        heute: app.uhr.heute(),
    };
    Ok(antwort_als(art, kopf, &blatt, &brief).await?)
}
