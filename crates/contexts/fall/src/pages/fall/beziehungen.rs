//! `/faelle/{id}/beziehungen`: Genogramm and Netzwerkkarte, as pictures and as a list, now and at an earlier day.

use amt::{
    App, Error, Huelle, Kontext,
    druck::{antwort, geltender_kopf},
};
use askama::Template;
use axum::{
    extract::{Path, RawQuery, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use store::Tx;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use super::{Kopf, Schreibt, druck, kopf, leute as wahl_leute, mit_befunden, pfad, shell};
use crate::{
    model::{Beziehungsart, Fall, Geschlecht, Guete, Lebt, Netz, Umfeld, Umfeldart},
    rules::fall::{
        genogramm::{self, Mensch},
        netzkarte,
        zeichnung::{Form, Zeichnung},
    },
    service::fall::{
        beziehung::{self as verb, Beziehungsdaten, Bild, Merkmaldaten},
        lesen::Akte,
    },
};

const NAMEN: &[(&str, &str)] = &[
    ("von", "Wer?"),
    ("nach", "Mit wem oder womit?"),
    ("art", "Was verbindet?"),
    ("merkmal-person", "Wer?"),
    ("verstorben_am", "Verstorben am"),
    ("bezeichnung", "Wer oder was?"),
    ("umfeldart", "Was ist es?"),
    ("geschlecht", "Geschlecht"),
    ("lebt", "Lebt die Person?"),
];

#[derive(Template)]
#[template(path = "fall/fall/beziehungen.html")]
struct Beziehungen {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    bild: Bild,
    f: Formular,
    leute: Vec<Mensch>,
    genogramm: Zeichnung,
    netzkarte: Zeichnung,
    saetze: Vec<(Uuid, String)>,
    damals: Option<(Datum, Zeichnung, Zeichnung)>,
    neu: Vec<String>,
    weg: Vec<String>,
    personen: Vec<Wahl>,
    ziele: Vec<Wahl>,
    arten: Vec<Wahl>,
    gueten: Vec<Wahl>,
    geschlechter: Vec<Wahl>,
    lebende: Vec<Wahl>,
    umfeldarten: Vec<Wahl>,
    tage: Vec<Wahl>,
    offen: &'static str,
}

impl Beziehungen {
    fn satz(&self, m: &Mensch) -> String {
        m.satz(self.akte.heute)
    }
}

fn zeichnungen(bild: &Bild, netz: &Netz, frueher: bool) -> (Vec<Mensch>, Zeichnung, Zeichnung) {
    let heute = bild.akte.heute;
    let leute = bild.leute(netz, frueher);
    let g = genogramm::zeichnen(&leute, &netz.beziehungen, heute);
    let n = netzkarte::zeichnen(&leute, &netz.umfeld, &netz.beziehungen, heute);
    (leute, g, n)
}

fn saetze(bild: &Bild, netz: &Netz) -> Vec<(Uuid, String)> {
    netz.beziehungen
        .iter()
        .map(|b| (b.id, bild.satz(netz, b)))
        .collect()
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fall>,
    (f, befunde, offen): (Formular, Vec<Befund>, &'static str),
) -> Ergebnis<Response> {
    let am: Option<Datum> = f.wert("stand").parse().ok();
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let bild = verb::bild(app, &mut tx, kontext, id, ("beziehungen", am)).await?;
    tx.commit().await.map_err(Error::from)?;
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let (leute, genogramm, netzkarte) = zeichnungen(&bild, &bild.jetzt, false);
    let (mut neu, mut weg) = (vec![], vec![]);
    let jetzt = saetze(&bild, &bild.jetzt);
    let damals = bild.damals.as_ref().map(|(tag, netz)| {
        let alt = saetze(&bild, netz);
        let ohne = |a: &[(Uuid, String)], b: &[(Uuid, String)]| -> Vec<String> {
            a.iter()
                .filter(|(id, _)| !b.iter().any(|(x, _)| x == id))
                .map(|(_, s)| s.clone())
                .collect()
        };
        neu = ohne(&jetzt, &alt);
        weg = ohne(&alt, &jetzt);
        let (_, g, n) = zeichnungen(&bild, netz, true);
        (*tag, g, n)
    });
    let personen = wahl_leute(&bild.akte);
    let mut ziele = personen.clone();
    ziele.extend(
        bild.jetzt
            .umfeld
            .iter()
            .map(|u| Wahl::neu(u.id, format!("{} ({})", u.bezeichnung, u.art))),
    );
    let seite = Beziehungen {
        shell: shell(huelle, &bild.akte, "Beziehungen"),
        kopf: kopf(kontext, &bild.akte, "beziehungen"),
        f: mit_befunden(f, befunde).benannt(NAMEN),
        leute,
        genogramm,
        netzkarte,
        saetze: jetzt,
        damals,
        neu,
        weg,
        personen,
        ziele,
        arten: Beziehungsart::wahlen(),
        gueten: Guete::wahlen(),
        geschlechter: Geschlecht::wahlen(),
        lebende: Lebt::wahlen(),
        umfeldarten: Umfeldart::wahlen(),
        tage: bild.tage.iter().map(|t| Wahl::neu(t.0, t.to_string())).collect(),
        offen,
        akte: bild.akte.clone(),
        bild,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    RawQuery(query): RawQuery,
) -> Ergebnis<Response> {
    let e = Eingaben::aus_bytes(query.unwrap_or_default().as_bytes())?;
    let f = Formular::leer().setze("stand", e.roh("stand"));
    rendern(&app, &kontext, huelle, id, (f, vec![], "")).await
}

pub(crate) async fn verbinden(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let von = e.pflichtauswahl("von");
    let art = e.pflichtauswahl("art");
    let nach = e.pflichtauswahl("nach");
    let guete = e.auswahl("guete").unwrap_or(Guete::Offen);
    let (seit, bis) = (e.datum("seit").map(Datum), e.datum("bis").map(Datum));
    let (Some(von), Some(art), Some(nach), false) = (von, art, nach, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, (e.formular(), vec![], "beziehung")).await;
    };
    let cmd = Beziehungsdaten {
        von,
        nach: Some(nach),
        art,
        guete,
        seit,
        bis,
    };
    let tun =
        async |tx: &mut Tx, may: &Schreibt, fall: Fall| verb::verbinden(&app, tx, may, &fall, cmd).await;
    match super::speichern(&app, &kontext, id, &e, pfad(id, "beziehungen"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(b) => rendern(&app, &kontext, huelle, id, (e.formular(), b, "beziehung")).await,
    }
}

pub(crate) async fn merkmal(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let person = e.pflichtauswahl("merkmal-person");
    let geschlecht = e.pflichtauswahl("geschlecht");
    let lebt = e.pflichtauswahl("lebt");
    let verstorben_am = e.datum("verstorben_am").map(Datum);
    let haushalt = e.text("haushalt", 40);
    let (Some(person), Some(geschlecht), Some(lebt), false) = (person, geschlecht, lebt, e.hat_fehler())
    else {
        return rendern(&app, &kontext, huelle, id, (e.formular(), vec![], "merkmal")).await;
    };
    let cmd = Merkmaldaten {
        person,
        geschlecht,
        lebt,
        verstorben_am,
        haushalt,
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| verb::merken(&app, tx, may, &fall, cmd).await;
    match super::speichern(&app, &kontext, id, &e, pfad(id, "beziehungen"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(b) => rendern(&app, &kontext, huelle, id, (e.formular(), b, "merkmal")).await,
    }
}

pub(crate) async fn umfeld(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let bezeichnung = e.pflichttext("bezeichnung", 80);
    let art: Option<Umfeldart> = e.pflichtauswahl("umfeldart");
    let (Some(art), false) = (art, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, (e.formular(), vec![], "umfeld")).await;
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        verb::umgeben(&app, tx, may, &fall, art, &bezeichnung)
            .await
            .map(|_| ())
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "beziehungen"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(b) => rendern(&app, &kontext, huelle, id, (e.formular(), b, "umfeld")).await,
    }
}

pub(crate) async fn beenden(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, zeile)): Path<(Id<Fall>, Uuid)>,
    e: Eingaben,
) -> Ergebnis<Response> {
    let tun =
        async |tx: &mut Tx, may: &Schreibt, fall: Fall| verb::beenden(&app, tx, may, &fall, zeile).await;
    match super::speichern(&app, &kontext, id, &e, pfad(id, "beziehungen"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(b) => rendern(&app, &kontext, huelle, id, (Formular::leer(), b, "")).await,
    }
}

#[derive(Template)]
#[template(path = "beziehungen.xml")]
struct Dokument<'a> {
    z: Zeichnung,
    leute: Vec<String>,
    umfeld: &'a [Umfeld],
    saetze: Vec<String>,
    heute: Datum,
    aktenzeichen: &'a str,
}

async fn dokument(app: &App, kontext: &Kontext, id: Id<Fall>, name: &str, karte: bool) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let bild = verb::bild(app, &mut tx, kontext, id, (name, None)).await?;
    let kopf = geltender_kopf(app, &mut tx).await?;
    tx.commit().await.map_err(Error::from)?;
    let heute = bild.akte.heute;
    let (leute, genogramm, netzkarte) = zeichnungen(&bild, &bild.jetzt, false);
    let z = if karte { netzkarte } else { genogramm };
    let blatt = druck::blatt(&bild.akte, &z.titel, heute);
    let vorlage = Dokument {
        z,
        leute: leute.iter().map(|m| m.satz(heute)).collect(),
        umfeld: if karte { &bild.jetzt.umfeld } else { &[] },
        saetze: bild
            .jetzt
            .beziehungen
            .iter()
            .filter(|b| karte || b.nach.is_some())
            .map(|b| bild.satz(&bild.jetzt, b))
            .collect(),
        heute,
        aktenzeichen: &bild.akte.fall.aktenzeichen,
    };
    Ok(antwort(kopf, &blatt, &vorlage).await?)
}

pub(crate) async fn genogramm_pdf(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    dokument(&app, &kontext, id, "genogramm.pdf", false).await
}

pub(crate) async fn netzwerkkarte_pdf(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    dokument(&app, &kontext, id, "netzwerkkarte.pdf", true).await
}
