//! `/vorlagen`: papers for a session of a committee, as page and as PDF.

use amt::{
    App, Error, Huelle, Kontext,
    druck::{Blatt, antwort, geltender_kopf},
    meldung::weiter,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Fertig, Formular, MeldungArt, Seite, Shell, Wahl};

use super::fall::mit_befunden;
use crate::{
    model::{Gremium, Massnahme, Vorlage, Vorlageart, Vorlagestand, Vorlagezahl, Vorsatz},
    rules::vorlage::{in_worten, montag, veraenderungen},
    service::vorlage::{self as dienst, Einsicht},
};

const NAMEN: &[(&str, &str)] = &[
    ("art", "Art der Vorlage"),
    ("nummer", "Nummer"),
    ("betreff", "Betreff"),
    ("gremium", "Gremium"),
    ("sitzung_am", "Sitzung am"),
    ("anlass", "Worum geht es?"),
    ("rueckmeldungen", "Rückmeldungen"),
    ("ausblick", "Ausblick"),
    ("woche", "Referenzwoche"),
    ("bezeichnung", "Was wird gezählt?"),
    ("vorsatz", "Wie genau?"),
    ("wert", "Zahl"),
    ("stichtag", "Stand"),
    ("quelle", "Quelle"),
    ("feststellung", "Feststellung"),
    ("massnahme", "Maßnahme"),
    ("wer", "Wer?"),
    ("bis", "Bis wann?"),
];

#[derive(Template)]
#[template(path = "fall/vorlagen.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    alle: Vec<Vorlage>,
    arten: Vec<Wahl>,
    gremien: Vec<Wahl>,
    schreiben: bool,
}

async fn listenseite(app: &App, kontext: &Kontext, huelle: Huelle, f: Formular) -> Result<Liste, Error> {
    let mut tx = app.db.read().await?;
    let (alle, schreiben) = dienst::alle(&mut tx, kontext).await?;
    Ok(Liste {
        shell: huelle.titel("Vorlagen für den Ausschuss"),
        f: f.benannt(NAMEN),
        alle,
        arten: Vorlageart::wahlen(),
        gremien: Gremium::wahlen(),
        schreiben,
    })
}

pub(crate) async fn liste(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let neu = Formular::leer().setze("art", Vorlageart::Informationsvorlage.code());
    Ok(Seite::neu(listenseite(&app, &kontext, huelle, neu).await?).into_response())
}

/// What the form says about a paper; the rest stays as it is.
fn lesen(e: &mut Eingaben, alt: Vorlage) -> Vorlage {
    let gremium = e.pflichtauswahl::<Gremium>("gremium");
    Vorlage {
        art: e.auswahl::<Vorlageart>("art").unwrap_or(alt.art),
        nummer: e.pflichttext("nummer", 40),
        betreff: e.pflichttext("betreff", 200),
        gremium: gremium.unwrap_or(alt.gremium),
        sitzung_am: e.pflichtdatum("sitzung_am").map_or(alt.sitzung_am, Datum),
        ..alt
    }
}

/// An empty paper of this person.
fn leer(app: &App, kontext: &Kontext) -> Vorlage {
    Vorlage {
        id: app.ids.neu(),
        version: 1,
        art: Vorlageart::Informationsvorlage,
        nummer: String::new(),
        betreff: String::new(),
        gremium: Gremium::Jugendhilfeausschuss,
        sitzung_am: app.uhr.heute(),
        anlass: String::new(),
        rueckmeldungen: String::new(),
        ausblick: String::new(),
        woche: None,
        skizzen: String::new(),
        stand: Vorlagestand::Entwurf,
        inhalt: String::new(),
        verfasser: kontext.name().to_owned(),
        freigegeben_am: None,
        freigegeben_von: String::new(),
    }
}

pub(crate) async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let v = lesen(&mut e, leer(&app, &kontext));
    let mut befunde = Vec::new();
    if !e.hat_fehler() {
        let mut tx = app.db.write().await.map_err(Error::from)?;
        match dienst::speichern(&app, &mut tx, &kontext, &v, true).await {
            Ok(()) => {
                tx.commit().await.map_err(Error::from)?;
                let text = "Angelegt. Ergänzen Sie jetzt Worte und Zahlen.";
                return Ok(weiter(format!("/vorlagen/{}", v.id), MeldungArt::Erfolg, text));
            }
            Err(Error::Regel(b)) => befunde = b,
            Err(andere) => return Err(andere.into()),
        }
    }
    let f = mit_befunden(e.formular(), befunde);
    Ok(Seite::ungueltig(listenseite(&app, &kontext, huelle, f).await?).into_response())
}

struct Saeule {
    x: i64,
    unten_y: i64,
    unten: i64,
    oben_y: i64,
    oben: i64,
    tag: String,
    beschriftet: bool,
}

/// The helps inside and outside as columns; what is hidden is not drawn.
struct Bild {
    saeulen: Vec<Saeule>,
    worte: String,
}

fn bild(zeilen: &[(String, String, String)]) -> Option<Bild> {
    let zahl = |t: &str| t.parse::<i64>().unwrap_or(0);
    let groesste = zeilen
        .iter()
        .map(|(_, d, a)| zahl(d) + zahl(a))
        .max()
        .filter(|g| *g > 0)?;
    let px = |n: i64| n * 200 / groesste;
    let saeulen = (0_i64..)
        .zip(zeilen)
        .map(|(i, (tag, drinnen, draussen))| {
            let (unten, oben) = (px(zahl(drinnen)), px(zahl(draussen)));
            Saeule {
                x: i * 33 + 4,
                unten,
                unten_y: 200 - unten,
                oben,
                oben_y: 200 - unten - oben,
                // month and year of 30.11.2026
                tag: tag.get(3..).unwrap_or_default().to_owned(),
                beschriftet: i % 4 == 0,
            }
        })
        .collect();
    let worte: Vec<String> = zeilen
        .iter()
        .map(|(tag, d, a)| format!("{tag}: {d} im Team, {a} außerhalb"))
        .collect();
    Some(Bild {
        saeulen,
        worte: worte.join(". "),
    })
}

#[derive(Template)]
#[template(path = "fall/umsteuerung.svg.html")]
struct Seitenbild {
    saeulen: Vec<Saeule>,
    worte: String,
}

/// Rows of the tables that page and document share.
struct Worte {
    veraenderungen: Vec<String>,
}

#[derive(Template)]
#[template(path = "fall/vorlage.html")]
struct Eine {
    shell: Shell,
    f: Formular,
    e: Einsicht,
    worte: Worte,
    bild: Option<Fertig>,
    arten: Vec<Wahl>,
    gremien: Vec<Wahl>,
    vorsaetze: Vec<Wahl>,
    skizzen: Vec<Wahl>,
    /// Which of the smaller forms was sent.
    gesendet: String,
}

impl Eine {
    fn in_worten(&self, z: &Vorlagezahl) -> String {
        in_worten(z)
    }

    /// The words can still be written.
    fn offen(&self) -> bool {
        self.e.schreiben && self.e.vorlage.offen()
    }

    fn auf(&self, form: &str) -> bool {
        self.gesendet == form
    }
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Vorlage>,
    (f, befunde, gesendet): (Option<Formular>, Vec<Befund>, &str),
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let e = dienst::einsehen(app, &mut tx, kontext, id).await?;
    let skizzen = if e.vorlage.offen() {
        let alle = dienst::skizzen(app, &mut tx).await?;
        alle.into_iter()
            .map(|s| Wahl::neu(s.raum, format!("{} (Stand {})", s.name, s.stichtag)))
            .collect()
    } else {
        Vec::new()
    };
    let ungueltig = !befunde.is_empty() || f.as_ref().is_some_and(|f| !f.alle_fehler().is_empty());
    let v = &e.vorlage;
    let f = if gesendet == "worte" {
        f.unwrap_or_else(Formular::leer)
    } else {
        // a smaller form keeps what was typed there; the words are those that are stored
        let mut f = f
            .unwrap_or_else(Formular::leer)
            .setze("art", v.art.code())
            .setze("nummer", &v.nummer)
            .setze("betreff", &v.betreff)
            .setze("gremium", v.gremium.code())
            .setze("sitzung_am", v.sitzung_am.0)
            .setze("anlass", &v.anlass)
            .setze("rueckmeldungen", &v.rueckmeldungen)
            .setze("ausblick", &v.ausblick);
        if let Some(w) = v.woche {
            f = f.setze("woche", w.0);
        }
        for raum in v.raeume() {
            f = f.setze("skizzen", raum);
        }
        f
    };
    let saeulen = bild(&e.inhalt.umsteuerung).and_then(|b| {
        Fertig::aus(&Seitenbild {
            saeulen: b.saeulen,
            worte: b.worte,
        })
        .ok()
    });
    let seite = Eine {
        shell: huelle
            .titel(format!("{} {}", v.art, v.nummer))
            .ueber("Vorlagen", "/vorlagen"),
        f: mit_befunden(f, befunde).benannt(NAMEN),
        worte: Worte {
            veraenderungen: veraenderungen(&e.zahlen),
        },
        bild: saeulen,
        arten: Vorlageart::wahlen(),
        gremien: Gremium::wahlen(),
        vorsaetze: Vorsatz::wahlen(),
        skizzen,
        gesendet: gesendet.to_owned(),
        e,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Vorlage>>,
) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, id, (None, vec![], "")).await
}

const INZWISCHEN: &str = "Jemand anderes hat die Vorlage inzwischen geändert oder freigegeben. Ihre Eingaben stehen noch hier; bitte prüfen und noch einmal speichern.";

/// Done, or back to the form with what was typed.
async fn fertig(
    (app, kontext, huelle): (&App, &Kontext, Huelle),
    (tx, ergebnis): (store::Tx, amt::Result<()>),
    id: Id<Vorlage>,
    (f, gesendet, text): (Formular, &str, &str),
) -> Ergebnis<Response> {
    let befunde = match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            return Ok(weiter(format!("/vorlagen/{id}"), MeldungArt::Erfolg, text));
        }
        Err(Error::Regel(b)) => b,
        Err(Error::Konflikt) => vec![Befund::neu("WEB-E09", INZWISCHEN)],
        Err(andere) => return Err(andere.into()),
    };
    drop(tx);
    rendern(app, kontext, huelle, id, (Some(f), befunde, gesendet)).await
}

/// The key of the draft and the version its page showed.
fn wo(e: &Eingaben, id: Id<Vorlage>) -> (Id<Vorlage>, i64) {
    (id, e.roh("version").parse().unwrap_or(0))
}

pub(crate) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Vorlage>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let alt = dienst::einsehen(&app, &mut tx, &kontext, id).await?.vorlage;
    let skizzen: Vec<String> = e
        .auswahlliste::<Uuid>("skizzen")
        .iter()
        .map(Uuid::to_string)
        .collect();
    let v = Vorlage {
        anlass: e.text("anlass", 4_000),
        rueckmeldungen: e.text("rueckmeldungen", 8_000),
        ausblick: e.text("ausblick", 4_000),
        woche: e.datum("woche").map(|t| montag(Datum(t))),
        skizzen: skizzen.join(","),
        version: wo(&e, id).1,
        ..lesen(&mut e, alt)
    };
    if e.hat_fehler() {
        drop(tx);
        return rendern(&app, &kontext, huelle, id, (Some(e.formular()), vec![], "worte")).await;
    }
    let ergebnis = dienst::speichern(&app, &mut tx, &kontext, &v, false).await;
    let form = (e.formular(), "worte", "Gespeichert.");
    fertig((&app, &kontext, huelle), (tx, ergebnis), id, form).await
}

pub(crate) async fn zahl(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Vorlage>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    if let Some(weg) = e.auswahl::<Uuid>("weg") {
        let ergebnis = dienst::zahl_weg(&app, &mut tx, &kontext, wo(&e, id), weg).await;
        let form = (e.formular(), "zahl", "Herausgenommen.");
        return fertig((&app, &kontext, huelle), (tx, ergebnis), id, form).await;
    }
    let (bezeichnung, quelle) = (e.pflichttext("bezeichnung", 120), e.pflichttext("quelle", 200));
    let (vorsatz, wert) = (
        e.auswahl::<Vorsatz>("vorsatz"),
        e.pflichtzahl("wert", 0, 1_000_000_000),
    );
    // WIRKUNG-E03: a figure without the day it is true for says nothing
    let stichtag = e.pflichtdatum("stichtag");
    let (Some(wert), Some(tag), false) = (wert, stichtag, e.hat_fehler()) else {
        drop(tx);
        return rendern(&app, &kontext, huelle, id, (Some(e.formular()), vec![], "zahl")).await;
    };
    let z = Vorlagezahl {
        id: app.ids.uuid(),
        bezeichnung,
        vorsatz: vorsatz.unwrap_or(Vorsatz::Genau),
        wert,
        stichtag: Datum(tag),
        quelle,
    };
    let ergebnis = dienst::zahl_dazu(&app, &mut tx, &kontext, wo(&e, id), &z).await;
    let form = (e.formular(), "zahl", "Die Zahl steht in der Vorlage.");
    fertig((&app, &kontext, huelle), (tx, ergebnis), id, form).await
}

pub(crate) async fn massnahme(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Vorlage>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let m = Massnahme {
        id: app.ids.uuid(),
        feststellung: e.pflichttext("feststellung", 500),
        massnahme: e.pflichttext("massnahme", 500),
        wer: e.pflichttext("wer", 120),
        bis: e.pflichtdatum("bis").map_or_else(|| app.uhr.heute(), Datum),
        ordnung: None,
    };
    if e.hat_fehler() {
        return rendern(
            &app,
            &kontext,
            huelle,
            id,
            (Some(e.formular()), vec![], "massnahme"),
        )
        .await;
    }
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let ergebnis = dienst::massnahme_dazu(&app, &mut tx, &kontext, id, &m).await;
    let form = (e.formular(), "massnahme", "Die Maßnahme ist festgehalten.");
    fertig((&app, &kontext, huelle), (tx, ergebnis), id, form).await
}

pub(crate) async fn ordnung(
    State(app): State<App>,
    kontext: Kontext,
    Path((id, massnahme)): Path<(Id<Vorlage>, Uuid)>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    match dienst::ordnung_aendern(&app, &mut tx, &kontext, id, massnahme).await {
        Ok(fassung) => {
            tx.commit().await.map_err(Error::from)?;
            let text = "Der Entwurf ist angelegt. Er ändert noch nichts.";
            Ok(weiter(format!("/ordnung/{fassung}"), MeldungArt::Erfolg, text))
        }
        Err(Error::Regel(b)) => {
            let text = b.first().map_or("Das geht so nicht.", |b| b.text.as_str());
            Ok(weiter(format!("/vorlagen/{id}"), MeldungArt::Warnung, text))
        }
        Err(Error::Konflikt) => {
            let text = "Aus dieser Feststellung gibt es schon einen Entwurf.";
            Ok(weiter(format!("/vorlagen/{id}"), MeldungArt::Warnung, text))
        }
        Err(andere) => Err(andere.into()),
    }
}

pub(crate) async fn freigeben(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Vorlage>>,
    e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let ergebnis = dienst::freigeben(&app, &mut tx, &kontext, wo(&e, id)).await;
    let form = (
        e.formular(),
        "freigeben",
        "Freigegeben. Die Zahlen sind festgeschrieben.",
    );
    fertig((&app, &kontext, huelle), (tx, ergebnis), id, form).await
}

#[derive(Template)]
#[template(path = "vorlage.xml")]
struct Papier<'a> {
    e: &'a Einsicht,
    worte: Worte,
    bild: Option<Bild>,
}

impl Papier<'_> {
    fn in_worten(&self, z: &Vorlagezahl) -> String {
        in_worten(z)
    }
}

/// The paper as the committee gets it.
pub(crate) async fn pdf(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Vorlage>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let e = dienst::einsehen(&app, &mut tx, &kontext, id).await?;
    let kopf = geltender_kopf(&app, &mut tx).await?;
    drop(tx);
    let v = &e.vorlage;
    let blatt = Blatt {
        titel: v.betreff.clone(),
        kennung: format!("Vorlage {}", v.nummer),
        vermerk: if v.offen() { "Entwurf" } else { v.art.wort() }.to_owned(),
        datei: format!("vorlage {}", v.nummer.replace('/', "-")),
        tag: app.uhr.heute(),
    };
    let papier = Papier {
        worte: Worte {
            veraenderungen: veraenderungen(&e.zahlen),
        },
        bild: bild(&e.inhalt.umsteuerung),
        e: &e,
    };
    Ok(antwort(kopf, &blatt, &papier).await?)
}
